"""The answers about an article: what it claims, and what the evidence says of each claim.

The assistant hands over the text; nothing is fetched and nothing is kept. Nobody has confirmed such a
reading, and each answer says so.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec
import polars as pl

from wheelsdown.articles.article import Article
from wheelsdown.care.checking import check_shown
from wheelsdown.claim_reading import read_claims
from wheelsdown.claims.claim import ClaimsDocument
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.dossiers.wording import BASIS_MEANS, SIMULATED_BANNER
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.mcp.answers import Answer, inert
from wheelsdown.faces.mcp.desk import Desk
from wheelsdown.faces.mcp.questions import ArticleAsked
from wheelsdown.reference.article_names import load_names
from wheelsdown.reference.identity import identified
from wheelsdown.sources.article_files import article_of
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["check", "claims"]

#: Claims in one answer; a news article has ten.
_MOST_CLAIMS: Final = 40

_READ: Final = "Read by rules; no person has confirmed this reading. Compare each claim with its quotation."
_JUDGED: Final = (
    f"{_READ} Only something seen contradicts; not_observable and not_checkable say nothing against a claim. "
    "Reproduced is no support: the evidence is of the feed that the claim itself rests on."
)


def claims(desk: Desk, asked: ArticleAsked) -> Answer:
    """Say what an article claims about flights, word for word, with the chain of sources of each claim."""
    document, left_out = _read(desk, asked)
    return _told(desk, document, left_out, _READ)


def check(desk: Desk, asked: ArticleAsked) -> Answer:
    """Check what an article claims about flights against the evidence; silence never contradicts."""
    document, beyond = _read(desk, asked)
    checked, left_out = check_shown(desk.workspace, _visits(desk), document)
    words = {row.basis for claim in checked.articles[0].claims for row in claim.evidence}
    basis = {word.value: meaning for word, meaning in BASIS_MEANS.items() if word in words}
    return {**_told(desk, checked, {**beyond, **left_out}, _JUDGED), "basis": basis}


def _read(desk: Desk, asked: ArticleAsked) -> tuple[ClaimsDocument, Mapping[str, int]]:
    """Give the claims that an answer has room for, and how many it has none for."""
    document = read_claims([_article(asked)], load_names(desk.register))
    [article] = document.articles
    n_beyond = max(0, len(article.claims) - _MOST_CLAIMS)
    short = msgspec.structs.replace(article, claims=article.claims[:_MOST_CLAIMS])
    left_out = {"claims_beyond_the_limit": n_beyond} if n_beyond else {}
    return msgspec.structs.replace(document, articles=(short,)), left_out


def _article(asked: ArticleAsked) -> Article:
    try:
        told = (date.fromisoformat(asked.published), "who asks") if asked.published else None
    except ValueError:
        raise WheelsdownError(f"published: {asked.published} is no day; write it as 2025-10-29") from None
    article = article_of(asked.text.encode("utf-8", "replace"), path="article", declared="utf-8", told=told)
    return dataclasses.replace(article, outlet=printable(asked.outlet)) if asked.outlet else article


def _visits(desk: Desk) -> Listing:
    """Give the visits that may be told; who is military decides which wait."""
    rows = desk.workspace.table("visits").collect()
    is_watched = pl.col("aerodrome").is_in([watch.place for watch in desk.watched])
    known = identified(rows.filter(is_watched), desk.workspace.table("identity_assertions"))
    return desk.careful(Rows(pl.concat([known, rows.filter(~is_watched)]), desk.simulated))


def _told(
    desk: Desk, document: ClaimsDocument | CheckedDocument, left_out: Mapping[str, int], remark: str
) -> Answer:
    said = msgspec.to_builtins(document.articles[0])
    return {
        "schema": document.schema,
        "simulated": desk.simulated,
        **({"banner": SIMULATED_BANNER} if desk.simulated else {}),
        "language": said["language"],
        "published": inert(said["published"]),
        "items": inert(said["claims"]),
        "notes": inert(said["notes"]),
        "left_out": dict(left_out),
        "remark": remark,
    }
