"""What a tar archive, whole or in parts, holds, and where in it.

Headers are read one by one with the standard library's parser; nothing is extracted. What is no
plain file (links, devices, pipes, sparse files), has an absolute name or one with ``..``, or claims
more bytes than the archive has, is refused and named. Long names and sizes in GNU and POSIX
extension headers are understood; such a header of unreasonable length is refused.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Protocol

__all__ = ["Readable", "TarEntry", "is_tar", "tar_entries"]

_BLOCK: Final = tarfile.BLOCKSIZE

#: Longest extension header that is read: names have at most 4096 bytes (PATH_MAX), with room to spare.
_MAX_EXTENSION: Final = 2**16

_EXTENSIONS: Final = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.SOLARIS_XHDTYPE,
)

_WITHOUT_DATA: Final = (
    tarfile.LNKTYPE,
    tarfile.SYMTYPE,
    tarfile.DIRTYPE,
    tarfile.FIFOTYPE,
    tarfile.CHRTYPE,
    tarfile.BLKTYPE,
)


@dataclass(frozen=True, slots=True)
class TarEntry:
    """One member: a plain file, a folder, or something refused (then ``problem`` says why)."""

    name: str
    offset: int
    size: int
    is_folder: bool = False
    #: Short word and line for a person.
    problem: tuple[str, str] | None = None


def is_tar(head: bytes) -> bool:
    """Say whether the first 512 bytes of a file are the header of a tar member."""
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "backslashreplace")
    except tarfile.HeaderError:
        return False
    return True


class Readable(Protocol):
    """Bytes to be read at their place."""

    size: int

    def read_at(self, offset: int, n_bytes: int) -> bytes:
        """Give ``n_bytes`` from ``offset`` on, fewer at the end."""
        ...


def tar_entries(archive: Readable) -> Iterator[TarEntry]:
    """Give the members of an archive in order.

    The last entry may stand for the rest of a damaged archive, with ``problem`` ``broken_archive``
    or ``truncated_archive``.
    """
    at, extended = 0, _Extended()
    while len(block := archive.read_at(at, _BLOCK)) == _BLOCK:
        if block == bytes(_BLOCK):
            return
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "backslashreplace")
        except tarfile.HeaderError:
            yield _problem("", at, "broken_archive", "damaged from here on; what came before was kept")
            return
        data = at + _BLOCK
        if info.type in _EXTENSIONS and 0 <= info.size <= _MAX_EXTENSION:
            extended = extended.read(info.type, archive.read_at(data, info.size))
            at = data + _padded(info.size)
            continue
        name, size = extended.name or info.name, info.size if extended.size is None else extended.size
        sparse, extended = extended.sparse, _Extended()
        at = data if info.type in _WITHOUT_DATA else data + _padded(size)
        if size < 0 or (at > data and data + size > archive.size):
            yield _problem(name, data, "truncated_archive", "the archive ends before this member does")
            return
        if info.type != tarfile.XGLTYPE:
            yield _entry(info, name, data, size, sparse=sparse)
    yield _problem("", at, "truncated_archive", "no end mark: a last part of the archive may be missing")


@dataclass(frozen=True, slots=True)
class _Extended:
    """What extension headers say about the member that follows."""

    name: str = ""
    size: int | None = None
    sparse: bool = False

    def read(self, kind: bytes, payload: bytes) -> "_Extended":
        if kind == tarfile.GNUTYPE_LONGNAME:
            return _Extended(_text(payload), self.size, self.sparse)
        if kind == tarfile.GNUTYPE_LONGLINK:
            return self
        name, size, sparse = self.name, self.size, self.sparse
        for key, value in _records(payload):
            if key == "path":
                name = value
            elif key == "size" and value.isascii() and value.isdigit() and len(value) < 20:
                size = int(value)
            elif key.startswith("GNU.sparse"):
                sparse = True
        return _Extended(name, size, sparse)


def _records(payload: bytes) -> Iterator[tuple[str, str]]:
    """Give the ``length key=value`` records of a POSIX extension header."""
    while payload:
        length, _, _ = payload[:12].partition(b" ")
        if not length.isdigit() or not len(length) + 1 < int(length) <= len(payload):
            return
        key, _, value = payload[len(length) + 1 : int(length) - 1].partition(b"=")
        yield _text(key), _text(value)
        payload = payload[int(length) :]


def _entry(info: tarfile.TarInfo, name: str, data: int, size: int, *, sparse: bool) -> TarEntry:
    if info.type in _EXTENSIONS:
        return _problem(name, data, "long_header", "an extension header longer than any real name")
    if info.isdir():
        return TarEntry(name, data, 0, is_folder=True)
    if info.issym() or info.islnk():
        return _problem(name, data, "link", "a link in an archive is never followed")
    if sparse or info.type == tarfile.GNUTYPE_SPARSE:
        return _problem(name, data, "sparse_member", "sparse members are not read")
    if not info.isreg():
        return _problem(name, data, "not_a_file", "a device or pipe in an archive is never opened")
    if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts:
        return _problem(name, data, "unsafe_name", "the name leaves the archive")
    return TarEntry(name, data, size)


def _problem(name: str, offset: int, reason: str, what: str) -> TarEntry:
    return TarEntry(name, offset, 0, problem=(reason, what))


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _text(raw: bytes) -> str:
    return raw.split(b"\0", 1)[0].decode("utf-8", "backslashreplace")
