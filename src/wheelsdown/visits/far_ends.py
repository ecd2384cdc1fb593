"""Name where an aircraft came from and went to, as finely as the evidence allows.

One field within reach of an end not seen is still a question: such an end is named by the region or
the country that holds all its rivals, never by one of them.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided
from wheelsdown.flights.end_rows import named
from wheelsdown.flights.spread import spread
from wheelsdown.schemas.words import PlaceLevel

__all__ = ["far_ends"]

_FINEST_FIRST = (PlaceLevel.AERODROME.value, PlaceLevel.REGION.value, PlaceLevel.COUNTRY.value)


def far_ends(decided: Decided, ends: NDArray[np.int64], places: pl.DataFrame) -> pl.Series:
    """Give ``{id, level}`` of some ends; -1 stands for a flight that there is not."""
    names = decided.names
    field = np.where(ends >= 0, names.field[ends], -1) if len(names.field) else ends
    rivals = names.first_rival[ends + 1] - names.first_rival[ends]
    asked = np.flatnonzero((ends >= 0) & (field < 0) & (rivals > 0))
    shared = _shared_names(decided, ends[asked], places).with_columns(row=pl.Series(asked))
    return (
        pl.DataFrame({"row": np.arange(len(ends)), "aerodrome": named(decided, field)})
        .join(shared, on="row", how="left", maintain_order="left")
        .select(pl.struct(id=pl.coalesce(_FINEST_FIRST), level=_level()))
        .to_series()
    )


def _shared_names(decided: Decided, ends: NDArray[np.int64], places: pl.DataFrame) -> pl.DataFrame:
    """Give the region and the country that all rivals of an end lie in, null where they do not."""
    first = decided.names.first_rival[ends]
    counts = decided.names.first_rival[ends + 1] - first
    _, rival = spread(first, first + counts)
    used, place = np.unique(decided.names.rivals[rival], return_inverse=True)
    of_used = _places_of(decided.fields.gather(used), places)
    starts = np.cumsum(counts) - counts
    told = {}
    for level in ("region", "country"):
        code = of_used[level].cast(pl.Categorical).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
        lowest, highest = (each.reduceat(code[place], starts) for each in (np.minimum, np.maximum))
        one = pl.Series((lowest == highest) & (lowest >= 0))
        told[level] = of_used[level].gather(place[starts]).zip_with(one, pl.Series([None], dtype=pl.String))
    return pl.DataFrame(told)


def _places_of(aerodromes: pl.Series, places: pl.DataFrame) -> pl.DataFrame:
    """Give the places that some aerodromes lie in, row by row."""
    asked = pl.DataFrame({"aerodrome": aerodromes})
    few = places.join(asked, on="aerodrome", how="semi")  # the large table is looked through once
    return asked.join(few, on="aerodrome", how="left", maintain_order="left")


def _level() -> pl.Expr:
    """Name the finest level that is known."""
    level = pl.lit(PlaceLevel.UNKNOWN.value)
    for name in reversed(_FINEST_FIRST):
        level = pl.when(pl.col(name).is_not_null()).then(pl.lit(name)).otherwise(level)
    return level
