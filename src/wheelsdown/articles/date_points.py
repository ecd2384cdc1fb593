"""Read one day, week, month or year where it stands: "Wednesday, October 29", "в начале июня", "أمس"."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from wheelsdown.articles.calendar_words import Found, Scan
from wheelsdown.articles.date_digits import FIRST_YEAR, LAST_YEAR, read_digits
from wheelsdown.articles.day_numbers import after_suffix, ordinal_in_digits, read_day_number
from wheelsdown.articles.expressions import CalendarDate, Either, Expression, Period, TimeUnit, Which
from wheelsdown.articles.times import skip_daytime

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "DATES",
    "OPENERS",
    "Read",
    "Rules",
    "first_read",
    "month_at",
    "period_of",
    "read_dated_digits",
    "read_day_month",
    "read_lone_year",
    "read_month",
    "read_season",
    "read_weekday_date",
    "read_which",
    "read_year",
    "weekday_at",
]

#: "The month", that of the publication: "في العاشر من الشهر".
_THE_MONTH = "الشهر"
#: Words that make it a month told before, or one told behind them.
_OF_BEFORE = frozenset(("نفسه", "ذاته", "عينه", "التالي", "الذي", "التي", "ذاك", "السابق"))
#: What may stand before a month that is another word too ("مارس": he practised), and a short one: "in Jan".
_MONTH_CUES = frozenset(
    ("on", "of", "since", "from", "to", "until", "after", "before", "between", "part", "month")
)
_BESIDE_SHORT = frozenset(("on", "since", "part"))
_SEASON_CUES = _MONTH_CUES - {"of", "to"}

#: Rules with the kinds of words that they begin with.
Rules: TypeAlias = "tuple[tuple[frozenset[str], Callable[[Scan, int], Read | None]], ...]"

#: "The same year".
_THAT_YEAR = "0:year"
_WHICH = (("last", Which.LAST), ("next", Which.NEXT), ("this", Which.THIS))

#: Marks between a weekday or "today" and its date.
OPENERS = (",", "(", "،")


@dataclass(frozen=True, slots=True)
class Read:
    """An expression read up to and without token ``last``."""

    expression: Expression
    last: int


def first_read(scan: Scan, index: int, rules: Rules) -> Read | None:
    """Get what the first rule reads that reads anything."""
    here = scan.kinds(index)
    for kinds, rule in rules if here else ():
        read = None if kinds.isdisjoint(here) else rule(scan, index)
        if read is not None:
            return read
    return None


def read_year(scan: Scan, index: int) -> tuple[int, int] | None:
    """Read a year in digits with the word for year after it; None for decades and other numbers."""
    form = scan.form(index)
    if not scan.is_digits(index) or len(form) != 4 or scan.in_name(index):
        return None
    if not FIRST_YEAR <= int(form) <= LAST_YEAR or _is_decade(scan, index + 1):
        return None
    last = after_suffix(scan, index + 1)
    if (
        scan.form(last) in (".", ",")
        and scan.glued(last)
        and scan.is_digits(last + 1)
        and scan.glued(last + 1)
    ):
        return None
    word = scan.get(last, "yearword")
    if word is None:
        return int(form), last
    dot = scan.form(word.last) == "." and scan.glued(word.last) and len(scan.form(last)) < 3
    return int(form), word.last + dot


#: What follows a day that stands alone: marks, pronouns, ties, and the past in Russian and Ukrainian.
_ENDS = frozenset((",", "-", ";", ".", ":"))
_NEXT = frozenset(("он", "она", "они", "він", "вона", "вони", "из", "з", "зі", "із", "в", "у", "на", "до"))
_PAST, _VERB = ("в", "вся", "лася", "ли", "лися", "л", "лся", "лась", "лись"), 4


def _is_decade(scan: Scan, index: int) -> bool:
    if not scan.glued(index):
        return False
    at = index + 1 if scan.form(index) in ("-", "'") else index
    return scan.glued(at) and scan.get(at, "decade") is not None


def read_dated_digits(scan: Scan, index: int) -> Read | None:
    """Read a date written in digits: "26.10.2025"."""
    read = read_digits(scan, index)
    return Read(*read) if read else None


def month_at(scan: Scan, index: int, *, by_day: bool) -> Found | None:
    """Get the month at a token, where its word may be read as one."""
    month = scan.get(index, "month")
    if month is None or scan.is_first_of_name(index):
        return None
    needs = month.atom.needs
    if needs == "capital":
        return month if scan.title(index) or (by_day and scan.capital(index)) else None
    if by_day or not needs or scan.begins(index - 1, _BESIDE_SHORT if needs == "day" else _MONTH_CUES):
        return month
    return None


def _twin(scan: Scan, month: Found) -> int:
    """Step over the dot of a short month, and its name in the other Arabic system: "تشرين الأول/أكتوبر"."""
    last = month.last
    if scan.form(last) == "." and scan.glued(last) and month.atom.needs == "day":
        last += 1
    bracket = scan.form(last) == "("
    beside = last + (scan.form(last) in ("/", "-", "("))  # or with no mark at all: "فبراير شباط"
    other = scan.get(beside, "month")
    if other and other.value == month.value:
        return other.last + (bracket and scan.form(other.last) == ")")
    return last


def _other_month(scan: Scan, month: Found) -> Found | None:
    """Get the second of two names of different months: "أيار/أغسطس" is a slip, and either may be meant."""
    other = scan.get(month.last + 1, "month") if scan.form(month.last) == "/" else None
    return other if other and other.value != month.value else None


def _with_year(scan: Scan, index: int, date: CalendarDate) -> Read:
    """Read what may stand behind a month: a year, "last year", "الماضي"."""
    comma = index + 1 if scan.form(index) in (",", "،") else index
    at = scan.skip(scan.skip(comma, "of"), "on") if comma == index else comma
    year = read_year(scan, at) or read_year(scan, comma)
    if year:
        return Read(replace(date, year=year[0]), year[1])
    for start in (index, scan.skip(index, "of"), at):
        period = scan.get(start, "period")
        if period and period.value.startswith("year"):
            return Read(replace(date, within=period_of(period)), period.last)
        told = scan.get(start, "anchored")
        if told and told.value == _THAT_YEAR:
            return Read(replace(date, which=Which.SAME), told.last)
    which = _which_after(scan, index)
    if which and which[0] is not Which.THIS and date.month:
        return Read(replace(date, which=which[0]), which[1])
    return Read(date, which[1] if which and date.month else index)


def _which_after(scan: Scan, index: int) -> tuple[Which, int] | None:
    for kind, which in (("lastafter", Which.LAST), ("nextafter", Which.NEXT), ("thisafter", Which.THIS)):
        found = scan.get(index, kind)
        if found:
            return which, found.last
    return None


def read_day_month(scan: Scan, index: int) -> Read | None:
    """Read a day with its month, in either order."""
    day = read_day_number(scan, index)
    if day is not None:
        return _day_first(scan, day)
    month = month_at(scan, index, by_day=True)
    if month is None:
        return None
    after = _twin(scan, month)
    day = read_day_number(scan, after)
    is_counted = not scan.form(index).isascii() and scan.is_word(day[1]) if day else True
    if day is None or is_counted or _is_duration(scan, day[1]):
        return None  # "за февраль 14 посадок"
    return _with_year(scan, day[1], CalendarDate(month=month.atom.n, day=day[0]))


def _day_first(scan: Scan, day: tuple[int, int, bool]) -> Read | None:
    n, last, _ = day
    at = last + 1 if scan.form(last) == "-" and scan.glued(last) else last
    for start in (at, scan.skip(scan.skip(at, "of", "from"), "of")):
        month = month_at(scan, start, by_day=True)
        if month:
            other = _other_month(scan, month)
            if other:
                ways = tuple(CalendarDate(month=each.atom.n, day=n) for each in (month, other))
                return Read(Either(ways), other.last)
            return _with_year(scan, _twin(scan, month), CalendarDate(month=month.atom.n, day=n))
    word = scan.skip(last, "dom")
    at = scan.skip(scan.skip(word, "of", "from"), "on")
    period = scan.get(at, "period") or scan.get(word + 1, "period")
    is_spelled = not any(scan.is_digits(index) for index in (last - 1, last - 2, last - 3))
    if period and period.value.startswith("month") and not (is_spelled and at == last):
        return Read(CalendarDate(day=n, within=period_of(period)), period.last)
    if word == last and scan.get(at, "thisafter"):  # "في الرابع من الجاري"
        return Read(CalendarDate(day=n, within=Period(TimeUnit.MONTH, 0)), at + 1)
    if at > word and scan.form(at - 1) == _THE_MONTH and scan.form(at) not in _OF_BEFORE:
        return Read(CalendarDate(day=n, within=Period(TimeUnit.MONTH, 0)), at)
    return Read(CalendarDate(day=n), word) if word > last or _is_alone(scan, last) else None


def _is_alone(scan: Scan, index: int) -> bool:
    """Say whether a day stands alone by its ending, with no noun behind it: "24-го — ", «24-го вилетів»."""
    ending = scan.get(index - 1, "suffix")
    form = scan.form(index)
    is_past = len(form) >= _VERB and form.endswith(_PAST)
    no_noun = is_past or form in _ENDS | _NEXT or scan.in_name(index + 2)
    return ending is not None and ending.atom.needs == "day" and no_noun


def _is_duration(scan: Scan, index: int) -> bool:
    """Say whether a number that could be a day is a length instead: "May 11-day offensive"."""
    return scan.form(index) == "-" and scan.get(index + 1, "unit") is not None


def read_month(scan: Scan, index: int) -> Read | None:
    """Read a month that stands without a day."""
    month = month_at(scan, index, by_day=False)
    if month is None:
        month = month_at(scan, index, by_day=True)
        after = _twin(scan, month) if month else index
        if month is None or month.atom.needs == "capital":
            return None
        if read_year(scan, after) is None and after == month.last and _which_after(scan, after) is None:
            return None
    return _with_year(scan, _twin(scan, month), CalendarDate(month=month.atom.n))


def read_season(scan: Scan, index: int) -> Read | None:
    """Read "in autumn", "last summer", "осенью 2025 года": three months; behind a cue or before a year."""
    which = next((found for kind, _ in _WHICH if (found := scan.get(index, kind))), None)
    season = scan.get(which.last if which else index, "season")
    if season is None:
        return None
    of = CalendarDate(month=season.atom.n, months=3)
    if which:
        return Read(replace(of, which=Which(which.atom.kind)), season.last)
    read = _with_year(scan, season.last, of)
    if read.last == season.last and scan.get(season.last, "of", "partitive"):
        return None  # "since the fall of the government"
    cued = (
        read.last > season.last
        or scan.begins(index - 1, _SEASON_CUES)
        or scan.begins(index - 2, _SEASON_CUES)
    )
    return read if cued or season.atom.needs == "none" else None


def weekday_at(scan: Scan, index: int) -> Found | None:
    """Get the weekday at a token."""
    return scan.get(index, "weekday")


def read_weekday_date(scan: Scan, index: int) -> Read | None:
    """Read a weekday, with the date that goes with it or the week it is of."""
    start = scan.skip(index, "dayword")
    found = weekday_at(scan, start)
    if found is None:
        return None
    weekday = found.atom.n
    which = _which_after(scan, found.last)
    at = which[1] if which else found.last
    at = at + 1 if scan.form(at) == "." and found.atom.needs == "day" else at
    dated = _date_behind(scan, at)
    if dated and isinstance(dated.expression, CalendarDate) and dated.expression.weekday is None:
        within = _today(scan, index, start) if dated.expression.year else dated.expression.within
        return Read(replace(dated.expression, weekday=weekday, within=within), dated.last)
    if found.atom.needs == "day":
        return None
    return _weekday_alone(scan, at, CalendarDate(weekday=weekday, which=which[0] if which else Which.ANY))


def _today(scan: Scan, index: int, last: int) -> Period | None:
    """Get "today" where the Arabic word for a day before a weekday has the article: "اليوم الخميس"."""
    found = scan.get(index, "day", "night")
    return Period(TimeUnit.DAY, 0) if found and found.last == last and not found.atom.n else None


def _date_behind(scan: Scan, index: int) -> Read | None:
    opened = scan.form(index) in OPENERS
    at = index + 1 if opened else index
    at = scan.skip(scan.skip(at, "dayword"), "on")
    dated = read_dated_digits(scan, at) or read_day_month(scan, at)
    if dated is None and scan.get(at, "the"):
        day = read_day_number(scan, at)
        spelled = opened and not scan.is_digits(scan.skip(at, "the"))  # "on Monday, the second on Tuesday"
        dated = Read(CalendarDate(day=day[0]), day[1]) if day and day[2] and not spelled else None
    if dated and scan.form(index) == "(" and scan.form(dated.last) == ")":
        return Read(dated.expression, dated.last + 1)
    return dated


def _weekday_alone(scan: Scan, index: int, date: CalendarDate) -> Read:
    at = skip_daytime(scan, index)
    for start in (at, scan.skip(at, "of", "from", "on")):
        period = scan.get(start, "period")
        if period and period.value.startswith("week:"):
            return Read(replace(date, within=period_of(period)), period.last)
    return Read(date, at)


def read_which(scan: Scan, index: int) -> Read | None:
    """Read "last Friday", "в прошлую среду", "this June"."""
    for kind, which in (*_WHICH, ("following", Which.FOLLOWING)):
        found = scan.get(index, kind)
        if found is None:
            continue
        weekday = weekday_at(scan, found.last)
        if weekday and weekday.atom.needs != "day":
            dated = _date_behind(scan, weekday.last)
            if dated and isinstance(dated.expression, CalendarDate) and dated.expression.month:
                return Read(replace(dated.expression, weekday=weekday.atom.n), dated.last)
            return _weekday_alone(scan, weekday.last, CalendarDate(weekday=weekday.atom.n, which=which))
        month = month_at(scan, found.last, by_day=False)
        if month:
            return Read(CalendarDate(month=month.atom.n, which=which), _twin(scan, month))
    return None


def read_lone_year(scan: Scan, index: int) -> Read | None:
    """Read a year that stands alone, behind a preposition or before the word for year."""
    year = read_year(scan, index)
    if year is None:
        return None
    before = scan.get(
        index - 1, "on", "since", "from", "until", "after", "before", "of", "to", "between", "and"
    )
    cued = before or scan.get(index - 1, "part") or scan.get(index - 2, "part")
    worded = scan.get(year[1] - 1, "yearword") or scan.get(year[1] - 2, "yearword")
    if scan.get(year[1], "unit") and not worded:
        return None
    return Read(CalendarDate(year=year[0]), year[1]) if cued or worded else None


def _ordinal_day(scan: Scan, index: int) -> Read | None:
    """Read "the 26th" where a preposition of days stands before it."""
    cued = scan.get(index - 1, "on", "since", "until", "upto")
    of_night = scan.form(index - 1) == "of" and any(
        (found := scan.get(at, "nightof", "daytime")) and index - found.last <= 1
        for at in range(index - 3, index - 1)
    )
    if not scan.get(index, "the") or not (cued or of_night):
        return None
    day = ordinal_in_digits(scan, index)
    if day is None or (scan.is_word(day[1]) and not scan.get(day[1], "behindday")):  # "on the 5th floor"
        return None
    return Read(CalendarDate(day=day[0]), day[1])


def period_of(found: Found) -> Period:
    """Get the unit of the calendar that a word names: "this week", "last year"."""
    unit, _, shift = found.value.partition(":")
    return Period(TimeUnit(unit), int(shift.rstrip("<")), so_far=shift.endswith("<"))


#: What may be read at a place, in this order, with the kinds of words that it begins with.
DATES: Rules = (
    (frozenset(("digits",)), read_dated_digits),
    (frozenset(("weekday", "dayword")), read_weekday_date),
    (frozenset(("digits", "the", "cardinal", "ordinal", "month")), read_day_month),
    (frozenset(("month",)), read_month),
    (frozenset(("last", "next", "this", "following")), read_which),
    (frozenset(("season", "last", "next", "this")), read_season),
    (frozenset(("digits",)), read_lone_year),
    (frozenset(("the",)), _ordinal_day),
)
