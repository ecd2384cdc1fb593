"""Name the field at an end of a leg, or abstain; every name comes with its basis.

``observed``  ground contact, or lined up with a runway below 300 ft.
``bounded``   low and sinking towards (climbing out of) one plausible field: either the same airframe
              is next (was last) seen beside that field, or the end itself is so low, near and steep
              that no other field comes into question.
``unknown``   everything else. Fields within reach are listed as rivals, without a favourite.

Deliberately absent: a nearest-field rule (it names a private strip under the last point), any
penalty for military or unscheduled fields, and any name for a fragment at cruising height.
"""

from dataclasses import dataclass, replace

import numpy as np

from wheelsdown.flights.ground import PressureOffsets
from wheelsdown.flights.legs import Leg
from wheelsdown.flights.runway import MIN_HEIGHT_FT, WINDOW_S, runway_seen
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import angle_between_deg, bearing_deg, distance_nm
from wheelsdown.schemas.words import Basis, EndKind
from wheelsdown.tracks.points import Points

__all__ = ["End", "Neighbour", "bounded_end", "leaves_ground", "observed_end"]

#: How near and low the last point must be for a name without ground contact (half a circuit).
BOUNDED_NM, BOUNDED_FT = 3.0, 1_500.0
#: The airframe is "next seen beside the field" within this distance of it.
TURN_AROUND_NM = 8.0
#: A field that the neighbouring leg names by itself is taken within this distance of the tip.
NAMED_NEARBY_NM = 10.0
#: In a silence shorter than a track's the airframe must be seen leaving, close by, to have stopped.
MAX_SILENCE_S = 1_800.0
#: Less than this is level flight (coding step 64 ft/min).
SINKING_FPM = 100.0
#: Without the next sighting: lower, steeper, slower, and with no second field nearly as likely.
ALONE_FT, ALONE_FPM, ALONE_KT, ALONE_NM = 1_000.0, 250.0, 170.0, 2.0
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
#: The moment of touching or leaving the ground counts as seen within this gap in the positions.
TOUCH_SEEN_S = 120.0
#: Higher than this above the tip, an aircraft that still sends its altitude has not landed there.
ROSE_FT = 500.0
#: No stop is shorter than this between two silences.
MIN_STOP_S = 300.0
#: Fields are listed for an end below this; above it a descent can still go anywhere.
RIVALS_BELOW_FT, LEVEL_RIVALS_BELOW_FT = 10_000.0, 3_000.0
#: Feet lost per nautical mile on a 3 degree path (318); a shallower one carries half as far again.
PATH_FT_PER_NM, SHALLOW, RIVALS_MARGIN_NM = 318.0, 1.5, 5.0
#: An aircraft that flew this fast does not land on a runway known to be this short.
JET_KT, JET_RUNWAY_FT = 300.0, 3_000.0


@dataclass(frozen=True)
class Neighbour:
    """Where the same airframe was seen next (after a landing) or last (before a take-off)."""

    time: float
    lat: float
    lon: float
    #: The field that end of the neighbouring leg names by its own evidence, if any.
    field: int | None
    #: Whether it climbs out (sinks towards the ground before a take-off) where it is seen.
    leaving: bool


@dataclass(frozen=True)
class End:
    """One end of a leg: how it is known, and the points (inclusive) that show it."""

    kind: EndKind
    basis: Basis
    field: int | None
    runway: str | None
    #: Seconds since 1970 UTC: the instant if seen, and bounds for it.
    at: float | None
    earliest: float | None
    latest: float | None
    rivals: tuple[int, ...]
    because: str
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
        because = "on the ground" if runway is None else f"on the ground, runway {runway}"
        end = _observed(kind, stay.field, runway, at, because, first, last)
        return _unseen_touch(points, leg, end)
    if seen is None:
        return None
    window = leg.start + np.flatnonzero(part.placed)
    tip = int(window[-1] if landing else window[0])
    if _flies_on(points, leg, tip, landing=landing):
        return None
    near = window[np.abs(points.time[window] - points.time[tip]) <= WINDOW_S]
    because = f"lined up with runway {seen.name} below 300 ft"
    at = float(points.time[tip])
    return _observed(kind, seen.field, seen.name, at, because, int(near[0]), int(near[-1]))


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


