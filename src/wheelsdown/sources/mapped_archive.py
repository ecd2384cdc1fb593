"""What lies where in an archive of many traces, without copying it: the parts of a tar, mapped to memory.

The rules are those of `tar_entries`, which is the definition. Plain headers of files and folders, which
are all that a daily archive has, are read here in one look each; from the first other one on (extension
headers, links, damage, a missing end) `tar_entries` reads the rest.

A file that becomes shorter while it is mapped ends the process that reads the missing pages: memory
cannot report an error. The size of each part is compared with that at opening before every view, which
leaves the moment between that and the reading. Archives are raw files, which are only ever added, so
that moment is left to those who replace them while they are read.
"""

import mmap
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final, Self

from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import open_regular, printable
from wheelsdown.sources.tar_entries import Joined, TarEntry, tar_entries

__all__ = ["MappedArchive"]

_BLOCK: Final = 512
_NOTHING: Final = bytes(_BLOCK)

#: A header's fields (POSIX.1-1988, ustar; GNU has them in the same places): mode, user and group, then
#: size and time, checksum, type, device numbers, and the prefix of long names.
_NAME, _OWNER, _SIZE, _TIME, _SUM = (
    slice(0, 100),
    slice(100, 124),
    slice(124, 136),
    slice(136, 148),
    slice(148, 156),
)
_TYPE, _DEVICE, _PREFIX = slice(156, 157), slice(329, 345), slice(345, 500)

_FILE, _FOLDER = b"0", b"5"

#: An octal number as tar writes it.
_NUMBER: Final = re.compile(rb"[0-7]+[ \0]+")


class _Part:
    """One file of an archive, mapped."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path = path
        self._stream: BinaryIO = stack.enter_context(open_regular(path))
        self.size = os.fstat(self._stream.fileno()).st_size
        self.bytes = memoryview(b"")
        if self.size:
            mapped = mmap.mmap(self._stream.fileno(), self.size, access=mmap.ACCESS_READ)
            stack.callback(_close, mapped)
            self.bytes = stack.enter_context(memoryview(mapped))

    def check(self) -> None:
        """Raise `SourceError` if the file is not as long as it was."""
        if os.fstat(self._stream.fileno()).st_size < self.size:
            where = printable(str(self._path))
            raise SourceError(
                f"{where}: became shorter while it was read; leave raw files alone and read it again",
                where=where,
                reason="changed",
            )


class MappedArchive:
    """The parts of an archive, mapped as one; a context that closes them.

    Views that outlive the context keep their part in memory until they are gone.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        with ExitStack() as stack:
            self._parts = [_Part(path, stack) for path in paths]
            self._stack = stack.pop_all()
        self.size = sum(part.size for part in self._parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def view(self, offset: int, size: int) -> memoryview:
        """Give ``size`` bytes from ``offset`` on, fewer at the end; copied only across two parts.

        Raises
        ------
        SourceError
            ``changed`` when a part has become shorter since it was opened.
        """
        pieces = []
        for part in self._parts:
            if 0 <= offset < part.size and size > 0:
                part.check()
                pieces.append(part.bytes[offset : offset + size])
                size -= len(pieces[-1])
                offset += len(pieces[-1])
            offset -= part.size
        return pieces[0] if len(pieces) == 1 else memoryview(b"".join(pieces))

    def read_at(self, offset: int, n_bytes: int) -> bytes:
        """Give a copy of some bytes, as `tar_entries` asks for them."""
        return bytes(self.view(offset, n_bytes))

    def members(self) -> Iterator[TarEntry]:
        """Give the members in order, exactly as `tar_entries` does."""
        at = 0
        while len(header := self.read_at(at, _BLOCK)) == _BLOCK and header != _NOTHING:
            entry = _plain_entry(header, at + _BLOCK)
            if entry is None or entry.offset + entry.size > self.size:
                break
            yield entry
            at = entry.offset + -(-entry.size // _BLOCK) * _BLOCK
        for entry in tar_entries(_Rest(self, at)):
            yield replace(entry, offset=entry.offset + at)


class _Rest(Joined):
    """An archive from some place on, for `tar_entries`."""

    def __init__(self, archive: MappedArchive, start: int) -> None:
        self._archive, self._start = archive, start
        self.size = archive.size - start

    def read_at(self, offset: int, n_bytes: int) -> bytes:
        return bytes(self._archive.view(self._start + offset, n_bytes))


def _plain_entry(header: bytes, data: int) -> TarEntry | None:
    """Give what a header says if it is a plain file's or folder's, in order and safe; else None."""
    kind, name = header[_TYPE], header[_NAME].split(b"\0", 1)[0]
    plain = kind in (_FILE, _FOLDER) and header[_PREFIX.start] == 0
    if not plain or not _is_whole(header):
        return None
    text = name.decode("utf-8", "backslashreplace")
    if kind == _FOLDER:
        return TarEntry(text.rstrip("/"), data, 0, is_folder=True)
    if name.startswith((b"/", b"\\")) or b".." in name:
        return None
    return TarEntry(text, data, int(header[_SIZE].rstrip(b" \0"), 8))


def _is_whole(header: bytes) -> bool:
    """Tell whether all numbers in a header are plain ones and its checksum is right."""
    if not all(map(_NUMBER.fullmatch, (header[_SIZE], header[_TIME], header[_SUM]))):
        return False
    told = int(header[_SUM].rstrip(b" \0"), 8)
    blanked = sum(header) - sum(header[_SUM]) + 8 * ord(" ")
    return told == blanked and _are_numbers(header[_OWNER] + header[_DEVICE])


@lru_cache(maxsize=64)
def _are_numbers(fields: bytes) -> bool:
    """Tell whether fields of eight bytes each are plain numbers or empty; most headers have the same."""
    return all(_NUMBER.fullmatch(fields[i : i + 8]) or fields[i] == 0 for i in range(0, len(fields), 8))


def _close(mapped: mmap.mmap) -> None:
    """Close a mapping, or leave it to the last view on it."""
    with suppress(BufferError):
        mapped.close()
