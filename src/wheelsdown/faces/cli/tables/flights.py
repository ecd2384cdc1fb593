"""Legs of airframes: under each day, where and when a leg began and ended, as far as each end was seen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing, ListKind
from wheelsdown.dossiers.wording import counted, interval_words, nothing_observed
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import (
    PROOF_NOTE,
    aircraft,
    banner,
    basis_cell,
    basis_counts,
    day_line,
    detail_lines,
    footer,
    integrity_words,
    n_aircraft_words,
    proof,
)
from wheelsdown.faces.cli.tables.times import time_lines
from wheelsdown.schemas import Basis

__all__ = ["end_time", "flights_table"]

_INDENT = 2

_COLUMNS = (
    Column("take-off", 12),
    Column("from", 8),
    Column("landing", 12),
    Column("to", 8),
    Column("aircraft", 13),
    Column("ends", 13),
)

_NOTES = (
    "seen 14:02: the end itself was not seen; first or last received then.",
    PROOF_NOTE,
)


def flights_table(listing: Listing, interval: Interval) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    if listing.rows.is_empty():
        yield from paragraph(nothing_observed(ListKind.FLIGHTS, listing.place, interval))
        yield from footer(listing, "", ())
        return
    yield ", ".join(filter(None, ["Flights", interval_words(interval), "times UTC"]))
    yield ""
    yield heading(_COLUMNS, _INDENT)
    shown: Any = ()
    for row in listing.rows.iter_rows(named=True):
        day = row["first_seen"]["at"].date()
        if day != shown:
            yield day_line(day)
            shown = day
        yield from _flight(row, day)
    ends = [end["basis"] for name in ("take_off", "landing") for end in listing.rows[name]]
    yield from footer(listing, _summary(listing), ends, _NOTES)


def end_time(end: Mapping[str, Any], seen: Mapping[str, Any] | None, day: date | None) -> tuple[str, ...]:
    """Say when an end happened, else when the airframe was received nearest to it."""
    if end["basis"] == Basis.OBSERVED and end["at"] is not None:
        return time_lines({"earliest": end["at"], "latest": end["at"]}, end["basis"], day)
    if end["basis"] != Basis.UNKNOWN or seen is None:
        return time_lines(end, end["basis"], day)
    first, *rest = time_lines({"earliest": seen["at"], "latest": seen["at"]}, Basis.OBSERVED, day)
    return (f"seen {first}", *rest) if " " not in first else ("seen", first, *rest)


def _flight(row: Mapping[str, Any], day: date) -> Iterator[str]:
    take_off, landing = row["take_off"], row["landing"]
    cells = [
        Cell.of(*end_time(take_off, row["first_seen"], day)),
        _field(take_off),
        Cell.of(*end_time(landing, row["last_seen"], day)),
        _field(landing),
        aircraft(row),
        _bases(take_off["basis"], landing["basis"]),
    ]
    yield from row_lines(_COLUMNS, cells, _INDENT)
    proven = proof([*(take_off["evidence"] or ()), *(landing["evidence"] or ())])
    yield from detail_lines(
        row["icao24"] if row["registration"] else "",
        row["callsign"],
        f"{row['n_points']:,} points",
        f"flight {row['flight_id']}",
        f"proof {proven}" if proven else "",
        integrity_words(row["integrity"]),
    )


def _field(end: Mapping[str, Any]) -> Cell:
    return Cell.of(end["aerodrome"]) if end["aerodrome"] else Cell.of("unknown", dim=True)


def _bases(take_off: str, landing: str) -> Cell:
    if take_off == landing:
        return basis_cell(take_off)
    return Cell.of(f"from {take_off}", f"to {landing}")


def _summary(listing: Listing) -> str:
    landings = basis_counts(end["basis"] for end in listing.rows["landing"])
    flights = counted(listing.rows.height, "flight")
    return f"{flights} by {n_aircraft_words(listing.rows)}; landings: {landings}."
