"""What a dated expression says, before anybody asks which days it means.

An expression holds only what is written: "26 October" has no year, "last week" no date. Which days it means
is for `wheelsdown.articles.resolution`, which knows when the article was published.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

__all__ = [
    "After",
    "Ago",
    "Anchored",
    "Before",
    "CalendarDate",
    "Either",
    "Expression",
    "Night",
    "Part",
    "Period",
    "Range",
    "Recent",
    "Since",
    "TimeUnit",
    "Until",
    "Which",
    "calendar_dates",
    "full_date",
    "is_one_day",
]


class TimeUnit(StrEnum):
    """Units of the calendar, and of durations."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Which(StrEnum):
    """Which of the days or months of a name: "last Friday", "this June", "next week"."""

    ANY = ""
    LAST = "last"
    THIS = "this"
    NEXT = "next"
    FOLLOWING = "following"
    """The first one after something else in the text."""
    SAME = "same"
    """Of the year told before."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """Some of weekday (0 is Monday), day, month and year.

    ``within``: a period that stands for what is not written ("the 24th of last month", "October last year",
    "Wednesday last week"). ``months``: 3 for a season, which begins with ``month``.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: Which = Which.ANY
    within: "Period | None" = None
    months: int = 1


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, weekend, month or year counted from the publication; ``so_far``: only up to it."""

    unit: TimeUnit
    shift: int
    so_far: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a month, year or week: early, mid, late, half1, half2, q1 to q4, week1 to week3, week-1.

    ``week-1`` is the last week; ``first:3:month`` and ``last:10:day`` are its first or last so many units.
    """

    part: str
    of: "CalendarDate | Period"


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before the publication; ``n`` None: "a few"; ``rough``: "about"; ``exact``: to a day."""

    n: int | None
    unit: TimeUnit
    rough: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """The last so many units up to publication: "the past two weeks"; ``bare``: only "within two weeks"."""

    n: int
    unit: TimeUnit
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Anchored:
    """So many units after something else in the text, or ``earlier``; ``n`` None for "a few".

    ``n`` 0 of a longer unit is that unit itself: "the same month". ``or_published``: counted from the
    publication where the text dates nothing else ("накануне"). ``of_next``: the day of what is told behind it
    ("landed today, a day after another had left"). ``whole``: all of the longer unit: "the following month".
    """

    n: int | None
    unit: TimeUnit
    earlier: bool = False
    or_published: bool = False
    of_next: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """The night that begins on a day, or (``into``) that ends on it."""

    of: "CalendarDate | Period"
    into: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From one through another."""

    first: "Expression"
    last: "Expression"


@dataclass(frozen=True, slots=True)
class Since:
    """From its first day on."""

    first: "Expression"


@dataclass(frozen=True, slots=True)
class Until:
    """Up to its last day, that day included."""

    last: "Expression"


@dataclass(frozen=True, slots=True)
class After:
    """Later than its last day."""

    moment: "Expression"


@dataclass(frozen=True, slots=True)
class Before:
    """Earlier than its first day."""

    moment: "Expression"


@dataclass(frozen=True, slots=True)
class Either:
    """Digits that can be read in two ways: 03/04/2025."""

    ways: tuple[CalendarDate, ...]


Expression: TypeAlias = (
    CalendarDate
    | Period
    | Part
    | Ago
    | Recent
    | Anchored
    | Night
    | Range
    | Since
    | Until
    | After
    | Before
    | Either
)


def calendar_dates(expression: object) -> tuple[CalendarDate, ...]:
    """Get the calendar dates that an expression tells as days it is about, in the order written."""
    match expression:
        case CalendarDate():
            return (expression,)
        case Since(first=of) | Night(of=of) | Part(of=of):
            return calendar_dates(of)
        case Range(first=first, last=last):
            return (*calendar_dates(first), *calendar_dates(last))
    return ()


def is_one_day(expression: object) -> bool:
    """Say whether an expression tells one day: "Monday", "26 October", "the next day", "that night".

    >>> is_one_day(CalendarDate(weekday=2)), is_one_day(CalendarDate(month=10))
    (True, False)
    """
    match expression:
        case CalendarDate(day=day, weekday=weekday):
            return day is not None or weekday is not None
        case Period(unit=unit) | Anchored(unit=unit):
            return unit in (TimeUnit.DAY, TimeUnit.NIGHT)
        case Night():
            return True
        case Part(of=of):
            return is_one_day(of)
    return False


def full_date(expression: object) -> date | None:
    """Get the last day that an expression tells with its year."""
    full = [day for day in calendar_dates(expression) if day.year and day.month and day.day]
    try:
        return max((date(day.year or 1, day.month or 1, day.day or 1) for day in full), default=None)
    except ValueError:
        return None
