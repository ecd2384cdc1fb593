"""Where what a row says is put: the columns given, and the words that its numbers are until worked out."""

from typing import Final

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import Text, put

__all__ = [
    "ALTITUDE",
    "BLOCK",
    "FLIGHT_AT",
    "FLOATS",
    "GEOMETRIC",
    "GROUND",
    "HEIGHT_AT",
    "INTEGERS",
    "KEPT",
    "LAT",
    "LON",
    "NAC_P",
    "NAC_P_AT",
    "NIC",
    "NIC_AT",
    "NULL",
    "N_KEYS",
    "N_WORDS",
    "N_WORDS_IN_ALL",
    "RATE",
    "SOURCE_AT",
    "SPEED",
    "TRACK",
    "VERSION",
    "VERSION_AT",
    "W_ALTITUDE",
    "W_FLAGS",
    "W_GEOMETRIC",
    "W_LAT",
    "W_LAT_PART",
    "W_LON",
    "W_LON_PART",
    "W_RATE",
    "W_SECONDS",
    "W_SPEED",
    "W_TRACK",
    "note",
]

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
LAT, LON, ALTITUDE, GEOMETRIC, SPEED, TRACK, RATE = range(len(FLOATS))

#: Columns of ``integers``, in order.
INTEGERS: Final = ("nac_p", "nic", "adsb_version")
NAC_P, NIC, VERSION = range(len(INTEGERS))

#: Rows worked out at a time: their words stay near the processor.
BLOCK: Final = 128

#: Words of a row: the last bytes of each number as they are written, eight at most, zeros in front. Of a
#: degree the first is what is before its point, the second ends with the six decimals behind it.
N_WORDS: Final = 11
(
    W_SECONDS,
    W_LAT,
    W_LAT_PART,
    W_LON,
    W_LON_PART,
    W_ALTITUDE,
    W_SPEED,
    W_TRACK,
    W_FLAGS,
    W_RATE,
    W_GEOMETRIC,
) = range(N_WORDS)

#: Places behind these words for what keys an object has: how many look like a wanted one, and the place of
#: the colon behind each, 0 for none.
N_KEYS, SOURCE_AT, FLIGHT_AT, HEIGHT_AT, NIC_AT, VERSION_AT, NAC_P_AT = (
    8 * (N_WORDS * BLOCK + number) for number in range(7)
)
N_WORDS_IN_ALL: Final = N_WORDS * BLOCK + 7

#: The word of a number that was worked out elsewhere: what is in its column stays.
KEPT: Final = np.uint64(0)
#: The words of what is no number.
NULL: Final = np.uint64(int.from_bytes(b"null", "little") << 32)
GROUND: Final = np.uint64(int.from_bytes(b'"ground"', "little"))


@kernel
def note(words: Text, column: int, row: int, word: np.uint64) -> None:
    """Note a word of a row of the block."""
    put(words, 8 * (column * BLOCK + row), word)
