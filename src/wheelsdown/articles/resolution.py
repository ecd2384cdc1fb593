"""Which days a dated expression means, given when the article was published.

News tells of the past: a day without a year is the last such day before publication, a weekday the last one.
The publication may be known only as some days out of many, so an expression is resolved against each of them
and every result is kept: one result is the answer, results that touch are an interval, and several apart are
candidates, none chosen. Without a publication, a weekday with a date leaves the years in which they agree;
the rest stays open. Today's date is never used.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from wheelsdown.articles.calendar_days import (
    DAY,
    MOST_AGE,
    YEARS,
    Days,
    counted_units,
    days_of,
    moved,
    whole_unit,
    years_of_weekday,
)
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
    Since,
    TimeUnit,
    Until,
    Which,
)
from wheelsdown.articles.marks import DateMark, DateValue, Precision, Publication

__all__ = ["resolve"]

#: The longest month.
_MONTH = 31 * DAY
#: Units that stand for themselves: "the same month".
_WHOLE = frozenset({TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR})

#: A publication interval longer than this (days) leaves days and weeks counted from it open.
MOST_OPTIONS = 31


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
        if (beside := self._beside(expression)) is not None:
            return beside
        if _is_stated(expression):
            return self._one(days_of(expression, date.min, ahead=False), expression, "as written", "stated")
        options = self._options(expression)
        if options is None:
            return self._near(expression) or self._unpublished(expression)
        found = sorted({days for option in options for days in days_of(expression, option, ahead=self.ahead)})
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
        found = days_of(expression, self.year_near + timedelta(days=MOST_AGE), ahead=False)
        rule = f"the year of the date before it in the paragraph, {self.year_near}"
        return self._one(found, expression, rule, "text")

    def _unpublished(self, expression: Expression) -> DateValue:
        if isinstance(expression, CalendarDate) and _fixes_year(expression):
            found = tuple((day, day + DAY) for day in years_of_weekday(expression))
            rule = f"years {YEARS[0]} to {YEARS[-1]} in which weekday and date agree"
            return DateValue(self.text, None, None, Precision.DAY, rule, "weekday", found)
        rule = "the day of publication is open"
        return DateValue(self.text, None, None, _precision(expression), rule, "")

    def _anchored(self, expression: Anchored) -> DateValue:
        anchor = self.anchor
        if anchor is None and expression.or_published:
            n = 1 if expression.n is None else expression.n
            shift = -n if expression.earlier else n
            return self.value(Period(expression.unit if expression.whole else TimeUnit.DAY, shift))
        if anchor is None or anchor.start is None or anchor.end is None:
            return DateValue(self.text, None, None, Precision.RELATIVE, "counted from something undated", "")
        if expression.n == 0 and expression.unit in _WHOLE:
            start, end = whole_unit(anchor.start, expression.unit)
            rule = f"the {expression.unit} of {anchor.text!r}"
            return DateValue(self.text, start, end, _UNIT_PRECISION[expression.unit], rule, anchor.year_from)
        rule = f"counted from {anchor.text!r}"
        if expression.whole and expression.n is not None:
            start, end = whole_unit(
                anchor.start, expression.unit, -expression.n if expression.earlier else expression.n
            )
            return DateValue(self.text, start, end, _UNIT_PRECISION[expression.unit], rule, anchor.year_from)
        if expression.unit is TimeUnit.NIGHT and expression.n == 1 and not expression.earlier:
            ends = anchor.end - DAY if anchor.precision is Precision.INTERVAL else anchor.end
            return DateValue(self.text, ends, ends + DAY, Precision.DAY, rule, anchor.year_from)
        if (
            expression.n is not None
            and anchor.precision is Precision.MONTH
            and expression.unit is TimeUnit.MONTH
        ):
            expression = replace(expression, whole=True)
            return self._anchored(expression)
        first, last = counted_units(expression)
        start = moved(anchor.start, first, expression.unit)
        end = moved(anchor.end - DAY, last, expression.unit) + DAY
        precision = anchor.precision if (first, last) == (0, 0) else Precision.INTERVAL
        precision = Precision.DAY if (end - start).days == 1 else precision
        return DateValue(self.text, start, end, precision, rule, anchor.year_from)

    def _following(self, expression: CalendarDate) -> DateValue:
        """Get the first such weekday or month after the anchor."""
        last = self.anchor.end - DAY if self.anchor and self.anchor.end else None
        if self.anchor is None or last is None:
            return DateValue(self.text, None, None, Precision.RELATIVE, "counted from something undated", "")
        of = replace(expression, which=Which.NEXT)
        found = days_of(of, last, ahead=True)
        rule = f"the first after {self.anchor.text!r}"
        return DateValue(self.text, *found[0], _precision(of), rule, self.anchor.year_from)

    def _beside(self, expression: Expression) -> DateValue | None:
        """Get a day without a month in the month told before it: "on 21 June ..., on the 24th"."""
        start = self.anchor.start if self.anchor is not None else None
        if not isinstance(expression, CalendarDate) or start is None or self.anchor is None:
            return None
        if self.anchor.end is not None and self.anchor.end - start > _MONTH:
            return None  # one of several months
        if expression.day is None or expression != CalendarDate(day=expression.day):
            return None
        found = days_of(replace(expression, year=start.year, month=start.month), start, ahead=False)
        last = self.published.end
        if not found or (last is not None and found[0][0] >= last and not self.ahead):
            return None
        rule = f"in the month of {self.anchor.text!r}"
        return DateValue(self.text, *found[0], Precision.DAY, rule, self.anchor.year_from)

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
            is_exact = isinstance(expression, Ago) and expression.exact
            return Precision.DAY if is_exact else _UNIT_PRECISION[unit]
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
    TimeUnit.QUARTER: Precision.INTERVAL,
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
