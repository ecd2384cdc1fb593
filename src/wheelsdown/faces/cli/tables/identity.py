"""Who says what about one aircraft: one assertion to a line, conflicts first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer

from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.dossiers.wording import counted
from wheelsdown.faces.cli.tables.layout import fitted_table, paragraph
from wheelsdown.faces.cli.tables.parts import banner, footer

__all__ = ["identity_table"]


def identity_table(listing: Listing, conflicts: Sequence[str], asked: str) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    if listing.rows.is_empty():
        yield from paragraph(f"No source in this workspace says anything about {printable(asked)}.")
        yield from banner(listing)
        return
    yield from paragraph(f"Asserted about {printable(asked)}")
    for conflict in conflicts:
        yield from (typer.style(line, fg="yellow") for line in paragraph(f"Conflict: {conflict}", hang=2))
    yield ""
    several = listing.rows["airframe"].n_unique() > 1
    titles = [*(["airframe"] if several else []), "says", "value", "valid", "as recorded by"]
    rows = [
        [*([row["airframe"]] if several else []), row["attribute"], row["value"], _valid(row), _source(row)]
        for row in listing.rows.iter_rows(named=True)
    ]
    yield from fitted_table(titles, rows)
    n_sources = listing.rows["source"].n_unique()
    summary = f"{counted(listing.rows.height, 'assertion')} by {counted(n_sources, 'source')}."
    yield from footer(listing, summary, ())


def _valid(row: Mapping[str, Any]) -> str:
    start, end = row["valid_from"], row["valid_to"]
    if start and end:
        return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"
    return f"from {start:%Y-%m-%d}" if start else f"to {end:%Y-%m-%d}" if end else ""


def _source(row: Mapping[str, Any]) -> str:
    return f"{row['source']}, {row['retrieved_at']:%Y-%m-%d}" if row["retrieved_at"] else row["source"]
