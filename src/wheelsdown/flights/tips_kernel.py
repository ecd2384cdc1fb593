"""What is seen at both ends of a leg, compiled: equal to ``observed_end``, ``Tip.of`` and ``flies_on``."""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.ends import ROSE_FT, TIP_WINDOW_S, TOUCH_SEEN_S
from wheelsdown.flights.ground_kernel import STAY_FIELD, STAY_START, STAY_STOP, pressure_at
from wheelsdown.flights.legs_kernel import LEG_AFTER, LEG_BEFORE, LEG_START, LEG_STOP
from wheelsdown.flights.runway import WINDOW_S
from wheelsdown.flights.runway_kernel import nearest_level_ft, runway_at, window_rate_fpm
from wheelsdown.flights.track_arrays import TrackArrays, first_placed, last_placed, level_at
from wheelsdown.geo.field_grid import FieldGrid, Found
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel

__all__ = [
    "AT",
    "COURSE_DEG",
    "EARLIEST",
    "EDGE",
    "FASTEST_KT",
    "FIELD",
    "FIRST",
    "FLIES_ON",
    "LAST",
    "LATEST",
    "LAT_DEG",
    "LEVEL_FT",
    "LON_DEG",
    "N_END_COLUMNS",
    "N_PLACED",
    "N_VALUE_COLUMNS",
    "RUNWAY",
    "SEEN",
    "SINK_FPM",
    "SPEED_KT",
    "TIME",
    "describe_leg",
]

#: Columns of a row of ends, whole numbers: whether ground contact or the runway was seen, at which field
#: and runway of the grid (-1 for none), the first and last point that show it (-1 for none).
SEEN, FIELD, RUNWAY, FIRST, LAST = 0, 1, 2, 3, 4
#: The tip: the leg's last position before a landing, its first after a take-off (-1 where it has none);
#: whether altitudes rise beyond it; how many positions the leg has.
EDGE, FLIES_ON, N_PLACED = 5, 6, 7
N_END_COLUMNS = 8

#: Columns of a row of values: when the end was seen, and its bounds (seconds since 1970, NaN where not).
AT, EARLIEST, LATEST = 0, 1, 2
#: The tip as ``ends.Tip`` has it; NaN where there is none, or no value.
TIME, LAT_DEG, LON_DEG, LEVEL_FT, SPEED_KT, SINK_FPM, COURSE_DEG = 3, 4, 5, 6, 7, 8, 9
#: Highest reported speed at the leg's positions.
FASTEST_KT = 10
N_VALUE_COLUMNS = 11


@kernel
def describe_leg(
    points: TrackArrays,
    leg: NDArray[np.int64],
    stays: NDArray[np.int64],
    shown: Floats,
    n_stays: int,
    grid: FieldGrid,
    found: Found,
    ends: NDArray[np.int64],
    values: Floats,
) -> None:
    """Fill in what is seen at both ends of a leg: row 0 is its take-off, row 1 its landing.

    Parameters
    ----------
    leg
        One row of legs (``legs_kernel``).
    stays, shown, n_stays
        The stays of the track and what they show of the air pressure (``ground_kernel``).
    ends, values
        Two rows each, with ``N_END_COLUMNS`` and ``N_VALUE_COLUMNS`` columns.
    """
    start, stop = leg[LEG_START], leg[LEG_STOP]
    n_placed, fastest_kt = _placed_and_fastest(points, start, stop)
    for side in range(2):
        landing = side == 1
        end, value = ends[side], values[side]
        end[:] = -1
        value[:] = math.nan
        edge = last_placed(points, start, stop) if landing else first_placed(points, start, stop)
        end[EDGE], end[N_PLACED], value[FASTEST_KT] = edge, n_placed, fastest_kt
        tip = edge if edge >= 0 else (stop - 1 if landing else start)
        end[FLIES_ON] = _flies_on(points, tip, start, stop, landing)
        if edge >= 0:
            time = points.time[stop - 1 if landing else start]
            pressure_offset_ft = pressure_at(shown, n_stays, time)
            far = _window_edge(points, edge, start, stop, landing, WINDOW_S)
            field, way = runway_at(points, edge, far, landing, pressure_offset_ft, grid, found)
            end[FIELD], end[RUNWAY], end[FIRST], end[LAST] = field, way, min(edge, far), max(edge, far)
            _describe_tip(points, start, stop, landing, end, value)
        stay = leg[LEG_AFTER] if landing else leg[LEG_BEFORE]
        if stay >= 0:
            _see_ground(points, start, stop, stays[stay], landing, end, value)
        elif end[FIELD] >= 0 and not end[FLIES_ON]:
            end[SEEN] = True
            value[AT] = value[EARLIEST] = value[LATEST] = points.time[edge]
        else:
            end[SEEN] = False
            end[FIELD] = end[RUNWAY] = end[FIRST] = end[LAST] = -1


