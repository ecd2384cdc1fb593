"""A pipeline of invented answers, so that the faces can be tried without any data."""

import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

import wheelsdown
from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Rows
from wheelsdown.faces.cli import app, listing_flow, workspaces
from wheelsdown.reference.places import PlaceRegister
from wheelsdown.schemas import Flight, IdentityAssertion, Visit

SHA = "3fa2c1d9" + "0" * 56


def at(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def bounds(earliest: str | None, latest: str | None) -> dict[str, datetime | None]:
    return {"earliest": at(earliest), "latest": at(latest)}


def make_visit(**changes: Any) -> dict[str, Any]:
    return {
        "visit_id": "0123456789abcdef",
        "aerodrome": "XQAA",
        "airframe": "a1b2c3",
        "icao24": "a1b2c3",
        "callsign": "TANK70",
        "registration": "N4321Q",
        "type_designator": "S2T",
        "operator": "Invented Air Tankers",
        "military": None,
        "arrived_at": bounds("2020-09-08T18:02:11", "2020-09-08T18:02:11"),
        "departed_at": bounds("2020-09-08T18:40:00", "2020-09-08T18:40:00"),
        "basis": "observed",
        "arrival_basis": "observed",
        "departure_basis": "observed",
        "probability": None,
        "evidence_seen": 4,
        "rivals": [],
        "came_from": {"id": "XQBB", "level": "aerodrome"},
        "went_to": {"id": None, "level": "unknown"},
        "arrival_flight_id": "f1",
        "departure_flight_id": "f2",
        "integrity": "ok",
        "simulated": False,
        "evidence": [{"sha256": SHA, "first_row": 120, "last_row": 391}],
    } | changes


def make_end(basis: str, earliest: str | None = None, latest: str | None = None) -> dict[str, Any]:
    return {
        "aerodrome": None if basis == "unknown" else "XQAA",
        "runway": None,
        "at": at(earliest) if basis == "observed" else None,
        "earliest": at(earliest),
        "latest": at(latest),
        "basis": basis,
        "probability": None,
        "rivals": [],
        "because": "",
        "evidence": [] if basis == "unknown" else [{"sha256": SHA, "first_row": 7, "last_row": 9}],
    }


def make_sighting(when: str) -> dict[str, Any]:
    return {"at": at(when), "lat_deg": 33.0, "lon_deg": -116.9, "altitude_ft": 4000.0, "on_ground": False}


def make_flight(**changes: Any) -> dict[str, Any]:
    return {
        "flight_id": "fedcba9876543210",
        "airframe": "a1b2c3",
        "icao24": "a1b2c3",
        "callsign": "TANK70",
        "registration": "N4321Q",
        "type_designator": "S2T",
        "operator": None,
        "military": False,
        "take_off": make_end("unknown"),
        "landing": make_end("observed", "2020-09-08T18:02:11", "2020-09-08T18:02:11"),
        "first_seen": make_sighting("2020-09-08T17:21:00"),
        "last_seen": make_sighting("2020-09-08T18:02:11"),
        "n_points": 88,
        "integrity": "ok",
        "simulated": False,
    } | changes


def make_leg(position: int, **changes: Any) -> dict[str, Any]:
    return {
        "visit_id": "0123456789abcdef",
        "position": position,
        "flight_id": f"leg{position}",
        "airframe": "a1b2c3",
        "icao24": "a1b2c3",
        "registration": "N4321Q",
        "type_designator": "IL62",
        "from": {"id": "LY", "level": "country", "label": "Libya"},
        "to": {"id": "XQAA", "level": "aerodrome", "label": "XQAA"},
        "take_off": make_end("bounded", "2025-10-26T05:00", "2025-10-26T07:30"),
        "landing": make_end("observed", "2025-10-26T10:02", "2025-10-26T10:02"),
        "simulated": False,
    } | changes


@dataclass(frozen=True)
class RowFilter:
    interval: Interval
    icao24: str | None = None
    callsign: str | None = None
    type_designator: str | None = None
    operator: str | None = None
    military: bool | None = None
    came_from: str | None = None
    went_to: str | None = None
    min_probability: float | None = None


@dataclass
class FakePipeline:
    """What the pipeline will answer, and what it was asked."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    simulated: bool = False
    flagged: frozenset[str] = frozenset()
    error: BaseException | None = None
    outcome: Any = None
    assertions: list[dict[str, Any]] = field(default_factory=list)
    conflicts: tuple[str, ...] = ()
    asked: list[Any] = field(default_factory=list)

    def answer(self, schema: dict[str, Any] | None, place: str | None) -> Rows:
        if self.error is not None:
            raise self.error
        rows = pl.DataFrame([row | {"simulated": self.simulated} for row in self.rows], schema=schema)
        return Rows(rows, self.simulated, self.left_out, self.missing, place)

    def visits(self, workspace: object, place: str, row_filter: RowFilter) -> Rows:
        self.asked.append((place, row_filter))
        return self.answer(dict(Visit.create_empty().schema), f"{place} Somewhere")

    def flights(self, workspace: object, row_filter: RowFilter) -> Rows:
        self.asked.append((None, row_filter))
        return self.answer(dict(Flight.create_empty().schema), None)

    def rotations(self, workspace: object, place: str, row_filter: RowFilter) -> Rows:
        self.asked.append((place, row_filter))
        return self.answer(None, f"{place} Somewhere")

    def flagged_airframes(self, workspace: object) -> frozenset[str]:
        return self.flagged

    def places(self, workspace: Path) -> PlaceRegister:
        return PlaceRegister.open(workspace / "places.json")

    def change_places(
        self, workspace: Path, change: Callable[[PlaceRegister], None], _: object = None
    ) -> None:
        change(self.places(workspace))

    def ingest(self, workspace: object, paths: list[Path], **options: Any) -> Any:
        self.asked.append((paths, options))
        if self.error is not None:
            raise self.error
        return self.outcome

    def identity(self, workspace: object, airframe: str, at: datetime | None = None) -> Any:
        self.asked.append((airframe, at))
        schema = dict(IdentityAssertion.create_empty().schema)
        rows = pl.DataFrame(self.assertions, schema=schema)
        return types.SimpleNamespace(assertions=rows, conflicts=self.conflicts)

    def assert_identity(self, workspace: object, *words: Any, by: str, **when: Any) -> None:
        self.asked.append((*words, by, when["valid_from"], when["valid_to"]))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePipeline]:
    """Put the invented pipeline where the real one would be, and a workspace that is just a folder."""
    fake = FakePipeline()
    module = types.ModuleType("wheelsdown.pipeline")
    names = [name for name in dir(fake) if not name.startswith("_") and callable(getattr(fake, name))]
    for name in names:
        setattr(module, name, getattr(fake, name))
    module.RowFilter = RowFilter  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wheelsdown.pipeline", module)
    monkeypatch.setattr(wheelsdown, "pipeline", module, raising=False)
    for where in (workspaces, listing_flow):
        monkeypatch.setattr(where, "existing", lambda folder: folder)
    monkeypatch.setattr(workspaces, "made_if_absent", lambda folder: folder)
    return fake


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run one command line in an empty folder; the workspace is that folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHEELSDOWN_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return call


@pytest.fixture
def builders() -> types.SimpleNamespace:
    """The makers of invented rows."""
    return types.SimpleNamespace(
        visit=make_visit, flight=make_flight, leg=make_leg, end=make_end, bounds=bounds, sha256=SHA, at=at
    )
