"""Which points are on the ground: by flag, speed and place together, never by the flag alone.

A ground flag above 80 kt that never slows down is a glitch, and so is one high above, or far from,
any field. Some transponders never send the flag: then an aircraft that flew faster and now moves
slower than it can fly, level, at a field, is on the ground. A hovering helicopter is not: what
never flew fast is on the ground only when its source says so.

Sources: readsb ``track.c`` (surface speed limits), OPDI's ground rule; altitude 0 as the word for
"on the ground" is the habit of Flightradar24's exports.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.tracks.points import Points, moved_speed_kt

__all__ = [
    "FAST_KT",
    "FIELD_RADIUS_NM",
    "LEVEL_FPM",
    "MAX_TAXI_KT",
    "MIN_HOP_S",
    "MIN_STOP_S",
    "NEARBY_FPM",
    "NEARBY_S",
    "PRESSURE_HOURS",
    "PRESSURE_SLACK_FT",
    "RUNWAY_MARGIN_NM",
    "SEARCH_NM",
    "STALLED_KT",
    "GroundStay",
    "PressureOffsets",
    "flew",
    "ground_stays",
]

#: A ground flag counts only where the aircraft slows to this at least once (no taxi is faster).
MAX_TAXI_KT = 80.0
#: Slower than this no aeroplane that also flies faster than ``FAST_KT`` stays in the air.
STALLED_KT = 40.0
#: Aircraft seen faster than this are not helicopters (few reach this, and those hover rarely
#: level at a field; the place and the altitude must agree as well).
FAST_KT = 150.0
#: Vertical rates below this are level within the coding step of 64 ft/min.
LEVEL_FPM = 150.0
#: The ground of an aerodrome reaches this far from a runway; without known runways, or for a ground
#: flag on a far apron, this far from its reference point.
RUNWAY_MARGIN_NM, FIELD_RADIUS_NM = 0.5, 1.25
#: Fields with a runway under the point have their reference point within this.
SEARCH_NM = 4.5
#: Height above the field that air pressure alone can show for an aircraft on the ground.
PRESSURE_SLACK_FT = 1_200.0
#: Pressure drifts by some 30 ft an hour; older readings say little.
PRESSURE_HOURS = 3.0
#: A spell shorter than this that is flown through at more than taxi speed is a wrong message, or a
#: touch-and-go; neither is a stop.
MIN_STOP_S = 300.0
#: Altitudes this near in time to a spell without its own tell its height, at this rate of change.
NEARBY_S, NEARBY_FPM = 60.0, 8_000.0
#: An "airborne" spell between two ground spells is real when it lasts this long at flying speed.
MIN_HOP_S = 25.0


@dataclass(frozen=True)
class GroundStay:
    """Consecutive points on the ground of one field: ``[start, stop)`` in the track's points."""

    start: int
    stop: int
    field: int


def ground_stays(points: Points, fields: Airfields) -> list[GroundStay]:
    """Give the spells in which one track's points are on the ground of a field, in order of time."""
    speed = np.fmin(points.groundspeed_kt, moved_speed_kt(points))
    flagged = _runs(points.ground == 1)
    silent = _runs((points.ground == -1) & _stalled(points))
    stays = []
    for start, stop in sorted(flagged + silent):
        if not (speed[start:stop] <= MAX_TAXI_KT).any() or _flown_through(points, start, stop):
            continue
        field = _field_under(points, start, stop, fields)
        if field is not None:
            stays.append(GroundStay(start, stop, field))
    return _joined(points, stays, fields)


def _stalled(points: Points) -> NDArray[np.bool_]:
    """Tell which points are too slow to fly, for an aircraft that was seen to fly fast."""
    if not (points.groundspeed_kt > FAST_KT).any():
        return np.zeros(len(points), dtype=bool)
    reported = points.groundspeed_kt
    speed = np.where(np.isfinite(reported), reported, moved_speed_kt(points))
    level = ~(np.abs(points.vertical_rate_fpm) > LEVEL_FPM)
    return np.asarray((speed <= STALLED_KT) & level & points.placed)


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give the runs of True as half-open index pairs."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _field_under(points: Points, start: int, stop: int, fields: Airfields) -> int | None:
    """Name the field on which a spell lies, by its runways first; None where there is none or too high."""
    placed = start + np.flatnonzero(points.placed[start:stop])
    if len(placed) == 0:
        return None
    lat, lon = points.lat[placed], points.lon[placed]
    middle = len(placed) // 2
    found, distances = fields.near(float(lat[middle]), float(lon[middle]), SEARCH_NM)
    best, best_off = None, np.inf
    for field, distance in zip(found.tolist(), distances.tolist(), strict=True):
        off = float(np.median(fields.off_runway_nm(field, lat, lon)))
        if off > RUNWAY_MARGIN_NM and distance > FIELD_RADIUS_NM:
            continue
        score = min(off, distance + RUNWAY_MARGIN_NM)
        if score < best_off and _low_enough(points, start, stop, fields.elevation_ft[field]):
            best, best_off = field, score
    return best


