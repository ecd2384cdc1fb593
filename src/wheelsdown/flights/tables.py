"""Write what was decided as rows of ``schemas.Flight``; the identity columns are filled when asked for."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided
from wheelsdown.flights.end_rows import end_rows
from wheelsdown.flights.whole import INTEGRITIES
from wheelsdown.schemas.flights import SIGHTING, SILENCE, Flight

__all__ = ["flights_table"]

_SCHEMA = pl.Schema({name: column.dtype for name, column in Flight.columns().items()})


def flights_table(decided: Decided, flights: NDArray[np.int64] | None = None) -> pl.DataFrame:
    """Give the flights in order of airframe and time; of some only, by their numbers, with ``flights``."""
    if flights is None:
        flights = np.arange(decided.n_flights)
    first, last = decided.first_leg[flights], decided.first_leg[flights + 1] - 1
    rows = decided.flights[flights].with_columns(
        flight_id=decided.flight_ids.gather(flights),
        airframe=decided.airframes.gather(decided.arrays.airframe[first]),
        take_off=end_rows(decided, 2 * first),
        landing=end_rows(decided, 2 * last + 1),
        first_seen=_sightings(decided, 2 * first),
        last_seen=_sightings(decided, 2 * last + 1),
        silences=_silences(decided, flights),
        integrity=INTEGRITIES.gather(decided.flights["rank"].gather(flights)),
    )
    known = {name: pl.col(name) for name in rows.columns} | {"icao24": _address()}
    return rows.select(
        known.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in _SCHEMA.items()
    )


def _sightings(decided: Decided, ends: NDArray[np.int64]) -> pl.Series:
    columns = ("at", "lat_deg", "lon_deg", "altitude_ft", "on_ground")
    return decided.ends.select(columns)[ends].to_struct().cast(SIGHTING.dtype)


def _address() -> pl.Expr:
    """Give the ICAO address; null where the airframe has none (``~`` and anonymous tracks)."""
    airframe = pl.col("airframe")
    return pl.when((airframe.str.len_bytes() == 6) & ~airframe.str.starts_with("~")).then(airframe)


def _silences(decided: Decided, flights: NDArray[np.int64]) -> pl.Series:
    """Give the silences inside each flight in which a stop is impossible."""
    bridged = np.flatnonzero(decided.joined)
    at = decided.ends["at"]
    lists = (
        pl.DataFrame(
            {
                "flight": np.searchsorted(decided.first_leg, bridged, side="right") - 1,
                "start": at.gather(2 * bridged - 1),
                "end": at.gather(2 * bridged),
            }
        )
        .group_by("flight", maintain_order=True)
        .agg(pl.struct("start", "end").alias("silences"))
    )
    every = pl.DataFrame({"flight": flights})
    joined = every.join(lists, on="flight", how="left", maintain_order="left")["silences"]
    dtype = pl.List(SILENCE.dtype)
    return joined.cast(dtype).fill_null(pl.Series([[]], dtype=dtype))
