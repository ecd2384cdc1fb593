"""Was the runway seen at an end of a leg, compiled: equal to ``runway.runway_seen``."""

import math

from wheelsdown.flights.runway import (
    LATERAL_NM,
    LATERAL_SLOPE,
    MAX_AFTER_TAKE_OFF_NM,
    MAX_BEFORE_THRESHOLD_NM,
    MAX_BEYOND_END_NM,
    MAX_HEIGHT_FT,
    MAX_RUNWAY_KT,
    MAX_TRACK_OFF_DEG,
    MIN_ALIGNED,
    MIN_HEIGHT_FT,
    SAME_LINE_NM,
    SEARCH_NM,
    UNSURVEYED_NM,
    WRONG_WAY_FPM,
)
from wheelsdown.flights.track_arrays import TrackArrays, level_at
from wheelsdown.geo.field_grid import FieldGrid, Found, near, offsets_from
from wheelsdown.geo.sphere_kernel import course_deg
from wheelsdown.kernels import kernel

__all__ = ["nearest_level_ft", "runway_at", "window_rate_fpm"]


@kernel
def runway_at(
    points: TrackArrays,
    tip: int,
    far: int,
    landing: bool,
    pressure_offset_ft: float,
    grid: FieldGrid,
    found: Found,
) -> tuple[int, int]:
    """Give the field and the runway that a tip is lined up with; -1, -1 where there is none.

    The window that is looked at are the positions from the tip to ``far``, the position of its leg that is
    farthest from it within ``WINDOW_S``.
    """
    first, last = min(tip, far), max(tip, far)
    level = nearest_level_ft(points, tip, far)
    course = _course_at(points, tip, first, last)
    if points.groundspeed_kt[tip] > MAX_RUNWAY_KT or math.isnan(level) or math.isnan(course):
        return -1, -1
    if _wrong_way(points, tip, first, last, landing):
        return -1, -1
    best_field, best_way, best_offset = -1, -1, math.inf
    for k in range(near(grid, points.lat[tip], points.lon[tip], SEARCH_NM, found)):
        field = found.field[k]
        height = level - pressure_offset_ft - grid.elevation_ft[field]
        low = MIN_HEIGHT_FT <= height <= MAX_HEIGHT_FT or (level == 0 and height < 0)
        if not (grid.elevation_known[field] and low):
            continue
        for way in range(grid.first_runway[field], grid.first_runway[field + 1]):
            turn = abs((course - grid.heading[way] + 180) % 360 - 180)
            if turn > MAX_TRACK_OFF_DEG:
                continue
            offset = _offset_nm(points, tip, first, last, landing, grid, way)
            if offset < best_offset - SAME_LINE_NM:
                best_field, best_way, best_offset = field, way, offset
    return best_field, best_way


@kernel
def _offset_nm(
    points: TrackArrays, tip: int, first: int, last: int, landing: bool, grid: FieldGrid, way: int
) -> float:
    """Give how far off a runway's line the window lies on average; infinite where it is not lined up."""
    length = grid.length_nm[way]
    before = MAX_BEFORE_THRESHOLD_NM if landing else MAX_BEYOND_END_NM
    after = MAX_BEYOND_END_NM if landing else MAX_AFTER_TAKE_OFF_NM
    slack = LATERAL_NM if grid.surveyed[way] else LATERAL_NM + UNSURVEYED_NM
    n, n_aligned, total = 0, 0, 0.0
    along, _ = offsets_from(grid, way, points.lat[tip], points.lon[tip])
    if not -before <= along <= length + after:
        return math.inf
    for i in range(first, last + 1):
        if not math.isfinite(points.lat[i]):
            continue
        along, across = offsets_from(grid, way, points.lat[i], points.lon[i])
        aligned = abs(across) <= slack + LATERAL_SLOPE * max(-along, along - length, 0.0)
        if i == tip and not aligned:
            return math.inf
        n += 1
        n_aligned += aligned
        total += abs(across)
    return total / n if n_aligned >= max(MIN_ALIGNED, n / 2) else math.inf


@kernel
def _wrong_way(points: TrackArrays, tip: int, first: int, last: int, landing: bool) -> bool:
    """Tell a go-around from a landing, and a landing from a take-off, by the vertical rate."""
    rate = points.vertical_rate_fpm[tip]
    if not math.isfinite(rate):
        rate = window_rate_fpm(points, first, last)
        if math.isnan(rate):
            return True
    return bool(rate > WRONG_WAY_FPM if landing else rate < -WRONG_WAY_FPM)


@kernel
def window_rate_fpm(points: TrackArrays, first: int, last: int) -> float:
    """Give the vertical rate by the first and last altitude at the positions of a window; NaN without two."""
    i, j = first, last
    while i <= last and not (math.isfinite(points.lat[i]) and math.isfinite(level_at(points, i))):
        i += 1
    while j > i and not (math.isfinite(points.lat[j]) and math.isfinite(level_at(points, j))):
        j -= 1
    if j <= i or points.time[j] == points.time[i]:
        return math.nan
    return (level_at(points, j) - level_at(points, i)) / float(points.time[j] - points.time[i]) * 60


@kernel
def nearest_level_ft(points: TrackArrays, tip: int, far: int) -> float:
    """Give the altitude at the position of a window that is nearest in time to its tip; NaN without any."""
    level, nearest = math.nan, math.inf
    for i in range(min(tip, far), max(tip, far) + 1):
        apart = abs(points.time[i] - points.time[tip])
        if apart < nearest and math.isfinite(points.lat[i]) and math.isfinite(level_at(points, i)):
            level, nearest = level_at(points, i), apart
    return level


@kernel
def _course_at(points: TrackArrays, tip: int, first: int, last: int) -> float:
    """Give the direction of movement at the tip, as reported, else by the window; NaN where it stands."""
    if points.ground[tip] != 1 and math.isfinite(points.track_deg[tip]):
        return float(points.track_deg[tip])
    if points.lat[first] == points.lat[last] and points.lon[first] == points.lon[last]:
        return math.nan
    return course_deg(points.lat[first], points.lon[first], points.lat[last], points.lon[last])
