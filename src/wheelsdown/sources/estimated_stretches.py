"""Which stretches of an FR24 export look calculated rather than received.

FR24 goes on drawing an aircraft it no longer hears, for up to four hours, towards the destination
its timetable names, and its exports do not say where. What is calculated betrays itself: points at
even intervals, at one and the same speed, exactly on a great circle. A stretch of at least
`MIN_POINTS` points over `MIN_DURATION_S` that is all three at once is marked. Real cruise is marked
only if it is that regular too; then nothing is lost, because no landing is in it.

Not tried on a real export with estimated positions: the limits are set from the rule above.
"""

from typing import Final

import numpy as np
import polars as pl

from wheelsdown.geo.great_circle import Floats, bearing_deg, distance_nm, offsets_nm

__all__ = ["MIN_DURATION_S", "MIN_POINTS", "estimated"]

#: Fewer points are on a line at one speed too easily.
MIN_POINTS: Final = 6

#: Shorter than this, straight and steady flight is ordinary.
MIN_DURATION_S: Final = 300

#: How far intervals may differ: exports count whole seconds.
_EVEN_S: Final = 1.5

#: How far the speed over ground between points may differ from that of the stretch: rounding of
#: whole seconds and of the last digit of a coordinate.
_STEADY: Final = 0.02

#: How far a point may lie off the great circle between the ends (about 90 m).
_STRAIGHT_NM: Final = 0.05

#: Below this speed nothing is cruising towards anything: a parked aircraft is even and steady too.
_SLOWEST_KT: Final = 60.0


def estimated(points: pl.DataFrame) -> pl.Series:
    """Say for each point of one flight, sorted by time, whether its stretch looks calculated.

    Parameters
    ----------
    points
        ``at`` in microseconds, ``lat_deg``, ``lon_deg``, ``groundspeed_kt``.
    """
    at_s = points["at"].cast(pl.Float64).to_numpy() / 1e6
    lat, lon, said = (points[name].to_numpy() for name in ("lat_deg", "lon_deg", "groundspeed_kt"))
    steps_s = np.diff(at_s)
    with np.errstate(divide="ignore", invalid="ignore"):
        flown_kt = distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:]) / steps_s * 3600
    marked = np.zeros(points.height, dtype=bool)
    start = 0
    while start < len(steps_s):
        end = _regular_until(start, steps_s, flown_kt, said)
        if _looks_calculated(start, end, at_s, lat, lon):
            marked[start : end + 1] = True
        start = max(end, start + 1)
    return pl.Series("estimated", marked)


def _regular_until(start: int, steps_s: Floats, flown_kt: Floats, said_kt: Floats) -> int:
    """Give the last point up to which intervals are even and speeds, said and flown, are one."""
    step_s, speed_kt = steps_s[start], flown_kt[start]
    end = start
    while (
        end < len(steps_s)
        and steps_s[end] > 0
        and abs(steps_s[end] - step_s) <= _EVEN_S
        and speed_kt >= _SLOWEST_KT
        and abs(flown_kt[end] - speed_kt) <= _STEADY * speed_kt
        and said_kt[end + 1] == said_kt[start + 1]
    ):
        end += 1
    return end


def _looks_calculated(start: int, end: int, at_s: Floats, lat: Floats, lon: Floats) -> bool:
    if end - start + 1 < MIN_POINTS or at_s[end] - at_s[start] < MIN_DURATION_S:
        return False
    course = bearing_deg(lat[start], lon[start], lat[end], lon[end])
    within = slice(start + 1, end)
    _, across = offsets_nm(lat[within], lon[within], lat[start], lon[start], course)
    return bool(np.all(np.abs(across) <= _STRAIGHT_NM))
