"""Write what was decided on ends as structs of the contract's shape, with why in words."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided, times
from wheelsdown.flights.far_tracks import FAR_TESTS
from wheelsdown.flights.naming import ALONE, BESIDE, BY_NEIGHBOUR, OBSERVED, SINKING_FPM
from wheelsdown.flights.spread import spread
from wheelsdown.schemas.flights import END, RIVAL
from wheelsdown.schemas.words import Basis

__all__ = ["BASES", "end_rows", "listed_fields", "named"]

#: The words of the codes of ``naming``.
BASES = pl.Series([Basis.UNKNOWN.value, Basis.BOUNDED.value, Basis.OBSERVED.value])
#: What is read of the facts.
_READ = (
    "kind", "lat_deg", "level_ft", "sink_fpm", "runway", "seen_at", "ground_from", "evidence",
    "suspect_beyond", "tests",
)  # fmt: skip


def end_rows(decided: Decided, ends: NDArray[np.int64]) -> pl.Series:
    """Give the decision on some ends, by their numbers, as structs of ``schemas.flights.END``."""
    names = decided.names
    rows = decided.ends.select(_READ)[ends].with_columns(
        void=pl.Series(decided.arrays.void[ends // 2]),
        observed=pl.Series(names.basis[ends] == OBSERVED),
        reason=pl.Series(names.reason[ends]),
        aerodrome=named(decided, names.field[ends]),
        earliest=times(names.earliest[ends]),
        latest=times(names.latest[ends]),
        basis=BASES.gather(names.basis[ends]),
        rivals=_rivals(decided, ends),
    )
    end = pl.struct(
        "aerodrome",
        pl.when("observed").then("runway").alias("runway"),
        pl.when("observed").then("seen_at").alias("at"),
        "earliest",
        "latest",
        "basis",
        pl.lit(None, pl.Float64).alias("probability"),
        "rivals",
        _because().alias("because"),
        "evidence",
    )
    return rows.select(end.cast(END.dtype)).to_series()


def named(decided: Decided, fields: NDArray[np.int64]) -> pl.Series:
    """Give the names of some fields by their numbers; null for -1."""
    return decided.fields.gather(pl.Series(fields).replace(-1, None))


def listed_fields(decided: Decided, row: NDArray[np.int64], field: NDArray[np.int64], n: int) -> pl.Series:
    """Give ``n`` lists of fields without probabilities; ``row`` tells which, in order, a field belongs to."""
    dtype = pl.List(RIVAL.dtype)
    lists = (
        pl.DataFrame({"row": row, "aerodrome": decided.fields.gather(field)})
        .group_by("row", maintain_order=True)
        .agg(pl.struct("aerodrome", pl.lit(None, pl.Float64).alias("probability")).alias("listed"))
    )
    every = pl.DataFrame({"row": np.arange(n)})
    joined = every.join(lists, on="row", how="left", maintain_order="left")["listed"]
    return joined.cast(dtype).fill_null(pl.Series([[]], dtype=dtype))


def _rivals(decided: Decided, ends: NDArray[np.int64]) -> pl.Series:
    """Give the rivals of some ends, nearest first."""
    names = decided.names
    row, rival = spread(names.first_rival[ends], names.first_rival[ends + 1])
    return listed_fields(decided, row, names.rivals[rival], len(ends))


def _because() -> pl.Expr:
    """Say why, in a few fixed words a person can read."""
    landing = pl.col("kind") == "landing"
    verb = pl.when(landing).then(pl.lit("last")).otherwise(pl.lit("first"))
    word = pl.when(landing).then(pl.lit("sinking")).otherwise(pl.lit("climbing"))
    seen = pl.when(landing).then(pl.lit("next")).otherwise(pl.lit("last"))
    through = pl.when(landing).then(pl.lit("departing from")).otherwise(pl.lit("arriving at"))
    how = pl.when(pl.col("sink_fpm") >= SINKING_FPM).then(word).otherwise(pl.concat_str(pl.lit("not "), word))
    tip = (
        pl.when(pl.col("lat_deg").is_null())
        .then(pl.lit("no position"))
        .when(pl.col("level_ft").is_null())
        .then(pl.concat_str(verb, pl.lit(" position without altitude")))
        .otherwise(pl.format("{} seen at {} ft, {}", verb, pl.col("level_ft").round(0).cast(pl.Int64), how))
    )
    tests = pl.when("void").then(pl.lit(FAR_TESTS)).otherwise("tests")
    suspect = pl.format("; positions beyond are suspect ({})", tests)
    return (
        pl.when(pl.col("observed") & pl.col("ground_from").is_not_null())
        .then(
            pl.concat_str(
                pl.lit("on the ground"),
                pl.when(pl.col("runway").is_not_null())
                .then(pl.format(", runway {}", "runway"))
                .otherwise(pl.lit("")),
            )
        )
        .when(pl.col("observed"))
        .then(pl.format("lined up with runway {} below 300 ft", "runway"))
        .when(pl.col("reason") == BY_NEIGHBOUR)
        .then(pl.format("low and {}, {} seen {} this field", word, seen, through))
        .when(pl.col("reason") == BESIDE)
        .then(pl.format("low and {} beside this field, {} seen beside it again", word, seen))
        .when(pl.col("reason") == ALONE)
        .then(pl.format("low and {} at this field alone", word))
        .when(pl.col("void") | pl.col("suspect_beyond"))
        .then(pl.concat_str(tip, suspect))
        .otherwise(tip)
    )
