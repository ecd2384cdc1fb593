"""The compiled line-up with a runway, just inside and just outside of each limit."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
import track_builder as build
from track_builder import Track

from wheelsdown.compiling import compiled
from wheelsdown.flights.runway import WINDOW_S, runway_seen
from wheelsdown.flights.runway_kernel import runway_at
from wheelsdown.flights.track_arrays import track_arrays
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import field_grid, room_for_fields
from wheelsdown.geo.great_circle import destination
from wheelsdown.schemas.words import EndKind
from wheelsdown.tracks.points import Points

#: What is changed of all points of an approach or a climb-out, or of its tip alone.
CHANGES: dict[str, list[float]] = {
    "groundspeed_kt": [219.0, 220.0, 221.0, np.nan],
    "vertical_rate_fpm": [-201.0, -200.0, 0.0, 200.0, 201.0, np.nan],
    "track_deg": [74.9, 75.1, 104.9, 105.1, np.nan, 270.0],
    "altitude_ft": [-1_150.0, -1_050.0, 0.0, 399.0, 400.0, 401.0, np.nan],
    "ground": [-1, 0, 1],
}


@pytest.fixture(scope="module")
def fields() -> Airfields:
    return build.world()


def approach(aside_nm: float = 0.0) -> Points:
    points = Track().beside("XQAA", 270, 20, 5_000).approach("XQAA", to_ft=200).points()
    return shifted(points, aside_nm)


def climb_out(aside_nm: float = 0.0) -> Points:
    return shifted(Track().take_off("XQAA", from_ft=100, to_ft=2_000).points(), aside_nm)


def shifted(points: Points, aside_nm: float) -> Points:
    points.lat, points.lon = destination(points.lat, points.lon, 0.0, aside_nm)
    return points


def agreed(points: Points, kind: EndKind, fields: Airfields, pressure_ft: float = 0.0) -> bool:
    """Assert that both definitions agree, compiled and not; tell whether a runway was seen."""
    placed = np.flatnonzero(points.placed)
    tip = int(placed[-1] if kind is EndKind.LANDING else placed[0])
    window = placed[np.abs(points.time[placed] - points.time[tip]) <= WINDOW_S]
    far = int(window[0] if kind is EndKind.LANDING else window[-1])
    seen = runway_seen(points, kind, fields, pressure_offset_ft=pressure_ft)
    expected = (-1, None) if seen is None else (seen.field, seen.name)
    grid = field_grid(fields)
    for at in (runway_at, compiled(runway_at)):
        landing = kind is EndKind.LANDING
        field, way = at(track_arrays(points), tip, far, landing, pressure_ft, grid, room_for_fields(grid))
        assert (field, None if way < 0 else fields.runways.name[way]) == expected
    return seen is not None


Flown = Callable[[float], Points]
ENDS: dict[EndKind, Flown] = {EndKind.LANDING: approach, EndKind.TAKE_OFF: climb_out}


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("name", CHANGES)
def test_each_limit(fields: Airfields, kind: EndKind, name: str) -> None:
    outcomes = set()
    for value in CHANGES[name]:
        for where in (slice(None), slice(-1, None), slice(0, 1)):
            points = ENDS[kind](0.0)
            getattr(points, name)[where] = value
            outcomes.add(agreed(points, kind, fields))
    assert outcomes == {True} if name == "ground" else outcomes == {True, False}


@pytest.mark.parametrize("kind", ENDS)
def test_beside_the_line(fields: Airfields, kind: EndKind) -> None:
    outcomes = [agreed(ENDS[kind](nm), kind, fields) for nm in (0.0, 0.05, 0.079, 0.081, 0.1, 0.2, 0.4, -3.0)]
    assert outcomes[0]
    assert not outcomes[-2]


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("n", [1, 2, 3, 4, 9])
def test_few_points(fields: Airfields, kind: EndKind, n: int) -> None:
    part = slice(-n, None) if kind is EndKind.LANDING else slice(n)
    assert agreed(ENDS[kind](0.0)[part], kind, fields) == (n >= 3)


def test_pressure_lifts_and_lowers(fields: Airfields) -> None:
    assert [agreed(approach(), EndKind.LANDING, fields, ft) for ft in (-101.0, 0.0, 1_500.0)] == [
        False,
        True,
        False,
    ]


def test_runways_that_were_not_surveyed_are_looser() -> None:
    loose = Airfields(build.aerodrome_table(), build.runway_table(surveyed=False))
    assert agreed(approach(0.2), EndKind.LANDING, loose)
    assert not agreed(approach(0.5), EndKind.LANDING, loose)


def test_a_field_without_published_elevation_is_passed_over() -> None:
    flat = build.aerodrome_table().with_columns(
        pl.when(pl.col("aerodrome") != "XQAA").then("elevation_ft").alias("elevation_ft")
    )
    assert not agreed(approach(), EndKind.LANDING, Airfields(flat, build.runway_table()))


def test_of_runways_drawn_on_one_line_the_first_is_named() -> None:
    """A second runway of another length and name, drawn through the same point."""
    longer = [build.runway("XQAA", heading, 2.6) for heading in (90, 270)]
    twins = pl.DataFrame(longer, schema=build.runway_table().schema)
    named = pl.concat([build.runway_table(), twins.with_columns(pl.col("runway") + "R")])
    fields = Airfields(build.aerodrome_table(), named)
    assert agreed(approach(0.01), EndKind.LANDING, fields)
    seen = runway_seen(approach(0.01), EndKind.LANDING, fields)
    assert seen is not None
    assert seen.name == "09"
