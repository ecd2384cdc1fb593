"""What numbers amount to, many at a time: each column of a block of rows, from eight bytes a number.

A number's bytes tell what they are by single bits: digits alone have bit 4, a minus has bit 0 without it,
letters have bit 6. So null and the word on the ground become NaN, and nothing here needs a branch: the
compiler works on several rows at once. See `strict_bytes` for how digits become a number, exactly.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import joined
from wheelsdown.sources.strict_columns import (
    ALTITUDE,
    BLOCK,
    GEOMETRIC,
    GROUND,
    KEPT,
    LAT,
    LON,
    RATE,
    SPEED,
    TRACK,
    W_ALTITUDE,
    W_FLAGS,
    W_GEOMETRIC,
    W_LAT,
    W_LAT_PART,
    W_LON,
    W_LON_PART,
    W_RATE,
    W_SECONDS,
    W_SPEED,
    W_TRACK,
)

__all__ = ["work_out"]

#: Degrees on the globe.
_MOST_LAT, _MOST_LON = 90.0, 180.0

#: Flag bit 8: the altitude is geometric.
_GEOMETRIC_BIT: Final = 8

_BIT_0: Final = np.uint64(0x0101010101010101)
_BIT_6: Final = np.uint64(0x4040404040404040)
_FOUR, _EIGHT, _FIFTEEN = np.uint64(4), np.uint64(8), np.uint64(15)
#: The digits of six decimals that end a word.
_SIX_DIGITS: Final = np.uint64(0x0F0F0F0F0F0F0000)
#: The bytes behind the point, by the number of decimals.
_TWO_BEHIND, _ONE_BEHIND, _NO_POINT = (np.uint64(2**64 - 2**n) for n in (48, 56, 0))

#: Columns of plain numbers: as they are noted and given, their decimals, ten to the number of these.
_WORDS, _FLOATS = np.array([W_ALTITUDE, W_SPEED, W_TRACK, W_RATE]), np.array([ALTITUDE, SPEED, TRACK, RATE])
_DECIMALS: Final = np.array([_NO_POINT, _ONE_BEHIND, _ONE_BEHIND, _NO_POINT])
_POWERS: Final = np.array([1.0, 10.0, 10.0, 1.0])


@kernel
def work_out(
    words: NDArray[np.uint64],
    first: int,
    n: int,
    start_us: int,
    time_us: NDArray[np.int64],
    floats: NDArray[np.float64],
    ground: NDArray[np.int8],
) -> bool:
    """Fill the columns of ``n`` rows from ``first`` on; tell whether positions and flags are possible.

    ``floats`` holds the details' geometric altitude in that column, and what is `KEPT`, as ``time_us`` does.
    """
    behind = first + n
    _times(words[W_SECONDS * BLOCK :], start_us, time_us[first:behind])
    lat, lon = floats[LAT, first:behind], floats[LON, first:behind]
    possible = _degrees(words[W_LAT * BLOCK :], words[W_LAT_PART * BLOCK :], _MOST_LAT, lat)
    possible &= _degrees(words[W_LON * BLOCK :], words[W_LON_PART * BLOCK :], _MOST_LON, lon)
    for column in range(len(_POWERS)):
        values = floats[_FLOATS[column], first:behind]
        _numbers(words[_WORDS[column] * BLOCK :], _DECIMALS[column], _POWERS[column], values)
    altitude, geometric = floats[ALTITUDE, first:behind], floats[GEOMETRIC, first:behind]
    possible &= _heights(words, altitude, geometric, ground[first:behind])
    return bool(possible)


@kernel
def _amount(word: np.uint64, behind: np.uint64, power: float) -> float:
    """Give the number that a word is; NaN if it is none."""
    digits = word & (((word >> _FOUR) & _BIT_0) * _FIFTEEN)
    value = joined(((digits & ~behind) << _EIGHT) | (digits & behind)) / power
    value = -value if _has_minus(word) else value
    return np.nan if word & _BIT_6 else value


@kernel
def _has_minus(word: np.uint64) -> bool:
    return bool(word & ~(word >> _FOUR) & _BIT_0)


@kernel
def _numbers(words: NDArray[np.uint64], behind: np.uint64, power: float, values: NDArray[np.float64]) -> None:
    """Work out one column; ``behind`` are the bytes of the decimals, ``power`` is ten to their number."""
    for i in range(len(values)):
        value = _amount(words[i], behind, power)
        values[i] = values[i] if words[i] == KEPT else value


@kernel
def _degrees(
    words: NDArray[np.uint64], parts: NDArray[np.uint64], most: float, values: NDArray[np.float64]
) -> bool:
    """Work out degrees; tell whether all are on the globe."""
    n_beyond = 0
    for i in range(len(values)):
        whole = joined(words[i] & (((words[i] >> _FOUR) & _BIT_0) * _FIFTEEN))
        value = (whole * 1_000_000 + joined(parts[i] & _SIX_DIGITS)) / 1e6
        value = -value if _has_minus(words[i]) else value
        values[i] = values[i] if words[i] == KEPT else value
        n_beyond += abs(values[i]) > most
    return n_beyond == 0


@kernel
def _times(words: NDArray[np.uint64], start_us: int, time_us: NDArray[np.int64]) -> None:
    for i in range(len(time_us)):
        after_us = np.int64(np.rint(_amount(words[i], _TWO_BEHIND, 100.0) * 1e6))
        time_us[i] = time_us[i] if words[i] == KEPT else start_us + after_us


@kernel
def _heights(
    words: NDArray[np.uint64],
    altitude: NDArray[np.float64],
    geometric: NDArray[np.float64],
    ground: NDArray[np.int8],
) -> bool:
    """Choose the two altitudes, the geometric one being the column's, the details' or that of flag 8.

    Tells whether no flags are below zero.
    """
    n_below = 0
    for i in range(len(altitude)):
        word, height = words[W_ALTITUDE * BLOCK + i], _amount(words[W_GEOMETRIC * BLOCK + i], _NO_POINT, 1.0)
        flags = _amount(words[W_FLAGS * BLOCK + i], _NO_POINT, 1.0)
        n_below += flags < 0
        ground[i] = 1 if word == GROUND else -1 if np.isnan(altitude[i]) else 0
        height = geometric[i] if np.isnan(height) else height
        by_flag = np.int64(flags) & _GEOMETRIC_BIT != 0
        geometric[i] = altitude[i] if by_flag and np.isnan(height) else height
        altitude[i] = np.nan if by_flag else altitude[i]
    return n_below == 0
