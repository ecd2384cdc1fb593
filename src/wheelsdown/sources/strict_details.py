"""What the sparse object of a trace's ninth column says of callsign, accuracy, version and height.

Plain pairs of key and value are taken some 64 bytes at a time (`strict_windows`); a pair that is nested
or long is walked byte by byte (`strict_values`). Refused, though JSON, are a wanted key that comes twice,
and one that holds what readsb never writes there.
"""

from typing import Final

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import (
    REFUSED,
    Text,
    byte_at,
    digits,
    highest,
    load,
    lowest,
    matches,
    number,
)
from wheelsdown.sources.strict_values import skip_string, skip_value
from wheelsdown.sources.strict_windows import whole_pairs

__all__ = ["CALLSIGN", "NAC_P", "NIC", "VERSION", "Details", "read_details"]

#: What the object says: the place behind it (-1 if refused), bits for what it holds (`CALLSIGN`, ...),
#: callsign as a number, NACp, NIC, ADS-B version, geometric altitude in feet (NaN for none), and
#: whether its type begins with ``sim_``.
Details = tuple[int, int, int, int, int, int, float, bool]

#: Bits for what the object holds.
CALLSIGN, NAC_P, NIC, VERSION, _HEIGHT, _TYPE = 1, 2, 4, 8, 16, 32

_QUOTE, _COMMA, _COLON, _POINT, _ZERO, _NINE, _CLOSE = 34, 44, 58, 46, 48, 57, 125

_ONE: Final = np.uint64(1)
_ALL: Final = np.uint64(2**64 - 1)
_EIGHT_BLANKS: Final = np.uint64(0x2020202020202020)

_NIC_KEY, _NIC_MASK = np.uint64(int.from_bytes(b'nic"', "little")), np.uint64(2**32 - 1)
_TYPE_KEY, _TYPE_MASK = np.uint64(int.from_bytes(b'type"', "little")), np.uint64(2**40 - 1)
_NAC_P_KEY, _NAC_P_MASK = np.uint64(int.from_bytes(b'nac_p"', "little")), np.uint64(2**48 - 1)
_FLIGHT_KEY, _FLIGHT_MASK = np.uint64(int.from_bytes(b'flight"', "little")), np.uint64(2**56 - 1)
_VERSION_KEY: Final = np.uint64(int.from_bytes(b'version"', "little"))
_ALT_GEOM_KEY: Final = np.uint64(int.from_bytes(b"alt_geom", "little"))
_SIM_VALUE, _SIM_MASK = np.uint64(int.from_bytes(b'"sim_', "little")), np.uint64(2**40 - 1)


@kernel
def read_details(text: Text, at: int) -> Details:
    """Read the object whose opening brace is before ``at``."""
    met, callsign, nac_p, nic, version, height, simulated = 0, 0, -1, -1, -1, np.nan, False
    last = byte_at(text, at)
    at += last == _CLOSE
    while last != _CLOSE:
        keys, size = whole_pairs(text, at)
        if size == 0:
            size = _skip_pair(text, at) - at
        if size < 0:
            return -1, 0, 0, -1, -1, -1, np.nan, False
        while keys:
            key = at + lowest(keys) + 1
            keys &= keys - _ONE
            found = _named(text, key)
            if found:
                value, number_found = _value(text, key, found)
                if value < 0 or met & found:
                    return -1, 0, 0, -1, -1, -1, np.nan, False
                met |= found
                callsign = value if found == CALLSIGN else callsign
                nac_p = value if found == NAC_P else nac_p
                nic = value if found == NIC else nic
                version = value if found == VERSION else version
                simulated |= found == _TYPE and value > 0
                height = number_found if found == _HEIGHT else height
        at += size
        last = byte_at(text, at - 1)
    if not callsign:
        met &= ~CALLSIGN
    return at, met, callsign, nac_p, nic, version, height, simulated


