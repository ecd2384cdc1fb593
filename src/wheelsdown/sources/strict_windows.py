"""Whether 64 bytes at a time obey JSON's grammar: bits stand for bytes, and few operations judge all.

An approach known from simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019).
Nearly every rule says what may follow what: a shift by one, and an "and". What must take turns, as
colons and commas do, is judged by a subtraction (see `_spans`). Not plain, though JSON, are escapes,
bytes beyond ASCII, white space between tokens, exponents, true, false, objects inside objects, lists of
anything but strings.
"""

from typing import Final

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import Text, between, highest, lowest, matches, ones

__all__ = ["Keys", "plain_object", "skip_columns"]

#: The place behind an object, -1 if it is not plain; how many of its keys look like one of those that
#: follow; the places of the colons behind "type", "flight", "alt_geom", "nic", "version" and "nac_p", if
#: they are these (the last of each, 0 for none).
Keys = tuple[int, int, int, int, int, int, int, int]

_QUOTE, _COMMA, _COLON, _MINUS, _POINT, _ZERO, _NINE = 34, 44, 58, 45, 46, 48, 57
_BACKSLASH, _OPEN_LIST, _CLOSE_LIST, _CLOSE, _BLANK, _TILDE = 92, 91, 93, 125, 32, 126
_C, _E, _L, _M, _N, _P, _T, _U = b"celmnptu"

_NONE, _ONE, _TWO, _THREE, _FOUR = (np.uint64(n) for n in range(5))
_TOP: Final = np.uint64(63)

#: A window of an object begins with the last two bytes of the one before, for rules that look back.
_STEP: Final = 62
_NEW: Final = np.uint64(2**64 - 4)


@kernel
def plain_object(text: Text, at: int) -> Keys:
    """Look through the object whose opening brace, and a comma, are before ``at``; it is not empty."""
    n_keys = source = flight = height = nic = version = nac_p = 0
    in_string, in_value, in_list, in_fraction, first = _NONE, _NONE, _NONE, _NONE, _FOUR
    at -= 2
    while True:
        quotes = matches(text, at, _QUOTE)
        inside = _running_parity(quotes) ^ in_string
        closing = matches(text, at, _CLOSE) & ~inside & _NEW
        end = closing & (~closing + _ONE)
        within = end ^ (end - _ONE)
        outside = within & ~inside
        commas, colons = matches(text, at, _COMMA) & outside, matches(text, at, _COLON) & outside
        opens, closes = matches(text, at, _OPEN_LIST) & outside, matches(text, at, _CLOSE_LIST) & outside
        lists, wrong = _spans(opens & _NEW, closes & _NEW, in_list)
        values, badly = _spans(colons & _NEW, ((commas & ~lists) | end) & _NEW, in_value)
        after_colon, opening, shut = colons << _ONE, quotes & inside & within, quotes & outside
        numerals = between(text, at, _ZERO, _NINE) & outside
        minus, points = matches(text, at, _MINUS) & outside, matches(text, at, _POINT) & outside
        signs, after_points = (minus | points) << _ONE, (points << _ONE) | in_fraction
        fractions = numerals + after_points
        needless = matches(text, at, _ZERO) & outside & (after_colon | (minus << _ONE))
        separators = colons | commas | end
        wrong |= badly | ((colons | end) & lists) | (colons & ~(shut << _ONE))
        wrong |= (after_colon & ~(opening | numerals | minus | opens)) | ((minus | opens) & ~after_colon)
        wrong |= ((shut << _ONE) & ~(separators | closes)) | ((commas << _ONE) & ~opening)
        wrong |= ((opens << _ONE) & ~(opening | closes)) | ((closes << _ONE) & ~(commas | end))
        wrong |= opening & ~(((colons | commas | opens) << _ONE) | first)
        wrong |= (points & ~(numerals << _ONE)) | (signs & ~numerals) | ((needless << _ONE) & numerals)
        wrong |= fractions & ~numerals & points
        wrong |= outside & ~(shut | separators | numerals | minus | points | opens | closes)
        wrong |= within & ~_plain(text, at)
        if wrong & _NEW:
            return -1, 0, 0, 0, 0, 0, 0, 0
        colons &= _NEW
        types = colons & matches(text, at - 2, _E) & matches(text, at - 6, _QUOTE)
        flights = colons & matches(text, at - 2, _T) & matches(text, at - 8, _QUOTE)
        heights = colons & matches(text, at - 2, _M) & matches(text, at - 10, _QUOTE)
        nics = colons & matches(text, at - 2, _C) & matches(text, at - 5, _QUOTE)
        versions = colons & matches(text, at - 2, _N) & matches(text, at - 9, _QUOTE)
        nac_ps = colons & matches(text, at - 2, _P) & matches(text, at - 7, _QUOTE)
        wanted = types | flights | heights | nics | versions | nac_ps
        if wanted:
            n_keys += ones(wanted)
            source = at + lowest(types) if types else source
            flight = at + lowest(flights) if flights else flight
            height = at + lowest(heights) if heights else height
            nic = at + lowest(nics) if nics else nic
            version = at + lowest(versions) if versions else version
            nac_p = at + lowest(nac_ps) if nac_ps else nac_p
        if end:
            return at + lowest(end) + 1, n_keys, source, flight, height, nic, version, nac_p
        before = np.uint64(_STEP - 1)
        in_string = _NONE - ((inside >> before) & _ONE)
        in_fraction = ((fractions ^ numerals) >> np.uint64(_STEP)) & _ONE
        in_value, in_list, first = values >> _TOP, lists >> _TOP, _NONE
        at += _STEP


