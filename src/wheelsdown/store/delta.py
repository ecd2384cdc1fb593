"""Keep one table of ours as a Delta table: which files make up which version.

A version is a list of files. They are on the disk before the Delta log names them, and a commit says
which files come in addition to those of the version it is based on, and which no longer belong to it.
What a version is never changes, so it is read from the log once and remembered; what this process commits
it knows without reading.

Old versions and their files are removed by ``cleaning`` alone, never as a side effect of a commit.
"""

import json
import re
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
from deltalake import DeltaTable, PostCommitHookProperties
from deltalake import Schema as DeltaSchema
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from wheelsdown.errors import IntegrityError, WorkspaceError
from wheelsdown.store.data_files import (
    WRITTEN_IN,
    DataFile,
    read_files,
    stored_schema,
    write_file,
)
from wheelsdown.store.durable import sync
from wheelsdown.store.piles import Waiting
from wheelsdown.store.tables import Table

__all__ = [
    "Version",
    "can_append",
    "commit",
    "data_files",
    "forget",
    "latest_version",
    "read_version",
    "require_columns",
    "rewrite",
    "scan",
]

_HOOKS = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)

#: Commits between two checkpoints: whoever opens a version reads at most so many small files of the log.
CHECKPOINT_EVERY = 16

#: Versions whose list of files is remembered: some tables, each with the published and a pinned version.
_REMEMBERED = 256

_COMMIT = re.compile(r"(\d{20})\.json")


@dataclass(frozen=True)
class Version:
    """What the log says of one version."""

    files: tuple[DataFile, ...]
    schema: DeltaSchema


#: Folder, number of a version, and the stamp of its commit.
_Key = tuple[Path, int, tuple[int, int]]
_remembered: dict[_Key, Version] = {}


def scan(folder: Path, version: int, table: Table) -> pl.LazyFrame:
    """Read one version of a table, in the table's order and with exactly its columns and types.

    A nullable column that the stored table lacks, because it was written by an older version, is null.

    Raises
    ------
    IntegrityError
        The version or one of its files is not there, or not as long as it was.
    WorkspaceError
        The stored table lacks a column that cannot be null.
    """
    files = data_files(folder, version)
    require_columns(folder, version, table)
    rows = read_files(files, table.columns).drop(WRITTEN_IN)
    return rows if len(files) <= 1 else rows.sort(table.sort_keys(), maintain_order=True)


def commit(
    folder: Path,
    rows: pl.DataFrame | Waiting,
    *,
    append: bool,
    base: int | None = None,
    order: Sequence[pl.Expr] = (),
) -> int:
    """Write rows as a new version of a table, on the disk when this returns; gives its number.

    Parameters
    ----------
    order
        What the rows are put in order by; without it they stand as they come.
    append
        Keep the files of ``base`` beside them; else the rows replace the table.
    base
        The version to add to; the newest by default. After a crash the newest version may be one that
        was never published; its rows do not count.

    Raises
    ------
    OSError, DeltaError
        The disk refuses; no version was added and the files written are removed again.
    """
    base = latest_version(folder) if base is None else base
    kept = data_files(folder, base) if append and base is not None else []
    columns = pl.Schema({name: dtype for name, dtype in rows.schema.items() if name != WRITTEN_IN})
    return _commit(folder, kept, [rows], stored_schema(columns), order, whole=not append)


def rewrite(
    folder: Path, base: int, old: Collection[DataFile], rows: Iterable[pl.DataFrame], table: Table
) -> int:
    """Put rows in the place of some files of a version; gives the number of the new one.

    Parameters
    ----------
    rows
        What each new file holds, with `WRITTEN_IN` and in any order; taken one after the other.

    Raises
    ------
    OSError, DeltaError
        As for `commit`.
    """
    gone = set(old)
    kept = [file for file in data_files(folder, base) if file not in gone]
    return _commit(folder, kept, rows, stored_schema(table.columns), table.sort_keys(), whole=False)


def can_append(folder: Path, version: int, table: Table) -> bool:
    """Say whether rows can stand beside those of a version: it has today's columns."""
    today = DeltaSchema.from_arrow(stored_schema(table.columns))
    latest = latest_version(folder)
    return latest is not None and all(read_version(folder, v).schema == today for v in {version, latest})


def data_files(folder: Path, version: int) -> list[DataFile]:
    """List the files of one version of a table, by name.

    Raises
    ------
    IntegrityError
        The Delta log does not know that version.
    """
    return list(read_version(folder, version).files)


def latest_version(folder: Path) -> int | None:
    """Give the newest committed version, published or not; None where there is no table."""
    try:
        names = [path.name for path in (folder / "_delta_log").iterdir()]
    except FileNotFoundError:
        return None
    return max((int(found[1]) for name in names if (found := _COMMIT.fullmatch(name))), default=None)


