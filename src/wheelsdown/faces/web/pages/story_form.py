"""The form of the story page: what a person sends with it, and what the page hands back to be sent again.

The server keeps nothing between two requests, so the page itself carries the articles and the reviews.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import msgspec

from wheelsdown.claims.reviews import Review, ReviewFile
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.faces.web.api.claims import Sent, SentArticle
from wheelsdown.faces.web.multipart import Part, form_parts
from wheelsdown.faces.web.problems import ProblemError

__all__ = ["Do", "StoryForm", "held_article", "held_reviews"]

#: Fields that are no boxes of a claim.
_OWN: Final = frozenset(
    {"held", "reviews", "do", "file", "text", "published", "outlet", "by", "note", "signed_by", "kept"}
)


class Do(StrEnum):
    """What a button of the page asks for."""

    READ = "read"
    EDIT = "edit"
    CORRECT = "correct"
    CONFIRM = "confirm"
    DROP = "drop"
    REVIEWS = "reviews"
    PAGE = "page"
    TABLE = "table"
    PROVENANCE = "provenance"
    SIGNED = "signed"


@dataclass(frozen=True)
class StoryForm:
    """What was sent: the articles so far, those added now, reviews, and what to do with which claim."""

    held: tuple[SentArticle, ...]
    added: tuple[SentArticle, ...]
    #: Hashes of articles that are kept here and read again.
    kept: tuple[str, ...]
    reviews: tuple[Review, ...]
    do: Do = Do.READ
    #: The claim, or the number of the article, that it is done to.
    target: str = ""
    by: str = ""
    note: str = ""
    #: Who answers for a ClaimReview.
    signed_by: str = ""
    boxes: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> Sent:
        """Give the articles as the API takes them.

        Raises
        ------
        ProblemError
            There is none.
        """
        articles = (*self.held, *self.added)
        if not articles:
            raise ProblemError(400, "nothing was sent: paste the text of an article, or choose a file")
        try:
            return msgspec.convert(
                {"articles": articles, "reviews": self.reviews}, Sent, from_attributes=True, strict=False
            )
        except msgspec.ValidationError as error:
            raise ProblemError(400, f"that cannot be read: {error}") from None

    @classmethod
    def read(cls, body: bytes, content_type: str) -> "StoryForm":
        """Read a form as a browser sends it.

        Raises
        ------
        ProblemError
            It is no form of ours.
        """
        parts = form_parts(body, content_type)
        words = {part.name: part.text.strip() for part in parts if part.filename is None}
        do, _, target = words.get("do", "read").partition(" ")
        if do not in set(Do):
            raise ProblemError(400, "the form asks for what is not done here; load /story anew")
        held = tuple(_held(part) for part in parts if part.name == "held")
        if do == Do.DROP:
            held = tuple(each for number, each in enumerate(held, 1) if str(number) != target)
        return cls(
            held=held,
            added=_added(parts, words) if do == Do.READ else (),
            kept=tuple(part.text for part in parts if part.name == "kept") if do == Do.READ else (),
            reviews=(
                *_reviews(words.get("reviews", "")),
                *(each for part in _files(parts) if _holds_reviews(part) for each in _reviews(part.text)),
            ),
            do=Do(do),
            target=target,
            by=printable(words.get("by", "")),
            note=printable(words.get("note", "")),
            signed_by=printable(words.get("signed_by", "")),
            boxes={name: printable(value) for name, value in words.items() if name not in _OWN},
        )


def held_article(article: SentArticle, name: str) -> str:
    """Write an article so that the page can carry it: its raw bytes, and what was said of it."""
    whole = SentArticle(
        content=article.payload, name=name, published=article.published, outlet=article.outlet
    )
    return msgspec.json.encode(whole).decode()


def held_reviews(reviews: Sequence[Review]) -> str:
    """Write reviews as the file that `wheelsdown check --reviews` takes."""
    return msgspec.json.encode(ReviewFile(reviews=tuple(reviews))).decode()


def _files(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.name == "file" and part.filename and part.content]


def _holds_reviews(part: Part) -> bool:
    return (part.filename or "").lower().endswith(".json")


def _held(part: Part) -> SentArticle:
    try:
        return msgspec.json.decode(part.content, type=SentArticle)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ProblemError(400, "an article that the page carried was damaged; paste it again") from None


def _reviews(text: str) -> tuple[Review, ...]:
    if not text:
        return ()
    try:
        return msgspec.json.decode(text, type=ReviewFile).reviews
    except (msgspec.DecodeError, RecursionError):
        raise ProblemError(400, "no reviews can be read from that; the page's own file of them can") from None


def _added(parts: Sequence[Part], words: Mapping[str, str]) -> tuple[SentArticle, ...]:
    """Give what is new: the pasted text and each file that holds no reviews."""
    about = {name: printable(words[name]) for name in ("published", "outlet") if words.get(name)}
    pasted = next((part.text for part in parts if part.name == "text"), "")
    found: list[dict[str, Any]] = []
    if pasted.strip():
        found.append({"text": pasted, **about})
    files = [part for part in _files(parts) if not _holds_reviews(part)]
    found += [{"content": part.content, "name": printable(part.filename)[-200:], **about} for part in files]
    try:
        return tuple(msgspec.convert(each, SentArticle) for each in found)
    except msgspec.ValidationError as error:
        raise ProblemError(400, f"that cannot be read: {error}") from None
