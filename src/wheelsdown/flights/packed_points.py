"""Write points as words of four bytes, half the room, where that loses nothing, and read them again.

Sources write positions to a millionth of a degree, speeds and courses to a tenth and heights to a foot, so
each fits one word. Whether every number comes back bit by bit is looked at while they are written.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.fact_store import Columns, no_points
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel

__all__ = ["N_WORDS", "pack", "room_to_unpack", "unpack"]

#: Words of a point: seven numbers, time and callsign of two words each, the row, and two with two small
#: numbers each. Its raw file is known by the trace it is of.
N_WORDS: Final = 14
_TIME, _CALLSIGN, _ROW, _ACCURACY, _STATE = 7, 9, 11, 12, 13

#: Parts of a degree, of a knot or degree of course, and of a foot that sources write.
_PER_DEGREE, _TENTHS, _WHOLE = 1e6, 10.0, 1.0
#: Stands for a number that was not received.
_NONE = -(2**31)


@kernel
def pack(points: Columns, start: int, words: NDArray[np.int32]) -> bool:
    """Write the points from one on as the columns of ``words``; tell whether nothing was lost."""
    whole = _pack(points.lat[start:], _PER_DEGREE, words[0])
    whole &= _pack(points.lon[start:], _PER_DEGREE, words[1])
    whole &= _pack(points.altitude_ft[start:], _WHOLE, words[2])
    whole &= _pack(points.geometric_altitude_ft[start:], _WHOLE, words[3])
    whole &= _pack(points.groundspeed_kt[start:], _TENTHS, words[4])
    whole &= _pack(points.track_deg[start:], _TENTHS, words[5])
    whole &= _pack(points.vertical_rate_fpm[start:], _WHOLE, words[6])
    for i in range(words.shape[1]):
        at = start + i
        words[_TIME, i], words[_TIME + 1, i] = _halves(points.time_us[at], 32)
        words[_CALLSIGN, i], words[_CALLSIGN + 1, i] = _halves(int(np.int64(points.callsign[at])), 32)
        words[_ROW, i] = _halves(int(np.int64(points.row[at])), 32)[1]
        words[_ACCURACY, i] = _joined(points.nac_p[at], points.nic[at], 16)
        words[_STATE, i] = _joined(points.adsb_version[at], points.ground[at], 16)
    return bool(whole)


def room_to_unpack(n_points: int, source: int) -> Columns:
    """Make room for so many points of a raw file, by its number."""
    room = {name: np.empty(n_points, column.dtype) for name, column in no_points()._asdict().items()}
    return Columns(**room)._replace(source=np.full(n_points, source, np.int32))


@kernel
def unpack(words: NDArray[np.int32], points: Columns) -> None:
    """Read what `pack` wrote."""
    _unpack(words[0], _PER_DEGREE, points.lat)
    _unpack(words[1], _PER_DEGREE, points.lon)
    _unpack(words[2], _WHOLE, points.altitude_ft)
    _unpack(words[3], _WHOLE, points.geometric_altitude_ft)
    _unpack(words[4], _TENTHS, points.groundspeed_kt)
    _unpack(words[5], _TENTHS, points.track_deg)
    _unpack(words[6], _WHOLE, points.vertical_rate_fpm)
    for i in range(words.shape[1]):
        points.time_us[i] = _joined(words[_TIME, i], words[_TIME + 1, i], 32)
        points.callsign[i] = np.uint64(_joined(words[_CALLSIGN, i], words[_CALLSIGN + 1, i], 32))
        points.row[i] = np.uint32(np.int64(words[_ROW, i]) & np.int64(2**32 - 1))
        points.nac_p[i], points.nic[i] = _halves(int(np.int64(words[_ACCURACY, i])), 16)
        points.adsb_version[i], points.ground[i] = _halves(int(np.int64(words[_STATE, i])), 16)


@kernel
def _halves(value: int, bits: int) -> tuple[int, int]:
    """Cut a number in an upper and a lower half of so many bits, both with a sign."""
    edge = 1 << (bits - 1)
    low = ((value + edge) & ((1 << bits) - 1)) - edge
    return (value - low) >> bits, low


@kernel
def _joined(high: int, low: int, bits: int) -> int:
    """Put together what `_halves` cut."""
    return int(np.int64(high) * (1 << bits) + np.int64(low))


@kernel
def _unpack(words: NDArray[np.int32], parts: float, values: Floats) -> None:
    for i in range(len(words)):
        values[i] = math.nan if words[i] == _NONE else words[i] / parts


@kernel
def _pack(values: Floats, parts: float, words: NDArray[np.int32]) -> bool:
    n_lost = 0
    for i in range(len(values)):
        value = values[i]
        none = math.isnan(value)
        word = 0.0 if none else np.rint(value * parts)
        n_lost += not none and (word / parts != value or abs(word) >= -_NONE)
        n_lost += value == 0.0 and math.copysign(1.0, value) < 0.0
        words[i] = _NONE if none else np.int32(word) if abs(word) < -_NONE else 0
    return n_lost == 0
