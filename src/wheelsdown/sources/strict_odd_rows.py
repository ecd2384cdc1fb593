"""What a row says that is not written just as readsb does: column by column, each number checked.

For rows that `strict_rows` leaves: other decimals, empty columns, longer numbers, other sources. What is
no plain JSON, and what the plain reader would drop or change, is refused.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import REFUSED, Text, byte_at, load, lowest, matches, number
from wheelsdown.sources.strict_columns import (
    ALTITUDE,
    GEOMETRIC,
    GROUND,
    KEPT,
    LAT,
    LON,
    NULL,
    RATE,
    SPEED,
    TRACK,
    W_ALTITUDE,
    W_FLAGS,
    W_GEOMETRIC,
    W_LAT,
    W_LON,
    W_RATE,
    W_SECONDS,
    W_SPEED,
    W_TRACK,
    note,
)
from wheelsdown.sources.strict_values import skip_number, skip_string

__all__ = ["odd_end", "odd_start"]

_QUOTE, _COMMA, _POINT, _CLOSE_LIST, _N = 34, 44, 46, 93, 110
_NULL_LETTERS, _FOUR_BYTES = NULL >> np.uint64(32), np.uint64(2**32 - 1)

#: Flags above this are not readsb's.
_MOST_FLAGS: Final = 255
#: Flag bit 8, and the words of flags with and without it.
_GEOMETRIC_BIT: Final = 8
_WITH, _WITHOUT = (np.uint64(int.from_bytes(digit, "little") << 56) for digit in (b"8", b"0"))


@kernel
def odd_start(
    text: Text,
    at: int,
    words: Text,
    row: int,
    n: int,
    start_us: int,
    time_us: NDArray[np.int64],
    floats: NDArray[np.float64],
) -> int:
    """Fill in the eight columns in front of the details; give the place behind them, -1 if refused.

    ``row`` counts in the block, ``n`` in the columns.
    """
    at, seconds = _value(text, at)
    at, lat = _value(text, at)
    at, lon = _value(text, at)
    on_ground = at > 0 and load(text, at) == GROUND and byte_at(text, at + 8) == _COMMA
    at, altitude = (at + 9, np.nan) if on_ground else _value(text, at)
    at, speed = _value(text, at)
    at, track = _value(text, at)
    at, flags = _value(text, at)
    at, rate = _value(text, at)
    flags = 0.0 if np.isnan(flags) else flags
    if at < 0 or np.isnan(seconds) or np.isnan(lat) != np.isnan(lon):
        return -1
    if not 0 <= flags <= _MOST_FLAGS or int(flags) != flags:
        return -1
    time_us[n] = start_us + int(np.rint(seconds * 1e6))
    floats[LAT, n], floats[LON, n], floats[ALTITUDE, n] = lat, lon, altitude
    floats[SPEED, n], floats[TRACK, n], floats[RATE, n] = speed, track, rate
    note(words, W_SECONDS, row, KEPT)
    note(words, W_LAT, row, KEPT)
    note(words, W_LON, row, KEPT)
    note(words, W_ALTITUDE, row, GROUND if on_ground else KEPT)
    note(words, W_SPEED, row, KEPT)
    note(words, W_TRACK, row, KEPT)
    note(words, W_FLAGS, row, _WITH if int(flags) & _GEOMETRIC_BIT else _WITHOUT)
    note(words, W_RATE, row, KEPT)
    return at


@kernel
def _value(text: Text, at: int) -> tuple[int, float]:
    """Give the place behind a value and its comma, -1 if refused or before; and the value, NaN for null."""
    if at < 0:
        return -1, np.nan
    end = at + lowest(matches(text, at, _COMMA))
    if end - at == 4 and load(text, at) & _FOUR_BYTES == _NULL_LETTERS:
        return end + 1, np.nan
    value = number(text, at, end, at + lowest(matches(text, at, _POINT)))
    return end + 1 if value != REFUSED else -1, value


@kernel
def odd_end(text: Text, at: int, words: Text, row: int, n: int, floats: NDArray[np.float64]) -> int:
    """Fill in what follows the details; give the place behind the row, -1 if refused."""
    note(words, W_GEOMETRIC, row, NULL)
    at = _skip(text, at, _QUOTE)
    if at > 0 and byte_at(text, at) == _COMMA and byte_at(text, at + 1) not in (_QUOTE, _N):
        end = at + 1 + lowest(matches(text, at + 1, _COMMA) | matches(text, at + 1, _CLOSE_LIST))
        point = at + 1 + lowest(matches(text, at + 1, _POINT))
        floats[GEOMETRIC, n] = number(text, at + 1, end, point)
        at = end if floats[GEOMETRIC, n] != REFUSED else -1
    elif at > 0 and byte_at(text, at) == _COMMA:
        at = _skip(text, at, _N)
    while at > 0 and byte_at(text, at) == _COMMA:
        at = _skip(text, at, byte_at(text, at + 1))
    return at + 1 if at > 0 and byte_at(text, at) == _CLOSE_LIST else -1


@kernel
def _skip(text: Text, at: int, kind: int) -> int:
    """Give the place behind a comma and a null, or what begins with ``kind``; -1 if refused."""
    if byte_at(text, at) != _COMMA:
        return at
    first = byte_at(text, at + 1)
    if first == _N:
        return at + 5 if load(text, at + 1) & _FOUR_BYTES == _NULL_LETTERS else -1
    if first != kind:
        return -1
    return skip_string(text, at + 1) if first == _QUOTE else skip_number(text, at + 1)
