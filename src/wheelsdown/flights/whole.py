"""What holds for a flight as a whole, from its legs: callsigns, points, the worst integrity."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.schemas.words import Integrity

__all__ = ["INTEGRITIES", "integrity_ranks", "whole_flights"]

#: Worst first: a rank is a position here.
INTEGRITIES = pl.Series(
    [state.value for state in (Integrity.SPOOF_SUSPECT, Integrity.JAMMED, Integrity.DEGRADED, Integrity.OK)]
)


def integrity_ranks(states: pl.Series) -> NDArray[np.int64]:
    """Give states of integrity as positions in ``INTEGRITIES``."""
    return states.cast(pl.Enum(INTEGRITIES)).to_physical().cast(pl.Int64).to_numpy()


def whole_flights(ends: pl.DataFrame, void: NDArray[np.bool_], first_leg: NDArray[np.int64]) -> pl.DataFrame:
    """Give one row a flight.

    The columns are ``callsign`` (that of most points), ``first_callsign``, ``last_callsign``,
    ``n_points``, ``rank`` (of its integrity, in ``INTEGRITIES``) and ``simulated``. ``void`` tells of each
    leg whether its positions are no evidence; ``first_leg`` has one entry a flight, and the number of legs
    at its end.
    """
    legs = ends.select(
        "callsign", "n_callsign", "first_callsign", "last_callsign", "n_points", "integrity", "simulated"
    ).gather_every(2)
    starts = first_leg[:-1]
    n_callsign = legs["n_callsign"].to_numpy()
    most = np.repeat(np.maximum.reduceat(n_callsign, starts), np.diff(first_leg))
    ranks = np.where(void, 0, integrity_ranks(legs["integrity"]))
    return pl.DataFrame(
        {
            "callsign": _first(legs["callsign"], n_callsign == most, starts),
            "first_callsign": _first(legs["first_callsign"], _known(legs["first_callsign"]), starts),
            "last_callsign": _last(legs["last_callsign"], _known(legs["last_callsign"]), starts),
            "n_points": np.add.reduceat(legs["n_points"].to_numpy(), starts),
            "rank": np.minimum.reduceat(ranks, starts),
            "simulated": legs["simulated"].gather(starts),
        }
    )


def _known(column: pl.Series) -> NDArray[np.bool_]:
    return column.is_not_null().to_numpy()


def _first(values: pl.Series, there: NDArray[np.bool_], starts: NDArray[np.int64]) -> pl.Series:
    """Give the first value of each flight that is there; null where none is."""
    n = len(values)
    leg = np.minimum.reduceat(np.where(there, np.arange(n), n), starts)
    return values.gather(pl.Series(leg).replace(n, None))


def _last(values: pl.Series, there: NDArray[np.bool_], starts: NDArray[np.int64]) -> pl.Series:
    """Give the last value of each flight that is there; null where none is."""
    leg = np.maximum.reduceat(np.where(there, np.arange(len(values)), -1), starts)
    return values.gather(pl.Series(leg).replace(-1, None))
