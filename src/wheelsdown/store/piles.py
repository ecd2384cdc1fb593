"""Rows that wait to be committed: in memory while they are few, on the disk once they are many.

What one commit adds may be more than memory should hold: a day of the whole sky has ten million runs of
cells. A pile takes rows as they come, in any order. Once there are many it cuts them into ranges of the
column that orders their tables, and writes those to a file, from which they come back range by range. The
rows that come out are the same either way.

The file has no name, or loses it at once: nothing of it is left when the process ends, however it ends.
"""

import os
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile

import polars as pl

from wheelsdown.errors import SchemaError
from wheelsdown.store.ordering import between, cuts
from wheelsdown.store.refusals import one_line_for_disk_errors
from wheelsdown.store.tables import Table, table_named

__all__ = ["MOST_BYTES", "Pile", "Waiting"]

#: Bytes of rows that a pile holds in memory. A day of 30 million points never comes to the disk, which takes
#: some 8 % of its time; of one of 10^8 points a gigabyte is saved.
MOST_BYTES = 2**27
#: The same once there are more than that: then there will be many.
_LATER_BYTES = 2**25
#: Ranges a large pile is cut into: of a day of 10^8 points each holds a million runs of cells.
_N_RANGES = 16
#: A column beside the rows: the number of their range.
_NUMBER = "number of range"
#: Frames that are brought together before they are cut: pieces of a few hundred rows cost more to read.
_WRITTEN_AT_ONCE = 4


class Pile:
    """Rows of one table, or of some that are ordered by the same column; several threads may add to it.

    Parameters
    ----------
    names
        The tables; their rows are cut at the same places.
    folder
        Where, in a workspace, rows go that are too many for memory; None keeps all in memory.
    like
        A pile whose rows these follow from: where those are many these will be, and where both are ordered
        by the same column they are cut at the same places.

    Raises
    ------
    SchemaError
        A table is not there, only gains rows that it lacks, or is ordered by another column than the first.
    """

    def __init__(self, names: Sequence[str], folder: Path | None, like: "Pile | None" = None) -> None:
        tables = [table_named(name) for name in names]
        #: What orders the tables first.
        self.column = tables[0].order[0]
        if any(each.append_only or each.by_acquisition for each in tables):
            raise SchemaError(f"rows of {', '.join(names)} are compared with what is there, and cannot wait")
        if any(each.order[0] != self.column for each in tables):
            raise SchemaError(f"{', '.join(names)} are not ordered by one column")
        self._tables: dict[str, Table] = dict(zip(names, tables, strict=True))
        self._folder = folder
        #: Bytes of rows to be held in memory.
        self.most_bytes: int = MOST_BYTES if like is None else like.most_bytes
        self._held: dict[str, list[pl.DataFrame]] = {name: [] for name in names}
        self._held_bytes = 0
        self._heights = dict.fromkeys(names, 0)
        self._marks: set[bool] = set()
        #: Where ranges begin, but the first; None while there are none.
        self.cut_at: pl.Series | None = (
            like.cut_at if like is not None and like.column == self.column else None
        )
        self._file: _Scratch | None = None
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> "Waiting":
        """Give the rows of one table."""
        return Waiting(self, name, pl.Schema(self._tables[name].columns))

    def add(self, rows: Mapping[str, pl.DataFrame]) -> None:
        """Add rows of some of the tables, with exactly their columns.

        Raises
        ------
        WorkspaceError
            The disk refuses.
        """
        with self._lock:
            for name, frame in rows.items():
                self._held[name].append(frame)
                self._heights[name] += frame.height
                self._held_bytes += _n_bytes(frame)
                if "simulated" in frame.columns:
                    self._marks.update(frame["simulated"].unique())
            if self._folder is not None and self._held_bytes > self.most_bytes:
                with one_line_for_disk_errors(self._folder.parent):
                    self._put_away(self._folder)

    def height(self, name: str) -> int:
        """Count the rows of one table."""
        return self._heights[name]

    def marks(self) -> set[bool]:
        """Give what the rows say of being simulated."""
        return self._marks

    def ranges(self) -> Iterator[tuple[pl.Expr, dict[str, pl.DataFrame]]]:
        """Give the rows of all tables range by range of the column that orders them, unordered within.

        Beside each range stands the condition that its rows, and no others, fulfil.
        """
        for number, here in enumerate(self._ranges()):
            yield here, {name: self._read(name, number) for name in self._tables}

    def frames(self, name: str) -> Iterator[pl.DataFrame]:
        """Give the rows of one table as `ranges` does."""
        yield from (self._read(name, number) for number, _ in enumerate(self._ranges()))

    def without(self, column: str, values: pl.Series) -> "Pile":
        """Give a pile of the rows whose value in a column is none of these."""
        rest = Pile(tuple(self._tables), self._folder)
        for _, rows in self.ranges():
            rest.add(
                {name: each.filter(~pl.col(column).is_in(values.implode())) for name, each in rows.items()}
            )
        return rest

    def _put_away(self, folder: Path) -> None:
        """Write what is held to the file, cut into ranges; where to cut, the first rows say."""
        if self.cut_at is None:
            values = pl.concat(frame[self.column] for frames in self._held.values() for frame in frames)
            self.cut_at = cuts(values, _N_RANGES)
        if self._file is None:
            folder.mkdir(parents=True, exist_ok=True)
            self._file, self.most_bytes = _Scratch(folder), min(self.most_bytes, _LATER_BYTES)
        for name, frames in self._held.items():
            while frames:
                rows = pl.concat(frames[:_WRITTEN_AT_ONCE])
                del frames[:_WRITTEN_AT_ONCE]
                number = self.cut_at.search_sorted(rows[self.column], side="right")
                self._file.write(name, rows.with_columns(number.alias(_NUMBER)))
        self._held_bytes = 0

    def _ranges(self) -> list[pl.Expr]:
        if self._file is None or self._folder is None or self.cut_at is None:
            return [pl.lit(value=True)]
        self._put_away(self._folder)
        return between(self.cut_at, pl.col(self.column))

    def _read(self, name: str, number: int) -> pl.DataFrame:
        frames = self._held[name] if self._file is None else [*self._file.read(name, number)]
        return pl.concat(frames) if frames else self._tables[name].schema.create_empty()


