"""Which points of one track are on the ground, compiled: equal to ``ground.ground_stays``.

Nearly every track point is in the air, and says so: a first look at the flags and speeds ends the matter
for a track that cannot have a stay. Speeds between positions are worked out only where a decision
hangs on them.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.ground import (
    FAST_KT,
    FIELD_RADIUS_NM,
    LEVEL_FPM,
    MAX_TAXI_KT,
    MIN_HOP_S,
    MIN_STOP_S,
    NEARBY_FPM,
    NEARBY_S,
    PRESSURE_HOURS,
    PRESSURE_SLACK_FT,
    RUNWAY_MARGIN_NM,
    SEARCH_NM,
    STALLED_KT,
)
from wheelsdown.flights.track_arrays import (
    TrackArrays,
    first_placed,
    last_placed,
    last_speed_kt,
    later_placed,
    level_at,
    speed_between_kt,
)
from wheelsdown.geo.field_grid import FieldGrid, Found, near, off_runway
from wheelsdown.geo.great_circle import Floats
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel

__all__ = [
    "N_SHOWN_COLUMNS",
    "N_STAY_COLUMNS",
    "SHOWN_FROM",
    "SHOWN_OFFSET_FT",
    "SHOWN_TO",
    "STAY_FIELD",
    "STAY_START",
    "STAY_STOP",
    "find_stays",
    "median_of",
    "pressure_at",
    "show_pressure",
    "shows_flight",
]

#: Columns of a row of stays: points ``[start, stop)`` of the track, on the ground of a field.
STAY_START, STAY_STOP, STAY_FIELD = 0, 1, 2
N_STAY_COLUMNS = 3
#: Columns of what a stay shows of the air pressure: from when to when (seconds since 1970), and how many
#: feet too high altitudes read; NaN where it shows none.
SHOWN_FROM, SHOWN_TO, SHOWN_OFFSET_FT = 0, 1, 2
N_SHOWN_COLUMNS = 3

#: Of a point: in the air, flagged as on the ground, or too slow to fly without a word.
AIRBORNE, FLAGGED, STALLED = 0, 1, 2


@kernel
def find_stays(
    points: TrackArrays, grid: FieldGrid, found: Found, stays: NDArray[np.int64], scratch: Floats
) -> int:
    """Fill in the spells on the ground of a field, in order of time, and give how many there are.

    ``stays`` has ``N_STAY_COLUMNS`` columns; -1 where it has too few rows (one per point is enough).
    ``scratch`` has room for a number per point.
    """
    wordless = _seen_fast_without_word(points)
    if not wordless and not _flagged_somewhere(points):
        return 0
    n, n_points = 0, len(points.time)
    tail_kt = last_speed_kt(points, 0, n_points) if wordless else math.nan
    ground = points.ground
    before, start, later = AIRBORNE, 0, 0
    for i in range(n_points + 1):
        state = AIRBORNE
        if i < n_points:
            if wordless:
                later = later_placed(points, i, later, n_points)
                state = _state(points, i, later, tail_kt)
            elif ground[i] == 1:
                state = FLAGGED
        if state != before:
            if before != AIRBORNE:
                field = _field_of_spell(points, start, i, grid, found, scratch)
                if field >= 0:
                    n = _add_stay(points, stays, n, start, i, field, grid)
                    if n < 0:
                        return -1
            before, start = state, i
    return n


@kernel
def _state(points: TrackArrays, i: int, later: int, tail_kt: float) -> int:
    """Tell how one point is; ``later`` is the position its speed leads to, where none is reported."""
    if points.ground[i] == 1:
        return FLAGGED
    if points.ground[i] != -1 or not math.isfinite(points.lat[i]):
        return AIRBORNE
    speed = points.groundspeed_kt[i]
    if not math.isfinite(speed):
        speed = tail_kt if later == len(points.time) else speed_between_kt(points, i, later)
    level = not (abs(points.vertical_rate_fpm[i]) > LEVEL_FPM)
    return STALLED if speed <= STALLED_KT and level else AIRBORNE


@kernel
def _flagged_somewhere(points: TrackArrays) -> bool:
    ground = points.ground
    flagged = False
    for i in range(len(ground)):
        flagged |= ground[i] == 1
    return flagged


@kernel
def _seen_fast_without_word(points: TrackArrays) -> bool:
    """Tell whether slowness can mean the ground: a point has no word for it, and the aircraft flew fast."""
    ground, speed = points.ground, points.groundspeed_kt
    wordless, fast = False, False
    for i in range(len(ground)):
        wordless |= ground[i] == -1
    if wordless:
        for i in range(len(speed)):
            fast |= speed[i] > FAST_KT
    return fast


@kernel
def _field_of_spell(
    points: TrackArrays, start: int, stop: int, grid: FieldGrid, found: Found, scratch: Floats
) -> int:
    """Name the field of a spell that may be one on the ground; -1 where it is none."""
    first = first_placed(points, start, stop)
    if first < 0 or not _slows_down(points, start, stop) or _flown_through(points, start, stop):
        return -1
    n_placed = 0
    for i in range(first, stop):
        n_placed += math.isfinite(points.lat[i])
    middle, skipped = first, n_placed // 2
    while skipped > 0:
        middle += 1
        skipped -= math.isfinite(points.lat[middle])
    n = near(grid, points.lat[middle], points.lon[middle], SEARCH_NM, found)
    kept = 0
    for k in range(n):
        field = found.field[k]
        if _low_enough(points, start, stop, grid.elevation_ft[field]):
            found.field[kept], found.distance[kept] = field, found.distance[k]
            kept += 1
    if kept == 1 and found.distance[0] <= FIELD_RADIUS_NM:
        return int(found.field[0])
    return _nearest_runway(points, first, stop, grid, found, kept, scratch)


@kernel
def _nearest_runway(
    points: TrackArrays,
    first: int,
    stop: int,
    grid: FieldGrid,
    found: Found,
    n: int,
    off_nm: Floats,
) -> int:
    """Give the one of ``n`` fields whose ground a spell lies on, by its runways first; -1 for none."""
    if n == 0:
        return -1
    best, best_off = -1, math.inf
    for k in range(n):
        field, distance = found.field[k], found.distance[k]
        count, before = 0, first
        for i in range(first, stop):
            if not math.isfinite(points.lat[i]):
                continue
            if count > 0 and points.lat[i] == points.lat[before] and points.lon[i] == points.lon[before]:
                off_nm[count] = off_nm[count - 1]
            else:
                off_nm[count] = off_runway(grid, field, points.lat[i], points.lon[i])
            before = i
            count += 1
        off = median_of(off_nm, count)
        if off > RUNWAY_MARGIN_NM and distance > FIELD_RADIUS_NM:
            continue
        score = min(off, distance + RUNWAY_MARGIN_NM)
        if score < best_off:
            best, best_off = field, score
    return best


@kernel
def _slows_down(points: TrackArrays, start: int, stop: int) -> bool:
    """Tell whether some point of a spell is as slow as taxiing, as reported or by its positions."""
    speed = points.groundspeed_kt
    for i in range(start, stop):
        if speed[i] <= MAX_TAXI_KT:
            return True
    n_points = len(points.time)
    tail_kt = last_speed_kt(points, 0, n_points)
    later = start
    for i in range(start, stop):
        if math.isfinite(points.lat[i]):
            later = later_placed(points, i, later, n_points)
            moved_kt = tail_kt if later == n_points else speed_between_kt(points, i, later)
            if moved_kt <= MAX_TAXI_KT:
                return True
    return False


@kernel
def _flown_through(points: TrackArrays, start: int, stop: int) -> bool:
    """Tell whether the positions before and after a spell are too far apart for a stop in it."""
    i = last_placed(points, 0, start)
    j = first_placed(points, stop, len(points.time))
    if i < 0 or j < 0:
        return False
    seconds = points.time[j] - points.time[i]
    if not (0 < seconds < MIN_STOP_S):
        return False
    moved = haversine_nm(points.lat[i], points.lon[i], points.lat[j], points.lon[j])
    return bool(moved > MAX_TAXI_KT * seconds / 3600)


@kernel
def _low_enough(points: TrackArrays, start: int, stop: int, elevation_ft: float) -> bool:
    """Tell whether some altitude of a spell, else those just beside it, is that of the field's ground."""
    own = False
    for i in range(start, stop):
        level = level_at(points, i)
        if abs(level - elevation_ft) <= PRESSURE_SLACK_FT or level == 0:
            return True
        own |= math.isfinite(level)
    if own:
        return False
    before, after = start - 1, stop
    while before >= 0 and not math.isfinite(level_at(points, before)):
        before -= 1
    while after < len(points.time) and not math.isfinite(level_at(points, after)):
        after += 1
    if before >= 0 and _too_high(points, before, start, elevation_ft):
        return False
    return not (after < len(points.time) and _too_high(points, after, stop - 1, elevation_ft))


