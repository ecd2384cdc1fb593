"""Write rows as Parquet files, and read them back exactly.

A file is named by the version of its table and by its SHA-256, so that its bytes can be checked by its
name. Every row also says in which version it was written (``written_in``): a row that was removed later
is told by that, wherever compaction has moved it since.

Delta knows no unsigned integers, categoricals or enums, so those are stored as the next wider signed
integer or as text, and restored on reading.

We write the files ourselves: a full disk is then an ordinary error before anything is committed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import polars as pl
from polars.datatypes import DataType, DataTypeClass
from polars.io.plugins import register_io_source

from wheelsdown.errors import IntegrityError
from wheelsdown.store.durable import replace_file
from wheelsdown.store.ordering import in_order
from wheelsdown.store.piles import Waiting

__all__ = ["WRITTEN_IN", "DataFile", "read_files", "stored_schema", "write_file"]

#: The column that only the files have: the version of the table that first held the row. Null in files
#: of a wheelsdown that did not know it; such rows are older than any removal.
WRITTEN_IN = "written_in"

#: Rows that a reader decodes together: larger groups decode more than is asked, smaller ones cost more to
#: write and in the footer. One base's visits of a year are some thousand neighbouring rows
#: (benchmarks/base_query).
ROWS_PER_GROUP = 2048
#: The same where no column is a struct: a row of flights or visits is some 60 values, others are few. One
#: airframe's rows are read as fast, and a day is written a quarter faster.
_FLAT_ROWS_PER_GROUP = 8192
#: Groups of the largest tables: more of them cost more to write, and in the footer to read, than finer steps
#: save. What is near a place, out of ten days of 4 million runs of cells: 37 ms with 490 groups a file,
#: 15 ms with 61.
_MOST_GROUPS = 64
#: Level of zstd: 3, the library's own, makes files 2 % smaller and takes a fifth longer to write.
_COMPRESSION_LEVEL = 1

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


def stored_schema(columns: pl.Schema) -> pl.Schema:
    """Give the columns that files of a table have."""
    stored = {name: _stored(dtype) for name, dtype in columns.items()}
    return pl.Schema({**stored, WRITTEN_IN: pl.Int64()})


def write_file(
    folder: Path, version: int, rows: pl.DataFrame | Waiting, order: Sequence[pl.Expr] = ()
) -> DataFile:
    """Write rows, in the order of some expressions, as one file, on the disk when this returns.

    Rows that were written before, and so have `WRITTEN_IN`, keep their version.

    Raises
    ------
    OSError
        The disk refuses; nothing is left behind.
    """
    # Polars writes into memory, because its own errors do not always say that the disk is full.
    buffer = BytesIO()
    columns = pl.Schema({name: dtype for name, dtype in rows.schema.items() if name != WRITTEN_IN})
    said = pl.col(WRITTEN_IN).fill_null(-1) if WRITTEN_IN in rows.columns else pl.lit(version, pl.Int64())
    n_rows = _rows_per_group(rows)
    batches = register_io_source(
        lambda *_asked: in_order(_ranged(rows), order, at_once=n_rows), schema=rows.schema
    )
    batches.with_columns(said.alias(WRITTEN_IN)).cast(stored_schema(columns)).sink_parquet(
        buffer,
        compression="zstd",
        compression_level=_COMPRESSION_LEVEL,
        statistics=True,
        row_group_size=n_rows,
    )
    content = buffer.getbuffer()
    path = folder / f"{version:08}-{sha256(content).hexdigest()}.parquet"
    replace_file(path, content)
    return DataFile(path, path.stat().st_size, rows.height)


def _ranged(rows: pl.DataFrame | Waiting) -> Iterable[pl.DataFrame]:
    return [rows] if isinstance(rows, pl.DataFrame) else rows.frames()


def _rows_per_group(rows: pl.DataFrame | Waiting) -> int:
    is_nested = any(isinstance(dtype, pl.Struct) for dtype in rows.dtypes)
    return max(ROWS_PER_GROUP if is_nested else _FLAT_ROWS_PER_GROUP, rows.height // _MOST_GROUPS)


def read_files(files: Sequence[DataFile], columns: pl.Schema) -> pl.LazyFrame:
    """Read files lazily, with `WRITTEN_IN` beside the columns; a column that a file lacks is null.

    Raises
    ------
    IntegrityError
        A file is not there, or not as long as it was.
    """
    stored = stored_schema(columns)
    restored = [pl.col(name).cast(dtype) for name, dtype in columns.items() if stored[name] != dtype]
    if not files:
        return pl.LazyFrame(schema={**columns, WRITTEN_IN: pl.Int64()})
    for file in files:
        _refuse_damaged(file)
    rows = pl.scan_parquet(
        [file.path for file in files],
        schema=stored,
        missing_columns="insert",
        extra_columns="ignore",
        cast_options=pl.ScanCastOptions(missing_struct_fields="insert", extra_struct_fields="ignore"),
        glob=False,
    )
    return rows.with_columns(restored)


def _refuse_damaged(file: DataFile) -> None:
    try:
        size = file.path.stat().st_size
    except FileNotFoundError:
        size = None
    if size != file.size_bytes:
        what = "is missing" if size is None else f"has {size} bytes instead of {file.size_bytes}"
        raise IntegrityError(f"{file.path} {what}; `wheelsdown store check` shows what else is damaged")


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
