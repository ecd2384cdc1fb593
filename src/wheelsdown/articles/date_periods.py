"""Read named periods and days, with the date that goes with them: "yesterday", "last year in June"."""

from dataclasses import replace

from wheelsdown.articles.calendar_words import Found, Scan
from wheelsdown.articles.date_points import (
    DATES,
    OPENERS,
    Read,
    Rules,
    first_read,
    month_at,
    period_of,
    read_dated_digits,
    read_day_month,
    read_weekday_date,
    weekday_at,
)
from wheelsdown.articles.day_numbers import read_day_number
from wheelsdown.articles.expressions import CalendarDate, Period, TimeUnit

__all__ = ["SIMPLE", "read_period", "read_simple"]


def read_simple(scan: Scan, index: int) -> Read | None:
    """Read a calendar date or a named period."""
    return first_read(scan, index, SIMPLE)


def read_period(scan: Scan, index: int) -> Read | None:
    """Read a named period: "last week", "в прошлом месяце"."""
    found = scan.get(index, "period")
    return Read(period_of(found), found.last) if found else None


def _relative(scan: Scan, index: int) -> Read | None:
    """Read "yesterday", "last night", "earlier this week", "last year in June"."""
    period = scan.get(index, "period")
    if period:
        return _inside(scan, period) or Read(period_of(period), period.last)
    night = scan.get(index, "night")
    if night:
        dated = read_day_month(scan, night.last) if night.last == index + 1 else None
        return dated or Read(Period(TimeUnit.NIGHT, night.atom.n), night.last)
    day = scan.get(index, "day")
    if day:
        return _named_day(scan, day)
    return _feast(scan, index)


def _feast(scan: Scan, index: int) -> Read | None:
    """Read a feast that has a date: "on New Year's Eve"."""
    found = scan.get(index, "feast")
    if found is None:
        return None
    month, _, day = found.value.partition("-")
    return Read(CalendarDate(month=int(month), day=int(day)), found.last)


def _inside(scan: Scan, found: Found) -> Read | None:
    """Read the day or month of a period behind it: "last week, on Thursday", "торік у червні"."""
    period = period_of(found)
    comma = found.last + 1 if scan.form(found.last) in (",", "،") else found.last
    at = scan.skip(comma, "on")
    if at == comma > found.last and period.unit is not TimeUnit.WEEK:
        return None  # "last year, June 3 was ..." needs its preposition
    at = scan.skip(at, "dayword", "of")
    if period.unit is TimeUnit.WEEK:
        weekday = weekday_at(scan, at)
        if weekday is None or weekday.atom.needs == "day":
            return None
        last = scan.skip(weekday.last, "daytime")
        return Read(CalendarDate(weekday=weekday.atom.n, within=period), last)
    if period.unit is TimeUnit.MONTH:
        day = read_day_number(scan, at)
        ordinal = day is not None and day[2]
        return (
            Read(CalendarDate(day=day[0], within=period), scan.skip(day[1], "dom"))
            if day and ordinal
            else None
        )
    return _in_year(scan, at, period) if period.unit is TimeUnit.YEAR else None


def _in_year(scan: Scan, index: int, period: Period) -> Read | None:
    dated = read_day_month(scan, index)
    if (
        dated
        and isinstance(dated.expression, CalendarDate)
        and not (dated.expression.year or dated.expression.within)
    ):
        return Read(replace(dated.expression, within=period), dated.last)
    month = month_at(scan, index, by_day=False)
    season = scan.get(index, "season")
    if month:
        return Read(CalendarDate(month=month.atom.n, within=period), month.last)
    return Read(CalendarDate(month=season.atom.n, months=3, within=period), season.last) if season else None


def _named_day(scan: Scan, day: Found) -> Read:
    """Read "yesterday", and the weekday or the date that goes with it: "أمس الثلاثاء", "today, March 10"."""
    period = Period(TimeUnit.DAY, day.atom.n)
    last = scan.skip(day.last, "daytime")
    at = last + 1 if scan.form(last) in OPENERS else last
    at = scan.skip(at, "on")
    dated = read_weekday_date(scan, at) or read_day_month(scan, at) or read_dated_digits(scan, at)
    if dated is None or not isinstance(dated.expression, CalendarDate):
        return Read(period, last)
    closed = scan.form(last) == "(" and scan.form(dated.last) == ")"
    if dated.expression == CalendarDate(weekday=dated.expression.weekday):
        return Read(replace(dated.expression, within=period), dated.last + closed)
    if not dated.expression.day or dated.expression.within:
        return Read(period, last)
    return Read(replace(dated.expression, within=period), dated.last + closed)


#: What may be read at a place, in this order, with the kinds of words that it begins with.
SIMPLE: Rules = (*DATES, (frozenset(("period", "night", "day", "feast")), _relative))
