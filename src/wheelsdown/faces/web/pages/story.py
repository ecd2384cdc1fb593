"""The story page: articles in; their claims, sources and verdicts out; a person confirms or corrects.

Made on the server from what is posted, whole each time; scripts only spare the reader the jump to the top.
Nothing is kept unless the operator chose so (`wheelsdown.faces.web.keeping`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wheelsdown.articles.article import Article
from wheelsdown.claims.reviews import Review, ReviewAction
from wheelsdown.claims.story_parts import Story
from wheelsdown.clock import now, rfc3339
from wheelsdown.dossiers.claim_review import may_be_signed
from wheelsdown.faces.web.api.claims import Reading, SentArticle, claims_of, reviewed, verdicts_of
from wheelsdown.faces.web.keeping import (
    keep_article,
    keep_reviews,
    kept_article,
    kept_articles,
    kept_reviews,
)
from wheelsdown.faces.web.pages.rendering import html, html_body
from wheelsdown.faces.web.pages.showing import wants_json
from wheelsdown.faces.web.pages.story_editing import edit_rows, reviews_of
from wheelsdown.faces.web.pages.story_fields import HOW_WORDS, days_words, fields_of, in_short
from wheelsdown.faces.web.pages.story_files import FILES, file_of
from wheelsdown.faces.web.pages.story_form import Do, StoryForm, held_article, held_reviews
from wheelsdown.faces.web.pages.story_parts import evidence_shown, source_tree, timeline
from wheelsdown.faces.web.pages.story_text import pieces, shown
from wheelsdown.faces.web.posting import MOST_TEXT, body_of
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import JSON, body_response, gzipped, json_bytes
from wheelsdown.faces.web.snapshots import Served, View
from wheelsdown.verdicts.verdict import CheckedArticle, CheckedDocument, Verdict

__all__ = ["VERDICTS", "StoryAnswer", "story_routes"]

#: Verdict -> its words and its sign, in the order of the legend.
VERDICTS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.SUPPORTED: ("supported", "✓"),
    Verdict.PARTLY_SUPPORTED: ("partly supported", "◐"),
    Verdict.CONTRADICTED: ("contradicted", "✕"),
    Verdict.NOT_OBSERVABLE: ("not observable", "○"),
    Verdict.NOT_CHECKABLE: ("not checkable", "–"),
}

#: Kept articles that are listed, the newest ones.
_MOST_LISTED: Final = 200

#: Where a form comes from is only told by browsers if a page lets them, over plain HTTP in a local network.
_HEADERS: Final = {"Referrer-Policy": "same-origin"}


class StoryAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows, as JSON; ``checked`` is null before anything was sent."""

    schema: Literal["wheelsdown/story-page/1"] = "wheelsdown/story-page/1"
    simulated: bool
    #: True where this server keeps what it is sent.
    kept: bool
    checked: CheckedDocument | None = None
    #: What the articles tell together, as read and as corrected.
    story: Story | None = None
    reviews: tuple[Review, ...] = ()
    left_out: dict[str, int] = {}


def story_routes() -> list[BaseRoute]:
    """Give the routes of the page and of its twin."""
    methods = ["GET", "POST"]
    return [
        Route("/story.json", _twin, methods=methods, name="story_twin"),
        Route("/story", _page, methods=methods, name="story_page"),
    ]


async def _twin(request: Request) -> Response:
    return await _endpoint(request, as_json=True)


async def _page(request: Request) -> Response:
    return await _endpoint(request, as_json=wants_json(request))


async def _endpoint(request: Request, *, as_json: bool) -> Response:
    served: Served = request.app.state.served
    view = served.view
    form = None
    if request.method == "POST":
        if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            raise ProblemError(415, "the story page takes its own form; programs post to /api/v1/check")
        form = StoryForm.read(await body_of(request), request.headers["content-type"])
    return await served.work(lambda: _answered(request, view, form, as_json=as_json), heavy=form is not None)