@dataclass(frozen=True)
class PressureOffsets:
    """How much too high the altitudes of one airframe read, by when its stays on the ground show it.

    Barometric altitude is measured against 1013.25 hPa; on a day of high pressure an aircraft on the
    runway reads hundreds of feet below it.
    """

    start: Floats
    end: Floats
    offset_ft: Floats

    @classmethod
    def of(cls, points: Points, stays: list[GroundStay], fields: Airfields) -> "PressureOffsets":
        """Measure the offset of every stay on which an altitude was received."""
        shown = []
        for stay in stays:
            level = points.altitude_ft[stay.start : stay.stop]
            off = level[np.isfinite(level) & (level != 0)] - fields.elevation_ft[stay.field]
            off = off[np.abs(off) <= PRESSURE_SLACK_FT]
            if len(off):
                shown.append((points.time[stay.start], points.time[stay.stop - 1], float(np.median(off))))
        return cls(*np.array(shown, dtype=np.float64).reshape(-1, 3).T)

    def at(self, time: float) -> float:
        """Give the offset in feet that the nearest stay shows; 0 where none does within some hours."""
        apart = np.maximum(np.maximum(self.start - time, time - self.end), 0)
        if len(apart) == 0 or apart.min() > PRESSURE_HOURS * 3600:
            return 0.0
        return float(self.offset_ft[np.argmin(apart)])


def _low_enough(points: Points, start: int, stop: int, elevation_ft: float) -> bool:
    """Tell whether some altitude of a spell is that of the field's ground.

    Where the spell has none of its own, the altitudes just before and after it must not be too high.
    """
    known = np.flatnonzero(np.isfinite(points.level_ft))
    own = points.level_ft[known[(known >= start) & (known < stop)]]
    if len(own):
        return bool(((np.abs(own - elevation_ft) <= PRESSURE_SLACK_FT) | (own == 0)).any())
    for beside, edge in ((known[known < start][-1:], start), (known[known >= stop][:1], stop - 1)):
        apart = np.abs(points.time[beside] - points.time[edge])
        above = points.level_ft[beside] - elevation_ft - PRESSURE_SLACK_FT
        if ((apart <= NEARBY_S) & (above > apart / 60 * NEARBY_FPM)).any():
            return False
    return True


def _flown_through(points: Points, start: int, stop: int) -> bool:
    """Tell whether the positions before and after a spell are too far apart for a stop in it."""
    before, after = np.flatnonzero(points.placed[:start]), np.flatnonzero(points.placed[stop:])
    if len(before) == 0 or len(after) == 0:
        return False
    i, j = before[-1], stop + after[0]
    seconds = points.time[j] - points.time[i]
    moved = distance_nm(points.lat[i], points.lon[i], points.lat[j], points.lon[j])
    return bool(0 < seconds < MIN_STOP_S and moved > MAX_TAXI_KT * seconds / 3600)


def _joined(points: Points, stays: list[GroundStay], fields: Airfields) -> list[GroundStay]:
    """Join spells at one field with no real hop between them."""
    out: list[GroundStay] = []
    for stay in stays:
        if (
            out
            and out[-1].field == stay.field
            and not flew(points, out[-1].stop, stay.start, stay.field, fields)
        ):
            out[-1] = GroundStay(out[-1].start, stay.stop, stay.field)
        else:
            out.append(stay)
    return out


def flew(points: Points, start: int, stop: int, field: int, fields: Airfields) -> bool:
    """Tell whether the points ``[start, stop)`` show flight.

    For longer than a glitch lasts the airframe is faster than anything taxies, or farther from the field
    than its ground reaches (a slow helicopter).
    """
    part = points[slice(start, stop)]
    away = distance_nm(part.lat, part.lon, fields.lat[field], fields.lon[field]) > SEARCH_NM
    fast = np.fmin(part.groundspeed_kt, moved_speed_kt(part)) > MAX_TAXI_KT
    flying = part.time[(fast | away) & (part.ground != 1)]
    return len(flying) > 0 and bool(flying[-1] - flying[0] >= MIN_HOP_S)