def _observed(
    kind: EndKind, field: int, runway: str | None, at: float, because: str, first: int, last: int
) -> End:
    return End(kind, Basis.OBSERVED, field, runway, at, at, at, (), because, first, last)


def bounded_end(
    points: Points, leg: Leg, kind: EndKind, fields: Airfields, neighbour: Neighbour | None
) -> End:
    """Give the end as bounded or unknown, from its tip and where the airframe is seen beyond."""
    landing = kind is EndKind.LANDING
    placed = leg.start + np.flatnonzero(points.placed[leg.start : leg.stop])
    edge = leg.stop - 1 if landing else leg.start
    if len(placed):
        edge = int(placed[-1] if landing else placed[0])
    tip_time = float(points.time[edge])
    beyond = neighbour.time if neighbour else None
    earliest, latest = (tip_time, beyond) if landing else (beyond, tip_time)
    unknown = End(kind, Basis.UNKNOWN, None, None, None, earliest, latest, (), "no position", edge, edge)
    if len(placed) == 0:
        return unknown
    tip = _Tip.of(points, placed, kind)
    unknown = replace(unknown, because=tip.reason())
    if not np.isfinite(tip.level_ft) or _flies_on(points, leg, edge, landing=landing):
        return unknown
    reach = _within_reach(tip, fields, fast=bool(np.nanmax(np.r_[0, points.groundspeed_kt[placed]]) > JET_KT))
    field, because = _name(tip, reach, fields, neighbour)
    rivals = tuple(f for f in reach if f != field)
    if field is None:
        return replace(unknown, rivals=rivals)
    return replace(unknown, basis=Basis.BOUNDED, field=field, rivals=rivals, because=because)


def _flies_on(points: Points, leg: Leg, tip: int, *, landing: bool) -> bool:
    """Tell whether altitudes without a position rise beyond the tip: the positions ended, not the flight."""
    beyond = slice(tip, leg.stop) if landing else slice(leg.start, tip + 1)
    level = points.level_ft[beyond]
    level = level[np.isfinite(level)] if landing else level[np.isfinite(level)][::-1]
    return len(level) > 0 and bool(level.max() > level[0] + ROSE_FT)


def leaves_ground(points: Points, placed: np.ndarray, kind: EndKind) -> bool:
    """Tell whether the tip of a leg climbs out (sinks to the ground, for a landing)."""
    return _Tip.of(points, placed, kind).sink_fpm >= SINKING_FPM


@dataclass(frozen=True)
class _Tip:
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
    def of(cls, points: Points, placed: np.ndarray, kind: EndKind) -> "_Tip":
        landing = kind is EndKind.LANDING
        index = int(placed[-1] if landing else placed[0])
        window = placed[np.abs(points.time[placed] - points.time[index]) <= 60]
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

    def reason(self) -> str:
        verb = "last" if self.landing else "first"
        if not np.isfinite(self.level_ft):
            return f"{verb} position without altitude"
        word = "sinking" if self.landing else "climbing"
        how = word if self.sink_fpm >= SINKING_FPM else f"not {word}"
        return f"{verb} seen at {self.level_ft:.0f} ft, {how}"


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


def _within_reach(tip: _Tip, fields: Airfields, *, fast: bool) -> list[int]:
    """List the fields an end can have been at, nearest first; empty at cruising height."""
    near, _ = fields.near(tip.lat, tip.lon, 30.0)
    ground = float(np.median(fields.elevation_ft[near])) if len(near) else 0.0
    height = max(tip.level_ft - ground, 0.0)
    limit = RIVALS_BELOW_FT if tip.sink_fpm >= SINKING_FPM else LEVEL_RIVALS_BELOW_FT
    if height > limit:
        return []
    found, _ = fields.near(tip.lat, tip.lon, height / PATH_FT_PER_NM * SHALLOW + RIVALS_MARGIN_NM)
    found = found[fields.elevation_ft[found] <= tip.level_ft - MIN_HEIGHT_FT]
    if fast:
        found = found[~(fields.longest_runway_ft[found] < JET_RUNWAY_FT)]
    return [int(f) for f in found]


