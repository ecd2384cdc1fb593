"""Spread ranges out into their members."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["spread"]


def spread(first: NDArray[np.int64], stop: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give each member of the ranges ``[first, stop)`` in order, with the number of its range before it.

    >>> range_of, member = spread(np.array([7, 3, 5]), np.array([9, 3, 6]))
    >>> range_of.tolist(), member.tolist()
    ([0, 0, 2], [7, 8, 5])
    """
    counts = stop - first
    starts = np.cumsum(counts) - counts
    range_of = np.repeat(np.arange(len(counts)), counts)
    return range_of, np.arange(len(range_of)) + np.repeat(first - starts, counts)
