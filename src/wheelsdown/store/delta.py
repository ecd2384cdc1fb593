"""Keep one table of ours as a Delta table.

Each version's rows lie in Parquet files that are named by version and SHA-256 and are on the disk before
the Delta log names them. Delta knows no unsigned integers, categoricals or enums, so those are stored as
the next wider signed integer or as text, and restored on reading.

We write the Parquet files ourselves and hand only the commit to ``deltalake``: a full disk is then an
ordinary error before anything is committed, and the bytes of every file can be checked by its name.
"""

import json
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import polars as pl
from deltalake import DeltaTable, PostCommitHookProperties
from deltalake import Schema as DeltaSchema
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, create_table_with_add_actions
from polars.datatypes import DataType, DataTypeClass

from wheelsdown.errors import IntegrityError, WorkspaceError
from wheelsdown.store.durable import replace_file, sync
from wheelsdown.store.tables import Table

__all__ = ["DataFile", "can_append", "commit", "data_files", "latest_version", "scan", "vacuum"]

#: Old versions are removed by `vacuum` alone, never as a side effect of a commit.
_HOOKS = PostCommitHookProperties(create_checkpoint=True, cleanup_expired_logs=False)

_SIGNED: dict[DataType, DataType] = {
    pl.UInt8(): pl.Int16(),
    pl.UInt16(): pl.Int32(),
    pl.UInt32(): pl.Int64(),
}


@dataclass(frozen=True)
class DataFile:
    """One Parquet file of one version of a table, as the Delta log names it."""

    path: Path
    size_bytes: int
    n_rows: int

    @property
    def sha256(self) -> str:
        """Give the SHA-256 its name says it has."""
        return self.path.stem.partition("-")[2]


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
    for file in files:
        _refuse_damaged(file)
    _refuse_old(folder, version, table)
    if not files:
        return pl.LazyFrame(schema=table.columns)
    stored = _stored_schema(table.columns)
    rows = pl.scan_parquet(
        [file.path for file in files],
        schema=stored,
        missing_columns="insert",
        extra_columns="ignore",
        cast_options=pl.ScanCastOptions(missing_struct_fields="insert", extra_struct_fields="ignore"),
        glob=False,
    )
    restored = [pl.col(name).cast(dtype) for name, dtype in table.columns.items() if stored[name] != dtype]
    rows = rows.with_columns(restored)
    return rows if len(files) == 1 else rows.sort(table.sort_keys(), maintain_order=True)


