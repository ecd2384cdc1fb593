"""Who visited a place, as a log book: under each day, one aircraft's stay and the rows that prove it."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing, ListKind
from wheelsdown.dossiers.wording import counted, interval_words, nothing_observed
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import (
    PROOF_NOTE,
    RIVALS_NOTE,
    aircraft,
    banner,
    basis_cell,
    basis_counts,
    day_line,
    detail_lines,
    footer,
    integrity_words,
    n_aircraft_words,
    place_cell,
    proof,
)
from wheelsdown.faces.cli.tables.times import first_day, time_lines

__all__ = ["visits_table"]

_INDENT = 1

_COLUMNS = (
    Column("arrived", 12),
    Column("departed", 12),
    Column("aircraft", 13),
    Column("from", 10),
    Column("to", 10),
    Column("basis", 12),
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
        yield from _visit(row, listing.place or "")
    rivals = [RIVALS_NOTE] if listing.rows["rivals"].list.len().sum() else []
    yield from footer(listing, _summary(listing), listing.rows["basis"], [*_NOTES, *rivals])


def _visit(row: Mapping[str, Any], place: str) -> Iterator[str]:
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
    proven = proof(row["evidence"] or ())
    yield from detail_lines(
        "" if row["aerodrome"] in place else f"at {row['aerodrome']}",
        row["icao24"] if row["registration"] else "",
        row["callsign"],
        f"visit {row['visit_id']}",
        f"proof {proven}" if proven else "",
        integrity_words(row["integrity"]),
    )
    if row["rivals"]:
        rivals = ", ".join(rival["aerodrome"] for rival in row["rivals"])
        lines = paragraph(f"rivals {rivals}", indent=4, hang=2)
        yield from (typer.style(line, dim=True) for line in lines)


def _summary(listing: Listing) -> str:
    rows = listing.rows
    both = rows.filter(rows["evidence_seen"] == 4).height
    return (
        f"{counted(rows.height, 'visit')} by {n_aircraft_words(rows)}: "
        f"{basis_counts(rows['basis'])}; {both:,} with both ends observed."
    )
