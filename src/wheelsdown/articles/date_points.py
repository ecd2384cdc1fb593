"""Read one day, week, month or year where it stands: "Wednesday, October 29", "в начале июня", "أمس"."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from wheelsdown.articles.calendar_words import Found, Scan
from wheelsdown.articles.date_digits import read_digits
from wheelsdown.articles.expressions import (
    Ago,
    Anchored,
    CalendarDate,
    Expression,
    Night,
    Part,
    Period,
    Recent,
    TimeUnit,
    Which,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "POINTS",
    "Read",
    "Rules",
    "first_read",
    "read_day_number",
    "read_length",
    "read_point",
    "read_simple",
    "read_year",
]

#: What may stand before a month whose name is another word too ("مارس" also is "he practised").
_MONTH_CUES = frozenset(
    ("on", "of", "since", "from", "to", "until", "after", "before", "between", "part", "month")
)

_SEASON_CUES = _MONTH_CUES - {"of", "to"}

_HOURS = (TimeUnit.HOUR, TimeUnit.MINUTE)

#: Rules with the kinds of words that they begin with.
Rules: TypeAlias = "tuple[tuple[frozenset[str], Callable[[Scan, int], Read | None]], ...]"

#: Years that a bare number may mean: before is history, after is no news.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_FEW = "few"

_WHICH = (("last", Which.LAST), ("next", Which.NEXT), ("this", Which.THIS))

#: Marks between a weekday or "today" and its date.
_OPENERS = (",", "(", "،")


@dataclass(frozen=True, slots=True)
class Read:
    """An expression read up to and without token ``last``."""

    expression: Expression
    last: int


def read_point(scan: Scan, index: int) -> Read | None:
    """Read an expression that is one point or one period of the calendar; None when there is none."""
    return first_read(scan, index, POINTS)


def read_simple(scan: Scan, index: int) -> Read | None:
    """Read a calendar date or a named period."""
    return first_read(scan, index, _SIMPLE)


def first_read(scan: Scan, index: int, rules: Rules) -> Read | None:
    """Get what the first rule reads that reads anything."""
    here = scan.kinds(index).keys()
    for kinds, rule in rules:
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
    last = _after_suffix(scan, index + 1)
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


def read_day_number(scan: Scan, index: int) -> tuple[int, int, bool] | None:
    """Read the number of a day, and whether it is an ordinal ("the 26th", "26-го", "двадцать шестого")."""
    start = scan.skip(index, "the")
    number = scan.number(start)
    if number is None or not number.whole or not 1 <= number.n <= 31:
        return None
    if not number.in_digits:
        return (number.n, number.last, True) if number.is_ordinal else None
    last = _after_suffix(scan, start + 1)
    if len(scan.form(start)) > 2 or number.last != last:
        return None
    return number.n, last, last > start + 1


def _after_suffix(scan: Scan, index: int) -> int:
    return scan.suffix(index) or index


def _is_decade(scan: Scan, index: int) -> bool:
    if not scan.glued(index):
        return False
    at = index + 1 if scan.form(index) in ("-", "'") else index
    return scan.glued(at) and scan.get(at, "decade") is not None


def _digits(scan: Scan, index: int) -> Read | None:
    read = read_digits(scan, index)
    return Read(*read) if read else None


def _is_month(scan: Scan, index: int, *, by_day: bool) -> Found | None:
    """Get the month at a token, where its word may be read as one."""
    month = scan.get(index, "month")
    if month is None:
        return None
    needs = month.atom.needs
    if needs == "capital":
        return month if scan.title(index) or (by_day and scan.capital(index)) else None
    if by_day or not needs or (needs == "cue" and scan.begins(index - 1, _MONTH_CUES)):
        return month
    return None


def _twin(scan: Scan, month: Found) -> int:
    """Step over the dot of a short month, and its name in the other Arabic system: "تشرين الأول/أكتوبر"."""
    last = month.last
    if scan.form(last) == "." and scan.glued(last) and month.atom.needs == "day":
        last += 1
    bracket = scan.form(last) == "("
    if scan.form(last) in ("/", "-", "("):
        other = scan.get(last + 1, "month")
        if other and other.value == month.value:
            return other.last + (bracket and scan.form(other.last) == ")")
    return last


def _with_year(scan: Scan, index: int, date: CalendarDate) -> Read:
    """Read what may stand behind a month: a year, "last year", "الماضي"."""
    comma = index + 1 if scan.form(index) == "," else index
    at = scan.skip(scan.skip(comma, "of"), "on") if comma == index else comma
    year = read_year(scan, at) or read_year(scan, comma)
    if year:
        return Read(replace(date, year=year[0]), year[1])
    for start in (index, at):
        period = scan.get(start, "period")
        if period and period.value.startswith("year"):
            return Read(replace(date, within=_period(period)), period.last)
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


def _day_month(scan: Scan, index: int) -> Read | None:
    """Read a day with its month, in either order."""
    day = read_day_number(scan, index)
    if day is not None:
        return _day_first(scan, day)
    month = _is_month(scan, index, by_day=True)
    if month is None:
        return None
    after = _twin(scan, month)
    day = read_day_number(scan, after)
    if day is None or _is_duration(scan, day[1]):
        return None
    return _with_year(scan, day[1], CalendarDate(month=month.atom.n, day=day[0]))


def _day_first(scan: Scan, day: tuple[int, int, bool]) -> Read | None:
    n, last, _ = day
    at = last + 1 if scan.form(last) == "-" and scan.glued(last) else last
    for start in (at, scan.skip(scan.skip(at, "of", "from"), "of")):
        month = _is_month(scan, start, by_day=True)
        if month:
            return _with_year(scan, _twin(scan, month), CalendarDate(month=month.atom.n, day=n))
    word = scan.skip(last, "dom")
    at = scan.skip(scan.skip(word, "of", "from"), "on")
    period = scan.get(at, "period")
    if period and period.value.startswith("month"):
        return Read(CalendarDate(day=n, within=_period(period)), period.last)
    return Read(CalendarDate(day=n), word) if word > last else None


def _is_duration(scan: Scan, index: int) -> bool:
    """Say whether a number that could be a day is a length instead: "May 11-day offensive"."""
    return scan.form(index) == "-" and scan.get(index + 1, "unit") is not None


def _month(scan: Scan, index: int) -> Read | None:
    month = _is_month(scan, index, by_day=False)
    if month is None:
        month = _is_month(scan, index, by_day=True)
        after = _twin(scan, month) if month else index
        if month is None or month.atom.needs == "capital":
            return None
        if read_year(scan, after) is None and after == month.last and _which_after(scan, after) is None:
            return None
    return _with_year(scan, _twin(scan, month), CalendarDate(month=month.atom.n))


def _season(scan: Scan, index: int) -> Read | None:
    """Read "in autumn", "last summer", "осенью 2025 года": three months; behind a cue or before a year."""
    which = next((found for kind, _ in _WHICH if (found := scan.get(index, kind))), None)
    season = scan.get(which.last if which else index, "season")
    if season is None:
        return None
    of = CalendarDate(month=season.atom.n, months=3)
    if which:
        return Read(replace(of, which=Which(which.atom.kind)), season.last)
    read = _with_year(scan, season.last, of)
    cued = (
        read.last > season.last
        or scan.begins(index - 1, _SEASON_CUES)
        or scan.begins(index - 2, _SEASON_CUES)
    )
    return read if cued or season.atom.needs == "none" else None


def _weekday(scan: Scan, index: int) -> Found | None:
    return scan.get(index, "weekday")


def _weekday_date(scan: Scan, index: int) -> Read | None:
    """Read a weekday, with the date that goes with it or the week it is of."""
    start = scan.skip(index, "dayword")
    found = _weekday(scan, start)
    if found is None:
        return None
    weekday = found.atom.n
    which = _which_after(scan, found.last)
    at = which[1] if which else found.last
    at = at + 1 if scan.form(at) == "." and found.atom.needs == "day" else at
    dated = _date_behind(scan, at)
    if dated and isinstance(dated.expression, CalendarDate) and dated.expression.weekday is None:
        return Read(replace(dated.expression, weekday=weekday), dated.last)
    if found.atom.needs == "day":
        return None
    return _weekday_alone(scan, at, CalendarDate(weekday=weekday, which=which[0] if which else Which.ANY))


def _date_behind(scan: Scan, index: int) -> Read | None:
    opened = scan.form(index) in _OPENERS
    at = index + 1 if opened else index
    at = scan.skip(scan.skip(at, "dayword"), "on")
    dated = _digits(scan, at) or _day_month(scan, at)
    if dated is None and scan.get(at, "the"):
        day = read_day_number(scan, at)
        dated = Read(CalendarDate(day=day[0]), day[1]) if day and day[2] else None
    if dated and scan.form(index) == "(" and scan.form(dated.last) == ")":
        return Read(dated.expression, dated.last + 1)
    return dated


def _weekday_alone(scan: Scan, index: int, date: CalendarDate) -> Read:
    at = scan.skip(index, "daytime")
    for start in (at, scan.skip(at, "of", "from", "on")):
        period = scan.get(start, "period")
        if period and period.value.startswith("week:"):
            return Read(replace(date, within=_period(period)), period.last)
    return Read(date, at)


def _which(scan: Scan, index: int) -> Read | None:
    """Read "last Friday", "в прошлую среду", "this June"."""
    for kind, which in (*_WHICH, ("following", Which.FOLLOWING)):
        found = scan.get(index, kind)
        if found is None:
            continue
        weekday = _weekday(scan, found.last)
        if weekday and weekday.atom.needs != "day":
            return _weekday_alone(scan, weekday.last, CalendarDate(weekday=weekday.atom.n, which=which))
        month = _is_month(scan, found.last, by_day=False)
        if month:
            return Read(CalendarDate(month=month.atom.n, which=which), _twin(scan, month))
    return None


def _year(scan: Scan, index: int) -> Read | None:
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
    if not scan.get(index, "the") or not scan.get(index - 1, "on"):
        return None
    day = read_day_number(scan, index)
    if day is None or not day[2] or not scan.is_digits(scan.skip(index, "the")) or scan.is_word(day[1]):
        return None
    return Read(CalendarDate(day=day[0]), day[1])


def _period(found: Found) -> Period:
    unit, _, shift = found.value.partition(":")
    return Period(TimeUnit(unit), int(shift.rstrip("<")), so_far=shift.endswith("<"))


def _relative(scan: Scan, index: int) -> Read | None:
    """Read "yesterday", "last night", "earlier this week"."""
    period = scan.get(index, "period")
    if period:
        return Read(_period(period), period.last)
    night = scan.get(index, "night")
    if night:
        return Read(Period(TimeUnit.NIGHT, night.atom.n), night.last)
    day = scan.get(index, "day")
    if day:
        return _named_day(scan, day)
    return None


def _named_day(scan: Scan, day: Found) -> Read:
    """Read "yesterday", and the weekday or the date that goes with it: "أمس الثلاثاء", "today, March 10"."""
    period = Period(TimeUnit.DAY, day.atom.n)
    last = scan.skip(day.last, "daytime")
    at = last + 1 if scan.form(last) in _OPENERS else last
    at = scan.skip(at, "on")
    dated = _weekday_date(scan, at) or _day_month(scan, at) or _digits(scan, at)
    if dated is None or not isinstance(dated.expression, CalendarDate):
        return Read(period, last)
    closed = scan.form(last) == "(" and scan.form(dated.last) == ")"
    if dated.expression == CalendarDate(weekday=dated.expression.weekday):
        return Read(replace(dated.expression, within=period), dated.last + closed)
    if not dated.expression.day or dated.expression.within:
        return Read(period, last)
    return Read(replace(dated.expression, within=period), dated.last + closed)


def _recent(scan: Scan, index: int) -> Read | None:
    """Read "the past two weeks", "за последние десять дней", "خلال الأسبوعين الماضيين"."""
    within = scan.get(index, "within")
    cue = scan.get(within.last if within else index, "recent")
    start = cue.last if cue else within.last if within else index
    length = read_length(scan, start)
    if length is None or scan.get(length[2], "before", "after", "later", "earlier", "ago"):
        return None
    n, unit, last = length
    after = scan.get(last, "recentafter")
    bare = scan.get(start, "unit", "units2") is not None
    if within and not cue and not after and _is_first_time(scan, index):
        return None
    if n is None or not (within or cue or after) or (cue and cue.value == "many" and bare):
        return None
    if unit in _HOURS:
        return Read(Recent(n // 24, TimeUnit.DAY), after.last if after else last) if n >= 24 else None
    return Read(Recent(n, unit), after.last if after else last)


def read_length(scan: Scan, index: int) -> tuple[int | None, TimeUnit, int] | None:
    """Read a number of units: "two days", "a few weeks", "يومين", "неделю"."""
    dual = scan.get(index, "units2")
    if dual:
        return 2, TimeUnit(dual.value), dual.last
    plural = scan.get(index, "plural")
    if plural:
        return _plural_length(scan, plural)
    few = scan.get(index, _FEW)
    index = scan.skip(index, "particle") if scan.is_digits(index + 1) else index
    number = None if few else scan.number(index)
    one = scan.get(index, "an")
    start = few.last if few else number.last if number else one.last if one else index
    unit = scan.get(start, "unit")
    if unit is None or (number and (number.is_ordinal or not number.whole)):
        return None
    n = None if few else number.n if number else 1
    last = unit.last
    if number is None and few is None and one is None and scan.number(last) and scan.get(last, "cardinal"):
        last = scan.get(last, "cardinal").last  # type: ignore[union-attr]
    return n, TimeUnit(unit.value), last


def _is_first_time(scan: Scan, index: int) -> bool:
    """Say whether "впервые за четыре месяца" stands there, which tells a length."""
    return any(scan.get(index - back, "firsttime") for back in (1, 2))


def _plural_length(scan: Scan, plural: Found) -> tuple[int | None, TimeUnit, int]:
    """Read "days", and with the number behind it "الأيام الثلاثة الماضية"."""
    number = scan.number(scan.skip(plural.last, "particle"))
    if number and number.whole and scan.get(number.last, "recentafter"):
        return number.n, TimeUnit(plural.value), number.last
    return None, TimeUnit(plural.value), plural.last


def _ago(scan: Scan, index: int) -> Read | None:
    """Read "two days ago", "неделю назад", "قبل يومين"."""
    rough = scan.get(index, "rough")
    start = rough.last if rough else index
    before = scan.get(start, "agobefore")
    rough = rough or (scan.get(before.last, "rough") if before else None)
    length = read_length(scan, scan.skip(before.last, "rough") if before else start)
    if length is None:
        return None
    n, unit, last = length
    after = scan.get(last, "ago")
    if before or after:
        return Read(Ago(n, unit, rough=rough is not None), after.last if after else last)
    later = scan.get(last, "later", "earlier")
    if later:
        return Read(Anchored(n, unit, earlier=later.atom.kind == "earlier"), later.last)
    return None


def _thence(scan: Scan, index: int) -> Read | None:
    """Read "через два дня", "بعد يومين", and backwards "за два дня до этого"."""
    thence = scan.get(index, "thence", "within")
    length = read_length(scan, thence.last) if thence else None
    if thence is None or length is None:
        return None
    n, unit, last = length
    if scan.get(last, "after"):
        return None
    earlier, later = scan.get(last, "earlier"), scan.get(last, "later")
    if earlier:
        return Read(Anchored(n, unit, earlier=True), earlier.last)
    if thence.atom.kind == "within" or (thence.value == "hours" and not later and unit not in _HOURS):
        return None
    return Read(Anchored(n, unit), later.last if later else last)


def _anchored(scan: Scan, index: int) -> Read | None:
    few = scan.get(index, "fewago")
    found = scan.get(index, "anchored")
    if found is None:
        of_month = few and scan.get(scan.skip(few.last, "of"), "month")
        return Read(Ago(None, TimeUnit.DAY), few.last) if few and not of_month else None
    count, _, unit = found.value.partition(":")
    shift = int(count.rstrip("*"))
    anchored = Anchored(abs(shift), TimeUnit(unit or "day"), shift < 0, or_published=count.endswith("*"))
    return Read(anchored, found.last)


def _night(scan: Scan, index: int) -> Read | None:
    """Read "overnight into Tuesday", "в ночь на 26 октября", "on the night of October 25"."""
    for kind in ("nightinto", "nightof"):
        found = scan.get(index, kind)
        of = read_simple(scan, found.last) if found else None
        if of and isinstance(of.expression, CalendarDate) and _has_day(of.expression):
            return Read(Night(of.expression, into=kind == "nightinto"), _next_weekday(scan, of))
    return None


def _next_weekday(scan: Scan, of: Read) -> int:
    """Step over the second weekday of "ليل الجمعة السبت", which says no more."""
    at = scan.skip(of.last + 1 if scan.form(of.last) == "-" else of.last, "nightjoint")
    second = _weekday(scan, at)
    first = of.expression.weekday if isinstance(of.expression, CalendarDate) else None
    return second.last if second and first is not None and second.atom.n == (first + 1) % 7 else of.last


def _has_day(date: CalendarDate) -> bool:
    return date.day is not None or date.weekday is not None


def _part(scan: Scan, index: int) -> Read | None:
    """Read "early June", "в конце 2024 года", "منتصف الشهر الماضي", "earlier in June"."""
    part = scan.get(index, "part")
    if part is None:
        return None
    at = part.last + 1 if scan.form(part.last) == "-" else part.last
    for start in (at, scan.skip(at, "of", "on"), scan.skip(scan.skip(at, "of", "on"), "of", "on")):
        of = _month(scan, start) or _year(scan, start) or _which(scan, start) or _named_period(scan, start)
        of = of or _season(scan, start) or _this_unit(scan, start)
        if of and isinstance(of.expression, CalendarDate | Period):
            return Read(Part(part.value, of.expression), of.last)
    return None


def _this_unit(scan: Scan, index: int) -> Read | None:
    """Read the bare unit of "the end of the month", "в начале недели", "مطلع الشهر"."""
    at = scan.skip(index, "the")
    unit = scan.get(at, "unit")
    if unit is None or scan.get(at, "plural") or unit.value not in ("week", "month", "year"):
        return None
    return Read(Period(TimeUnit(unit.value), 0), unit.last)


def _named_period(scan: Scan, index: int) -> Read | None:
    found = scan.get(index, "period")
    return Read(_period(found), found.last) if found else None


_LENGTH = frozenset(("few", "particle", "cardinal", "an", "unit", "units2", "plural", "digits", "scale"))

#: What may be read at a place, in this order, with the kinds of words that it begins with.
_SIMPLE: Rules = (
    (frozenset(("digits",)), _digits),
    (frozenset(("weekday", "dayword")), _weekday_date),
    (frozenset(("digits", "the", "cardinal", "ordinal", "month")), _day_month),
    (frozenset(("month",)), _month),
    (frozenset(("last", "next", "this", "following")), _which),
    (frozenset(("season", "last", "next", "this")), _season),
    (frozenset(("digits",)), _year),
    (frozenset(("the",)), _ordinal_day),
    (frozenset(("period", "night", "day")), _relative),
)
POINTS: Rules = (
    (_LENGTH | {"within", "recent"}, _recent),
    (_LENGTH | {"rough", "agobefore"}, _ago),
    (frozenset(("thence", "within")), _thence),
    (frozenset(("nightinto", "nightof")), _night),
    (frozenset(("part",)), _part),
    (frozenset(("anchored", "fewago")), _anchored),
    *_SIMPLE,
)
