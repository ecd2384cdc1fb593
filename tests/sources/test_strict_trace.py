"""The kernels as plain Python: they look at no byte outside the text and its padding, and count right."""

import json
import math
from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from benchmarks.fuzz_parser import mutated
from benchmarks.parser import sample_trace
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.compiling import compiled
from wheelsdown.sources.strict_bytes import LEAD, PADDING, REFUSED, Text, number
from wheelsdown.sources.strict_trace import N_WORDS_IN_ALL, SHORTEST_ROW, read_rows
from wheelsdown.sources.strict_values import skip_value

Columns = tuple[np.ndarray, ...]

NO_NUMBERS = [
    "",
    "-",
    ".",
    "1.",
    ".5",
    "-.5",
    "01",
    "00",
    "-01",
    "1e5",
    "1E5",
    "+1",
    "1 ",
    " 1",
    "0x1",
    "1..2",
    "1.2.3",
]
NO_NUMBERS += [
    "nul",
    "nulL",
    "nullx",
    "NaN",
    "--1",
    "1-",
    "1,2",
    "\x001",
    "1\x00",
    "123456789",
    "1.123456789",
    "-0",
]
NO_NUMBERS += ["1234567.123456789", "12345678.12345678", "\xb1", "1\xff", "1:", "1/", "9;"]

VALUES = [
    '"a b"',
    "0",
    "-12.5",
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "[1,2]",
    '{"a":{"b":[{}]}}',
    '[ 1 , { "x" : null } ]',
]
NO_VALUES = [
    "",
    "tru",
    "[1,]",
    "[,1]",
    "[1 2]",
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    "{1:2}",
    "[1}",
    '{"a":1]',
    "01",
    "1.",
    "-",
]
NO_VALUES += [
    '"a',
    '"a\\n"',
    '"\n"',
    '"\x7f"',
    '"\xe9"',
    "[" * 9 + "]" * 9,
    "nulL",
    "[nul]",
    '{"a" 1}',
    "[1",
    '{"a":1',
]


def padded(text: bytes) -> np.ndarray:
    return np.frombuffer(text + bytes(PADDING), np.uint8)


def columns(n_bytes: int) -> Columns:
    n = n_bytes // SHORTEST_ROW + 1
    shapes = (
        (n, np.int64),
        ((7, n), np.float64),
        ((3, n), np.int16),
        (n, np.int8),
        (n, np.uint64),
        (n, np.int8),
    )
    return tuple(np.zeros(shape, dtype) for shape, dtype in shapes)  # type: ignore[call-overload]


def rows(
    read: Callable[..., tuple[int, bool]], text: bytes, whole: Text
) -> tuple[int, bool, list[np.ndarray]]:
    filled, words = columns(len(text)), np.zeros(N_WORDS_IN_ALL, np.uint64)
    word_bytes = words.ctypes.data if isinstance(whole, int) else words.view(np.uint8)
    at = text.find(b'"trace":') + len('"trace":') + 1
    with np.errstate(over="ignore"):
        n, simulated = read(whole, len(text), at, 0, *filled, words, word_bytes)
    return n, simulated, [column[..., : max(n, 0)] for column in filled[:-1]]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    raw = text.encode("latin-1")
    whole, end = padded(bytes(LEAD) + raw), LEAD + len(raw)
    point = LEAD + raw.find(b".") if b"." in raw else end + 1
    with np.errstate(over="ignore"):
        assert number(whole, LEAD, end, point) == REFUSED


@given(st.integers(-(10**8) + 1, 10**8 - 1), st.integers(0, 8), st.booleans())
def test_numbers_are_those_json_reads(whole: int, n_fraction: int, minus: bool) -> None:
    text = f"{'-' * (minus and whole >= 0)}{whole}" + f".{abs(whole) % 10**n_fraction:0{n_fraction}}" * bool(
        n_fraction
    )
    raw = text.encode()
    point = LEAD + raw.find(b".") if b"." in raw else LEAD + 99
    with np.errstate(over="ignore"):
        got = number(padded(bytes(LEAD) + raw), LEAD, LEAD + len(raw), point)
    if sum(c.isdigit() for c in text) > 15 or text == "-0":
        assert got == REFUSED
    else:
        expected = float(json.loads(text))
        assert (got, math.copysign(1, got)) == (expected, math.copysign(1, expected))


@pytest.mark.parametrize("text", VALUES)
def test_values_nobody_wants_are_skipped(text: str) -> None:
    json.loads(text)
    raw = text.encode()
    assert skip_value(padded(raw + b","), 0) == len(raw)


@pytest.mark.parametrize("text", NO_VALUES)
def test_what_is_no_plain_value_is_not_skipped(text: str) -> None:
    behind = skip_value(padded(text.encode("latin-1") + b","), 0)
    assert behind < 0 or padded(text.encode("latin-1") + b",")[behind] != ord(",")


@pytest.mark.parametrize("style", range(16))
def test_plain_and_compiled_give_the_same(style: int) -> None:
    text = sample_trace(style, n_points=9, style=style)
    whole = padded(text)
    n, simulated, plain = rows(read_rows, text, whole)
    assert n == 9
    assert simulated == (style == 15)
    again = rows(compiled(read_rows), text, whole.ctypes.data)  # type: ignore[arg-type]
    assert again[:2] == (n, simulated)
    for one, other in zip(plain, again[2], strict=True):
        np.testing.assert_array_equal(one, other)


def test_no_byte_outside_the_text_and_its_padding_is_looked_at() -> None:
    """In plain Python a look outside the array is an IndexError."""
    random = Random(11)
    texts = [sample_trace(number, n_points=2, style=number) for number in range(32)]
    fast, n_taken = compiled(read_rows), 0
    for _ in range(250):
        text = mutated(texts, random)
        whole = padded(text)
        n, simulated, _ = rows(read_rows, text, whole)
        assert rows(fast, text, whole.ctypes.data)[:2] == (n, simulated)  # type: ignore[arg-type]
        n_taken += n > 0
    assert 20 < n_taken < 230


def test_every_beginning_of_a_text_is_refused() -> None:
    text, fast = sample_trace(4, n_points=3, style=1), compiled(read_rows)
    start = text.index(b'"trace"') + 9
    assert rows(fast, text, padded(text).ctypes.data)[0] == 3  # type: ignore[arg-type]
    for size in range(start, len(text.rstrip())):
        assert rows(fast, text[:size], padded(text[:size]).ctypes.data)[0] == -1  # type: ignore[arg-type]
