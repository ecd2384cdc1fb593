"""Every column of a list, whole, one row to a line: for copying ids and for wide screens."""

from collections.abc import Iterator

from wheelsdown.dossiers.listings import Listing, ListKind, marked_rows
from wheelsdown.dossiers.rows_csv import flat_columns, flat_rows
from wheelsdown.faces.cli.tables.layout import fitted_table
from wheelsdown.faces.cli.tables.parts import banner, footer

__all__ = ["wide_table"]

#: More than any row needs: nothing wraps.
_NO_LIMIT = 1_000_000


def wide_table(listing: Listing, kind: ListKind) -> Iterator[str]:
    """Give the lines of the table, as wide as they are."""
    yield from banner(listing)
    columns = flat_columns(marked_rows(listing).schema)
    yield from fitted_table(columns, list(flat_rows(listing)), width=_NO_LIMIT)
    yield from footer(listing, f"{listing.rows.height:,} {kind}.", ())
