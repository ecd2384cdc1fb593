"""Which format a file is in, by its content."""

import re
from typing import Final

from wheelsdown.errors import SourceError
from wheelsdown.schemas import SourceFormat
from wheelsdown.sources.tar_entries import is_tar

__all__ = ["recognise"]

#: How much of a file is looked at.
_HEAD: Final = 2**16

_PARQUET_MAGIC: Final = b"PAR1"

#: Streams of receivers: nothing in them says on which day they were received.
_PLAY_IT: Final = "let 'wheelsdown listen' hear the feed itself: it keeps what comes with its times"
_NO_DATE: Final = f"holds no date, and none is made up; {_PLAY_IT}"

#: What people try first, and what to do about it.
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "a zip archive (or KMZ); unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"%PDF", "a PDF"),
    *((mark, f"a raw Beast stream, which {_NO_DATE}") for mark in (b"\x1a1", b"\x1a2", b"\x1a3")),
    *((mark, f"AVR text, which {_NO_DATE}") for mark in (b"*", b"@0")),
    (b"MSG,", f"SBS text, whose times have no zone; {_PLAY_IT}"),
)

#: A flight as Flightradar24's API numbers it; nothing else has such a key.
_FR24_FLIGHT: Final = re.compile(rb'"fr24_id"\s*:')

_OBJECTS: Final = (
    (re.compile(rb'^\{"wheelsdown_poll"\s*:'), SourceFormat.READSB_AIRCRAFT),
    (re.compile(rb'"trace"\s*:|"noRegData"\s*:|^\{\s*"icao"\s*:'), SourceFormat.READSB_TRACE),
    (re.compile(rb'"(?:aircraft|ac)"\s*:\s*\['), SourceFormat.READSB_AIRCRAFT),
    (_FR24_FLIGHT, SourceFormat.FR24_API),
    (re.compile(rb'"states"\s*:\s*(?:\[|null)'), SourceFormat.OPENSKY_STATES),
    (re.compile(rb'^\{\s*"\w+"\s*:\s*[\[{]'), SourceFormat.TRAFFIC_JSON),
)

_SEE: Final = (
    "known are readsb traces and lists of aircraft, traffic frames, OpenSky state vectors, and FR24 exports "
    "and answers of its API"
)

_FR24_COLUMNS: Final = frozenset({"timestamp", "utc", "callsign", "position", "altitude"})
_OPENSKY_COLUMNS: Final = frozenset({"icao24", "lat", "lon"})


def recognise(payload: bytes, *, where: str) -> SourceFormat:
    """Give the format of a file from its (decompressed) bytes.

    Every Parquet file is answered with ``TRAFFIC_PARQUET``: which of the two Parquet formats it is
    shows only when its columns are read.

    Raises
    ------
    SourceError
        ``empty``, ``wrong_columns`` or ``not_tracking_data``.
    """
    if payload[:4] == _PARQUET_MAGIC:
        return SourceFormat.TRAFFIC_PARQUET
    head = payload[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    found = _text_format(head)
    if found is None:
        reason, what = _why_not(head, payload)
        raise SourceError(f"{where}: {what}", where=where, reason=reason)
    return found


def _text_format(head: bytes) -> SourceFormat | None:
    if head.startswith(b"{"):
        return next((kind for pattern, kind in _OBJECTS if pattern.search(head)), None)
    if head.startswith(b"["):
        return SourceFormat.FR24_API if _FR24_FLIGHT.search(head) else SourceFormat.TRAFFIC_JSON
    if head.startswith(b"<"):
        return SourceFormat.FR24_KML if b"<kml" in head else None
    names = head.split(b"\n")[0].decode("utf-8", "replace").split(",")
    columns = frozenset(name.strip('" \r').lower() for name in names)
    if columns >= _FR24_COLUMNS:
        return SourceFormat.FR24_CSV
    if columns >= _OPENSKY_COLUMNS:
        return SourceFormat.OPENSKY_CSV
    return None


def _why_not(head: bytes, payload: bytes) -> tuple[str, str]:
    if not head:
        return "empty", "holds no data"
    for magic, words in _OTHER_FORMATS:
        if payload.startswith(magic):
            return "not_tracking_data", words
    if is_tar(payload[:512]):
        return "not_tracking_data", "a compressed archive; unpack it with gzip -d first"
    if head[:1] in b"{[":
        return "wrong_columns", f"JSON, but none of a known tracking format ({_SEE})"
    if b"," in head.split(b"\n")[0] and b"\0" not in head:
        return "wrong_columns", f"a table, but without the columns of a known tracking format ({_SEE})"
    return "not_tracking_data", f"no known tracking format ({_SEE})"
