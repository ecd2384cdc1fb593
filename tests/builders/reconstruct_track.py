"""Reconstruct built tracks as the pipeline would, row by row."""

from typing import Any

import polars as pl

from wheelsdown.flights.decide import decide
from wheelsdown.flights.facts import facts_of
from wheelsdown.flights.tables import flights_table
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import field_grid
from wheelsdown.visits.stays import visits_table

Rows = list[dict[str, Any]]


def flights_over(fields: Airfields, table: pl.DataFrame) -> Rows:
    """Give the flights in a table of state vectors, in order."""
    decided = decide(facts_of(table, fields, simulated=False), fields, field_grid(fields))
    return flights_table(decided).to_dicts()


def visits_over(fields: Airfields, table: pl.DataFrame, *, region: str | None = None) -> Rows:
    """Give the visits in a table of state vectors, in order of time; all fields lie in ``region``."""
    decided = decide(facts_of(table, fields, simulated=False), fields, field_grid(fields))
    places = pl.DataFrame({"aerodrome": fields.ids}).with_columns(
        region=pl.lit(region, pl.String), country=pl.lit(None, pl.String)
    )
    left = pl.coalesce(
        pl.col("departed_at").struct.field("earliest"), pl.col("departed_at").struct.field("latest")
    )
    return visits_table(decided, places).sort(left, nulls_last=True, maintain_order=True).to_dicts()
