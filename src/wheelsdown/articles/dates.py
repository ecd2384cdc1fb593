"""Find the dated expressions of an article: "26 October", "с 24 по 29 октября", "الأربعاء الماضي".

A small grammar over the words of the date lists, the longest reading at each place, none inside another. What
an expression says is kept as written (`wheelsdown.articles.expressions`); no year is guessed here. Lengths
of time ("14-year conflict"), decades and the digits of names are no dates. Each rule looks at a bounded
number of words, so time is linear in the text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.calendar_words import DateWords, Scan
from wheelsdown.articles.date_points import Read
from wheelsdown.articles.date_spans import BEGINNINGS, read_span
from wheelsdown.articles.durations import is_longest
from wheelsdown.articles.expressions import (
    After,
    Before,
    CalendarDate,
    Expression,
    Night,
    Part,
    Range,
    Since,
    Until,
    Which,
    calendar_dates,
    full_date,
)
from wheelsdown.articles.marks import DateMark
from wheelsdown.articles.relative_dates import read_point
from wheelsdown.articles.times import skip_time

__all__ = ["find_dates"]

#: What may stand behind "the" in a date ("the 26th of October").
_COUNTED = frozenset(("digits", "cardinal", "ordinal"))

#: Words before a date in which a cue is looked for, and words around it in which the future is.
_CUE, _SENTENCE = 6, 20

#: Words between "since" and the day of what happened then.
_SINCE = 10

#: Words between "issued" and its day: "issued late on".
_ISSUED = 4

#: Words between "built" and its year.
_MADE = 6
#: Words between "press review" and its day.
_ISSUE = 14
#: Words between "usually" and its day: "usually late on a".
_USUALLY = 4
#: Endings of the plural behind «по».
_PLURAL = ("ам", "ям")

_ENDS = frozenset(".!?؟;")


def find_dates(article: Article, words: DateWords) -> tuple[DateMark, ...]:
    """Get the dated expressions of an article.

    Parameters
    ----------
    article
        Its tokens are read; sentences need not be cut yet.
    words
        The word lists, from `wheelsdown.reference.date_words.load_date_words`.

    Returns
    -------
    tuple of DateMark
        In the order of the text, none inside another. Words like "since" and "between" belong to the span,
        plain prepositions ("on", "в", "في") do not.
    """
    scan = words.scan(article)
    marks: list[DateMark] = []
    free = 0
    for index in scan.known:
        read = _read(scan, index) if index >= free else None
        if read is not None:
            marks.append(_mark(scan, index, read))
            free = read.last
    return tuple(_with_years_near(article, _with_years_told(marks)))


def _read(scan: Scan, index: int) -> Read | None:
    here = scan.kinds(index)
    if BEGINNINGS.isdisjoint(here):
        return None
    if len(here) == 1 and "the" in here and not scan.begins(index + 1, _COUNTED):
        return None
    return read_span(scan, index) or read_point(scan, index)


def _mark(scan: Scan, index: int, read: Read) -> DateMark:
    last, hour_known = skip_time(scan, read.last)
    span = Span(scan.tokens[index].start, scan.tokens[read.last - 1].end)
    if hour_known:
        span = Span(span.start, scan.tokens[last - 1].end)
    particles = next((found.particles for found in scan.kinds(index).values()), "")
    text = scan.text[span.start : span.end]
    expression = read.expression
    if isinstance(expression, Since) and _is_of_picture(scan, index):
        expression = expression.first
    return DateMark(span, text, expression, particles, hour_known, _cues(scan, index, read.last))


def _is_of_picture(scan: Scan, index: int) -> bool:
    """Say whether "from 2 March" is the day of a picture: "satellite images of the base from 2 March"."""
    near = range(max(index - _CUE, 0), index)
    return scan.get(index, "from") is not None and any(scan.get(before, "picture") for before in near)


def _cues(scan: Scan, first: int, last: int) -> tuple[str, ...]:
    """Say what stands before a date about it, and whether its sentence speaks of the future."""
    cues = []
    for kind in ("latest", "published"):
        near = (scan.get(index, kind) for index in range(max(first - _CUE, 0), first))
        if any(found and _reaches(scan, found.last, first) for found in near):
            cues.append(kind)
    if "published" not in cues and _is_updated(scan, last):
        cues.append("published")
    if _is_of_issue(scan, first):
        cues.append("issue")
    cues += _said_cues(scan, first, last)
    if _is_future(scan, range(first - 1, first - _SENTENCE, -1)) or _is_future(
        scan, range(last, last + _SENTENCE)
    ):
        cues.append("future")
    return tuple(cues)


def _is_of_issue(scan: Scan, first: int) -> bool:
    """Say whether the line is that of a press review or bulletin: "Weekly digest for 1-7 March 2027"."""
    for index in range(first - 1, max(first - _ISSUE, -1), -1):
        if scan.get(index, "issue"):
            return True
        if scan.tokens[index].line:
            return False
    return False


def _reaches(scan: Scan, last: int, first: int) -> bool:
    """Say whether a cue stands beside a day, but for a time of day: "Published 14:05 BST 10 March"."""
    between = range(last, first)
    return len(between) <= 2 or not any(scan.is_word(i) and not scan.get(i, "zone", "ampm") for i in between)


def _said_cues(scan: Scan, first: int, last: int) -> list[str]:
    """Say whether a day is of something issued then, is compared with, or stands before "that" or "when"."""
    cues = []
    near = range(max(first - _ISSUED, 0), first)
    issued = [index for index in near if scan.get(index, "issued")]
    if issued and all(scan.is_word(index) for index in range(issued[-1], first)):
        cues.append("issued")
    if any(scan.get(index, "against") for index in range(max(first - _CUE, 0), first)):
        cues.append("against")
    if _is_made(scan, first, last):
        cues.append("made")
    if _is_habit(scan, first):
        cues.append("usually")
    if is_longest(scan, first):
        cues.append("longest")
    if scan.get(first - 1, "nthtime") or scan.get(first - 2, "nthtime"):
        cues.append("often")
    if _is_in_since(scan, first):
        cues.append("since")
    at = last + 1 if scan.form(last) in (",", "،", ")", ":", "-") else last
    at = at + 1 if scan.form(at) in (",", "،") else at
    cues += [kind for kind in ("that", "when") if scan.get(at, kind)]
    return cues


def _is_made(scan: Scan, first: int, last: int) -> bool:
    """Say whether a year is that in which a thing was made: "built in Gao in 1989", «1989 года выпуска»."""
    if scan.get(last, "madeafter"):
        return True
    for index in range(first - 1, max(first - _MADE, -1), -1):
        if scan.get(index, "made"):
            return True
        if not scan.is_word(index):
            return False
    return False


def _is_habit(scan: Scan, first: int) -> bool:
    """Say whether a weekday is one of every week: "usually late on a Friday", «по вторникам»."""
    form = scan.form(scan.skip(first, "until"))
    if scan.get(first, "until") and form.endswith(_PLURAL):
        return True
    at = first
    while at > first - _USUALLY and scan.get(at - 1, "on", "an", "the", "daytime", "part"):
        at -= 1
    return scan.get(first - 1, "every") is not None or any(
        (found := scan.get(at - back, "usually")) and found.last == at for back in range(1, _USUALLY)
    )


def _is_in_since(scan: Scan, first: int) -> bool:
    """Say whether a day is in the clause of a "since": "since the union closed its skies in May"."""
    for index in range(first - 1, max(first - _SINCE, 0) - 1, -1):
        if not scan.is_word(index):
            return False
        if scan.get(index, "sinceclause"):
            return True
    return False


def _is_updated(scan: Scan, index: int) -> bool:
    """Say whether "(updated ...)" stands behind a date, on its line."""
    at = index + 1 if scan.form(index) in ("(", ",") else index
    return at < len(scan.tokens) and not scan.tokens[at].line and scan.get(at, "published") is not None


def _is_future(scan: Scan, indices: Iterable[int]) -> bool:
    for index in indices:
        if not 0 <= index < len(scan.tokens) or scan.form(index) in _ENDS:
            return False
        if scan.get(index, "future"):
            return True
    return False


def _with_years_told(marks: Iterable[DateMark]) -> Iterator[DateMark]:
    """Give "May of that year" the year that the text told last."""
    year = None
    for mark in marks:
        expression = _of_year(mark.expression, year)
        year = next((day.year for day in calendar_dates(expression) if day.year), year)
        yield replace(mark, expression=expression)


def _of_year(expression: Expression, year: int | None) -> Expression:
    """Give its year to what is told to be of "that year", and to the first end of such a range."""
    match expression:
        case CalendarDate(which=Which.SAME):
            return replace(expression, which=Which.ANY, year=year)
        case Range(first=CalendarDate(year=None) as first, last=CalendarDate(which=Which.SAME) as last):
            return Range(replace(first, year=year), _of_year(last, year))
        case Range(first=first, last=last):
            return Range(first, _of_year(last, year))
        case Part(of=CalendarDate(which=Which.SAME) as of) | Night(of=CalendarDate(which=Which.SAME) as of):
            return replace(expression, of=replace(of, which=Which.ANY, year=year))
        case Since(first=of):
            return Since(_of_year(of, year))
        case Until(last=of):
            return Until(_of_year(of, year))
        case After(moment=of):
            return After(_of_year(of, year))
        case Before(moment=of):
            return Before(_of_year(of, year))
    return expression


def _with_years_near(article: Article, marks: Iterable[DateMark]) -> Iterator[DateMark]:
    """Tell each date without a year the last full date before it in its paragraph."""
    breaks = iter([*(token.start for token in article.tokens if token.line), len(article.text) + 1])
    following, full = next(breaks), None
    for mark in marks:
        while mark.span.start >= following:
            following, full = next(breaks), None
        full = full_date(mark.expression) or full
        yield replace(mark, year_near=full) if full and not full_date(mark.expression) else mark
