"""Rows of the contract, invented, for the writers to write."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from wheelsdown.dossiers.listings import Rows
from wheelsdown.schemas import Flight, Visit

SHA = "ab" * 32


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def visit(**changes: Any) -> dict[str, Any]:
    return {
        "visit_id": "v1",
        "aerodrome": "XQAA",
        "airframe": "a1b2c3",
        "icao24": "a1b2c3",
        "callsign": "TANK1",
        "registration": "Z-1",
        "type_designator": "A124",
        "operator": None,
        "military": None,
        "arrived_at": {"earliest": at("2025-10-24 14:02:11"), "latest": at("2025-10-24 14:02:11")},
        "departed_at": {"earliest": at("2025-10-24 16:00:00"), "latest": at("2025-10-24 16:20:00")},
        "basis": "observed",
        "arrival_basis": "observed",
        "departure_basis": "bounded",
        "probability": None,
        "evidence_seen": 3,
        "rivals": [{"aerodrome": "XQBB", "probability": None}],
        "came_from": {"id": None, "level": "unknown"},
        "went_to": {"id": "XQ-1", "level": "region"},
        "arrival_flight_id": "f1",
        "departure_flight_id": None,
        "integrity": "ok",
        "simulated": False,
        "evidence": [{"sha256": SHA, "first_row": 3, "last_row": 9}],
    } | changes


def flight(**changes: Any) -> dict[str, Any]:
    def end(basis: str) -> dict[str, Any]:
        when = at("2025-10-24 14:02:00") if basis == "observed" else None
        return {
            "aerodrome": "XQAA" if basis != "unknown" else None,
            "runway": None,
            "at": when,
            "earliest": when,
            "latest": when,
            "basis": basis,
            "probability": None,
            "rivals": [],
            "because": "low and slow",
            "evidence": [],
        }

    def seen(when: str, lat_deg: float | None) -> dict[str, Any]:
        lon_deg = None if lat_deg is None else 36.5
        return {
            "at": at(when),
            "lat_deg": lat_deg,
            "lon_deg": lon_deg,
            "altitude_ft": 900.0,
            "on_ground": False,
        }

    return {
        "flight_id": "f1",
        "airframe": "a1b2c3",
        "icao24": "a1b2c3",
        "callsign": "TANK1",
        "registration": None,
        "type_designator": None,
        "operator": None,
        "military": True,
        "take_off": end("unknown"),
        "landing": end("observed"),
        "first_seen": seen("2025-10-24 12:00:00", 30.25),
        "last_seen": seen("2025-10-24 14:02:00", 35.4),
        "n_points": 88,
        "integrity": "ok",
        "simulated": False,
    } | changes


@pytest.fixture(scope="session")
def visits() -> Callable[..., Rows]:
    """Build a listing of visits; each argument changes one row's fields."""

    def build(*changes: dict[str, Any], simulated: bool = False) -> Rows:
        rows = pl.DataFrame([visit(**change) for change in changes], schema=Visit.create_empty().schema)
        return Rows(rows, simulated, {"spoof_suspect": 2}, ["no data for 2025-10-25"], "XQAA Somewhere")

    return build


@pytest.fixture(scope="session")
def flights() -> Callable[..., Rows]:
    """Build a listing of flights; each argument changes one row's fields."""

    def build(*changes: dict[str, Any], simulated: bool = False) -> Rows:
        rows = pl.DataFrame([flight(**change) for change in changes], schema=Flight.create_empty().schema)
        return Rows(rows, simulated)

    return build
