"""Over which ground a flight goes: taxiway, runway, great circles, turns, final approach, stand.

A path is a chain of points close enough together that straight lines between them will do. Turns are
rounded by a moving average of fixed length, which leaves straight stretches, and so the last miles of
every approach, exactly where they are.
"""

from dataclasses import dataclass

import numpy as np

from wheelsdown.geo.great_circle import Floats, bearing_deg, destination, distance_nm, unit_vectors
from wheelsdown.simulation.fields import Strip

__all__ = ["Ends", "approach", "departure", "en_route", "taxi_in", "taxi_out"]

#: Spacing of points near a field, in turns, and in cruise, in nautical miles.
NEAR_NM, FAR_NM = 0.25, 3.0

#: Length of the moving average that rounds turns near a field: a right angle takes 3 NM, radius 1.9 NM.
TURN_NM = 3.0

#: How far from the threshold the local part of a path begins, at most.
LOCAL_NM = 45.0

#: Where the parallel taxiway and the stand lie beside the runway, in nautical miles.
TAXIWAY_NM, STAND_NM = 0.10, 0.22


@dataclass(frozen=True)
class Ends:
    """How one flight uses one runway: drawn once per flight and end."""

    strip: Strip
    #: -1 left or 1 right: the side of taxiway and stand, which is the same ground for both directions.
    side: int
    #: Where the final approach is joined, nautical miles before the threshold.
    final_nm: float
    local_nm: float = LOCAL_NM


def _from_xy(strip: Strip, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Turn nautical miles along and right of the runway, from its threshold, into latitude and longitude."""
    return destination(strip.lat, strip.lon, strip.heading + np.degrees(np.arctan2(y, x)), np.hypot(x, y))


def _chain(corners: list[tuple[float, float]], step: float) -> tuple[Floats, Floats]:
    """Put points every ``step`` along straight lines between corners; the last corner is included."""
    x, y = np.array(corners, dtype=float).T
    s = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    at = np.linspace(0.0, s[-1], max(2, int(s[-1] / step) + 1))
    return np.interp(at, s, x), np.interp(at, s, y)


def _rounded(corners: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    """Chain corners and round the turns; the first and last stretch are straight, so their ends stay."""
    x, y = _chain(corners, NEAR_NM)
    half = int(TURN_NM / NEAR_NM / 2)
    kernel = np.full(2 * half + 1, 1 / (2 * half + 1))

    def smooth(v: Floats) -> Floats:
        before = v[0] + (v[0] - v[1]) * np.arange(half, 0, -1)
        after = v[-1] + (v[-1] - v[-2]) * np.arange(1, half + 1)
        return np.convolve(np.concatenate([before, v, after]), kernel, mode="valid")

    return smooth(x), smooth(y)


def _towards(ends: Ends, lat: float, lon: float) -> tuple[float, float]:
    """Give the point ``local_nm`` from the threshold in the direction of somewhere, in runway axes."""
    angle = np.radians(float(bearing_deg(ends.strip.lat, ends.strip.lon, lat, lon)) - ends.strip.heading)
    return float(ends.local_nm * np.cos(angle)), float(ends.local_nm * np.sin(angle))


def departure(ends: Ends, lat: float, lon: float) -> tuple[Floats, Floats]:
    """Give the path from the start of the roll to where the way towards ``lat, lon`` is joined."""
    strip = ends.strip
    goal = _towards(ends, lat, lon)
    straight = strip.length_nm + 3.0
    corners = [(straight, 0.0)]
    if goal[0] < 0:
        corners.append((straight, float(np.copysign(6.0, goal[1] or 1.0))))
    roll_x, roll_y = _chain([(0.0, 0.0), (straight - TURN_NM / 2, 0.0)], 0.05)
    rest_x, rest_y = _rounded([(straight - TURN_NM / 2, 0.0), *corners, goal])
    return _from_xy(strip, np.concatenate([roll_x, rest_x[1:]]), np.concatenate([roll_y, rest_y[1:]]))


def approach(ends: Ends, lat: float, lon: float) -> tuple[Floats, Floats]:
    """Give the path from where the way from ``lat, lon`` ends to the threshold."""
    x, y = _towards(ends, lat, lon)
    off = abs(np.degrees(np.arctan2(y, -x)))
    side = float(np.copysign(6.0, y or ends.side))
    base = (-ends.final_nm, side)
    corners = [(-ends.final_nm, 0.0), (0.0, 0.0)]
    if off > 60:
        corners.insert(0, base)
    if off > 110:
        corners.insert(0, (2.0, side))
    return _from_xy(ends.strip, *_rounded([(x, y), *corners]))


def en_route(points: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    """Join points by great circles, rounding the turns at inner ones; first and last point included."""
    corners = np.array(points)
    lengths = distance_nm(corners[:-1, 0], corners[:-1, 1], corners[1:, 0], corners[1:, 1])
    lat, lon = [corners[:1, 0]], [corners[:1, 1]]
    for (lat1, lon1), (lat2, lon2), length in zip(corners[:-1], corners[1:], lengths, strict=True):
        n = max(1, round(float(length) / FAR_NM))
        on_leg = destination(
            lat1, lon1, float(bearing_deg(lat1, lon1, lat2, lon2)), np.arange(1, n + 1) * (float(length) / n)
        )
        lat.append(on_leg[0])
        lon.append(on_leg[1])
    return _smooth_sphere(np.concatenate(lat), np.concatenate(lon))


def _smooth_sphere(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Round turns of a chain on the sphere over five points; the outer points stay."""
    if len(lat) < 8:
        return lat, lon
    vectors = unit_vectors(lat, lon)
    smooth = np.stack([np.convolve(vectors[:, i], np.full(5, 0.2), mode="valid") for i in range(3)], axis=1)
    vectors[2:-2] = smooth
    return (
        np.degrees(np.arctan2(vectors[:, 2], np.hypot(vectors[:, 0], vectors[:, 1]))),
        np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0])),
    )


def taxi_out(ends: Ends) -> tuple[Floats, Floats]:
    """Give the way from the stand to the start of the take-off roll."""
    middle, lane, stand = 0.5 * ends.strip.length_nm, ends.side * TAXIWAY_NM, ends.side * STAND_NM
    return _from_xy(ends.strip, *_chain([(middle, stand), (middle, lane), (0.0, lane), (0.0, 0.0)], 0.02))


def taxi_in(ends: Ends, leave_nm: float) -> tuple[Floats, Floats]:
    """Give the way from the threshold along the runway, off it at ``leave_nm``, to the stand."""
    middle, lane, stand = 0.5 * ends.strip.length_nm, ends.side * TAXIWAY_NM, ends.side * STAND_NM
    roll_x, roll_y = _chain([(0.0, 0.0), (leave_nm, 0.0)], 0.05)
    rest_x, rest_y = _chain([(leave_nm, 0.0), (leave_nm, lane), (middle, lane), (middle, stand)], 0.02)
    return _from_xy(ends.strip, np.concatenate([roll_x, rest_x[1:]]), np.concatenate([roll_y, rest_y[1:]]))
