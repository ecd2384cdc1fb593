"""An article with everything that was marked in it: what the marking stages hand to the readers of claims."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.marks import (
    AircraftMark,
    CallsignMark,
    CountMark,
    DateMark,
    DurationMark,
    OperatorMark,
    PersonMark,
    PlaceMark,
    RegistrationMark,
    SourceMark,
)

__all__ = ["MarkedArticle", "inside", "without_names"]


class _Marked(Protocol):
    @property
    def span(self) -> Span: ...


Mark = TypeVar("Mark", bound=_Marked)


@dataclass(frozen=True)
class MarkedArticle:
    """An article and its marks; each kind in order of the text, no two of a kind overlapping."""

    article: Article
    places: tuple[PlaceMark, ...] = ()
    aircraft: tuple[AircraftMark, ...] = ()
    operators: tuple[OperatorMark, ...] = ()
    sources: tuple[SourceMark, ...] = ()
    persons: tuple[PersonMark, ...] = ()
    dates: tuple[DateMark, ...] = ()
    durations: tuple[DurationMark, ...] = ()
    counts: tuple[CountMark, ...] = ()
    callsigns: tuple[CallsignMark, ...] = ()
    registrations: tuple[RegistrationMark, ...] = ()
    unsure_places: tuple[PlaceMark, ...] = ()
    """Names that may be those of places, where the sentence says so."""


def inside(marks: Sequence[Mark], span: Span) -> tuple[Mark, ...]:
    """Get the marks that lie inside a span, in order; the marks must be in order of the text."""
    first = bisect_left(marks, span.start, key=_start)
    last = bisect_left(marks, span.end, lo=first, key=_start)
    return tuple(mark for mark in marks[first:last] if mark.span.end <= span.end)


def without_names(marks: Sequence[Mark], names: Sequence[_Marked]) -> tuple[Mark, ...]:
    """Get the marks that are no part of a name, both in order of the text: "today" in «بغداد اليوم»."""
    kept: list[Mark] = []
    for mark in marks:
        near = bisect_right(names, mark.span.start, key=_start) - 1
        if near < 0 or not names[near].span.holds(mark.span):
            kept.append(mark)
    return tuple(kept)


def _start(mark: _Marked) -> int:
    return mark.span.start
