"""What one readsb trace says.

The format is ``trace_full_*.json`` of readsb (its ``json_out.c`` and README-json.md): a header and
9 to 15 columns per point, written gzip'd although the name ends in ``.json``. Recognised by content.

- Columns that an older trace lacks are missing values; columns beyond the 14th are ignored.
- "ground" instead of an altitude is the ground flag; a number means airborne; null says neither.
- Where flag 8 says that the altitude is geometric it is never given as a barometric one.
- A point that is no list, or holds a value of another type than the format has there, is malformed:
  counted and left out. The points around it are kept.
- The header's address counts, not the file's name. ``~`` in front of it is kept: such an address is
  not an airframe's identity.
- A header key ``simulated``, or a source type that begins with ``sim_``, marks the trace as simulated.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from wheelsdown.errors import SourceError
from wheelsdown.sources.door import ADDRESS
from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.payloads import printable

__all__ = ["Details", "Header", "Point", "Trace", "decode_trace", "named_airframe", "quick_address"]

_NAMED: Final = re.compile(rf"trace_(?:full|recent)_({ADDRESS})\.json")
_QUICK_ADDRESS: Final = re.compile(rb'"icao"\s*:\s*"(~?[0-9a-fA-F]{6})"')

#: Seconds since 1970 that no clock shows (the year 5138); such a header has no start time.
_NO_INSTANT_S: Final = 1e11


class Details(msgspec.Struct, gc=False):
    """The values of the sparse object at index 8 that every stage needs."""

    flight: Any = None
    squawk: Any = None
    nic: Any = None
    nac_p: Any = None
    version: Any = None
    type: Any = None
    alt_geom: Any = None


class Point(msgspec.Struct, array_like=True, gc=False):
    """One point, by position in the array; a value of another type makes the point malformed."""

    offset_s: float
    lat_deg: float | None = None
    lon_deg: float | None = None
    altitude: float | str | None = None
    groundspeed_kt: float | None = None
    track_deg: float | None = None
    flags: float | None = None
    vertical_rate_fpm: float | None = None
    details: Details | None = None
    source_type: str | None = None
    geometric_altitude_ft: float | None = None


class Header(msgspec.Struct, gc=False):
    """The header of a trace; everything in it is what somebody's database said."""

    icao: Any = None
    r: Any = None
    t: Any = None
    desc: Any = None
    own_op: Any = msgspec.field(default=None, name="ownOp")
    year: Any = None
    db_flags: Any = msgspec.field(default=None, name="dbFlags")
    timestamp: Any = None
    simulated: Any = None


class _Document(Header, gc=False):
    trace: list[Point] = []


class _LooseDocument(Header, gc=False):
    trace: list[msgspec.Raw] = []


_DOCUMENT: Final = msgspec.json.Decoder(_Document)
_LOOSE_DOCUMENT: Final = msgspec.json.Decoder(_LooseDocument)
_POINT: Final = msgspec.json.Decoder(Point)


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace as read: nothing is dropped yet but what is no point at all."""

    airframe: str
    header: Header
    start_s: float
    points: list[Point]
    #: Index in the file's array of each point; None while they count from 0 without gaps.
    rows: list[int] | None
    n_malformed: int


def decode_trace(payload: bytes, *, where: str) -> Trace:
    """Read one trace from its decompressed bytes.

    Raises
    ------
    SourceError
        When nothing of it can be kept: not JSON, no address, no start time, several documents in one.
    """
    try:
        document = decode_json(payload, _DOCUMENT, where=where)
        return _trace(document, document.trace, None, 0, where)
    except SourceError as error:
        if error.reason != "wrong_columns":
            raise
    loose = decode_json(payload, _LOOSE_DOCUMENT, where=where)
    good: list[tuple[int, Point]] = []
    for row, raw in enumerate(loose.trace):
        try:
            good.append((row, _POINT.decode(raw)))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    points, rows = [point for _, point in good], [row for row, _ in good]
    return _trace(loose, points, rows, len(loose.trace) - len(good), where)


def named_airframe(name: str) -> str | None:
    """Give the address that the name of a file or member claims, if it claims one.

    >>> named_airframe("traces/1b/trace_full_ac671b.json")
    'ac671b'
    """
    found = _NAMED.search(name)
    return found[1] if found else None


def quick_address(payload: bytes) -> str | None:
    """Give the header's address from the first bytes of a trace; None where it is not there."""
    found = _QUICK_ADDRESS.search(payload, 0, 256)
    return found[1].decode().lower() if found else None


def _trace(
    document: _Document | _LooseDocument,
    points: list[Point],
    rows: list[int] | None,
    n_malformed: int,
    where: str,
) -> Trace:
    airframe = document.icao.lower() if isinstance(document.icao, str) else ""
    if not re.fullmatch(ADDRESS, airframe):
        raise SourceError(
            f"{where}: the header gives no 24-bit address (icao is {printable(repr(document.icao), 40)})",
            where=where,
            reason="bad_address",
        )
    start = document.timestamp if points else 0.0
    if isinstance(start, bool) or not isinstance(start, int | float) or not 0 <= start < _NO_INSTANT_S:
        raise SourceError(
            f"{where}: the header gives no start time (timestamp is {printable(repr(start), 40)})",
            where=where,
            reason="no_time",
        )
    return Trace(airframe, document, float(start), points, rows, n_malformed)
