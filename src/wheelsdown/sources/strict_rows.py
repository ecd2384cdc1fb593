"""Whether a row is written just as readsb writes it, and the words that its numbers then are.

The usual row: two decimals of seconds, six of degrees, one of speed and track, none elsewhere; null where
readsb writes null; behind the details the source that an earlier row had, then numbers and nulls. Masks
judge what is read (`strict_windows`); numbers are noted as they are written, and `strict_amounts` works
out many at a time. A row that is otherwise is odd, not wrong: `strict_odd_rows` reads it.
"""

from typing import Final

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import Text, load, lowest, matches, ones
from wheelsdown.sources.strict_columns import (
    GROUND,
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
    note,
)
from wheelsdown.sources.strict_windows import nulls, plain_numbers

__all__ = ["LONGEST_SOURCE", "SHORTEST_SOURCE", "row_end", "row_start"]

#: Bytes of a source, its quotes and the commas on either side, that `row_end` can compare.
SHORTEST_SOURCE, LONGEST_SOURCE = 8, 24

_COMMA, _CLOSE_LIST = 44, 93
_NONE, _ONE, _TWO, _FOUR = (np.uint64(n) for n in (0, 1, 2, 4))

#: How far before the comma behind a number its point is: seconds, degrees, speed and track.
_OF_SECONDS, _OF_DEGREES, _OF_TENTHS = np.uint64(3), np.uint64(7), np.uint64(2)
_N_POINTS: Final = 5
#: Bytes from one comma to the next, at most: of a word, of degrees (a word and six decimals), of flags.
_WORD, _DEGREES, _FLAGS = 9, 16, 3


@kernel
def row_start(text: Text, at: int, words: Text, row: int) -> int:
    """Note the eight columns in front of the details; give the place behind them, -1 if the row is odd."""
    commas = matches(text, at, _COMMA)
    seconds, rest1 = _next(commas)
    lat, rest2 = _next(rest1)
    lon, rest3 = _next(rest2)
    altitude, rest4 = _next(rest3)
    speed, rest5 = _next(rest4)
    track, rest6 = _next(rest5)
    flags, rest7 = _next(rest6)
    rate, _ = _next(rest7)
    within = rest7 ^ (rest7 - _ONE)
    ends = commas & within
    starts = ((ends << _ONE) & within) | _ONE
    wrong, points, numbers = plain_numbers(text, at, within, starts, ends)
    due = ((commas ^ rest1) >> _OF_SECONDS) | ((rest1 ^ rest3) >> _OF_DEGREES)
    due |= (rest4 ^ rest6) >> _OF_TENTHS
    n_due, others = _N_POINTS, starts & ~numbers
    if others:
        empty = nulls(text, at) & within
        is_ground = altitude - lon == _WORD and load(text, at + lon + 1) == GROUND
        ground = (rest2 ^ rest3) << _ONE if is_ground else _NONE
        wrong |= (others & ~(empty | ground)) | ((empty << _FOUR) & ~ends)
        due &= ~(empty << _TWO)
        n_due -= ones((empty << _FOUR) & (rest4 ^ rest6))
    room = (
        (_WORD - 1 - seconds) | (_DEGREES - lat + seconds) | (_DEGREES - lon + lat) | (_WORD - altitude + lon)
    )
    room |= (
        (_WORD - speed + altitude)
        | (_WORD - track + speed)
        | (_FLAGS - flags + track)
        | (_WORD - rate + flags)
    )
    if wrong or points != due or ones(due) != n_due or room < 0 or rest7 == _NONE:
        return -1
    note(words, W_SECONDS, row, _last_bytes(text, at + seconds, seconds))
    note(words, W_LAT, row, _last_bytes(text, at + lat - 7, lat - seconds - 8))
    note(words, W_LAT_PART, row, load(text, at + lat - 8))
    note(words, W_LON, row, _last_bytes(text, at + lon - 7, lon - lat - 8))
    note(words, W_LON_PART, row, load(text, at + lon - 8))
    note(words, W_ALTITUDE, row, _last_bytes(text, at + altitude, altitude - lon - 1))
    note(words, W_SPEED, row, _last_bytes(text, at + speed, speed - altitude - 1))
    note(words, W_TRACK, row, _last_bytes(text, at + track, track - speed - 1))
    note(words, W_FLAGS, row, _last_bytes(text, at + flags, flags - track - 1))
    note(words, W_RATE, row, _last_bytes(text, at + rate, rate - flags - 1))
    return at + rate + 1


@kernel
def row_end(text: Text, at: int, words: Text, row: int, source: int, size: int) -> int:
    """Note the first number behind the source; give the place behind the row, -1 if the row is odd.

    ``text[source : source + size]`` is the source of an earlier row, the commas on either side included.
    Here must be the same bytes.
    """
    other = load(text, at) ^ load(text, source)
    other |= load(text, at + (size >> 1) - 4) ^ load(text, source + (size >> 1) - 4)
    other |= load(text, at + size - 8) ^ load(text, source + size - 8)
    at += size
    commas, closing = matches(text, at, _COMMA), matches(text, at, _CLOSE_LIST)
    end = closing & (~closing + _ONE)
    before = end - _ONE
    ends = (commas & before) | end
    starts = ((commas & before) << _ONE) | _ONE
    wrong, points, numbers = plain_numbers(text, at, end | before, starts, ends)
    others = starts & ~numbers
    if others:
        empty = nulls(text, at) & before
        wrong |= (others & ~empty) | ((empty << _FOUR) & ~ends)
    first, _ = _next(ends)
    if other or wrong or end == _NONE or first >= _WORD or lowest(points) < first:
        return -1
    note(words, W_GEOMETRIC, row, _last_bytes(text, at + first, first))
    return at + lowest(end) + 1


@kernel
def _next(separators: np.uint64) -> tuple[int, np.uint64]:
    """Give the place of the first of some separators, and the others."""
    return lowest(separators), separators & (separators - _ONE)


@kernel
def _last_bytes(text: Text, end: int, size: int) -> np.uint64:
    """Give as many bytes before ``end``, eight at most, as a word with zeros in front."""
    in_front = np.uint64(64 - 8 * size)
    return (load(text, end - 8) >> in_front) << in_front
