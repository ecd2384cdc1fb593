"""The parts of the compiled ground rule, each against its plain definition."""

from collections.abc import Callable

import numpy as np
import pytest
import track_builder as build
from defective_tracks import seeded_tracks
from flown_tracks import flown_tracks
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.compiling import compiled
from wheelsdown.flights.ground import PressureOffsets, flew, ground_stays
from wheelsdown.flights.ground_kernel import N_STAY_COLUMNS, find_stays, median_of, pressure_at, shows_flight
from wheelsdown.flights.track_arrays import (
    last_speed_kt,
    later_placed,
    speed_between_kt,
    track_arrays,
)
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import field_grid, room_for_fields
from wheelsdown.tracks.points import Points, moved_speed_kt

Stays = list[tuple[int, int, int]]


@pytest.fixture(scope="module")
def fields() -> Airfields:
    return build.world()


def stays_by(kernel: Callable[..., int], points: Points, fields: Airfields) -> Stays:
    grid, rows = field_grid(fields), np.full((len(points), N_STAY_COLUMNS), -7)
    n = kernel(track_arrays(points), grid, room_for_fields(grid), rows, np.empty(len(points)))
    assert n >= 0
    return [tuple(row) for row in rows[:n].tolist()]


def plain_stays(points: Points, fields: Airfields) -> Stays:
    return [(s.start, s.stop, s.field) for s in ground_stays(points, fields)]


@pytest.mark.parametrize("find", [find_stays, compiled(find_stays)], ids=["plain", "compiled"])
def test_stays_of_many_kinds_of_tracks(find: Callable[..., int], fields: Airfields) -> None:
    found = 0
    for points in [*flown_tracks(5, 60, fields), *seeded_tracks(5, 20)]:
        got = stays_by(find, points, fields)
        assert got == plain_stays(points, fields)
        found += len(got)
    assert found > 20


def test_speeds_between_positions_equal_the_plain_ones() -> None:
    later, speed, last = compiled(later_placed), compiled(speed_between_kt), compiled(last_speed_kt)
    for points in seeded_tracks(11, 60):
        arrays, n = track_arrays(points), len(points)
        tail, after, got = last(arrays, 0, n), 0, np.full(n, np.nan)
        for i in np.flatnonzero(points.placed).tolist():
            after = later(arrays, i, after, n)
            got[i] = tail if after == n else speed(arrays, i, after)
        np.testing.assert_allclose(got, moved_speed_kt(points), rtol=1e-9, atol=1e-9)


def test_flight_is_shown_where_the_plain_rule_sees_it(fields: Airfields) -> None:
    fast, seen = compiled(shows_flight), 0
    random = np.random.default_rng(4)
    for points in [*flown_tracks(6, 150, fields), *seeded_tracks(6, 50)]:
        start, stop = sorted(random.integers(0, len(points) + 1, size=2).tolist())
        field = int(random.integers(len(fields.ids)))
        got = fast(track_arrays(points), start, stop, fields.lat[field], fields.lon[field])
        assert got == flew(points, start, stop, field, fields)
        seen += got
    assert 20 < seen < 180


#: Hours; few values, so that stays are equally near, and just as far as counts.
hours = st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 9.0, 12.0])


@given(st.lists(st.tuples(hours, hours, st.sampled_from([np.nan, -300.0, 0.0, 500.0])), max_size=6), hours)
def test_the_nearest_stay_shows_the_pressure(spells: list[tuple[float, float, float]], at: float) -> None:
    rows = np.array([(min(a, b) * 3600, max(a, b) * 3600, off) for a, b, off in spells]).reshape(-1, 3)
    shown = rows[np.isfinite(rows[:, 2])]
    expected = PressureOffsets(*shown.T).at(at * 3600)
    assert pressure_at(rows, len(rows), at * 3600) == expected
    assert compiled(pressure_at)(rows, len(rows), at * 3600) == expected


NUMBERS = st.one_of(
    st.floats(allow_nan=False, width=64, min_value=-1e9, max_value=1e9),
    st.just(float("inf")),
    st.integers(-2, 2).map(float),
)


@pytest.mark.parametrize("median", [median_of, compiled(median_of)], ids=["plain", "compiled"])
@given(values=st.lists(NUMBERS, min_size=1, max_size=40), beyond=st.lists(NUMBERS, max_size=3))
def test_the_median_is_that_of_numpy(
    median: Callable[..., float], values: list[float], beyond: list[float]
) -> None:
    assert median(np.array(values + beyond), len(values)) == np.median(values)


def test_many_equal_and_sorted_numbers_take_no_time() -> None:
    for values in (np.zeros(100_001), np.arange(100_001.0), np.arange(100_001.0)[::-1].copy()):
        assert compiled(median_of)(values.copy(), len(values)) == np.median(values)
