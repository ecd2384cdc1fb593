"""What a place lacks and how to get it: days, size and command, source by source."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl
import typer

from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.dossiers.wording import counted, day_spans
from wheelsdown.faces.cli.tables.layout import paragraph

if TYPE_CHECKING:
    from wheelsdown.downloads.plan import Plan

__all__ = ["plan_missing", "plan_rows", "plan_table"]

_SCHEMA = {
    "source": pl.String(), "first_day": pl.Date(), "last_day": pl.Date(), "n_days": pl.Int64(),
    "state": pl.String(), "bytes": pl.Int64(), "command": pl.String(),
}  # fmt: skip

_STATES = {
    "nothing": "no data at all",
    "single_aircraft": "only some aircraft, not the place",
    "part": "only part of the aircraft",
}


def plan_rows(plan: "Plan") -> pl.DataFrame:
    """Give one row for each run of missing days and source."""
    rows = [
        (row.source, row.first_day, row.last_day, row.n_days, str(row.state), row.n_bytes, row.command)
        for row in plan.rows
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def plan_missing(plan: "Plan") -> list[str]:
    """Say which days none of the sources has."""
    return [
        f"no source asked has {span}, or more of it, as far as is known"
        for span in day_spans(plan.unavailable)
    ]


def plan_table(listing: Listing, plan: "Plan") -> Iterator[str]:
    """Give the lines; commands stand on lines of their own, unbroken, so that they can be copied."""
    lacking = len(plan.days) - len(plan.covered)
    yield f"{plan.place}: {len(plan.covered):,} of {counted(len(plan.days), 'day')} covered, {lacking:,} not."
    for row in listing.rows.iter_rows(named=True):
        span = day_spans([row["first_day"], row["last_day"]][: row["n_days"]])
        days = span[0] if row["n_days"] <= 2 else f"{row['first_day']} to {row['last_day']}"
        size = f"about {row['bytes'] / 1e9:.2f} GB"
        words = (
            f"{days} ({counted(row['n_days'], 'day')}), {_STATES[row['state']]}: {size} from {row['source']}"
        )
        yield from paragraph(words, hang=2)
        yield typer.style(f"  {printable(row['command'])}", bold=True)
    for words in listing.missing:
        yield from paragraph(f"Missing: {words}", hang=2)
    if lacking:
        yield from paragraph("Sizes are rough; each command says the real one before it fetches.", hang=2)
