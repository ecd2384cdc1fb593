"""Write the numbers of points as whole ones in half the room, where that loses nothing, and read them again.

Sources write positions to a millionth of a degree, speeds and courses to a tenth and heights to a foot, so
each fits four bytes. Whether every number comes back bit by bit is looked at while they are written.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.fact_store import Columns
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel

__all__ = ["N_PACKED", "PACKED", "pack", "unpack"]

#: The columns that are packed, in their order.
PACKED: Final = (
    "lat",
    "lon",
    "altitude_ft",
    "geometric_altitude_ft",
    "groundspeed_kt",
    "track_deg",
    "vertical_rate_fpm",
)
N_PACKED: Final = 7

#: Parts of a degree, of a knot or degree of course, and of a foot that sources write.
_PER_DEGREE, _TENTHS, _WHOLE = 1e6, 10.0, 1.0
#: Stands for a number that was not received.
_NONE = -(2**31)


@kernel
def pack(points: Columns, start: int, words: NDArray[np.int32]) -> bool:
    """Write the columns from a point on into the rows of ``words``; tell whether nothing was lost."""
    whole = _pack(points.lat[start:], _PER_DEGREE, words[0])
    whole &= _pack(points.lon[start:], _PER_DEGREE, words[1])
    whole &= _pack(points.altitude_ft[start:], _WHOLE, words[2])
    whole &= _pack(points.geometric_altitude_ft[start:], _WHOLE, words[3])
    whole &= _pack(points.groundspeed_kt[start:], _TENTHS, words[4])
    whole &= _pack(points.track_deg[start:], _TENTHS, words[5])
    whole &= _pack(points.vertical_rate_fpm[start:], _WHOLE, words[6])
    return bool(whole)


@kernel
def unpack(words: NDArray[np.int32], values: Floats) -> None:
    """Read what `pack` wrote into the rows of ``values``."""
    for column in range(len(words)):
        parts = _PER_DEGREE if column < 2 else _TENTHS if column == 4 or column == 5 else _WHOLE
        for i in range(words.shape[1]):
            word = words[column, i]
            values[column, i] = math.nan if word == _NONE else word / parts


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