def _answered(request: Request, view: View, form: StoryForm | None, *, as_json: bool) -> Response:
    if form is not None and form.do is Do.REVIEWS:
        body = gzipped(held_reviews(form.reviews).encode(), JSON)
        saved = {"Content-Disposition": 'attachment; filename="reviews.json"'}
        return body_response(request, body, headers=saved)
    told = _told(view, form) if form is not None and (form.held or form.added or form.do is Do.READ) else None
    if told and form and form.do in FILES:
        body = file_of(form.do, told.checked, told.reading.articles, signed_by=form.signed_by)
        saved = {"Content-Disposition": f'attachment; filename="{FILES[form.do][0]}"'}
        return body_response(request, body, headers=saved)
    answer = told.answer if told else StoryAnswer(simulated=view.simulated, kept=view.settings.keep_articles)
    if as_json:
        return body_response(request, gzipped(json_bytes(answer), JSON))
    said = {
        "title": "Check an article",
        "answer": answer,
        "verdicts": VERDICTS,
        "most_mb": MOST_TEXT >> 20,
        "kept_before": kept_articles(view.settings.workspace)[: -_MOST_LISTED - 1 : -1]
        if answer.kept and not answer.checked
        else [],
        **(_beside(view, told, form) if told and form else {}),
    }
    return body_response(request, html_body(html(request, "story.html", said, simulated=answer.simulated)),
                         headers=_HEADERS)  # fmt: skip


# --- what is answered --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    """An answer, with what it was made from."""

    answer: StoryAnswer
    reading: Reading
    #: The reviews that were made now.
    new: tuple[Review, ...]

    @property
    def checked(self) -> CheckedDocument:
        """Give the verdicts."""
        assert self.answer.checked is not None  # noqa: S101  # made with them
        return self.answer.checked


def _told(view: View, form: StoryForm) -> _Told:
    """Read, review and check what was sent; keep it where that was chosen."""
    keeps, folder = view.settings.keep_articles, view.settings.workspace
    if form.kept:
        form = replace(form, added=(*form.added, *_again(view, form)))
    plain = claims_of(view, msgspec.structs.replace(form.sent, reviews=()))
    ids = {claim.claim_id for article in plain.document.articles for claim in article.claims}
    kept, n_unread = kept_reviews(folder, ids) if keeps else ([], 0)
    reviews = (*kept, *(each for each in form.reviews if each not in kept))
    new = _new_reviews(view, form, reviewed(plain, reviews))
    reading = reviewed(plain, (*reviews, *new))
    if keeps:
        for each, article in zip(reading.sent, reading.articles, strict=True):
            keep_article(folder, each, article.path)
        keep_reviews(folder, new)
    checked, left_out = verdicts_of(view, reading)
    if n_unread:
        left_out = {**left_out, "lines of kept reviews that cannot be read": n_unread}
    answer = StoryAnswer(
        simulated=checked.simulated,
        kept=keeps,
        checked=checked,
        story=reading.story,
        reviews=(*reviews, *new),
        left_out=dict(left_out),
    )
    return _Told(answer, reading, new)


def _again(view: View, form: StoryForm) -> Iterator[SentArticle]:
    """Give the articles that were kept and are asked for."""
    for sha256 in form.kept:
        article = kept_article(view.settings.workspace, sha256) if view.settings.keep_articles else None
        if article is None:
            raise ProblemError(400, "an article that was chosen is not kept here any more; load /story anew")
        yield article


def _new_reviews(view: View, form: StoryForm, reading: Reading) -> tuple[Review, ...]:
    if form.do not in {Do.CORRECT, Do.CONFIRM}:
        return ()
    every = (claim for article in reading.document.articles for claim in article.claims)
    claim = next((each for each in every if each.claim_id == form.target), None)
    if claim is None:
        raise ProblemError(400, "the claim is not in these articles any more; load the page anew")
    at = rfc3339(now().replace(microsecond=0)) or ""
    found = reviews_of(claim, form.boxes, by=form.by, at=at, register=view.register, note=form.note)
    if form.do is Do.CONFIRM:
        whole = Review(claim_id=claim.claim_id, action=ReviewAction.CONFIRM, by=form.by.strip(), at=at)
        found.append(msgspec.structs.replace(whole, note=form.note or None))
    return tuple(found)


