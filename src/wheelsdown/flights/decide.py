"""Decide, from the facts of all tracks, what each end was and which legs are one flight."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.end_arrays import ContactArrays, EndArrays, contact_arrays, end_arrays
from wheelsdown.flights.facts import Facts
from wheelsdown.flights.far_tracks import FAR_TESTS, void_far_tracks
from wheelsdown.flights.joining import join_legs
from wheelsdown.flights.naming import EndNames, empty_names, name_ends
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, room_for_fields
from wheelsdown.schemas.flights import END
from wheelsdown.schemas.words import Basis, Integrity

__all__ = ["Decided", "Twin", "decide", "plain", "times"]

#: Gives the function that runs in place of a kernel: itself, or its compiled twin.
Twin: TypeAlias = Callable[[Any], Any]

_BASES = [Basis.UNKNOWN.value, Basis.BOUNDED.value, Basis.OBSERVED.value]
#: Rivals there is room for, for each end, at first.
_RIVALS_AN_END = 8


def plain(kernel: Any) -> Any:
    """Run a kernel as the ordinary function it is: right for few ends, and without a compiler."""
    return kernel


@dataclass(frozen=True)
class Decided:
    """What was decided, in the order of the arrays: ends two by two, contacts, and the legs joined."""

    #: ``TrackEnd`` rows with two columns more: ``end`` (a ``Flight`` end) and ``void``.
    ends: pl.DataFrame
    contacts: pl.DataFrame
    arrays: EndArrays
    names: EndNames
    contact_arrays: ContactArrays
    #: Of legs: whether it continues the flight of the leg before it, and the number of its flight.
    joined: NDArray[np.bool_]
    flight: NDArray[np.int64]
    #: What the numbers of fields and airframes stand for.
    fields: list[str]
    airframes: list[str]


def decide(facts: Facts, fields: Airfields, grid: FieldGrid, *, twin: Twin = plain) -> Decided:
    """Decide on facts in the order of their tables; ``twin`` gives what runs in place of each kernel."""
    airframes = sorted({*facts.ends["airframe"].unique(), *facts.contacts["airframe"].unique()})
    arrays = end_arrays(facts.ends, airframes, fields.ids)
    twin(void_far_tracks)(arrays)
    contacts = _believed(facts.contacts, facts.ends, arrays)
    stays = contact_arrays(contacts, airframes, fields.ids)
    names = _named(arrays, grid, twin)
    joined = np.zeros(len(arrays.track), dtype=np.bool_)
    twin(join_legs)(arrays, names, stays, joined)
    flight = np.cumsum(~joined) - 1
    ends = _with_decisions(facts.ends, arrays, names, fields.ids)
    return Decided(ends, contacts, arrays, names, stays, joined, flight, fields.ids, airframes)


def times(seconds: NDArray[np.float64]) -> pl.Series:
    """Give seconds since 1970 as UTC times; NaN as null."""
    micro = pl.Series(seconds).fill_nan(None) * 1e6
    return micro.round().cast(pl.Int64).cast(pl.Datetime("us", "UTC"))


def _named(arrays: EndArrays, grid: FieldGrid, twin: Twin) -> EndNames:
    n_ends, room = len(arrays.time), _RIVALS_AN_END * len(arrays.time) + len(grid.lat)
    while True:
        names = empty_names(n_ends, room)
        n = twin(name_ends)(arrays, grid, room_for_fields(grid), np.empty(len(grid.lat)), names)
        if n >= 0:
            return names._replace(rivals=names.rivals[:n])
        room *= 4


def _believed(contacts: pl.DataFrame, ends: pl.DataFrame, arrays: EndArrays) -> pl.DataFrame:
    """Leave out the contacts of tracks whose positions are no evidence."""
    if not arrays.void.any():
        return contacts
    void = ends.gather_every(2).filter(pl.Series(arrays.void)).select("airframe", "track_from")
    return contacts.join(void, on=["airframe", "track_from"], how="anti", maintain_order="left")


def _with_decisions(
    ends: pl.DataFrame, arrays: EndArrays, names: EndNames, fields: list[str]
) -> pl.DataFrame:
    """Add the decision on each end, as a struct of the contract's shape."""
    void = pl.Series(np.repeat(arrays.void, 2))
    table = ends.with_columns(
        void=void,
        basis=pl.Series(np.array(_BASES)[names.basis], dtype=pl.String),
        reason=pl.Series(names.reason),
        named=_names(names.field, fields),
        bound_from=times(names.earliest),
        bound_to=times(names.latest),
        rivals=_rivals(names, fields),
        integrity=pl.when(void).then(pl.lit(Integrity.SPOOF_SUSPECT.value)).otherwise("integrity"),
    )
    observed = pl.col("basis") == Basis.OBSERVED.value
    end = pl.struct(
        pl.col("named").alias("aerodrome"),
        pl.when(observed).then("runway").alias("runway"),
        pl.when(observed).then("seen_at").alias("at"),
        pl.col("bound_from").alias("earliest"),
        pl.col("bound_to").alias("latest"),
        "basis",
        pl.lit(None, pl.Float64).alias("probability"),
        "rivals",
        _because().alias("because"),
        "evidence",
    )
    return table.with_columns(end=end.cast(END.dtype)).drop("reason", "named", "bound_from", "bound_to")


