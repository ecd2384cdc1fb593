"""Remember which rows no longer count, without touching the files they stand in.

A removal names a row by its key and says from which version of its table on it does not count: a row of
that key written in an earlier version is gone, one written in that version or later counts. Removals are
a small table of their own, published by the same snapshot as the tables they are about.

A key counts once at most, so the removals and the rows of one key alternate, and each removal is there
for the one row (or the rows written together) before it. When compaction drops that row from its file,
the removal has done its work and is dropped as well; so there are never many.
"""

from functools import lru_cache

import polars as pl

from wheelsdown.store import delta
from wheelsdown.store.data_files import WRITTEN_IN, DataFile, read_files
from wheelsdown.store.layout import Layout
from wheelsdown.store.snapshots import Snapshot

__all__ = ["REMOVALS", "counting", "done_by", "n_removed", "removals", "removals_of", "split"]

#: The name of the table, among the versions of a snapshot.
REMOVALS = "removals"

_LAST = "_removed_in"


#: ``version`` is that of the table from which on rows written before it no longer count.
_COLUMNS = pl.Schema({"table": pl.String(), "key": pl.String(), "version": pl.Int64()})


def removals(layout: Layout, snapshot: Snapshot) -> pl.DataFrame:
    """Give all removals of a snapshot: ``table``, ``key``, ``version``.

    Raises
    ------
    IntegrityError
        A file of them is missing or damaged.
    """
    version = snapshot.versions.get(REMOVALS)
    files = delta.data_files(layout.table(REMOVALS), version) if version is not None else []
    return _remembered(tuple(files))


def removals_of(layout: Layout, snapshot: Snapshot, name: str) -> pl.DataFrame:
    """Give the removals of one table: ``key``, ``version``."""
    return removals(layout, snapshot).filter(pl.col("table") == name).select("key", "version")


def counting(rows: pl.LazyFrame, key: str | None, removed: pl.DataFrame) -> pl.LazyFrame:
    """Give the rows that count, in their order, with `WRITTEN_IN`; filters pass through to the files."""
    if key is None or removed.is_empty():
        return rows
    return _with_last(rows, key, removed).filter(_counts()).drop(_LAST)


def split(rows: pl.DataFrame, key: str | None, removed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the rows that count and those that do not."""
    if key is None or removed.is_empty():
        return rows, rows.clear()
    told = _with_last(rows.lazy(), key, removed).with_columns(counts=_counts()).collect()
    parts = [told.filter(counts).drop("counts", _LAST) for counts in (pl.col("counts"), ~pl.col("counts"))]
    return parts[0], parts[1]


def done_by(dropped: pl.DataFrame, key: str, removed: pl.DataFrame) -> pl.DataFrame:
    """Give the removals that have done their work once these rows are gone: for each its own one."""
    gone = dropped.select(key=pl.col(key), at=pl.col(WRITTEN_IN).fill_null(-1) + 1).sort("at")
    own = gone.join_asof(
        removed.with_columns(at=pl.col("version")).sort("at"),
        on="at",
        by="key",
        strategy="forward",
        check_sortedness=False,
    )
    return own.drop_nulls("version").select("key", "version").unique()


def n_removed(rows: pl.LazyFrame, key: str, removed: pl.DataFrame) -> int:
    """Count the rows that do not count; reads the key and `WRITTEN_IN` only."""
    named = rows.select(key, WRITTEN_IN).join(_last(removed), left_on=key, right_on="key", how="inner")
    return int(named.filter(~_counts()).select(pl.len()).collect().item())


def _with_last(rows: pl.LazyFrame, key: str, removed: pl.DataFrame) -> pl.LazyFrame:
    return rows.join(_last(removed), left_on=key, right_on="key", how="left", maintain_order="left")


def _last(removed: pl.DataFrame) -> pl.LazyFrame:
    return removed.lazy().group_by("key").agg(pl.col("version").max().alias(_LAST))


def _counts() -> pl.Expr:
    return pl.col(_LAST).is_null() | (pl.col(WRITTEN_IN).fill_null(-1) >= pl.col(_LAST))


@lru_cache(maxsize=8)
def _remembered(files: tuple[DataFile, ...]) -> pl.DataFrame:
    return read_files(files, _COLUMNS).drop(WRITTEN_IN).collect()
