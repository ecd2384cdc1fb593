"""What articles claim, and what the evidence says of it: articles come in, claims and verdicts go out.

Articles are read in memory and forgotten, unless the operator chose to keep them. The server fetches none
itself. Claims may also come from somewhere else, with the articles that they were read from: those whose
quotation does not stand there as they say are left out and counted. `claims_of` and `verdicts_of` are the one
place where the pages and the API ask the product.
"""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.articles.article import Article
from wheelsdown.claim_reading import document_of, read_tellings
from wheelsdown.claims.claim import ArticleClaims, ClaimsDocument
from wheelsdown.claims.comparing.tellings import Telling
from wheelsdown.claims.given import ArticleText, verified
from wheelsdown.claims.reviews import Review, review_document, review_tellings
from wheelsdown.claims.story import story_of
from wheelsdown.claims.story_parts import Story
from wheelsdown.claims.tellers.roots import roots_of
from wheelsdown.errors import ArticleError
from wheelsdown.faces.web.api.asking import Asked, asked
from wheelsdown.faces.web.careful_check import careful_check
from wheelsdown.faces.web.posting import MOST_TEXT, body_of
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import JSON, body_response, gzipped, json_bytes
from wheelsdown.faces.web.snapshots import Served, View
from wheelsdown.reference.article_names import load_names
from wheelsdown.reference.story_words import load_story_words
from wheelsdown.sources.article_files import article_of
from wheelsdown.sources.article_page import looks_like_html
from wheelsdown.sources.article_pdf import is_pdf
from wheelsdown.sources.payloads import printable
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = [
    "ArticleAsked",
    "Reading",
    "Sent",
    "SentArticle",
    "check",
    "claims",
    "claims_of",
    "reviewed",
    "verdicts_of",
]

#: Articles in one question.
MOST_ARTICLES: Final = 50

#: Characters that are read for one question: some 75 articles as newspapers print them, and ten seconds.
MOST_CHARACTERS: Final = 300_000

#: Claims that are checked for one question: some hundredths of a second each.
MOST_CLAIMS: Final = 300

#: Claims that are compared with each other; the time for it grows faster than their number.
MOST_COMPARED: Final = 80

#: Characters of a headline by which an article is called.
_LONGEST_HEADLINE: Final = 80

#: Reviews in one question.
MOST_REVIEWS: Final = 5000

Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="Day of publication.")]
Name = Annotated[str, Meta(max_length=200, description="What the article is called in the answer.")]
Outlet = Annotated[str, Meta(min_length=1, max_length=200, description="Who published it.")]


class ArticleAsked(Asked, frozen=True, kw_only=True):
    """What is said of an article that is sent as it is, as text or HTML."""

    name: Name | None = None
    published: Day | None = None
    outlet: Outlet | None = None


class SentArticle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One article: its ``text``, or its raw bytes as ``content`` (base64), text or HTML."""

    text: str | None = None
    content: bytes | None = None
    name: Name = ""
    published: Day | None = None
    outlet: Outlet | None = None

    @property
    def payload(self) -> bytes:
        """Give the raw bytes."""
        return self.content if self.content is not None else (self.text or "").encode("utf-8", "replace")


class Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Articles; claims that somebody read from them, else they are read here; what persons say of them."""

    articles: Annotated[tuple[SentArticle, ...], Meta(min_length=1, max_length=MOST_ARTICLES)]
    claims: ClaimsDocument | None = None
    reviews: Annotated[tuple[Review, ...], Meta(max_length=MOST_REVIEWS)] = ()


