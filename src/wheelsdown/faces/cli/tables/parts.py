"""The parts that all tables of flights share: aircraft, places, proof, and what stands below."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import Any

import polars as pl
import typer

from wheelsdown.care.withholding import WITHHELD
from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.wording import (
    SIMULATED_BANNER,
    basis_sentences,
    left_out_sentence,
)
from wheelsdown.faces.cli.tables.layout import Cell, paragraph
from wheelsdown.reference.regions import region_label
from wheelsdown.schemas import Basis, Integrity

__all__ = [
    "PROOF_NOTE",
    "RIVALS_NOTE",
    "aircraft",
    "banner",
    "basis_cell",
    "basis_counts",
    "day_line",
    "detail_lines",
    "footer",
    "integrity_words",
    "n_aircraft_words",
    "place_cell",
    "proof",
]

#: What a proof is, below every table that shows one.
PROOF_NOTE = (
    "proof: the first 8 digits of the raw file's SHA-256 and the rows in it; "
    "--wide or --format json shows everything."
)

#: What rivals are, below every table that shows some.
RIVALS_NOTE = "rivals: other fields within reach, not ruled out; military and unscheduled ones count alike."

#: Letters of a hash that a person compares; the whole stands in every other format and in --wide.
_SHORT_HASH = 8

#: Hidden lines of "missing" are counted, never silent.
_MOST_MISSING = 12

_COLOURS: Mapping[str, str] = {Basis.OBSERVED: "green", Basis.BOUNDED: "yellow", Basis.INFERRED: "magenta"}


def n_aircraft_words(rows: pl.DataFrame) -> str:
    """Count the aircraft of a table; those whose identity is withheld cannot be told apart.

    >>> n_aircraft_words(pl.DataFrame({"airframe": ["a1b2c3", "withheld", "withheld"]}))
    '1 aircraft and others withheld'
    """
    named = rows["airframe"].unique().to_list()
    if WITHHELD not in named:
        return f"{len(named):,} aircraft"
    return f"{len(named) - 1:,} aircraft and others withheld" if len(named) > 1 else "aircraft withheld"


def detail_lines(*parts: str | None) -> Iterator[str]:
    """Give what stands below a row, smaller: ids, proof, doubts; no part is broken at a blank."""
    held = [part.strip().replace(" ", "\N{NO-BREAK SPACE}") for part in parts if part]
    for line in paragraph("  ".join(held), indent=4, hang=0):
        yield typer.style(line, dim=True)


def basis_counts(words: Iterable[str]) -> str:
    """Count how rows are known, the surest first.

    >>> basis_counts(["bounded", "observed", "bounded"])
    '1 observed, 2 bounded'
    """
    counts = Counter(words)
    return ", ".join(f"{counts[basis]:,} {basis}" for basis in Basis if counts[basis])


def banner(listing: Listing) -> Iterator[str]:
    """Give the line that says that the rows come from a scenario; nothing for real rows."""
    if listing.simulated:
        yield typer.style(SIMULATED_BANNER, fg="black", bg="yellow", bold=True)


def aircraft(row: Mapping[str, Any]) -> Cell:
    """Name the aircraft: its registration, else its address, and its type."""
    name = row["registration"] or row["icao24"] or row["airframe"]
    return Cell.of(f"{name} {row['type_designator'] or ''}".rstrip(), bold=True)


#: A code names an aerodrome; of its name so much is shown that one recognises it.
NAME_WIDTH = 26


def place_cell(end: Mapping[str, Any] | None) -> Cell:
    """Name a place as finely as the evidence allows; what is wider than an aerodrome says so."""
    if end is None or end["level"] == "unknown" or end["id"] is None:
        return Cell.of("unknown", dim=True)
    label = end.get("label") or region_label(end["id"])
    if end["level"] != "aerodrome":
        return Cell.of(f"in {label}")
    short = shorten(label.replace("–", " "), NAME_WIDTH, placeholder=" ...")
    return Cell.of(short if end["id"] in label else f"{end['id']} {short}")


def basis_cell(basis: str, remark: str = "") -> Cell:
    """Show how it is known."""
    return Cell.of(f"{basis} {remark}".rstrip(), colour=_COLOURS.get(basis), dim=basis not in _COLOURS)


def proof(evidence: Sequence[Mapping[str, Any]]) -> str:
    """Name the rows that prove it: the file's short hash and the row numbers.

    >>> proof([{"sha256": "ab" * 32, "first_row": 3, "last_row": 9}])
    'abababab:3-9'
    """
    return " ".join(
        f"{item['sha256'][:_SHORT_HASH]}:{item['first_row']}-{item['last_row']}" for item in evidence
    )


def integrity_words(integrity: str) -> str:
    """Say what is wrong with the positions; empty when nothing is."""
    return "" if integrity == Integrity.OK else f"positions {integrity.replace('_', ' ')}"


def day_line(day: date | None) -> str:
    """Give the line a day's rows stand under."""
    return typer.style(f"{day:%Y-%m-%d %A}" if day else "day unknown", bold=True)


def footer(listing: Listing, summary: str, basis: Iterable[str], notes: Sequence[str] = ()) -> Iterator[str]:
    """Give what stands below a table: counts, what is left out or missing, and what the words mean."""
    yield ""
    if summary:
        yield from paragraph(summary)
    if sentence := left_out_sentence(listing.left_out):
        yield from paragraph(sentence, hang=2)
    yield from _missing(listing.missing)
    explained = [*basis_sentences(basis), *notes]
    if explained:
        yield ""
    for sentence in explained:
        yield from (typer.style(line, dim=True) for line in paragraph(sentence, hang=2))
    yield from banner(listing)


def _missing(missing: Sequence[str]) -> Iterator[str]:
    for words in missing[:_MOST_MISSING]:
        yield from (typer.style(line, fg="yellow") for line in paragraph(f"Missing: {words}", hang=2))
    if len(missing) > _MOST_MISSING:
        yield f"Missing: {len(missing) - _MOST_MISSING} more like these; --format json lists them all."