@kernel
def _placed_and_fastest(points: TrackArrays, start: int, stop: int) -> tuple[int, float]:
    """Give how many positions a leg has, and the highest speed at one (NaN where none was received)."""
    lat, speed = points.lat, points.groundspeed_kt
    n_placed, fastest_kt = 0, -math.inf
    for i in range(start, stop):
        if math.isfinite(lat[i]):
            n_placed += 1
            if speed[i] > fastest_kt:
                fastest_kt = speed[i]
    return n_placed, fastest_kt if fastest_kt >= 0 else math.nan


@kernel
def _window_edge(points: TrackArrays, tip: int, start: int, stop: int, landing: bool, seconds: float) -> int:
    """Give the position farthest from the tip, into the leg, that is no more than some seconds from it."""
    far, i = tip, tip
    step = -1 if landing else 1
    while start <= i < stop and abs(points.time[i] - points.time[tip]) <= seconds:
        if math.isfinite(points.lat[i]):
            far = i
        i += step
    return far


@kernel
def _see_ground(
    points: TrackArrays,
    start: int,
    stop: int,
    stay: NDArray[np.int64],
    landing: bool,
    end: NDArray[np.int64],
    value: Floats,
) -> None:
    """Fill in a contact with the ground, bounded in time where it was seen only across a silence."""
    touch = stay[STAY_START] if landing else stay[STAY_STOP] - 1
    air = end[EDGE] if end[EDGE] >= 0 else (start if landing else stop - 1)
    end[SEEN] = True
    end[RUNWAY] = end[RUNWAY] if end[FIELD] == stay[STAY_FIELD] else -1
    end[FIELD] = stay[STAY_FIELD]
    end[FIRST], end[LAST] = (stop - 1, touch) if landing else (touch, start)
    at, beside = points.time[touch], points.time[air]
    seen = abs(beside - at) <= TOUCH_SEEN_S
    value[AT] = at if seen else math.nan
    value[EARLIEST] = at if seen or not landing else beside
    value[LATEST] = at if seen or landing else beside


@kernel
def _flies_on(points: TrackArrays, tip: int, start: int, stop: int, landing: bool) -> bool:
    """Tell whether altitudes without a position rise beyond the tip: the positions ended, not the flight."""
    step = 1 if landing else -1
    at_tip, i = math.nan, tip
    while start <= i < stop:
        level = level_at(points, i)
        if math.isnan(at_tip) and math.isfinite(level):
            at_tip = level
        if level > at_tip + ROSE_FT:
            return True
        i += step
    return False


@kernel
def _describe_tip(
    points: TrackArrays, start: int, stop: int, landing: bool, end: NDArray[np.int64], value: Floats
) -> None:
    tip = end[EDGE]
    far = _window_edge(points, tip, start, stop, landing, TIP_WINDOW_S)
    rate = points.vertical_rate_fpm[tip]
    if not math.isfinite(rate):
        rate = window_rate_fpm(points, min(tip, far), max(tip, far))
        rate = 0.0 if math.isnan(rate) else rate
    course = points.track_deg[tip]
    value[TIME], value[LAT_DEG], value[LON_DEG] = points.time[tip], points.lat[tip], points.lon[tip]
    value[LEVEL_FT] = nearest_level_ft(points, tip, far)
    value[SPEED_KT] = points.groundspeed_kt[tip]
    value[SINK_FPM] = -rate if landing else rate
    value[COURSE_DEG] = course if landing else (course + 180) % 360
