"""Which days a dated expression means in an article that was published on one day.

News tells of the past: a day without a year is the last such day up to publication, a weekday the last one.
Where a day or a month comes soon and the last one was most of a year ago, both are given. Calendar arithmetic
only; the doubt about the publication itself is for `wheelsdown.articles.resolution`.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from wheelsdown.articles.expressions import (
    Ago,
    Anchored,
    CalendarDate,
    Either,
    Expression,
    Night,
    Part,
    Period,
    Range,
    Recent,
    TimeUnit,
    Which,
)

__all__ = [
    "DAY",
    "MOST_AGE",
    "UP_TO",
    "YEARS",
    "Days",
    "counted_units",
    "days_of",
    "month_of",
    "moved",
    "whole_unit",
    "years_of_weekday",
]

#: Days ``start`` up to and without ``end``.
Days: TypeAlias = tuple[date, date]

#: Years in which a weekday is looked for: public flight tracking begins about 2009; the rule names them.
YEARS = range(2009, 2041)

#: A day this soon after publication (days) may be a plan; the same day a year before is kept beside it.
SOON = 45

#: A day that is printed without its year is at most so old (days): an older one is printed with it.
MOST_AGE = 365 - SOON

#: A period of fewer days has no parts.
SHORTEST = 7

#: What a length begins with that ends with a day or month: "the six months to March".
UP_TO = "to:"

#: What "a few" stands for, in units: from 2 to 7 (a week of days, the widest use in news).
FEW = (2, 7)

DAY = timedelta(days=1)

#: Months of the units that have whole ones.
_MONTHS = {TimeUnit.MONTH: 1, TimeUnit.QUARTER: 3, TimeUnit.YEAR: 12}

#: Units of which "this one" is told up to the publication only.
_RUNNING = frozenset({TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.QUARTER, TimeUnit.YEAR})


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


def days_of(expression: Expression, published: date, *, ahead: bool) -> list[Days]:
    """Get the days an expression means in an article published on one day."""
    match expression:
        case CalendarDate():
            return _calendar(expression, published, ahead=ahead)
        case Period():
            return [_period(expression, published, ahead=ahead)]
        case Part(part=part, of=of):
            return _parts(part, of, published, ahead=ahead)
        case Night(of=of, into=into):
            shift = DAY if into else 0 * DAY
            return [
                (days[0] - shift, days[0] - shift + 2 * DAY) for days in days_of(of, published, ahead=ahead)
            ]
        case Ago():
            return [_ago(expression, published)]
        case Recent(n=n, unit=unit):
            return [(moved(published, -n, unit), published + DAY)]
        case Either(ways=ways):
            return [days for way in ways for days in days_of(way, published, ahead=ahead)]
        case Range(first=first, last=last):
            return _range(first, last, published, ahead=ahead)
    return []


def _parts(part: str, of: CalendarDate | Period, published: date, *, ahead: bool) -> list[Days]:
    """Get a part; one still to come stands beside that of the period before."""
    wholes = _whole(of, published, ahead=ahead)
    found = [_part_of(part, days) for days in wholes]
    if of == Period(TimeUnit.YEAR, 0) and not ahead and found[-1][0] > published:
        return [_part_of(part, _year_from(published, -1))]
    if isinstance(of, CalendarDate) and not (of.year or ahead) and found[-1][0] > published:
        found += [_part_of(part, days) for days in _whole(of, wholes[-1][0] - DAY, ahead=False)]
    return sorted(set(found))


def _whole(of: CalendarDate | Period, published: date, *, ahead: bool) -> list[Days]:
    """Get a period to its end, even when it is still running."""
    if isinstance(of, Period):
        return [_PERIODS[of.unit](published, of.shift)]
    return _calendar(of, published, ahead=ahead)


def _range(first: Expression, last: Expression, published: date, *, ahead: bool) -> list[Days]:
    found = []
    for end in days_of(last, published, ahead=ahead):
        told = published if _is_of_same_period(first, last) else end[1] - DAY
        starts = [days for days in days_of(first, told, ahead=False) if days[0] < end[1]]
        if starts:
            found.append((starts[-1][0], end[1]))
    return found


def _is_of_same_period(first: Expression, last: Expression) -> bool:
    """Say whether both ends are of one named period: "3 and 6 June last year"."""
    if not (isinstance(first, CalendarDate) and isinstance(last, CalendarDate)):
        return False
    return first.within is not None and first.within == last.within


def _calendar(day: CalendarDate, published: date, *, ahead: bool) -> list[Days]:
    if day.within is not None and not (day.day and day.month and day.within.unit is not TimeUnit.YEAR):
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
    if day.month and day.day:
        one = _day_in(period[0].year, day) or period[1]
        return [(one, one + DAY)] if one < period[1] else []
    while one < period[1]:
        fits = (
            day.day in (None, one.day)
            and day.month in (None, one.month)
            and day.weekday in (None, one.weekday())
        )
        if fits:
            found.append((one, one + DAY))
        one += DAY
    return found


def _dated(day: CalendarDate, published: date, *, ahead: bool) -> list[Days]:
    if day.year:
        one = _day_in(day.year, day)
        return [(one, one + DAY)] if one else []
    near = [_day_in(year, day) for year in range(published.year - 9, published.year + 2)]
    days = [one for one in near if one]
    found = _latest(days, published, ahead=ahead)
    if day.weekday is not None and not (agreeing := [one for one in found if one.weekday() == day.weekday]):
        others = [one for one in days if one.weekday() == day.weekday]
        found = sorted({*found, *_latest(others, published, ahead=ahead)})
    elif day.weekday is not None:
        found = agreeing
    return [(one, one + DAY) for one in found]


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
    return one, one + DAY


def _day_of_month(day: CalendarDate, published: date) -> list[Days]:
    number = day.day or 1
    year, month = published.year, published.month
    for _ in range(3):
        one = _day_in(year, CalendarDate(month=month, day=number))
        if one and one <= published:
            return [(one, one + DAY)]
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return []


def _period(period: Period, published: date, *, ahead: bool = False) -> Days:
    days = _PERIODS[period.unit](published, period.shift)
    so_far = period.so_far or (period.shift == 0 and not ahead and period.unit in _RUNNING)
    return (days[0], min(days[1], published + DAY)) if so_far else days


def whole_unit(day: date, unit: TimeUnit, shift: int = 0) -> Days:
    """Get the week, month, quarter or year that a day lies in, or the one so many units later."""
    return _PERIODS[unit](day, shift)


def _days_from(published: date, shift: int) -> Days:
    one = published + timedelta(days=shift)
    return one, one + DAY


def _night_from(published: date, shift: int) -> Days:
    """Get the two days a night lies on: "last night" began on the day before."""
    one = published + timedelta(days=shift)
    return one, one + (DAY if shift == 0 else 2 * DAY)


def _week_from(published: date, shift: int) -> Days:
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(weeks=1)


def _weekend_from(published: date, shift: int) -> Days:
    saturday = published - timedelta(days=(published.weekday() - 5) % 7) + timedelta(weeks=shift)
    return saturday, saturday + 2 * DAY


def _month_from(published: date, shift: int) -> Days:
    months = published.year * 12 + published.month - 1 + shift
    return month_of(months // 12, months % 12 + 1)


def _year_from(published: date, shift: int) -> Days:
    return date(published.year + shift, 1, 1), date(published.year + shift + 1, 1, 1)


def _quarter_from(published: date, shift: int) -> Days:
    quarters = published.year * 4 + (published.month - 1) // 3 + shift
    return month_of(quarters // 4, quarters % 4 * 3 + 1, 3)


_PERIODS: dict[TimeUnit, Callable[[date, int], Days]] = {
    TimeUnit.DAY: _days_from,
    TimeUnit.NIGHT: _night_from,
    TimeUnit.WEEK: _week_from,
    TimeUnit.WEEKEND: _weekend_from,
    TimeUnit.MONTH: _month_from,
    TimeUnit.QUARTER: _quarter_from,
    TimeUnit.YEAR: _year_from,
}


def _ago(ago: Ago, published: date) -> Days:
    """Get the day, week, month or year so many before; "a few days ago" is 2 to 7 days."""
    unit = TimeUnit.DAY if ago.unit in (TimeUnit.HOUR, TimeUnit.MINUTE) else ago.unit
    if ago.unit in (TimeUnit.HOUR, TimeUnit.MINUTE):
        return published - timedelta(days=1 + (ago.n or 1) // 24), published + DAY
    if ago.n is None:
        return moved(published, -FEW[1], unit), moved(published, -FEW[0], unit) + DAY
    if ago.exact:
        day = moved(published, -ago.n, unit)
        return day, day + DAY
    start, end = _PERIODS[unit](published, -ago.n)
    return (start - 2 * DAY, end + 2 * DAY) if ago.rough else (start, end)


def _part_of(part: str, days: Days) -> Days:
    """Get a part: of a month days 1-10, 11-20 and the rest, or weeks of seven days; else thirds, halves."""
    start, end = days
    if part.startswith(UP_TO):
        count, of = part.removeprefix(UP_TO).split(":")
        return moved(end, -int(count), TimeUnit(of)), end
    length = (end - start).days
    if length < SHORTEST:
        return days
    if part[0] == "q":
        return moved(start, 3 * int(part[1]) - 3, TimeUnit.MONTH), moved(
            start, 3 * int(part[1]), TimeUnit.MONTH
        )
    if ":" in part:
        return _end_of(part, days)
    if part.startswith("week"):
        n = int(part.removeprefix("week"))
        first = start + timedelta(weeks=n - 1) if n > 0 else end + timedelta(weeks=n)
        return first, first + timedelta(weeks=1)
    is_month = 28 <= length <= 31
    if part.startswith("half"):
        middle = start + timedelta(days=15 if is_month else length // 2)
        middle = moved(start, 6, TimeUnit.MONTH) if length > 300 else middle
        return (start, middle) if part == "half1" else (middle, end)
    if length > 31:
        n_months = 4 if length > 300 else 1
        first, second = (moved(start, n, TimeUnit.MONTH) for n in (n_months, 2 * n_months))
    else:
        third = 10 if is_month else length // 3
        first, second = start + timedelta(days=third), start + timedelta(days=2 * third)
    return {"early": (start, first), "mid": (first, second), "late": (second, end)}[part]


def _end_of(part: str, days: Days) -> Days:
    """Get the first or last so many units: "first:3:month"."""
    end, n, unit = part.split(":")
    if end == "first":
        return days[0], min(moved(days[0], int(n), TimeUnit(unit)), days[1])
    return max(moved(days[1], -int(n), TimeUnit(unit)), days[0]), days[1]


def counted_units(expression: Anchored) -> tuple[int, int]:
    """Get the least and the most units that an expression counts; negative when backwards."""
    first, last = FEW if expression.n is None else (expression.n, expression.n)
    first = 1 if expression.n is None else first
    return (-last, -first) if expression.earlier else (first, last)


def moved(day: date, n: int, unit: TimeUnit) -> date:
    """Get the day so many units later; the last of the month where it has no such day."""
    if unit in (TimeUnit.HOUR, TimeUnit.MINUTE):
        return day
    if unit in _MONTHS:
        start, end = _month_from(day, n * _MONTHS[unit])
        return min(start + timedelta(days=day.day - 1), end - DAY)
    return day + timedelta(days=n * (7 if unit is TimeUnit.WEEK else 1))
