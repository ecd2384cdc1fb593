"""See the end of a leg: ground contact, or the runway; and describe the tip of one that was not seen.

Only the points of the leg's own track are asked. What the legs before and after add, and which field
an end not seen may have been at, is decided in ``naming``.
"""

from dataclasses import dataclass, replace

import numpy as np

from wheelsdown.flights.ground import PressureOffsets
from wheelsdown.flights.legs import Leg
from wheelsdown.flights.runway import WINDOW_S, runway_seen
from wheelsdown.geo.airfields import Airfields
from wheelsdown.schemas.words import EndKind
from wheelsdown.tracks.points import Points

__all__ = ["ROSE_FT", "TIP_WINDOW_S", "TOUCH_SEEN_S", "End", "Tip", "flies_on", "observed_end"]

#: The moment of touching or leaving the ground counts as seen within this gap in the positions.
TOUCH_SEEN_S = 120.0
#: Higher than this above the tip, an aircraft that still sends its altitude has not landed there.
ROSE_FT = 500.0
#: Altitudes and rates this near in time to a tip describe it.
TIP_WINDOW_S = 60.0


@dataclass(frozen=True)
class End:
    """An end that was seen: where and when, and the points (inclusive) that show it."""

    kind: EndKind
    field: int
    runway: str | None
    #: Seconds since 1970 UTC: the instant if seen, and bounds for it.
    at: float | None
    earliest: float
    latest: float
    first: int
    last: int


def observed_end(
    points: Points, leg: Leg, kind: EndKind, fields: Airfields, pressure: PressureOffsets
) -> End | None:
    """Give the end if the ground contact or the runway was seen, else None."""
    landing = kind is EndKind.LANDING
    stay = leg.after if landing else leg.before
    part = points[slice(leg.start, leg.stop)]
    edge = float(points.time[leg.stop - 1 if landing else leg.start])
    seen = runway_seen(part, kind, fields, pressure_offset_ft=pressure.at(edge))
    if stay is not None:
        at = float(points.time[stay.start] if landing else points.time[stay.stop - 1])
        runway = seen.name if seen and seen.field == stay.field else None
        first, last = (max(leg.stop - 1, 0), stay.start) if landing else (stay.stop - 1, leg.start)
        return _unseen_touch(points, leg, End(kind, stay.field, runway, at, at, at, first, last))
    if seen is None:
        return None
    window = leg.start + np.flatnonzero(part.placed)
    tip = int(window[-1] if landing else window[0])
    if flies_on(points, leg, tip, landing=landing):
        return None
    near = window[np.abs(points.time[window] - points.time[tip]) <= WINDOW_S]
    at = float(points.time[tip])
    return End(kind, seen.field, seen.name, at, at, at, int(near[0]), int(near[-1]))


def _unseen_touch(points: Points, leg: Leg, end: End) -> End:
    """Bound the time of an end whose ground was seen only after (before) a silence in the positions."""
    landing = end.kind is EndKind.LANDING
    placed = leg.start + np.flatnonzero(points.placed[leg.start : leg.stop])
    edge = leg.start if landing else leg.stop - 1
    if len(placed):
        edge = int(placed[-1] if landing else placed[0])
    air = float(points.time[edge])
    if end.at is None or abs(air - end.at) <= TOUCH_SEEN_S:
        return end
    earliest, latest = (air, end.at) if landing else (end.at, air)
    return replace(end, at=None, earliest=earliest, latest=latest)


def flies_on(points: Points, leg: Leg, tip: int, *, landing: bool) -> bool:
    """Tell whether altitudes without a position rise beyond the tip: the positions ended, not the flight."""
    beyond = slice(tip, leg.stop) if landing else slice(leg.start, tip + 1)
    level = points.level_ft[beyond]
    level = level[np.isfinite(level)] if landing else level[np.isfinite(level)][::-1]
    return len(level) > 0 and bool(level.max() > level[0] + ROSE_FT)


@dataclass(frozen=True)
class Tip:
    """The last placed point of a leg before a landing, or the first after a take-off."""

    index: int
    time: float
    lat: float
    lon: float
    level_ft: float
    speed_kt: float
    #: Sink rate towards the ground: descent before a landing, climb after a take-off.
    sink_fpm: float
    #: Direction to the ground: of flight before a landing, back along it after a take-off.
    course_deg: float
    landing: bool

    @classmethod
    def of(cls, points: Points, placed: np.ndarray, kind: EndKind) -> "Tip":
        """Describe the tip of a leg from its placed points, which there must be."""
        landing = kind is EndKind.LANDING
        index = int(placed[-1] if landing else placed[0])
        window = placed[np.abs(points.time[placed] - points.time[index]) <= TIP_WINDOW_S]
        levels = window[np.isfinite(points.level_ft[window])]
        level = np.nan
        if len(levels):
            level = float(
                points.level_ft[levels[np.argmin(np.abs(points.time[levels] - points.time[index]))]]
            )
        rate = _rate_fpm(points, window, index)
        course = float(points.track_deg[index])
        return cls(
            index, float(points.time[index]), float(points.lat[index]), float(points.lon[index]), level,
            float(points.groundspeed_kt[index]), -rate if landing else rate,
            course if landing else (course + 180) % 360, landing,
        )  # fmt: skip


def _rate_fpm(points: Points, window: np.ndarray, index: int) -> float:
    """Give the vertical rate at a point: as reported, else from the altitudes of its window; 0 if neither."""
    reported = points.vertical_rate_fpm[index]
    if np.isfinite(reported):
        return float(reported)
    known = window[np.isfinite(points.level_ft[window])]
    if len(known) >= 2 and points.time[known[-1]] > points.time[known[0]]:
        lost = points.level_ft[known[-1]] - points.level_ft[known[0]]
        return float(lost / (points.time[known[-1]] - points.time[known[0]]) * 60)
    return 0.0
