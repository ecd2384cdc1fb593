"""Whether 64 bytes at a time obey JSON's grammar: bits stand for bytes, and few operations judge all.

An approach known from simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019). The
rules say for each kind of byte outside strings what may follow it: a shift by one, and an "and". So a byte
of no kind is wrong wherever it stands, having something in front of it. What must take turns, as colons
and commas do, is judged by a subtraction (see `_spans`). Not plain, though JSON, are escapes, bytes beyond
ASCII, white space between tokens, exponents, true, false, objects in objects, lists of anything but strings.
"""

from typing import Final

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import Text, between, load, lowest, matches, ones, put
from wheelsdown.sources.strict_columns import (
    FLIGHT_AT,
    HEIGHT_AT,
    N_KEYS,
    NAC_P_AT,
    NIC_AT,
    SOURCE_AT,
    VERSION_AT,
)

__all__ = ["nulls", "plain_numbers", "plain_object"]

_QUOTE, _COMMA, _COLON, _MINUS, _POINT, _ZERO, _NINE = 34, 44, 58, 45, 46, 48, 57
_BACKSLASH, _OPEN_LIST, _CLOSE_LIST, _CLOSE, _BLANK, _TILDE = 92, 91, 93, 125, 32, 126
_C, _E, _L, _M, _N, _P, _T, _U = b"celmnptu"

_NONE, _ONE, _TWO, _THREE, _FOUR = (np.uint64(n) for n in range(5))
_TOP: Final = np.uint64(63)

#: A window of an object begins with the last two bytes of the one before, for rules that look back.
_STEP: Final = 62
_LAST, _NEXT, _NEW = np.uint64(_STEP - 1), np.uint64(_STEP), np.uint64(2**64 - 4)


@kernel
def plain_object(text: Text, at: int, words: Text) -> int:
    """Look through the object whose opening brace, and a comma, are before ``at``; a key begins there.

    Gives the place behind it, -1 if it is not plain; notes in ``words`` which keys it has.
    """
    for key in range(N_KEYS, NAC_P_AT + 8, 8):
        put(words, key, _NONE)
    in_string, in_value, in_list, in_fraction = _NONE, _NONE, _NONE, _NONE
    at -= 2
    while True:
        quotes = matches(text, at, _QUOTE)
        inside = _running_parity(quotes) ^ in_string
        closing = matches(text, at, _CLOSE) & ~inside
        end = closing & (~closing + _ONE)
        within = end ^ (end - _ONE)
        outside, opening = within & ~inside, quotes & inside
        commas, colons = matches(text, at, _COMMA) & outside, matches(text, at, _COLON) & outside
        brackets = between(text, at, _OPEN_LIST, _CLOSE_LIST) & outside
        closes, lists, wrong = _NONE, _NONE, _NONE
        if brackets | in_list:
            closes, lists, wrong = _lists(text, at, brackets, commas | end, opening, in_list)
        values, badly = _spans(colons & _NEW, ((commas & ~lists) | end) & _NEW, in_value)
        numerals = between(text, at, _ZERO, _NINE) & outside
        minus, points = matches(text, at, _MINUS) & outside, matches(text, at, _POINT) & outside
        after_colon = colons << _ONE
        starts = opening | numerals | minus | (brackets & ~closes)
        wrong |= badly | (lists & (colons | end)) | (after_colon & ~starts) | ((commas << _ONE) & ~opening)
        wrong |= ((quotes & outside) << _ONE) & ~(colons | commas | end | closes)
        wrong |= _wrong_numbers(text, at, numerals, minus, points, after_colon, commas | end)
        fractions = numerals + ((points << _ONE) | in_fraction)
        wrong |= (fractions & points) | (within & ~_plain(text, at))
        if wrong & _NEW:
            return -1
        _note_keys(text, at, colons & _NEW, words)
        if end:
            return at + lowest(end) + 1
        in_string = _NONE - ((inside >> _LAST) & _ONE)
        in_fraction = ((fractions ^ numerals) >> _NEXT) & _ONE
        in_value, in_list = values >> _TOP, lists >> _TOP
        at += _STEP


