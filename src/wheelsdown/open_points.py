"""The points of tracks that the next day may continue, kept where the next pass finds them quickly.

A track is judged whole, so a day that continues a track of the day before needs that track's points
again. The traces they came in would have to be unpacked from end to end for it; what is kept here
spares that. Nothing rests on it: points that are not here, or not whole, are read from the raw file,
and the folder may be deleted at any time.

Each pass leaves one pair of files per thread: ``.points``, and an ``.index`` that says which trace's
points lie where. A pass that is broken off leaves files of the same name with ``~`` before it.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Self

import msgspec
import numpy as np
from isal import isal_zlib

from wheelsdown.compiling import compiled
from wheelsdown.flights.fact_store import Columns
from wheelsdown.flights.packed_points import N_WORDS, pack, room_to_unpack, unpack
from wheelsdown.tracks.cut import MAX_SILENCE_S

__all__ = ["KEPT_PASSES", "Keeper", "OpenPoints", "may_go_on"]

#: The last passes whose points are kept: days come in order, a few at a time.
KEPT_PASSES = 4

#: Bytes held until they are written: traces have some ten thousand each.
_HELD_BYTES: Final = 2**20

_DAY_US: Final = 86_400_000_000
_SILENCE_US: Final = MAX_SILENCE_S * 1_000_000
_BYTES_A_POINT: Final = 4 * N_WORDS


class _Entry(msgspec.Struct, array_like=True, frozen=True):
    """Where the points of one trace lie, from an instant on."""

    #: Of the trace as stored.
    sha256: str
    since_us: int
    n_points: int
    offset: int
    crc32: int


_NO_PLACE: Final = (OSError, ValueError, OverflowError, MemoryError)
_INDEX: Final = msgspec.json.Decoder(list[_Entry])


def may_go_on(last_us: int) -> bool:
    """Tell whether a track that was last heard then may go on after the next midnight (UTC)."""
    return -last_us % _DAY_US <= _SILENCE_US


@dataclass
class Keeper:
    """What one thread writes points to; a disk that refuses ends the keeping, not the pass."""

    stream: BinaryIO | None
    entries: list[_Entry] = field(default_factory=list)
    _offset: int = 0

    def keep(self, sha256: str, since_us: int, points: Columns) -> None:
        """Keep those points of a trace, in order of time, that are not before an instant.

        A trace with a number that no source writes is not kept (`packed_points`).
        """
        start = int(points.time_us.searchsorted(since_us))
        n_points = len(points.time_us) - start
        if self.stream is None or not n_points:
            return
        words = np.empty((N_WORDS, n_points), np.int32)
        if not compiled(pack)(points, start, words):
            return
        try:
            self.stream.write(words.data)
        except OSError:
            self._give_up(self.stream)
            return
        self.entries.append(_Entry(sha256, since_us, n_points, self._offset, isal_zlib.crc32(words)))
        self._offset += words.nbytes

    def end(self) -> None:
        """Have everything written."""
        if self.stream is not None:
            try:
                self.stream.flush()
            except OSError:
                self._give_up(self.stream)

    def _give_up(self, stream: BinaryIO) -> None:
        # To close it is to try once more what could not be written.
        with suppress(OSError):
            stream.close()
        self.stream = None


class OpenPoints:
    """The points that earlier passes kept, and room for those of this one; a context that ends it.

    Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._found: dict[str, tuple[int, _Entry]] = {}
        self._keepers: list[tuple[Path, Keeper]] = []

    def __enter__(self) -> Self:
        for index in self._indexes():
            with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
                entries = _INDEX.decode(index.read_bytes())
                file = os.open(index.with_suffix(".points"), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
                self._stack.callback(os.close, file)
                self._found.update((entry.sha256, (file, entry)) for entry in entries)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for _path, keeper in self._keepers:
            keeper.end()
        self._stack.close()
        if kind is None:
            with suppress(OSError):
                self._settle()

    def points(self, sha256: str, since_us: int, source: int) -> Columns | None:
        """Give the points of a trace from an instant on, under its number; None: read the trace."""
        file, entry = self._found.get(sha256, (-1, None))
        if entry is None or entry.since_us > since_us:
            return None
        n_bytes = entry.n_points * _BYTES_A_POINT
        try:
            kept = os.pread(file, n_bytes, entry.offset)
        except _NO_PLACE:
            return None
        if len(kept) != n_bytes or isal_zlib.crc32(kept) != entry.crc32:
            return None
        return _columns(kept, entry.n_points, source)

    def keeper(self) -> Keeper:
        """Give one thread something to write to."""
        stream = None
        if self._folder is not None:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                path = self._folder / f"~{os.getpid()}-{len(self._keepers)}.points"
                stream = self._stack.enter_context(path.open("wb", buffering=_HELD_BYTES))
                self._keepers.append((path, keeper := Keeper(stream)))
                return keeper
        return Keeper(None)

    def _indexes(self) -> Sequence[Path]:
        """Give the indexes of earlier passes, oldest first."""
        if self._folder is None or not self._folder.is_dir():
            return []
        named = [path for path in self._folder.glob("*.index") if not path.name.startswith("~")]
        return sorted(named, key=lambda path: (len(path.name), path.name))

    def _settle(self) -> None:
        """Give what this pass kept its place, and remove what is too old or was left by a broken pass."""
        if self._folder is None:
            return
        passes = [int(p.name.split("-")[0]) for p in self._indexes() if p.name.split("-")[0].isdigit()]
        full = [(path, keeper) for path, keeper in self._keepers if keeper.entries and keeper.stream]
        number = max(passes, default=0) + bool(full)
        for thread, (path, keeper) in enumerate(full):
            place = self._folder / f"{number}-{thread}.points"
            path.replace(place)
            place.with_suffix(".index").write_bytes(msgspec.json.encode(keeper.entries))
        for path in list(self._leftovers(number)):
            path.unlink(missing_ok=True)

    def _leftovers(self, newest: int) -> Iterator[Path]:
        for path in self._folder.iterdir() if self._folder else ():
            first = path.name.split("-")[0]
            if first.startswith("~") or (first.isdigit() and int(first) <= newest - KEPT_PASSES):
                yield path


def _columns(kept: bytes, n_points: int, source: int) -> Columns:
    points = room_to_unpack(n_points, source)
    compiled(unpack)(np.frombuffer(kept, np.int32).reshape(N_WORDS, n_points), points)
    return points
