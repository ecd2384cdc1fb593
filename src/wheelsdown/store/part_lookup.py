"""Where the points of one airframe lie, without going through the index of parts.

The index stands in order of airframes, in files that never change. Of each file it is noted once a process
between which airframes and times every few thousand rows of it lie; a question then reads the rows that
may hold the answer, whatever the number of days and files.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path

import numpy as np
import polars as pl

from wheelsdown.store import delta
from wheelsdown.store.data_files import DataFile, read_files
from wheelsdown.store.tables import table_named
from wheelsdown.store.workspace import Workspace

__all__ = ["parts_of"]

#: Rows that are looked at together: as many as a file keeps together (``data_files``) or a part of them.
ROWS_PER_STRETCH = 2048

#: Stretches of rows held in memory, of some 600 kB each.
_HELD_STRETCHES = 64

#: Files of which it is remembered what they hold: a year of the whole sky is some 250, of 60 stretches each.
_KNOWN_FILES = 4_096


def parts_of(
    workspace: Workspace, airframes: Sequence[str], since: datetime | None, until: datetime | None
) -> pl.DataFrame:
    """Give the `Part` rows of some airframes that overlap ``[since, until)``, in the table's order.

    Raises
    ------
    IntegrityError
        A file of the table is missing or damaged.
    WorkspaceError
        The table was written by an older wheelsdown.
    """
    table, folder = table_named("parts"), workspace.layout.table("parts").absolute()
    version = workspace.snapshot().versions.get("parts")
    files = [] if version is None else delta.data_files(folder, version)
    if version is None or not files:
        return pl.DataFrame(schema=table.columns)
    held = _stretches(folder, version)
    file, start = held["file"].to_numpy(), held["start"].to_numpy()
    between = [(held["first_airframe"] <= each) & (held["last_airframe"] >= each) for each in airframes]
    may_hold = reduce(or_, between) & _overlapping(held, since, until)
    found = []
    for i in np.flatnonzero(may_hold.to_numpy()):
        rows = _rows(files[file[i]], start[i])
        theirs = reduce(or_, [rows["airframe"] == each for each in airframes])
        found.append(_where(rows, theirs & _overlapping(rows, since, until)))
    if len(found) == 1:
        return found[0]
    return table.sorted(pl.concat(found)) if found else pl.DataFrame(schema=table.columns)


def _where(rows: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """Give the rows wanted, which mostly stand together: a slice costs nothing."""
    places = np.flatnonzero(wanted.to_numpy())
    if not len(places):
        return rows.clear()
    first, n_rows = places[0], places[-1] - places[0] + 1
    together = rows.slice(first, n_rows)
    return together if len(places) == n_rows else together.filter(wanted.slice(first, n_rows))


def _overlapping(rows: pl.DataFrame, since: datetime | None, until: datetime | None) -> pl.Series:
    """Tell which rows overlap a half-open interval; by columns, which is quicker than by expressions."""
    kept = pl.Series([True]).new_from_index(0, len(rows))
    if since is not None:
        kept &= rows["last_at"] >= since
    if until is not None:
        kept &= rows["first_at"] < until
    return kept


@lru_cache(maxsize=4)
def _stretches(folder: Path, version: int) -> pl.DataFrame:
    """Tell what the stretches of rows of one version of the table hold; ``file`` counts its files."""
    delta.require_columns(folder, version, table_named("parts"))
    files = delta.data_files(folder, version)
    return pl.concat(_held(file).with_columns(file=pl.lit(i, pl.Int64)) for i, file in enumerate(files))


@lru_cache(maxsize=_KNOWN_FILES)
def _held(file: DataFile) -> pl.DataFrame:
    """Tell between which airframes and times each stretch of a file lies."""
    rows = read_files([file], table_named("parts").columns).select("airframe", "first_at", "last_at")
    stretch = pl.col("row") // ROWS_PER_STRETCH
    return (
        rows.with_row_index("row")
        .group_by(start=stretch * ROWS_PER_STRETCH)
        .agg(
            first_airframe=pl.col("airframe").min(),
            last_airframe=pl.col("airframe").max(),
            first_at=pl.col("first_at").min(),
            last_at=pl.col("last_at").max(),
        )
        .collect()
    )


@lru_cache(maxsize=_HELD_STRETCHES)
def _rows(file: DataFile, start: int) -> pl.DataFrame:
    columns = table_named("parts").columns
    return read_files([file], columns).select(columns.names()).slice(start, ROWS_PER_STRETCH).collect()
