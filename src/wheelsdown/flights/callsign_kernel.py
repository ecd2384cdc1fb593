"""Which callsigns one leg carried, compiled: the commonest, the first and the last."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.fact_store import MOST_CALLSIGNS, Columns, Work
from wheelsdown.kernels import kernel

__all__ = ["leg_callsigns"]


@kernel
def leg_callsigns(points: Columns, start: int, stop: int, work: Work) -> tuple[Any, int, Any, Any]:
    """Give the commonest callsign of a leg and how many points carry it, the first, and the last."""
    none = np.uint64(0)
    first, last, current, n, here = none, none, none, 0, -1
    sent, known, counts = points.callsign, work.callsigns, work.n_callsigns
    for i in range(start, stop):
        callsign = sent[i]
        if callsign == none:
            continue
        if callsign != current:
            current, here = callsign, -1
            for k in range(n):
                if known[k] == callsign:
                    here = k
            if here < 0:
                if n == MOST_CALLSIGNS:
                    return none, -1, none, none
                here = n
                known[n], counts[n] = callsign, 0
                n += 1
            if first == none:
                first = callsign
            last = callsign
        counts[here] += 1
    best = _commonest(known, counts, n)
    if best < 0:
        return none, 0, none, none
    return known[best], counts[best], first, last


@kernel
def _commonest(known: NDArray[np.uint64], counts: NDArray[np.int64], n: int) -> int:
    """Give the callsign most points carry, of equally common ones the first by name; -1 for none."""
    best = -1
    for k in range(n):
        if best < 0 or counts[k] > counts[best] or (counts[k] == counts[best] and known[k] < known[best]):
            best = k
    return best
