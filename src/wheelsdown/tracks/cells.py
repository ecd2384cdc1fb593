"""Which quarter-degree cells an airframe's positions lie in: runs of one cell, in order of time.

A run is unbroken in one track, one raw file, one cell and one UTC day. Runs answer which aircraft came
near a place on a day, whatever place it is and whenever it became of interest.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel

__all__ = [
    "CELLS_A_DEG",
    "N_RUN_COLUMNS",
    "RUN_CELL",
    "RUN_FIRST",
    "RUN_LAST",
    "RUN_POINTS",
    "RUN_SOURCE",
    "address_number",
    "cell_at",
    "cell_runs",
    "cells_at",
    "cells_near",
    "find_runs",
]

#: Cells are a quarter of a degree wide and high: 15 NM from south to north.
CELLS_A_DEG = 4
_COLUMNS, _ROWS = 360 * CELLS_A_DEG, 180 * CELLS_A_DEG
_DAY_US = 86_400_000_000
_DAY_S = 86_400.0
#: Added to the number of an address that is not an airframe's identity.
_NO_IDENTITY = 2**24

#: Columns of a row of runs: the cell, first and last instant (microseconds since 1970), points, raw file.
RUN_CELL, RUN_FIRST, RUN_LAST, RUN_POINTS, RUN_SOURCE, N_RUN_COLUMNS = 0, 1, 2, 3, 4, 5


@kernel
def cell_at(lat: float, lon: float) -> int:
    """Give the number of the cell that holds a position in degrees.

    >>> cell_at(35.4, 35.95) == cell_at(35.26, 35.99), cell_at(0.0, 180.0) == cell_at(0.0, -180.0)
    (True, True)
    """
    row = min(math.floor((lat + 90.0) * CELLS_A_DEG), _ROWS - 1)
    column = math.floor((lon + 180.0) * CELLS_A_DEG) % _COLUMNS
    return row * _COLUMNS + column


@kernel
def find_runs(
    time_us: NDArray[np.int64],
    lat: Floats,
    lon: Floats,
    level_ft: Floats,
    source: NDArray[np.int32],
    runs: NDArray[np.int64],
    lowest: Floats,
    n: int,
) -> int:
    """Add the runs of one track behind the ``n`` there are; give how many there are then, -1 without room.

    Points without a position belong to no run, and break none.
    """
    cell, day, file, here = -1, -1, -1, n - 1
    for i in range(len(lat)):
        if math.isnan(lat[i]):
            continue
        at, today = cell_at(lat[i], lon[i]), time_us[i] // _DAY_US
        if at != cell or today != day or source[i] != file:
            here += 1
            if here >= len(runs):
                return -1
            cell, day, file = at, today, source[i]
            runs[here, RUN_CELL], runs[here, RUN_FIRST] = at, time_us[i]
            runs[here, RUN_POINTS], runs[here, RUN_SOURCE] = 0, file
            lowest[here] = math.nan
        runs[here, RUN_LAST] = time_us[i]
        runs[here, RUN_POINTS] += 1
        if not math.isnan(level_ft[i]) and not lowest[here] <= level_ft[i]:
            lowest[here] = level_ft[i]
    return here + 1


def address_number(airframe: str) -> int:
    """Give an address as a number, 2 ** 24 more with ``~``.

    >>> address_number("4ca001"), address_number("~4ca001") - address_number("4ca001")
    (5021697, 16777216)
    """
    return int(airframe.removeprefix("~"), 16) + (_NO_IDENTITY if airframe.startswith("~") else 0)


def cells_at(lat: Floats, lon: Floats) -> NDArray[np.int64]:
    """Give ``cell_at`` of many positions."""
    row = np.minimum(np.floor((lat + 90.0) * CELLS_A_DEG), _ROWS - 1)
    column = np.floor((lon + 180.0) * CELLS_A_DEG) % _COLUMNS
    return np.asarray(row * _COLUMNS + column, dtype=np.int64)


def cell_runs(time: Floats, lat: Floats, lon: Floats, source: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give where each run of one track begins, from the points that have a position; times in seconds."""
    if len(time) == 0:
        return np.empty(0, dtype=np.int64)
    keys = (cells_at(lat, lon), np.floor((time + 5e-7) / _DAY_S), source)
    changes = np.any([np.diff(key) != 0 for key in keys], axis=0)
    return np.flatnonzero(np.r_[True, changes])


def cells_near(lat: float, lon: float, radius_nm: float) -> NDArray[np.int64]:
    """Give the numbers of all cells that a circle round a position can touch; some may lie just outside."""
    reach = radius_nm / 60.0 + 1e-3
    rows = np.arange(
        max(math.floor((lat - reach + 90) * CELLS_A_DEG), 0),
        min(math.floor((lat + reach + 90) * CELLS_A_DEG), _ROWS - 1) + 1,
    )
    farthest = min(abs(lat) + reach, 90.0)
    wide = 180.0 if farthest >= 89.9 else min(reach / math.cos(math.radians(farthest)), 180.0)
    first, last = (math.floor((lon + side + 180) * CELLS_A_DEG) for side in (-wide, wide))
    columns = np.unique(np.arange(first, min(last, first + _COLUMNS - 1) + 1) % _COLUMNS)
    return (rows[:, None] * _COLUMNS + columns[None, :]).ravel()
