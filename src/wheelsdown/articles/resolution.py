"""Which days a dated expression means, given when the article was published.

News tells of the past: a day without a year is the last such day before publication, a weekday the last one.
The publication may be known only as some days out of many, so an expression is resolved against each of them
and every result is kept: one result is the answer, results that touch are an interval, and several apart are
candidates, none chosen. Without a publication, a weekday with a date leaves the years in which they agree;
the rest stays open. Today's date is never used.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from wheelsdown.articles.expressions import (
    After,
    Ago,
    Anchored,
    Before,
    CalendarDate,
    Either,
    Expression,
    Night,
    Part,
    Period,
    Range,
    Recent,
    Since,
    TimeUnit,
    Until,
    Which,
)
from wheelsdown.articles.marks import DateMark, DateValue, Precision, Publication

__all__ = ["MOST_AGE", "YEARS", "Days", "month_of", "resolve", "years_of_weekday"]

#: Days ``start`` up to and without ``end``.
Days: TypeAlias = tuple[date, date]

#: Years in which a weekday is looked for: public flight tracking begins about 2009; the rule names them.
YEARS = range(2009, 2041)

#: A publication interval longer than this (days) leaves days and weeks counted from it open.
MOST_OPTIONS = 31

#: A day this soon after publication (days) may be a plan; the same day a year before is kept beside it.
SOON = 45

#: A day that is printed without its year is at most so old (days): an older one is printed with it.
MOST_AGE = 365 - SOON

#: What "a few" stands for, in units: from 2 to 7 (a week of days, the widest use in news).
FEW = (2, 7)

_DAY = timedelta(days=1)

#: Units of which "this one" is told up to the publication only.
_RUNNING = frozenset({TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR})


def resolve(
    mark: DateMark, published: Publication, anchor: DateValue | None = None, *, ahead: bool = False
) -> DateValue:
    """Get the days a dated expression means.

    Parameters
    ----------
    mark
        From `find_dates`.
    published
        When the article was published, as far as known.
    anchor
        What "the same day" or "two days later" counts from; None leaves those open.
    ahead
        The sentence speaks of the future: days without a year are the next after publication.

    Returns
    -------
    DateValue
        Half-open days. ``start`` and ``end`` are None when open or when candidates stand; ``rule`` says how.
    """
    return _Resolver(mark, published, anchor, ahead=ahead).value(_as_expression(mark.expression))


def _as_expression(expression: object) -> Expression:
    if not isinstance(expression, Expression):
        message = f"{expression!r} is no dated expression; marks come from find_dates"
        raise TypeError(message)
    return expression


def month_of(year: int, month: int, n_months: int = 1) -> Days:
    """Get the days of a month, or of several from one on.

    >>> [str(day) for day in month_of(2026, 12, 3)]
    ['2026-12-01', '2027-03-01']
    """
    after = year * 12 + month - 1 + n_months
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)


def years_of_weekday(day: CalendarDate) -> list[date]:
    """Get the dates in `YEARS` on which a day and month fall on the weekday written with them."""
    found = [_day_in(year, day) for year in YEARS]
    return [one for one in found if one and day.weekday in (None, one.weekday())]


def _day_in(year: int, day: CalendarDate) -> date | None:
    try:
        return date(year, day.month or 1, day.day or 1)
    except ValueError:
        return None


class _Resolver:
    def __init__(
        self, mark: DateMark, published: Publication, anchor: DateValue | None, *, ahead: bool
    ) -> None:
        self.text = mark.text
        self.year_near = mark.year_near
        self.leans_ahead = "future" in mark.cues
        self.published = published
        self.anchor = anchor
        self.ahead = ahead

    def value(self, expression: Expression) -> DateValue:
        if isinstance(expression, Anchored):
            return self._anchored(expression)
        if isinstance(expression, CalendarDate) and expression.which is Which.FOLLOWING:
            return self._following(expression)
        if isinstance(expression, Since | After | Until | Before):
            return self._open(expression)
        if _is_stated(expression):
            return self._one(_at(expression, date.min, ahead=False), expression, "as written", "stated")
        options = self._options(expression)
        if options is None:
            return self._near(expression) or self._unpublished(expression)
        found = sorted({days for option in options for days in _at(expression, option, ahead=self.ahead)})
        if self.leans_ahead and len(options) == 1 and len(found) > 1 and found[-1][0] > options[0]:
            rule = "the next such date after publication, for the sentence speaks of the future"
            return self._one(found[-1:], expression, rule, self._year_from())
        return self._one(found, expression, _rule(expression), self._year_from())

    def _year_from(self) -> str:
        return "publication" if self.published.year_from in ("", "told") else self.published.year_from

    def _options(self, expression: Expression) -> list[date] | None:
        """Get the publication days that can make a difference; None when they leave it open."""
        start, end = self.published.start, self.published.end
        if start is None or end is None:
            return None
        width = (end - start).days
        if width <= MOST_OPTIONS:
            return [start + timedelta(days=n) for n in range(max(width, 1))]
        if _by_year(expression):
            return [start + timedelta(days=n) for n in {*range(0, width, 15), width - 1}]
        return None

    def _one(self, found: Iterable[Days], expression: Expression, rule: str, year_from: str) -> DateValue:
        found = tuple(sorted(set(found)))
        precision = _precision(expression)
        if not found:
            return DateValue(self.text, None, None, Precision.NONE, "no such day", year_from)
        if len(found) == 1:
            return DateValue(self.text, *found[0], precision, rule, year_from)
        if len({start for start, _ in found}) == 1:
            return DateValue(self.text, *found[-1], precision, rule, year_from)
        if _touch(found) and not isinstance(expression, Either):
            start, end = found[0][0], max(days[1] for days in found)
            rule += "; the day of publication is open"
            return DateValue(self.text, start, end, Precision.INTERVAL, rule, year_from, found)
        return DateValue(self.text, None, None, precision, rule + "; several fit", year_from, found)

    def _near(self, expression: Expression) -> DateValue | None:
        """Take the year of the full date that stands before it in the paragraph."""
        if self.year_near is None or not _by_year(expression):
            return None
        found = _at(expression, self.year_near + timedelta(days=MOST_AGE), ahead=False)
        rule = f"the year of the date before it in the paragraph, {self.year_near}"
        return self._one(found, expression, rule, "text")

    def _unpublished(self, expression: Expression) -> DateValue:
        if isinstance(expression, CalendarDate) and _fixes_year(expression):
            found = tuple((day, day + _DAY) for day in years_of_weekday(expression))
            rule = f"years {YEARS[0]} to {YEARS[-1]} in which weekday and date agree"
            return DateValue(self.text, None, None, Precision.DAY, rule, "weekday", found)
        rule = "the day of publication is open"
        return DateValue(self.text, None, None, _precision(expression), rule, "")

    def _anchored(self, expression: Anchored) -> DateValue:
        anchor = self.anchor
        if anchor is None and expression.or_published:
            shift = -(expression.n or 1) if expression.earlier else expression.n or 1
            return self.value(Period(TimeUnit.DAY, shift))
        if anchor is None or anchor.start is None or anchor.end is None:
            return DateValue(self.text, None, None, Precision.RELATIVE, "counted from something undated", "")
        first, last = _counted(expression)
        start = _moved(anchor.start, first, expression.unit)
        end = _moved(anchor.end - _DAY, last, expression.unit) + _DAY
        precision = anchor.precision if (first, last) == (0, 0) else Precision.INTERVAL
        precision = Precision.DAY if (end - start).days == 1 else precision
        rule = f"counted from {anchor.text!r}"
        return DateValue(self.text, start, end, precision, rule, anchor.year_from)

    def _following(self, expression: CalendarDate) -> DateValue:
        """Get the first such weekday or month after the anchor."""
        last = self.anchor.end - _DAY if self.anchor and self.anchor.end else None
        if self.anchor is None or last is None:
            return DateValue(self.text, None, None, Precision.RELATIVE, "counted from something undated", "")
        of = replace(expression, which=Which.NEXT)
        found = _calendar(of, last, ahead=True)
        rule = f"the first after {self.anchor.text!r}"
        return DateValue(self.text, *found[0], _precision(of), rule, self.anchor.year_from)

    def _open(self, expression: Since | After | Until | Before) -> DateValue:
        inner = self.value(_bound(expression))
        rule = f"{type(expression).__name__.lower()} {inner.rule}"
        candidates = tuple(_opened(expression, days) for days in inner.candidates)
        closed = tuple((a or date.min, b or date.max) for a, b in candidates)
        if inner.start is None or inner.end is None:
            return DateValue(self.text, None, None, Precision.OPEN, rule, inner.year_from, closed)
        start, end = _opened(expression, (inner.start, inner.end))
        return DateValue(self.text, start, end, Precision.OPEN, rule, inner.year_from, closed)


def _fixes_year(day: CalendarDate) -> bool:
    return bool(day.day and day.month) and day.weekday is not None


def _bound(expression: Since | After | Until | Before) -> Expression:
    if isinstance(expression, Since):
        return expression.first
    return expression.last if isinstance(expression, Until) else expression.moment


def _opened(expression: Since | After | Until | Before, days: Days) -> tuple[date | None, date | None]:
    if isinstance(expression, Since):
        return days[0], None
    if isinstance(expression, After):
        return days[1], None
    return None, days[1] if isinstance(expression, Until) else days[0]


def _touch(found: tuple[Days, ...]) -> bool:
    end = found[0][1]
    for days in found[1:]:
        if days[0] > end:
            return False
        end = max(end, days[1])
    return True


def _is_stated(expression: Expression) -> bool:
    """Say whether an expression means the same days whenever it is published."""
    match expression:
        case CalendarDate(year=year):
            return year is not None
        case Part(of=of) | Night(of=of):
            return _is_stated(of)
        case Range(first=first, last=last):
            return _is_stated(first) and _is_stated(last)
        case Either(ways=ways):
            return all(_is_stated(way) for way in ways)
    return False


def _by_year(expression: Expression) -> bool:
    """Say whether an expression changes with the year of publication only: it has a month and no week."""
    match expression:
        case CalendarDate():
            return expression.month is not None
        case Part(of=of) | Night(of=of):
            return _by_year(of)
        case Range(first=first, last=last):
            return _by_year(first) and _by_year(last)
        case Either():
            return True
        case Period(unit=unit):
            return unit is TimeUnit.YEAR
    return False


def _precision(expression: Expression) -> Precision:
    match expression:
        case CalendarDate():
            return _date_precision(expression)
        case Period(unit=unit) | Ago(unit=unit):
            if isinstance(expression, Ago) and (expression.n is None or expression.rough):
                return Precision.INTERVAL
            return _UNIT_PRECISION[unit]
        case Anchored():
            return Precision.RELATIVE
        case Either():
            return Precision.DAY
    return Precision.INTERVAL


_UNIT_PRECISION = {
    TimeUnit.MINUTE: Precision.DAY,
    TimeUnit.HOUR: Precision.DAY,
    TimeUnit.DAY: Precision.DAY,
    TimeUnit.NIGHT: Precision.INTERVAL,
    TimeUnit.WEEK: Precision.WEEK,
    TimeUnit.WEEKEND: Precision.INTERVAL,
    TimeUnit.MONTH: Precision.MONTH,
    TimeUnit.YEAR: Precision.YEAR,
}


def _date_precision(day: CalendarDate) -> Precision:
    if day.day or day.weekday is not None:
        return Precision.DAY
    if day.months > 1:
        return Precision.INTERVAL
    return Precision.MONTH if day.month else Precision.YEAR


def _rule(expression: Expression) -> str:
    match expression:
        case CalendarDate(weekday=weekday, day=None) if weekday is not None:
            return "the last such weekday up to publication"
        case CalendarDate():
            return "the last such date up to publication"
        case Range():
            return "both ends, the last one up to publication"
        case Either():
            return "read day first and month first"
    return "counted from publication"


def _at(expression: Expression, published: date, *, ahead: bool) -> list[Days]:
    """Get the days an expression means in an article published on one day."""
    match expression:
        case CalendarDate():
            return _calendar(expression, published, ahead=ahead)
        case Period():
            return [_period(expression, published, ahead=ahead)]
        case Part(part=part, of=of):
            return [_part_of(part, days) for days in _whole(of, published, ahead=ahead)]
        case Night(of=of, into=into):
            shift = _DAY if into else 0 * _DAY
            return [(days[0] - shift, days[0] - shift + 2 * _DAY) for days in _at(of, published, ahead=ahead)]
        case Ago():
            return [_ago(expression, published)]
        case Recent(n=n, unit=unit):
            return [(_moved(published, -n, unit), published + _DAY)]
        case Either(ways=ways):
            return [days for way in ways for days in _at(way, published, ahead=ahead)]
        case Range(first=first, last=last):
            return _range(first, last, published, ahead=ahead)
    return []


def _whole(of: CalendarDate | Period, published: date, *, ahead: bool) -> list[Days]:
    """Get a period to its end, even when it is still running."""
    if isinstance(of, Period):
        return [_PERIODS[of.unit](published, of.shift)]
    return _calendar(of, published, ahead=ahead)


def _range(first: Expression, last: Expression, published: date, *, ahead: bool) -> list[Days]:
    found = []
    for end in _at(last, published, ahead=ahead):
        starts = [days for days in _at(first, end[1] - _DAY, ahead=False) if days[0] < end[1]]
        if starts:
            found.append((starts[-1][0], end[1]))
    return found


def _calendar(day: CalendarDate, published: date, *, ahead: bool) -> list[Days]:
    if day.within is not None and not (day.day and day.month):
        return _inside(day, _period(day.within, published))
    if day.day and (day.month or day.year):
        return _dated(day, published, ahead=ahead)
    if day.month:
        return _months(day, published, ahead=ahead)
    if day.year:
        return [(date(day.year, 1, 1), date(day.year + 1, 1, 1))]
    if day.weekday is not None:
        return [_weekday(day, published, ahead=ahead)]
    return _day_of_month(day, published)


def _inside(day: CalendarDate, period: Days) -> list[Days]:
    """Get the days of a period that fit what is written: "the 24th of last month", "October last year"."""
    if day.month and not day.day:
        return [month_of(period[0].year, day.month, day.months)]
    found, one = [], period[0]
    while one < period[1]:
        fits = (
            day.day in (None, one.day)
            and day.month in (None, one.month)
            and day.weekday in (None, one.weekday())
        )
        if fits:
            found.append((one, one + _DAY))
        one += _DAY
    return found


def _dated(day: CalendarDate, published: date, *, ahead: bool) -> list[Days]:
    if day.year:
        one = _day_in(day.year, day)
        return [(one, one + _DAY)] if one else []
    near = [_day_in(year, day) for year in range(published.year - 9, published.year + 2)]
    days = [one for one in near if one]
    found = _latest(days, published, ahead=ahead)
    if day.weekday is not None and not (agreeing := [one for one in found if one.weekday() == day.weekday]):
        others = [one for one in days if one.weekday() == day.weekday]
        found = sorted({*found, *_latest(others, published, ahead=ahead)})
    elif day.weekday is not None:
        found = agreeing
    return [(one, one + _DAY) for one in found]


def _latest(days: list[date], published: date, *, ahead: bool) -> list[date]:
    """Get the last day up to publication, and one soon after beside it when the last is long ago."""
    past = [day for day in days if day <= published]
    soon = [day for day in days if published < day <= published + timedelta(days=365 if ahead else SOON)]
    if soon and (ahead or not past or (published - past[-1]).days >= MOST_AGE):
        return soon[:1] if ahead else [*past[-1:], *soon[:1]]
    return past[-1:]


def _months(day: CalendarDate, published: date, *, ahead: bool) -> list[Days]:
    month = day.month or 1
    if day.year:
        return [month_of(day.year, month, day.months)]
    before, this, after = (month_of(published.year + shift, month, day.months) for shift in (-1, 0, 1))
    if day.which is Which.NEXT or ahead:
        return [this if this[1] > published else after]
    if day.which is Which.THIS:
        return [before if published < before[1] or (day.months > 1 and published < this[0]) else this]
    runs = this[0] <= published and not (day.which is Which.LAST and published < this[1])
    past, coming = (this, after) if runs else (before, this)
    is_soon = coming[0] == _month_from(published, 1)[0] and day.which is not Which.LAST
    return [past, coming] if is_soon else [past]


def _weekday(day: CalendarDate, published: date, *, ahead: bool) -> Days:
    back = (published.weekday() - (day.weekday or 0)) % 7
    if day.which is Which.LAST and back == 0:
        back = 7
    if day.which is Which.THIS:
        back = published.weekday() - (day.weekday or 0)
    if day.which is Which.NEXT or (ahead and day.which is Which.ANY):
        back = back - 7
    one = published - timedelta(days=back)
    return one, one + _DAY


def _day_of_month(day: CalendarDate, published: date) -> list[Days]:
    number = day.day or 1
    year, month = published.year, published.month
    for _ in range(3):
        one = _day_in(year, CalendarDate(month=month, day=number))
        if one and one <= published:
            return [(one, one + _DAY)]
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return []


def _period(period: Period, published: date, *, ahead: bool = False) -> Days:
    days = _PERIODS[period.unit](published, period.shift)
    so_far = period.so_far or (period.shift == 0 and not ahead and period.unit in _RUNNING)
    return (days[0], min(days[1], published + _DAY)) if so_far else days


def _days_from(published: date, shift: int) -> Days:
    one = published + timedelta(days=shift)
    return one, one + _DAY


def _night_from(published: date, shift: int) -> Days:
    """Get the two days a night lies on: "last night" began on the day before."""
    one = published + timedelta(days=shift)
    return one, one + (_DAY if shift == 0 else 2 * _DAY)


def _week_from(published: date, shift: int) -> Days:
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(weeks=1)


def _weekend_from(published: date, shift: int) -> Days:
    saturday = published - timedelta(days=(published.weekday() - 5) % 7) + timedelta(weeks=shift)
    return saturday, saturday + 2 * _DAY


def _month_from(published: date, shift: int) -> Days:
    months = published.year * 12 + published.month - 1 + shift
    return month_of(months // 12, months % 12 + 1)


def _year_from(published: date, shift: int) -> Days:
    return date(published.year + shift, 1, 1), date(published.year + shift + 1, 1, 1)


_PERIODS: dict[TimeUnit, Callable[[date, int], Days]] = {
    TimeUnit.DAY: _days_from,
    TimeUnit.NIGHT: _night_from,
    TimeUnit.WEEK: _week_from,
    TimeUnit.WEEKEND: _weekend_from,
    TimeUnit.MONTH: _month_from,
    TimeUnit.YEAR: _year_from,
}


def _ago(ago: Ago, published: date) -> Days:
    """Get the day, week, month or year so many before; "a few days ago" is 2 to 7 days."""
    unit = TimeUnit.DAY if ago.unit in (TimeUnit.HOUR, TimeUnit.MINUTE) else ago.unit
    if ago.unit in (TimeUnit.HOUR, TimeUnit.MINUTE):
        return published - timedelta(days=1 + (ago.n or 1) // 24), published + _DAY
    if ago.n is None:
        return _moved(published, -FEW[1], unit), _moved(published, -FEW[0], unit) + _DAY
    start, end = _PERIODS[unit](published, -ago.n)
    return (start - 2 * _DAY, end + 2 * _DAY) if ago.rough else (start, end)


def _part_of(part: str, days: Days) -> Days:
    """Get a part: of a month days 1-10, 11-20 and the rest, or weeks of seven days; else thirds."""
    start, end = days
    length = (end - start).days
    if part.startswith("week"):
        n = int(part.removeprefix("week"))
        first = start + timedelta(weeks=n - 1) if n > 0 else end + timedelta(weeks=n)
        return first, first + timedelta(weeks=1)
    if part.startswith("half"):
        middle = (
            _moved(start, 6, TimeUnit.MONTH) if length > 31 else start + timedelta(days=(length - 1) // 2)
        )
        middle = start + timedelta(days=15) if 28 <= length <= 31 else middle
        return (start, middle) if part == "half1" else (middle, end)
    if length > 31:
        first, second = _moved(start, 4, TimeUnit.MONTH), _moved(start, 8, TimeUnit.MONTH)
    else:
        third = 10 if length >= 28 else length // 3
        first, second = start + timedelta(days=third), start + timedelta(days=2 * third)
    return {"early": (start, first), "mid": (first, second), "late": (second, end)}[part]


def _counted(expression: Anchored) -> tuple[int, int]:
    first, last = FEW if expression.n is None else (expression.n, expression.n)
    first = 1 if expression.n is None else first
    return (-last, -first) if expression.earlier else (first, last)


def _moved(day: date, n: int, unit: TimeUnit) -> date:
    if unit in (TimeUnit.HOUR, TimeUnit.MINUTE):
        return day
    if unit in (TimeUnit.MONTH, TimeUnit.YEAR):
        start, end = _month_from(day, n * (12 if unit is TimeUnit.YEAR else 1))
        return min(start + timedelta(days=day.day - 1), end - _DAY)
    return day + timedelta(days=n * (7 if unit is TimeUnit.WEEK else 1))
