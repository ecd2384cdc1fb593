"""When an article was published, as far as the page or the text itself tells: an interval with reasons.

What tells it, the first that does: the page or the user; a date on a line of its own or at the head of an
agency's lead; "today, March 10"; a weekday printed with its date, which agree in few years: the first such
year after the latest year printed, if it is near; days that it shares with another article whose year is
known. Published on or after the latest day told as past; within a week of "most recently on Wednesday,
October 29"; and within two months of its newest day, for that is what news is. Days printed with years alone
say only since when. Related posts, cookie notices and comments tell nothing, and today's date is never used.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wheelsdown.articles.article import Article, Boilerplate, Language
from wheelsdown.articles.calendar_days import MOST_AGE, YEARS, years_of_weekday
from wheelsdown.articles.date_lines import (
    FIRST_LINES,
    LINE_TOKENS,
    OF_DATES,
    ends_told,
    is_after_town,
    is_lead,
    is_own_line,
)
from wheelsdown.articles.expressions import (
    CalendarDate,
    Either,
    Expression,
    Range,
    Since,
    TimeUnit,
    calendar_dates,
)
from wheelsdown.articles.marks import DateMark, Publication
from wheelsdown.articles.view import Token

__all__ = ["published", "published_together"]

#: Newest day of an article to its publication, at most, when nothing else bounds it (days).
NEWEST = 62

#: "Most recently on Wednesday" is said within so many days.
LATEST = 7

#: From the latest year printed to the first year in which weekday and date agree, at most (days).
NEAR = 548

#: Words for a number of a journal.
_ISSUES = frozenset(("issue", "vol", "volume", "edition", "number", "№"))

#: Days that two articles must share to tell of the same year.
SHARED_DAYS = 2

_DAY = timedelta(days=1)
#: Days from the first of a month that lie in the next one.
_MONTH = 32
_OF_OTHERS = frozenset({Boilerplate.RELATED, Boilerplate.COOKIES, Boilerplate.COMMENTS, Boilerplate.APPEAL})


@dataclass(frozen=True, slots=True)
class _Told:
    """A day told as past, and the mark that tells it."""

    mark: DateMark
    day: CalendarDate


def published(article: Article, dates: Sequence[DateMark]) -> Publication:
    """Get the days on which an article may have been published.

    Parameters
    ----------
    article
        ``told`` settles it.
    dates
        All its dated expressions, from `find_dates`.

    Returns
    -------
    Publication
        Half-open; ``end`` is None when only printed years bound it, both when nothing does.
    """
    if article.told:
        day, who = article.told
        return _on(day, f"{day} is told by {who}", "told")
    own = tuple(mark for mark in dates if not _is_of_others(article, mark))
    dated = _dateline(article, own) or _named_today(own) or _of_issue(article, own)
    return dated or _by_lead(article, own, _by_its_days(own))


def published_together(articles: Sequence[tuple[Article, Sequence[DateMark]]]) -> list[Publication]:
    """Get the publication of each article, with the year of another where they share days.

    An article whose year is open takes it from one whose year is known by weekday, by its page or by its
    dateline, when both tell of at least two same days.
    """
    found = [published(article, dates) for article, dates in articles]
    known = [
        (article, _days_in(_past(article, dates), publication), publication)
        for (article, dates), publication in zip(articles, found, strict=True)
        if publication.end is not None
    ]
    return [
        publication if publication.end else _from_others(article, dates, known) or publication
        for (article, dates), publication in zip(articles, found, strict=True)
    ]


def _on(day: date, reason: str, year_from: str) -> Publication:
    return Publication(day, day + _DAY, (reason,), year_from)


def _is_of_others(article: Article, mark: DateMark) -> bool:
    at = bisect_right(article.sentences, mark.span.start, key=lambda one: one.span.start) - 1
    return at >= 0 and article.sentences[at].boilerplate in _OF_OTHERS


def _dateline(article: Article, marks: Iterable[DateMark]) -> Publication | None:
    """Find the date of the article itself: a line of its own, or the head of the lead."""
    for mark, line in _lines(article, marks):
        if (after := _after_covered(mark, line)) is not None:
            return after
        if isinstance(mark.expression, Since) and not _is_of(mark, line):
            continue
        day = _day_first(article, mark.expression)
        if not isinstance(day, CalendarDate) or not (day.day and day.month and day.year):
            continue
        if is_own_line(mark, line) or is_lead(mark, line) or is_after_town(article, mark, line):
            one = _date(day.year, day)
            return _on(one, f"{mark.text!r} stands as the article's date", "stated") if one else None
    return None


def _of_issue(article: Article, marks: Iterable[DateMark]) -> Publication | None:
    """Read the month of an issue on a line below the headline: "Air Forces Monthly, July 2026"."""
    for mark, line in _lines(article, marks):
        day = mark.expression.last if isinstance(mark.expression, Range) else mark.expression
        if not isinstance(day, CalendarDate) or not (day.year and day.month) or day.day or day.within:
            continue
        is_titled = line[0].start == 0 and not any(token.form in _ISSUES for token in line)
        if is_titled or not is_own_line(mark, line):
            continue
        first = date(day.year, day.month, 1)
        end = (first + timedelta(days=_MONTH)).replace(day=1)
        return Publication(first, end, (f"{mark.text!r} stands as the issue's month",), "stated")
    return None


def _is_of(mark: DateMark, line: Sequence[Token]) -> bool:
    """Say whether the Ukrainian "since" is the "of" of an issue: "№ 12 від 9 березня 2027 р."."""
    return mark.text.split()[0] in OF_DATES and line[0].start < mark.span.start


def _after_covered(mark: DateMark, line: Sequence[Token]) -> Publication | None:
    """Read what a line says the text covers: "Digest, 1-7 March 2027", out within a week of its end."""
    days = mark.expression
    if not isinstance(days, Range) or not isinstance(days.last, CalendarDate) or ends_told(line):
        return None
    last = days.last
    behind = [token.form for token in line if token.start >= mark.span.end]
    is_bracketed = behind == [")"] and any(token.form == "(" for token in line)
    if not (last.year and last.month and last.day) or not (is_own_line(mark, line) or is_bracketed):
        return None
    day = _date(last.year, last)
    if day is None:
        return None
    reason = f"{mark.text!r} stands as what the article covers: published within a week"
    return Publication(day, day + timedelta(days=LATEST + 1), (reason,), "stated")


def _by_lead(article: Article, marks: Sequence[DateMark], found: Publication) -> Publication:
    """Take the day of "BEIRUT, Nov 3 (Agency) -" once other days tell the year, if it is not before them."""
    if found.start is None:
        return found
    end = found.end or found.start + timedelta(days=NEWEST)
    for mark, line in _lines(article, marks):
        day = mark.expression
        if isinstance(day, CalendarDate) and _yearless(day) and is_lead(mark, line):
            one = _nearest(day, found.start)
            if one is None or not found.start <= one < end:
                return found
            reasons = found.reasons[:-1] if found.end else found.reasons
            reason = f"{mark.text!r} stands at the head of the lead"
            return Publication(one, one + _DAY, (*reasons, reason), found.year_from or "stated")
    return found


def _day_first(article: Article, expression: Expression) -> Expression:
    """Take 10/03/2027 for 10 March, but in English (3 October?), and "від 9 березня" for a day."""
    if isinstance(expression, Since):
        return expression.first
    if isinstance(expression, Either) and article.language is not Language.ENGLISH:
        return expression.ways[0]
    return expression


def _lines(article: Article, marks: Iterable[DateMark]) -> Iterator[tuple[DateMark, Sequence[Token]]]:
    """Give the marks of the first lines, and "published" ones of any, with the words of their line."""
    if not article.tokens:
        return
    starts = [index for index, token in enumerate(article.tokens) if token.line or not index]
    ends = [*starts[1:], len(article.tokens)]
    pending = deque(marks)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        while pending and pending[0].span.start < article.tokens[last - 1].end:
            mark = pending.popleft()
            if number < FIRST_LINES or "published" in mark.cues:
                yield mark, article.tokens[first : min(last, first + LINE_TOKENS + 1)]


def _named_today(marks: Iterable[DateMark]) -> Publication | None:
    """Read "today, March 10, 2027" and "yesterday, 9 March 2027"."""
    for mark in marks:
        for day in calendar_dates(mark.expression):
            if day.within and day.within.unit is TimeUnit.DAY and day.year and day.month and day.day:
                one = _date(day.year, day)
                shift = timedelta(days=day.within.shift)
                return _on(one - shift, f"{mark.text!r} is counted from it", "stated") if one else None
    return None


def _past(article: Article, dates: Iterable[DateMark]) -> list[_Told]:
    return _told(mark for mark in dates if not _is_of_others(article, mark))


def _told(marks: Iterable[DateMark]) -> list[_Told]:
    past = (mark for mark in marks if "future" not in mark.cues)
    return [
        _Told(mark, day) for mark in past for day in calendar_dates(mark.expression) if day.month or day.year
    ]


def _by_its_days(marks: Sequence[DateMark]) -> Publication:
    told = _told(marks)
    floor, reasons = _floor(told)
    pairs = [one for one in told if one.day.weekday is not None and _yearless(one.day)]
    fixed = _by_weekday(pairs, floor)
    if fixed:
        reasons.append(
            f"{pairs[-1].mark.text!r}: weekday and date agree in {fixed.year}, the first such year after it"
        )
        return _around(told, fixed, reasons, "weekday")
    if pairs:
        years = ", ".join(str(day.year) for day in years_of_weekday(pairs[-1].day))
        reasons.append(f"{pairs[-1].mark.text!r}: weekday and date agree in {years}")
    if floor is None:
        return Publication(None, None, tuple(reasons) or ("nothing in the text tells a year",))
    return Publication(floor, None, tuple(reasons), "")


def _floor(told: Sequence[_Told]) -> tuple[date | None, list[str]]:
    """Get the latest day printed with its year."""
    stated = [
        (day, one.mark) for one in told for day in [_date(one.day.year, one.day)] if one.day.year and day
    ]
    if not stated:
        return None, []
    floor, mark = max(stated, key=lambda pair: pair[0])
    return floor, [f"{mark.text!r} is past"]


def _yearless(day: CalendarDate) -> bool:
    return bool(day.day and day.month and not day.year and not day.within)


def _by_weekday(pairs: Sequence[_Told], floor: date | None) -> date | None:
    """Get the newest day of the first year in which all weekdays agree with their dates."""
    if floor is None or not pairs:
        return None
    for day in years_of_weekday(pairs[-1].day):
        near = [_nearest(one.day, day) for one in pairs]
        agree = all(one and one.weekday() == pair.day.weekday for one, pair in zip(near, pairs, strict=True))
        if day >= floor and agree:
            return day if (day - floor).days <= NEAR else None
    return None


def _around(told: Sequence[_Told], day: date, reasons: list[str], year_from: str) -> Publication:
    """Bound the publication by the days without a year, all taken near one of which the year is known."""
    days = [
        (one.mark, near) for one in told if _yearless(one.day) for near in [_nearest(one.day, day)] if near
    ]
    mark, newest = max(days, key=lambda pair: pair[1])
    end = newest + timedelta(days=NEWEST)
    last = f"taken to be published within {NEWEST} days of its newest day"
    latest = [(one, near) for one, near in days if "latest" in one.cues and near == newest]
    if latest:
        mark, end = latest[0][0], newest + timedelta(days=LATEST)
        last = f"{mark.text!r} is told as the latest: within a week"
    return Publication(newest, end, (*reasons, f"{mark.text!r} is past", last), year_from)


def _nearest(day: CalendarDate, known: date) -> date | None:
    """Get the day of the year that puts it near a known one: at most `MOST_AGE` days before it."""
    first = known - timedelta(days=MOST_AGE)
    years = [_date(year, day) for year in range(first.year, known.year + 2)]
    return next((one for one in years if one and one >= first), None)


def _days_in(told: Sequence[_Told], publication: Publication) -> dict[tuple[int, int], date]:
    """Get the days of an article whose publication is known, by month and day."""
    last = (publication.end or date.max) - _DAY
    days = {}
    for one in told:
        if one.day.day and one.day.month:
            day = _date(one.day.year, one.day) if one.day.year else _nearest(one.day, last)
            if day:
                days[one.day.month, one.day.day] = day
    return days


def _from_others(
    article: Article,
    dates: Sequence[DateMark],
    known: Sequence[tuple[Article, dict[tuple[int, int], date], Publication]],
) -> Publication | None:
    """Take the year from the article with which the most days are shared."""
    told = _past(article, dates)
    own = {(one.day.month or 0, one.day.day or 0) for one in told if _yearless(one.day)}
    shared = [([days[key] for key in sorted(own & days.keys())], other) for other, days, _ in known]
    days, other = max(shared, key=lambda pair: len(pair[0]), default=([], article))
    if len(days) < SHARED_DAYS:
        return None
    names = " and ".join(f"{day:%-d %B}" for day in days[-SHARED_DAYS:])
    reason = f"{names} are told by {other.path} too, where the year is {max(days).year}"
    return _around(told, max(days), [reason], "other article")


def _date(year: int | None, day: CalendarDate) -> date | None:
    try:
        return date(year or YEARS[0], day.month or 1, day.day or 1)
    except ValueError:
        return None
