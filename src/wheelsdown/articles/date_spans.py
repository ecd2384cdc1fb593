"""Read spans of days: "from October 24 to 29", "между пятницей и средой", "since 24 October", "قبل الأربعاء".

An end that is only a number takes its month and year from the other end, and is an end only beside one that
has a month.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from wheelsdown.articles.calendar_words import Found, Scan
from wheelsdown.articles.date_points import Read, Rules, first_read, period_of, read_year
from wheelsdown.articles.day_numbers import ordinal_in_digits, read_day_number
from wheelsdown.articles.expressions import (
    After,
    Anchored,
    Before,
    CalendarDate,
    Expression,
    Night,
    Part,
    Period,
    Range,
    Recent,
    Since,
    TimeUnit,
    Until,
)
from wheelsdown.articles.relative_dates import POINTS, read_length, read_point
from wheelsdown.articles.times import skip_time

__all__ = ["BEGINNINGS", "read_span"]


#: Days that a list like "3, 5, 7 and 9 May" may have before its last.
MOST_LISTED = 6
#: Marks that end a list of days.
_LIST_ENDS = frozenset(".,;:)-")
_COMMAS = frozenset(",،")


def read_span(scan: Scan, index: int) -> Read | None:
    """Read a range, or an expression that is open at one end; None when there is none."""
    return first_read(scan, index, _SPANS)


def _between(scan: Scan, index: int) -> Read | None:
    between = scan.get(index, "between")
    return _range(scan, between.last, "and") if between else None


def _from_to(scan: Scan, index: int) -> Read | None:
    start = scan.get(index, "from", "since")
    return _range(scan, start.last, "to", "nightjoint") if start else None


def _bare_range(scan: Scan, index: int) -> Read | None:
    """Read "24-29 October", "October 24 to 29"; "Friday and Saturday" is none."""
    return _range(scan, index, "to") if scan.is_digits(index) or scan.get(index, "month", "weekday") else None


def _night_range(scan: Scan, index: int) -> Read | None:
    night = scan.get(index, "nightof")
    return _range(scan, night.last, "to", "and", "nightjoint") if night else None


def _listed(scan: Scan, index: int) -> Read | None:
    """Read "5 and 6 March", "Sunday and Monday", "in May or June" as the days from first to last."""
    start = scan.skip(index, "dayword")
    if not scan.is_digits(start) and not scan.get(start, "month", "weekday"):
        return None
    if (behind := _listed_behind(scan, start)) is not None:
        return behind
    at, n_more = start, 0
    while n_more < MOST_LISTED and scan.is_digits(at) and (following := _listed_next(scan, at + 1)):
        at, n_more = following, n_more + 1
    read = _range(scan, at, "and") if n_more else _range(scan, at, "and", "or")
    if read is None or not isinstance(read.expression, Range) or not _alike(read.expression):
        return None
    first = read_day_number(scan, start) if n_more else None
    if first is None:
        return None if n_more else _to_the_next_month(scan, _to_the_last(scan, read))
    last = read.expression.last
    if not isinstance(last, CalendarDate):
        return None
    return _to_the_next_month(scan, Read(Range(replace(last, day=first[0]), last), read.last))


def _days_on(scan: Scan, index: int) -> Read | None:
    """Read "on the 24th, 27th and 29th" as the days from first to last; no month stands behind."""
    day = ordinal_in_digits(scan, index) if scan.get(index - 1, "on") else None
    days: list[int] = []
    while day is not None and len(days) <= MOST_LISTED:
        days.append(day[0])
        last = day[1]
        joint = last + 1 if scan.form(last) == "," else last
        joint = scan.skip(joint, "and")
        day = ordinal_in_digits(scan, joint) if joint > last else None
    if len(days) < 2 or days != sorted(days) or scan.get(last, "of", "month"):
        return None
    return Read(Range(CalendarDate(day=days[0]), CalendarDate(day=days[-1])), last)


def _ordinals(scan: Scan, index: int) -> Read | None:
    """Read "the sixth and eleventh of May", "في السادس والحادي عشر من أيار"."""
    if read_day_number(scan, index) is None:
        return None
    read = _range(scan, index, "and")
    return (
        read if read is not None and isinstance(read.expression, Range) and _alike(read.expression) else None
    )


def _listed_behind(scan: Scan, index: int) -> Read | None:
    """Read "October 15, 23 and 27", where a mark ends it: "October 15, 23 people and 27 trucks" is none."""
    first = read_point(scan, index) if scan.get(index, "month") else None
    if first is None or not isinstance(first.expression, CalendarDate) or first.expression.year:
        return None
    at, days = first.last, [first.expression.day or 0]
    while len(days) <= MOST_LISTED:
        joint = at + 1 if scan.form(at) == "," else None
        joint = scan.skip(at if joint is None else joint, "and")
        if joint == at or not scan.is_digits(joint) or (number := read_day_number(scan, joint)) is None:
            break
        days.append(number[0])
        at = number[1]
    ends = at >= len(scan.tokens) or scan.form(at) in _LIST_ENDS or scan.get(at, "and") is not None
    if len(days) <= 2 or not ends or days != sorted(days) or not days[0]:
        return None
    return Read(Range(first.expression, replace(first.expression, day=days[-1], weekday=None)), at)


def _days_in_full(scan: Scan, index: int) -> Read | None:
    """Read "24 October, 27 October and on 29 October" as the days from first to last."""
    days: list[Read] = []
    at, is_last = index, False
    while len(days) <= MOST_LISTED and (day := read_point(scan, at)) is not None:
        days.append(day)
        comma = day.last + (scan.form(day.last) in _COMMAS)
        behind = _joint(scan, comma, "and")
        if is_last or (behind is None and comma == day.last):
            break
        at, is_last = (scan.skip(comma, "on"), False) if behind is None else (behind, True)
    told = [day.expression for day in days]
    if len(days) <= 2 or not _are_days(*told) or not _is_row(told):
        return None
    return Read(Range(told[0], told[-1]), days[-1].last)


def _is_row(days: Sequence[Expression]) -> bool:
    """Say whether days of one or two months stand in their order."""
    dates = [(day.month or 0, day.day or 0) for day in days if isinstance(day, CalendarDate)]
    return dates == sorted(dates) and dates[-1][0] - dates[0][0] <= 1


def _to_the_next_month(scan: Scan, read: Read) -> Read:
    """Go on to a day of another month: "17 and 23 August and on 2 September"."""
    days, at = read.expression, _joint(scan, read.last, "and", "again")
    end = read_point(scan, at) if at is not None else None
    if end is None or not isinstance(days, Range) or not isinstance(end.expression, CalendarDate):
        return read
    longer = Range(days.first, end.expression)
    return Read(longer, end.last) if end.expression.day and _alike(longer) else read


def _to_the_last(scan: Scan, read: Read) -> Read:
    """Go on through a row of weekdays: "الاثنين والثلاثاء والأربعاء"."""
    days, at = read.expression, _joint(scan, read.last, "and")
    while isinstance(days, Range) and at is not None and (day := scan.get(at, "weekday")):
        days = Range(days.first, CalendarDate(weekday=day.atom.n))
        if not _alike(days):
            break
        read, at = Read(days, day.last), _joint(scan, day.last, "and")
    return read


def _alike(days: Range) -> bool:
    """Say whether both are weekdays in a row, months, or days of one month."""
    first, last = days.first, days.last
    if not isinstance(first, CalendarDate) or not isinstance(last, CalendarDate):
        return False
    if first.weekday is not None or last.weekday is not None:
        return first == CalendarDate(weekday=first.weekday) and last == CalendarDate(weekday=last.weekday)
    months = (first.month or first.within, last.month or last.within)
    return all(months) and bool(first.day) == bool(last.day)


def _listed_next(scan: Scan, index: int) -> int | None:
    """Get the next number of "3, 5, 7 and 9 May", where another one follows it."""
    at = index + 1 if scan.form(index) in _COMMAS else scan.skip(index, "and", "particle")
    behind = scan.form(at + 1) in _COMMAS or scan.begins(at + 1, _ANDS)
    return at if at > index and scan.is_digits(at) and behind else None


def _since_then(scan: Scan, index: int) -> Read | None:
    found = scan.get(index, "sincethen")
    return Read(Since(Anchored(0, TimeUnit.DAY)), found.last) if found else None


def _range(scan: Scan, index: int, *joints: str) -> Read | None:
    """Read a range whose ends are joined by one of some kinds of words, tried in this order."""
    if scan.form(index - 1) == ":" and scan.glued(index) and scan.is_digits(index - 2):
        return None  # minutes: "08:30 - 10 March"
    ends = _ends(scan, index)
    for joint, first in product(joints, ends):
        at = _joint(scan, first.last, joint)
        if at is None:
            continue
        for last in _ends(scan, at):
            if scan.form(first.last) == "-" and _begins_anew(scan, at, last):
                continue  # a dateline: "20 August - The first plane"
            if scan.form(last.last) == ":" and scan.glued(last.last + 1) and scan.is_digits(last.last + 1):
                continue  # a time of day: "10 March 2027 - 15:20"
            if scan.form(first.last) == "-" and (whole := _with_year(first.expression, last.expression)):
                return Read(whole, last.last)
            both = _shared(first.expression, last.expression)
            if not both and _tells_day(scan, last) and _bare(first.expression) and _bare(last.expression):
                both = first.expression, last.expression
            if both:
                return _in_year_behind(scan, *both, last.last)
    return None


def _in_year_behind(scan: Scan, first: Expression, last: Expression, at: int) -> Read:
    """Read the year that is told behind both ends: "June 3 and 6 last year", "Aug. 1-8, 2025"."""
    year = read_year(scan, at + 1) if scan.form(at) == "," and not scan.tokens[at + 1].line else None
    if year is not None and _are_days(first, last) and isinstance(last, CalendarDate):
        return Read(Range(first, replace(last, year=year[0])), year[1])
    period = scan.get(at, "period")
    if period is None or not period.value.startswith("year"):
        return Read(Range(first, last), at)
    if not all(isinstance(end, CalendarDate) and end.month and not end.year for end in (first, last)):
        return Read(Range(first, last), at)
    within = period_of(period)
    ends = [replace(end, within=within) for end in (first, last) if isinstance(end, CalendarDate)]
    return Read(Range(ends[0], ends[1]), period.last)


def _are_days(*ends: Expression) -> bool:
    """Say whether all are days of a month whose year is not told."""
    dates = [end for end in ends if isinstance(end, CalendarDate) and end.day and end.month and not end.year]
    return len(dates) == len(ends)


def _tells_day(scan: Scan, end: Read) -> bool:
    """Say whether more than digits tells a day of some month: "the 29th", «29-го», «29 число»."""
    return not scan.is_digits(end.last - 1)


def _with_year(first: Expression, last: Expression) -> CalendarDate | None:
    """Read "9-Mar-2027" as one day."""
    if not isinstance(first, CalendarDate) or not isinstance(last, CalendarDate):
        return None
    if not (first.day and first.month) or first.year or last != CalendarDate(year=last.year):
        return None
    return replace(first, year=last.year)


def _begins_anew(scan: Scan, index: int, end: Read) -> bool:
    """Say whether an end is only an ordinal in letters, or "then": «у жовтні — тоді він прилетів»."""
    if isinstance(end.expression, Anchored):
        return True
    day = end.expression.day if isinstance(end.expression, CalendarDate) else None
    return end.expression == CalendarDate(day=day) and not scan.is_digits(scan.skip(index, "the"))


def _joint(scan: Scan, index: int, joint: str, *following: str) -> int | None:
    """Get what stands behind the joining word, and behind words of some kinds that may follow it."""
    if joint == "to" and scan.form(index) == "-":
        return scan.skip(index + 1, "on")
    if joint == "and" and scan.form(index) in ("&", "/"):
        numbers = scan.form(index) == "/" and scan.glued(index) and not scan.glued(index + 1)
        return None if numbers else index + 1  # "1/ On 11 March": the first of several messages
    found = scan.get(index, joint)
    if found:
        return scan.skip(scan.skip(found.last, *following), "on")
    return index if joint == "and" and _has_and(scan, index) else None


def _has_and(scan: Scan, index: int) -> bool:
    """Say whether "and" is written together with the word, as in Arabic."""
    return any("و" in found.particles for found in scan.kinds(index).values())


def _ends(scan: Scan, index: int) -> list[Read]:
    """Get the readings of one end, behind its hour: a full expression, a bare day number, a year."""
    start = scan.skip(index, "on")
    hour = scan.skip(skip_time(scan, index)[0], "on")
    places = dict.fromkeys((index, start, scan.skip(start, "daytime"), hour))
    found = [read for read in (read_point(scan, at) for at in places) if read]
    for at in places:
        behind = scan.skip(at, "particle")
        digits = behind if scan.is_digits(behind) else at
        day = read_day_number(scan, digits)
        if day:
            found.append(Read(CalendarDate(day=day[0]), scan.skip(day[1], "dom")))
        year = read_year(scan, digits)
        if year:
            found.append(Read(CalendarDate(year=year[0]), year[1]))
    return found


def _shared(first: Expression, last: Expression) -> tuple[Expression, Expression] | None:
    """Give each end what only the other says; None when they do not go together."""
    if not isinstance(first, CalendarDate) or not isinstance(last, CalendarDate):
        return None if _bare(first) or _bare(last) else (first, last)
    if _bare(first) and _bare(last):
        return None
    if first.year and not first.month and not (last.year and not last.month):
        return None
    if _bare(first) and last.day and (last.month or last.within):
        return replace(last, day=first.day, weekday=None), last
    if _bare(last) and first.day and first.month:
        return first, replace(first, day=last.day, weekday=None)
    if _bare(first) or _bare(last):
        return None
    if first.month and last.month and not first.year and last.year:
        return (replace(first, year=last.year) if _in_order(first, last) else first), last
    return first, last


def _bare(end: Expression) -> bool:
    return isinstance(end, CalendarDate) and end == CalendarDate(day=end.day)


def _in_order(first: CalendarDate, last: CalendarDate) -> bool:
    return (first.month or 0, first.day or 0) <= (last.month or 0, last.day or 0)


def _open(scan: Scan, index: int) -> Read | None:
    """Read "since", "until", "after" and "before" with what they bound."""
    for kind in ("since", "from", "until", "after", "before"):
        cue = scan.get(index, kind)
        if cue is None or cue.value == "range" or _follows(scan, cue):
            continue
        of = _behind(scan, cue.last)
        if of and isinstance(of.expression, Anchored) and not of.expression.of_next and kind == "since":
            return Read(Since(of.expression), of.last)
        if of and isinstance(of.expression, CalendarDate | Period | Part | Night):
            by_hour = kind in ("after", "before") and _is_hour(scan, cue.last)
            return of if by_hour else Read(_opened(kind, of.expression), of.last)
        length = read_length(scan, scan.skip(cue.last, "op")) if kind == "since" else None
        if length and length[0] is not None and length[1] not in (TimeUnit.HOUR, TimeUnit.MINUTE):
            return Read(Since(Recent(length[0], length[1])), length[2])
    return None


def _is_hour(scan: Scan, index: int) -> bool:
    """Say whether it is bounded within its day: "after 10 p.m. on Friday", "before dawn on Monday"."""
    return skip_time(scan, index)[1] or scan.skip(index, "daytime") > index


def _behind(scan: Scan, index: int) -> Read | None:
    """Read what a cue bounds; an hour may stand between ("from 9 p.m. on Monday", "с вечера 5 марта")."""
    hour, _ = skip_time(scan, index)
    starts = (index, *(scan.skip(index, kind) for kind in ("on", "daytime", "op")), scan.skip(hour, "on"))
    reads = (read_point(scan, start) for start in dict.fromkeys(starts))
    return next((read for read in reads if read), None)


def _follows(scan: Scan, cue: Found) -> bool:
    """Say whether "following" goes with a weekday or month: "the following Tuesday"."""
    both = scan.get(cue.last - 1, "following")
    return (
        both is not None and cue.atom.kind == "after" and scan.get(cue.last, "weekday", "month") is not None
    )


def _opened(kind: str, of: Expression) -> Expression:
    if kind in ("since", "from"):
        return Since(of)
    if kind == "until":
        return Until(of)
    return After(of) if kind == "after" else Before(of)


_DATED = frozenset(("digits", "month", "weekday"))
_ANDS = frozenset(("and", "particle"))
_OPENING = frozenset(("since", "until", "after", "before"))

#: What may be read at a place, in this order, with the kinds of words that it begins with.
_SPANS: Rules = (
    (frozenset(("between",)), _between),
    (frozenset(("from", "since")), _from_to),
    (frozenset(("nightof",)), _night_range),
    (_DATED, _bare_range),
    (_DATED, _days_in_full),
    (_DATED | {"dayword"}, _listed),
    (frozenset(("the",)), _days_on),
    (frozenset(("ordinal", "ordinalafter")), _ordinals),
    (frozenset(("sincethen",)), _since_then),
    (_OPENING | {"from"}, _open),
)

#: Kinds of words that a dated expression may begin with.
BEGINNINGS = frozenset(kind for kinds, _ in (*_SPANS, *POINTS) for kind in kinds)
