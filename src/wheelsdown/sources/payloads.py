"""How the bytes of a raw file are read safely: bounded, from regular files only, unpacked in memory.

Nothing is ever written to disk, and no device, pipe or socket is ever opened for reading. A gzip
stream is taken whole or not at all: of a truncated one nothing is kept, because the last point that
decompresses may be cut in the middle of a number and still look like one.
"""

import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from isal import isal_zlib

from wheelsdown.errors import SourceError

__all__ = [
    "BOMB_RATIO",
    "MAX_FILE_BYTES",
    "MAX_MEMBER_BYTES",
    "gunzip",
    "is_gzip",
    "open_regular",
    "printable",
    "read_regular",
]

#: Largest size of one archive member, stored or decompressed. A day of one aircraft at one point a
#: second with all details is below 60 MB; real ones are below 5 MB.
MAX_MEMBER_BYTES = 256 * 2**20

#: Largest size of one file that is read as a whole, stored or decompressed: about five million rows
#: of JSON, which still fit into the memory of a small machine once read.
MAX_FILE_BYTES = 2**30

#: Tracking data packs by 7 to 40 times, deflate by a thousand at most: what packs better than this,
#: beyond the first 64 MiB, is a bomb.
BOMB_RATIO = 200

_NEVER_A_BOMB = 64 * 2**20

#: How much is packed or unpacked at a time.
_PIECE = 2**22

_GZIP_MAGIC = b"\x1f\x8b"
#: wbits of zlib that stands for "gzip with header and checksum".
_GZIP_WBITS = 31
_READ_ONLY = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def printable(text: str, limit: int = 200) -> str:
    r"""Give text that is safe to show on a terminal: other characters written as escapes, length bounded.

    >>> printable("bad\x1b[31m name")
    'bad\\x1b[31m name'
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:limit])
    return shown if len(text) <= limit else f"{shown}..."


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading bytes.

    Raises
    ------
    SourceError
        ``not_a_file`` for a device, pipe, socket or folder; ``unreadable`` when it cannot be opened.
    """
    where = printable(str(path))
    try:
        descriptor = os.open(path, _READ_ONLY)
    except OSError as error:
        raise SourceError(
            f"{where}: cannot be opened ({error.strerror}); check the name and the permissions",
            where=where,
            reason="unreadable",
        ) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceError(
            f"{where}: not a regular file; give a file or a folder of files",
            where=where,
            reason="not_a_file",
        )
    return os.fdopen(descriptor, "rb")


def read_regular(path: Path, limit: int) -> bytes:
    """Give the bytes of a regular file of at most ``limit`` bytes.

    Raises
    ------
    SourceError
        As `open_regular`; ``empty`` for no bytes at all; ``too_large`` beyond the limit.
    """
    where = printable(str(path))
    with open_regular(path) as stream:
        payload = stream.read(limit + 1) if os.fstat(stream.fileno()).st_size <= limit else None
    if payload is None or len(payload) > limit:
        raise SourceError(
            f"{where}: larger than {limit} bytes, the most that is read as one piece; split it by time "
            "or aircraft, or convert it to Parquet",
            where=where,
            reason="too_large",
        )
    if not payload:
        raise SourceError(f"{where}: empty file; fetch it again", where=where, reason="empty")
    return payload


def is_gzip(payload: bytes) -> bool:
    """Say whether bytes begin like a gzip stream, whatever the file is called."""
    return payload[:2] == _GZIP_MAGIC


def gunzip(payload: bytes, *, where: str, limit: int) -> bytes:
    """Give the decompressed bytes of a gzip stream, or the bytes themselves if they are not gzip'd.

    Parameters
    ----------
    payload
        The bytes as stored.
    where
        The file or member as the user knows it, for the message.
    limit
        Most bytes that may come out. Decompression stops there, or as soon as the data shows itself
        to be a bomb (`BOMB_RATIO`): neither is ever unpacked.

    Raises
    ------
    SourceError
        ``truncated_gzip``, ``bad_gzip`` (damaged) or ``too_large``.
    """
    if not is_gzip(payload):
        return payload
    pieces: list[bytes] = []
    n_out = 0
    for piece, n_in in _unpacked(payload, where):
        n_out += len(piece)
        if n_out > limit or n_out > max(_NEVER_A_BOMB, BOMB_RATIO * n_in):
            raise SourceError(
                f"{where}: unpacks to more than {limit} bytes, or far more than tracking data does, so it "
                "was not unpacked; split it, or leave it out",
                where=where,
                reason="too_large",
            )
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _unpacked(payload: bytes, where: str) -> Iterator[tuple[bytes, int]]:
    """Give the data of gzip streams, one after the other, in pieces, and how many bytes it took so far."""
    at, stream = 0, isal_zlib.decompressobj(wbits=_GZIP_WBITS)
    while at < len(payload):
        stored = payload[at : at + _PIECE]
        at += len(stored)
        piece = stored
        while not stream.eof and (stored or len(piece) == _PIECE):
            try:
                piece = stream.decompress(stored, _PIECE)
            except isal_zlib.error as error:  # type: ignore[misc] # isal's stub gives an instance for the class
                raise SourceError(
                    f"{where}: damaged gzip data; fetch it again", where=where, reason="bad_gzip"
                ) from error
            stored = stream.unconsumed_tail
            yield piece, at - len(stored)
        if stream.eof:
            at -= len(stream.unused_data)
            if not is_gzip(payload[at : at + 2]):
                return
            stream = isal_zlib.decompressobj(wbits=_GZIP_WBITS)
    raise SourceError(
        f"{where}: the gzip data ends too early, nothing of it was kept; fetch it again",
        where=where,
        reason="truncated_gzip",
    )
