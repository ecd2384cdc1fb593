"""Find tracks that lie where the airframe cannot have been: it jumps there, and jumps back, over silences.

A track is judged by itself in ``tracks.integrity``; a spoofer that shows an aircraft elsewhere from the
first point of a track to the last is only found out by the tracks before and after. Two jumps that
cancel each other are two tests, as there.
"""

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
    here = _next_track(ends, 0)
    while here < n_legs:
        after = _next_track(ends, here)
        if (
            after < n_legs
            and ends.airframe[here - 1] == ends.airframe[here] == ends.airframe[after]
            and _lasts(ends, here, after)
            and _too_far(ends, 2 * here - 1, 2 * here)
            and _too_far(ends, 2 * after - 1, 2 * after)
            and not _too_far(ends, 2 * here - 1, 2 * after)
        ):
            for leg in range(here, after):
                ends.void[leg] = True
        here = after


@kernel
def _next_track(ends: EndArrays, leg: int) -> int:
    """Give the first leg of the track after that of ``leg``; the number of legs where there is none."""
    after = leg + 1
    while after < len(ends.track) and _same_track(ends, leg, after):
        after += 1
    return after


@kernel
def _same_track(ends: EndArrays, a: int, b: int) -> bool:
    return bool(ends.airframe[a] == ends.airframe[b] and ends.track[a] == ends.track[b])


@kernel
def _lasts(ends: EndArrays, first: int, stop: int) -> bool:
    """Tell whether a track has positions enough to be more than an error of decoding."""
    n_placed = 0
    for leg in range(first, stop):
        n_placed += ends.n_placed[leg]
    lasting_s = ends.time[2 * stop - 1] - ends.time[2 * first]
    return bool(n_placed >= LASTING_POINTS and lasting_s >= LASTING_S)


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
