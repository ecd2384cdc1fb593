"""How high and how fast along the way: climb by type, cruise, three degrees down, level passes.

All figures are round ones of the size class. Height is the smallest of what the climb allows, the level
flown and what the descent asks for; speed likewise.
"""

from dataclasses import dataclass

import numpy as np

from wheelsdown.geo.great_circle import Floats
from wheelsdown.simulation.scenario import AircraftType

__all__ = ["TAXI_KT", "TOUCHDOWN_NM", "Profile", "fly", "landing_roll", "take_off_roll"]

#: Three degrees, in feet per nautical mile.
GLIDE_FT_PER_NM = 318.0

#: Height over the threshold on the glide path, and where the wheels then touch.
THRESHOLD_FT, TOUCHDOWN_NM = 50.0, 0.157

#: Speed on taxiways.
TAXI_KT = 13.0

#: The climb weakens linearly and would end here.
CEILING_FT = 60000.0


@dataclass(frozen=True)
class Profile:
    """What one flight draws for itself."""

    aircraft: AircraftType
    cruise_ft: float
    #: Part by which climb and roll differ from the type's figure.
    strength: float
    #: Tail wind at 36,000 ft; less below.
    wind_kt: float
    #: Length of the level stretch before the final descent, and its height above the field.
    platform_nm: float
    platform_ft: float


def _climb_speed_kt(aircraft: AircraftType, height_ft: Floats) -> Floats:
    lift_off = aircraft.rotate_kt
    speeds = [lift_off + 12, lift_off + 45, 255, 295, 340, aircraft.cruise_kt]
    return np.minimum(np.interp(height_ft, [0, 1500, 5000, 10000, 15000, 28000], speeds), aircraft.cruise_kt)


def _descent_speed_kt(aircraft: AircraftType, to_go_nm: Floats) -> Floats:
    slow = aircraft.approach_kt
    speeds = [slow, slow + 3, slow + 22, 190, 225, 285, 380, aircraft.cruise_kt]
    return np.minimum(np.interp(to_go_nm, [0, 4, 7, 11, 18, 32, 60, 100], speeds), aircraft.cruise_kt)


def _climb_ft(profile: Profile, gone_nm: Floats, ground_ft: float) -> Floats:
    """Give the height reached after a distance from lift-off."""
    height = np.arange(0.0, profile.cruise_ft + 500.0, 250.0)
    rate = profile.aircraft.climb_fpm * profile.strength * (1 - height / CEILING_FT)
    minutes = 250.0 / rate
    nm = np.cumsum(minutes * _climb_speed_kt(profile.aircraft, height) / 60.0)
    return np.interp(
        gone_nm, np.concatenate([[0.0], nm]), ground_ft + np.concatenate([[0.0], height + 250.0])
    )


def _descent_ft(profile: Profile, to_go_nm: Floats, ground_ft: float) -> Floats:
    """Give the height asked for at a distance before the threshold: glide, level, glide."""
    platform = (profile.platform_ft - THRESHOLD_FT) / GLIDE_FT_PER_NM
    after = platform + profile.platform_nm
    top = after + (profile.cruise_ft + 500 - profile.platform_ft) / GLIDE_FT_PER_NM
    heights = [THRESHOLD_FT, profile.platform_ft, profile.platform_ft, profile.cruise_ft + 500]
    return ground_ft + np.interp(to_go_nm, [0.0, platform, after, top], heights)


def fly(
    profile: Profile,
    s: Floats,
    *,
    lift_off_nm: float,
    from_ft: tuple[float, float],
    to_ft: tuple[float, float],
) -> tuple[Floats, Floats]:
    """Give height (feet above sea) and ground speed (knots) along the air part of a way.

    ``s`` is the distance along it; the climb starts at ``lift_off_nm``. ``from_ft`` and ``to_ft`` are
    the elevation of the field at either end and the height above it kept there: 0 to land or take
    off, more to pass over.
    """
    to_go = s[-1] - s
    climb = _climb_ft(profile, np.maximum(s - lift_off_nm, 0.0), sum(from_ft))
    descent = np.maximum(_descent_ft(profile, to_go, to_ft[0]), sum(to_ft))
    height = np.minimum(np.minimum(climb, descent), max(profile.cruise_ft, climb[0], descent[-1]))
    speed = np.minimum(
        _climb_speed_kt(profile.aircraft, np.maximum(height - from_ft[0], 0.0)),
        _descent_speed_kt(profile.aircraft, to_go),
    )
    return height, speed + profile.wind_kt * np.maximum(height, 0.0) / 36000.0


def take_off_roll(profile: Profile, s: Floats, length_nm: float) -> tuple[float, Floats]:
    """Give where the wheels leave the runway, and the speed (knots) at each distance up to there."""
    roll = min(profile.aircraft.roll_nm / profile.strength, 0.8 * length_nm)
    share = np.clip(s / roll, 0.0, 1.0)
    start, end = TAXI_KT, profile.aircraft.rotate_kt + 12
    return roll, np.sqrt(start**2 + (end**2 - start**2) * share)


def landing_roll(profile: Profile, s: Floats, length_nm: float) -> tuple[float, Floats]:
    """Give where the runway is left, and the speed (knots) at each distance from the threshold."""
    leave = min(TOUCHDOWN_NM + 0.95, 0.8 * length_nm)
    share = np.clip((s - TOUCHDOWN_NM) / (leave - TOUCHDOWN_NM), 0.0, 1.0)
    start = profile.aircraft.approach_kt - 6 * np.clip(s / TOUCHDOWN_NM, 0.0, 1.0)
    return leave, np.sqrt(start**2 * (1 - share) + TAXI_KT**2 * share)
