"""One airframe's points to its flights and its stays on the ground.

Two legs with a silence between them are one flight only where a stop in between is impossible: the
airframe reappears sooner than it could have flown there with 20 minutes lost on the ground, at the
best speed it was ever seen at. Such a
silence is listed on the flight. Any other silence stays what it is: two flights, each with an
unknown end.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from wheelsdown.flights.ends import End, Neighbour, bounded_end, leaves_ground, observed_end
from wheelsdown.flights.ground import GroundStay, PressureOffsets
from wheelsdown.flights.legs import Leg, legs_of
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.schemas.words import Basis, EndKind
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.points import Points

Observed: TypeAlias = list[tuple[End | None, End | None]]

__all__ = ["AirframeHistory", "FlownLeg", "history"]

#: Time that landing, standing and taking off again costs at the very least (METHODS section 1).
STOP_COSTS_S = 1_200.0
#: Faster than this times its own best speed nothing reappears: a different aircraft, or a false position.
MAX_SPEED_UP = 1.3
#: Positions and clocks are loose by this much.
SLACK_NM = 5.0
#: A silence longer than this is never bridged, whatever the arithmetic says.
MAX_BRIDGE_S = 4 * 3600.0


@dataclass(frozen=True)
class FlownLeg:
    """Points ``[start, stop)`` of one flight, its two ends, and the silences that were bridged in it."""

    start: int
    stop: int
    take_off: End
    landing: End
    bridged: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class AirframeHistory:
    """What one airframe did, in order of time."""

    flights: tuple[FlownLeg, ...]
    stays: tuple[GroundStay, ...]


def history(points: Points, fields: Airfields) -> AirframeHistory:
    """Give the flights and ground stays of one airframe from all its points, whatever files they came in."""
    legs: list[Leg] = []
    stays: list[GroundStay] = []
    for track in cut(points):
        found, on_ground = legs_of(points[track], fields)
        legs.extend(_shifted(leg, track.start) for leg in found)
        stays.extend(_moved(stay, track.start) for stay in on_ground)
    pressure = PressureOffsets.of(points, stays, fields)
    observed = [
        (
            observed_end(points, leg, EndKind.TAKE_OFF, fields, pressure),
            observed_end(points, leg, EndKind.LANDING, fields, pressure),
        )
        for leg in legs
    ]
    ends = _with_bounds(points, legs, observed, fields)
    flights = [
        FlownLeg(leg.start, leg.stop, take_off, landing, ())
        for leg, (take_off, landing) in zip(legs, ends, strict=True)
    ]
    return AirframeHistory(tuple(_bridged(points, flights, stays)), tuple(stays))


def _moved(stay: GroundStay, by: int) -> GroundStay:
    return GroundStay(stay.start + by, stay.stop + by, stay.field)


def _shifted(leg: Leg, by: int) -> Leg:
    before, after = (stay and _moved(stay, by) for stay in (leg.before, leg.after))
    return Leg(leg.start + by, leg.stop + by, before, after)


def _with_bounds(points: Points, legs: list[Leg], ends: Observed, fields: Airfields) -> list[tuple[End, End]]:
    """Fill the ends that were not seen, each with what the neighbouring legs know."""
    out = []
    for i, leg in enumerate(legs):
        take_off, landing = ends[i]
        if take_off is None:
            take_off = bounded_end(
                points, leg, EndKind.TAKE_OFF, fields, _neighbour(points, legs, ends, i, -1)
            )
        if landing is None:
            landing = bounded_end(points, leg, EndKind.LANDING, fields, _neighbour(points, legs, ends, i, 1))
        out.append((take_off, landing))
    return out


def _neighbour(points: Points, legs: list[Leg], ends: Observed, i: int, step: int) -> Neighbour | None:
    """Describe where the airframe is seen on the other side of a silence."""
    j = i + step
    if not 0 <= j < len(legs):
        return None
    leg = legs[j]
    placed = leg.start + np.flatnonzero(points.placed[leg.start : leg.stop])
    if len(placed) == 0:
        return None
    tip = int(placed[0] if step > 0 else placed[-1])
    end = ends[j][0 if step > 0 else 1]
    stay = leg.before if step > 0 else leg.after
    time = points.time[tip] if stay is None else points.time[stay.start if step > 0 else stay.stop - 1]
    leaving = leaves_ground(points, placed, EndKind.TAKE_OFF if step > 0 else EndKind.LANDING)
    return Neighbour(
        float(time), float(points.lat[tip]), float(points.lon[tip]), end.field if end else None, leaving
    )


def _bridged(points: Points, flights: list[FlownLeg], stays: list[GroundStay]) -> list[FlownLeg]:
    """Join consecutive flights where a stop between them is impossible."""
    stay_times = np.array([points.time[stay.start] for stay in stays])
    known = points.groundspeed_kt[np.isfinite(points.groundspeed_kt)]
    fastest = float(known.max(initial=0.0))
    out: list[FlownLeg] = []
    for following in flights:
        flight = following
        if out and _no_stop(points, out[-1], flight, stay_times, fastest):
            last = out.pop()
            gap = (float(points.time[last.landing.last]), float(points.time[flight.take_off.first]))
            flight = FlownLeg(
                last.start, flight.stop, last.take_off, flight.landing, (*last.bridged, gap, *flight.bridged)
            )
        out.append(flight)
    return out


def _no_stop(
    points: Points, before: FlownLeg, after: FlownLeg, stay_times: Floats, fastest_kt: float
) -> bool:
    """Tell whether the airframe reappeared too soon for a stop, yet not sooner than it can fly.

    In a silence it may have flown as fast as it was ever seen to, whatever its speed at the edges.
    """
    if before.landing.basis is not Basis.UNKNOWN or after.take_off.basis is not Basis.UNKNOWN:
        return False
    if before.landing.rivals and after.take_off.rivals:
        return False
    a, b = before.landing.last, after.take_off.first
    silence = float(points.time[b] - points.time[a])
    if (
        not 0 < silence <= MAX_BRIDGE_S
        or ((stay_times > points.time[a]) & (stay_times < points.time[b])).any()
    ):
        return False
    moved = float(distance_nm(points.lat[a], points.lon[a], points.lat[b], points.lon[b]))
    too_soon_to_stop = moved / max(fastest_kt, 1.0) * 3600 + STOP_COSTS_S > silence
    return too_soon_to_stop and moved <= MAX_SPEED_UP * fastest_kt * silence / 3600 + SLACK_NM
