"""Who visited a place, as a log book: under each day, one aircraft's stay and the rows that prove it."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing, ListKind
from wheelsdown.dossiers.wording import interval_words, nothing_observed
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import (
    PROOF_NOTE,
    aircraft,
    banner,
    basis_cell,
    day_line,
    footer,
    integrity_words,
    n_aircraft_words,
    place_cell,
    proof,
)
from wheelsdown.faces.cli.tables.times import first_day, time_lines

__all__ = ["visits_table"]

_INDENT = 2

_COLUMNS = (
    Column("arrived", 12),
    Column("departed", 12),
    Column("aircraft", 13),
    Column("from", 9),
    Column("to", 9),
    Column("basis", 13),
)

_NOTES = (
    "n/4 is the evidence seen: 4 both ends observed, 3 one observed, 2 both bounded, 1 one bounded.",
    PROOF_NOTE,
)


def visits_table(listing: Listing, interval: Interval) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    if listing.rows.is_empty():
        yield from paragraph(nothing_observed(ListKind.VISITS, listing.place, interval))
        yield from footer(listing, "", ())
        return
    title = ", ".join(filter(None, [f"Visits at {listing.place}", interval_words(interval), "times UTC"]))
    yield from paragraph(title)
    yield ""
    yield heading(_COLUMNS, _INDENT)
    shown: Any = ()
    for row in listing.rows.iter_rows(named=True):
        day = first_day(row["arrived_at"], row["departed_at"])
        if day != shown:
            yield day_line(day)
            shown = day
        yield from _visit(row)
    yield from footer(listing, _summary(listing), listing.rows["basis"], _NOTES)


def _visit(row: Mapping[str, Any]) -> Iterator[str]:
    day = first_day(row["arrived_at"], row["departed_at"])
    probability = "" if row["probability"] is None else f" p={row['probability']:.2f}"
    cells = [
        Cell.of(*time_lines(row["arrived_at"], row["arrival_basis"], day)),
        Cell.of(*time_lines(row["departed_at"], row["departure_basis"], day)),
        aircraft(row),
        place_cell(row["came_from"]),
        place_cell(row["went_to"]),
        basis_cell(row["basis"], f"{row['evidence_seen']}/4{probability}"),
    ]
    yield from row_lines(_COLUMNS, cells, _INDENT)
    yield from (typer.style(line, dim=True) for line in paragraph(_detail(row), indent=4, hang=2))


def _detail(row: Mapping[str, Any]) -> str:
    rivals = ", ".join(rival["aerodrome"] for rival in row["rivals"] or ())
    proven = proof(row["evidence"] or ())
    parts = [
        row["icao24"] if row["registration"] else "",
        row["callsign"],
        integrity_words(row["integrity"]),
        f"or at {rivals}" if rivals else "",
        f"proof {proven}" if proven else "",
        f"visit {row['visit_id']}",
    ]
    return "  ".join(part.strip() for part in parts if part)


def _summary(listing: Listing) -> str:
    rows = listing.rows
    both = rows.filter(rows["evidence_seen"] == 4).height
    return (
        f"{rows.height:,} observed visit{'s' * (rows.height != 1)} by {n_aircraft_words(rows)}; "
        f"{both:,} with both ends observed."
    )
