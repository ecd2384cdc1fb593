"""Was the runway seen: an aircraft lined up with it, close to it and below 300 ft.

Take-off is the same test with time turned round. The lateral limit widens with the distance from
the threshold as a localiser does (``traffic`` takes offset < 0.1 of the distance; we take less,
since parallel runways and neighbouring fields must be told apart).
"""

from dataclasses import dataclass

import numpy as np

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import angle_between_deg, bearing_deg, offsets_nm
from wheelsdown.schemas.words import EndKind
from wheelsdown.tracks.points import Points

__all__ = [
    "LATERAL_NM",
    "LATERAL_SLOPE",
    "MAX_AFTER_TAKE_OFF_NM",
    "MAX_BEFORE_THRESHOLD_NM",
    "MAX_BEYOND_END_NM",
    "MAX_HEIGHT_FT",
    "MAX_RUNWAY_KT",
    "MAX_TRACK_OFF_DEG",
    "MIN_ALIGNED",
    "MIN_HEIGHT_FT",
    "SAME_LINE_NM",
    "SEARCH_NM",
    "UNSURVEYED_NM",
    "WINDOW_S",
    "WRONG_WAY_FPM",
    "RunwaySeen",
    "runway_seen",
]

#: Height above the field below which an aligned aircraft counts as landing (issue and DESIGN.md).
MAX_HEIGHT_FT = 300.0
#: Lower than this under the field no air pressure puts a reading.
MIN_HEIGHT_FT = -1_200.0
#: On a 3 degree path 300 ft is 0.8 NM before the threshold. Pressure altitude alone would let an
#: aircraft at 700 ft pass on a day of high pressure; the place keeps the height honest.
MAX_BEFORE_THRESHOLD_NM = 1.1
#: Beyond the far end an aircraft is leaving, not landing.
MAX_BEYOND_END_NM = 0.3
#: After take-off the runway is left behind at up to this distance below 300 ft.
MAX_AFTER_TAKE_OFF_NM = 2.0
#: Lateral offset: half a wide runway and rounding, growing with distance.
LATERAL_NM, LATERAL_SLOPE = 0.08, 0.03
#: Runway ends built from heading and length alone lie up to this much elsewhere.
UNSURVEYED_NM = 0.25
#: Climbing faster than this is no landing, sinking faster no take-off (coding step 64 ft/min).
WRONG_WAY_FPM = 200.0
#: Nothing lands or leaves the ground faster than this, wind included (a MiG-25 lands at 160 kt); what
#: passes a runway faster is passing it.
MAX_RUNWAY_KT = 220.0
#: Crab angle in a strong crosswind, and coding of the track.
MAX_TRACK_OFF_DEG = 15.0
#: A line-up is a line: fewer aligned positions than this may be a crossing of the approach.
MIN_ALIGNED = 3
#: Points this near in time to the end are looked at.
WINDOW_S = 40.0
#: Fields looked at lie within this of the last point: the longest runways, and the approach.
SEARCH_NM = 6.0
#: Runways without surveyed ends are drawn through one point: those that lie on one line differ by
#: rounding alone, and the first of them is named.
SAME_LINE_NM = 1e-6


@dataclass(frozen=True)
class RunwaySeen:
    """The runway an aircraft was seen lined up with, at which field, and how far off on average."""

    field: int
    name: str
    offset_nm: float


