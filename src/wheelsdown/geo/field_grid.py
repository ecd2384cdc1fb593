"""Which airfields lie near a point, compiled: ``Airfields`` as plain arrays, found by cells of the map.

``near`` gives what ``Airfields.near`` gives, ``off_runway`` what ``Airfields.off_runway_nm`` gives for
one point. A runway is held as three unit vectors: to its threshold, ahead along it, and to its right.
The products of a point with these are the sines and cosines that ``great_circle.offsets_nm`` reaches
through distance and bearing, at a third of the cost.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import EARTH_RADIUS_NM, Floats, unit_vectors
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel

__all__ = ["FieldGrid", "Found", "field_grid", "near", "off_runway", "offsets_from", "room_for_fields"]

#: Side of a cell: some 15 NM, so that a search of a few miles looks into four cells at most.
CELL_DEG = 0.25
N_ROWS, N_COLUMNS = 720, 1440
NM_PER_DEG = EARTH_RADIUS_NM * math.pi / 180
#: Cells are taken this much wider than asked, so that rounding loses none.
CELL_SLACK_DEG = 1e-6
#: Twice round the Earth; what is said to be farther is no longitude.
MAX_LON_DEG = 720.0


class FieldGrid(NamedTuple):
    """The fields of ``Airfields`` under the same numbers, the runways in the same order."""

    lat: Floats
    lon: Floats
    elevation_ft: Floats
    elevation_known: NDArray[np.bool_]
    longest_runway_ft: Floats
    #: Runways of field ``f``: ``first_runway[f]`` up to ``first_runway[f + 1]``.
    first_runway: NDArray[np.int64]
    heading: Floats
    length_nm: Floats
    surveyed: NDArray[np.bool_]
    #: Shape (runways, 3, 3): unit vectors to the threshold, ahead, and to the right.
    axes: Floats
    #: Fields of cell ``c``: ``field_of_cell[first_in_cell[c]]`` up to that of ``first_in_cell[c + 1]``.
    first_in_cell: NDArray[np.int64]
    field_of_cell: NDArray[np.int64]


class Found(NamedTuple):
    """Room for the fields near a point, nearest first; ``near`` tells how many there are."""

    field: NDArray[np.int64]
    #: Nautical miles.
    distance: Floats


def field_grid(fields: Airfields) -> FieldGrid:
    """Give the arrays that compiled code looks fields up in."""
    row = np.clip(np.floor((fields.lat + 90) / CELL_DEG), 0, N_ROWS - 1).astype(np.int64)
    column = np.floor((fields.lon + 180) / CELL_DEG).astype(np.int64) % N_COLUMNS
    cell = row * N_COLUMNS + column
    order = np.argsort(cell, kind="stable")
    first_in_cell = np.zeros(N_ROWS * N_COLUMNS + 1, dtype=np.int64)
    np.cumsum(np.bincount(cell, minlength=N_ROWS * N_COLUMNS), out=first_in_cell[1:])
    ways = fields.runways
    return FieldGrid(
        lat=np.array(fields.lat, dtype=np.float64),
        lon=np.array(fields.lon, dtype=np.float64),
        elevation_ft=np.array(fields.elevation_ft, dtype=np.float64),
        elevation_known=np.array(fields.elevation_known, dtype=np.bool_),
        longest_runway_ft=np.array(fields.longest_runway_ft, dtype=np.float64),
        first_runway=np.searchsorted(ways.field, np.arange(len(fields.ids) + 1)).astype(np.int64),
        heading=np.array(ways.heading, dtype=np.float64),
        length_nm=np.array(ways.length_nm, dtype=np.float64),
        surveyed=np.array(ways.surveyed, dtype=np.bool_),
        axes=_axes(ways.threshold_lat, ways.threshold_lon, ways.heading),
        first_in_cell=first_in_cell,
        field_of_cell=order.astype(np.int64),
    )


def _axes(lat: Floats, lon: Floats, heading: Floats) -> Floats:
    """Give each runway's unit vectors: to the threshold, ahead along it, to its right."""
    phi, lam, course = np.radians(lat), np.radians(lon), np.radians(heading)[:, None]
    east = np.stack([-np.sin(lam), np.cos(lam), np.zeros(len(lam))], axis=-1)
    north = np.stack([-np.sin(phi) * np.cos(lam), -np.sin(phi) * np.sin(lam), np.cos(phi)], axis=-1)
    ahead = np.cos(course) * north + np.sin(course) * east
    right = np.cos(course) * east - np.sin(course) * north
    return np.ascontiguousarray(np.stack([unit_vectors(lat, lon), ahead, right], axis=1))


