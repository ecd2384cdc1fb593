"""Split one track into legs, compiled: equal to ``legs.legs_of``."""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.ground import FIELD_RADIUS_NM, MAX_TAXI_KT, PRESSURE_SLACK_FT
from wheelsdown.flights.ground_kernel import STAY_FIELD, STAY_START, STAY_STOP, shows_flight
from wheelsdown.flights.legs import (
    MIN_FAST,
    MIN_STOP_S,
    STANDING_KT,
    STANDING_NM,
    STOP_HEIGHT_FT,
    STOP_RADIUS_NM,
)
from wheelsdown.flights.track_arrays import TrackArrays, first_placed, level_at
from wheelsdown.geo.field_grid import FieldGrid, Found, near
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel

__all__ = ["LEG_AFTER", "LEG_BEFORE", "LEG_START", "LEG_STOP", "N_LEG_COLUMNS", "find_legs"]

#: Columns of a row of legs: points ``[start, stop)`` of the track in the air, and the rows of the stays on
#: the ground before and after, -1 for none.
LEG_START, LEG_STOP, LEG_BEFORE, LEG_AFTER = 0, 1, 2, 3
N_LEG_COLUMNS = 4


@kernel
def find_legs(
    points: TrackArrays,
    stays: NDArray[np.int64],
    n_stays: int,
    grid: FieldGrid,
    found: Found,
    legs: NDArray[np.int64],
) -> int:
    """Fill in the legs between ``n_stays`` stays, in order of time, and give how many there are.

    ``legs`` has ``N_LEG_COLUMNS`` columns; -1 where it has too few rows (one per point is enough).
    """
    n = 0
    for after in range(n_stays + 1):
        start = stays[after - 1, STAY_STOP] if after > 0 else 0
        stop = stays[after, STAY_START] if after < n_stays else len(points.time)
        if stop <= start or not _is_leg(points, start, stop, stays, n_stays, after, grid, found):
            continue
        first = n
        n = _cut_at_stops(points, start, stop, grid, found, legs, first)
        if n < 0:
            return -1
        legs[first, LEG_BEFORE] = after - 1
        legs[n - 1, LEG_AFTER] = after if after < n_stays else -1
    return n


@kernel
def _is_leg(
    points: TrackArrays,
    start: int,
    stop: int,
    stays: NDArray[np.int64],
    n_stays: int,
    after: int,
    grid: FieldGrid,
    found: Found,
) -> bool:
    """Tell a flight beside a stay from taxiing with a wrong flag."""
    if n_stays == 0:
        return not _stood(points, grid, found)
    between = 0 < after < n_stays
    field = stays[max(after - 1, 0), STAY_FIELD]
    if shows_flight(points, start, stop, grid.lat[field], grid.lon[field]):
        return True
    n_fast = 0
    for i in range(start, stop):
        n_fast += points.groundspeed_kt[i] > MAX_TAXI_KT and points.ground[i] != 1
    return not between and n_fast >= MIN_FAST


@kernel
def _stood(points: TrackArrays, grid: FieldGrid, found: Found) -> bool:
    """Tell whether a track without a ground flag shows an aircraft that only stands at a field."""
    speed, lat, lon = points.groundspeed_kt, points.lat, points.lon
    first = first_placed(points, 0, len(lat))
    if first < 0:
        return False
    south, north, west, east = lat[first], lat[first], lon[first], lon[first]
    n_speeds = 0
    for i in range(len(lat)):
        if speed[i] > STANDING_KT:
            return False
        n_speeds += math.isfinite(speed[i])
        if math.isfinite(lat[i]):
            south, north = min(south, lat[i]), max(north, lat[i])
            west, east = min(west, lon[i]), max(east, lon[i])
    if n_speeds == 0 or haversine_nm(south, west, north, east) > STANDING_NM:
        return False
    if near(grid, lat[first], lon[first], FIELD_RADIUS_NM, found) <= 0:
        return False
    elevation_ft = grid.elevation_ft[found.field[0]]
    for i in range(len(lat)):
        level = level_at(points, i)
        if math.isfinite(level) and level != 0 and not abs(level - elevation_ft) <= PRESSURE_SLACK_FT:
            return False
    return True


@kernel
def _cut_at_stops(
    points: TrackArrays,
    start: int,
    stop: int,
    grid: FieldGrid,
    found: Found,
    legs: NDArray[np.int64],
    n: int,
) -> int:
    """Add the points ``[start, stop)`` as legs, cut at silences that begin and end low at one field."""
    time, lat = points.time, points.lat
    begun, before = start, -1
    for i in range(start, stop):
        if not math.isfinite(lat[i]):
            continue
        if (
            before >= 0
            and time[i] - time[before] >= MIN_STOP_S
            and _hides_stop(points, before, i, grid, found)
        ):
            n = _add_leg(legs, n, begun, i)
            if n < 0:
                return -1
            begun = i
        before = i
    return _add_leg(legs, n, begun, stop)


@kernel
def _add_leg(legs: NDArray[np.int64], n: int, start: int, stop: int) -> int:
    if n >= len(legs):
        return -1
    legs[n, LEG_START], legs[n, LEG_STOP], legs[n, LEG_BEFORE], legs[n, LEG_AFTER] = start, stop, -1, -1
    return n + 1


@kernel
def _hides_stop(points: TrackArrays, before: int, after: int, grid: FieldGrid, found: Found) -> bool:
    """Tell whether the last point before and the first after a silence are both low at one field."""
    highest_ft = max(level_at(points, before), level_at(points, after))
    if not math.isfinite(level_at(points, before) + level_at(points, after)):
        return False
    for k in range(near(grid, points.lat[before], points.lon[before], STOP_RADIUS_NM, found)):
        field = found.field[k]
        if highest_ft - grid.elevation_ft[field] <= STOP_HEIGHT_FT:
            away = haversine_nm(points.lat[after], points.lon[after], grid.lat[field], grid.lon[field])
            if away <= STOP_RADIUS_NM:
                return True
    return False
