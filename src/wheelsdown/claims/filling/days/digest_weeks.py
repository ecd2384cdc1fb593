"""Which week a digest is about: "flights over Belarus, 28 June - 4 July" in its headline or first words.

Its weekdays are of that week, though it was published some days later.
"""

from collections.abc import Iterable
from datetime import timedelta

from wheelsdown.articles.article import Span
from wheelsdown.articles.expressions import CalendarDate, Range, Which
from wheelsdown.articles.marked import MarkedArticle
from wheelsdown.articles.marks import DateMark, Publication
from wheelsdown.articles.resolution import resolve

__all__ = ["digest_week", "published_for"]

#: Sentences from the top among which the week stands, in one that is the headline or names no aircraft.
_TOP = 5
#: Days of a week told by its first and last, at least and at most.
_LEAST, _MOST = 6, 8
#: Days from the end of the week to the publication, at most.
_LATE = 10


def digest_week(marked: MarkedArticle, published: Publication) -> Publication | None:
    """Get the last day of the week that an article is about, from which its weekdays count back."""
    if published.start is None or published.end is None:
        return None
    flown = [aircraft.span for aircraft in marked.aircraft]
    top = [s for s in marked.article.sentences[:_TOP] if s.is_headline or not _holds(s.span, flown)]
    for mark in marked.dates:
        if not isinstance(mark.expression, Range) or not any(_holds(s.span, [mark.span]) for s in top):
            continue
        week = resolve(mark, published)
        if week.start is None or week.end is None or not _LEAST <= (week.end - week.start).days <= _MOST:
            continue
        if -timedelta(days=1) <= published.start - week.end <= timedelta(days=_LATE):
            return Publication(week.end - timedelta(days=1), week.end, (), "text")
    return None


def _holds(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start <= other.start < span.end for other in others)


def published_for(mark: DateMark, published: Publication, week: Publication | None) -> Publication:
    """Get the day from which a date counts back: the end of the week of a digest for its weekdays."""
    expression = mark.expression
    is_weekday = isinstance(expression, CalendarDate) and expression.weekday is not None
    if week is None or not is_weekday or not isinstance(expression, CalendarDate):
        return published
    plain = expression == CalendarDate(weekday=expression.weekday, which=Which.ANY)
    return week if plain else published
