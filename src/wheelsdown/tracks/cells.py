"""Which quarter-degree cells an airframe's positions lie in: runs of one cell, in order of time.

A run is unbroken in one raw file, one cell and one UTC day, with no silence that ends a track. Positions
count as they were received: what is judged false today may be cleared by a file that comes in tomorrow,
and an index must not miss it. Runs answer which aircraft may have come near a place on a day, whatever
place it is and whenever it became of interest; the points say which did.
"""

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel
from wheelsdown.schemas import CellRun
from wheelsdown.tracks.cut import MAX_SILENCE_S

__all__ = [
    "CELLS_A_DEG",
    "N_RUN_COLUMNS",
    "RUN_CELL",
    "RUN_FIRST",
    "RUN_LAST",
    "RUN_POINTS",
    "address_number",
    "cell_at",
    "cell_runs",
    "cells_near",
    "find_runs",
]

#: Cells are a quarter of a degree wide and high: 15 NM from south to north.
CELLS_A_DEG = 4
_COLUMNS, _ROWS = 360 * CELLS_A_DEG, 180 * CELLS_A_DEG
_DAY_US = 86_400_000_000
#: Nearer to an edge rounding may put a position into the cell beyond; what is left of a cell within.
_EDGE_DEG = 1e-9
_INSIDE_DEG = 1 / CELLS_A_DEG - 2 * _EDGE_DEG
_SILENCE_US = round(MAX_SILENCE_S * 1_000_000)
#: Added to the number of an address that is not an airframe's identity.
_NO_IDENTITY = 2**24

#: Columns of a row of runs: the cell, first and last instant (microseconds since 1970), points.
RUN_CELL, RUN_FIRST, RUN_LAST, RUN_POINTS, N_RUN_COLUMNS = 0, 1, 2, 3, 4


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
    altitude_ft: Floats,
    geometric_ft: Floats,
    runs: NDArray[np.int64],
    lowest: Floats,
    n: int,
) -> int:
    """Add the runs of one raw file behind the ``n`` there are; give how many there are then, -1 without room.

    Points without a position belong to no run, and break none.
    """
    cell, within, midnight, until, here = -1, -1, 0, 0, n - 1
    south, north, west, east = math.nan, math.nan, math.nan, math.nan
    n_points, lowest_ft = 0, math.nan
    for i in range(len(lat)):
        if not (south < lat[i] < north and west < lon[i] < east):  # what is surely in the same cell is quick
            if math.isnan(lat[i]):
                continue
            within = cell_at(lat[i], lon[i])
            south = math.floor((lat[i] + 90.0) * CELLS_A_DEG) / CELLS_A_DEG - 90.0 + _EDGE_DEG
            west = math.floor((lon[i] + 180.0) * CELLS_A_DEG) / CELLS_A_DEG - 180.0 + _EDGE_DEG
            north, east = south + _INSIDE_DEG, west + _INSIDE_DEG
        at = time_us[i]
        if within != cell or not midnight - _DAY_US <= at < midnight or at - until > _SILENCE_US:
            if n_points:
                runs[here, RUN_LAST], runs[here, RUN_POINTS], lowest[here] = until, n_points, lowest_ft
            here += 1
            if here >= len(runs):
                return -1
            cell, midnight = within, (at // _DAY_US + 1) * _DAY_US
            runs[here, RUN_CELL], runs[here, RUN_FIRST] = within, at
            n_points, lowest_ft = 0, math.nan
        until = at
        n_points += 1
        level = geometric_ft[i] if math.isnan(altitude_ft[i]) else altitude_ft[i]
        if not math.isnan(level) and not lowest_ft <= level:
            lowest_ft = level
    if n_points:
        runs[here, RUN_LAST], runs[here, RUN_POINTS], lowest[here] = until, n_points, lowest_ft
    return here + 1


def address_number(airframe: str) -> int:
    """Give an address as a number, 2 ** 24 more with ``~``.

    >>> address_number("4ca001"), address_number("~4ca001") - address_number("4ca001")
    (5021697, 16777216)
    """
    return int(airframe.removeprefix("~"), 16) + (_NO_IDENTITY if airframe.startswith("~") else 0)


def cell_runs(states: pl.DataFrame) -> pl.DataFrame:
    """Give the ``schemas.CellRun`` rows of state vectors in no order of their own, as `find_runs` does."""
    placed = states.filter(
        pl.col("lat_deg").is_not_null(), ~pl.col("estimated"), ~pl.col("airframe").str.starts_with("anon:")
    ).select(
        "airframe",
        "simulated",
        file=pl.col("sha256").cast(pl.String),
        us=pl.col("at").dt.epoch("us"),
        row="row",
        level=pl.coalesce("altitude_ft", "geometric_altitude_ft"),
        cell=_cells(pl.col("lat_deg"), pl.col("lon_deg")),
    )
    ordered = placed.sort("airframe", "file", "us", "row")
    day = pl.col("us") // _DAY_US
    same = [pl.col(name) == pl.col(name).shift() for name in ("airframe", "file", "cell")]
    goes_on = pl.all_horizontal(*same, day == day.shift(), pl.col("us") - pl.col("us").shift() <= _SILENCE_US)
    runs = (
        ordered.with_columns(run=(~goes_on.fill_null(value=False)).cum_sum())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("cell", "airframe", "simulated").first(),
            first_s=pl.col("us").first() // 1_000_000,
            last_s=pl.col("us").last() // 1_000_000,
            n_points=pl.len(),
            lowest_ft=pl.col("level").min(),
        )
    )
    numbers = pl.Series([address_number(name) for name in runs["airframe"]], dtype=pl.UInt32)
    schema = CellRun.create_empty().schema
    return runs.with_columns(address=numbers).select(
        pl.col(name).cast(dtype) for name, dtype in schema.items()
    )


def _cells(lat: pl.Expr, lon: pl.Expr) -> pl.Expr:
    """Give ``cell_at`` of columns."""
    row = ((lat + 90.0) * CELLS_A_DEG).floor().clip(upper_bound=_ROWS - 1).cast(pl.Int64)
    return row * _COLUMNS + ((lon + 180.0) * CELLS_A_DEG).floor().cast(pl.Int64) % _COLUMNS


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
