"""Flights lost low: those whose landing nobody saw, by each field they may have come down at.

They follow from the flights alone and stand beside them, ordered by field, because every question about
a place also asks how many flights were lost near it.
"""

import dataframely as dy
import polars as pl

from wheelsdown.schemas.words import Basis

__all__ = ["LostFlight", "lost_flights"]


class LostFlight(dy.Schema):
    """One flight of unknown landing and one field that may have been its end."""

    aerodrome = dy.String(primary_key=True)
    flight_id = dy.String(primary_key=True)
    airframe = dy.String(nullable=False)
    icao24 = dy.String(nullable=True)
    callsign = dy.String(nullable=True)
    registration = dy.String(nullable=True)
    type_designator = dy.String(nullable=True)
    operator = dy.String(nullable=True)
    military = dy.Bool(nullable=True)
    #: When the flight was last received.
    last_at = dy.Datetime(nullable=True, time_unit="us", time_zone="UTC")
    simulated = dy.Bool(nullable=False)


def lost_flights(flights: pl.LazyFrame) -> pl.LazyFrame:
    """Give one row for each field that is named as a possible end of a flight of unknown landing.

    Flights whose landing is observed, likely or bounded have no row; nor have rivals without a name.
    """
    landing = pl.col("landing").struct
    return (
        flights.filter(landing.field("basis") == Basis.UNKNOWN.value)
        .with_columns(
            aerodrome=landing.field("rivals").list.eval(pl.element().struct.field("aerodrome")),
            last_at=pl.col("last_seen").struct.field("at"),
        )
        .select(LostFlight.column_names())
        .explode("aerodrome")
        .drop_nulls("aerodrome")
        .unique(["aerodrome", "flight_id"], maintain_order=True)
    )
