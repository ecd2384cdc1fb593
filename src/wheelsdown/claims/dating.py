"""Which day a frame tells: its dated expressions resolved, bound to their legs, and put together.

A day that stands beside a verb of saying is the day of the saying. Of several days the first rules the claim,
but "since the 24th, most recently on the 29th" is one interval. A day that opens the sentence holds for all
its frames; "the same day" counts from the day told before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wheelsdown.articles.expressions import Anchored, CalendarDate, Recent, Since, TimeUnit, Until
from wheelsdown.articles.marks import DateMark, DateValue, Precision
from wheelsdown.claims.frames import Frame
from wheelsdown.claims.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Join

__all__ = ["Dated", "dates_of", "put_together"]

#: Words between a verb of saying and the day on which it was said.
_SAID_REACH = 1
#: Words between "the first" and "since May": "the first such flight to the base since May".
_ABSENCE_REACH = 8
#: Words of a dateline before and after its day.
_DATELINE = 8
#: Words between "most recently" and its day.
_LATEST_REACH = 3

Resolve = Callable[[DateMark, DateValue | None], DateValue]


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved day and the token where it stands."""

    value: DateValue
    at: int
    is_open: bool = False
    """It says since when."""
    is_span: bool = False
    """It only says how long back: "within a week"."""
    is_latest: bool = False
    """It says when last: "most recently on Friday"."""


def dates_of(
    marks: SentenceMarks, frame: Frame, resolve: Resolve, anchor: DateValue | None
) -> tuple[Dated, ...]:
    """Get the days of a frame, each resolved from the one before it."""
    inside = between(marks.dates, frame.first, frame.last) or _opening(marks, frame)
    own = [date for date in inside if not _is_said(marks, frame, date) and not _is_other(marks, frame, date)]
    asides = [clause for clause in frame.clauses if Join.WHO in clause.joins]
    own.sort(key=lambda date: any(clause.holds(date.first) for clause in asides))
    found: list[Dated] = []
    for date in own:
        value = resolve(date.mark, found[-1].value if found else anchor)
        expression = date.mark.expression
        found.append(
            Dated(
                value,
                date.first,
                isinstance(expression, Since),
                isinstance(expression, Recent),
                _is_latest(marks, date),
            )
        )

    return tuple(found)


def _opening(marks: SentenceMarks, frame: Frame) -> list[At[DateMark]]:
    """Get the days before the first event of the sentence."""
    first = min((event.first for event in marks.events), default=frame.first)
    return between(marks.dates, marks.first, min(first, frame.first))


def _is_other(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether it is no day of the event: hours later, a dateline, how long it stayed, since when."""
    expression = date.mark.expression
    if isinstance(expression, Anchored) and expression.unit in (TimeUnit.HOUR, TimeUnit.MINUTE):
        return True
    if isinstance(expression, Until) and any(event.mark.act is Act.PAUSE for event in frame.events):
        return True
    return _tells_absence(marks, date) or _is_dateline(marks, date) or _tells_stay(frame, date)


def _is_dateline(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it stands in "TIRANA, March 12 (Wire) -", with other days after it."""
    if date.first - marks.first > _DATELINE or not any(other.first > date.first for other in marks.dates):
        return False
    ends = [i for i in range(date.last, min(date.last + _DATELINE, marks.last)) if marks.form(i) == "-"]
    return any(marks.tokens[i].spaced and not between(marks.events, marks.first, i) for i in ends)


def _is_latest(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it says when the last of several was."""
    words = [join for join in marks.joins if join.mark is Join.LAST]
    return any(0 <= date.first - word.last <= _LATEST_REACH for word in words)


def _tells_stay(frame: Frame, date: At[DateMark]) -> bool:
    """Say whether its clause tells only how long it stayed: "where it stayed overnight before returning"."""
    here = next((clause for clause in frame.clauses if clause.holds(date.first)), None)
    if here is None or isinstance(date.mark.expression, CalendarDate):
        return False
    acts = {event.mark.act for event in between(frame.events, here.first, here.last)}
    return acts == {Act.STAY} and any(event.mark.act is not Act.STAY for event in frame.events)


def _tells_absence(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it tells how long there was none: "the first since May", "the first in two years"."""
    if not isinstance(date.mark.expression, Since | Recent):
        return False
    words = [join.last for join in marks.joins if join.mark is Join.FIRST]
    words += [count.last for count in marks.counts if count.mark.ordinal == 1]
    return any(0 <= date.first - last <= _ABSENCE_REACH for last in words)


def _is_said(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether the day is that of the saying: after its verb, or before it in a clause of its own."""
    events = {index for event in frame.events for index in range(event.first, event.last)}
    here = next((clause for clause in frame.clauses if clause.holds(date.first)), None)
    if here is not None and not between(frame.events, here.first, here.last):
        spoken = between(marks.sayings, here.first, date.first)
        if spoken and spoken[0].first not in events:
            return True
    for said in marks.sayings:
        after, before = date.first - said.last, said.first - date.last
        if said.first in events or not (0 <= after <= _SAID_REACH or 0 <= before <= _SAID_REACH):
            continue
        first, last = min(said.last, date.last), max(said.first, date.first)
        if any(not marks.form(index).isalnum() for index in range(first, last)):
            continue
        here = next((clause for clause in frame.clauses if clause.holds(date.first)), None)
        if after >= 0 or here is None or not between(frame.events, here.first, date.first):
            return True
    return False


def put_together(dates: Sequence[Dated]) -> DateValue | None:
    """Get the one interval a claim has of its days.

    >>> from datetime import date
    >>> since = DateValue("since 24 October", date(2031, 10, 24), None, Precision.OPEN, "since")
    >>> last = DateValue("on 29 October", date(2031, 10, 29), date(2031, 10, 30), Precision.DAY, "day")
    >>> put_together([Dated(since, 3, is_open=True), Dated(last, 9)]).end
    datetime.date(2031, 10, 30)
    """
    if not dates:
        return None
    told = [dated for dated in dates if dated.value.start is not None] or list(dates)
    plain = [dated for dated in told if not dated.is_latest] or told
    first = next((dated for dated in plain if not dated.is_span), plain[0])
    rest = [dated.value for dated in dates if dated is not first and dated.value.end is not None]
    latest = any(dated.is_latest for dated in told if dated is not first)
    return _until_last(first.value, rest) if first.is_open or (latest and not first.is_span) else first.value


def _until_last(first: DateValue, rest: Sequence[DateValue]) -> DateValue:
    """Close "since the 24th" by the last of the days told with it."""
    if not rest or first.start is None:
        return first
    latest = max(value.end for value in rest if value.end is not None)
    if latest <= first.start:
        return first
    text = "; ".join((first.text, *(value.text for value in rest)))
    return replace(first, text=text, end=latest, precision=Precision.INTERVAL, rule="since, most recently")