def _name(
    tip: _Tip, reach: list[int], fields: Airfields, neighbour: Neighbour | None
) -> tuple[int | None, str]:
    """Name the one plausible field, with the reason; None where there is none, or more than one."""
    word = "sinking" if tip.landing else "climbing"
    if tip.sink_fpm < SINKING_FPM or not reach:
        return None, ""
    away = {f: float(distance_nm(tip.lat, tip.lon, fields.lat[f], fields.lon[f])) for f in reach}
    height = {f: tip.level_ft - fields.elevation_ft[f] for f in reach}
    if neighbour is not None and abs(neighbour.time - tip.time) >= MIN_STOP_S:
        seen = "next" if tip.landing else "last"
        named = neighbour.field
        if (
            named is not None
            and away.get(named, np.inf) <= NAMED_NEARBY_NM
            and height[named] <= 2 * BOUNDED_FT
        ):
            verb = "departing from" if tip.landing else "arriving at"
            return named, f"low and {word}, {seen} seen {verb} this field"
        nearest = reach[0]
        beside = distance_nm(neighbour.lat, neighbour.lon, fields.lat[nearest], fields.lon[nearest])
        low = away[nearest] <= _near_nm(tip) and height[nearest] <= BOUNDED_FT
        short = abs(neighbour.time - tip.time) < MAX_SILENCE_S
        turned = beside <= BOUNDED_NM + 0.5 and neighbour.leaving if short else beside <= TURN_AROUND_NM
        if (
            named is None
            and low
            and turned
            and _likeliest(tip, reach, fields, RIVAL_FACTOR_BESIDE) == nearest
        ):
            return nearest, f"low and {word} beside this field, {seen} seen beside it again"
    return _alone(tip, reach, fields), f"low and {word} at this field alone"


def _near_nm(tip: _Tip) -> float:
    return FAST_NM if tip.speed_kt > SLOW_KT else BOUNDED_NM


def _alone(tip: _Tip, reach: list[int], fields: Airfields) -> int | None:
    """Name a field by the tip alone: low, steep, slow, near, and no second field nearly as likely."""
    best = _likeliest(tip, reach, fields, RIVAL_FACTOR)
    if best is None:
        return None
    fits = (
        distance_nm(tip.lat, tip.lon, fields.lat[best], fields.lon[best]) <= ALONE_NM
        and tip.level_ft - fields.elevation_ft[best] <= ALONE_FT
        and tip.sink_fpm >= ALONE_FPM
        and tip.speed_kt <= ALONE_KT
        and _unlikely(tip, best, fields) <= ALONE_NM * 1.75
    )
    return best if fits else None


def _likeliest(tip: _Tip, reach: list[int], fields: Airfields, factor: float) -> int | None:
    """Give the likeliest field of those within reach; None where another is nearly as likely."""
    unlikely = {field: _unlikely(tip, field, fields) for field in reach}
    best, *others = sorted(unlikely, key=lambda f: (unlikely[f], f))
    return None if others and unlikely[others[0]] < factor * unlikely[best] else best


def _unlikely(tip: _Tip, field: int, fields: Airfields) -> float:
    """Weigh how far a field is, by its runways where known, and how far off the course it lies."""
    away = float(distance_nm(tip.lat, tip.lon, fields.lat[field], fields.lon[field]))
    away = min(away, float(fields.off_runway_nm(field, np.array([tip.lat]), np.array([tip.lon]))[0]))
    off = 0.0
    if away > UNDER_NM and np.isfinite(tip.course_deg):
        to_field = bearing_deg(tip.lat, tip.lon, fields.lat[field], fields.lon[field])
        off = float(angle_between_deg(to_field, tip.course_deg))
    return (away + LOOSE_NM) * (1 + off / TURN_DEG)
