"""The legs before and after each visit, places named as finely as the evidence allows."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing, ListKind
from wheelsdown.dossiers.wording import counted, interval_words, nothing_observed
from wheelsdown.faces.cli.tables.flights import end_time
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import banner, detail_lines, footer, place_cell

__all__ = ["rotations_table"]

_INDENT = 2

_COLUMNS = (
    Column("leg", 3),
    Column("take-off", 17),
    Column("from", 16),
    Column("landing", 17),
    Column("to", 16),
)

_NOTES = (
    "leg: -1 is the leg that ended in the visit, +1 the one that left it.",
    "in ...: the evidence names no aerodrome, only the region or country every candidate lies in.",
)


def rotations_table(listing: Listing, interval: Interval) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    if listing.rows.is_empty():
        yield from paragraph(nothing_observed(ListKind.ROTATIONS, listing.place, interval))
        yield from footer(listing, "", ())
        return
    title = f"Rotations through {listing.place}"
    yield from paragraph(", ".join(filter(None, [title, interval_words(interval), "times UTC"])))
    yield ""
    yield heading(_COLUMNS, _INDENT)
    shown = None
    for row in listing.rows.iter_rows(named=True):
        if row["visit_id"] != shown:
            yield from _visit(row)
            shown = row["visit_id"]
        yield from _leg(row)
    ends = [end["basis"] for name in ("take_off", "landing") for end in listing.rows[name]]
    yield from footer(listing, _summary(listing), ends, _NOTES)


def _visit(row: Mapping[str, Any]) -> Iterator[str]:
    name = row["registration"] or row["icao24"] or row["airframe"]
    address = row["icao24"] if row["registration"] else ""
    words = [name, row["type_designator"], address, f"visit {row['visit_id']}"]
    yield from (typer.style(line, bold=True) for line in paragraph("  ".join(filter(None, words)), hang=2))


def _leg(row: Mapping[str, Any]) -> Iterator[str]:
    take_off, landing = row["take_off"], row["landing"]
    cells = [
        Cell.of(f"{row['position']:+d}"),
        Cell.of(*end_time(take_off, None, None)),
        place_cell(row["from"]),
        Cell.of(*end_time(landing, None, None)),
        place_cell(row["to"]),
    ]
    yield from row_lines(_COLUMNS, cells, _INDENT)
    ends = f"take-off {take_off['basis']}, landing {landing['basis']}"
    yield from detail_lines(ends, f"flight {row['flight_id']}")


def _summary(listing: Listing) -> str:
    rows = listing.rows
    n_visits = rows["visit_id"].n_unique()
    return f"{counted(rows.height, 'leg')} before and after {counted(n_visits, 'visit')}."
