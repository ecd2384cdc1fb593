"""One aircraft's points: under each day, a line for each; doubts are said where they begin and end."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.wording import counted, interval_words
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import banner, day_line, footer
from wheelsdown.schemas import Integrity

__all__ = ["trace_table"]

_COLUMNS = (
    Column("time", 8),
    Column("lat", 9),
    Column("lon", 10),
    Column("ft", 7),
    Column("kt", 6),
    Column("trk", 4),
    Column("ft/min", 7),
    Column("phase", 8),
    Column("src", 5),
)

#: Titles stand above the last digit of their numbers.
_TITLES = tuple(
    Column(f"{each.title} ".rjust(each.width).replace(" ", "\N{NO-BREAK SPACE}"), each.width)
    if each.title in {"lat", "lon", "ft", "kt", "trk", "ft/min"}
    else each
    for each in _COLUMNS
)

#: A blank at which no cell wraps, so that numbers stand under one another.
_KEPT = "\N{NO-BREAK SPACE}"

#: What stands in the column of sources, by the beginning of readsb's word.
_SOURCES = {
    "adsb": "ADS-B",
    "adsr": "ADS-R",
    "adsc": "ADS-C",
    "tisb": "TIS-B",
    "mlat": "MLAT",
    "mode_s": "S",
    "other": "other",
}

_NOTES = (
    "?: received like this, and not believed; flights and visits are found without it.",
    "ft: barometric altitude, g: geometric. Blank: not received. --wide names the raw file and row.",
)

#: What is said where the worth of the positions changes.
_WORDS = {
    Integrity.OK.value: "positions believed again",
    Integrity.DEGRADED.value: "from here: the doubtful side of a jump; no evidence",
    Integrity.JAMMED.value: "from here: the aircraft reports lost accuracy (jamming)",
    Integrity.SPOOF_SUSPECT.value: "from here: spoofing suspected; positions are no evidence",
}


def trace_table(listing: Listing, interval: Interval) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    if listing.rows.is_empty():
        yield from paragraph(_nothing(listing, interval))
        yield from footer(listing, "", ())
        return
    yield ", ".join(filter(None, [f"Trace of {listing.place}", interval_words(interval), "times UTC"]))
    yield ""
    yield heading(_TITLES).replace(_KEPT, " ")
    day, callsign, integrity = None, None, Integrity.OK.value
    for row in listing.rows.iter_rows(named=True):
        if row["at"].date() != day:
            day = row["at"].date()
            yield day_line(day)
        if row["callsign"] and row["callsign"] != callsign:
            callsign = row["callsign"]
            yield from (typer.style(line, dim=True) for line in paragraph(f"callsign {callsign}", indent=10))
        if row["integrity"] != integrity:
            integrity = row["integrity"]
            yield from (
                typer.style(line, fg="yellow") for line in paragraph(_WORDS[integrity], indent=10, hang=2)
            )
        yield from (line.replace(_KEPT, " ") for line in row_lines(_COLUMNS, _cells(row)))
    yield from footer(listing, _summary(listing), (), _NOTES)


def _nothing(listing: Listing, interval: Interval) -> str:
    when = f", {words}" if (words := interval_words(interval)) else ""
    if any(listing.left_out.values()):
        return f"No point of {listing.place} with a doubt{when}."
    return f"No points of {listing.place} in this workspace{when}. Not received is not the same as not flown."


def _cells(row: Mapping[str, Any]) -> list[Cell]:
    masked = set(row["masked"])
    doubtful = row["integrity"] in {Integrity.SPOOF_SUSPECT.value, Integrity.DEGRADED.value}
    colour = "yellow" if doubtful or row["estimated"] else None
    shown = [
        _number(row, masked, "lat_deg", ".4f"),
        _number(row, masked, "lon_deg", ".4f"),
        _altitude(row, masked),
        _number(row, masked, "groundspeed_kt", ".0f"),
        _number(row, masked, "track_deg", "03.0f"),
        _number(row, masked, "vertical_rate_fpm", "+.0f"),
    ]
    cells = [
        Cell.of(f"{text:>{column.width}}".replace(" ", _KEPT), colour=colour)
        for text, column in zip(shown, _COLUMNS[1:], strict=False)
    ]
    time = Cell.of(f"{row['at']:%H:%M:%S}", bold=True)
    phase = Cell.of(row["phase"].replace("_", " "), dim=row["phase"] == "unknown")
    return [time, *cells, phase, Cell.of(_source(row), dim=True)]


def _number(row: Mapping[str, Any], masked: set[str], column: str, form: str) -> str:
    """Write a value as received; what is not believed gets a question mark, a blank holds its place."""
    if row[column] is None:
        return ""
    return f"{row[column]:{form}}" + ("?" if column in masked else " ")


def _altitude(row: Mapping[str, Any], masked: set[str]) -> str:
    if row["altitude_ft"] is not None:
        return _number(row, masked, "altitude_ft", ",.0f")
    if row["on_ground"]:
        return "ground "
    text = _number(row, masked, "geometric_altitude_ft", ".0f")
    return text and f"{text[:-1]}g{text[-1:].strip()}"


def _source(row: Mapping[str, Any]) -> str:
    if row["estimated"]:
        return "calc."
    word = row["source_type"] or ""
    return next((short for start, short in _SOURCES.items() if word.startswith(start)), word[:5])


def _summary(listing: Listing) -> str:
    doubtful = listing.rows["integrity"].is_in([Integrity.SPOOF_SUSPECT.value, Integrity.DEGRADED.value])
    n_masked = int((listing.rows["masked"].list.len() > 0).sum())
    parts = [
        counted(listing.rows.height, "point"),
        f"{int(doubtful.sum()):,} with positions that are no evidence" if doubtful.any() else None,
        f"{n_masked:,} with a value that is not believed" if n_masked else None,
    ]
    return ", ".join(filter(None, parts)) + "."
