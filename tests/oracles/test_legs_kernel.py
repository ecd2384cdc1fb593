"""The compiled legs of a track, one case of the plain definition at a time."""

from collections.abc import Callable

import numpy as np
import pytest
import track_builder as build
from track_builder import Track

from wheelsdown.compiling import compiled
from wheelsdown.flights.ground_kernel import N_STAY_COLUMNS, find_stays
from wheelsdown.flights.legs import legs_of
from wheelsdown.flights.legs_kernel import N_LEG_COLUMNS, find_legs
from wheelsdown.flights.track_arrays import track_arrays
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import field_grid, room_for_fields
from wheelsdown.tracks.points import Points

Rows = list[list[int]]


@pytest.fixture(scope="module")
def fields() -> Airfields:
    return build.world()


@pytest.fixture(params=[False, True], ids=["plain", "compiled"])
def legs_by(request: pytest.FixtureRequest, fields: Airfields) -> Callable[[Points], Rows]:
    stays_kernel, legs_kernel = find_stays, find_legs
    if request.param:
        stays_kernel, legs_kernel = compiled(find_stays), compiled(find_legs)
    grid = field_grid(fields)

    def legs(points: Points) -> Rows:
        arrays, found, n = track_arrays(points), room_for_fields(grid), len(points)
        stays = np.empty((n, N_STAY_COLUMNS), dtype=np.int64)
        rows = np.full((n, N_LEG_COLUMNS), -7)
        n_stays = stays_kernel(arrays, grid, found, stays, np.empty(n))
        return rows[: legs_kernel(arrays, stays, n_stays, grid, found, rows)].tolist()

    return legs


def plain_legs(points: Points, fields: Airfields) -> Rows:
    legs, stays = legs_of(points, fields)
    number = {None: -1} | {(s.start, s.stop): i for i, s in enumerate(stays)}
    ends = [[s and (s.start, s.stop) for s in (leg.before, leg.after)] for leg in legs]
    return [[g.start, g.stop, number[a], number[b]] for g, (a, b) in zip(legs, ends, strict=True)]


def low_beside(minutes: float, height_ft: float = 600.0) -> Track:
    """Lost low before a field, seen again low behind it."""
    track = Track().beside("XQAA", 270, 20, 5_000).approach("XQAA", to_ft=height_ft).silence(minutes)
    return track.beside("XQAA", 90, 2, 100 + height_ft).slope(4_000, 180, 1_500)


CASES: dict[str, tuple[Track, int]] = {
    "from stand to stand": (Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC"), 1),
    "never on the ground": (Track().place(35.5, 37.0, 20_000).level(10, 400), 1),
    "a stop that a silence hides": (low_beside(12), 2),
    "a silence too short for a stop": (low_beside(4), 1),
    "a silence high up": (low_beside(12, 3_600.0), 1),
    "standing without a word for it": (Track(flag=None).parked(10), 0),
    "standing with a wrong flag": (Track().level(5, 0.0), 0),
    "standing where no field is": (Track(flag=None).place(36.0, 36.0, 500).parked(10), 1),
    "taxiing with one wrong flag": (Track().parked(1).level(0.05, 20).parked(1), 0),
    "one fast point beside a stay": (Track().parked(1).level(0.05, 150), 0),
    "two fast points beside a stay": (Track().parked(1).level(0.17, 150), 1),
    "two stays and a hop between": (Track().parked(1).take_off("XQAA", to_ft=900).land("XQAA", from_nm=3), 1),
}


@pytest.mark.parametrize("case", CASES)
def test_legs(legs_by: Callable[[Points], Rows], fields: Airfields, case: str) -> None:
    track, n_legs = CASES[case]
    points = track.points()
    got = legs_by(points)
    assert got == plain_legs(points, fields)
    assert len(got) == n_legs
