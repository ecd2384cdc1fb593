"""The members of an archive of many traces, quickly.

The rules are those of `tar_entries`, which is the definition. Plain headers of files and folders, which
are all that a daily archive has, are read here in one look each; from the first other one on (extension
headers, links, damage, a missing end) `tar_entries` reads the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from zlib import adler32

from wheelsdown.sources.tar_entries import Readable, TarEntry, tar_entries

__all__ = ["tar_members"]

_BLOCK: Final = 512
_HALF: Final = _BLOCK // 2
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


def tar_members(archive: Readable) -> Iterator[TarEntry]:
    """Give the members in order, exactly as `tar_entries` does."""
    at = 0
    while len(header := archive.read_at(at, _BLOCK)) == _BLOCK and header != _NOTHING:
        entry = _plain_entry(header, at + _BLOCK)
        if entry is None or entry.offset + entry.size > archive.size:
            break
        yield entry
        at = entry.offset + -(-entry.size // _BLOCK) * _BLOCK
    for entry in tar_entries(_Rest(archive, at)):
        yield replace(entry, offset=entry.offset + at)


@dataclass
class _Rest:
    """An archive from some place on."""

    archive: Readable
    start: int

    def __post_init__(self) -> None:
        self.size = self.archive.size - self.start

    def read_at(self, offset: int, n_bytes: int) -> bytes:
        return self.archive.read_at(self.start + offset, n_bytes)


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
    blanked = _sum_of(header[:_HALF]) + _sum_of(header[_HALF:]) - sum(header[_SUM]) + 8 * ord(" ")
    return told == blanked and _are_numbers(header[_OWNER] + header[_DEVICE])


def _sum_of(few: bytes) -> int:
    """Add up to 256 bytes: the lower half of their Adler-32 is one more than that, and never carries.

    >>> _sum_of(bytes([255] * 256)) == 255 * 256
    True
    """
    return (adler32(few) & 0xFFFF) - 1


@lru_cache(maxsize=64)
def _are_numbers(fields: bytes) -> bool:
    """Tell whether fields of eight bytes each are plain numbers or empty; most headers have the same."""
    return all(_NUMBER.fullmatch(fields[i : i + 8]) or fields[i] == 0 for i in range(0, len(fields), 8))