@kernel
def _note_keys(text: Text, at: int, colons: np.uint64, words: Text) -> None:
    """Note the colons behind wanted keys, known by their last letter and how far before it a quote is."""
    types = matches(text, at - 2, _E) & matches(text, at - 6, _QUOTE)
    flights = matches(text, at - 2, _T) & matches(text, at - 8, _QUOTE)
    heights = matches(text, at - 2, _M) & matches(text, at - 10, _QUOTE)
    nics = matches(text, at - 2, _C) & matches(text, at - 5, _QUOTE)
    versions = matches(text, at - 2, _N) & matches(text, at - 9, _QUOTE)
    nac_ps = matches(text, at - 2, _P) & matches(text, at - 7, _QUOTE)
    wanted = (types | flights | heights | nics | versions | nac_ps) & colons
    if wanted:
        put(words, N_KEYS, load(words, N_KEYS) + np.uint64(ones(wanted)))
        _note_key(words, SOURCE_AT, at, types & colons)
        _note_key(words, FLIGHT_AT, at, flights & colons)
        _note_key(words, HEIGHT_AT, at, heights & colons)
        _note_key(words, NIC_AT, at, nics & colons)
        _note_key(words, VERSION_AT, at, versions & colons)
        _note_key(words, NAC_P_AT, at, nac_ps & colons)


@kernel
def _note_key(words: Text, key: int, at: int, colons: np.uint64) -> None:
    """Note the first of some colons, if there is one."""
    if colons:
        put(words, key, np.uint64(at + lowest(colons)))


@kernel
def _lists(
    text: Text, at: int, brackets: np.uint64, ends: np.uint64, opening: np.uint64, in_list: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Give the brackets that close a list, the bytes in lists, and what is wrong about them.

    ``brackets`` may hold backslashes, which lie between the two in ASCII.
    """
    opens = brackets & matches(text, at, _OPEN_LIST)
    closes = brackets & ~opens
    lists, wrong = _spans(opens & _NEW, closes & _NEW, in_list)
    return closes, lists, wrong | ((opens << _ONE) & ~opening) | ((closes << _ONE) & ~ends)


@kernel
def plain_numbers(
    text: Text, at: int, where: np.uint64, starts: np.uint64, ends: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Judge the numbers among 64 bytes: what is wrong about them, their points, and where they may begin.

    Minus zero is wrong, because readers differ on it; minus zero with a point is not.
    """
    numerals = between(text, at, _ZERO, _NINE) & where
    minus, points = matches(text, at, _MINUS) & where, matches(text, at, _POINT) & where
    wrong = _wrong_numbers(text, at, numerals, minus, points, starts, ends)
    # a carry runs from behind a point through its digits: no other point may stop it
    wrong |= (numerals + (points << _ONE)) & points
    wrong |= ((matches(text, at, _ZERO) & (minus << _ONE)) << _ONE) & ends
    return wrong, points, numerals | minus


@kernel
def _wrong_numbers(
    text: Text,
    at: int,
    numerals: np.uint64,
    minus: np.uint64,
    points: np.uint64,
    starts: np.uint64,
    ends: np.uint64,
) -> np.uint64:
    """Give the bytes that may not follow a numeral, minus or point, and those behind a needless zero."""
    needless = matches(text, at, _ZERO) & (starts | (minus << _ONE))
    wrong = ((minus | points) << _ONE) & ~numerals
    return wrong | ((numerals << _ONE) & ~(numerals | points | ends)) | ((needless << _ONE) & numerals)


@kernel
def nulls(text: Text, at: int) -> np.uint64:
    """Give the places among 64 bytes where a null begins that is whole there."""
    ell = matches(text, at, _L)
    return matches(text, at, _N) & (matches(text, at, _U) >> _ONE) & (ell >> _TWO) & (ell >> _THREE)


@kernel
def _spans(starts: np.uint64, ends: np.uint64, open_before: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Give the bytes from each start up to its end, and bits set where starts and ends do not take turns.

    Where they do, a difference of powers of two is a run of ones for each pair; where they do not, the
    runs of the difference cannot begin at just the starts, since runs' beginnings and ends are unique.
    """
    spans = ends - starts - open_before
    return spans, (spans & ~((spans << _ONE) | open_before)) ^ starts


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
