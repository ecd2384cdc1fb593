"""What the points of a readsb trace say, as columns, where every byte is what readsb writes.

A strict reader of the array ``trace`` of one document, made to be compiled. It takes what readsb writes
(json_out.c; nine columns or up to fifteen, any white space between points, none inside) and refuses
the whole document at anything else: what it refuses may be fine, and `sources.readsb_trace`, the plain
definition, decides. What it gives equals what that definition gives, value for value. Refused, though
the plain definition would keep the rest of the document, is every row that it would drop or change:
times that run back, rows that may repeat another, positions off the globe, half positions.

Three steps, since each is quick alone: judge rows and note their numbers as they are written
(`strict_rows`, `strict_odd_rows`), work the numbers out (`strict_amounts`), and carry forward what the
details said. See `sources.strict_bytes` for why nothing outside the text is read.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from wheelsdown.kernels import kernel
from wheelsdown.sources.strict_amounts import work_out
from wheelsdown.sources.strict_bytes import LEAD, Text, byte_at, load, lowest, matches
from wheelsdown.sources.strict_columns import (
    BLOCK,
    FLOATS,
    GEOMETRIC,
    INTEGERS,
    N_WORDS_IN_ALL,
    NAC_P,
    NIC,
    NULL,
    VERSION,
)
from wheelsdown.sources.strict_details import (
    HAS_CALLSIGN,
    HAS_NAC_P,
    HAS_NIC,
    HAS_VERSION,
    read_details,
)
from wheelsdown.sources.strict_odd_rows import odd_end, odd_start
from wheelsdown.sources.strict_rows import LONGEST_SOURCE, SHORTEST_SOURCE, row_end, row_start
from wheelsdown.sources.strict_values import skip_blanks

__all__ = ["FLOATS", "INTEGERS", "N_WORDS_IN_ALL", "SHORTEST_ROW", "read_rows"]

#: Bytes of the shortest row read, ``[0,0,0,0,0,0,0,0,{}],``.
SHORTEST_ROW: Final = 21

#: `readsb_columns.CARRY_S` in microseconds.
_CARRY_US: Final = 60_000_000
#: Earlier than any time by more than that.
_LONG_AGO: Final = -(2**62)

_QUOTE, _COMMA, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE = 34, 44, 91, 93, 123, 125
_NULL_LETTERS, _FOUR_BYTES = NULL >> np.uint64(32), np.uint64(2**32 - 1)
#: A comma, a line's end and a bracket: what readsb writes between two rows.
_BETWEEN, _THREE_BYTES = np.uint64(int.from_bytes(b",\n[", "little")), np.uint64(2**24 - 1)
_SIM_VALUE, _SIM_MASK = np.uint64(int.from_bytes(b'"sim_', "little")), np.uint64(2**40 - 1)

#: The place of the next row's bracket (-1 if refused), rows read, whether one is marked as simulated,
#: whether they were the last, and where a source is that rows may have, and how long: see `row_end`.
Judged = tuple[int, int, bool, bool, int, int]


@kernel
def read_rows(
    text: Text,
    n_bytes: int,
    at: int,
    start_us: int,
    time_us: NDArray[np.int64],
    floats: NDArray[np.float64],
    integers: NDArray[np.int16],
    ground: NDArray[np.int8],
    callsigns: NDArray[np.uint64],
    met: NDArray[np.int8],
    words: NDArray[np.uint64],
    word_bytes: Text,
) -> tuple[int, bool]:
    """Read all points; give their number, -1 if refused, and whether one is marked as simulated.

    Parameters
    ----------
    text, n_bytes
        The document and its length; at least `strict_bytes.PADDING` zero bytes follow.
    at
        Place behind the bracket that opens the array of points.
    start_us
        The header's time, microseconds since 1970.
    time_us, floats, integers, ground, callsigns
        Filled; room for ``n_bytes // SHORTEST_ROW + 1`` points at least.
    met
        As many places for notes on what each row's details hold.
    words, word_bytes
        Room for `N_WORDS_IN_ALL` words, as numbers and as bytes.
    """
    n, simulated, ended, source, size = 0, False, False, 0, 0
    at = skip_blanks(text, at)
    if byte_at(text, at) != _OPEN_LIST or at < LEAD:
        return -1, False
    while not ended:
        at, n_new, sim_rows, ended, source, size = _judge(
            text,
            n_bytes,
            at,
            start_us,
            n,
            source,
            size,
            time_us,
            floats,
            integers,
            callsigns,
            met,
            word_bytes,
        )
        if at < 0 or not work_out(words, n, n_new, start_us, time_us, floats, ground):
            return -1, False
        n, simulated = n + n_new, simulated or sim_rows
    return n if _carry(n, met, time_us, floats, integers, ground, callsigns) else -1, simulated


@kernel
def _judge(
    text: Text,
    n_bytes: int,
    at: int,
    start_us: int,
    first: int,
    source: int,
    size: int,
    time_us: NDArray[np.int64],
    floats: NDArray[np.float64],
    integers: NDArray[np.int16],
    callsigns: NDArray[np.uint64],
    met: NDArray[np.int8],
    words: Text,
) -> Judged:
    """Judge a block of rows, note their numbers, and fill in what their details hold."""
    simulated, ended, n_rows = False, False, 0
    here, names, numbers = met[first:], callsigns[first:], integers[:, first:]
    heights = floats[GEOMETRIC, first:]
    for row in range(BLOCK):
        start = at + 1
        at = row_start(text, start, words, row)
        if at < 0:
            at = odd_start(text, start, words, row, first + row, start_us, time_us, floats)
        here[row], heights[row], sim = 0, np.nan, False
        if at > 0 and byte_at(text, at) == _OPEN:
            at, here[row], name, nac_p, nic, version, heights[row], sim = read_details(text, at + 1, words)
            names[row], numbers[NAC_P, row], numbers[NIC, row], numbers[VERSION, row] = (
                name,
                nac_p,
                nic,
                version,
            )
        else:
            at = at + 4 if at > 0 and load(text, at) & _FOUR_BYTES == _NULL_LETTERS else -1
        behind = at
        at = row_end(text, behind, words, row, source, size) if size and behind > 0 else -1
        if at < 0 and behind > 0:
            at = odd_end(text, behind, words, row, first + row, floats)
            source, size, sim = _source(text, behind, source, size, sim)
            simulated |= sim
        if at < 0:
            return -1, 0, False, True, 0, 0
        at, ended = _behind_row(text, n_bytes, at)
        n_rows += 1
        if ended:
            break
    return at, n_rows, simulated, ended, source, size


@kernel
def _source(text: Text, at: int, source: int, size: int, simulated: bool) -> tuple[int, int, bool]:
    """Give a source that rows may have, its size, and whether the row is simulated, behind its details."""
    if byte_at(text, at) != _COMMA or byte_at(text, at + 1) != _QUOTE:
        return source, size, simulated
    simulated = load(text, at + 1) & _SIM_MASK == _SIM_VALUE
    new_size = lowest(matches(text, at + 2, _QUOTE)) + 4
    if SHORTEST_SOURCE <= new_size <= LONGEST_SOURCE and byte_at(text, at + new_size - 1) == _COMMA:
        source, size = at, new_size
    return source, size, simulated


@kernel
def _behind_row(text: Text, n_bytes: int, at: int) -> tuple[int, bool]:
    """Give the place of the next row's bracket, -1 if refused, and whether there is none."""
    if load(text, at) & _THREE_BYTES == _BETWEEN:
        return at + 2, False
    at = skip_blanks(text, at)
    if byte_at(text, at) == _COMMA:
        at = skip_blanks(text, at + 1)
        return at if byte_at(text, at) == _OPEN_LIST else -1, False
    return at if _is_end(text, n_bytes, at) else -1, True


