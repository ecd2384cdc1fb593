"""One state of an airframe at each instant, in whatever files and order its states came.

The same message reaches us by two feeds, or in two daily files that overlap. Which of several states of
one instant is kept is decided by what they say and never by where they came from first: with a position
before without, then by content alone, and only between equals by hash and row.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = ["one_state_an_instant"]

_INSTANT = ["airframe", "at"]

#: Of several states of one airframe at one instant: those with a position first, then by content alone.
_PREFERENCE = ("lat_deg", "lon_deg", "altitude_ft", "groundspeed_kt", "track_deg", "vertical_rate_fpm",
               "on_ground", "geometric_altitude_ft", "callsign", "nac_p", "nic", "squawk")  # fmt: skip
#: Stands for a position that is missing; it comes after every place.
_NOWHERE = 1e9

_BY_PREFERENCE = pl.arg_sort_by(
    *_INSTANT, *_PREFERENCE, pl.col("sha256").cast(pl.String), "row", nulls_last=True
)


def one_state_an_instant(states: pl.DataFrame) -> pl.DataFrame:
    """Give `StateVector` rows sorted by airframe and time, one per airframe and instant.

    Rows are dropped only where another one of the same airframe and instant is kept.
    """
    ordered = _in_order(states)
    again = _again(ordered)
    if not again.any():
        return ordered
    several = np.flatnonzero(again | np.append(again[1:], [False]))
    by_preference = several[_by_preference(ordered, several, np.cumsum(~again[several]))]
    kept = np.ones(len(ordered), dtype=bool)
    kept[by_preference[again[several]]] = False  # in each crowd all but the first, wherever that stood
    return ordered.filter(kept)


def _by_preference(
    states: pl.DataFrame, rows: NDArray[np.int64], crowd: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give the order of some rows by preference, crowd after crowd; where all are apart positions decide."""
    place = [np.nan_to_num(states[name].to_numpy()[rows], nan=_NOWHERE) for name in _PREFERENCE[:2]]
    order = np.lexsort((*place[::-1], crowd))
    equal = [each[order][1:] == each[order][:-1] for each in (*place, crowd)]
    if not np.logical_and.reduce(equal).any():
        return order
    found: NDArray[np.int64] = states[rows].select(_BY_PREFERENCE).to_series().to_numpy()
    return found


def _again(states: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell of each row whether it is of the same airframe and instant as the one before."""
    at, airframe = states["at"].cast(pl.Int64).to_numpy(), states["airframe"]
    same = at[1:] == at[:-1]
    if airframe.n_unique() > 1:
        runs = airframe.rle_id().to_numpy()
        same &= runs[1:] == runs[:-1]
    return np.concatenate([np.zeros(min(len(at), 1), dtype=bool), same])


def _in_order(states: pl.DataFrame) -> pl.DataFrame:
    """Sort by airframe and time, where states do not stand so already, as one file's do."""
    airframe, at = states["airframe"], states["at"]
    is_one = airframe.n_unique() <= 1
    return states if is_one and at.is_sorted() else states.sort(_INSTANT, maintain_order=True)
