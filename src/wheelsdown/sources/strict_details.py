"""What the sparse object of a trace's ninth column says of callsign, accuracy, version and height.

It is looked through 64 bytes at a time (`strict_windows`); one that is not plain enough for that is walked
byte by byte (`strict_values`). Refused, though JSON, are a wanted key that comes twice, and one that holds
what readsb never writes there.
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
from wheelsdown.sources.strict_columns import (
    FLIGHT_AT,
    HEIGHT_AT,
    N_KEYS,
    NAC_P_AT,
    NIC_AT,
    SOURCE_AT,
    VERSION_AT,
)
from wheelsdown.sources.strict_values import skip_string, skip_value
from wheelsdown.sources.strict_windows import plain_object

__all__ = ["HAS_CALLSIGN", "HAS_NAC_P", "HAS_NIC", "HAS_VERSION", "Details", "read_details"]

#: What the object says: the place behind it (-1 if refused), bits for what it holds (`HAS_CALLSIGN`, ...),
#: callsign as a number, NACp, NIC, ADS-B version, geometric altitude in feet (NaN for none), and
#: whether its type begins with ``sim_``.
Details = tuple[int, int, int, int, int, int, float, bool]

#: Bits for what the object holds.
HAS_CALLSIGN, HAS_NAC_P, HAS_NIC, HAS_VERSION, _HEIGHT, _TYPE = 1, 2, 4, 8, 16, 32

_QUOTE, _COMMA, _COLON, _POINT, _ZERO, _NINE, _CLOSE, _A = 34, 44, 58, 46, 48, 57, 125, 97

#: What no value in the details begins with: true, false, null, white space; with the last, none ends.
_NOT_WRITTEN: Final = (116, 102, 110, 32, 10, 13, 9)

_ALL: Final = np.uint64(2**64 - 1)
_EIGHT_BLANKS: Final = np.uint64(0x2020202020202020)

#: The bytes up to the quote behind a wanted key, eight at most, and how far they are in an eight-byte word.
_TYPE_KEY, _TYPE_SHIFT = np.uint64(int.from_bytes(b'"type"', "little")), np.uint64(16)
_FLIGHT_KEY: Final = np.uint64(int.from_bytes(b'"flight"', "little"))
_HEIGHT_KEY: Final = np.uint64(int.from_bytes(b'lt_geom"', "little"))
_NIC_KEY, _NIC_SHIFT = np.uint64(int.from_bytes(b'"nic"', "little")), np.uint64(24)
_VERSION_KEY: Final = np.uint64(int.from_bytes(b'version"', "little"))
_NAC_P_KEY, _NAC_P_SHIFT = np.uint64(int.from_bytes(b'"nac_p"', "little")), np.uint64(8)
_SIM_VALUE, _SIM_MASK = np.uint64(int.from_bytes(b'"sim_', "little")), np.uint64(2**40 - 1)


@kernel
def read_details(text: Text, at: int, words: Text) -> Details:
    """Read the object whose opening brace is before ``at``, and a comma before that.

    In ``words`` is room for notes on its keys (`strict_columns`).
    """
    if byte_at(text, at) == _CLOSE:
        return at + 1, 0, 0, -1, -1, -1, np.nan, False
    if byte_at(text, at) != _QUOTE:
        return -1, 0, 0, -1, -1, -1, np.nan, False
    behind = plain_object(text, at, words)
    n_keys, source = _place(words, N_KEYS), _place(words, SOURCE_AT)
    flight, height = _place(words, FLIGHT_AT), _place(words, HEIGHT_AT)
    nic, version, nac_p = _place(words, NIC_AT), _place(words, VERSION_AT), _place(words, NAC_P_AT)
    n_met = (source > 0) + (flight > 0) + (height > 0) + (nic > 0) + (version > 0) + (nac_p > 0)
    if behind < 0 or n_met != n_keys or not _are_named(text, source, flight, height, nic, version, nac_p):
        behind, source, flight, height, nic, version, nac_p = _walk(text, at)
    callsign = _callsign(text, flight + 1) if flight else 0
    nac_p_value = _small_number(text, nac_p + 1) if nac_p else 0
    nic_value = _small_number(text, nic + 1) if nic else 0
    version_value = _small_number(text, version + 1) if version else 0
    height_value = _height(text, height + 1) if height else np.nan
    refused = min(behind, callsign, nac_p_value, nic_value, version_value) < 0 or height_value == REFUSED
    if refused or (source and byte_at(text, source + 1) != _QUOTE):
        return -1, 0, 0, -1, -1, -1, np.nan, False
    met = HAS_CALLSIGN * (callsign > 0) + HAS_NAC_P * (nac_p > 0) + HAS_NIC * (nic > 0)
    met += HAS_VERSION * (version > 0)
    simulated = source > 0 and load(text, source + 1) & _SIM_MASK == _SIM_VALUE
    return behind, met, callsign, nac_p_value, nic_value, version_value, height_value, simulated


@kernel
def _place(words: Text, key: int) -> int:
    """Give the place noted of a key."""
    return int(np.int64(load(words, key)))


@kernel
def _are_named(text: Text, source: int, flight: int, height: int, nic: int, version: int, nac_p: int) -> bool:
    """Tell whether the colons stand behind the keys they are taken for; the opening quotes are known to."""
    named = source == 0 or load(text, source - 8) >> _TYPE_SHIFT == _TYPE_KEY
    named &= flight == 0 or load(text, flight - 8) == _FLIGHT_KEY
    named &= height == 0 or (load(text, height - 8) == _HEIGHT_KEY and byte_at(text, height - 9) == _A)
    named &= nic == 0 or load(text, nic - 8) >> _NIC_SHIFT == _NIC_KEY
    named &= version == 0 or load(text, version - 8) == _VERSION_KEY
    return named and (nac_p == 0 or load(text, nac_p - 8) >> _NAC_P_SHIFT == _NAC_P_KEY)


@kernel
def _named(text: Text, colon: int) -> int:
    """Give the bit of the wanted key in front of a colon; 0 for any other."""
    word = load(text, colon - 8)
    if word >> _NIC_SHIFT == _NIC_KEY:
        return HAS_NIC
    if word >> _NAC_P_SHIFT == _NAC_P_KEY:
        return HAS_NAC_P
    if word >> _TYPE_SHIFT == _TYPE_KEY:
        return _TYPE
    if word == _FLIGHT_KEY:
        return HAS_CALLSIGN
    before = byte_at(text, colon - 9)
    if word == _VERSION_KEY and before == _QUOTE:
        return HAS_VERSION
    return _HEIGHT if word == _HEIGHT_KEY and before == _A and byte_at(text, colon - 10) == _QUOTE else 0


@kernel
def _walk(text: Text, at: int) -> tuple[int, int, int, int, int, int, int]:
    """Walk through an object byte by byte: the place behind it, -1 if refused, and of the colons wanted."""
    source = flight = height = nic = version = nac_p = met = 0
    last = _COMMA
    while last == _COMMA:
        colon = skip_string(text, at)
        at = skip_value(text, colon + 1) if colon > 0 and byte_at(text, colon) == _COLON else -1
        if at < 0 or byte_at(text, colon + 1) in _NOT_WRITTEN or byte_at(text, at - 1) in _NOT_WRITTEN[3:]:
            return -1, 0, 0, 0, 0, 0, 0
        last = byte_at(text, at)
        found = _named(text, colon)
        if met & found or (last != _COMMA and last != _CLOSE):
            return -1, 0, 0, 0, 0, 0, 0
        met |= found
        source = colon if found == _TYPE else source
        flight = colon if found == HAS_CALLSIGN else flight
        height = colon if found == _HEIGHT else height
        nic = colon if found == HAS_NIC else nic
        version = colon if found == HAS_VERSION else version
        nac_p = colon if found == HAS_NAC_P else nac_p
        at += 1
    return at, source, flight, height, nic, version, nac_p


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
