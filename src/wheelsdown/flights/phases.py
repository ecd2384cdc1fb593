"""What an aircraft is doing at each instant: on the ground, climbing, level, sinking, and how near a field.

Told from the height above the nearest field, the vertical rate and the speed together; the ground flag
alone decides nothing. A flag on what never slows to taxi speed is a glitch, and so is one high above any
field; an aeroplane that sends no flag, or the wrong one, is on the ground where it is slower than it can
fly, level and low at a field. A hovering helicopter looks the same, so what never flew fast is on the
ground only when its source says so.

The words are those of OpenAP (Sun and others 2020, fuzzy phases) and of the CAST/ICAO taxonomy of phases
of flight. Not done here, on purpose: no smoothing over time, no grades of membership, and no take-off
or landing: those are for ``ends`` to name, with their evidence.
"""

from dataclasses import dataclass
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.ground import MAX_TAXI_KT, PRESSURE_SLACK_FT
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel
from wheelsdown.schemas.words import Phase
from wheelsdown.tracks.points import Points, moved_speed_kt

__all__ = ["PHASES", "Circumstances", "circumstances", "phase_at", "phases"]

#: What the codes of ``phase_at`` and ``phases`` stand for.
PHASES: tuple[Phase, ...] = tuple(Phase)

#: Numba knows no enums: the codes as plain numbers.
_GROUND, _INITIAL_CLIMB, _CLIMB, _CRUISE, _LEVEL, _DESCENT, _APPROACH, _UNKNOWN = range(len(PHASES))

#: Slower in the vertical than this is level flight (the definition that Europe's air traffic services
#: agreed on for continuous climb and descent: a level segment is one at 300 ft/min or less).
LEVEL_FPM = 300.0
#: On the ground the vertical rate stays within its coding step of 64 ft/min, twice.
STILL_FPM = 150.0
#: Level flight above this is cruise: half way, by OpenAP's memberships, between "low" (10,000 ft, spread
#: 10,000) and "high" (35,000 ft, spread 20,000).
CRUISE_FT = 18_333.0
#: The initial climb ends at 1,000 ft above the runway (CAST/ICAO phases of flight, 2013).
INITIAL_CLIMB_FT = 1_000.0
#: A 3 degree path is met at or below this (ICAO Doc 8168 vol. I: intermediate approaches end there).
APPROACH_FT = 3_000.0
#: A final approach is no longer than this (ICAO Doc 8168 vol. II, 10 NM to the threshold).
NEAR_NM = 10.0
#: A field whose runway is under a point has its reference point within this.
FIELD_NM = 4.5
#: Slower than this no aeroplane that also flies faster than ``FAST_KT`` stays in the air.
STALLED_KT = 40.0
#: Aircraft seen faster than this are hardly ever helicopters.
FAST_KT = 150.0
#: No aircraft rolls faster: its tyres are rated to 225 mph (FAA TSO-C62e).
ROLL_KT = 195.5
#: A roll from or to taxi speed takes no longer than this.
ROLL_S = 60.0
#: Where no rate was received the altitudes of this long before and after tell it, if they span the least.
RATE_WINDOW_S, RATE_LEAST_S = 30.0, 10.0


@dataclass(frozen=True)
class Circumstances:
    """What ``phase_at`` needs of every point, as arrays in the order of its arguments."""

    height_ft: Floats
    distance_nm: Floats
    altitude_ft: Floats
    rate_fpm: Floats
    groundspeed_kt: Floats
    ground: NDArray[np.int8]
    slows: NDArray[np.bool_]
    fastest_kt: Floats


@kernel
def phase_at(
    height_ft: float,
    distance_nm: float,
    altitude_ft: float,
    rate_fpm: float,
    groundspeed_kt: float,
    ground: int,
    slows: bool,
    fastest_kt: float,
) -> int:
    """Give the phase at one instant as a position in ``PHASES``; NaN stands for what is not known.

    Parameters
    ----------
    height_ft, distance_nm
        Height above, and distance from, the nearest field.
    altitude_ft
        Barometric altitude, or the geometric one where there is no other.
    rate_fpm, groundspeed_kt
        Vertical rate, upwards positive, and speed over the ground.
    ground
        1 the source said "on the ground", 0 it said "airborne", -1 it has no such word.
    slows
        The airframe is at taxi speed, or is within a minute in the same unbroken run of ground flags.
    fastest_kt
        Fastest speed the airframe was seen at.

    Examples
    --------
    >>> PHASES[phase_at(900, 2.0, 1_000, -700, 140, 0, False, 450)]
    <Phase.APPROACH: 'approach'>
    >>> PHASES[phase_at(nan, 300.0, nan, nan, 250, 1, False, 450)]  # a glitch: nothing taxies at 250 kt
    <Phase.UNKNOWN: 'unknown'>
    """
    if _on_ground(height_ft, distance_nm, rate_fpm, groundspeed_kt, ground, slows, fastest_kt):
        return _GROUND
    if isnan(rate_fpm):
        return _UNKNOWN
    near = distance_nm <= NEAR_NM
    if rate_fpm > LEVEL_FPM:
        return _INITIAL_CLIMB if near and height_ft <= INITIAL_CLIMB_FT else _CLIMB
    if rate_fpm < -LEVEL_FPM:
        return _APPROACH if near and height_ft <= APPROACH_FT else _DESCENT
    if isnan(altitude_ft) and ground == 1:
        return _UNKNOWN  # a flag that is not believed hides the altitude as well
    return _CRUISE if altitude_ft > CRUISE_FT else _LEVEL