@kernel
def _spans(starts: np.uint64, ends: np.uint64, open_before: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Give the bytes from each start up to its end, and bits set where starts and ends do not take turns.

    Where they do, a difference of powers of two is a run of ones for each pair; where they do not, the
    runs of the difference cannot begin at just the starts, since runs' beginnings and ends are unique.
    """
    spans = ends - starts - open_before
    return spans, (spans & ~((spans << _ONE) | open_before)) ^ starts


@kernel
def skip_columns(text: Text, at: int) -> int:
    """Give the place behind the bracket that ends a row, at most 64 bytes on; -1 if refused.

    Up to it, one or more numbers, nulls and strings stand between commas.
    """
    quotes = matches(text, at, _QUOTE)
    inside = _running_parity(quotes)
    closing = matches(text, at, _CLOSE_LIST) & ~inside
    end = closing & (~closing + _ONE)
    within = end | (end - _ONE)
    outside = within & ~inside
    commas = matches(text, at, _COMMA) & outside
    separators, starts = commas | end, (commas << _ONE) | _ONE
    opening, shut = quotes & inside & within, quotes & outside
    ell = matches(text, at, _L)
    nulls = (
        matches(text, at, _N) & (matches(text, at, _U) >> _ONE) & (ell >> _TWO) & (ell >> _THREE) & outside
    )
    words = nulls | (nulls << _ONE) | (nulls << _TWO) | (nulls << _THREE)
    numbers, wrong = _numbers(text, at, outside, starts)
    wrong |= (starts & ~(numbers | nulls | opening)) | ((opening | nulls) & ~starts)
    wrong |= ((shut << _ONE) | (nulls << _FOUR)) & ~separators
    wrong |= (outside & ~(numbers | words | shut | separators)) | (within & ~_plain(text, at))
    return at + highest(end) + 1 if end and not wrong else -1


@kernel
def _numbers(text: Text, at: int, where: np.uint64, starts: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Give the bytes that numbers may consist of, and those among them that no number can have there."""
    numerals = between(text, at, _ZERO, _NINE) & where
    minus = matches(text, at, _MINUS) & where
    points = matches(text, at, _POINT) & where
    after_minus, after_point = minus << _ONE, points << _ONE
    needless = matches(text, at, _ZERO) & where & (starts | after_minus)
    wrong = (minus & ~starts) | (points & ~(numerals << _ONE)) | ((after_minus | after_point) & ~numerals)
    # a carry runs from behind a point through its digits: no other point may stop it
    wrong |= ((numerals + after_point) & ~numerals & points) | ((needless << _ONE) & numerals)
    return numerals | minus | points, wrong


@kernel
def _plain(text: Text, at: int) -> np.uint64:
    """Tell which of 64 bytes are printable ASCII and no backslash."""
    return between(text, at, _BLANK, _TILDE) & ~matches(text, at, _BACKSLASH)


@kernel
def _running_parity(bits: np.uint64) -> np.uint64:
    """Give for each bit whether the number of bits set up to it, itself included, is odd."""
    bits ^= bits << np.uint64(1)
    bits ^= bits << np.uint64(2)
    bits ^= bits << np.uint64(4)
    bits ^= bits << np.uint64(8)
    bits ^= bits << np.uint64(16)
    return bits ^ (bits << np.uint64(32))