# --- what the page shows beside it -------------------------------------------------------------------


def _beside(view: View, told: _Told, form: StoryForm) -> Mapping[str, Any]:
    checked = told.checked
    every = [claim for article in checked.articles for claim in article.claims]
    numbers = {claim.claim_id: number for number, claim in enumerate(every, 1)}
    editing = form.target if form.do is Do.EDIT else ""
    events, n_undated = timeline(checked.articles, numbers)
    by = next((each.by for each in reversed(told.answer.reviews)), form.by)
    held = [
        held_article(each, article.path)
        for each, article in zip(told.reading.sent, told.reading.articles, strict=True)
    ]
    return {
        "twin": None,  # a link cannot post: a button asks for the JSON
        "shown": [
            _shown_article(article, claims, numbers)
            for article, claims in zip(told.reading.articles, checked.articles, strict=True)
        ],
        "numbers": numbers,
        "ids": {number: claim_id for claim_id, number in numbers.items()},
        "rows": {claim.claim_id: list(map(evidence_shown, claim.evidence)) for claim in every},
        "claims": {claim.claim_id: claim for claim in every},
        "counts": Counter(claim.verdict for claim in every if claim.asserted),
        "n_claims": len(every),
        "n_not_asserted": sum(not claim.asserted for claim in every),
        "n_confirmed": sum(claim.confirmed_by is not None for claim in every),
        "tree": source_tree(checked.articles, numbers),
        "events": events,
        "n_undated": n_undated,
        "told": told.answer.story,
        "variants": [each for each in told.answer.story.places if len(each.spellings) > 1]
        if told.answer.story
        else [],
        "names": dict(view.aerodromes.select("aerodrome", "name").iter_rows()),
        "how_words": HOW_WORDS,
        "editing": editing,
        "boxes": edit_rows(next(claim for claim in every if claim.claim_id == editing))
        if editing in numbers
        else [],
        "by": by,
        "held": held,
        "reviews": held_reviews(told.answer.reviews),
        "may_be_signed": may_be_signed(checked),
        "focus": _focus(form, numbers),
        "news": _news(form, told, numbers),
    }


def _shown_article(article: Article, said: CheckedArticle, numbers: Mapping[str, int]) -> dict[str, Any]:
    claims, published = said.claims, said.published
    spans = {numbers[claim.claim_id]: claim.span for claim in claims}
    return {
        "article": article,
        "said": said,
        "published": days_words(published.start, published.end) if published.start or published.end else "",
        "name": shown(article.path),
        "pieces": pieces(article, spans),
        "by_number": {numbers[claim.claim_id]: claim for claim in claims},
        "fields": {claim.claim_id: fields_of(claim) for claim in claims},
        "short": {claim.claim_id: in_short(claim) for claim in claims},
    }


def _focus(form: StoryForm, numbers: Mapping[str, int]) -> str:
    """Say where the reader goes on: at the claim that was worked on, else at the result."""
    return f"c-{numbers[form.target]}" if form.target in numbers else "result"


def _news(form: StoryForm, told: _Told, numbers: Mapping[str, int]) -> str:
    """Say in a line what was done."""
    number = numbers.get(form.target)
    if form.do is Do.CORRECT and not told.new:
        return f"Claim {number}: nothing was changed."
    if form.do in {Do.CORRECT, Do.CONFIRM}:
        has_changed = any(each.action is ReviewAction.CORRECT for each in told.new)
        has_more = any(each.action is ReviewAction.ADD_EVIDENCE for each in told.new)
        done = "corrected" if has_changed else "evidence added" if has_more else "fields marked as right"
        return f"Claim {number}: {'confirmed' if form.do is Do.CONFIRM else done} by {form.by.strip()}."
    return ""
