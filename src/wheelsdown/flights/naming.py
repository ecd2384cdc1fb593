"""Name the field at each end of each leg, or abstain; every name comes with its basis.

``observed``  ground contact, or lined up with a runway below 300 ft (found in ``ends``).
``bounded``   low and sinking towards (climbing out of) one plausible field: either the same airframe
              is next (was last) seen beside that field, or the end itself is so low, near and steep
              that no other field comes into question.
``unknown``   everything else. Fields within reach are listed as rivals, without a favourite.

Deliberately absent: a nearest-field rule (it names a private strip under the last point), any
penalty for military or unscheduled fields, and any name for a fragment at cruising height.
"""

from math import inf, isnan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.end_arrays import EndArrays
from wheelsdown.flights.runway import MIN_HEIGHT_FT
from wheelsdown.geo.field_grid import FieldGrid, Found, near, off_runway
from wheelsdown.geo.great_circle import Floats
from wheelsdown.geo.sphere_kernel import course_deg, haversine_nm
from wheelsdown.kernels import kernel

__all__ = [
    "ALONE",
    "BESIDE",
    "BOUNDED",
    "BY_NEIGHBOUR",
    "OBSERVED",
    "SINKING_FPM",
    "UNKNOWN",
    "EndNames",
    "empty_names",
    "name_ends",
]

#: Codes of the basis of an end.
UNKNOWN, BOUNDED, OBSERVED = 0, 1, 2
#: Codes of why an end is named: seen, or bounded in one of three ways.
AS_SEEN, BY_NEIGHBOUR, BESIDE, ALONE = 0, 1, 2, 3

#: How near and low the last point must be for a name without ground contact (half a circuit).
BOUNDED_NM, BOUNDED_FT = 3.0, 1_500.0
#: The airframe is "next seen beside the field" within this distance of it; closer after a short silence.
TURN_AROUND_NM, SHORT_TURN_NM = 8.0, 3.5
#: A field that the neighbouring leg names by itself is taken within this distance of the tip.
NAMED_NEARBY_NM = 10.0
#: In a silence shorter than a track's the airframe must be seen leaving, close by, to have stopped.
MAX_SILENCE_S = 1_800.0
#: Less than this is level flight (coding step 64 ft/min).
SINKING_FPM = 100.0
#: Without the next sighting: lower, steeper, slower, and with no second field nearly as likely.
ALONE_FT, ALONE_FPM, ALONE_KT, ALONE_NM = 1_000.0, 250.0, 170.0, 2.0
#: The field is that much farther, at most, when how far off the course it lies is weighed in.
ALONE_UNLIKELY_NM = ALONE_NM * 1.75
#: What is faster needs more room than half a circuit: it must be this near (or be seen on its way on).
SLOW_KT, FAST_NM = 170.0, 2.0
#: A rival this many times less likely by distance and direction does not come into question: for a tip
#: alone, and where the airframe is next seen beside the field. Of neighbours like Le Bourget and Charles
#: de Gaulle, 4.5 NM apart, the nearer one was wrong in 11 of 13 landings cut short
#: (``benchmarks/truncated_landings.py``).
RIVAL_FACTOR, RIVAL_FACTOR_BESIDE = 3.0, 1.8
#: Likelihood by distance and direction: positions are loose by this much, a field this near has no
#: direction, and one at a right angle to the course counts as twice as far.
LOOSE_NM, UNDER_NM, TURN_DEG = 0.3, 0.5, 90.0
#: No stop is shorter than this between two silences.
MIN_STOP_S = 300.0
#: Fields are listed for an end below this; above it a descent can still go anywhere.
RIVALS_BELOW_FT, LEVEL_RIVALS_BELOW_FT = 10_000.0, 3_000.0
#: Fields within this tell how high the ground is.
GROUND_NM = 30.0
#: Feet lost per nautical mile on a 3 degree path (318); a shallower one carries half as far again.
PATH_FT_PER_NM, SHALLOW, RIVALS_MARGIN_NM = 318.0, 1.5, 5.0
#: An aircraft that flew this fast does not land on a runway known to be this short.
JET_KT, JET_RUNWAY_FT = 300.0, 3_000.0


class EndNames(NamedTuple):
    """What was decided of each end; entry ``2 i`` is the take-off of leg ``i``, ``2 i + 1`` its landing."""

    basis: NDArray[np.int8]
    #: Index of the field named, -1 for none.
    field: NDArray[np.int64]
    reason: NDArray[np.int8]
    #: Bounds of the time, seconds since 1970; NaN where nothing bounds it.
    earliest: Floats
    latest: Floats
    #: Rivals of end ``e``: ``rivals[first_rival[e] : first_rival[e + 1]]``, nearest first.
    first_rival: NDArray[np.int64]
    rivals: NDArray[np.int64]


