"""List the tables, and the order in which their rows stand.

The order is part of the content: it does not depend on the order in which files came in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import dataframely as dy
import polars as pl

from wheelsdown.errors import SchemaError
from wheelsdown.schemas import Flight, IdentityAssertion, Part, Visit

__all__ = ["TABLES", "Table", "table_named"]


@dataclass(frozen=True)
class Table:
    """A table of the workspace: the schema of its rows and the columns that order them."""

    schema: type[dy.Schema]
    #: Column names; ``struct.field`` for a field inside a struct.
    order: tuple[str, ...]
    #: Rows are only ever added; publishing adds the missing ones instead of replacing the table.
    append_only: bool = False

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
        "parts": Table(Part, ("airframe", "first_at", "last_at", "acquisition", "sha256", "member")),
        "flights": Table(Flight, ("airframe", "first_seen.at", "flight_id")),
        "visits": Table(Visit, ("aerodrome", "arrived_at.earliest", "arrived_at.latest", "visit_id")),
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
