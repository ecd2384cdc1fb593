"""Merge small files, so that reading takes as long as the table is large, not as it is old.

Size-tiered: a tier holds the files of which each is at most ``FAN_IN`` times another. Once more than
``FAN_IN`` of them have piled up they become one, usually of the next tier. So a row is rewritten once per
tier, a table of n rows has at most ``FAN_IN`` files in each of log(n) tiers, and what one commit
costs does not depend on how many there were. Rows that no longer count stay behind in the old files, and
so do the removals that told so.

What is merged into more rows than ``ROWS_PER_FILE`` becomes several files side by side, each with its own
range of the column that orders the table, made one after the other: memory is bounded by one of them. Such
files are left alone from then on.

Every merge is a version of its own that the next snapshot names; a crash before that leaves everything
as it was.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil, log

import polars as pl

from wheelsdown.store import delta
from wheelsdown.store.data_files import WRITTEN_IN, DataFile, read_files
from wheelsdown.store.layout import Layout
from wheelsdown.store.ordering import ranges
from wheelsdown.store.removals import REMOVALS, done_by, removals, removals_of, split
from wheelsdown.store.snapshots import Snapshot
from wheelsdown.store.tables import Table, table_named

__all__ = ["FAN_IN", "Choose", "Merged", "crowded", "merge", "several"]

#: Files of one tier that stand side by side before they are merged, and the step from tier to tier:
#: five years of daily commits leave some 30 files, and write each row 3 times.
FAN_IN = 16

#: Rows of the largest file that merging makes; it holds them in memory, up to 5 kB each (visits and
#: flights with their evidence, while they are sorted). A file of half as many is never merged again.
ROWS_PER_FILE = 125_000

Choose = Callable[[list[DataFile]], list[DataFile]]


@dataclass
class Merged:
    """The versions that merging made, and the removals that have done their work."""

    versions: dict[str, int] = field(default_factory=dict)
    done: list[pl.DataFrame] = field(default_factory=list)


def crowded(files: list[DataFile]) -> list[DataFile]:
    """Give the files of the smallest tier that holds too many; none where all is well."""
    tiers: dict[int, list[DataFile]] = {}
    for file in files:
        if file.n_rows < ROWS_PER_FILE // 2:
            tiers.setdefault(int(log(max(file.n_rows, 1), FAN_IN)), []).append(file)
    return next((tiers[tier] for tier in sorted(tiers) if len(tiers[tier]) > FAN_IN), [])


def several(files: list[DataFile]) -> list[DataFile]:
    """Give all files where there are more than their rows need."""
    needed = ceil(sum(file.n_rows for file in files) / ROWS_PER_FILE)
    return files if len(files) > max(needed, 1) else []


def merge(layout: Layout, snapshot: Snapshot, names: Iterable[str], choose: Choose) -> dict[str, int]:
    """Merge the files that ``choose`` gives of each table; gives the versions that are new.

    Raises
    ------
    OSError, DeltaError
        The disk refuses; what is published stands.
    """
    merged = Merged()
    for name in sorted({*names} & {*snapshot.versions} - {REMOVALS}):
        _merge_table(layout, snapshot, name, choose, merged)
    _merge_removals(layout, snapshot, choose, merged)
    return merged.versions


def _merge_table(layout: Layout, snapshot: Snapshot, name: str, choose: Choose, merged: Merged) -> None:
    table, folder, version = table_named(name), layout.table(name), snapshot.versions[name]
    removed = removals_of(layout, snapshot, name)
    while files := _worthwhile(delta.data_files(folder, version), choose, removed):
        delta.require_columns(folder, version, table)
        is_all = len(files) == len(delta.data_files(folder, version))
        dropped: list[pl.DataFrame] = []
        parts = _in_ranges(read_files(files, table.columns), table, removed, dropped)
        version = delta.rewrite(folder, version, files, parts, table)
        merged.versions[name] = version
        done = removed if is_all else _done(table, dropped, removed)
        merged.done.append(done.select(table=pl.lit(name), key="key", version="version"))
        removed = removed.join(done, on=["key", "version"], how="anti")


def _worthwhile(files: list[DataFile], choose: Choose, removed: pl.DataFrame) -> list[DataFile]:
    """Give the chosen files; one alone is worth rewriting where a full merge drops rows from it."""
    chosen = choose(files)
    return files if choose is several and not removed.is_empty() else chosen


def _in_ranges(
    rows: pl.LazyFrame, table: Table, removed: pl.DataFrame, dropped: list[pl.DataFrame]
) -> Iterator[pl.DataFrame]:
    """Give the rows that count, range by range in the table's order; the others are put into ``dropped``."""
    values = rows.select(table.order[0]).collect().to_series()
    for here in ranges(values, pl.col(table.order[0]), ceil(len(values) / ROWS_PER_FILE)):
        kept, gone = split(rows.filter(here).collect(), table.key, removed)
        if table.key is not None:
            dropped.append(gone.select(table.key, WRITTEN_IN))
        yield kept


def _done(table: Table, dropped: list[pl.DataFrame], removed: pl.DataFrame) -> pl.DataFrame:
    return removed.clear() if table.key is None else done_by(pl.concat(dropped), table.key, removed)


def _merge_removals(layout: Layout, snapshot: Snapshot, choose: Choose, merged: Merged) -> None:
    version = snapshot.versions.get(REMOVALS)
    if version is None:
        return
    folder, there = layout.table(REMOVALS), removals(layout, snapshot)
    done = pl.concat(merged.done) if merged.done else there.clear()
    left = there.join(done, on=there.columns, how="anti")
    if len(left) < len(there) or choose(delta.data_files(folder, version)):
        merged.versions[REMOVALS] = delta.commit(folder, left.unique().sort(left.columns), append=False)
