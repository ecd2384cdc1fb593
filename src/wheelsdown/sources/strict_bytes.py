"""What bytes say, many at a time: which of 64 are a comma, and what eight digits amount to.

The ways to look at bytes have a plain body, which refuses to look outside the array, and a compiled
one of a few machine instructions, which does not check. Who calls them keeps ``PADDING`` zero bytes
behind the text, advances only past bytes that are not zero, and stays ``LEAD`` bytes behind the start.

Digits are read eight at a time by three multiplications (a well-known method of "SIMD within a
register"), each step adding neighbours. A number of at most 15 digits is an integer that a double
holds, divided by a power of ten that a double holds, so one division gives the double nearest to
the decimal number: bit for bit what any correct JSON reader gives.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from llvmlite import ir
from numba.core import imputils, types
from numba.core.typing import templates
from numpy.typing import NDArray

from wheelsdown.kernels import kernel

__all__ = [
    "LEAD",
    "PADDING",
    "REFUSED",
    "Text",
    "between",
    "byte_at",
    "digits",
    "highest",
    "joined",
    "load",
    "lowest",
    "matches",
    "number",
    "ones",
    "put",
]

#: The bytes: an array in plain Python, the address of its first byte when compiled, because an array
#: handed from function to function costs counting its references each time.
Text = NDArray[np.uint8] | int

#: Zero bytes needed behind the text: two windows of 64 bytes.
PADDING: Final = 128

#: Bytes needed in front of the first number, because eight are read up to its end.
LEAD: Final = 8

#: What stands for a value that is not plain JSON; no plain number is infinite.
REFUSED: Final = float("inf")

_MINUS, _ZERO = 45, 48

#: Most digits read before or behind the point, and in all: 10^15 < 2^53.
_MOST_DIGITS, _MOST_DIGITS_IN_ALL = 8, 15

_ALL_BITS = np.uint64(2**64 - 1)
_ZEROS: Final = np.uint64(0x3030303030303030)
#: Added to a byte above 9, this sets its highest bit.
_ABOVE_NINE: Final = np.uint64(0x7676767676767676)
_HIGH_BITS: Final = np.uint64(0x8080808080808080)
_TEN, _EIGHT = np.uint64(10), np.uint64(8)
_PAIRS: Final = np.uint64(0x000000FF000000FF)
_HUNDREDS: Final = np.uint64(100 + (1_000_000 << 32))
_UNITS: Final = np.uint64(1 + (10_000 << 32))

_POWERS: Final = np.array([10.0**n for n in range(_MOST_DIGITS + 1)])
_WHOLE_POWERS: Final = np.array([10**n for n in range(_MOST_DIGITS + 1)])


def byte_at(text: Text, at: int) -> int:
    """Give one byte."""
    return int(_some(text, at, 1)[0])


def load(text: Text, at: int) -> np.uint64:
    """Give eight bytes as one number, the first in the lowest place."""
    return np.uint64(int.from_bytes(_some(text, at, 8).tobytes(), "little"))


def matches(text: Text, at: int, byte: int) -> np.uint64:
    """Tell which of 64 bytes equal ``byte``; the first byte is the lowest bit."""
    return _bits(_some(text, at, 64) == byte)


def between(text: Text, at: int, low: int, high: int) -> np.uint64:
    """Tell which of 64 bytes lie between two values, both included."""
    window = _some(text, at, 64)
    return _bits((window >= low) & (window <= high))


def put(text: Text, at: int, word: np.uint64) -> None:
    """Write a number as eight bytes, the lowest first."""
    _some(text, at, 8)[:] = np.frombuffer(int(word).to_bytes(8, "little"), np.uint8)


def lowest(bits: np.uint64) -> int:
    """Give the position of the lowest bit set; 64 for none."""
    number = int(bits)
    return (number & -number).bit_length() - 1 if number else 64


def highest(bits: np.uint64) -> int:
    """Give the position of the highest bit set; -1 for none."""
    return int(bits).bit_length() - 1


def ones(bits: np.uint64) -> int:
    """Count the bits set."""
    return int(bits).bit_count()


@kernel
def digits(text: Text, end: int, n_digits: int) -> int:
    """Give the value of the 1 to 8 digits that end before ``end``; -1 where one of them is no digit."""
    return _value(load(text, end - 8), n_digits)


@kernel
def _value(word: np.uint64, n_digits: int) -> int:
    """Give the value of the digits in the upper bytes of a word; -1 where one of them is no digit."""
    word = (word ^ _ZEROS) & (_ALL_BITS << np.uint64((8 - n_digits) * 8))
    if (word | (word + _ABOVE_NINE)) & _HIGH_BITS:
        return -1
    return joined(word)


@kernel
def joined(word: np.uint64) -> int:
    """Give the number whose digits are eight bytes, each from 0 to 9, the first in the lowest place."""
    word = word * _TEN + (word >> _EIGHT)
    low = (word & _PAIRS) * _HUNDREDS
    high = ((word >> np.uint64(16)) & _PAIRS) * _UNITS
    return int(np.int64((low + high) >> np.uint64(32)))


@kernel
def number(text: Text, start: int, end: int, point: int) -> float:
    """Give the number in ``text[start:end]``; `REFUSED` where it is none, or not plainly one.

    ``point`` is the place of the first decimal point at or after ``start``. Plain is what readsb
    writes: no exponent, no needless zero in front, at most eight digits on either side of the point.
    A minus before a zero without a point is refused, since readers differ on it.
    """
    minus = byte_at(text, start) == _MINUS
    first = start + 1 if minus else start
    stop = min(point, end)
    n_whole, n_fraction = stop - first, end - 1 - stop
    if n_whole < 1 or n_fraction == 0 or (n_whole > 1 and byte_at(text, first) == _ZERO):
        return REFUSED
    if end - first > 8:
        value = _long_number(text, end, stop, n_whole, n_fraction)
    elif n_fraction < 0:
        value = float(digits(text, end, n_whole))
        value = -1.0 if minus and value == 0 else value
    else:
        word = load(text, end - 8)
        before = (word & (_ALL_BITS >> np.uint64(8 * n_fraction + 8))) << _EIGHT
        behind = word & (_ALL_BITS << np.uint64(64 - 8 * n_fraction))
        value = float(_value(before | behind, n_whole + n_fraction)) / _POWERS[n_fraction]
    if value < 0:
        return REFUSED
    return -value if minus else value


@kernel
def _long_number(text: Text, end: int, stop: int, n_whole: int, n_fraction: int) -> float:
    """Give a number of more than eight characters, ``stop`` being the place of its point; else -1."""
    n_digits = n_whole + n_fraction
    if n_fraction < 1 or max(n_whole, n_fraction) > _MOST_DIGITS or n_digits > _MOST_DIGITS_IN_ALL:
        return -1.0
    whole, fraction = digits(text, stop, n_whole), digits(text, end, n_fraction)
    if whole < 0 or fraction < 0:
        return -1.0
    value: float = float(whole * _WHOLE_POWERS[n_fraction] + fraction) / _POWERS[n_fraction]
    return value


def _some(text: Text, at: int, n_bytes: int) -> NDArray[np.uint8]:
    if isinstance(text, int) or not 0 <= at <= len(text) - n_bytes:
        raise IndexError(at)
    return text[at : at + n_bytes]


def _bits(found: NDArray[np.bool_]) -> np.uint64:
    return np.uint64(int.from_bytes(np.packbits(found, bitorder="little").tobytes(), "little"))


#: Where numba is told how to type and how to compile a call; it tells no types itself.
_TYPING: Any = templates
_LOWERING: Any = imputils

_BYTE, _WORD, _LANE = ir.IntType(8), ir.IntType(64), ir.IntType(32)
_WINDOW: Final = ir.VectorType(_BYTE, 64)


def _compile_as(
    plain: Callable[..., Any], result: types.Type, arguments: tuple[types.Type, ...], emit: Callable[..., Any]
) -> None:
    """Let calls of a plain function be compiled to the instructions that ``emit`` builds."""

    class Template(_TYPING.ConcreteTemplate):  # type: ignore[misc]  # numba tells no types of its insides
        cases = (_TYPING.signature(result, *arguments),)

    _TYPING.infer_global(plain)(Template)
    _LOWERING.lower_builtin(plain, *arguments)(
        lambda _context, builder, _signature, values: emit(builder, *values)
    )


def _loaded(builder: ir.IRBuilder, text: ir.Value, at: ir.Value, kind: ir.Type) -> ir.Value:
    """Load bytes from wherever they lie."""
    return builder.load(builder.inttoptr(builder.add(text, at), kind.as_pointer()), align=1)


def _spread(builder: ir.IRBuilder, value: ir.Value) -> ir.Value:
    """Give a window that holds the lowest byte of an integer 64 times."""
    undefined = ir.Constant(_WINDOW, ir.Undefined)
    first = builder.insert_element(undefined, builder.trunc(value, _BYTE), ir.Constant(_LANE, 0))
    return builder.shuffle_vector(first, undefined, ir.Constant(ir.VectorType(_LANE, 64), [0] * 64))


def _equal(builder: ir.IRBuilder, text: ir.Value, at: ir.Value, byte: ir.Value) -> ir.Value:
    window = _loaded(builder, text, at, _WINDOW)
    return builder.bitcast(builder.icmp_unsigned("==", window, _spread(builder, byte)), _WORD)


def _in_range(builder: ir.IRBuilder, text: ir.Value, at: ir.Value, low: ir.Value, high: ir.Value) -> ir.Value:
    above = builder.sub(_loaded(builder, text, at, _WINDOW), _spread(builder, low))
    width = _spread(builder, builder.sub(high, low))
    return builder.bitcast(builder.icmp_unsigned("<=", above, width), _WORD)


def _trailing_zeros(builder: ir.IRBuilder, bits: ir.Value) -> ir.Value:
    return builder.cttz(bits, ir.Constant(ir.IntType(1), 0))


def _highest_bit(builder: ir.IRBuilder, bits: ir.Value) -> ir.Value:
    return builder.sub(ir.Constant(_WORD, 63), builder.ctlz(bits, ir.Constant(ir.IntType(1), 0)))


def _stored(builder: ir.IRBuilder, text: ir.Value, at: ir.Value, word: ir.Value) -> ir.Value:
    builder.store(word, builder.inttoptr(builder.add(text, at), _WORD.as_pointer()), align=1)
    return ir.Constant(_BYTE.as_pointer(), None)


_INT, _BITS = types.int64, types.uint64
_compile_as(byte_at, _INT, (_INT,) * 2, lambda b, text, at: b.zext(_loaded(b, text, at, _BYTE), _WORD))
_compile_as(load, _BITS, (_INT,) * 2, lambda b, text, at: _loaded(b, text, at, _WORD))
_compile_as(put, types.none, (_INT, _INT, _BITS), _stored)
_compile_as(matches, _BITS, (_INT,) * 3, _equal)
_compile_as(between, _BITS, (_INT,) * 4, _in_range)
_compile_as(lowest, _INT, (_BITS,), _trailing_zeros)
_compile_as(highest, _INT, (_BITS,), _highest_bit)
_compile_as(ones, _INT, (_BITS,), lambda b, bits: b.ctpop(bits))
