"""What articles claim, as a table of 80 columns: one article after another, one claim to a row."""

from collections.abc import Iterator

import typer

from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimsDocument, How
from wheelsdown.dossiers.claim_words import (
    aircraft_words,
    article_words,
    chain_words,
    count_words,
    date_words,
    kind_words,
    other_evidence_words,
    pause_words,
    place_words,
    route_words,
    standing_words,
    verdict_words,
)
from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.verdicts.verdict import CheckedClaim, CheckedDocument, EvidenceRow, Verdict

__all__ = ["claims_table"]

_COLUMNS = (
    Column("#", 3),
    Column("claim", 11),
    Column("aircraft", 18),
    Column("route or place", 22),
    Column("when", 18),
)

#: Stands below every table of claims.
_NOTE = (
    "Read by rules and confirmed by no person unless it says so. A claim is what an article says, not what "
    "happened; --format json has every field with its offsets, --html FILE the text with the claims in it."
)


#: Colours of verdicts; the word says it, too.
_COLOURS = {
    Verdict.SUPPORTED: "green",
    Verdict.PARTLY_SUPPORTED: "yellow",
    Verdict.CONTRADICTED: "red",
    Verdict.NOT_OBSERVABLE: "blue",
    Verdict.NOT_CHECKABLE: None,
}

#: Visits and lines of what is missing that are shown under a claim; --format json has them all.
_MOST_ROWS = 3


def claims_table(document: ClaimsDocument | CheckedDocument) -> Iterator[str]:
    """Give the lines of the table, with verdicts where the claims were checked."""
    banner = isinstance(document, CheckedDocument) and document.simulated
    if banner:
        yield typer.style(SIMULATED_BANNER, fg="magenta", bold=True)
    for article in document.articles:
        yield from _article_lines(article)
    for root in document.roots:
        about = "" if root.bears_on_flights else ", not about flights"
        yield from paragraph(
            f"Root: {root.name} ({root.role.value}{about}), {counted(len(root.claims), 'claim')}", hang=2
        )
    if document.disagreements:
        yield ""
    for each in document.disagreements:
        yield from paragraph(f"{each.kind.value}: {each.about}. {each.because or ''}".rstrip(), hang=2)
    yield ""
    yield from (typer.style(line, dim=True) for line in paragraph(_NOTE))
    if banner:
        yield typer.style(SIMULATED_BANNER, fg="magenta", bold=True)


def _article_lines(article: ArticleClaims) -> Iterator[str]:
    yield from (typer.style(line, bold=True) for line in paragraph(article.path, hang=2))
    yield from paragraph(f"{article_words(article)}; {counted(len(article.claims), 'claim')}.", hang=2)
    for reason in article.published.reasons:
        yield from (typer.style(line, dim=True) for line in paragraph(reason, indent=2, hang=2))
    for note in article.notes:
        yield from (typer.style(line, dim=True) for line in paragraph(f"Note: {note}", hang=2))
    if article.claims:
        yield ""
        yield heading(_COLUMNS)
    for number, claim in enumerate(article.claims, 1):
        yield from _claim_lines(number, claim)
    yield ""


def _claim_lines(number: int, claim: Claim) -> Iterator[str]:
    counts = claim.aircraft.airframes if claim.aircraft else None
    airframes, events = count_words(counts), count_words(claim.events)
    how_many = "; ".join(
        filter(None, (airframes and f"airframes: {airframes}", events and f"events: {events}"))
    )
    pause = pause_words(claim.pause)
    cells = [
        Cell.of(number, dim=True),
        Cell.of(kind_words(claim), bold=claim.asserted, dim=not claim.asserted),
        _cell(aircraft_words(claim.aircraft), claim.operator or "", how_many),
        _cell(route_words(claim.legs) or place_words(claim.place), ", ".join(claim.who)),
        _cell(date_words(claim.date), pause and f"pause {pause}"),
    ]
    yield from row_lines(_COLUMNS, cells)
    if said := standing_words(claim):
        yield from (typer.style(line, fg="yellow") for line in paragraph(said, indent=5, hang=2))
    yield from paragraph(f'"{claim.quote}"', indent=5, hang=1)
    if claim.chain:
        yield from (
            typer.style(line, fg="cyan")
            for line in paragraph(f"from: {chain_words(claim.chain)}", indent=5, hang=2)
        )
    taken = [name for name, how in claim.how.items() if how in (How.INHERITED, How.CROSS_REPORT)]
    if taken:
        words = f"not in these words but near them: {', '.join(taken)}"
        yield from (typer.style(line, dim=True) for line in paragraph(words, indent=5, hang=2))
    if isinstance(claim, CheckedClaim):
        yield from _verdict_lines(claim)
    for each in claim.other_evidence:
        yield from paragraph(f"other evidence: {other_evidence_words(each)}", indent=5, hang=2)
    if claim.confirmed_by:
        words = f"confirmed by {claim.confirmed_by} {claim.confirmed_at or ''}".rstrip()
        yield from paragraph(words, indent=5, hang=2)


def _verdict_lines(claim: CheckedClaim) -> Iterator[str]:
    colour = _COLOURS[claim.verdict]
    for line in paragraph(verdict_words(claim), indent=5, hang=2):
        yield typer.style(line, fg=colour, bold=True)
    for row in claim.evidence[:_MOST_ROWS]:
        yield from (typer.style(line, dim=True) for line in paragraph(_seen(row), indent=7, hang=2))
    n_more = len(claim.evidence) - _MOST_ROWS
    if n_more > 0:
        yield typer.style(f"       and {counted(n_more, 'visit')} more; --format json lists them", dim=True)
    for words in claim.missing[:_MOST_ROWS]:
        yield from (typer.style(line, dim=True) for line in paragraph(f"missing: {words}", indent=7, hang=2))


def _seen(row: EvidenceRow) -> str:
    at = row.arrived_at[0] or row.arrived_at[1]
    when = f"{at:%Y-%m-%d %H:%M}" if at else "arrival not seen"
    whose = row.registration or row.icao24 or "address unknown"
    route = f"{row.came_from or '?'} > {row.aerodrome} > {row.went_to or '?'}"
    return f"seen: {when} {row.type_designator or 'type unknown'} {whose}, {route} ({row.basis})"


def _cell(*lines: str) -> Cell:
    return Cell.of(*[line for line in lines if line] or [""])