def commit(folder: Path, rows: pl.DataFrame, *, append: bool) -> int:
    """Write rows as a new version of a table, on the disk when this returns; gives its number.

    Raises
    ------
    OSError, DeltaError
        The disk refuses; no version was added and the files written are removed again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = latest_version(folder)
    version = 0 if before is None else before + 1
    stored = rows.cast(_stored_schema(rows.schema))
    files = [_write_file(folder, version, stored)] if rows.height else []
    try:
        _commit_files(folder, stored.schema, files, append=append)
    except (OSError, DeltaError):
        if latest_version(folder) == before:
            for file in files:
                file.path.unlink(missing_ok=True)
        raise
    log = folder / "_delta_log"
    sync(log / f"{version:020}.json")
    for path in (log, folder, folder.parent, folder.parent.parent):
        sync(path)
    return version


def can_append(folder: Path, version: int, table: Table) -> bool:
    """Say whether rows can be added to a version as it is: it is the newest, and has today's columns.

    After a crash the newest version may be one that was never published; its rows do not count.
    """
    if latest_version(folder) != version:
        return False
    return _open(folder).schema() == DeltaSchema.from_arrow(_stored_schema(table.columns))


def data_files(folder: Path, version: int) -> list[DataFile]:
    """List the files of one version of a table, by name.

    Raises
    ------
    IntegrityError
        The Delta log does not know that version.
    """
    try:
        actions = pl.DataFrame(_open(folder, version).get_add_actions())
    except DeltaError as error:
        raise IntegrityError(
            f"version {version} of table '{folder.name}', which the snapshot names, cannot be read in "
            f"{folder} ({_first_line(error)}); `wheelsdown store check` shows what is damaged"
        ) from None
    if "path" not in actions.columns:
        return []
    rows = actions.sort("path").select("path", "size_bytes", "num_records").iter_rows()
    return [DataFile(folder / path, size, n_rows) for path, size, n_rows in rows]


def latest_version(folder: Path) -> int | None:
    """Give the newest committed version, published or not; None where there is no table."""
    if not (folder / "_delta_log").is_dir():
        return None
    try:
        return _open(folder).version()
    except TableNotFoundError:
        return None


def vacuum(folder: Path, *, keep: Collection[int], retention: timedelta) -> tuple[int, int]:
    """Remove files no kept version needs and that are older than the retention.

    Returns
    -------
    The number of files removed, and the version the table has now (with the same rows as before).
    """
    table = _open(folder)
    removed = table.vacuum(
        retention_hours=int(retention / timedelta(hours=1)),
        dry_run=False,
        enforce_retention_duration=False,
        full=True,
        keep_versions=sorted(keep),
        post_commithook_properties=_HOOKS,
    )
    return len(removed), _open(folder).version()


def _open(folder: Path, version: int | None = None) -> DeltaTable:
    return DeltaTable(str(folder.absolute()), version=version)


def _write_file(folder: Path, version: int, stored: pl.DataFrame) -> DataFile:
    # Polars writes into memory, because its own errors do not always say that the disk is full.
    buffer = BytesIO()
    stored.write_parquet(buffer)
    content = buffer.getvalue()
    path = folder / f"{version:08}-{sha256(content).hexdigest()}.parquet"
    replace_file(path, content)
    return DataFile(path, path.stat().st_size, stored.height)


def _commit_files(folder: Path, schema: pl.Schema, files: list[DataFile], *, append: bool) -> None:
    delta_schema = DeltaSchema.from_arrow(schema)
    actions = [_add_action(file) for file in files]
    if latest_version(folder) is None:
        create_table_with_add_actions(
            str(folder.absolute()), delta_schema, actions, mode="error", post_commithook_properties=_HOOKS
        )
    else:
        _open(folder).create_write_transaction(
            [*actions],
            "append" if append else "overwrite",
            delta_schema,
            post_commithook_properties=_HOOKS,
        )


def _add_action(file: DataFile) -> AddAction:
    return AddAction(
        path=file.path.name,
        size=file.size_bytes,
        partition_values={},
        modification_time=int(time.time() * 1000),
        data_change=True,
        stats=json.dumps({"numRecords": file.n_rows}),
    )


def _refuse_damaged(file: DataFile) -> None:
    size = file.path.stat().st_size if file.path.is_file() else None
    if size != file.size_bytes:
        what = "is missing" if size is None else f"has {size} bytes instead of {file.size_bytes}"
        raise IntegrityError(f"{file.path} {what}; `wheelsdown store check` shows what else is damaged")


def _refuse_old(folder: Path, version: int, table: Table) -> None:
    there = {field.name for field in _open(folder, version).schema().fields}
    lacking = set(table.columns) - there - table.nullable
    if lacking:
        raise WorkspaceError(
            f"table '{folder.name}' was written by an older wheelsdown and lacks "
            f"{', '.join(sorted(lacking))}; ingest the same files into a new workspace"
        )


def _stored_schema(schema: pl.Schema) -> pl.Schema:
    return pl.Schema({name: _stored(dtype) for name, dtype in schema.items()})


def _stored(dtype: DataType) -> DataType:
    if isinstance(dtype, pl.List):
        return pl.List(_stored(_instance(dtype.inner)))
    if isinstance(dtype, pl.Struct):
        return pl.Struct({field.name: _stored(_instance(field.dtype)) for field in dtype.fields})
    if isinstance(dtype, pl.Categorical | pl.Enum):
        return pl.String()
    return _SIGNED.get(dtype, dtype)


def _instance(dtype: DataType | DataTypeClass) -> DataType:
    return dtype() if isinstance(dtype, type) else dtype


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