@kernel
def _too_high(points: TrackArrays, beside: int, edge: int, elevation_ft: float) -> bool:
    """Tell whether an altitude beside a spell is too high to have been reached from the ground."""
    apart = abs(points.time[beside] - points.time[edge])
    above = level_at(points, beside) - elevation_ft - PRESSURE_SLACK_FT
    return bool(apart <= NEARBY_S and above > apart / 60 * NEARBY_FPM)


@kernel
def _add_stay(
    points: TrackArrays,
    stays: NDArray[np.int64],
    n: int,
    start: int,
    stop: int,
    field: int,
    grid: FieldGrid,
) -> int:
    """Add a spell to the ``n`` before, or join it to the last where no real hop lies between them."""
    if n > 0 and stays[n - 1, STAY_FIELD] == field:
        left = stays[n - 1, STAY_STOP]
        if not shows_flight(points, left, start, grid.lat[field], grid.lon[field]):
            stays[n - 1, STAY_STOP] = stop
            return n
    if n >= len(stays):
        return -1
    stays[n, STAY_START], stays[n, STAY_STOP], stays[n, STAY_FIELD] = start, stop, field
    return n + 1


@kernel
def shows_flight(points: TrackArrays, start: int, stop: int, lat: float, lon: float) -> bool:
    """Tell whether the points ``[start, stop)`` show flight beside the field at a place (``ground.flew``)."""
    if stop <= start or points.time[stop - 1] - points.time[start] < MIN_HOP_S:
        return False
    since, later, tail_kt = math.nan, start, last_speed_kt(points, start, stop)
    for i in range(start, stop):
        if points.ground[i] == 1:
            continue
        placed, speed = math.isfinite(points.lat[i]), points.groundspeed_kt[i]
        fast = not (speed <= MAX_TAXI_KT)
        if fast and placed:
            later = later_placed(points, i, later, stop)
            moved_kt = tail_kt if later == stop else speed_between_kt(points, i, later)
            fast = not (moved_kt <= MAX_TAXI_KT) and not (math.isnan(speed) and math.isnan(moved_kt))
        elif fast:
            fast = not math.isnan(speed)
        if fast or (placed and haversine_nm(points.lat[i], points.lon[i], lat, lon) > SEARCH_NM):
            if math.isnan(since):
                since = points.time[i]
            if points.time[i] - since >= MIN_HOP_S:
                return True
    return False