@dataclasses.dataclass(frozen=True)
class Reading:
    """What articles claim, as read and as reviewed; ``left_out`` counts what was sent and does not count.

    ``sent`` holds what each article was sent as; an article that was sent twice counts once.
    """

    sent: tuple[SentArticle, ...]
    articles: tuple[Article, ...]
    #: The articles with their marks; of claims that were given, None.
    tellings: tuple[Telling, ...] | None
    #: The claims that were given, with their roots; of articles that were read here, None.
    given: ClaimsDocument | None
    left_out: Mapping[str, int]

    @cached_property
    def document(self) -> ClaimsDocument:
        """Give the claims, put together where they are not too many for it."""
        if self.given is not None:
            return self.given
        tellings = self.tellings or ()
        if _are_compared(tellings):
            return document_of(tellings)
        claims = [claim for telling in tellings for claim in telling.read.claims]
        return ClaimsDocument(articles=tuple(each.read for each in tellings), roots=roots_of(claims))

    @cached_property
    def story(self) -> Story | None:
        """Give what the articles tell together; None where the claims were given, or are too many."""
        if self.tellings is None or not _are_compared(self.tellings):
            return None
        return story_of(self.tellings, load_story_words())


def claims_of(view: View, sent: Sent) -> Reading:
    """Read the claims of what was sent, with the reviews applied.

    Raises
    ------
    ArticleError
        There is nothing in an article that can be read, or a review does not fit.
    ProblemError
        There is too much of it.
    """
    kept = _articles(sent.articles)
    as_sent, articles = tuple(each for each, _ in kept), tuple(article for _, article in kept)
    if sent.claims is None:
        tellings = read_tellings(articles, load_names(view.register))
        _require_few([each.read for each in tellings])
        n_claims = sum(len(each.read.claims) for each in tellings)
        too_many = "claims too many to be compared with each other; send fewer articles at once"
        left_out = {} if _are_compared(tellings) else {too_many: n_claims}
        reading = Reading(as_sent, articles, tellings, None, left_out)
    else:
        texts = {each.path: ArticleText(each.sha256, each.text) for each in articles}
        given, strange = verified(sent.claims, texts)
        _require_few(given.articles)
        every = [claim for article in given.articles for claim in article.claims]
        given = msgspec.structs.replace(given, roots=roots_of(every))
        reading = Reading(as_sent, articles, None, given, strange)
    return reviewed(reading, sent.reviews) if sent.reviews else reading


def _are_compared(tellings: Sequence[Telling]) -> bool:
    return sum(len(each.read.claims) for each in tellings) <= MOST_COMPARED


def _require_few(articles: Sequence[ArticleClaims]) -> None:
    n_claims = sum(len(article.claims) for article in articles)
    if n_claims > MOST_CLAIMS:
        raise ProblemError(
            413,
            f"{n_claims} claims are too many to be checked at once; send fewer articles, or parts of them",
        )


def reviewed(reading: Reading, reviews: Sequence[Review]) -> Reading:
    """Apply what persons say of the claims; the story, the groups and the differences follow.

    Raises
    ------
    ArticleError
        A review does not fit.
    """
    if reading.tellings is not None:
        tellings, strange = review_tellings(reading.tellings, reviews)
        return dataclasses.replace(reading, tellings=tellings, left_out={**reading.left_out, **strange})
    given, strange = review_document(reading.document, reviews)
    return dataclasses.replace(reading, given=given, left_out={**reading.left_out, **strange})


def verdicts_of(view: View, reading: Reading) -> tuple[CheckedDocument, Mapping[str, int]]:
    """Ask the evidence for each claim; what is withheld or waits is counted."""
    checked, left_out = careful_check(view, reading.document)
    return checked, {**reading.left_out, **left_out}


def _articles(sent: Sequence[SentArticle]) -> list[tuple[SentArticle, Article]]:
    """Read the articles, each once, under names that differ."""
    if sum(len(each.payload) for each in sent) > MOST_TEXT:
        raise ProblemError(413, f"send at most {MOST_TEXT >> 20} MB of articles at once")
    _require_readable(sum(_n_plain(each.payload) for each in sent))
    found: dict[str, tuple[SentArticle, Article]] = {}
    names: set[str] = set()
    for number, each in enumerate(sent, 1):
        article = _article(each, printable(each.name).strip() or f"article {number}")
        if article.sha256 in found:
            continue
        name = _name(each, article, number, names)
        names.add(name)
        found[article.sha256] = (each, dataclasses.replace(article, path=name))
        _require_readable(sum(len(read.text) for _, read in found.values()))
    return list(found.values())


