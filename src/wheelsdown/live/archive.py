"""Keep what one feed sends, as received, before anything else is done with it.

Files are ``<feed>/YYYY-MM-DD/HHMMSS-<n>.capture.gz`` (`sources.capture_records` says what they hold). A
file is closed after a while, or when it is large, and is never changed afterwards; while it is written it
is locked, so that nobody takes in a file that still grows. Every record is with the operating system when
`Archive.add` returns: a listener that is killed loses nothing it has read, a machine that loses power a
few seconds.
"""

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
from isal import isal_zlib

from wheelsdown.errors import WorkspaceError
from wheelsdown.live.arrival import ArrivalClock
from wheelsdown.sources.capture_records import Header, Kind, encoded

__all__ = ["MAX_AGE_S", "Archive"]

#: A file is closed after so many seconds: the visits of a quarter of an hour ago are worked in.
MAX_AGE_S: Final = 900.0

#: ... or when it holds so many bytes, unpacked: far below what is read as one piece.
_MAX_BYTES: Final = 128 * 2**20

#: Frames hardly pack; a higher level costs time and gains little.
_LEVEL: Final = 1

_GZIP_WBITS: Final = 31


class Archive:
    """The files of one feed.

    Parameters
    ----------
    folder
        Of this feed alone.
    header
        What the first line of each file says; the times and ``carried`` are filled in.
    carried
        Gives the bytes read that are not yet a whole message, when a file ends between them.
    closed
        Told of each file that is closed.
    """

    def __init__(
        self,
        folder: Path,
        header: Header,
        clock: ArrivalClock,
        *,
        carried: Callable[[], bytes] = bytes,
        closed: Callable[[Path], None] = lambda _: None,
        max_age_s: float = MAX_AGE_S,
        max_bytes: int = _MAX_BYTES,
    ) -> None:
        self.header = header
        self._folder = folder
        self._clock = clock
        self._carried = carried
        self._closed = closed
        self._max_age_us = int(max_age_s * 1e6)
        self._max_bytes = max_bytes
        self._file: _File | None = None
        self._n_jumps = len(clock.jumps)
        #: Messages counted in the file at hand; the number of the next one.
        self.n_messages = 0

    def add(self, kind: Kind, payload: bytes) -> int:
        """Keep something and give its time of arrival.

        Raises
        ------
        WorkspaceError
            The disk refuses: nothing may be heard that is not kept.
        """
        at_us = self._clock.now_us()
        self._tell_jumps()
        if kind is not Kind.TOLD:  # numbers of messages count in the file that holds these
            self._close_if_due(at_us)
        with self._one_line():
            (self._file or self._open(at_us)).add(kind, at_us, payload)
        return at_us

    def event(self, **said: object) -> None:
        """Keep what happened to the feed."""
        self.add(Kind.EVENT, msgspec.json.encode(said))

    def tick(self) -> None:
        """Close a file that is due though nothing comes."""
        at_us = self._clock.now_us()
        self._tell_jumps()
        self._close_if_due(at_us)

    def sync(self) -> None:
        """Have the disk itself hold what was written."""
        if self._file is not None:
            with self._one_line():
                self._file.sync()

    def close(self, why: str) -> None:
        """Close the file at hand, if there is one, with the counts of what it holds."""
        held, self._file = self._file, None
        if held is not None:
            with self._one_line():
                held.close(self._clock.now_us(), why, self.n_messages)
            self.n_messages = 0
            self._closed(held.path)

    def _close_if_due(self, at_us: int) -> None:
        if self._file is not None and self._file.is_due(at_us, self._max_age_us, self._max_bytes):
            self.close("rotated")

    @contextmanager
    def _one_line(self) -> Iterator[None]:
        """Say in one line what the disk refuses."""
        try:
            yield
        except OSError as error:
            raise WorkspaceError(
                f"{self._folder}: what is received cannot be kept ({error.strerror}), so listening stops; "
                "make room or make the folder writable, and start again"
            ) from error

    def _open(self, at_us: int) -> "_File":
        begun = datetime.fromtimestamp(at_us / 1e6, UTC)
        header = msgspec.structs.replace(
            self.header, started_at=f"{begun:%Y-%m-%dT%H:%M:%S.%fZ}", carried=self._carried().hex()
        )
        self._n_jumps = len(self._clock.jumps)
        self._file = _File(self._folder / f"{begun:%Y-%m-%d}", f"{begun:%H%M%S}", header, at_us)
        return self._file

    def _tell_jumps(self) -> None:
        """Write into the file at hand that the clock was set; one that is opened later has the new time."""
        if self._file is not None:
            with self._one_line():
                for jump in self._clock.jumps[self._n_jumps :]:
                    said = msgspec.json.encode({"event": "clock_jump", "by_us": jump.by_us})
                    self._file.add(Kind.EVENT, jump.at_us, said)
        self._n_jumps = len(self._clock.jumps)


class _File:
    """One open capture."""

    def __init__(self, folder: Path, name: str, header: Header, at_us: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self._stream = _new(folder, name)
        self._packer: Any = isal_zlib.compressobj(_LEVEL, wbits=_GZIP_WBITS)
        self._begun_us = at_us
        self._n_bytes = 0
        self._n: Counter[str] = Counter()
        try:
            self._write(msgspec.json.encode(header) + b"\n")
        except OSError:
            self._stream.close()
            raise

    def is_due(self, at_us: int, max_age_us: int, max_bytes: int) -> bool:
        """Say whether the file has been open for long enough, or the clock was set back."""
        return not 0 <= at_us - self._begun_us < max_age_us or self._n_bytes >= max_bytes

    def add(self, kind: Kind, at_us: int, payload: bytes) -> None:
        """Append a record; the operating system has it when this returns."""
        self._write(encoded(kind, at_us, payload))
        self._n[f"n_{kind.name.lower()}"] += 1
        if kind is Kind.DATA:
            self._n["n_bytes"] += len(payload)

    def sync(self) -> None:
        """Have the disk hold it."""
        os.fdatasync(self._stream.fileno())

    def close(self, at_us: int, why: str, n_messages: int) -> None:
        """Append the counts and end the file."""
        said = {"why": why, **self._n, "n_messages": n_messages}
        end = self._packer.compress(encoded(Kind.CLOSE, at_us, msgspec.json.encode(said)))
        with self._stream:
            self._store(end + self._packer.flush())
            os.fsync(self._stream.fileno())

    def _write(self, record: bytes) -> None:
        self._n_bytes += len(record)
        self._store(self._packer.compress(record) + self._packer.flush(isal_zlib.Z_SYNC_FLUSH))

    def _store(self, packed: bytes) -> None:
        stored = self._stream.write(packed) or 0
        while stored < len(packed):  # a full disk takes a part, and refuses the next
            stored += self._stream.write(packed[stored:]) or 0


def _new(folder: Path, name: str) -> tuple[Path, BinaryIO]:
    """Make a file that was not there, and lock it."""
    n = 1
    while True:
        path = folder / f"{name}-{n}.capture.gz"
        try:
            stream = path.open("xb", buffering=0)
        except FileExistsError:
            n += 1
            continue
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return path, stream
