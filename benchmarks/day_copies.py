"""Make a bigger day, or more days, out of one: the same traces under other addresses and dates.

Packing 20 GB of JSON at gzip level 9 takes half an hour; copying packed bytes takes seconds. So a member is
packed in two deflate blocks that share nothing: the header, a full flush (RFC 1951: byte-aligned, no
reference across it), and the points. A copy gets a new first block, with another address and midnight, in
front of the unchanged second one, and the checksum of the whole is computed from those of the parts. Each
copy is a gzip member like any other, as large as if it had been packed from its own text.

Not like a real bigger day: the copies of an airframe fly the same way at the same time, so a day of
34 copies has 34 aircraft in each place; the tables made of it are as large as a real day's, but what
compares airframes with each other sees twins. All days made from one day are that day.
"""

import re
import struct
import tarfile
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.day_rotations import ADDRESSES
from wheelsdown.simulation.archive import FOLDERS

#: RFC 1952: magic, deflate, no flags, no time, slowest compression, Unix.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03"
#: What a full flush ends with: an empty stored block.
_FLUSHED = b"\x00\x00\xff\xff"
_ADDRESS = re.compile(rb'"icao":"(~?)([0-9a-f]{6})"')
_MIDNIGHT = re.compile(rb'"timestamp": [0-9.]+')
#: Copies of a day that addresses of 24 bits have room for.
MOST_COPIES = 2**24 // ADDRESSES
#: The polynomial of gzip's checksum, bits reversed.
_POLYNOMIAL = 0xEDB88320


def packed(head: bytes, body: bytes) -> bytes:
    """Give a gzip member of two independent deflate blocks, compressed at level 9."""
    return (
        _GZIP_HEADER
        + _head_block(head)
        + _body_block(body)
        + _trailer(zlib.crc32(body, zlib.crc32(head)), len(head) + len(body))
    )


def _head_block(head: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(head) + deflate.flush(zlib.Z_FULL_FLUSH)


def _body_block(body: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(body) + deflate.flush()


def _trailer(crc: int, size: int) -> bytes:
    return struct.pack("<II", crc, size & 0xFFFFFFFF)


class Parts(NamedTuple):
    """A member taken apart: header text, packed points, and the checksum and size of the whole text."""

    head: bytes
    points: bytes
    crc: int
    size: int

    @classmethod
    def of(cls, member: bytes) -> "Parts":
        """Take a member written by `packed` apart.

        Raises
        ------
        ValueError
            When it was not packed in two blocks.
        """
        end = member.find(_FLUSHED, len(_GZIP_HEADER), 4096) + len(_FLUSHED)
        head = zlib.decompressobj(-15).decompress(member[len(_GZIP_HEADER) : end])
        if not head.endswith(b'"trace":[ \n'):
            raise ValueError("this member was not written by the benchmark day")
        return cls(head, member[end:-8], *struct.unpack("<II", member[-8:]))

    def under(self, head: bytes) -> bytes:
        """Give the member with another header."""
        n_points = self.size - len(self.head)
        of_points = self.crc ^ _moved(zlib.crc32(self.head), n_points)
        crc = of_points ^ _moved(zlib.crc32(head), n_points)
        return _GZIP_HEADER + _head_block(head) + self.points + _trailer(crc, len(head) + n_points)


def copied_address(address: str, copy: int) -> str:
    """Give the address that a copy has, in the same folder.

    >>> copied_address("02e0bc", 3), copied_address("~02e0bc", 1)
    ('0ee0bc', '~06e0bc')
    """
    mark, digits = address[:-6], address[-6:]
    return f"{mark}{int(digits, 16) % ADDRESSES + copy * ADDRESSES:06x}"


def repeat_day(source: Path, target: Path, *, n_copies: int = 1, day: date | None = None) -> None:
    """Write an archive with every trace of another one ``n_copies`` times, on another day if one is given.

    Copy 0 has the original addresses. Memory holds one folder of the original, 1/256 of it.

    Raises
    ------
    ValueError
        When there are more copies than addresses, or the archive is not a benchmark day's.
    """
    if not 1 <= n_copies <= MOST_COPIES:
        raise ValueError(f"there are addresses for 1 to {MOST_COPIES} copies of a day, not for {n_copies}")
    midnight = None if day is None else int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    with source.open("rb") as read, tarfile.open(fileobj=read) as old, target.open("wb") as write:
        traces = (info for info in old if info.isfile())
        first = next(traces, None)
        at = midnight if midnight is not None else (first.mtime if first else 0)
        for name in (".", "./traces", *(f"./traces/{xx}" for xx in FOLDERS)):
            write.write(_entry(name, 0, at, folder=True))
        whole = (info for part in ([first] if first else [], traces) for info in part)
        for _, folder in groupby(whole, key=lambda info: info.name.rsplit("/", 2)[-2]):
            members = [Parts.of(old.extractfile(info).read()) for info in folder]
            for member in _copies(members, n_copies, midnight):
                address, content = member
                name = f"./traces/{address[-2:]}/trace_full_{address}.json"
                write.write(_entry(name, len(content), at))
                write.write(content)
                write.write(bytes(-len(content) % tarfile.BLOCKSIZE))
        write.write(bytes(2 * tarfile.BLOCKSIZE))


def _copies(members: list[Parts], n_copies: int, midnight: int | None) -> Iterator[tuple[str, bytes]]:
    for copy in range(n_copies):
        for member in members:
            mark, digits = _ADDRESS.search(member.head).groups()
            address = copied_address((mark + digits).decode(), copy)
            head = _ADDRESS.sub(f'"icao":"{address}"'.encode(), member.head, count=1)
            if midnight is not None:
                head = _MIDNIGHT.sub(f'"timestamp": {midnight:.3f}'.encode(), head, count=1)
            yield address, member.under(head)


def _entry(name: str, size: int, at: int, *, folder: bool = False) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mtime = size, at
    if folder:
        info.type, info.mode = tarfile.DIRTYPE, 0o755
    return info.tobuf(tarfile.USTAR_FORMAT)


def _moved(crc: int, n_bytes: int) -> int:
    """Give what a checksum becomes when ``n_bytes`` zeros follow: linear over GF(2) (zlib's crc32_combine)."""
    bit = 0
    while n_bytes:
        if n_bytes & 1:
            crc = _times(_ZEROS[bit], crc)
        n_bytes >>= 1
        bit += 1
    return crc


def _times(matrix: list[int], vector: int) -> int:
    total, row = 0, 0
    while vector:
        if vector & 1:
            total ^= matrix[row]
        vector >>= 1
        row += 1
    return total


def _zeros() -> list[list[int]]:
    """Give the operators of 1, 2, 4, ... zero bytes, each a matrix of 32 columns."""
    one_bit = [_POLYNOMIAL, *(1 << n for n in range(31))]
    square = one_bit
    for _ in range(3):
        square = [_times(square, column) for column in square]
    operators = [square]
    for _ in range(31):
        square = [_times(square, column) for column in square]
        operators.append(square)
    return operators


_ZEROS = _zeros()
