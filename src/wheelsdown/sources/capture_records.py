"""What a capture file holds: what a live feed sent, as received, with the times of arrival.

A capture is one gzip stream. Its first line is a JSON object (`Header`); then come records, each a line
``KIND ARRIVED_US LENGTH`` (kind, microseconds since 1970 by the listener's clock, bytes that follow), those
bytes as received, and a line end::

    d  bytes from a stream, in pieces as they came
    s  one answer to a request: a list of aircraft
    e  an event, as JSON: connected, disconnected, clock_jump
    m  numbers of messages of this file that another feed had told already, as JSON
    c  the end, as JSON, with counts of what the file holds

The writer hands every record to the disk before the next one (a sync flush), so a file that was left
open is whole up to its last whole record; only the record ``c`` and the checksum are missing then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import msgspec
from isal import isal_zlib

from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import BOMB_RATIO, MAX_FILE_BYTES, is_gzip

__all__ = ["CAPTURE_KEY", "Capture", "Header", "Kind", "Record", "encoded", "is_capture", "read_capture"]

#: First key of a capture, with the version of its shape.
CAPTURE_KEY: Final = "wheelsdown_capture"

_GZIP_WBITS: Final = 31
_PIECE: Final = 2**22
_NEVER_A_BOMB: Final = 64 * 2**20

#: How much of a file tells whether it is a capture.
_HEAD: Final = 2048

#: Longest line before a record's bytes.
_LONGEST_LINE: Final = 64


class Kind(StrEnum):
    """What a record is."""

    DATA = "d"
    SNAPSHOT = "s"
    EVENT = "e"
    TOLD = "m"
    CLOSE = "c"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a capture says of itself."""

    wheelsdown_capture: int = 1
    feed: str
    #: Without name and password.
    url: str
    #: beast, avr, sbs or aircraft_json.
    dialect: str
    simulated: bool
    started_at: str
    tool_version: str
    #: Time zone of times without one (SBS).
    tz: str = "UTC"
    #: Latitude and longitude of the receiver, where its user gave them.
    receiver: tuple[float, float] | None = None
    #: Hex of the last bytes of the file before: the beginning of a message that ends in this one.
    carried: str = ""


class Record(msgspec.Struct, frozen=True, gc=False):
    """One record."""

    kind: str
    at_us: int
    payload: bytes

    def said(self) -> dict[str, Any]:
        """Give a record of JSON; empty for one that is none."""
        try:
            return msgspec.json.decode(self.payload, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return {}


@dataclass(frozen=True)
class Capture:
    """A capture as far as it can be read."""

    header: Header
    records: list[Record]
    #: The writer ended the file itself.
    is_closed: bool
    #: Why the rest cannot be read, if it cannot; empty where the file merely ends.
    damage: str


def is_capture(stored: bytes) -> bool:
    """Say whether a file begins like a capture, packed or not."""
    head = stored[:_HEAD]
    if is_gzip(head):
        try:
            head = isal_zlib.decompressobj(wbits=_GZIP_WBITS).decompress(head, _HEAD)
        except isal_zlib.error:  # type: ignore[misc] # isal's stub gives an instance for the class
            return False
    return head.startswith(b'{"%s"' % CAPTURE_KEY.encode())


def encoded(kind: Kind, at_us: int, payload: bytes) -> bytes:
    """Write one record."""
    return b"%s %d %d\n%b\n" % (kind.encode(), at_us, len(payload), payload)


def read_capture(stored: bytes, *, where: str) -> Capture:
    """Read a capture up to its last whole record.

    Raises
    ------
    SourceError
        ``no_header`` where not even the first line can be read, ``too_large``.
    """
    payload, damage = _unpacked(stored, where)
    line, found, _ = payload.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=Header)
        tuple(bytes.fromhex(header.carried))
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        found = b""
    if not found:
        raise SourceError(
            f"{where}: the first line of the capture cannot be read: nothing came, or it is damaged",
            where=where,
            reason="no_header",
        )
    records, wrong = _records(payload, len(line) + 1)
    is_closed = bool(records) and records[-1].kind == Kind.CLOSE
    return Capture(header, records, is_closed, damage or wrong)


def _records(payload: bytes, at: int) -> tuple[list[Record], str]:
    records: list[Record] = []
    kinds = frozenset(Kind)
    while (end := payload.find(b"\n", at, at + _LONGEST_LINE)) >= 0:
        words = payload[at:end].split(b" ")
        if len(words) != 3 or not (words[1].isdigit() and words[2].isdigit()):
            return records, "a record without its line"
        kind, size = words[0].decode("ascii", "replace"), int(words[2])
        stop = end + 1 + size
        if kind not in kinds:
            return records, "a record of an unknown kind"
        if stop >= len(payload):
            break
        if payload[stop] != 0x0A:
            return records, "a record of another length than it says"
        records.append(Record(kind, int(words[1]), payload[end + 1 : stop]))
        at = stop + 1
    return records, ""


def _unpacked(stored: bytes, where: str) -> tuple[bytes, str]:
    """Unpack as far as it goes; a file left open has no end, and that is no damage."""
    pieces: list[bytes] = []
    n_out = 0
    try:
        for piece, n_in in _pieces(stored):
            n_out += len(piece)
            if n_out > MAX_FILE_BYTES or n_out > max(_NEVER_A_BOMB, BOMB_RATIO * n_in):
                raise SourceError(
                    f"{where}: unpacks to far more than a feed sends, so it was not unpacked; leave it out",
                    where=where,
                    reason="too_large",
                )
            pieces.append(piece)
    except isal_zlib.error:  # type: ignore[misc] # isal's stub gives an instance for the class
        return b"".join(pieces), "damaged gzip data"
    return b"".join(pieces), ""


def _pieces(stored: bytes) -> Iterator[tuple[bytes, int]]:
    if not is_gzip(stored):
        yield stored, len(stored)
        return
    stream = isal_zlib.decompressobj(wbits=_GZIP_WBITS)
    for at in range(0, len(stored), 2**16):
        waiting = stored[at : at + 2**16]
        while waiting and not stream.eof:
            yield stream.decompress(waiting, _PIECE), at + 2**16
            waiting = stream.unconsumed_tail
