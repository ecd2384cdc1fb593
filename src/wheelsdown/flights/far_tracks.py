"""Find tracks that lie where the airframe cannot have been: it jumps there, and jumps back, over silences.

A track is judged by itself in ``tracks.integrity``; a spoofer that shows an aircraft elsewhere from the
first point of a track to the last is only found out by the tracks before and after. Two jumps that
cancel each other are two tests, as there.
"""

import numpy as np

from wheelsdown.flights.end_arrays import EndArrays
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel
from wheelsdown.tracks.integrity import (
    JUMP_EXTRA_KT,
    JUMP_FACTOR,
    JUMP_SLACK_NM,
    LASTING_POINTS,
    LASTING_S,
    UNKNOWN_KT,
)

__all__ = ["FAR_TESTS", "void_far_tracks"]

#: What is said of such a track, in the words of ``tracks.integrity``.
FAR_TESTS = "jump, returned"


@kernel
def void_far_tracks(ends: EndArrays) -> None:
    """Mark the legs of tracks that nothing but a jump there and a jump back connects with the others."""
    n_legs = len(ends.track)
    first = np.empty(n_legs + 1, np.int64)
    n_tracks = 0
    for leg in range(n_legs):
        if leg == 0 or not _same_track(ends, leg - 1, leg):
            first[n_tracks] = leg
            n_tracks += 1
    first[n_tracks] = n_legs
    for t in range(1, n_tracks - 1):
        before, here, until, after = first[t] - 1, first[t], first[t + 1] - 1, first[t + 1]
        same = ends.airframe[before] == ends.airframe[here] == ends.airframe[after]
        if (
            same
            and _lasts(ends, here, until)
            and _too_far(ends, 2 * before + 1, 2 * here)
            and _too_far(ends, 2 * until + 1, 2 * after)
            and not _too_far(ends, 2 * before + 1, 2 * after)
        ):
            ends.void[here : until + 1] = True


@kernel
def _same_track(ends: EndArrays, a: int, b: int) -> bool:
    return bool(ends.airframe[a] == ends.airframe[b] and ends.track[a] == ends.track[b])


@kernel
def _lasts(ends: EndArrays, first: int, last: int) -> bool:
    """Tell whether a track has positions enough to be more than an error of decoding."""
    lasting_s = ends.time[2 * last + 1] - ends.time[2 * first]
    return bool(np.sum(ends.n_placed[first : last + 1]) >= LASTING_POINTS and lasting_s >= LASTING_S)


@kernel
def _too_far(ends: EndArrays, a: int, b: int) -> bool:
    """Tell whether two ends lie farther apart than the speeds reported at them allow."""
    moved = haversine_nm(ends.lat[a], ends.lon[a], ends.lat[b], ends.lon[b])
    speed = -1.0
    for e in (a, b):
        if ends.speed[e] > speed:
            speed = ends.speed[e]
    if speed < 0:
        speed = UNKNOWN_KT
    hours = (ends.time[b] - ends.time[a]) / 3600
    return bool(moved > (JUMP_FACTOR * speed + JUMP_EXTRA_KT) * hours + JUMP_SLACK_NM)
