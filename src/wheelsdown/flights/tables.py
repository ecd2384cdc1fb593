"""Write what was decided as rows of ``schemas.Flight``; the identity columns are filled when asked for."""

import hashlib

import numpy as np
import polars as pl

from wheelsdown.flights.decide import Decided
from wheelsdown.schemas.flights import Flight
from wheelsdown.schemas.words import Integrity

__all__ = ["content_id", "flight_ids", "flights_table", "per_flight", "worst"]

#: Worst first.
_WORST = [
    state.value for state in (Integrity.SPOOF_SUSPECT, Integrity.JAMMED, Integrity.DEGRADED, Integrity.OK)
]


def content_id(text: str) -> str:
    """Give an id that depends on content alone, never on the order of ingest."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def flights_table(decided: Decided, *, within: pl.DataFrame | None = None) -> pl.DataFrame:
    """Give the flights, sorted by airframe and time.

    With ``within`` (``airframe``, ``since``, ``until``; null has no bound) only those that start in it.
    """
    schema = Flight.create_empty().schema
    of_flight = per_flight(decided)
    if within is not None:
        of_flight = of_flight.join(within, on="airframe", how="left", maintain_order="left").filter(
            (pl.col("leg_from") >= pl.col("since")).fill_null(value=True),
            (pl.col("leg_from") <= pl.col("until")).fill_null(value=True),
        )
    rows = of_flight.with_columns(
        flight_id=flight_ids(of_flight),
        icao24=_address(),
        registration=None,
        type_designator=None,
        operator=None,
        military=None,
    )
    silences = _silences(decided)
    rows = rows.join(silences, on="flight", how="left", maintain_order="left").with_columns(
        pl.col("silences").fill_null(pl.Series([[]], dtype=schema["silences"]))
    )
    table = rows.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    return table.sort("airframe", pl.col("first_seen").struct.field("at"), "flight_id")


def per_flight(decided: Decided) -> pl.DataFrame:
    """Give one row a flight, in order: its two ends, first and last leg, and what holds for it as a whole."""
    flight = pl.Series("flight", decided.flight)
    sighting = pl.struct("at", "lat_deg", "lon_deg", "altitude_ft", "on_ground")
    take_offs = decided.ends.gather_every(2).with_columns(
        flight, leg=pl.int_range(pl.len()), sighting=sighting
    )
    landings = decided.ends.gather_every(2, 1).with_columns(flight, sighting=sighting)
    first = take_offs.unique("flight", keep="first", maintain_order=True)
    last = landings.unique("flight", keep="last", maintain_order=True)
    callsigns = take_offs.group_by("flight", maintain_order=True).agg(
        pl.col("callsign")
        .sort_by("n_callsign", descending=True, nulls_last=True, maintain_order=True)
        .first(),
        pl.col("first_callsign").drop_nulls().first(),
        pl.col("last_callsign").drop_nulls().last(),
        pl.col("n_points").sum(),
        worst(),
    )
    return first.select(
        "flight", "leg", "airframe", "leg_from", "simulated",
        take_off="end", first_seen="sighting",
    ).hstack(
        last.select(landing="end", last_seen="sighting", leg_to="leg_to")
    ).join(callsigns, on="flight", maintain_order="left")  # fmt: skip


def flight_ids(flights: pl.DataFrame) -> pl.Series:
    """Give each flight's id: its airframe and the instant it was first received."""
    texts = flights.select(
        pl.format("flight|{}|{}", "airframe", pl.col("leg_from").dt.epoch("us"))
    ).to_series()
    return pl.Series("flight_id", [content_id(text) for text in texts], dtype=pl.String)


def worst() -> pl.Expr:
    """Give the worst state of a group of ``integrity``."""
    ranked = pl.col("integrity").cast(pl.Enum(_WORST)).to_physical().min()
    return ranked.replace_strict(dict(enumerate(_WORST)), return_dtype=pl.String).alias("integrity")


def _address() -> pl.Expr:
    """Give the ICAO address; null where the airframe has none (``~`` and anonymous tracks)."""
    airframe = pl.col("airframe")
    return pl.when((airframe.str.len_bytes() == 6) & ~airframe.str.starts_with("~")).then(airframe)


def _silences(decided: Decided) -> pl.DataFrame:
    """Give the silences inside each flight in which a stop is impossible."""
    bridged = np.flatnonzero(decided.joined)
    at = decided.ends["at"]
    return (
        pl.DataFrame(
            {
                "flight": pl.Series(decided.flight[bridged], dtype=pl.Int64),
                "start": at.gather(2 * bridged - 1),
                "end": at.gather(2 * bridged),
            }
        )
        .group_by("flight", maintain_order=True)
        .agg(pl.struct("start", "end").alias("silences"))
    )