def require_columns(folder: Path, version: int, table: Table) -> None:
    """Refuse a stored table that lacks a column which cannot be null.

    Raises
    ------
    WorkspaceError
        It was written by an older wheelsdown.
    """
    there = {field.name for field in read_version(folder, version).schema.fields}
    lacking = set(table.columns) - there - table.nullable
    if lacking:
        raise WorkspaceError(
            f"table '{folder.name}' was written by an older wheelsdown and lacks "
            f"{', '.join(sorted(lacking))}; ingest the same files into a new workspace"
        )


def forget() -> None:
    """Read every version from the log again."""
    _remembered.clear()


def read_version(folder: Path, version: int) -> Version:
    """Give the files and the schema of one version.

    Raises
    ------
    IntegrityError
        The Delta log does not know that version.
    """
    try:
        key = _key(folder, version)
        return _remembered.get(key) or _remember(key, _from_log(folder.absolute(), version))
    except (OSError, DeltaError) as error:
        raise IntegrityError(
            f"version {version} of table '{folder.name}', which the snapshot names, cannot be read in "
            f"{folder} ({_first_line(error)}); `wheelsdown store check` shows what is damaged"
        ) from None


def _key(folder: Path, version: int) -> _Key:
    # The stamp tells a version from one that had the same number in a table that stood here before.
    found = (folder / "_delta_log" / f"{version:020}.json").stat()
    return folder.absolute(), version, (found.st_ino, found.st_mtime_ns)


def _remember(key: _Key, version: Version) -> Version:
    if len(_remembered) >= _REMEMBERED:
        _remembered.clear()
    _remembered[key] = version
    return version


def _from_log(folder: Path, version: int) -> Version:
    table = DeltaTable(folder, version=version)
    actions = pl.DataFrame(table.get_add_actions())
    if "path" not in actions.columns:
        return Version((), table.schema())
    rows = actions.sort("path").select("path", "size_bytes", "num_records").iter_rows()
    return Version(tuple(DataFile(folder / path, size, n) for path, size, n in rows), table.schema())


def _commit(
    folder: Path,
    kept: list[DataFile],
    rows: Iterable[pl.DataFrame | Waiting],
    schema: pl.Schema,
    order: Sequence[pl.Expr],
    *,
    whole: bool,
) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    before = latest_version(folder)
    version = 0 if before is None else before + 1
    new: list[DataFile] = []
    try:
        for some in filter(len, rows):
            new.append(write_file(folder, version, some, order))  # noqa: PERF401
        if before is None:
            _create(folder, schema, new)
        else:
            there = data_files(folder, before)
            actions = _difference([] if whole else there, [*kept, *new])
            _write_log(folder, before, schema, actions, mode="overwrite" if whole else "append")
    except BaseException:
        if latest_version(folder) == before:
            for file in new:
                file.path.unlink(missing_ok=True)
        raise
    _settle(folder, version)
    absolute = [replace(file, path=file.path.absolute()) for file in (*kept, *new)]
    files = tuple(sorted(absolute, key=lambda file: file.path.name))
    _remember(_key(folder, version), Version(files, DeltaSchema.from_arrow(schema)))
    return version


def _difference(there: list[DataFile], wanted: list[DataFile]) -> list[AddAction | RemoveAction]:
    """Say what makes the wanted files out of those that are there."""
    at = int(time.time() * 1000)
    before, after = dict.fromkeys(there), dict.fromkeys(wanted)
    return [
        *(_remove_action(file, at) for file in before if file not in after),
        *(_add_action(file, at) for file in after if file not in before),
    ]


def _create(folder: Path, schema: pl.Schema, files: list[DataFile]) -> None:
    create_table_with_add_actions(
        str(folder.absolute()),
        DeltaSchema.from_arrow(schema),
        [_add_action(file, int(time.time() * 1000)) for file in files],
        mode="error",
        post_commithook_properties=_HOOKS,
    )


def _write_log(
    folder: Path, before: int, schema: pl.Schema, actions: list[AddAction | RemoveAction], *, mode: str
) -> None:
    DeltaTable(str(folder.absolute()), version=before).create_write_transaction(
        actions, mode, DeltaSchema.from_arrow(schema), post_commithook_properties=_HOOKS
    )


def _settle(folder: Path, version: int) -> None:
    """Force a commit to the disk, and make the next opening quick."""
    log = folder / "_delta_log"
    sync(log / f"{version:020}.json")
    for path in (log, folder, folder.parent, folder.parent.parent) if version == 0 else (log,):
        sync(path)
    if version % CHECKPOINT_EVERY == 0 and version:
        with suppress(OSError, DeltaError):  # the commit stands; only the next opening takes longer
            DeltaTable(str(folder.absolute()), version=version).create_checkpoint()


def _add_action(file: DataFile, at: int) -> AddAction:
    return AddAction(
        path=file.path.name,
        size=file.size_bytes,
        partition_values={},
        modification_time=at,
        data_change=True,
        stats=json.dumps({"numRecords": file.n_rows}),
    )


def _remove_action(file: DataFile, at: int) -> RemoveAction:
    return RemoveAction(
        path=file.path.name,
        data_change=True,
        deletion_timestamp=at,
        size=file.size_bytes,
        partition_values={},
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
