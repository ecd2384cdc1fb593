"""Claims as CSV: one row a claim, every field with what it rests on, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimsDocument, How
from wheelsdown.dossiers.claim_words import (
    aircraft_words,
    chain_words,
    count_words,
    other_evidence_words,
    pause_words,
    place_words,
    route_words,
)
from wheelsdown.dossiers.rows_csv import safe_cell
from wheelsdown.verdicts.verdict import CheckedClaim, CheckedDocument

__all__ = ["COLUMNS", "claims_csv"]

#: The columns, in order; new ones are added at the end.
COLUMNS = (
    "article", "sha256", "language", "published_start", "published_end", "claim_id", "span_start", "span_end",
    "kind", "polarity", "modality", "asserted", "boilerplate", "aircraft", "type_designator", "airframes",
    "operator", "events", "route", "place", "place_id", "date_text", "date_start", "date_end",
    "date_precision", "pause", "who", "chain", "inherited", "confirmed_by", "quote", "verdict",
    "independence", "because", "missing", "visits", "other_evidence",
)  # fmt: skip


def claims_csv(document: ClaimsDocument | CheckedDocument) -> Iterator[str]:
    """Give the header, then one line a claim."""
    yield _line(COLUMNS)
    for article in document.articles:
        for claim in article.claims:
            row = _row(article, claim)
            yield _line([safe_cell(row[name]) for name in COLUMNS])


def _row(article: ArticleClaims, claim: Claim) -> dict[str, str]:
    aircraft, told = claim.aircraft, claim.date
    return {
        "article": article.path,
        "sha256": article.sha256,
        "language": article.language,
        "published_start": article.published.start or "",
        "published_end": article.published.end or "",
        "claim_id": claim.claim_id,
        "span_start": str(claim.span[0]),
        "span_end": str(claim.span[1]),
        "kind": claim.kind.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality,
        "asserted": "true" if claim.asserted else "false",
        "boilerplate": claim.boilerplate or "",
        "aircraft": aircraft_words(aircraft),
        "type_designator": (aircraft and aircraft.type_designator) or "",
        "airframes": count_words(aircraft.airframes if aircraft else None),
        "operator": claim.operator or "",
        "events": count_words(claim.events),
        "route": route_words(claim.legs),
        "place": place_words(claim.place),
        "place_id": (claim.place and claim.place.id) or "",
        "date_text": (told and told.text) or "",
        "date_start": (told and told.start) or "",
        "date_end": (told and told.end) or "",
        "date_precision": told.precision if told else "",
        "pause": pause_words(claim.pause),
        "who": "; ".join(claim.who),
        "chain": chain_words(claim.chain),
        "inherited": "; ".join(
            name for name, how in sorted(claim.how.items()) if how in (How.INHERITED, How.CROSS_REPORT)
        ),
        "confirmed_by": claim.confirmed_by or "",
        "quote": claim.quote,
        "other_evidence": "; ".join(map(other_evidence_words, claim.other_evidence)),
        **_verdict(claim),
    }


def _verdict(claim: Claim) -> dict[str, str]:
    """Give the columns of a checked claim; empty for one that was only read."""
    if not isinstance(claim, CheckedClaim):
        return dict.fromkeys(("verdict", "independence", "because", "missing", "visits"), "")
    return {
        "verdict": claim.verdict.value,
        "independence": claim.independence.value,
        "because": claim.because,
        "missing": "; ".join(claim.missing),
        "visits": "; ".join(row.visit_id for row in claim.evidence),
    }


def _line(cells: tuple[str, ...] | list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