@kernel
def _skip_pair(text: Text, at: int) -> int:
    """Give the place behind a pair and its separator; -1 where it is not JSON or its key is wanted."""
    if byte_at(text, at) != _QUOTE or _named(text, at + 1):
        return -1
    behind = skip_string(text, at)
    if behind < 0 or byte_at(text, behind) != _COLON:
        return -1
    behind = skip_value(text, behind + 1)
    if behind < 0 or (byte_at(text, behind) != _COMMA and byte_at(text, behind) != _CLOSE):
        return -1
    return behind + 1


@kernel
def _named(text: Text, key: int) -> int:
    """Give the bit of the wanted key at this place; 0 for any other."""
    word = load(text, key)
    if word & _NIC_MASK == _NIC_KEY:
        return NIC
    if word & _NAC_P_MASK == _NAC_P_KEY:
        return NAC_P
    if word == _VERSION_KEY:
        return VERSION
    if word & _TYPE_MASK == _TYPE_KEY:
        return _TYPE
    if word & _FLIGHT_MASK == _FLIGHT_KEY:
        return CALLSIGN
    if word == _ALT_GEOM_KEY and byte_at(text, key + 8) == _QUOTE:
        return _HEIGHT
    return 0


@kernel
def _value(text: Text, key: int, found: int) -> tuple[int, float]:
    """Give the value of a wanted key: an integer, -1 if refused, and for the height the number itself."""
    if found == NIC:
        return _small_number(text, key + 5), np.nan
    if found == NAC_P:
        return _small_number(text, key + 7), np.nan
    if found == VERSION:
        return _small_number(text, key + 9), np.nan
    if found == CALLSIGN:
        return _callsign(text, key + 8), np.nan
    if found == _TYPE:
        simulated = load(text, key + 6) & _SIM_MASK == _SIM_VALUE
        return (1 if simulated else 0) if byte_at(text, key + 6) == _QUOTE else -1, np.nan
    height = _height(text, key + 10)
    return 0 if height != REFUSED else -1, height


@kernel
def _small_number(text: Text, at: int) -> int:
    """Give a number of one or two digits; -1 for anything else. A separator is known to follow."""
    value = digits(text, at + 1, 1)
    second = byte_at(text, at + 1)
    if _ZERO <= second <= _NINE:
        value = digits(text, at + 2, 2)
        second = byte_at(text, at + 2)
    return value if second in (_COMMA, _CLOSE) else -1


@kernel
def _height(text: Text, at: int) -> float:
    """Give the number at this place."""
    end = lowest(matches(text, at, _COMMA) | matches(text, at, _CLOSE))
    return number(text, at, at + end, at + lowest(matches(text, at, _POINT)))


@kernel
def _callsign(text: Text, at: int) -> int:
    """Give a callsign as a number, first character highest; 0 for blanks alone, -1 if it is none.

    Blanks on either side are left out, and zeros follow up to eight characters.
    """
    size = lowest(matches(text, at + 1, _QUOTE))
    if byte_at(text, at) != _QUOTE or size > 8:
        return -1
    if size == 0:
        return 0
    kept = _ALL >> np.uint64(64 - 8 * size)
    said = (load(text, at + 1) ^ _EIGHT_BLANKS) & kept
    if not said:
        return 0
    first, last = lowest(said) >> 3, highest(said) >> 3
    said = ((said ^ _EIGHT_BLANKS) >> np.uint64(8 * first)) & (_ALL >> np.uint64(56 - 8 * (last - first)))
    return int(np.int64(_reversed(said)))


@kernel
def _reversed(word: np.uint64) -> np.uint64:
    """Give eight bytes in the opposite order."""
    odd, pairs = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0000FFFF0000FFFF)
    eight, sixteen, half = np.uint64(8), np.uint64(16), np.uint64(32)
    word = ((word >> eight) & odd) | ((word & odd) << eight)
    word = ((word >> sixteen) & pairs) | ((word & pairs) << sixteen)
    return (word >> half) | (word << half)