def empty_names(n_ends: int, n_rivals: int) -> EndNames:
    """Make room for what ``name_ends`` decides."""
    return EndNames(
        np.zeros(n_ends, np.int8),
        np.full(n_ends, -1, np.int64),
        np.zeros(n_ends, np.int8),
        np.full(n_ends, np.nan),
        np.full(n_ends, np.nan),
        np.zeros(n_ends + 1, np.int64),
        np.empty(n_rivals, np.int64),
    )


@kernel
def name_ends(
    ends: EndArrays,
    asked: NDArray[np.bool_],
    grid: FieldGrid,
    found: Found,
    room: Floats,
    names: EndNames,
) -> int:
    """Fill ``names``; give the number of rivals, or -1 where there is not room enough for them.

    Ends that are not ``asked`` for have a name if they were seen, and no rivals. ``found`` and ``room``
    are room to work in, one entry a field.
    """
    highest = 0.0 if len(grid.lat) == 0 else grid.elevation_ft[0]
    for elevation in grid.elevation_ft:
        highest = max(highest, elevation)
    n = 0
    for e in range(len(ends.time)):
        names.first_rival[e] = n
        if ends.seen[e] and not ends.void[e // 2]:
            names.basis[e], names.field[e] = OBSERVED, ends.field[e]
            names.earliest[e], names.latest[e] = ends.earliest[e], ends.latest[e]
            continue
        beyond, other = _neighbour(ends, e)
        names.earliest[e] = ends.time[e] if e % 2 else beyond
        names.latest[e] = beyond if e % 2 else ends.time[e]
        if not asked[e] or ends.void[e // 2] or ends.flies_on[e]:
            continue
        if not ends.level[e] - RIVALS_BELOW_FT <= highest:
            continue
        m = _within_reach(ends, e, grid, found, room)
        if n + m > len(names.rivals):
            return -1
        named, reason = _name(ends, e, grid, found, room, m, other)
        if named >= 0:
            names.basis[e], names.field[e], names.reason[e] = BOUNDED, named, reason
        for r in range(m):
            if found.field[r] != named:
                names.rivals[n] = found.field[r]
                n += 1
    names.first_rival[len(ends.time)] = n
    return n


@kernel
def _neighbour(ends: EndArrays, e: int) -> tuple[float, int]:
    """Give when the airframe is seen on the other side of a silence, and at which end; NaN, -1 for never."""
    leg = e // 2 + (1 if e % 2 else -1)
    if leg < 0 or 2 * leg >= len(ends.time) or ends.airframe[leg] != ends.airframe[e // 2]:
        return np.nan, -1
    other = 2 * leg + (1 - e % 2)
    if ends.void[leg] or isnan(ends.lat[other]):
        return np.nan, -1
    ground = ends.ground_from[other] if e % 2 else ends.ground_to[other]
    return (ends.time[other] if isnan(ground) else ground), other


@kernel
def _within_reach(ends: EndArrays, e: int, grid: FieldGrid, found: Found, room: Floats) -> int:
    """List the fields an end can have been at, nearest first; give how many. None at cruising height."""
    lat, lon, level = ends.lat[e], ends.lon[e], ends.level[e]
    n = near(grid, lat, lon, GROUND_NM, found)
    height = max(level - _median_elevation(grid, found, room, n), 0.0)
    if height > (RIVALS_BELOW_FT if ends.sink[e] >= SINKING_FPM else LEVEL_RIVALS_BELOW_FT):
        return 0
    reach = height / PATH_FT_PER_NM * SHALLOW + RIVALS_MARGIN_NM
    if reach > GROUND_NM:
        n = near(grid, lat, lon, reach, found)
    fast = ends.fastest[e // 2] > JET_KT
    m = 0
    for r in range(n):
        field = found.field[r]
        if found.distance[r] > reach:
            break
        short = fast and grid.longest_runway_ft[field] < JET_RUNWAY_FT
        if grid.elevation_ft[field] <= level - MIN_HEIGHT_FT and not short:
            found.field[m], found.distance[m] = field, found.distance[r]
            m += 1
    return m


@kernel
def _median_elevation(grid: FieldGrid, found: Found, room: Floats, n: int) -> float:
    """Give the median elevation of the fields found; 0 where there is none."""
    for r in range(n):
        elevation = grid.elevation_ft[found.field[r]]
        at = r
        while at > 0 and room[at - 1] > elevation:
            room[at] = room[at - 1]
            at -= 1
        room[at] = elevation
    return (room[(n - 1) // 2] + room[n // 2]) / 2 if n > 0 else 0.0


@kernel
def _name(
    ends: EndArrays, e: int, grid: FieldGrid, found: Found, room: Floats, n: int, other: int
) -> tuple[int, int]:
    """Name the one plausible field, with the reason; -1 where there is none, or more than one."""
    if not ends.sink[e] >= SINKING_FPM or n == 0:
        return -1, AS_SEEN
    if other >= 0:
        beyond = ends.ground_from[other] if e % 2 else ends.ground_to[other]
        silence = abs((ends.time[other] if isnan(beyond) else beyond) - ends.time[e])
        if silence >= MIN_STOP_S:
            if ends.seen[other]:
                field = ends.field[other]
                for r in range(n):
                    low = ends.level[e] - grid.elevation_ft[field] <= 2 * BOUNDED_FT
                    if found.field[r] == field and found.distance[r] <= NAMED_NEARBY_NM and low:
                        return field, BY_NEIGHBOUR
            elif _turned_beside(ends, e, grid, found.field[0], found.distance[0], other, silence):
                best = _likeliest(ends, e, grid, found, room, n, RIVAL_FACTOR_BESIDE)
                if best == 0:
                    return found.field[0], BESIDE
    return _alone(ends, e, grid, found, room, n)


@kernel
def _turned_beside(
    ends: EndArrays, e: int, grid: FieldGrid, field: int, away: float, other: int, silence: float
) -> bool:
    """Tell whether the tip is low beside the nearest field, and the airframe is seen beside it again."""
    low_nm = FAST_NM if ends.speed[e] > SLOW_KT else BOUNDED_NM
    if away > low_nm or ends.level[e] - grid.elevation_ft[field] > BOUNDED_FT:
        return False
    beside = haversine_nm(ends.lat[other], ends.lon[other], grid.lat[field], grid.lon[field])
    if silence < MAX_SILENCE_S:
        return bool(beside <= SHORT_TURN_NM and ends.sink[other] >= SINKING_FPM)
    return bool(beside <= TURN_AROUND_NM)


@kernel
def _alone(ends: EndArrays, e: int, grid: FieldGrid, found: Found, room: Floats, n: int) -> tuple[int, int]:
    """Name a field by the tip alone: low, steep, slow, near, and no second field nearly as likely."""
    if not (ends.sink[e] >= ALONE_FPM and ends.speed[e] <= ALONE_KT and found.distance[0] <= ALONE_NM):
        return -1, AS_SEEN
    best = _likeliest(ends, e, grid, found, room, n, RIVAL_FACTOR)
    if (
        best >= 0
        and found.distance[best] <= ALONE_NM
        and ends.level[e] - grid.elevation_ft[found.field[best]] <= ALONE_FT
        and room[best] <= ALONE_UNLIKELY_NM
    ):
        return found.field[best], ALONE
    return -1, AS_SEEN


@kernel
def _likeliest(
    ends: EndArrays, e: int, grid: FieldGrid, found: Found, unlikely: Floats, n: int, factor: float
) -> int:
    """Weigh ``n`` fields; give the position of the likeliest, or -1 where another is nearly as likely."""
    best, second = 0, inf
    for r in range(n):
        unlikely[r] = _unlikely(ends, e, grid, found.field[r])
        if r == 0:
            continue
        if unlikely[r] < unlikely[best] or (
            unlikely[r] == unlikely[best] and found.field[r] < found.field[best]
        ):
            second = unlikely[best]
            best = r
        else:
            second = min(second, unlikely[r])
    return -1 if second < factor * unlikely[best] else best


@kernel
def _unlikely(ends: EndArrays, e: int, grid: FieldGrid, field: int) -> float:
    """Weigh how far a field is, by its runways where known, and how far off the course it lies."""
    lat, lon = ends.lat[e], ends.lon[e]
    away = haversine_nm(lat, lon, grid.lat[field], grid.lon[field])
    away = min(away, off_runway(grid, field, lat, lon))
    off = 0.0
    if away > UNDER_NM and not isnan(ends.course[e]):
        turn = course_deg(lat, lon, grid.lat[field], grid.lon[field]) - ends.course[e]
        off = abs((turn + 180) % 360 - 180)
    return (away + LOOSE_NM) * (1 + off / TURN_DEG)