def runway_seen(
    points: Points, end: EndKind, fields: Airfields, *, pressure_offset_ft: float = 0.0
) -> RunwaySeen | None:
    """Give the runway that the last (landing) or first (take-off) points of a flight are lined up with.

    The very last placed point must be low and lined up itself: an aircraft that climbed away or
    turned off before it was lost has not been seen to land. ``pressure_offset_ft`` is what altitudes
    read too high that day, where the airframe's own ground contact shows it. A field without a
    published elevation gives no height to judge, and is passed over.
    """
    placed = np.flatnonzero(points.placed)
    if len(placed) == 0:
        return None
    landing = end is EndKind.LANDING
    tip = placed[-1] if landing else placed[0]
    window = placed[np.abs(points.time[placed] - points.time[tip]) <= WINDOW_S]
    if points.groundspeed_kt[tip] > MAX_RUNWAY_KT or _wrong_way(points, window, int(tip), landing=landing):
        return None
    level = _tip_level(points, window, int(tip))
    course = _course(points, window, int(tip))
    if level is None or course is None:
        return None
    best: RunwaySeen | None = None
    found, _ = fields.near(float(points.lat[tip]), float(points.lon[tip]), SEARCH_NM)
    for field in found.tolist():
        if not fields.elevation_known[field]:
            continue
        height = level - pressure_offset_ft - fields.elevation_ft[field]
        if not (MIN_HEIGHT_FT <= height <= MAX_HEIGHT_FT or (level == 0 and height < 0)):
            continue
        seen = _best_runway(points, window, int(tip), course, field, fields, landing=landing)
        if seen is not None and (best is None or seen.offset_nm < best.offset_nm - SAME_LINE_NM):
            best = seen
    return best


def _best_runway(
    points: Points,
    window: np.ndarray,
    tip: int,
    course: float,
    field: int,
    fields: Airfields,
    *,
    landing: bool,
) -> RunwaySeen | None:
    """Give the runway direction of one field that fits best, if any does."""
    ways = fields.runways
    best: RunwaySeen | None = None
    for way in range(*fields.runways_of(field).indices(len(ways.heading))):
        if angle_between_deg(course, ways.heading[way]) > MAX_TRACK_OFF_DEG:
            continue
        along, across = offsets_nm(
            points.lat[window],
            points.lon[window],
            ways.threshold_lat[way],
            ways.threshold_lon[way],
            ways.heading[way],
        )
        tip_along = float(along[window == tip][0])
        length = float(ways.length_nm[way])
        after = MAX_BEYOND_END_NM if landing else MAX_AFTER_TAKE_OFF_NM
        before = MAX_BEFORE_THRESHOLD_NM if landing else MAX_BEYOND_END_NM
        if not -before <= tip_along <= length + after:
            continue
        away = np.maximum(np.maximum(-along, along - length), 0)
        limit = LATERAL_NM + LATERAL_SLOPE * away + (0 if ways.surveyed[way] else UNSURVEYED_NM)
        aligned = np.abs(across) <= limit
        if not aligned[window == tip][0] or aligned.sum() < max(MIN_ALIGNED, len(window) / 2):
            continue
        offset = float(np.mean(np.abs(across)))
        if best is None or offset < best.offset_nm - SAME_LINE_NM:
            best = RunwaySeen(field, str(ways.name[way]), offset)
    return best


def _wrong_way(points: Points, window: np.ndarray, tip: int, *, landing: bool) -> bool:
    """Tell a go-around from a landing, and a landing from a take-off, by the vertical rate."""
    rate = points.vertical_rate_fpm[tip]
    if not np.isfinite(rate):
        known = window[np.isfinite(points.level_ft[window])]
        if len(known) < 2 or points.time[known[-1]] == points.time[known[0]]:
            return True
        lost = points.level_ft[known[-1]] - points.level_ft[known[0]]
        rate = lost / (points.time[known[-1]] - points.time[known[0]]) * 60
    return bool(rate > WRONG_WAY_FPM if landing else rate < -WRONG_WAY_FPM)


def _tip_level(points: Points, window: np.ndarray, tip: int) -> float | None:
    """Give the altitude at the tip, or the nearest one in the window; None if none was received."""
    known = window[np.isfinite(points.level_ft[window])]
    if len(known) == 0:
        return None
    nearest = known[np.argmin(np.abs(points.time[known] - points.time[tip]))]
    return float(points.level_ft[nearest])


def _course(points: Points, window: np.ndarray, tip: int) -> float | None:
    """Give the direction of movement at the tip: as reported, else from the window's positions."""
    if points.ground[tip] != 1 and np.isfinite(points.track_deg[tip]):
        return float(points.track_deg[tip])
    first, last = window[0], window[-1]
    if first == last or (points.lat[first] == points.lat[last] and points.lon[first] == points.lon[last]):
        return None
    return float(bearing_deg(points.lat[first], points.lon[first], points.lat[last], points.lon[last]))
