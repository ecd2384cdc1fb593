"""Where a JSON value ends that nobody wants, byte by byte: the slow and thorough way.

Strict: escapes, bytes beyond ASCII and control characters in strings, exponents and nesting deeper
than readsb's are refused, so that nothing passes which a JSON reader would refuse.
"""

import numpy as np

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_bytes import Text, byte_at, load

__all__ = ["skip_blanks", "skip_number", "skip_string", "skip_value"]

_QUOTE, _COMMA, _COLON, _MINUS, _POINT, _ZERO, _NINE = 34, 44, 58, 45, 46, 48, 57
_BACKSLASH, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE, _BLANK, _TILDE = 92, 91, 93, 123, 125, 32, 126
_TRUE, _FALSE, _NULL = (np.uint64(int.from_bytes(word, "little")) for word in (b"true", b"false", b"null"))
_FOUR_BYTES, _FIVE_BYTES = np.uint64(2**32 - 1), np.uint64(2**40 - 1)

#: readsb nests one object or list in the details; this leaves room.
_DEEPEST = 8


@kernel
def skip_blanks(text: Text, at: int) -> int:
    """Give the place of the next byte that is no white space."""
    while byte_at(text, at) in (32, 10, 13, 9):
        at += 1
    return at


@kernel
def skip_string(text: Text, at: int) -> int:
    """Give the place behind the string that opens at ``at``; -1 where it is none, or not plain."""
    if byte_at(text, at) != _QUOTE:
        return -1
    at += 1
    while byte_at(text, at) != _QUOTE:
        byte = byte_at(text, at)
        if byte < _BLANK or byte > _TILDE or byte == _BACKSLASH:
            return -1
        at += 1
    return at + 1


@kernel
def skip_value(text: Text, at: int) -> int:
    """Give the place behind a value, nested or not, and the blanks after it; -1 where it is not plain."""
    objects, depth = 0, 0
    while True:
        at = skip_blanks(text, at)
        byte = byte_at(text, at)
        if byte in (_OPEN, _OPEN_LIST) and depth < _DEEPEST:
            is_object = byte == _OPEN
            at, empty = skip_blanks(text, at + 1), False
            if byte_at(text, at) == (_CLOSE if is_object else _CLOSE_LIST):
                at, empty = at + 1, True
            else:
                objects, depth = objects * 2 + is_object, depth + 1
                if is_object:
                    at = _skip_key(text, at)
            if at < 0:
                return -1
            if not empty:
                continue
        else:
            at = _skip_plain(text, at)
            if at < 0:
                return -1
        at, objects, depth = _shut(text, at, objects, depth)
        if at < 0 or depth == 0:
            return at


@kernel
def _shut(text: Text, at: int, objects: int, depth: int) -> tuple[int, int, int]:
    """Go on behind a value: close what closes, up to the start of the next value."""
    while True:
        at = skip_blanks(text, at)
        if depth == 0:
            return at, objects, depth
        is_object, byte = objects & 1, byte_at(text, at)
        if byte == _COMMA:
            at = skip_blanks(text, at + 1)
            return (_skip_key(text, at) if is_object else at), objects, depth
        if byte != (_CLOSE if is_object else _CLOSE_LIST):
            return -1, objects, depth
        at, objects, depth = at + 1, objects >> 1, depth - 1


@kernel
def _skip_key(text: Text, at: int) -> int:
    """Give the place behind a key and its colon; -1 where there is none."""
    at = skip_string(text, at)
    if at < 0:
        return -1
    at = skip_blanks(text, at)
    return at + 1 if byte_at(text, at) == _COLON else -1


@kernel
def _skip_plain(text: Text, at: int) -> int:
    """Give the place behind a string, number or word; -1 where there is none."""
    byte = byte_at(text, at)
    if byte == _QUOTE:
        return skip_string(text, at)
    word = load(text, at)
    if word & _FOUR_BYTES in (_TRUE, _NULL):
        return at + 4
    if word & _FIVE_BYTES == _FALSE:
        return at + 5
    return skip_number(text, at)


@kernel
def skip_number(text: Text, at: int) -> int:
    """Give the place behind a number; -1 where there is none."""
    if byte_at(text, at) == _MINUS:
        at += 1
    if byte_at(text, at) == _ZERO:
        at += 1
    else:
        at = _skip_digits(text, at)
    if at > 0 and byte_at(text, at) == _POINT:
        at = _skip_digits(text, at + 1)
    return at


@kernel
def _skip_digits(text: Text, at: int) -> int:
    """Give the place behind one or more digits, -1 for none."""
    start = at
    while _ZERO <= byte_at(text, at) <= _NINE:
        at += 1
    return at if at > start else -1
