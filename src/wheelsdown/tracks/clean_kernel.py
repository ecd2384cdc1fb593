"""Mask values that cannot be true, in one track at the speed of reading it: ``clean``, compiled.

The definition is ``clean.clean``, and every mask equals its mask. Most tracks have nothing wrong: one
pass over each column proves it, with bounds that cost little. Only where a bound fails is the exact
distance worked out, and only where neighbours are not connected are runs compared.

Runs are columns of one array of integers: the index of the first point and of the last, the number of
points, and whether the run is wrong. Between two runs side by side nothing changes until one of them is
masked, so a look at the ends of runs replaces looking at all points again.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats
from wheelsdown.geo.sphere_kernel import at_least_nm, at_most_nm, haversine_nm
from wheelsdown.kernels import kernel
from wheelsdown.tracks.clean import (
    ALTITUDE_SLACK_FT,
    CARRIED_S,
    CARRIED_SHARE,
    ERROR_SHARE,
    HELD_RATE_FPM,
    HOVER_KT,
    MAX_ALTITUDE_FT,
    MAX_HELD_S,
    MAX_RATE_FPM,
    MAX_SPEED_KT,
    MIN_ALTITUDE_FT,
    POSITION_SLACK_NM,
)

__all__ = ["RUN_ROWS", "clean_track"]

#: Rows of the array of runs.
FIRST, LAST, SIZE, WRONG, RUN_ROWS = 0, 1, 2, 3, 4
#: What may connect two neighbours: a climb, a climb after a held value, a movement. Not integers, for each
#: of which the compiler would make every function anew.
CLIMB, HELD_CLIMB, MOVE = 0.0, 1.0, 2.0


@kernel
def clean_track(
    time: Floats,
    lat: Floats,
    lon: Floats,
    altitude_ft: Floats,
    geometric_altitude_ft: Floats,
    groundspeed_kt: Floats,
    track_deg: Floats,
    ground: NDArray[np.int8],
    runs: NDArray[np.int64],
) -> int:
    """Mask (NaN, in place) what ``clean.clean`` masks in the points of one track.

    All arrays are C-contiguous and of one length, in the order of ``time`` in seconds; ``runs`` is
    scratch of shape ``(RUN_ROWS, n)``, n no less than the number of points, its contents arbitrary.

    Returns
    -------
    int
        How many values were masked; a position is one value.
    """
    n_masked = _mask_altitudes(time, altitude_ft, runs) + _mask_altitudes(time, geometric_altitude_ft, runs)
    n_masked += _mask_outside(groundspeed_kt, 0.0, MAX_SPEED_KT)
    while True:
        found = _mask_carried_on(time, lat, lon, groundspeed_kt, ground)
        if _find_runs(MOVE, time, lat, lon, runs) > 1:
            found += _mask_short_runs(MOVE, time, lat, lon, runs)
        found += _mask_velocity_carried_on(time, lat, lon, groundspeed_kt, track_deg)
        if found == 0:
            return n_masked
        n_masked += found


@kernel
def _mask_outside(values: Floats, lowest: float, highest: float) -> int:
    n_masked = 0
    for i in range(len(values)):
        if values[i] < lowest or values[i] > highest:
            values[i] = math.nan
            n_masked += 1
    return n_masked


@kernel
def _mask_altitudes(time: Floats, altitude: Floats, runs: NDArray[np.int64]) -> int:
    """Mask altitudes out of range, then excursions and then short runs until there are none."""
    n_masked = _mask_outside(altitude, MIN_ALTITUDE_FT, MAX_ALTITUDE_FT)
    while _find_runs(CLIMB, time, altitude, altitude, runs) > 1:
        found = _mask_excursions(time, altitude, runs)
        found += _mask_short_runs(HELD_CLIMB, time, altitude, altitude, runs)
        if found == 0:
            break
        n_masked += found
    return n_masked


@kernel
def _mask_carried_on(
    time: Floats, lat: Floats, lon: Floats, groundspeed_kt: Floats, ground: NDArray[np.int8]
) -> int:
    """Mask positions that repeat the one before, as received, although the aircraft moves in the air."""
    n_masked = 0
    lat_before, lon_before, time_before = math.nan, math.nan, math.nan
    for i in range(len(time)):
        here_lat, here_lon = lat[i], lon[i]
        if not math.isfinite(here_lat):
            continue
        same = here_lat == lat_before and here_lon == lon_before and time[i] > time_before
        if same and ground[i] != 1 and not groundspeed_kt[i] <= HOVER_KT:
            lat[i] = lon[i] = math.nan
            n_masked += 1
        lat_before, lon_before, time_before = here_lat, here_lon, time[i]
    return n_masked


@kernel
def _mask_velocity_carried_on(
    time: Floats, lat: Floats, lon: Floats, groundspeed_kt: Floats, track_deg: Floats
) -> int:
    """Mask speeds that stayed the same to the last digit while the positions slowed down."""
    base_s = CARRIED_S / 2
    last = _last_with_later(time, lat, base_s)
    n_masked, later, since = 0, 0, 0.0
    kt_before, track_before = math.nan, math.nan
    for i in range(len(time) if last >= 0 else 0):
        kt = groundspeed_kt[i]
        turn = track_deg[i] - track_before
        if not (kt == kt_before and (turn == 0.0 or not math.isfinite(turn))):
            since = time[i]
        kt_before, track_before = kt, track_deg[i]
        if time[i] - since >= CARRIED_S and math.isfinite(lat[i]):
            here = min(i, last)  # the last points take the speed that led to them
            later = max(later, here)
            while not (time[later] >= time[here] + base_s and math.isfinite(lat[later])):
                later += 1
            seconds = time[later] - time[here]
            if _moved_slower(seconds, lat[here], lon[here], lat[later], lon[later], CARRIED_SHARE * kt):
                groundspeed_kt[i] = math.nan
                n_masked += 1
    return n_masked


@kernel
def _last_with_later(time: Floats, lat: Floats, base_s: float) -> int:
    """Give the index of the last position with another at least so much later; -1 if there is none."""
    end = len(time) - 1
    while end >= 0 and not math.isfinite(lat[end]):
        end -= 1
    i = end
    while i >= 0 and not (math.isfinite(lat[i]) and time[i] + base_s <= time[end]):
        i -= 1
    return i


@kernel
def _moved_slower(seconds: float, lat1: float, lon1: float, lat2: float, lon2: float, kt: float) -> bool:
    if at_least_nm(lat1, lon1, lat2, lon2) * 3600 >= kt * seconds:
        return False
    return haversine_nm(lat1, lon1, lat2, lon2) / seconds * 3600 < kt


@kernel
def _mask_excursions(time: Floats, altitude: Floats, runs: NDArray[np.int64]) -> int:
    """Mask short runs without which their neighbours are connected: there and back."""
    n_masked, n_runs = 0, _find_runs(CLIMB, time, altitude, altitude, runs)
    while n_runs > 2:
        found, before = 0, False
        runs[WRONG, 0] = runs[WRONG, n_runs - 1] = 0
        for r in range(1, n_runs - 1):
            short = runs[SIZE, r] <= ERROR_SHARE * (runs[SIZE, r - 1] + runs[SIZE, r + 1])
            leave, back = runs[LAST, r - 1], runs[FIRST, r + 1]
            wrong = short and _connected(CLIMB, time, altitude, altitude, leave, back)
            first = wrong and not before  # of two side by side the first; then look again
            runs[WRONG, r] = 1 if first else 0
            found += runs[SIZE, r] if first else 0
            before = wrong
        if found == 0:
            break
        n_masked += found
        n_runs = _without_wrong(CLIMB, time, altitude, altitude, runs, n_runs)
    return n_masked


@kernel
def _mask_short_runs(by: float, time: Floats, a: Floats, b: Floats, runs: NDArray[np.int64]) -> int:
    """Mask runs that are unconnected with, and much shorter than, a run beside them; errors nest."""
    n_masked, n_runs = 0, _find_runs(by, time, a, b, runs)
    while n_runs > 1:
        found = 0
        for r in range(n_runs):
            before = runs[SIZE, r - 1] if r > 0 else 0
            after = runs[SIZE, r + 1] if r < n_runs - 1 else 0
            wrong = runs[SIZE, r] <= ERROR_SHARE * max(before, after)
            runs[WRONG, r] = 1 if wrong else 0
            found += runs[SIZE, r] if wrong else 0
        if found == 0:
            break
        n_masked += found
        n_runs = _without_wrong(by, time, a, b, runs, n_runs)
    return n_masked


@kernel
def _without_wrong(
    by: float, time: Floats, a: Floats, b: Floats, runs: NDArray[np.int64], n_runs: int
) -> int:
    """Mask the points of wrong runs, and join the runs that are connected without them; give their number."""
    n_kept, apart = 0, False
    for r in range(n_runs):
        if runs[WRONG, r] == 1:
            a[runs[FIRST, r] : runs[LAST, r] + 1] = math.nan
            b[runs[FIRST, r] : runs[LAST, r] + 1] = math.nan
            apart = True
            continue
        if n_kept > 0 and apart and _connected(by, time, a, b, runs[LAST, n_kept - 1], runs[FIRST, r]):
            runs[SIZE, n_kept - 1] += runs[SIZE, r]
        else:
            runs[FIRST, n_kept], runs[SIZE, n_kept] = runs[FIRST, r], runs[SIZE, r]
            n_kept += 1
        runs[LAST, n_kept - 1] = runs[LAST, r]
        apart = False
    return n_kept


@kernel
def _find_runs(by: float, time: Floats, a: Floats, b: Floats, runs: NDArray[np.int64]) -> int:
    """List the runs of points with a value, split where neighbours are not connected; give their number."""
    n_runs, size, first, before = 0, 0, 0, 0
    for i in range(len(time)):
        if not math.isfinite(a[i]):
            continue
        if size > 0 and not (
            _surely_connected(by, time[i] - time[before], a[before], b[before], a[i], b[i])
            or _connected(by, time, a, b, before, i)
        ):
            runs[FIRST, n_runs], runs[LAST, n_runs], runs[SIZE, n_runs] = first, before, size
            n_runs += 1
            size = 0
        if size == 0:
            first = i
        size += 1
        before = i
    if size == 0:
        return 0
    runs[FIRST, n_runs], runs[LAST, n_runs], runs[SIZE, n_runs] = first, before, size
    return n_runs + 1


@kernel
def _connected(by: float, time: Floats, a: Floats, b: Floats, i: int, j: int) -> bool:
    """Tell whether an aircraft can have come from one point to a later one: by altitude or by position."""
    seconds = time[j] - time[i]
    if by == MOVE:
        moved = haversine_nm(a[i], b[i], a[j], b[j])
        return bool(moved <= POSITION_SLACK_NM + MAX_SPEED_KT * seconds / 3600)
    held_s = _held_s(time, a, i) if by == HELD_CLIMB else 0.0
    allowed = ALTITUDE_SLACK_FT + (MAX_RATE_FPM * seconds + HELD_RATE_FPM * held_s) / 60
    return bool(abs(a[j] - a[i]) <= allowed)


@kernel
def _surely_connected(by: float, seconds: float, a1: float, b1: float, a2: float, b2: float) -> bool:
    """Tell whether two points are connected by what costs little to ask.

    It takes no arrays: compiled functions that do count references to them at every call.
    """
    if by == MOVE:
        return at_most_nm(a1, b1, a2, b2) <= POSITION_SLACK_NM + MAX_SPEED_KT * seconds / 3600
    return abs(a2 - a1) <= ALTITUDE_SLACK_FT + MAX_RATE_FPM * seconds / 60


@kernel
def _held_s(time: Floats, altitude: Floats, i: int) -> float:
    """Give for how long a value had been repeated, in seconds; ``MAX_HELD_S`` at most."""
    start = i
    while start > 0 and altitude[start - 1] == altitude[start] and time[i] - time[start] < MAX_HELD_S:
        start -= 1
    return float(min(time[i] - time[start], MAX_HELD_S))
