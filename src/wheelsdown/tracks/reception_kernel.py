"""How many positions of one track lie within a radius of each place, by UTC hour and band of height.

Both definitions give the same rows, one for each place, hour and band with a position: `reception_counts`
in numpy, for few points, and `count_reception`, a kernel to be compiled, for many. Nothing is assumed of
how many hours a track lasts.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.geo.sphere_kernel import at_least_nm, haversine_nm
from wheelsdown.kernels import kernel
from wheelsdown.schemas.reception import NO_ALTITUDE, ON_GROUND

__all__ = [
    "COUNT_BAND",
    "COUNT_HOUR",
    "COUNT_PLACE",
    "COUNT_POINTS",
    "N_COUNT_COLUMNS",
    "count_reception",
    "height_band",
    "reception_counts",
]

#: Columns of a row of counts: the place's number, hours since 1970, the band, points.
COUNT_PLACE, COUNT_HOUR, COUNT_BAND, COUNT_POINTS, N_COUNT_COLUMNS = 0, 1, 2, 3, 4

_HOUR_S = 3_600.0
_BAND_FT = 1_000.0
#: Times are whole microseconds, give or take the last bit of a number of seconds.
_HALF_US = 5e-7


@kernel
def height_band(level_ft: float, ground: int) -> int:
    """Give the band of a height in feet: thousands, rounded down; -1 without a height, -2 on the ground.

    >>> height_band(2_999.0, 0), height_band(-40.0, 0), height_band(math.nan, -1), height_band(300.0, 1)
    (2, 0, -1, -2)
    """
    if ground == 1:
        return ON_GROUND
    if math.isnan(level_ft):
        return NO_ALTITUDE
    return max(math.floor(level_ft / _BAND_FT), 0)


@kernel
def count_reception(
    time: Floats,
    lat: Floats,
    lon: Floats,
    level_ft: Floats,
    ground: NDArray[np.int8],
    places: Floats,
    counts: NDArray[np.int64],
) -> int:
    """Write rows of counts for one track, its points in order of time; give how many, -1 without room.

    Parameters
    ----------
    time, lat, lon, level_ft, ground
        As in ``tracks.points.Points``; a point without a position counts nowhere.
    places
        Shape (n, 3): latitude, longitude and radius in nautical miles.
    counts
        Shape (room, 4), as the columns above; in order of place and hour.
    """
    n = 0
    for place in range(len(places)):
        place_lat, place_lon, radius_nm = places[place, 0], places[place, 1], places[place, 2]
        of_hour, hour = n, -1
        for i in range(len(time)):
            if math.isnan(lat[i]) or at_least_nm(lat[i], lon[i], place_lat, place_lon) > radius_nm:
                continue
            if not haversine_nm(lat[i], lon[i], place_lat, place_lon) <= radius_nm:
                continue
            this_hour = math.floor((time[i] + _HALF_US) / _HOUR_S)
            if this_hour != hour:
                of_hour, hour = n, this_hour
            band = height_band(level_ft[i], ground[i])
            row = of_hour
            while row < n and counts[row, COUNT_BAND] != band:
                row += 1
            if row == n:
                if n >= len(counts):
                    return -1
                counts[n, COUNT_PLACE], counts[n, COUNT_HOUR], counts[n, COUNT_BAND] = place, hour, band
                counts[n, COUNT_POINTS] = 0
                n += 1
            counts[row, COUNT_POINTS] += 1
    return n


def reception_counts(
    time: Floats, lat: Floats, lon: Floats, level_ft: Floats, ground: NDArray[np.int8], places: Floats
) -> NDArray[np.int64]:
    """Give the rows that `count_reception` writes, sorted by place, hour and band."""
    found = []
    hour = np.floor((time + _HALF_US) / _HOUR_S)
    known = np.maximum(np.floor(level_ft / _BAND_FT), 0)
    band = np.where(ground == 1, ON_GROUND, np.where(np.isnan(level_ft), NO_ALTITUDE, known))
    for place, (place_lat, place_lon, radius_nm) in enumerate(places):
        inside = distance_nm(lat, lon, place_lat, place_lon) <= radius_nm
        keys = np.stack([hour[inside], band[inside]], axis=1).astype(np.int64)
        distinct, n_points = np.unique(keys, axis=0, return_counts=True)
        found.append(np.column_stack([np.full(len(distinct), place), distinct, n_points]))
    return np.concatenate(found) if found else np.empty((0, N_COUNT_COLUMNS), np.int64)
