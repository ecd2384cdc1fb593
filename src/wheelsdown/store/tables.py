"""List the tables, and the order in which their rows stand.

The order is part of the content: it does not depend on the order in which files came in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import dataframely as dy
import polars as pl

from wheelsdown.errors import SchemaError
from wheelsdown.schemas import CellRun, Flight, GroundContact, IdentityAssertion, Part, Track, TrackEnd, Visit
from wheelsdown.schemas.lost_flights import LostFlight, lost_flights

__all__ = ["TABLES", "Derived", "Table", "derived_from", "table_named"]


@dataclass(frozen=True)
class Derived:
    """What a table is made from: its rows follow from those of another, and change with them."""

    source: str
    rows: Callable[[pl.LazyFrame], pl.LazyFrame]


@dataclass(frozen=True)
class Table:
    """A table of the workspace: the schema of its rows and the columns that order them."""

    schema: type[dy.Schema]
    #: Column names; ``struct.field`` for a field inside a struct.
    order: tuple[str, ...]
    #: The column by which an amendment says which rows no longer count; without one no row ever goes.
    key: str | None = None
    #: Rows are only ever added; publishing adds the missing ones instead of replacing the table.
    append_only: bool = False
    #: Rows come with their acquisition (a column of that name) and never change: an amendment adds those
    #: of acquisitions that the tables do not cover yet.
    by_acquisition: bool = False
    derived: Derived | None = None

    @cached_property
    def columns(self) -> pl.Schema:
        """Give the polars schema of the rows."""
        return pl.Schema({name: column.dtype for name, column in self.schema.columns().items()})

    @cached_property
    def nullable(self) -> frozenset[str]:
        """Give the columns that may be null."""
        return frozenset(name for name, column in self.schema.columns().items() if column.nullable)

    def sorted(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Put rows in the order of this table."""
        return rows.sort(self.sort_keys(), maintain_order=True)

    def sort_keys(self) -> list[pl.Expr]:
        """Give the expressions that order this table."""
        keys = []
        for name in self.order:
            column, _, field = name.partition(".")
            keys.append(pl.col(column).struct.field(field) if field else pl.col(column))
        return keys


#: Name -> table; a new table is one line here.
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "parts": Table(
            Part,
            ("airframe", "first_at", "last_at", "acquisition", "sha256", "member"),
            by_acquisition=True,
        ),
        "flights": Table(Flight, ("airframe", "first_seen.at", "flight_id"), key="flight_id"),
        "visits": Table(
            Visit, ("aerodrome", "arrived_at.earliest", "arrived_at.latest", "visit_id"), key="visit_id"
        ),
        "lost_flights": Table(
            LostFlight,
            ("aerodrome", "last_at", "flight_id"),
            key="flight_id",
            derived=Derived("flights", lost_flights),
        ),
        "tracks": Table(Track, ("airframe", "first_at"), key="track_id"),
        "track_ends": Table(TrackEnd, ("airframe", "leg_from", "end_id"), key="end_id"),
        "ground_contacts": Table(GroundContact, ("airframe", "first_at"), key="contact_id"),
        "cell_runs": Table(CellRun, ("cell",)),
        "identity_assertions": Table(
            IdentityAssertion, tuple(IdentityAssertion.column_names()), append_only=True
        ),
    }
)


def table_named(name: str) -> Table:
    """Look up a table.

    Raises
    ------
    SchemaError
        There is no such table.
    """
    try:
        return TABLES[name]
    except KeyError:
        raise SchemaError(f"there is no table '{name}'; there are {', '.join(sorted(TABLES))}") from None


def derived_from(source: str) -> dict[str, Callable[[pl.LazyFrame], pl.LazyFrame]]:
    """Give the tables whose rows follow from those of another, with how."""
    return {
        name: table.derived.rows
        for name, table in TABLES.items()
        if table.derived is not None and table.derived.source == source
    }