@dataclass(frozen=True)
class Waiting:
    """The rows of one table in a `Pile`, in no order."""

    pile: Pile
    name: str
    schema: pl.Schema
    #: What each range is put through when it is read.
    check: Callable[[pl.DataFrame], pl.DataFrame] = lambda rows: rows

    @property
    def height(self) -> int:
        """Count the rows."""
        return self.pile.height(self.name)

    @property
    def columns(self) -> list[str]:
        """Give the names of the columns."""
        return self.schema.names()

    @property
    def dtypes(self) -> list[pl.DataType]:
        """Give the types of the columns."""
        return self.schema.dtypes()

    def __len__(self) -> int:
        return self.height

    def is_empty(self) -> bool:
        """Tell whether there is none."""
        return not self.height

    def checked(self, check: Callable[[pl.DataFrame], pl.DataFrame]) -> "Waiting":
        """Have each range checked when it is read."""
        return replace(self, check=check)

    def frames(self) -> Iterator[pl.DataFrame]:
        """Give the rows range by range of the column that orders their table, unordered within."""
        return map(self.check, self.pile.frames(self.name))


def _n_bytes(rows: pl.DataFrame) -> int:
    """Estimate the memory of rows; polars leaves out the 16 bytes that each text takes beside its letters."""
    n_texts = sum(dtype == pl.String for dtype in rows.dtypes)
    return int(rows.estimated_size()) + 16 * n_texts * rows.height


class _Scratch:
    """Tables in one nameless file: Arrow IPC (uncompressed), one after the other."""

    def __init__(self, folder: Path) -> None:
        with TemporaryFile(dir=folder) as stream:
            self._file = os.dup(stream.fileno())
        weakref.finalize(self, os.close, self._file)
        self._size = 0
        self._places: dict[tuple[str, int], list[tuple[int, int]]] = {}

    def write(self, name: str, rows: pl.DataFrame) -> None:
        """Add rows of a table that say their range."""
        for (number,), some in rows.partition_by(_NUMBER, include_key=False, as_dict=True).items():
            buffer = BytesIO()
            some.write_ipc(buffer, compat_level=pl.CompatLevel.oldest())
            self._places.setdefault((name, int(number)), []).append(self._put(buffer.getbuffer()))

    def read(self, name: str, number: int) -> Iterator[pl.DataFrame]:
        """Give the rows of one range of a table."""
        for at, size in self._places.get((name, number), ()):
            yield pl.read_ipc(BytesIO(os.pread(self._file, size, at)))

    def _put(self, content: memoryview) -> tuple[int, int]:
        at = self._size
        while content:
            n_bytes = os.pwrite(self._file, content, self._size)
            content, self._size = content[n_bytes:], self._size + n_bytes
        return at, self._size - at
