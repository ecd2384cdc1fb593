"""The points of one track as compiled code takes them, and what it asks of single points.

``TrackArrays`` names its arrays as ``Points`` does, so that a kernel reads like the definition it equals.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel
from wheelsdown.tracks.points import SPEED_BASE_S, Points

__all__ = [
    "TrackArrays",
    "first_placed",
    "last_placed",
    "last_speed_kt",
    "later_placed",
    "level_at",
    "speed_between_kt",
    "track_arrays",
]


class TrackArrays(NamedTuple):
    """Arrays of one length, C-contiguous, in order of time; units and gaps are those of ``Points``."""

    time: Floats
    lat: Floats
    lon: Floats
    altitude_ft: Floats
    geometric_altitude_ft: Floats
    groundspeed_kt: Floats
    track_deg: Floats
    vertical_rate_fpm: Floats
    ground: NDArray[np.int8]


def track_arrays(points: Points) -> TrackArrays:
    """Give the arrays of some points that kernels of this folder read."""
    return TrackArrays(*(np.ascontiguousarray(getattr(points, name)) for name in TrackArrays._fields))


@kernel
def level_at(points: TrackArrays, i: int) -> float:
    """Give the barometric altitude of a point in feet, else the geometric one; NaN where it has none."""
    altitude, geometric = points.altitude_ft[i], points.geometric_altitude_ft[i]
    return float(altitude if math.isfinite(altitude) else geometric)


@kernel
def first_placed(points: TrackArrays, start: int, stop: int) -> int:
    """Give the first point of ``[start, stop)`` that has a position; -1 where none has."""
    for i in range(start, stop):
        if math.isfinite(points.lat[i]):
            return i
    return -1


@kernel
def last_placed(points: TrackArrays, start: int, stop: int) -> int:
    """Give the last point of ``[start, stop)`` that has a position; -1 where none has."""
    for i in range(stop - 1, start - 1, -1):
        if math.isfinite(points.lat[i]):
            return i
    return -1


@kernel
def later_placed(points: TrackArrays, i: int, at_least: int, stop: int) -> int:
    """Give the first position at least ``SPEED_BASE_S`` after point ``i``; ``stop`` where there is none.

    The search begins at ``at_least``: the answer for the point before, so that all points of a track
    together cost one pass.
    """
    due = points.time[i] + SPEED_BASE_S
    for j in range(max(at_least, i + 1), stop):
        if points.time[j] >= due and math.isfinite(points.lat[j]):
            return j
    return stop


@kernel
def speed_between_kt(points: TrackArrays, i: int, j: int) -> float:
    """Give the speed in knots from the position of point ``i`` to that of the later point ``j``."""
    moved = haversine_nm(points.lat[i], points.lon[i], points.lat[j], points.lon[j])
    return moved / float(points.time[j] - points.time[i]) * 3600


@kernel
def last_speed_kt(points: TrackArrays, start: int, stop: int) -> float:
    """Give the speed that led to the last position of ``[start, stop)``; NaN where none did.

    With ``later_placed`` and ``speed_between_kt`` this makes up ``moved_speed_kt`` of that part: a
    position with none later takes this speed.
    """
    last = last_placed(points, start, stop)
    for i in range(last - 1, start - 1, -1):
        if math.isfinite(points.lat[i]) and points.time[last] >= points.time[i] + SPEED_BASE_S:
            return speed_between_kt(points, i, later_placed(points, i, i + 1, stop))
    return math.nan