@kernel
def _is_end(text: Text, n_bytes: int, at: int) -> bool:
    """Tell whether the array, the document and the text end here."""
    if byte_at(text, at) != _CLOSE_LIST:
        return False
    at = skip_blanks(text, at + 1)
    return byte_at(text, at) == _CLOSE and skip_blanks(text, at + 1) == n_bytes


@kernel
def _carry(
    n: int,
    met: NDArray[np.int8],
    time_us: NDArray[np.int64],
    floats: NDArray[np.float64],
    integers: NDArray[np.int16],
    ground: NDArray[np.int8],
    callsigns: NDArray[np.uint64],
) -> bool:
    """Give each row what details said up to a minute before; tell whether times and rows are in order."""
    previous_us = callsign_us = nac_p_us = nic_us = version_us = _LONG_AGO
    callsign, nac_p, nic, version = 0, -1, -1, -1
    for i in range(n):
        now_us, here = time_us[i], met[i]
        if now_us < previous_us or (now_us == previous_us and _may_repeat(i, time_us, floats, ground)):
            return False
        callsign, callsign_us = _latest(
            here & HAS_CALLSIGN, int(np.int64(callsigns[i])), now_us, callsign, callsign_us, 0
        )
        nac_p, nac_p_us = _latest(here & HAS_NAC_P, integers[NAC_P, i], now_us, nac_p, nac_p_us, -1)
        nic, nic_us = _latest(here & HAS_NIC, integers[NIC, i], now_us, nic, nic_us, -1)
        version, version_us = _latest(
            here & HAS_VERSION, integers[VERSION, i], now_us, version, version_us, -1
        )
        callsigns[i] = np.uint64(callsign)
        integers[NAC_P, i], integers[NIC, i], integers[VERSION, i] = nac_p, nic, version
        previous_us = now_us
    return True


@kernel
def _latest(met: int, value: int, now_us: int, old: int, old_us: int, none: int) -> tuple[int, int]:
    """Give the value of this row, else the old one until it is too old, and when it was sent."""
    if met:
        return value, now_us
    return old if now_us - old_us <= _CARRY_US else none, old_us


@kernel
def _may_repeat(
    n: int, time_us: NDArray[np.int64], floats: NDArray[np.float64], ground: NDArray[np.int8]
) -> bool:
    """Tell whether a row may equal an earlier one of its instant; readsb writes two points at times."""
    if n > 1 and time_us[n - 2] == time_us[n]:
        return True
    for i in range(len(floats)):
        before, here = floats[i, n - 1], floats[i, n]
        if before != here and not (np.isnan(before) and np.isnan(here)):
            return False
    return bool(ground[n - 1] == ground[n])
