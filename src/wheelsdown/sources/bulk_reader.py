"""What a stored trace says, quickly, where it is plain; everything else is left to the plain reader.

For archives of a whole day. `BulkReader.read` gives columns that equal, value for value, what
`read_source` gives for the same member, or None: then the plain reader decides, and says what is wrong.
Of a trace that is not plain nothing is kept, so there is no second opinion on bad data here.

A gzip stream is unpacked to the size that its end states and no further, and taken only if it ends
there, whole, and nothing but it unpacks to a byte; size and checksum are compared by the unpacker.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import msgspec
import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

from wheelsdown import clock
from wheelsdown.compiling import compiled
from wheelsdown.sources.door import ADDRESS
from wheelsdown.sources.payloads import BOMB_RATIO, MAX_MEMBER_BYTES, is_gzip
from wheelsdown.sources.readsb_trace import Header
from wheelsdown.sources.strict_bytes import PADDING
from wheelsdown.sources.strict_trace import FLOATS, INTEGERS, N_WORDS_IN_ALL, SHORTEST_ROW, read_rows

__all__ = ["BulkReader", "BulkTrace"]

#: Longest text read here: a day of one aircraft at one point a second with all details is below.
_MOST_BYTES: Final = MAX_MEMBER_BYTES // 4

#: The key of the points is looked for in so many bytes; headers have some 200.
_MOST_HEADER_BYTES: Final = 8192

_KEY: Final = re.compile(rb'"trace"[ \t\r\n]*:')
_OPENING: Final = re.compile(rb"[ \t\r\n]*\[")
_HEADER: Final = msgspec.json.Decoder(Header)
_ADDRESS: Final = re.compile(ADDRESS)

#: The class behind `isal.igzip`; nothing public there unpacks into memory it is given, sparing a copy.
_Unpacker: Final[Any] = isal_zlib._GzipReader  # noqa: SLF001
_BAD_STREAM: Final[Any] = (isal_zlib.error, EOFError, OSError)

#: Bytes of the smallest gzip stream: 10 of header, 2 of data, 8 of trailer.
_SHORTEST_GZIP: Final = 20

#: As `door`: 1990-01-01 in microseconds, and how far a clock may run ahead.
_EARLIEST_US: Final = 631_152_000_000_000
_MAX_AHEAD: Final = timedelta(days=1)
#: As `readsb_trace`: seconds since 1970 that no clock shows.
_NO_INSTANT_S: Final = 1e11


@dataclass(slots=True)
class BulkTrace:
    """The points of one trace as arrays; they are valid until the reader reads again."""

    airframe: str
    header: Header
    n_points: int
    #: Whether anything in the trace is marked as simulated.
    simulated: bool
    #: Microseconds since 1970-01-01T00:00:00Z, in order; two points, never three, may share an instant.
    time_us: NDArray[np.int64]
    #: Degrees; like all floats here NaN where nothing was received.
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    altitude_ft: NDArray[np.float64]
    geometric_altitude_ft: NDArray[np.float64]
    groundspeed_kt: NDArray[np.float64]
    track_deg: NDArray[np.float64]
    vertical_rate_fpm: NDArray[np.float64]
    #: 1 the source said "on the ground", 0 it said "airborne", -1 it has no such word.
    ground: NDArray[np.int8]
    #: -1 where not received within `readsb_columns.CARRY_S`.
    nac_p: NDArray[np.int16]
    nic: NDArray[np.int16]
    adsb_version: NDArray[np.int16]
    #: The characters as bytes, first highest, zeros behind up to eight; 0 where none was received.
    callsign: NDArray[np.uint64]
    #: Index in the file's array.
    row: NDArray[np.uint32]


class BulkReader:
    """Read traces one after the other; one reader for each thread.

    The arrays it reads into are kept, and grow with the largest trace.
    """

    def __init__(self) -> None:
        self._read_rows = compiled(read_rows)
        self._text = np.zeros(0, np.uint8)
        self._words = np.zeros(N_WORDS_IN_ALL, np.uint64)
        self._make_room(2**20)

    def read(self, stored: memoryview | bytes) -> BulkTrace | None:
        """Give what a trace says, from its bytes as stored; None where it is not plain."""
        n_bytes = self._unpack(stored)
        found = self._header(n_bytes)
        if found is None:
            return None
        header, airframe, start_us, at = found
        n, simulated = self._read_rows(
            self._text.ctypes.data,
            n_bytes,
            at,
            start_us,
            self._time_us,
            self._floats,
            self._integers,
            self._ground,
            self._callsign,
            self._met,
            self._words,
            self._words.ctypes.data,
        )
        latest_us = int((clock.now() + _MAX_AHEAD).timestamp() * 1_000_000)
        if n < 1 or self._time_us[0] < _EARLIEST_US or self._time_us[n - 1] > latest_us:
            return None
        lat, lon, altitude_ft, geometric_altitude_ft, groundspeed_kt, track_deg, rate = self._floats[:, :n]
        nac_p, nic, adsb_version = self._integers[:, :n]
        return BulkTrace(
            airframe=airframe,
            header=header,
            n_points=n,
            simulated=bool(simulated or header.simulated),
            time_us=self._time_us[:n],
            lat=lat,
            lon=lon,
            altitude_ft=altitude_ft,
            geometric_altitude_ft=geometric_altitude_ft,
            groundspeed_kt=groundspeed_kt,
            track_deg=track_deg,
            vertical_rate_fpm=rate,
            ground=self._ground[:n],
            nac_p=nac_p,
            nic=nic,
            adsb_version=adsb_version,
            callsign=self._callsign[:n],
            row=self._row[:n],
        )

    def _unpack(self, stored: memoryview | bytes) -> int:
        """Put the text and the zeros behind it into the buffer; give its length, 0 if it is not whole."""
        if not is_gzip(bytes(stored[:2])):
            return self._hold(stored) if len(stored) <= _MOST_BYTES else 0
        size = int.from_bytes(stored[-4:], "little")
        if len(stored) < _SHORTEST_GZIP or not 0 < size <= min(_MOST_BYTES, BOMB_RATIO * len(stored)):
            return 0
        self._clear(size)
        stream, room, n_bytes = _Unpacker(stored), self._text[: size + 1].data, 0
        try:
            # one byte more than is due is asked for, so that the end of the stream is reached and judged
            while n_new := stream.readinto(room[n_bytes:]):
                n_bytes += n_new
        except _BAD_STREAM:
            return 0
        return size if n_bytes == size else 0

    def _hold(self, text: memoryview | bytes) -> int:
        self._clear(len(text))
        self._text[: len(text)] = np.frombuffer(text, np.uint8)
        return len(text)

    def _clear(self, n_bytes: int) -> None:
        """Have room for a text, and zeros behind it."""
        if n_bytes + PADDING > len(self._text):
            self._make_room(n_bytes)
        self._text[n_bytes : n_bytes + PADDING] = 0

    def _make_room(self, n_bytes: int) -> None:
        n_rows = n_bytes // SHORTEST_ROW + 1
        self._text = np.zeros(n_bytes + PADDING, np.uint8)
        self._time_us = np.empty(n_rows, np.int64)
        self._floats = np.empty((len(FLOATS), n_rows), np.float64)
        self._integers = np.empty((len(INTEGERS), n_rows), np.int16)
        self._ground = np.empty(n_rows, np.int8)
        self._callsign = np.empty(n_rows, np.uint64)
        self._met = np.empty(n_rows, np.int8)
        self._row = np.arange(n_rows, dtype=np.uint32)

    def _header(self, n_bytes: int) -> tuple[Header, str, int, int] | None:
        """Give header, address, start in microseconds, and where the points begin.

        Everything before the key of the points, with an empty array there, must be a document: so the
        key is the document's own, and its first. An escape that could spell that key earlier is refused.
        """
        head = self._text[: min(n_bytes, _MOST_HEADER_BYTES)].tobytes()
        key = _KEY.search(head)
        opening = key and _OPENING.match(head, key.end())
        if key is None or opening is None or b"\\u" in (before := head[: key.start()]):
            return None
        try:
            header = _HEADER.decode(before + b'"trace":[]}')
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        airframe = header.icao.lower() if isinstance(header.icao, str) else ""
        start_s = header.timestamp
        if not _ADDRESS.fullmatch(airframe) or type(start_s) not in (int, float):
            return None
        if not 0 <= start_s < _NO_INSTANT_S:
            return None
        return header, airframe, round(float(start_s) * 1_000_000), opening.end()
