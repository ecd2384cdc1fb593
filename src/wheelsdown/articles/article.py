"""An article as it is read: the stored text and its parts, by character offsets."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import msgspec

from wheelsdown.articles.view import Token

__all__ = ["Article", "Boilerplate", "Language", "Quotation", "Sentence", "Span"]


class Language(StrEnum):
    """Languages that are read; the rest is kept and said to be unread."""

    ENGLISH = "en"
    RUSSIAN = "ru"
    UKRAINIAN = "uk"
    ARABIC = "ar"
    OTHER = "other"


class Boilerplate(StrEnum):
    """What a stretch of an article is when it is not the article's own running text."""

    CAPTION = "caption"
    RELATED = "related"
    COOKIES = "cookies"
    COMMENTS = "comments"
    APPEAL = "appeal"
    NAVIGATION = "navigation"
    REPEATED = "repeated"


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters ``start`` up to and without ``end`` of the stored text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Say whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one line that is a unit of its own (headline, caption, list item).

    ``tokens``: first and last (exclusive) index into `Article.tokens`. ``paragraph`` counts from 0; lines of
    their own count as paragraphs. ``is_headline``: also the headings inside an article; ``is_standfirst``:
    one of these that stands below the headline. ``is_byline``: who wrote it, where and when; no boilerplate.
    """

    span: Span
    tokens: tuple[int, int]
    paragraph: int
    language: Language
    is_headline: bool = False
    boilerplate: Boilerplate | None = None
    is_byline: bool = False
    is_standfirst: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks, without the marks; quoted names of aircraft and titles too."""

    span: Span


@dataclass(frozen=True)
class Article:
    """The stored text and what stands where.

    ``path`` is what the user gave (file, address or ``-``); ``sha256`` that of the raw bytes; ``told`` the
    publication day that the page's own data or the user tells, with who told it; None when nobody does.
    """

    path: str
    sha256: str
    text: str
    language: Language
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    title: str | None = None
    outlet: str | None = None
    told: tuple[date, str] | None = None
    notes: tuple[str, ...] = field(default=())

    def words(self, span: Span) -> str:
        """Get the stored words of a span."""
        return self.text[span.start : span.end]
