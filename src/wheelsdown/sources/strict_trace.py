"""What the points of a readsb trace say, as columns, where every byte is what readsb writes.

A strict reader of the array ``trace`` of one document, made to be compiled. It takes what readsb writes
(json_out.c; nine columns or up to fifteen, any white space between points, none inside) and refuses
the whole document at anything else: what it refuses may be fine, and `sources.readsb_trace`, the plain
definition, decides. What it gives equals what that definition gives, value for value. Refused, though
the plain definition would keep the rest of the document, is every row that it would drop or change:
times that run back, rows that may repeat another, positions off the globe, half positions.

Places of separators come from a look at 64 bytes at a time, so that the numbers between them can be
worked out side by side (see `sources.strict_bytes`, also for why nothing outside the text is read).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import (
    LEAD,
    REFUSED,
    Text,
    byte_at,
    highest,
    load,
    lowest,
    matches,
    ones,
    plain_integer,
    plain_number,
)
from wheelsdown.sources.strict_details import CALLSIGN, NAC_P, NIC, VERSION, Details, read_details
from wheelsdown.sources.strict_values import skip_blanks
from wheelsdown.sources.strict_windows import nulls, plain_columns, plain_numbers

__all__ = ["FLOATS", "INTEGERS", "SHORTEST_ROW", "read_rows"]

#: Columns of ``floats``, in order.
FLOATS: Final = (
    "lat",
    "lon",
    "altitude_ft",
    "geometric_altitude_ft",
    "groundspeed_kt",
    "track_deg",
    "vertical_rate_fpm",
)
_LAT, _LON, _ALTITUDE, _GEOMETRIC, _SPEED, _TRACK, _RATE = range(len(FLOATS))

#: Columns of ``integers``, in order.
INTEGERS: Final = ("nac_p", "nic", "adsb_version")
_NAC_P, _NIC, _VERSION = range(len(INTEGERS))

#: Bytes of the shortest row read, ``[0,0,0,0,0,0,0,0,{}],``.
SHORTEST_ROW: Final = 21

#: `readsb_columns.CARRY_S` in microseconds.
_CARRY_US: Final = 60_000_000
#: Earlier than any time by more than that.
_LONG_AGO: Final = -(2**62)

_COMMA, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE = 44, 91, 93, 123, 125
_ONE, _FOUR, _ALL = np.uint64(1), np.uint64(4), np.uint64(2**64 - 1)
_GROUND: Final = np.uint64(int.from_bytes(b'"ground"', "little"))
_NULL_WORD, _FOUR_BYTES = np.uint64(int.from_bytes(b"null", "little")), np.uint64(2**32 - 1)
_SIM_VALUE, _SIM_MASK = np.uint64(int.from_bytes(b'"sim_', "little")), np.uint64(2**40 - 1)

#: Separators in front of the details.
_N_BEFORE: Final = 8
#: Flag bit 8: the altitude is geometric; flags above this are not readsb's.
_GEOMETRIC_BIT, _MOST_FLAGS = 8, 255

#: Degrees on the globe.
_MOST_LAT, _MOST_LON = 90.0, 180.0

#: Place, time in seconds, latitude, longitude, altitude, word on the ground, speed, track, flags, rate.
FirstColumns = tuple[int, float, float, float, float, int, float, float, int, float]


@kernel
def read_rows(
    text: Text,
    n_bytes: int,
    at: int,
    start_us: int,
    time_us: NDArray[np.int64],
    floats: NDArray[np.float64],
    integers: NDArray[np.int16],
    ground: NDArray[np.int8],
    callsigns: NDArray[np.uint64],
) -> tuple[int, bool]:
    """Read all points; give their number, -1 if refused, and whether one is marked as simulated.

    Parameters
    ----------
    text, n_bytes
        The document and its length; at least `strict_bytes.PADDING` zero bytes follow.
    at
        Place behind the bracket that opens the array of points.
    start_us
        The header's time, microseconds since 1970.
    time_us, floats, integers, ground, callsigns
        Filled; room for ``n_bytes // SHORTEST_ROW`` points at least.
    """
    n, now_us, previous_us, simulated = 0, start_us, _LONG_AGO, False
    callsign_us = nac_p_us = nic_us = version_us = _LONG_AGO
    callsign, nac_p, nic, version = 0, -1, -1, -1
    at = skip_blanks(text, at)
    while byte_at(text, at) == _OPEN_LIST and at >= LEAD:
        at, seconds, lat, lon, altitude, on_ground, speed, track, flags, rate = _first_columns(text, at + 1)
        at, met, new_callsign, new_nac_p, new_nic, new_version, in_details, sim_details = _details(text, at)
        at, sim_source, height = _last_columns(text, at, sim_details)
        now_us = start_us + int(np.rint(seconds * 1e6)) if at > 0 else _LONG_AGO
        if now_us < previous_us or at < 0:
            return -1, False
        simulated |= sim_source
        callsign, callsign_us = _latest(met & CALLSIGN, new_callsign, now_us, callsign, callsign_us, 0)
        nac_p, nac_p_us = _latest(met & NAC_P, new_nac_p, now_us, nac_p, nac_p_us, -1)
        nic, nic_us = _latest(met & NIC, new_nic, now_us, nic, nic_us, -1)
        version, version_us = _latest(met & VERSION, new_version, now_us, version, version_us, -1)
        altitude, height = _heights(altitude, height, in_details, flags)
        time_us[n], ground[n], callsigns[n] = now_us, on_ground, callsign
        floats[_LAT, n], floats[_LON, n] = lat, lon
        floats[_ALTITUDE, n], floats[_GEOMETRIC, n] = altitude, height
        floats[_SPEED, n], floats[_TRACK, n], floats[_RATE, n] = speed, track, rate
        integers[_NAC_P, n], integers[_NIC, n], integers[_VERSION, n] = nac_p, nic, version
        if now_us == previous_us and _may_repeat(n, time_us, floats, ground):
            return -1, False
        n, previous_us = n + 1, now_us
        at = skip_blanks(text, at)
        if byte_at(text, at) != _COMMA:
            return (n, simulated) if _is_end(text, n_bytes, at) else (-1, False)
        at = skip_blanks(text, at + 1)
    return -1, False


@kernel
def _first_columns(text: Text, at: int) -> FirstColumns:
    """Read the eight columns in front of the details; the place behind them is -1 if refused."""
    commas = matches(text, at, _COMMA)
    if ones(commas) < _N_BEFORE:
        return -1, REFUSED, 0.0, 0.0, 0.0, 0, 0.0, 0.0, 0, 0.0
    lat_at, rest = _next_column(commas)
    lon_at, rest = _next_column(rest)
    altitude_at, rest = _next_column(rest)
    speed_at, rest = _next_column(rest)
    track_at, rest = _next_column(rest)
    flags_at, rest = _next_column(rest)
    rate_at, rest = _next_column(rest)
    behind, rest = _next_column(rest)
    on_ground = speed_at - altitude_at == 9 and load(text, at + altitude_at) == _GROUND
    words, points, wrong = _words(text, at, behind, commas, altitude_at if on_ground else 0)
    if wrong:
        return -1, REFUSED, 0.0, 0.0, 0.0, 0, 0.0, 0.0, 0, 0.0
    seconds = _number(text, at, points, 0, lat_at)
    lat, lon = _number(text, at, points, lat_at, lon_at), _number(text, at, points, lon_at, altitude_at)
    altitude = _whole(text, at, points, altitude_at, speed_at)
    speed = _number(text, at, points, speed_at, track_at)
    track = _number(text, at, points, track_at, flags_at)
    flags = _whole(text, at, points, flags_at, rate_at)
    rate = _whole(text, at, points, rate_at, behind)
    if words:
        lat, lon = _unless(words, lat_at, lat, np.nan), _unless(words, lon_at, lon, np.nan)
        altitude, speed = (
            _unless(words, altitude_at, altitude, np.nan),
            _unless(words, speed_at, speed, np.nan),
        )
        track, rate = _unless(words, track_at, track, np.nan), _unless(words, rate_at, rate, np.nan)
        flags = _unless(words, flags_at, flags, 0.0)
    refused = REFUSED in (seconds, altitude, speed, track, rate) or np.isnan(lat) != np.isnan(lon)
    refused |= abs(lat) > _MOST_LAT or abs(lon) > _MOST_LON or not 0 <= flags <= _MOST_FLAGS
    bits = 0 if refused else int(flags)
    if refused or bits != flags:
        return -1, REFUSED, 0.0, 0.0, 0.0, 0, 0.0, 0.0, 0, 0.0
    word = 1 if on_ground else -1 if np.isnan(altitude) else 0
    return at + behind, seconds, lat, lon, altitude, word, speed, track, bits, rate


@kernel
def _next_column(separators: np.uint64) -> tuple[int, np.uint64]:
    """Give where the column behind the first of some separators begins, and the others."""
    return lowest(separators) + 1, separators & (separators - _ONE)


@kernel
def _words(
    text: Text, at: int, size: int, commas: np.uint64, ground_at: int
) -> tuple[np.uint64, np.uint64, bool]:
    """Judge the first columns: which begin with a word, all points, and whether anything is wrong.

    ``ground_at`` is the place of the word on the ground, 0 for none.
    """
    within = _ALL >> np.uint64(64 - size)
    ends = commas & within
    starts = ((ends << _ONE) & within) | _ONE
    wrong, points, numbers = plain_numbers(text, at, within, starts, ends)
    words = starts & ~numbers
    if words:
        empty, ground = nulls(text, at) & within, (_ONE << np.uint64(ground_at)) & ~_ONE
        wrong |= (words & ~(empty | ground)) | ((empty << _FOUR) & ~ends) | (words & _ONE)
    return words, points, wrong != 0


@kernel
def _number(text: Text, base: int, points: np.uint64, start: int, behind: int) -> float:
    """Give the number between two places of a window that begins at ``base``, a separator not counted."""
    stop = min(start + lowest(points >> np.uint64(start)), behind - 1)
    return plain_number(text, base + start, base + behind - 1, base + stop)


@kernel
def _whole(text: Text, base: int, points: np.uint64, start: int, behind: int) -> float:
    """Give the same as `_number`, quicker where there is no point."""
    if (points >> np.uint64(start)) & ((_ONE << np.uint64(behind - 1 - start)) - _ONE) or behind - start > 9:
        return _number(text, base, points, start, behind)
    return plain_integer(text, base + start, base + behind - 1)


@kernel
def _unless(words: np.uint64, start: int, value: float, otherwise: float) -> float:
    """Give the value of a column, or another where the column is a word."""
    return otherwise if (words >> np.uint64(start)) & _ONE else value


@kernel
def _details(text: Text, at: int) -> Details:
    """Read the ninth column; the place behind it is -1 if refused, also before."""
    if at > 0 and byte_at(text, at) == _OPEN:
        return read_details(text, at + 1)
    is_null = at > 0 and load(text, at) & _FOUR_BYTES == _NULL_WORD
    return at + 4 if is_null else -1, 0, 0, -1, -1, -1, np.nan, False


@kernel
def _last_columns(text: Text, at: int, simulated: bool) -> tuple[int, bool, float]:
    """Read what follows the details: the place behind the row, simulated or not, geometric altitude.

    The place is -1 if refused. Where there is no source type, what the details said of it stands.
    """
    if at > 0 and byte_at(text, at) == _CLOSE_LIST:
        return at + 1, simulated, np.nan
    if at < 0 or byte_at(text, at) != _COMMA:
        return -1, False, np.nan
    at, height = at + 1, np.nan
    separators, strings, empty, points = plain_columns(text, at)
    height_at, rest = _next_column(separators)
    if not separators or not (strings | empty) & _ONE:
        return -1, False, np.nan
    if strings & _ONE:
        simulated = load(text, at) & _SIM_MASK == _SIM_VALUE
    if rest and not (empty >> np.uint64(height_at)) & _ONE:
        height = _whole(text, at, points, height_at, _next_column(rest)[0])
    if rest and (height == REFUSED or (strings >> np.uint64(height_at)) & _ONE):
        return -1, False, np.nan
    at += highest(separators) + 1
    if not rest and byte_at(text, at - 1) != _CLOSE_LIST:
        return -1, False, np.nan
    while byte_at(text, at - 1) != _CLOSE_LIST:
        separators = plain_columns(text, at)[0]
        if not separators:
            return -1, False, np.nan
        at += highest(separators) + 1
    return at, simulated, height


@kernel
def _heights(altitude: float, height: float, in_details: float, flags: int) -> tuple[float, float]:
    """Choose the two altitudes; the geometric one is the column's, the details', or that of flag 8."""
    height = in_details if np.isnan(height) else height
    if not flags & _GEOMETRIC_BIT:
        return altitude, height
    return np.nan, altitude if np.isnan(height) else height


@kernel
def _latest(met: int, value: int, now_us: int, old: int, old_us: int, none: int) -> tuple[int, int]:
    """Give the value of this row, else the old one until it is too old, and when it was sent."""
    if met:
        return value, now_us
    return old if now_us - old_us <= _CARRY_US else none, old_us


@kernel
def _may_repeat(
    n: int, time_us: NDArray[np.int64], floats: NDArray[np.float64], ground: NDArray[np.int8]
) -> bool:
    """Tell whether a row may equal an earlier one of its instant; readsb writes two points at times."""
    if n > 1 and time_us[n - 2] == time_us[n]:
        return True
    for i in range(len(floats)):
        before, here = floats[i, n - 1], floats[i, n]
        if before != here and not (np.isnan(before) and np.isnan(here)):
            return False
    return bool(ground[n - 1] == ground[n])


@kernel
def _is_end(text: Text, n_bytes: int, at: int) -> bool:
    """Tell whether the array, the document and the text end here."""
    if byte_at(text, at) != _CLOSE_LIST:
        return False
    at = skip_blanks(text, at + 1)
    return byte_at(text, at) == _CLOSE and skip_blanks(text, at + 1) == n_bytes
