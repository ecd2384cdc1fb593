"""The whole line: what a person says or adds afterwards counts as if it had been there before."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wheelsdown import pipeline
from wheelsdown.reference.places import Place, PlaceName
from wheelsdown.schemas import PlaceKind
from wheelsdown.store import Workspace

#: 2025-05-01T00:00:00Z, and a spot in the Rub al Khali with no aerodrome within 30 NM.
DAY, LAT, LON, ELEVATION_FT = 1_746_057_600.0, 20.10, 51.30, 600


def _landing_in_the_desert(icao: str = "4ca001") -> dict[str, Any]:
    """An approach from the north, a landing and ten minutes on the ground, as readsb writes it."""
    points: list[list[Any]] = []
    for i in range(60):
        away = (59 - i) * 0.2
        level = ELEVATION_FT + away * 318
        points.append(
            [
                10.0 * i,
                LAT + away / 60,
                LON,
                round(level),
                140.0,
                180.0,
                0,
                -700,
                {"flight": "QQA12   "},
                "adsb_icao",
            ]
        )
    points += [
        [600 + 20.0 * i, LAT - 0.0001 * i, LON, "ground", 10.0, 180.0, 0, 0, None, "adsb_icao"]
        for i in range(30)
    ]
    return {"icao": icao, "r": "QQ-ABC", "t": "IL76", "timestamp": DAY, "trace": points}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture
def take(workspace: Workspace, tmp_path: Path) -> Callable[[str, bytes], pipeline.IngestOutcome]:
    def taken(name: str, content: bytes) -> pipeline.IngestOutcome:
        path = tmp_path / name
        path.write_bytes(content)
        return pipeline.ingest(workspace, [path])

    return taken


def _packed(trace: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(trace).encode())


STRIP = Place(
    id="XQ-0001",
    kind=PlaceKind.AIRSTRIP,
    names=(PlaceName(text="Empty Strip"), PlaceName(text="المدرج الخالي", language="ar")),
    lat_deg=LAT,
    lon_deg=LON,
    radius_nm=1.0,
    elevation_ft=ELEVATION_FT,
)


def test_a_strip_added_after_the_data_names_the_landing_there(take: Any, workspace: Workspace) -> None:
    take("trace_full_4ca001.json", _packed(_landing_in_the_desert()))
    assert workspace.table("visits").collect().is_empty()
    pipeline.change_places(workspace, lambda places: places.add(STRIP))
    visits = pipeline.visits(workspace, "المدرج الخالي", pipeline.RowFilter()).rows
    assert visits.select("aerodrome", "basis", "registration").rows() == [("XQ-0001", "observed", "QQ-ABC")]


def test_a_strip_added_before_or_after_gives_the_same_rows(
    take: Any, workspace: Workspace, tmp_path: Path
) -> None:
    take("trace_full_4ca001.json", _packed(_landing_in_the_desert()))
    pipeline.change_places(workspace, lambda places: places.add(STRIP))
    other = Workspace.create(tmp_path / "other")
    pipeline.change_places(other, lambda places: places.add(STRIP))
    pipeline.ingest(other, [tmp_path / "trace_full_4ca001.json"])
    for table in ("flights", "visits"):
        assert workspace.table(table).collect().equals(other.table(table).collect())


def test_a_strip_taken_off_the_register_names_nothing_any_more(take: Any, workspace: Workspace) -> None:
    pipeline.change_places(workspace, lambda places: places.add(STRIP))
    take("trace_full_4ca001.json", _packed(_landing_in_the_desert()))
    assert len(workspace.table("visits").collect()) == 1
    pipeline.change_places(workspace, lambda places: places.remove("XQ-0001"))
    assert workspace.table("visits").collect().is_empty()


FR24 = "Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction\n" + "".join(
    f'{int(DAY) + 86_400 + 60 * i},2025-05-02T00:{i:02d}:00Z,QQA13,"{50 + 0.11 * i + 0.003 * (i % 3)},{10 + 0.01 * (i % 4)}",'
    f"{8000 + 500 * i},{350 + 3 * (i % 5)},{(i % 7)}\n"
    for i in range(20)
)


def test_an_anonymous_track_stays_anonymous_until_a_person_names_it(take: Any, workspace: Workspace) -> None:
    take("QQA13_0a1b2c3d.csv", FR24.encode())
    flight = workspace.table("flights").collect().to_dicts()[0]
    assert flight["icao24"] is None
    assert flight["airframe"].startswith("anon:")
    pipeline.assert_identity(workspace, flight["airframe"], "icao24", "4CA001", by="R. Tester")
    named = workspace.table("flights").collect().to_dicts()
    assert [row["icao24"] for row in named] == ["4ca001"]
    card = pipeline.identity(workspace, flight["airframe"])
    assert card.assertions["source"].to_list() == ["analyst R. Tester"]


def test_an_asserted_track_joins_the_days_of_its_address(take: Any, workspace: Workspace) -> None:
    take("trace_full_4ca001.json", _packed(_landing_in_the_desert()))
    take("QQA13_0a1b2c3d.csv", FR24.encode())
    anonymous = next(a for a in workspace.table("flights").collect()["airframe"] if a.startswith("anon:"))
    pipeline.assert_identity(workspace, anonymous, "icao24", "4ca001", by="R. Tester")
    assert workspace.table("flights").collect()["icao24"].to_list() == ["4ca001", "4ca001"]


def test_a_non_icao_address_is_kept_apart_and_never_named(take: Any, workspace: Workspace) -> None:
    take("trace_full_~4ca001.json", _packed(_landing_in_the_desert("~4ca001") | {"r": None, "t": None}))
    rows = pipeline.flights(workspace, pipeline.RowFilter()).rows
    assert rows.select("airframe", "icao24", "registration").rows() == [("~4ca001", None, None)]


def test_a_port_is_answered_with_what_is_missing(workspace: Workspace) -> None:
    answer = pipeline.visits(workspace, "Tartus", pipeline.RowFilter())
    assert answer.rows.is_empty()
    assert answer.missing == ["no ship data in this workspace"]


def test_an_empty_workspace_says_that_it_holds_nothing(workspace: Workspace) -> None:
    answer = pipeline.visits(workspace, "OSLK", pipeline.RowFilter())
    assert answer.rows.is_empty()
    assert "no data in this workspace" in answer.missing[0]


def test_aircraft_flagged_private_are_known_as_such(take: Any, workspace: Workspace) -> None:
    take("trace_full_4ca001.json", _packed(_landing_in_the_desert() | {"dbFlags": 8}))
    take("trace_full_4ca002.json", _packed(_landing_in_the_desert("4ca002") | {"dbFlags": 1}))
    assert pipeline.flagged_airframes(workspace) == {"4ca001"}