def _name(sent: SentArticle, article: Article, number: int, taken: AbstractSet[str]) -> str:
    """Give what an article is called: as whoever sent it says, else by its headline, else by its number."""
    name = printable(sent.name).strip() or printable(article.title or "")[:_LONGEST_HEADLINE].strip()
    name = name or f"article {number}"
    while name in taken:
        name = f"{name} ({number})"
    return name


def _n_plain(payload: bytes) -> int:
    """Count the characters of a text; of a web page most are none of its text, so they count later."""
    text = payload.decode("utf-8", "ignore")
    return 0 if looks_like_html(text) else len(text)


def _require_readable(n_characters: int) -> None:
    if n_characters > MOST_CHARACTERS:
        raise ProblemError(
            413,
            f"{n_characters:,} characters are too many to be read here at once; send at most "
            f"{MOST_CHARACTERS:,}, or use wheelsdown check FILE",
        )


def _article(sent: SentArticle, name: str) -> Article:
    if is_pdf(sent.payload):
        raise ArticleError(f"{name}: a PDF is not read here; use wheelsdown check FILE, or paste its text")
    told = (_day(sent.published), "whoever sent the article") if sent.published else None
    declared = "utf-8" if sent.content is None else None
    article = article_of(sent.payload, path=name, declared=declared, told=told)
    return dataclasses.replace(article, outlet=printable(sent.outlet)) if sent.outlet else article


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProblemError(400, f"published: {text} is no day; write it as 2025-10-29") from None


# --- over HTTP ---------------------------------------------------------------------------------------


async def claims(request: Request) -> Response:
    """Answer with what articles claim."""
    return await _answered(
        request, lambda view, reading: (reading.document, reading.left_out, view.simulated)
    )


async def check(request: Request) -> Response:
    """Answer with what articles claim and what the evidence says of it."""

    def answer(view: View, reading: Reading) -> tuple[Any, Mapping[str, int], bool]:
        checked, left_out = verdicts_of(view, reading)
        return checked, left_out, checked.simulated

    return await _answered(request, answer)


async def _answered(
    request: Request, answer: Callable[[View, Reading], tuple[Any, Mapping[str, int], bool]]
) -> Response:
    served: Served = request.app.state.served
    sent = _sent(await body_of(request), request)
    view = served.view

    def work() -> Response:
        found, left_out, simulated = answer(view, claims_of(view, sent))
        said = {"Wheelsdown-Simulated": str(simulated).lower()}
        if left_out:
            said["Wheelsdown-Left-Out"] = json.dumps(dict(left_out))
        return body_response(request, gzipped(json_bytes(found), JSON), headers=said)

    return await served.work(work, heavy=True)


def _sent(body: bytes, request: Request) -> Sent:
    """Read what was sent: a question in JSON, or an article as it is."""
    match request.headers.get("content-type", "").partition(";")[0].strip().lower():
        case "application/json":
            asked(_Nothing, request.query_params.multi_items(), {})
            return _decoded(body)
        case "text/plain" | "text/html":
            about = asked(ArticleAsked, request.query_params.multi_items(), {})
            words = {name: value for name in about.__struct_fields__ if (value := getattr(about, name))}
            return Sent(articles=(SentArticle(content=body, **words),))
        case _:
            raise ProblemError(
                415, "send application/json, text/plain or text/html; /api/v1/openapi.json says how"
            )


class _Nothing(Asked, frozen=True, kw_only=True):
    """JSON says everything itself."""


def _decoded(body: bytes) -> Sent:
    try:
        return msgspec.json.decode(body, type=Sent)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ProblemError(400, f"that cannot be read: {printable(str(error))}") from None
