"""A delayed answer is the answer as it would have read before: nothing of later, and a count of what waits."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from wheelsdown.care.delays import DELAYED, Watch, delayed, near_watched, waiting
from wheelsdown.dossiers.listings import Rows
from wheelsdown.schemas import Flight, Visit

NOW = datetime(2025, 10, 30, 12, tzinfo=UTC)
CUTOFF = NOW - timedelta(hours=24)
BASE = Watch("OSLK", 35.401, 35.949, 30.0, is_base=True)
AIRPORT = Watch("OSLK", 35.401, 35.949, 30.0, is_base=False)


def bounds(at: datetime | None) -> dict:
    return {"earliest": at, "latest": at}


def visit(arrived: datetime | None, departed: datetime | None, *, military: bool | None = True) -> dict:
    return {
        "visit_id": "v1",
        "aerodrome": "OSLK",
        "airframe": "1406f0",
        "military": military,
        "arrived_at": bounds(arrived),
        "departed_at": bounds(departed),
        "departure_basis": "observed",
        "went_to": {"id": "UUMO", "level": "aerodrome"},
        "departure_flight_id": "f2",
    }


def visits(*rows: dict) -> Rows:
    schema = Visit.create_empty().schema
    return Rows(pl.DataFrame(rows, schema={n: schema[n] for n in rows[0]}), simulated=False)


def hours(n: float) -> datetime:
    return CUTOFF + timedelta(hours=n)


def test_a_visit_that_began_later_waits_and_is_counted() -> None:
    found = delayed(visits(visit(hours(1), None), visit(hours(-9), hours(-2))), [BASE], CUTOFF)
    assert found.rows["arrived_at"].struct.field("latest").to_list() == [hours(-9)]
    assert found.left_out == {DELAYED: 1}


def test_a_later_departure_is_not_known_yet() -> None:
    found = delayed(visits(visit(hours(-9), hours(1))), [BASE], CUTOFF)
    row = found.rows.row(0, named=True)
    assert row["departed_at"] == bounds(None)
    assert row["went_to"] == {"id": None, "level": "unknown"}
    assert (row["departure_basis"], row["departure_flight_id"]) == ("unknown", None)
    assert row["arrived_at"] == bounds(hours(-9))
    assert found.left_out == {DELAYED: 1}


def test_an_aircraft_that_is_still_there_is_not_counted() -> None:
    found = delayed(visits(visit(hours(-9), None)), [BASE], CUTOFF)
    assert (found.rows.height, dict(found.left_out)) == (1, {})


@pytest.mark.parametrize(("watch", "military", "n"), [
    (BASE, None, 0), (BASE, False, 1), (BASE, True, 0), (AIRPORT, None, 1), (AIRPORT, False, 1), (AIRPORT, True, 0),
])  # fmt: skip
def test_of_unknown_aircraft_those_at_a_base_wait(watch: Watch, military: bool | None, n: int) -> None:
    assert delayed(visits(visit(hours(1), None, military=military)), [watch], CUTOFF).rows.height == n


def test_other_places_do_not_wait() -> None:
    elsewhere = Watch("HLLT", 32.9, 13.3, 30.0, is_base=True)
    assert delayed(visits(visit(hours(1), None)), [elsewhere], CUTOFF).rows.height == 1
    assert delayed(visits(visit(hours(1), None)), [], CUTOFF).rows.height == 1


def flights(*rows: dict) -> Rows:
    schema = Flight.create_empty().schema
    return Rows(pl.DataFrame(rows, schema={n: schema[n] for n in rows[0]}), simulated=True)


def flight(landing: str | None, at: datetime, *, lat: float = 10.0) -> dict:
    end = {"aerodrome": None, "basis": "unknown", "rivals": [], "because": "", "evidence": []}
    seen = {"at": at, "lat_deg": lat, "lon_deg": 35.9, "altitude_ft": 9_000.0, "on_ground": False}
    return {
        "flight_id": "f1",
        "airframe": "1406f0",
        "military": True,
        "take_off": end,
        "landing": {**end, "aerodrome": landing, "at": at, "basis": "observed"},
        "first_seen": {**seen, "lat_deg": 60.0},
        "last_seen": seen,
    }


@pytest.mark.parametrize(("row", "n"), [
    (flight("OSLK", hours(1)), 0), (flight("OSLK", hours(-1)), 1), (flight(None, hours(1), lat=35.5), 0),
    (flight(None, hours(-1), lat=35.5), 1), (flight("OLBA", hours(1)), 1),
], ids=["landed later", "landed before", "seen near later", "seen near before", "elsewhere"])  # fmt: skip
def test_flights_wait_by_where_they_ended_or_were_seen(row: dict, n: int) -> None:
    found = delayed(flights(row), [BASE], CUTOFF)
    assert found.rows.height == n
    assert found.simulated


def test_points_wait_one_by_one() -> None:
    points = pl.DataFrame({
        "at": [hours(1), hours(1), hours(-1), hours(2)],
        "lat_deg": [35.5, 50.0, 35.5, None],
        "lon_deg": [35.9, 35.9, 35.9, None],
    })  # fmt: skip
    assert waiting(points, [BASE], CUTOFF).to_list() == [True, False, False, False]
    assert delayed(Rows(points, simulated=False), [BASE], CUTOFF).left_out == {DELAYED: 1}


def test_a_place_without_a_position_lets_nothing_through() -> None:
    nowhere = Watch("XQ-1", None, None, 30.0, is_base=True)
    points = pl.DataFrame({"at": [hours(1)], "lat_deg": [1.0], "lon_deg": [1.0]})
    assert waiting(points, [nowhere], CUTOFF).to_list() == [True]


def test_positions_of_now() -> None:
    assert near_watched([BASE], 35.5, 35.9, military=None)
    assert not near_watched([AIRPORT], 35.5, 35.9, military=None)
    assert near_watched([AIRPORT], 35.5, 35.9, military=True)
    assert not near_watched([BASE], 45.5, 35.9, military=True)
    assert not near_watched([BASE], 35.5, 35.9, military=False)