def _names(codes: NDArray[np.int64], names: list[str]) -> pl.Series:
    named = pl.Series(names, dtype=pl.String)
    return named.gather(pl.Series(codes).replace(-1, None))


def _rivals(names: EndNames, fields: list[str]) -> pl.Series:
    """Give the rivals of every end as a list of aerodromes, nearest first, without probabilities."""
    counts = np.diff(names.first_rival)
    dtype = pl.List(pl.Struct({"aerodrome": pl.String, "probability": pl.Float64}))
    listed = (
        pl.DataFrame(
            {
                "end": np.repeat(np.arange(len(counts)), counts),
                "aerodrome": _names(names.rivals, fields),
                "probability": pl.Series([None] * len(names.rivals), dtype=pl.Float64),
            }
        )
        .group_by("end", maintain_order=True)
        .agg(pl.struct("aerodrome", "probability").alias("rivals"))
    )
    every = pl.DataFrame({"end": np.arange(len(counts))})
    joined = every.join(listed, on="end", how="left", maintain_order="left")["rivals"]
    return joined.cast(dtype).fill_null(pl.Series([[]], dtype=dtype))


def _because() -> pl.Expr:
    """Say why, in a few fixed words a person can read."""
    landing = pl.col("kind") == "landing"
    verb = pl.when(landing).then(pl.lit("last")).otherwise(pl.lit("first"))
    word = pl.when(landing).then(pl.lit("sinking")).otherwise(pl.lit("climbing"))
    seen = pl.when(landing).then(pl.lit("next")).otherwise(pl.lit("last"))
    through = pl.when(landing).then(pl.lit("departing from")).otherwise(pl.lit("arriving at"))
    how = pl.when(pl.col("sink_fpm") >= 100.0).then(word).otherwise(pl.concat_str(pl.lit("not "), word))
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
        pl.when((pl.col("basis") == Basis.OBSERVED.value) & pl.col("ground_from").is_not_null())
        .then(
            pl.concat_str(
                pl.lit("on the ground"),
                pl.when(pl.col("runway").is_not_null())
                .then(pl.format(", runway {}", "runway"))
                .otherwise(pl.lit("")),
            )
        )
        .when(pl.col("basis") == Basis.OBSERVED.value)
        .then(pl.format("lined up with runway {} below 300 ft", "runway"))
        .when(pl.col("reason") == 1)
        .then(pl.format("low and {}, {} seen {} this field", word, seen, through))
        .when(pl.col("reason") == 2)
        .then(pl.format("low and {} beside this field, {} seen beside it again", word, seen))
        .when(pl.col("reason") == 3)
        .then(pl.format("low and {} at this field alone", word))
        .when(pl.col("void") | pl.col("suspect_beyond"))
        .then(pl.concat_str(tip, suspect))
        .otherwise(tip)
    )
