"""Whether positions agree with the velocities sent beside them: that part of ``integrity``, compiled.

The definition is ``integrity.judge``; ``integrity_kernel`` calls this where something else is odd.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel
from wheelsdown.tracks.integrity import (
    FROZEN_KT,
    FROZEN_NM,
    FROZEN_S,
    INTEGRAL_NM,
    INTEGRAL_RUN,
    INTEGRAL_S,
    INTEGRAL_STEP_S,
)

__all__ = ["FLOAT_ROWS", "VELOCITY", "integrate", "mark_frozen", "mark_off", "mark_run"]

#: The bit of these tests.
VELOCITY = 4
#: Rows of scratch: distance flown east and north by the velocities.
EAST, NORTH, FLOAT_ROWS = 0, 1, 2


@kernel
def mark_run(hits: NDArray[np.int64], k: int, run: int, at_least: int, bit: int) -> int:
    """Mark the point that makes a run long enough and those before it, or one more; give how many."""
    n_new = 1 if run > at_least else at_least
    for back in range(n_new):
        hits[k - back] |= bit
    return n_new


@kernel
def mark_frozen(
    time: Floats,
    lat: Floats,
    lon: Floats,
    groundspeed_kt: Floats,
    ground: NDArray[np.int8],
    part: NDArray[np.int64],
    hits: NDArray[np.int64],
) -> None:
    """Mark points that are fast, and yet almost where they were half a minute later."""
    k_there = 0
    for k in range(len(part)):
        i = part[k]
        while k_there < len(part) and time[part[k_there]] < time[i] + FROZEN_S:
            k_there += 1
        if k_there == len(part):
            break
        j = part[k_there]
        if time[j] - time[i] > 2 * FROZEN_S or ground[i] == 1 or ground[j] == 1:
            continue
        one, other = groundspeed_kt[i], groundspeed_kt[j]
        slower = one if one <= other or math.isnan(other) else other
        if slower > FROZEN_KT and haversine_nm(lat[i], lon[i], lat[j], lon[j]) < FROZEN_NM:
            hits[k] |= VELOCITY


@kernel
def integrate(
    time: Floats,
    groundspeed_kt: Floats,
    track_deg: Floats,
    part: NDArray[np.int64],
    flown: Floats,
    breaks: NDArray[np.int64],
) -> None:
    """Sum the velocities to the distance flown east and north, and count the steps that do not integrate.

    The order of operations is that of ``integrity``: sums from the first point on, in order.
    """
    east_before, north_before = 0.0, 0.0
    for k in range(len(part)):
        course, kt = math.radians(track_deg[part[k]]), groundspeed_kt[part[k]]
        if not math.isfinite(course):
            course, kt = 0.0, math.nan
        east, north = kt * math.sin(course), kt * math.cos(course)
        if k == 0:
            flown[EAST, 0] = flown[NORTH, 0] = 0.0
            breaks[0] = 0
        else:
            seconds = time[part[k]] - time[part[k - 1]]
            step_east = (east_before + east) / 2 * seconds / 3600
            step_north = (north_before + north) / 2 * seconds / 3600
            broken = seconds > INTEGRAL_STEP_S or not math.isfinite(step_east)
            flown[EAST, k] = flown[EAST, k - 1] + (0.0 if broken else step_east)
            flown[NORTH, k] = flown[NORTH, k - 1] + (0.0 if broken else step_north)
            breaks[k] = breaks[k - 1] + (1 if broken else 0)
        east_before, north_before = east, north


@kernel
def mark_off(
    time: Floats,
    lat: Floats,
    lon: Floats,
    part: NDArray[np.int64],
    hits: NDArray[np.int64],
    flown: Floats,
    breaks: NDArray[np.int64],
) -> None:
    """Mark the ends of windows whose displacement is not the distance flown, some in a row."""
    k_start, run = 0, 0
    for k in range(len(part) if len(part) >= INTEGRAL_RUN else 0):
        i = part[k]
        while time[part[k_start]] < time[i] - INTEGRAL_S:
            k_start += 1
        start = part[k_start]
        off = 0.0
        if breaks[k] == breaks[k_start] and time[i] - time[start] >= INTEGRAL_S / 2:
            north = (lat[i] - lat[start]) * 60
            east = ((lon[i] - lon[start] + 180.0) % 360.0 - 180.0) * 60 * math.cos(math.radians(lat[i]))
            flown_east = flown[EAST, k] - flown[EAST, k_start]
            flown_north = flown[NORTH, k] - flown[NORTH, k_start]
            off = math.hypot(east - flown_east, north - flown_north)
        run = run + 1 if off > INTEGRAL_NM else 0
        if run >= INTEGRAL_RUN:
            mark_run(hits, k, run, INTEGRAL_RUN, VELOCITY)
