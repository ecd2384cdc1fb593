"""Name where an aircraft came from and went to, as finely as the evidence allows.

One field within reach of an end not seen is still a question: such an end is named by the region or
the country that holds all its rivals, never by one of them.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided
from wheelsdown.schemas.words import PlaceLevel

__all__ = ["far_ends"]


def far_ends(decided: Decided, ends: NDArray[np.int64], places: pl.DataFrame) -> pl.Series:
    """Give ``{id, level}`` of some ends; -1 stands for a flight that there is not."""
    asked = pl.DataFrame({"end": ends}).with_row_index("row")
    of_end = decided.ends.select(
        pl.int_range(pl.len()).alias("end"),
        pl.col("end").struct.field("aerodrome").alias("aerodrome"),
        pl.col("rivals"),
    )
    told = asked.join(of_end, on="end", how="left", maintain_order="left")
    regions = (
        told.filter(pl.col("aerodrome").is_null() & (pl.col("rivals").list.len() > 0))
        .select("row", pl.col("rivals").list.eval(pl.element().struct.field("aerodrome")).alias("rival"))
        .explode("rival")
        .join(places.rename({"aerodrome": "rival"}), on="rival", how="left")
        .group_by("row")
        .agg(_the_one("region"), _the_one("country"))
    )
    named = told.join(regions, on="row", how="left", maintain_order="left")
    place = pl.coalesce("aerodrome", "region", "country")
    level = (
        pl.when(pl.col("aerodrome").is_not_null())
        .then(pl.lit(PlaceLevel.AERODROME.value))
        .when(pl.col("region").is_not_null())
        .then(pl.lit(PlaceLevel.REGION.value))
        .when(pl.col("country").is_not_null())
        .then(pl.lit(PlaceLevel.COUNTRY.value))
        .otherwise(pl.lit(PlaceLevel.UNKNOWN.value))
    )
    return named.select(pl.struct(place.alias("id"), level.alias("level"))).to_series()


def _the_one(column: str) -> pl.Expr:
    """Give the name that all rows share; null where they differ, or one has none."""
    values = pl.col(column)
    return pl.when((values.n_unique() == 1) & values.is_not_null().all()).then(values.first()).alias(column)
