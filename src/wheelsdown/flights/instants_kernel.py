"""Bring points of several files into one order of time, one state an instant, compiled.

As ``tracks.instants``: of two states of one instant the one is kept that comes first by position and then
by content. Two that differ in nothing compared here are left to the plain definition, which knows more.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.fact_store import Columns
from wheelsdown.kernels import kernel

__all__ = ["in_order", "last_track", "one_an_instant"]


@kernel
def in_order(time_us: NDArray[np.int64]) -> bool:
    """Tell whether each instant is later than the one before."""
    n_late = 0
    for i in range(1, len(time_us)):  # no way out of it, so that many points are looked at at once
        n_late += time_us[i] <= time_us[i - 1]
    return n_late == 0


@kernel
def last_track(time_us: NDArray[np.int64], silence_us: int) -> int:
    """Give the first point of the last track, in points in order: after it no silence is longer than that."""
    i = len(time_us) - 1
    while i > 0 and time_us[i] - time_us[i - 1] <= silence_us:
        i -= 1
    return i


@kernel
def one_an_instant(points: Columns, order: NDArray[np.int64], kept: NDArray[np.int64]) -> int:
    """Write into ``kept`` which points count, in the ``order`` of time; give how many, -1 where in doubt."""
    n = 0
    for position in range(len(order)):
        i = order[position]
        if n and points.time_us[kept[n - 1]] == points.time_us[i]:
            first = _comes_first(points, kept[n - 1], i)
            if first == 0:
                return -1
            if first > 0:
                kept[n - 1] = i
            continue
        kept[n] = i
        n += 1
    return n


@kernel
def _comes_first(points: Columns, a: int, b: int) -> int:
    """Tell which of two states is kept: -1 for ``a``, 1 for ``b``, 0 where nothing here decides."""
    for values in (points.lat, points.lon, points.altitude_ft, points.groundspeed_kt, points.track_deg,
                   points.vertical_rate_fpm):  # fmt: skip
        if values[a] == values[b] or (math.isnan(values[a]) and math.isnan(values[b])):
            continue
        if math.isnan(values[b]) or values[a] < values[b]:
            return -1
        return 1
    return 0