@kernel
def _on_ground(
    height_ft: float,
    distance_nm: float,
    rate_fpm: float,
    groundspeed_kt: float,
    ground: int,
    slows: bool,
    fastest_kt: float,
) -> bool:
    """Tell whether speed and height agree that the aircraft is on the ground."""
    low = abs(height_ft) <= PRESSURE_SLACK_FT
    if ground == 1 and groundspeed_kt > ROLL_KT:
        return False
    if ground == 1:
        if isnan(height_ft):
            return slows
        return low and (slows or (isnan(groundspeed_kt) and distance_nm <= FIELD_NM))
    still = isnan(rate_fpm) or abs(rate_fpm) <= STILL_FPM
    return bool(
        fastest_kt > FAST_KT and groundspeed_kt <= STALLED_KT and still and low and distance_nm <= FIELD_NM
    )


def phases(points: Points, fields: Airfields) -> NDArray[np.int8]:
    """Give the phase of every point of one airframe as positions in ``PHASES``.

    Positions, altitudes and speeds that were masked count as not received. Each point is judged by
    `phase_at` alone, with what `circumstances` tells of it.
    """
    seen = circumstances(points, fields)
    out = np.empty(len(points), dtype=np.int8)
    _fill(
        seen.height_ft,
        seen.distance_nm,
        seen.altitude_ft,
        seen.rate_fpm,
        seen.groundspeed_kt,
        seen.ground,
        seen.slows,
        seen.fastest_kt,
        out,
    )
    return out


@kernel
def _fill(
    height_ft: Floats,
    distance_nm: Floats,
    altitude_ft: Floats,
    rate_fpm: Floats,
    groundspeed_kt: Floats,
    ground: NDArray[np.int8],
    slows: NDArray[np.bool_],
    fastest_kt: Floats,
    out: NDArray[np.int8],
) -> None:
    """Write the phase of every point into ``out``."""
    for i in range(len(out)):
        out[i] = phase_at(
            height_ft[i],
            distance_nm[i],
            altitude_ft[i],
            rate_fpm[i],
            groundspeed_kt[i],
            ground[i],
            slows[i],
            fastest_kt[i],
        )


def circumstances(points: Points, fields: Airfields) -> Circumstances:
    """Give height above and distance from the nearest field, rate and speeds of every point."""
    distance, elevation = np.full(len(points), nan), np.full(len(points), nan)
    placed = np.flatnonzero(points.placed)
    if len(placed) and fields.ids:
        nearest, distance[placed] = fields.nearest(points.lat[placed], points.lon[placed])
        elevation[placed] = fields.elevation_ft[nearest]
    level = points.level_ft
    speed = points.groundspeed_kt
    speed = np.where(np.isfinite(speed), speed, moved_speed_kt(points))
    known = speed[np.isfinite(speed)]
    return Circumstances(
        height_ft=level - elevation,
        distance_nm=distance,
        altitude_ft=level,
        rate_fpm=_rate_fpm(points, level),
        groundspeed_kt=speed,
        ground=points.ground,
        slows=_slows(points, speed),
        fastest_kt=np.full(len(points), known.max() if len(known) else nan),
    )


def _rate_fpm(points: Points, level: Floats) -> Floats:
    """Give the vertical rate as received, else as the altitudes around the point show it."""
    rate = points.vertical_rate_fpm.copy()
    known = np.flatnonzero(np.isfinite(level))
    lacking = np.flatnonzero(~np.isfinite(rate))
    if len(known) < 2 or len(lacking) == 0:
        return rate
    time, at = points.time[known], points.time[lacking]
    first = np.minimum(np.searchsorted(time, at - RATE_WINDOW_S), len(known) - 1)
    last = np.maximum(np.searchsorted(time, at + RATE_WINDOW_S, side="right") - 1, 0)
    span = time[last] - time[first]
    long_enough = span >= RATE_LEAST_S
    climbed = level[known[last]] - level[known[first]]
    rate[lacking[long_enough]] = climbed[long_enough] / span[long_enough] * 60
    return rate


def _slows(points: Points, speed: Floats) -> NDArray[np.bool_]:
    """Tell which points are at taxi speed, or roll within ``ROLL_S`` of one that is, in one run of flags."""
    slow = speed <= MAX_TAXI_KT
    flagged = points.ground == 1
    run = np.cumsum(~flagged)
    taxiing = np.flatnonzero(slow & flagged)
    out = slow.copy()
    if len(taxiing) == 0:
        return out
    here = np.flatnonzero(flagged & ~slow)
    following = np.searchsorted(taxiing, here)
    for beside in (following - 1, following):
        other = taxiing[np.clip(beside, 0, len(taxiing) - 1)]
        soon = np.abs(points.time[other] - points.time[here]) <= ROLL_S
        out[here] |= soon & (run[other] == run[here])
    return out
