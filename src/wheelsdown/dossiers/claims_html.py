"""Articles with their claims highlighted, as one HTML file that needs nothing else.

The text stands as it was read, paragraph by paragraph; beside each paragraph stand the claims that begin in
it, with their fields, what each rests on, and their chain. There is no script and no address to load from,
and everything from an article is escaped; the file reads in light and dark and on paper.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import jinja2
from markupsafe import Markup

from wheelsdown import __version__
from wheelsdown.articles.article import Article
from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimsDocument
from wheelsdown.dossiers.claim_words import (
    HOW_MEANS,
    article_words,
    chain_words,
    field_words,
    kind_words,
    other_evidence_words,
    standing_words,
    verdict_words,
)
from wheelsdown.dossiers.safe_text import escape_html
from wheelsdown.dossiers.wording import SIMULATED_BANNER
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["claims_html"]


@dataclass(frozen=True)
class _Piece:
    """Words of a paragraph, the numbers of the claims they belong to, and of those that begin here."""

    text: str
    claims: tuple[int, ...]
    first: tuple[int, ...]
    is_asserted: bool


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph: its words in pieces, and the claims that begin in it, numbered."""

    pieces: tuple[_Piece, ...]
    claims: tuple[tuple[int, Claim], ...]
    boilerplate: str | None
    is_headline: bool
    language: str


def claims_html(document: ClaimsDocument | CheckedDocument, articles: Sequence[Article]) -> str:
    """Give the page of some articles.

    Parameters
    ----------
    document
        What the articles claim.
    articles
        The articles it was read from, in the same order.
    """
    shown = [
        {
            "read": read,
            "title": article.title or read.path,
            "paragraphs": list(_paragraphs(article, read)),
        }
        for read, article in zip(document.articles, articles, strict=True)
    ]
    checked = isinstance(document, CheckedDocument)
    return _template().render(
        document=document,
        articles=shown,
        version=__version__,
        how_means=HOW_MEANS,
        checked=checked,
        banner=SIMULATED_BANNER if isinstance(document, CheckedDocument) and document.simulated else "",
    )


def _paragraphs(article: Article, read: ArticleClaims) -> Iterator[_Paragraph]:
    """Cut the text where its paragraphs and its claims begin and end."""
    claims = sorted(enumerate(read.claims, 1), key=lambda each: each[1].span)
    waiting = list(reversed(claims))
    running: list[tuple[int, Claim]] = []
    sentences = article.sentences
    starts = [i for i, each in enumerate(sentences) if not i or each.paragraph != sentences[i - 1].paragraph]
    for first, last in pairwise([*starts, len(sentences)]):
        start, end = sentences[first].span.start, sentences[last - 1].span.end
        running = [each for each in running if each[1].span[1] > start]
        begun = []
        while waiting and waiting[-1][1].span[0] < end:
            begun.append(waiting.pop())
        running += begun
        head = sentences[first]
        yield _Paragraph(
            tuple(_pieces(article.text, start, end, running)),
            tuple(begun),
            head.boilerplate.value if head.boilerplate else None,
            head.is_headline,
            head.language.value,
        )


def _pieces(text: str, start: int, end: int, claims: Sequence[tuple[int, Claim]]) -> Iterator[_Piece]:
    """Cut a paragraph at the ends of claims; ``claims`` are in order of their beginning."""
    cuts = {min(max(offset, start), end) for _, claim in claims for offset in claim.span}
    over: list[tuple[int, Claim]] = []
    waiting = deque(claims)
    for first, last in pairwise(sorted({start, end, *cuts})):
        over = [each for each in over if each[1].span[1] > first]
        begun = []
        while waiting and waiting[0][1].span[0] <= first:
            begun.append(waiting.popleft())
        over += begun
        yield _Piece(
            text[first:last],
            tuple(n for n, _ in over),
            tuple(n for n, _ in begun),
            any(claim.asserted for _, claim in over),
        )


@cache
def _template() -> jinja2.Template:
    made = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(_FILTERS)
    page = files("wheelsdown.dossiers") / "templates" / "claims.html"
    return made.from_string(page.read_text(encoding="utf-8"))


def _shown(text: object) -> Markup:
    return Markup(escape_html(text))  # noqa: S704  # escaped by escape_html, which also takes controls off


_FILTERS: Mapping[str, object] = {
    "shown": _shown,
    "fields": field_words,
    "kind_words": kind_words,
    "standing": standing_words,
    "verdict": verdict_words,
    "chain": chain_words,
    "other_evidence": other_evidence_words,
    "article_words": article_words,
}