@kernel
def show_pressure(
    points: TrackArrays, stays: NDArray[np.int64], n: int, grid: FieldGrid, shown: Floats, off_ft: Floats
) -> None:
    """Fill in what each of ``n`` stays shows of the air pressure (``PressureOffsets.of``).

    ``off_ft`` is scratch with room for a number per point.
    """
    for s in range(n):
        start, stop = stays[s, STAY_START], stays[s, STAY_STOP]
        elevation_ft = grid.elevation_ft[stays[s, STAY_FIELD]]
        count = 0
        for i in range(start, stop):
            level = points.altitude_ft[i]
            if level != 0 and abs(level - elevation_ft) <= PRESSURE_SLACK_FT:
                off_ft[count] = level - elevation_ft
                count += 1
        shown[s, SHOWN_FROM], shown[s, SHOWN_TO] = points.time[start], points.time[stop - 1]
        shown[s, SHOWN_OFFSET_FT] = median_of(off_ft, count) if count > 0 else math.nan


@kernel
def pressure_at(shown: Floats, n: int, time: float) -> float:
    """Give how many feet too high altitudes read at a time, by the nearest of ``n`` stays that shows it."""
    nearest, offset_ft = PRESSURE_HOURS * 3600, 0.0
    is_first = True
    for s in range(n):
        if math.isnan(shown[s, SHOWN_OFFSET_FT]):
            continue
        apart = max(shown[s, SHOWN_FROM] - time, time - shown[s, SHOWN_TO], 0.0)
        if apart < nearest or (is_first and apart == nearest):
            nearest, offset_ft, is_first = apart, shown[s, SHOWN_OFFSET_FT], False
    return offset_ft


@kernel
def median_of(values: Floats, n: int) -> float:
    """Give ``numpy.median`` of the first ``n`` values, one at least, none NaN; their order is changed.

    >>> import numpy as np
    >>> median_of(np.array([3.0, 1.0, 2.0, 7.0]), 4), median_of(np.array([3.0, 1.0, 2.0]), 3)
    (2.5, 2.0)
    """
    half = n // 2
    _put_in_place(values, n, half)
    upper = float(values[half])
    if n % 2 == 1:
        return upper
    lower = values[0]
    for i in range(1, half):
        lower = max(lower, values[i])
    return (float(lower) + upper) / 2


@kernel
def _put_in_place(values: Floats, n: int, k: int) -> None:
    """Reorder ``n`` values until the one at ``k`` has none greater before it and none less behind (Hoare)."""
    first, last = 0, n - 1
    while first < last:
        pivot, i, j = values[(first + last) // 2], first, last
        while i <= j:
            while values[i] < pivot:
                i += 1
            while pivot < values[j]:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if k <= j:
            last = j
        elif k >= i:
            first = i
        else:
            return