def room_for_fields(grid: FieldGrid) -> Found:
    """Give room that no search can overflow; one for each thread that searches."""
    return Found(np.empty(len(grid.lat), dtype=np.int64), np.empty(len(grid.lat)))


@kernel
def near(grid: FieldGrid, lat: float, lon: float, radius_nm: float, found: Found) -> int:
    """Find the fields within ``radius_nm`` of a point, nearest first, at equal distance by number.

    Gives how many there are; -1 where ``found`` has too little room. A place that is none has no fields.
    """
    if not (abs(lat) <= 90.0 and abs(lon) <= MAX_LON_DEG):
        return 0
    reach = radius_nm / NM_PER_DEG + CELL_SLACK_DEG
    wide = _half_width(lat, reach)
    first_row = max(math.floor((lat - reach + 90.0) / CELL_DEG), 0)
    last_row = min(math.floor((lat + reach + 90.0) / CELL_DEG), N_ROWS - 1)
    first_column = math.floor((lon - wide + 180.0) / CELL_DEG)
    last_column = math.floor((lon + wide + 180.0) / CELL_DEG)
    last_column = min(last_column, first_column + N_COLUMNS - 1)
    n = 0
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            cell = row * N_COLUMNS + column % N_COLUMNS
            for k in range(grid.first_in_cell[cell], grid.first_in_cell[cell + 1]):
                field = grid.field_of_cell[k]
                if abs(grid.lat[field] - lat) > reach or wide < abs(grid.lon[field] - lon) < 360.0 - wide:
                    continue
                away = haversine_nm(lat, lon, grid.lat[field], grid.lon[field])
                if away <= radius_nm:
                    if n >= len(found.field):
                        return -1
                    _insert(found, n, field, away)
                    n += 1
    return n


@kernel
def _half_width(lat: float, reach: float) -> float:
    """Give how many degrees of longitude a circle reaches to either side; all where it holds a pole."""
    if lat + reach >= 90.0 or lat - reach <= -90.0:
        return 180.0
    sine = math.sin(math.radians(reach)) / math.cos(math.radians(lat))
    return math.degrees(math.asin(min(sine, 1.0))) + CELL_SLACK_DEG


@kernel
def _insert(found: Found, n: int, field: int, away: float) -> None:
    """Put a field in its place among the ``n`` found so far."""
    at = n
    while at > 0 and (
        found.distance[at - 1] > away or (found.distance[at - 1] == away and found.field[at - 1] > field)
    ):
        found.field[at] = found.field[at - 1]
        found.distance[at] = found.distance[at - 1]
        at -= 1
    found.field[at] = field
    found.distance[at] = away


@kernel
def offsets_from(grid: FieldGrid, way: int, lat: float, lon: float) -> tuple[float, float]:
    """Give how far a point lies along, and to the right of, a runway from its threshold, in NM."""
    phi, lam = math.radians(lat), math.radians(lon)
    x, y, z = math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)
    axes = grid.axes
    out = x * axes[way, 0, 0] + y * axes[way, 0, 1] + z * axes[way, 0, 2]
    ahead = x * axes[way, 1, 0] + y * axes[way, 1, 1] + z * axes[way, 1, 2]
    right = x * axes[way, 2, 0] + y * axes[way, 2, 1] + z * axes[way, 2, 2]
    across = math.asin(min(max(right, -1.0), 1.0))
    return math.atan2(ahead, out) * EARTH_RADIUS_NM, across * EARTH_RADIUS_NM


@kernel
def off_runway(grid: FieldGrid, field: int, lat: float, lon: float) -> float:
    """Give a point's distance in NM from the nearest runway of a field; infinite without runways."""
    best = math.inf
    for way in range(grid.first_runway[field], grid.first_runway[field + 1]):
        along, across = offsets_from(grid, way, lat, lon)
        beyond = max(-along, along - grid.length_nm[way], 0.0)
        best = min(best, math.hypot(across, beyond))
    return best
