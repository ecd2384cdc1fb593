"""What the sparse object of a trace's ninth column says of callsign, accuracy, version and height.

The object is taken 64 bytes at a time. Bits that stand for the bytes say where strings, separators
and numbers are, and a few operations on them check the whole grammar at once: an approach known from
simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019). A window ends with its
last whole pair of key and value, so nothing is carried from one window to the next. What a window
cannot judge, a pair that is nested or long, is walked byte by byte. Refused, though JSON, are escapes,
bytes beyond ASCII, and a wanted key that comes twice or holds what readsb never writes there.
"""

from typing import Final

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import (
    REFUSED,
    Text,
    between,
    byte_at,
    digits,
    highest,
    load,
    lowest,
    matches,
    number,
)
from wheelsdown.sources.strict_values import skip_string, skip_value

__all__ = ["CALLSIGN", "NAC_P", "NIC", "VERSION", "Details", "read_details"]

#: What the object says: the place behind it (-1 if refused), bits for what it holds (`CALLSIGN`, ...),
#: callsign as a number, NACp, NIC, ADS-B version, geometric altitude in feet (NaN for none), and
#: whether its type begins with ``sim_``.
Details = tuple[int, int, int, int, int, int, float, bool]

#: Bits for what the object holds.
CALLSIGN, NAC_P, NIC, VERSION, _HEIGHT, _TYPE = 1, 2, 4, 8, 16, 32

_QUOTE, _COMMA, _COLON, _MINUS, _POINT, _ZERO, _NINE = 34, 44, 58, 45, 46, 48, 57
_BACKSLASH, _OPEN_LIST, _OPEN, _CLOSE, _BLANK, _TILDE = 92, 91, 123, 125, 32, 126

_NONE, _ONE = np.uint64(0), np.uint64(1)
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
        keys, size = _whole_pairs(text, at)
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
def _whole_pairs(text: Text, at: int) -> tuple[np.uint64, int]:
    """Give the places of the keys among the whole pairs in the next 64 bytes, and their size.

    The size includes the separator behind the last pair; it is 0 if there is no whole plain pair.
    -1 in its place says that something is not JSON, or not plain.
    """
    quotes = matches(text, at, _QUOTE)
    inside = _running_parity(quotes)
    outside = ~inside
    commas = matches(text, at, _COMMA) & outside
    closing = matches(text, at, _CLOSE) & outside
    nested = (matches(text, at, _OPEN) | matches(text, at, _OPEN_LIST)) & outside
    stops = closing | nested
    first_stop = stops & (~stops + _ONE)
    commas &= first_stop - _ONE
    end = first_stop & closing
    if not end:
        if not commas:
            return _NONE, 0
        end = _ONE << np.uint64(highest(commas))
    within = end | (end - _ONE)
    numerals = between(text, at, _ZERO, _NINE) & outside & within
    minus = matches(text, at, _MINUS) & outside & within
    points = matches(text, at, _POINT) & outside & within
    colons = matches(text, at, _COLON) & outside & within
    ends = (commas | (closing & end)) & within
    separators = colons | ends
    opening, shut = quotes & inside & within, quotes & outside & within
    in_turn = _running_parity(separators)
    after_colon, after_point = colons << _ONE, points << _ONE
    number_starts = (after_colon | (minus << _ONE)) & numerals
    zeros = matches(text, at, _ZERO) & number_starts
    plain = between(text, at, _BLANK, _TILDE) & ~matches(text, at, _BACKSLASH)
    wrong = (within & ~plain) | (colons & ~in_turn) | (ends & in_turn)
    wrong |= (colons & ~(shut << _ONE)) | (opening & ~((separators << _ONE) | _ONE))
    wrong |= ((shut << _ONE) & ~separators) | (((commas << _ONE) & within) & ~opening)
    wrong |= after_colon & ~(opening | numerals | minus)
    wrong |= within & outside & ~(shut | separators | numerals | minus | points)
    wrong |= (minus & ~after_colon) | ((minus << _ONE) & ~numerals)
    wrong |= (points & ~(numerals << _ONE)) | (after_point & ~numerals)
    wrong |= ((numerals + after_point) & ~numerals & points) | ((zeros << _ONE) & numerals)
    wrong |= ~quotes & _ONE
    keys = opening & ((commas << _ONE) | _ONE)
    return keys, -1 if wrong else highest(end) + 1


@kernel
def _running_parity(bits: np.uint64) -> np.uint64:
    """Give for each bit whether the number of bits set up to it, itself included, is odd."""
    bits ^= bits << np.uint64(1)
    bits ^= bits << np.uint64(2)
    bits ^= bits << np.uint64(4)
    bits ^= bits << np.uint64(8)
    bits ^= bits << np.uint64(16)
    return bits ^ (bits << np.uint64(32))


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
