"""Whether 64 bytes at a time obey JSON's grammar: bits stand for bytes, and few operations judge all.

An approach known from simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019). A
window ends with its last whole item, so nothing is carried from one window to the next. Refused, though
JSON, are escapes, bytes beyond ASCII, white space between tokens, exponents, and true and false.
"""

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import Text, between, highest, matches

__all__ = ["skip_columns", "whole_pairs"]

_QUOTE, _COMMA, _COLON, _MINUS, _POINT, _ZERO, _NINE = 34, 44, 58, 45, 46, 48, 57
_BACKSLASH, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE, _BLANK, _TILDE = 92, 91, 93, 123, 125, 32, 126
_N, _U, _L = 110, 117, 108

_NONE, _ONE, _TWO, _THREE, _FOUR = (np.uint64(n) for n in range(5))


@kernel
def whole_pairs(text: Text, at: int) -> tuple[np.uint64, int]:
    """Give the places of the keys among the whole pairs in the next 64 bytes of an object, and their size.

    The size includes the separator behind the last pair; it is 0 if there is no whole plain pair.
    -1 in its place says that something is not JSON, or not plain.
    """
    quotes = matches(text, at, _QUOTE)
    inside = _running_parity(quotes)
    commas = matches(text, at, _COMMA) & ~inside
    closing = matches(text, at, _CLOSE) & ~inside
    nested = (matches(text, at, _OPEN) | matches(text, at, _OPEN_LIST)) & ~inside
    stops = closing | nested
    first_stop = stops & (~stops + _ONE)
    commas &= first_stop - _ONE
    end = first_stop & closing
    if not end:
        if not commas:
            return _NONE, 0
        end = _ONE << np.uint64(highest(commas))
    within = end | (end - _ONE)
    outside = within & ~inside
    colons = matches(text, at, _COLON) & outside
    ends = commas | end
    separators = colons | ends
    opening, shut = quotes & inside & within, quotes & outside
    after_colon, in_turn = colons << _ONE, _running_parity(separators)
    numbers, wrong = _numbers(text, at, outside, after_colon)
    wrong |= (colons & ~in_turn) | (ends & in_turn) | (colons & ~(shut << _ONE))
    wrong |= (opening & ~((separators << _ONE) | _ONE)) | ((shut << _ONE) & ~separators)
    wrong |= (((commas << _ONE) & within) & ~opening) | (after_colon & ~(opening | numbers))
    wrong |= (outside & ~(shut | separators | numbers)) | (within & ~_plain(text, at)) | (~quotes & _ONE)
    keys = opening & ((commas << _ONE) | _ONE)
    return keys, -1 if wrong else highest(end) + 1


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
