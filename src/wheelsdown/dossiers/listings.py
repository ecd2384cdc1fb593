"""What a writer needs of an answer, and how a row becomes plain values.

Nouns only: the answer itself comes from further down the line, so it is described here by its shape.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

import polars as pl
from polars.datatypes import DataTypeClass

from wheelsdown.clock import rfc3339

__all__ = [
    "DataType",
    "ListKind",
    "Listing",
    "Rows",
    "marked_rows",
    "plain_rows",
    "plain_value",
    "schema_name",
    "written_times",
]

#: A column's type as polars hands it out: an instance, or the class where it has no parameters.
DataType: TypeAlias = pl.DataType | DataTypeClass


class ListKind(StrEnum):
    """What the rows of a list are."""

    VISITS = "visits"
    FLIGHTS = "flights"
    ROTATIONS = "rotations"
    IDENTITY = "identity"
    PLACES = "places"
    TRACE = "trace"
    FETCHES = "fetches"
    PLAN = "plan"
    NEAR = "near"
    RECEPTION = "reception"


class Listing(Protocol):
    """Rows, and what must be said with them."""

    @property
    def rows(self) -> pl.DataFrame:
        """The rows, in the order in which they are shown."""

    @property
    def left_out(self) -> Mapping[str, int]:
        """Reason -> number of rows or points not shown."""

    @property
    def missing(self) -> Sequence[str]:
        """What the workspace lacks for this question, in words."""

    @property
    def simulated(self) -> bool:
        """True where the rows come from a scenario."""

    @property
    def place(self) -> str | None:
        """The place asked about, in words."""


@dataclass(frozen=True)
class Rows:
    """A listing that is not the answer to a question about flights: assertions, places."""

    rows: pl.DataFrame
    simulated: bool
    left_out: Mapping[str, int] = field(default_factory=dict)
    missing: Sequence[str] = ()
    place: str | None = None


def schema_name(kind: ListKind) -> str:
    """Name the shape of a list, with its version.

    >>> schema_name(ListKind.VISITS)
    'wheelsdown/visits/1'
    """
    return f"wheelsdown/{kind}/1"


def marked_rows(listing: Listing) -> pl.DataFrame:
    """Give the rows with the column ``simulated``; a mark that is set stays set.

    A row is marked when it says so itself or when the listing does.
    """
    mark = pl.lit(listing.simulated)
    if "simulated" in listing.rows.columns:
        mark = pl.col("simulated").fill_null(value=True) | mark
    return listing.rows.with_columns(mark.cast(pl.Boolean).alias("simulated"))


def written_times(rows: pl.DataFrame) -> pl.DataFrame:
    """Write the instants of columns, and of structs in columns, all at once as `plain_value` writes each.

    >>> from datetime import UTC
    >>> written_times(pl.DataFrame({"at": [datetime(2025, 10, 26, 7, 30, 1, 500_000, tzinfo=UTC), None]}))[
    ...     "at"
    ... ].to_list()
    ['2025-10-26T07:30:01.5Z', None]
    """
    columns = {name: _times_written(pl.col(name), kind) for name, kind in rows.schema.items()}
    return rows.with_columns(**{name: column for name, column in columns.items() if column is not None})


def _times_written(column: pl.Expr, kind: DataType) -> pl.Expr | None:
    """Give a column with its instants as text; None where it has none to write."""
    if isinstance(kind, pl.Datetime) and kind.time_zone == "UTC":
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").str.replace(r"\.?0+Z$", "Z")
    if not isinstance(kind, pl.Struct):
        return None
    written = {each.name: _times_written(column.struct[each.name], each.dtype) for each in kind.fields}
    if all(each is None for each in written.values()):
        return None
    parts = [column.struct[name] if each is None else each for name, each in written.items()]
    whole = pl.struct(part.alias(name) for part, name in zip(parts, written, strict=True))
    return pl.when(column.is_not_null()).then(whole)


def plain_rows(listing: Listing) -> Iterator[dict[str, object]]:
    """Give each row as JSON knows values; times as RFC 3339 UTC, what is unknown as None."""
    for row in marked_rows(listing).iter_rows(named=True):
        yield {name: plain_value(value) for name, value in row.items()}


def plain_value(value: object) -> object:
    """Turn one value into what JSON knows; a number that is not finite is unknown, so None.

    >>> from datetime import UTC
    >>> plain_value({"at": datetime(2025, 10, 26, tzinfo=UTC), "p": float("nan")})
    {'at': '2025-10-26T00:00:00Z', 'p': None}
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return rfc3339(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain_value(part) for name, part in value.items()}
        case pl.Series() | Sequence() | set() | frozenset():
            return [plain_value(part) for part in value]
        case _:
            return str(value)
