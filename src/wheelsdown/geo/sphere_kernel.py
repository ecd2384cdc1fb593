"""Distances and bearings between two points at a time, and bounds on distances that cost a tenth of them.

The formulae are those of ``great_circle``, operation by operation; here each works on four numbers
instead of on arrays. The bounds prove most questions ("can an aircraft have flown this far?") without
a sine; only where they do not, is the distance itself worked out.
"""

import math

from wheelsdown.geo.great_circle import EARTH_RADIUS_NM
from wheelsdown.kernels import kernel

__all__ = ["at_least_nm", "at_most_nm", "course_deg", "haversine_nm"]

#: One degree of a great circle, wider and narrower by more than any rounding and, within a degree,
#: by more than a sine falls short of its arc (1.3e-5).
WIDE_DEGREE_NM = EARTH_RADIUS_NM * math.pi / 180 * 1.0001
NARROW_DEGREE_NM = EARTH_RADIUS_NM * math.pi / 180 * 0.9999


@kernel
def haversine_nm(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give ``great_circle.distance_nm`` of two points in degrees; NaN unless all four are finite.

    >>> round(haversine_nm(35.401, 35.949, 33.821, 35.488))  # Hmeimim to Beirut
    98
    """
    if not math.isfinite(lat1 + lon1 + lat2 + lon2):
        return math.nan
    phi1, lam1 = math.radians(lat1), math.radians(lon1)
    phi2, lam2 = math.radians(lat2), math.radians(lon2)
    up, across = math.sin((phi2 - phi1) / 2), math.sin((lam2 - lam1) / 2)
    half = up * up + math.cos(phi1) * math.cos(phi2) * (across * across)
    return 2 * EARTH_RADIUS_NM * math.asin(math.sqrt(min(max(half, 0.0), 1.0)))


@kernel
def course_deg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give ``great_circle.bearing_deg`` of two points: the initial true bearing in degrees [0, 360).

    >>> round(course_deg(35.401, 35.949, 33.821, 35.488))
    194
    """
    if not math.isfinite(lat1 + lon1 + lat2 + lon2):
        return math.nan
    phi1, lam1 = math.radians(lat1), math.radians(lon1)
    phi2, lam2 = math.radians(lat2), math.radians(lon2)
    east = math.sin(lam2 - lam1) * math.cos(phi2)
    north = math.cos(phi1) * math.sin(phi2) - math.sin(phi1) * math.cos(phi2) * math.cos(lam2 - lam1)
    return math.degrees(math.atan2(east, north)) % 360.0 % 360.0


@kernel
def at_most_nm(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give a distance that ``haversine_nm`` does not exceed: first along the parallel, then the meridian.

    The cosine is bounded by the first terms of its series. Across the antimeridian the bound is the
    long way round, beyond the poles there is none (infinity), and what is not a number gives NaN.
    """
    if abs(lat1) > 90.0:
        return math.inf
    phi = math.radians(lat1)
    square = phi * phi
    shrink = 1.0 - square / 2 + square * square / 24
    return WIDE_DEGREE_NM * (abs(lat2 - lat1) + shrink * abs(lon2 - lon1))


@kernel
def at_least_nm(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give a distance that ``haversine_nm`` does not fall short of; 0 where the points are far apart.

    >>> at_least_nm(35.0, 36.0, 35.5, 36.5) <= haversine_nm(35.0, 36.0, 35.5, 36.5)
    True
    """
    north, east = lat2 - lat1, lon2 - lon1
    if not (abs(north) <= 1.0 and abs(east) <= 1.0):
        return 0.0
    highest = math.radians(max(abs(lat1), abs(lat2)))
    square = highest * highest
    shrink = 1.0 - square / 2 + square * square / 24 - square * square * square / 720
    east *= max(shrink, 0.0)
    return NARROW_DEGREE_NM * math.sqrt(north * north + east * east)
