"""How far the positions of one track can be believed: ``integrity``, compiled.

The definition is ``integrity.judge``, and every verdict equals its verdict on the points of one track.
Two tests must fire before positions are suspect, and "returned" needs jumps: where there is neither a
jump nor an envelope violation, nothing can be suspect, and the velocities need not be integrated. That
is so for almost every track, and two bounds on distances and speeds prove it.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats
from wheelsdown.geo.sphere_kernel import at_most_nm, haversine_nm
from wheelsdown.kernels import kernel
from wheelsdown.tracks.integrity import (
    ENVELOPE_FT,
    ENVELOPE_KT,
    ENVELOPE_RUN,
    FLEW_KT,
    HANGING_FT,
    HANGING_KT,
    JUMP_EXTRA_KT,
    JUMP_FACTOR,
    JUMP_SLACK_NM,
    LASTING_POINTS,
    LASTING_S,
    MARGIN_S,
    NACP_GOOD,
    NACP_LOST,
    ONE_STRETCH_S,
    TESTS_NEEDED,
    UNKNOWN_KT,
)
from wheelsdown.tracks.velocity_kernel import (
    FLOAT_ROWS,
    VELOCITY,
    integrate,
    mark_frozen,
    mark_off,
    mark_run,
)

__all__ = ["FLOAT_ROWS", "INT_ROWS", "TEST_BITS", "judge_track"]

#: The tests as bits of a number.
JUMP, RETURNED, ENVELOPE = 1, 2, 8
TEST_BITS = {"jump": JUMP, "returned": RETURNED, "velocity": VELOCITY, "envelope": ENVELOPE}
#: Rows of scratch: indices of the points whose position is new, the tests that hit each, and how many
#: steps before it cannot be integrated.
PART, HITS, BREAKS, INT_ROWS = 0, 1, 2, 3


@kernel
def judge_track(
    time: Floats,
    lat: Floats,
    lon: Floats,
    altitude_ft: Floats,
    groundspeed_kt: Floats,
    track_deg: Floats,
    ground: NDArray[np.int8],
    nac_p: NDArray[np.int16],
    nic: NDArray[np.int16],
    adsb_version: NDArray[np.int16],
    suspect: NDArray[np.bool_],
    degraded: NDArray[np.bool_],
    jammed: NDArray[np.bool_],
    floats: Floats,
    ints: NDArray[np.int64],
) -> int:
    """Write the three masks of ``integrity.judge`` for the points of one track, as received.

    All arrays are C-contiguous and of one length, in the order of ``time`` in seconds, without a
    silence that ends a track; ``floats`` and ``ints`` are scratch of shapes ``(FLOAT_ROWS, n)`` and
    ``(INT_ROWS, n)``, n no less than the number of points, their contents arbitrary.

    Returns
    -------
    int
        The tests behind the masks, as a sum of ``TEST_BITS``.
    """
    suspect[:] = False
    degraded[:] = False
    _mark_jammed(ground, nac_p, nic, adsb_version, jammed)
    if not _may_be_odd(time, lat, lon, altitude_ft, groundspeed_kt, ground):
        return 0
    n = _find_distinct(time, lat, lon, ints)
    part, hits = ints[PART, :n], ints[HITS, :n]
    n_jumps = _mark_jumps(time, lat, lon, groundspeed_kt, part, hits)
    if _mark_envelope(altitude_ft, groundspeed_kt, ground, part, hits) + n_jumps == 0:
        return 0
    _mark_returned(time, lat, lon, groundspeed_kt, part, hits)
    mark_frozen(time, lat, lon, groundspeed_kt, ground, part, hits)
    integrate(time, groundspeed_kt, track_deg, part, floats, ints[BREAKS])
    mark_off(time, lat, lon, part, hits, floats, ints[BREAKS])
    tests = _mark_suspect(time, part, hits, suspect)
    if n_jumps > 0:
        tests |= _mark_degraded(time, lat, part, hits, suspect, degraded)
    return tests


@kernel
def _mark_jammed(
    ground: NDArray[np.int8],
    nac_p: NDArray[np.int16],
    nic: NDArray[np.int16],
    adsb_version: NDArray[np.int16],
    jammed: NDArray[np.bool_],
) -> None:
    """Mark points with lost accuracy after good accuracy, two or more in a row."""
    good, lost_before = False, False
    for i in range(len(jammed)):
        judged = adsb_version[i] >= 1 and nac_p[i] >= 0
        good = good or (judged and nac_p[i] >= NACP_GOOD)
        lost = judged and good and (nac_p[i] <= NACP_LOST or nic[i] == 0) and ground[i] != 1
        jammed[i] = lost and lost_before
        if lost and lost_before:
            jammed[i - 1] = True
        lost_before = lost


@kernel
def _may_be_odd(
    time: Floats,
    lat: Floats,
    lon: Floats,
    altitude_ft: Floats,
    groundspeed_kt: Floats,
    ground: NDArray[np.int8],
) -> bool:
    """Tell in one pass whether there may be a jump, or a run of points too slow for where they are."""
    lat_before, lon_before, time_before = math.nan, math.nan, -math.inf
    last, run = -1, 0
    for i in range(len(time)):
        if not math.isfinite(lat[i]):
            continue
        if (lat[i] != lat_before or lon[i] != lon_before) and time[i] > time_before:
            kt, altitude = groundspeed_kt[i], altitude_ft[i]
            if last >= 0 and _too_far(
                time[i] - time[last], groundspeed_kt[last], kt, lat[last], lon[last], lat[i], lon[i]
            ):
                return True
            slow = altitude > ENVELOPE_FT and kt < ENVELOPE_KT
            hangs = kt < HANGING_KT and altitude > HANGING_FT and ground[i] != 1
            run = run + 1 if slow or hangs else 0
            if run >= ENVELOPE_RUN:
                return True
            last = i
        lat_before, lon_before, time_before = lat[i], lon[i], time[i]
    return False


@kernel
def _find_distinct(time: Floats, lat: Floats, lon: Floats, ints: NDArray[np.int64]) -> int:
    """List the placed points whose position differs from the placed one before; give their number."""
    n = 0
    lat_before, lon_before, time_before = math.nan, math.nan, -math.inf
    for i in range(len(time)):
        if not math.isfinite(lat[i]):
            continue
        if (lat[i] != lat_before or lon[i] != lon_before) and time[i] > time_before:
            ints[PART, n], ints[HITS, n] = i, 0
            n += 1
        lat_before, lon_before, time_before = lat[i], lon[i], time[i]
    return n


@kernel
def _too_far(
    seconds: float, kt1: float, kt2: float, lat1: float, lon1: float, lat2: float, lon2: float
) -> bool:
    """Tell whether two points lie farther apart than the speeds reported at them allow."""
    kt = kt1 if kt1 >= kt2 or math.isnan(kt2) else kt2
    if not math.isfinite(kt):
        kt = UNKNOWN_KT
    allowed = (JUMP_FACTOR * kt + JUMP_EXTRA_KT) * (seconds / 3600) + JUMP_SLACK_NM
    if at_most_nm(lat1, lon1, lat2, lon2) <= allowed:
        return False
    return haversine_nm(lat1, lon1, lat2, lon2) > allowed


@kernel
def _mark_jumps(
    time: Floats,
    lat: Floats,
    lon: Floats,
    groundspeed_kt: Floats,
    part: NDArray[np.int64],
    hits: NDArray[np.int64],
) -> int:
    """Mark the first points after jumps that last on both sides; give their number."""
    n_jumps, start, lasts_before = 0, 0, False
    for k in range(1, len(part) + 1):
        i, j = part[k - 1], part[k] if k < len(part) else -1
        if j >= 0 and not _too_far(
            time[j] - time[i], groundspeed_kt[i], groundspeed_kt[j], lat[i], lon[i], lat[j], lon[j]
        ):
            continue
        lasts = k - start >= LASTING_POINTS and time[part[k - 1]] - time[part[start]] >= LASTING_S
        if lasts and lasts_before:
            hits[start] |= JUMP
            n_jumps += 1
        start, lasts_before = k, lasts
    return n_jumps


@kernel
def _mark_returned(
    time: Floats,
    lat: Floats,
    lon: Floats,
    groundspeed_kt: Floats,
    part: NDArray[np.int64],
    hits: NDArray[np.int64],
) -> None:
    """Mark pairs of jumps between which the positions were elsewhere: without them the track is whole."""
    jump = -1
    for k in range(len(part)):
        if hits[k] & JUMP == 0:
            continue
        i, j = part[jump - 1] if jump > 0 else -1, part[k]
        if i >= 0 and not _too_far(
            time[j] - time[i], groundspeed_kt[i], groundspeed_kt[j], lat[i], lon[i], lat[j], lon[j]
        ):
            hits[jump] |= RETURNED
            hits[k] |= RETURNED
        jump = k


@kernel
def _mark_envelope(
    altitude_ft: Floats,
    groundspeed_kt: Floats,
    ground: NDArray[np.int8],
    part: NDArray[np.int64],
    hits: NDArray[np.int64],
) -> int:
    """Mark runs of points too slow for where they are; give how many."""
    flew = False
    for k in range(len(part)):
        flew = flew or groundspeed_kt[part[k]] > FLEW_KT
    n_marked, run = 0, 0
    for k in range(len(part)):
        i = part[k]
        kt, altitude = groundspeed_kt[i], altitude_ft[i]
        slow = altitude > ENVELOPE_FT and kt < ENVELOPE_KT
        hangs = flew and kt < HANGING_KT and altitude > HANGING_FT and ground[i] != 1
        run = run + 1 if slow or hangs else 0
        if run >= ENVELOPE_RUN:
            n_marked += mark_run(hits, k, run, ENVELOPE_RUN, ENVELOPE)
    return n_marked


@kernel
def _mark_suspect(
    time: Floats, part: NDArray[np.int64], hits: NDArray[np.int64], suspect: NDArray[np.bool_]
) -> int:
    """Group hits that lie close in time; mark the points round groups of several tests, and give those."""
    tests, names = 0, 0
    first, last = 0.0, 0.0
    for k in range(len(part) + 1):
        ended = k == len(part)
        if not ended and hits[k] == 0:
            continue
        if names != 0 and (ended or time[part[k]] - last > ONE_STRETCH_S):
            if _n_tests(names) >= TESTS_NEEDED:
                _mark_between(time, first - MARGIN_S, last + MARGIN_S, suspect)
                tests |= names
            names = 0
        if not ended:
            last = time[part[k]]
            first = last if names == 0 else first
            names |= hits[k]
    return tests


@kernel
def _n_tests(names: int) -> int:
    return (names & 1) + (names >> 1 & 1) + (names >> 2 & 1) + (names >> 3 & 1)


@kernel
def _mark_between(time: Floats, earliest: float, latest: float, mask: NDArray[np.bool_]) -> None:
    for i in range(len(time)):
        if earliest <= time[i] <= latest:
            mask[i] = True


@kernel
def _mark_degraded(
    time: Floats,
    lat: Floats,
    part: NDArray[np.int64],
    hits: NDArray[np.int64],
    suspect: NDArray[np.bool_],
    degraded: NDArray[np.bool_],
) -> int:
    """Mark the side with fewer positions of each jump that is not suspect; give the test if there is one."""
    n_placed = 0
    for i in range(len(lat)):
        n_placed += 1 if math.isfinite(lat[i]) else 0
    n_before, counted, head, tail = 0, 0, 0, len(lat)
    for k in range(len(part)):
        if hits[k] & JUMP == 0:
            continue
        at = part[k]
        while at > 0 and time[at - 1] >= time[part[k]]:
            at -= 1
        if suspect[at]:
            continue
        for i in range(counted, at):
            n_before += 1 if math.isfinite(lat[i]) else 0
        counted = at
        if n_before <= n_placed - n_before:
            head = max(head, at)
        else:
            tail = min(tail, at)
    degraded[:head] = True
    degraded[tail:] = True
    return JUMP if head > 0 or tail < len(lat) else 0
