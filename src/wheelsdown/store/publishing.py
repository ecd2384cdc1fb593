"""Write the tables of the next snapshot: replaced as a whole, or amended by what changed.

Nothing here is visible to a reader: the versions that come out are, once a snapshot names them. Every
commit is based on the version that is published, so what a crash left unpublished never comes in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from wheelsdown.errors import IntegrityError, SchemaError
from wheelsdown.store import delta
from wheelsdown.store.data_files import WRITTEN_IN, read_files
from wheelsdown.store.layout import Layout
from wheelsdown.store.marker import require_format
from wheelsdown.store.piles import Pile, Waiting
from wheelsdown.store.removals import REMOVALS, counting, n_removed, removals, removals_of
from wheelsdown.store.rules import checked, validated
from wheelsdown.store.snapshots import Snapshot
from wheelsdown.store.tables import Table, derived_from, table_named

__all__ = ["Amendment", "amended", "count_rows", "read_table", "removed_keys", "replaced"]

#: The first format of a workspace in which a row can be removed without rewriting its file.
_FORMAT_WITH_REMOVALS = 2


@dataclass(frozen=True)
class Amendment:
    """What changes in a table; a changed row is removed and added.

    ``added`` holds new rows, of which no key may stand in the table already unless it is removed as well;
    ``removed`` holds the keys of rows that no longer count.
    """

    added: pl.DataFrame | Waiting
    removed: pl.Series | Sequence[str] = ()


def read_table(layout: Layout, snapshot: Snapshot, name: str) -> pl.LazyFrame:
    """Read the rows of a table that count in a snapshot, in the table's order.

    A filter that follows is applied before the rows are put in order, and skips what the files' own
    statistics rule out.

    Raises
    ------
    IntegrityError
        A file of the table is missing or damaged.
    """
    table, version = table_named(name), snapshot.versions.get(name)
    if version is None:
        return _not_written(layout, snapshot, table)
    removed = removals_of(layout, snapshot, name)
    folder = layout.table(name)
    if table.key is None or removed.is_empty():
        return delta.scan(folder, version, table)
    delta.require_columns(folder, version, table)
    files = delta.data_files(folder, version)
    rows = counting(read_files(files, table.columns), table.key, removed).drop(WRITTEN_IN)
    return rows if len(files) <= 1 else rows.sort(table.sort_keys(), maintain_order=True)


def replaced(layout: Layout, before: Snapshot, tables: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """Write whole tables; an append-only one gains the rows it lacks. Gives the versions that are new."""
    versions: dict[str, int] = {}
    for name, rows in sorted(_with_derived(tables).items()):
        version = _replaced(layout, before, name, rows)
        if version is not None and version != before.versions.get(name):
            versions[name] = version
    _forget_removals(layout, before, versions)
    return versions


def amended(layout: Layout, before: Snapshot, amendments: Mapping[str, Amendment]) -> dict[str, int]:
    """Write what changes in tables. Gives the versions that are new."""
    versions: dict[str, int] = {}
    removed = []
    for name in sorted({*amendments, *(child for parent in amendments for child in derived_from(parent))}):
        amendment = amendments.get(name) or _derived(layout, before, amendments, name)
        version, keys = _amended(layout, before, name, amendment)
        if version is not None:
            versions[name] = version
        if keys is not None:
            removed.append(keys)
    if removed:
        require_format(layout.root, _FORMAT_WITH_REMOVALS)
        folder, base = layout.table(REMOVALS), before.versions.get(REMOVALS)
        versions[REMOVALS] = delta.commit(folder, pl.concat(removed), append=base is not None, base=base)
    return versions


def count_rows(layout: Layout, snapshot: Snapshot, name: str) -> int:
    """Count the rows that count; where none was removed the log knows."""
    table, version = table_named(name), snapshot.versions.get(name)
    removed = removals_of(layout, snapshot, name)
    if version is None:
        return int(_not_written(layout, snapshot, table).select(pl.len()).collect().item())
    files = delta.data_files(layout.table(name), version)
    n_rows = sum(file.n_rows for file in files)
    if table.key is None or removed.is_empty():
        return n_rows
    return n_rows - n_removed(read_files(files, table.columns), table.key, removed)


def removed_keys(name: str, removed: pl.Series | Sequence[str]) -> pl.Series:
    """Give the keys of an amendment, each once.

    Raises
    ------
    SchemaError
        Rows would go from a table that only gains some, or keys are not text.
    """
    try:
        keys = pl.Series("key", removed, dtype=pl.String).drop_nulls().unique().sort()
    except TypeError:
        raise SchemaError(f"table '{name}': the keys of removed rows are text") from None
    if table_named(name).key is None and not keys.is_empty():
        raise SchemaError(f"table '{name}' only gains rows, so none can be removed from it")
    return keys


# --- whole tables -------------------------------------------------------------------------------------


def _with_derived(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    made = {
        child: validated(child, rows_of(rows.lazy()).collect())
        for name, rows in tables.items()
        for child, rows_of in derived_from(name).items()
    }
    return {**tables, **made}


def _replaced(layout: Layout, before: Snapshot, name: str, rows: pl.DataFrame) -> int | None:
    table, folder, base = table_named(name), layout.table(name), before.versions.get(name)
    if table.append_only:
        return _add_missing(table, layout, before, name, rows)
    if base is None and table.derived is not None and rows.is_empty():
        return None
    if base is not None and _same_rows(layout, before, name, table.sorted(rows)):
        return base
    return delta.commit(folder, rows, append=False, order=table.sort_keys())


def _same_rows(layout: Layout, before: Snapshot, name: str, rows: pl.DataFrame) -> bool:
    try:
        return read_table(layout, before, name).collect().equals(rows)
    except IntegrityError:
        return False  # a derived table that was damaged is written anew


def _forget_removals(layout: Layout, before: Snapshot, versions: dict[str, int]) -> None:
    """Drop the removals of tables that were replaced: none of their rows is older."""
    there = removals(layout, before)
    left = there.filter(~pl.col("table").is_in(list(versions)))
    if len(left) < len(there):
        versions[REMOVALS] = delta.commit(layout.table(REMOVALS), left, append=False)


# --- amendments ---------------------------------------------------------------------------------------


def _derived(layout: Layout, before: Snapshot, amendments: Mapping[str, Amendment], name: str) -> Amendment:
    """Give the amendment of a table that follows from an amended one."""
    derived = table_named(name).derived
    if derived is None:
        raise SchemaError(f"table '{name}' follows from no other")
    source = amendments[derived.source]
    like = source.added.pile if isinstance(source.added, Waiting) else None
    rows = Pile([name], layout.cache, like)
    for each in _frames(source.added):
        rows.add({name: derived.rows(each.lazy()).collect()})
    if name not in before.versions:  # the rows it would have had so far are to come in as well
        earlier = read_table(layout, before, name).collect()
        key = pl.col(table_named(name).key or "")
        rows.add({name: earlier.filter(~key.is_in(list(source.removed)))})
    return Amendment(checked(name, rows[name]), source.removed)


def _amended(
    layout: Layout, before: Snapshot, name: str, amendment: Amendment
) -> tuple[int | None, pl.DataFrame | None]:
    """Give the version of the table that is new, if any, and the removals that belong to it."""
    table, folder, base = table_named(name), layout.table(name), before.versions.get(name)
    added = _not_there_yet(table, layout, before, name, amendment.added)
    keys = removed_keys(name, amendment.removed)
    if base is None:
        return (_added(table, folder, added, None) if added.height else None), None
    if added.is_empty() and keys.is_empty():
        return None, None
    if not delta.can_append(folder, base, table):
        return _rewritten(layout, before, name, added, keys), None
    version = _added(table, folder, added, base) if added.height else None
    if keys.is_empty():
        return version, None
    from_on = version if version is not None else (delta.latest_version(folder) or 0) + 1
    rows = {"table": pl.lit(name), "key": pl.col("key"), "version": pl.lit(from_on, pl.Int64())}
    return version, pl.DataFrame({"key": keys}).select(**rows)


def _not_there_yet(
    table: Table, layout: Layout, before: Snapshot, name: str, added: pl.DataFrame | Waiting
) -> pl.DataFrame | Waiting:
    if isinstance(added, Waiting):
        return added
    if table.append_only:
        return _missing(table, layout, before, name, added)
    if table.by_acquisition:
        return added.filter(~pl.col("acquisition").is_in(list(before.covers)))
    return added


def _rewritten(
    layout: Layout, before: Snapshot, name: str, added: pl.DataFrame | Waiting, keys: pl.Series
) -> int:
    """Write a table anew whose files lack columns of today."""
    table = table_named(name)
    there = read_table(layout, before, name).collect()
    if table.key is not None:
        there = there.filter(~pl.col(table.key).is_in(keys.to_list()))
    return _added(table, layout.table(name), pl.concat([there, *_frames(added)]), None)


def _added(table: Table, folder: Path, rows: pl.DataFrame | Waiting, base: int | None) -> int:
    """Add rows to a version of a table, or make a table of them; gives the new version."""
    return delta.commit(folder, rows, append=base is not None, base=base, order=table.sort_keys())


def _frames(rows: pl.DataFrame | Waiting) -> Iterable[pl.DataFrame]:
    return [rows] if isinstance(rows, pl.DataFrame) else rows.frames()


# --- rows that are never twice ------------------------------------------------------------------------


def _add_missing(table: Table, layout: Layout, before: Snapshot, name: str, rows: pl.DataFrame) -> int | None:
    base = before.versions.get(name)
    missing = _missing(table, layout, before, name, rows)
    if missing.is_empty():
        return base
    if base is None or delta.can_append(layout.table(name), base, table):
        return _added(table, layout.table(name), missing, base)
    return _rewritten(layout, before, name, missing, pl.Series("key", [], dtype=pl.String))


def _missing(table: Table, layout: Layout, before: Snapshot, name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Give the rows that the table lacks, once each; reads only what can be the same rows."""
    rows = rows.unique(maintain_order=True)
    if before.versions.get(name) is None or rows.is_empty():
        return rows
    there = read_table(layout, before, name).filter(_may_equal(rows, table)).collect()
    return rows.join(there, on=rows.columns, how="anti", nulls_equal=True, maintain_order="left")


def _may_equal(rows: pl.DataFrame, table: Table) -> pl.Expr:
    """Keep what may be one of the rows: each value that orders the table lies between theirs.

    A day's rows are of that day, so what is compared is what the files have of it, not the table.
    """
    kept = pl.lit(value=True)
    for name in table.order:
        there = rows[name].drop_nulls()
        if there.dtype == pl.Boolean:
            continue
        here = pl.col(name).is_between(*_ends(there)) if len(there) else pl.lit(value=False)
        kept &= here | pl.col(name).is_null() if rows[name].has_nulls() else here
    return kept


def _ends(column: pl.Series) -> tuple[pl.Expr, pl.Expr]:
    return pl.lit(column.min(), column.dtype), pl.lit(column.max(), column.dtype)


# --- tables that were never written -------------------------------------------------------------------


def _not_written(layout: Layout, snapshot: Snapshot, table: Table) -> pl.LazyFrame:
    if table.derived is None or table.derived.source not in snapshot.versions:
        return pl.LazyFrame(schema=table.columns)
    made = table.derived.rows(read_table(layout, snapshot, table.derived.source))
    return made.sort(table.sort_keys(), maintain_order=True)
