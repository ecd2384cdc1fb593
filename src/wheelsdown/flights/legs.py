"""Split a track into legs: what was flown between two stays on the ground, or two silences.

A silence of some minutes that begins low over a field and ends low beside it is a stop nobody saw,
not a flight: the leg is cut there, and each side says how it is known. Never joined here: what a
silence hides is decided in ``assemble``, in the open.
"""

import itertools
from dataclasses import dataclass

import numpy as np

from wheelsdown.flights.ground import (
    FIELD_RADIUS_NM,
    MAX_TAXI_KT,
    PRESSURE_SLACK_FT,
    GroundStay,
    flew,
    ground_stays,
)
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.tracks.points import Points

__all__ = [
    "MIN_FAST",
    "MIN_STOP_S",
    "STANDING_KT",
    "STANDING_NM",
    "STOP_HEIGHT_FT",
    "STOP_RADIUS_NM",
    "Leg",
    "legs_of",
]

#: A stop shorter than this would be a touch-and-go; readsb begins a new leg after 5 minutes too.
MIN_STOP_S = 300.0
#: Height above, and distance from, a field within which a silence may hide a stop there.
STOP_HEIGHT_FT, STOP_RADIUS_NM = 3_000.0, 8.0
#: One point at flying speed beside a stay may be a wrong one; two are a flight seen for a moment.
MIN_FAST = 2
#: An aircraft that never moves faster, nor farther, than this has not flown.
STANDING_KT, STANDING_NM = 5.0, 0.2


@dataclass(frozen=True)
class Leg:
    """Points ``[start, stop)`` in the air, and the stays on the ground before and after, if seen."""

    start: int
    stop: int
    before: GroundStay | None
    after: GroundStay | None


def legs_of(points: Points, fields: Airfields) -> tuple[list[Leg], list[GroundStay]]:
    """Give the legs and the stays on the ground of one track, both in order of time."""
    stays = ground_stays(points, fields)
    legs = []
    before: GroundStay | None = None
    for after in [*stays, None]:
        start = before.stop if before else 0
        stop = after.start if after else len(points)
        if stop > start and _is_leg(points, start, stop, before, after, fields):
            legs.extend(_cut_at_stops(points, Leg(start, stop, before, after), fields))
        before = after
    return legs, stays


def _is_leg(
    points: Points,
    start: int,
    stop: int,
    before: GroundStay | None,
    after: GroundStay | None,
    fields: Airfields,
) -> bool:
    """Tell a flight beside a stay from taxiing with a wrong flag."""
    stay = before or after
    if stay is None:
        return not _stood(points, start, stop, fields)
    if flew(points, start, stop, stay.field, fields):
        return True
    part = points[slice(start, stop)]
    fast = (part.groundspeed_kt > MAX_TAXI_KT) & (part.ground != 1)
    return not (before and after) and int(fast.sum()) >= MIN_FAST


def _stood(points: Points, start: int, stop: int, fields: Airfields) -> bool:
    """Tell whether a track without a ground flag shows an aircraft that only stands at a field."""
    part = points[slice(start, stop)]
    lat, lon = part.lat[part.placed], part.lon[part.placed]
    speed = part.groundspeed_kt[np.isfinite(part.groundspeed_kt)]
    if len(lat) == 0 or len(speed) == 0 or speed.max() > STANDING_KT:
        return False
    if distance_nm(lat.min(), lon.min(), lat.max(), lon.max()) > STANDING_NM:
        return False
    field, away = fields.nearest(lat[:1], lon[:1])
    level = part.level_ft[np.isfinite(part.level_ft)]
    low = (np.abs(level - fields.elevation_ft[field[0]]) <= PRESSURE_SLACK_FT) | (level == 0)
    return bool(away[0] <= FIELD_RADIUS_NM and low.all())


def _cut_at_stops(points: Points, leg: Leg, fields: Airfields) -> list[Leg]:
    """Cut a leg at silences that begin and end low at one field."""
    placed = leg.start + np.flatnonzero(points.placed[leg.start : leg.stop])
    gaps = np.flatnonzero(np.diff(points.time[placed]) >= MIN_STOP_S)
    cuts = [
        int(placed[g + 1]) for g in gaps if _hides_stop(points, int(placed[g]), int(placed[g + 1]), fields)
    ]
    bounds = [leg.start, *cuts, leg.stop]
    parts = list(itertools.pairwise(bounds))
    return [
        Leg(a, b, leg.before if a == leg.start else None, leg.after if b == leg.stop else None)
        for a, b in parts
    ]


def _hides_stop(points: Points, before: int, after: int, fields: Airfields) -> bool:
    """Tell whether the last point before and the first after a silence are both low at one field."""
    near = [
        set(fields.near(float(points.lat[i]), float(points.lon[i]), STOP_RADIUS_NM)[0].tolist())
        for i in (before, after)
    ]
    level = points.level_ft
    return any(
        level[before] - fields.elevation_ft[field] <= STOP_HEIGHT_FT
        and level[after] - fields.elevation_ft[field] <= STOP_HEIGHT_FT
        for field in near[0] & near[1]
    )
