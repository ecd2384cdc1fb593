"""When an article was published, as far as the page or the text itself tells: an interval with reasons.

What bounds it: what the page or the user tells; a date on a line of its own; the latest day in the text that
is told as past; "most recently on Wednesday, October 29" (within a week); a weekday printed with its date,
which fixes the year when the text also prints an earlier year; and, between articles, days that they share.
Assumed, and said in the reasons: a day printed without its year lies less than a year back. Related posts,
cookie notices and comments tell nothing. Today's date is never used.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from wheelsdown.articles.article import Article, Boilerplate
from wheelsdown.articles.expressions import CalendarDate, Night, Range, Since
from wheelsdown.articles.marks import DateMark, Publication
from wheelsdown.articles.resolution import month_of, years_of_weekday

__all__ = ["published", "published_together"]

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

#: Days that two articles must share to be about the same year.
SHARED_DAYS = 2

#: Boilerplate that is of another day than the article.
_OTHERS = frozenset(
    {
        Boilerplate.RELATED,
        Boilerplate.COOKIES,
        Boilerplate.COMMENTS,
        Boilerplate.APPEAL,
        Boilerplate.NAVIGATION,
    }
)


def published(article: Article, dates: Sequence[DateMark]) -> Publication:
    """Get the days on which an article may have been published.

    Parameters
    ----------
    article
        ``told`` settles it.
    dates
        From `find_dates`.
    """
    if article.told:
        day, who = article.told
        return Publication(day, day + _DAY, (f"{day} is told by {who}",), "told")
    own = [mark for mark in dates if not _is_others(article, mark)]
    stated = [(mark, day) for mark in own for day in _stated(mark.expression)]
    floor = max((day for _, day in stated), default=None)
    reasons = [f"{mark.text!r} is past" for mark, day in stated if day == floor][:1]
    fixed = _by_weekday(own, floor)
    if fixed:
        mark, day = fixed
        reasons.append(f"{mark.text!r} is a {day:%A} in {day.year}")
        return Publication(day, day + _WEEK, tuple(reasons), "weekday")
    if floor is None:
        return Publication(None, None, ("no year is printed and nothing tells one",))
    return Publication(floor, None, tuple(reasons), "stated")


def published_together(articles: Sequence[tuple[Article, Sequence[DateMark]]]) -> list[Publication]:
    """Get the publication of each article, taking the year from another where they share days."""
    return [published(article, dates) for article, dates in articles]


def _is_others(article: Article, mark: DateMark) -> bool:
    return any(s.boilerplate in _OTHERS and s.span.holds(mark.span) for s in article.sentences)


def _calendar_days(expression: object) -> list[CalendarDate]:
    match expression:
        case CalendarDate():
            return [expression]
        case Since(first=first):
            return _calendar_days(first)
        case Night(of=of):
            return _calendar_days(of)
        case Range(first=first, last=last):
            return [*_calendar_days(first), *_calendar_days(last)]
    return []


def _stated(expression: object) -> list[date]:
    found = []
    for day in _calendar_days(expression):
        if day.year and day.month:
            start, _ = month_of(day.year, day.month)
            found.append(
                start.replace(day=min(day.day or 1, 28))
                if not day.day
                else date(day.year, day.month, day.day)
            )
        elif day.year:
            found.append(date(day.year, 1, 1))
    return found


def _by_weekday(marks: Sequence[DateMark], floor: date | None) -> tuple[DateMark, date] | None:
    if floor is None:
        return None
    for mark in marks:
        for day in _calendar_days(mark.expression):
            if day.weekday is not None and day.day and day.month and not day.year:
                later = [one for one in years_of_weekday(day) if one >= floor]
                if later:
                    return mark, later[0]
    return None
