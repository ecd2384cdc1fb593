"""Put rows in a table's order a range at a time, so that no second copy of a large table is made.

What comes out is what sorting the whole would give: the rows are split by the values of the column that
orders them first, and each range is sorted by itself. Rows are then taken some thousand at a time, which
also leaves lists and structs no longer than what is taken; a writer that is given a slice of a list copies
the whole of it for every group of rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from math import ceil

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = ["between", "cuts", "in_order", "ranges"]

#: Rows that are sorted together: beside them some 50 bytes each are held (runs of cells, the only rows
#: that are so many, are narrow).
ROWS_AT_ONCE = 2**20
#: Values looked at per range: ranges come out as large as each other within some per cent.
_SAMPLE = 1024


def in_order(
    ranged: Iterable[pl.DataFrame], order: Sequence[pl.Expr], *, at_once: int
) -> Iterator[pl.DataFrame]:
    """Give rows, some at a time, by the order of the expressions; equal ones stay as they came.

    The rows come range by range of the column that orders them first.
    """
    if not order:
        yield from ranged
        return
    for some in chain.from_iterable(_split(rows, order) for rows in ranged):
        places = _places(some.select(order))
        for start in range(0, len(places), at_once):
            yield some[places[start : start + at_once]]


def ranges(values: pl.Series, at: pl.Expr, n_ranges: int) -> list[pl.Expr]:
    """Cut the values of a column, named by ``at``, into ranges of about as many rows each.

    Returns
    -------
    Conditions of which every row fulfils exactly one, in the order of the values; nulls are in the first.
    """
    return between(cuts(values, n_ranges), at)


def cuts(values: pl.Series, n_ranges: int) -> pl.Series:
    """Give the values where ranges of about as many rows each begin, but the first; each once, in order."""
    sample = values.gather_every(max(len(values) // (_SAMPLE * n_ranges), 1)).sort()
    first_of_each = sample.gather([len(sample) * i // n_ranges for i in range(1, n_ranges)])
    return first_of_each.drop_nulls().unique().sort()


def between(found: pl.Series, at: pl.Expr) -> list[pl.Expr]:
    """Give the conditions of `ranges` for some `cuts`."""
    starts = [pl.lit(cut, found.dtype) for cut in found]
    if not starts:
        return [pl.lit(value=True)]
    inner = [(at >= start) & (at < end) for start, end in pairwise(starts)]
    return [at.is_null() | (at < starts[0]), *inner, at >= starts[-1]]


def _split(rows: pl.DataFrame, order: Sequence[pl.Expr]) -> Iterator[pl.DataFrame]:
    n_ranges = ceil(rows.height / ROWS_AT_ONCE)
    if n_ranges <= 1:
        yield rows.rechunk()
        return
    for here in ranges(rows.select(order[0]).to_series(), order[0], n_ranges):
        yield rows.filter(here).rechunk()


def _places(keys: pl.DataFrame) -> pl.Series:
    """Give the row numbers in the order of the columns."""
    first = keys.to_series()
    if keys.width == 1 and first.dtype.is_integer() and not first.has_nulls():
        return pl.Series(_by_digits((first.cast(pl.Int64) - first.min()).to_numpy()))
    return keys.select(pl.arg_sort_by(keys.columns, maintain_order=True)).to_series()


def _by_digits(numbers: NDArray[np.integer]) -> NDArray[np.intp]:
    """Sort numbers from 0 on, digit by digit of 16 bits, the last first (numpy sorts those by counting)."""
    places = np.argsort(numbers.astype(np.uint16), kind="stable")
    while len(numbers) and numbers.max() >= 2**16:
        numbers = numbers >> 16
        places = places[np.argsort(numbers[places].astype(np.uint16), kind="stable")]
    return places
