"""What is taken home from the story page: the result as a page, a table, its provenance, a ClaimReview."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from wheelsdown import __version__
from wheelsdown.articles.article import Article
from wheelsdown.clock import now
from wheelsdown.dossiers.claim_review import claim_reviews, may_be_signed
from wheelsdown.dossiers.claims_csv import claims_csv
from wheelsdown.dossiers.claims_html import claims_html
from wheelsdown.dossiers.provenance import provenance
from wheelsdown.faces.web.pages.story_form import Do
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import Body, gzipped
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["FILES", "file_of"]

#: What a button asks for -> the file's name and media type.
FILES: Final[Mapping[Do, tuple[str, str]]] = {
    Do.PAGE: ("claims.html", "text/html; charset=utf-8"),
    Do.TABLE: ("claims.csv", "text/csv; charset=utf-8"),
    Do.PROVENANCE: ("provenance.jsonld", "application/ld+json"),
    Do.SIGNED: ("claim-review.jsonld", "application/ld+json"),
}


def file_of(do: Do, checked: CheckedDocument, articles: Sequence[Article], *, signed_by: str) -> Body:
    """Make one of ``FILES``.

    Raises
    ------
    ProblemError
        A ClaimReview is asked for, and nobody signs it, or no claim may be signed.
    """
    match do:
        case Do.PAGE:
            content = claims_html(checked, articles).encode()
        case Do.TABLE:
            content = "".join(f"{line}\n" for line in claims_csv(checked)).encode()
        case Do.PROVENANCE:
            content = _json(provenance(checked, tool_version=__version__))
        case _:
            content = _json(_signed(checked, signed_by))
    return gzipped(content, FILES[do][1])


def _signed(checked: CheckedDocument, signed_by: str) -> object:
    if not signed_by:
        raise ProblemError(400, "a ClaimReview needs a person who signs it: write your name")
    if not may_be_signed(checked):
        raise ProblemError(
            400, "a ClaimReview tells of confirmed claims alone, judged by real data: there is none"
        )
    reviews, _ = claim_reviews(checked, signed_by=signed_by, day=now().date().isoformat())
    return reviews


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
