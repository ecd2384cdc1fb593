"""The parts of a file that was cut in pieces, read as one.

Bytes are read at their place by whoever asks, several threads at once included. Nothing is mapped to
memory: reading costs the same there (both copy, or fault in, what the system holds of the file), the
memory used would be counted as ours, and a file that becomes shorter would end the process.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import open_regular, printable

__all__ = ["Joined"]


class Joined:
    """Some files one after the other; a context that closes them.

    Raises
    ------
    SourceError
        One of them is no regular file, or cannot be opened.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        with ExitStack() as stack:
            streams = [stack.enter_context(open_regular(path)) for path in paths]
            self._parts = [
                (path, stream.fileno(), os.fstat(stream.fileno()).st_size)
                for path, stream in zip(paths, streams, strict=True)
            ]
            self._stack = stack.pop_all()
        self.size = sum(size for _, _, size in self._parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def read_at(self, offset: int, n_bytes: int) -> bytes:
        """Give ``n_bytes`` from ``offset`` on, fewer at the end.

        Raises
        ------
        SourceError
            ``changed`` when a part became shorter since it was opened; ``unreadable`` when the disk fails.
        """
        pieces: list[bytes] = []
        for path, file, size in self._parts:
            if 0 <= offset < size and n_bytes > 0:
                wanted = min(n_bytes, size - offset)
                pieces.append(_read(path, file, offset, wanted))
                n_bytes -= wanted
                offset += wanted
            offset -= size
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _read(path: Path, file: int, offset: int, n_bytes: int) -> bytes:
    """Read from one part; the system may give less at a time than is there."""
    found = b""
    while len(found) < n_bytes:
        try:
            more = os.pread(file, n_bytes - len(found), offset + len(found))
        except OSError as error:
            raise _refused(
                path, "unreadable", f"cannot be read ({error.strerror}); check the disk"
            ) from error
        if not more:
            what = "became shorter while it was read; leave raw files alone and read it again"
            raise _refused(path, "changed", what)
        found = found + more if found else more
    return found


def _refused(path: Path, reason: str, what: str) -> SourceError:
    where = printable(str(path))
    return SourceError(f"{where}: {what}", where=where, reason=reason)
