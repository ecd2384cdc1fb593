"""Which days are no day of the event: of the saying, of a dateline, of a comparison, since when.

"Officials said on Monday", "in a statement issued Monday", "up from 70 in May", "the first since May",
"within 48 hours", "hours later" and "ten days after the coup" tell when or how often something else was.
"""

from collections.abc import Sequence
from datetime import timedelta

from wheelsdown.articles.expressions import (
    Anchored,
    Before,
    CalendarDate,
    Period,
    Recent,
    Since,
    TimeUnit,
    Until,
    calendar_dates,
)
from wheelsdown.articles.marks import DateMark, DateValue, SourceKind, Unit
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.events.same_flight import is_which_of_them
from wheelsdown.claims.events.told.day_points import is_day_to_come
from wheelsdown.claims.filling.days.upheavals import is_of_upheaval
from wheelsdown.claims.sentences.clauses import clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.tellers.attribution import Saying
from wheelsdown.claims.words import Act, Form, Join, Modality

__all__ = ["counts_flights", "is_far", "is_hours", "is_long", "is_of_data", "is_other_day", "only_bounds"]

#: What an English verb of what was before the saying begins with.
_HAD = "had"
#: Words between a verb of saying and the day on which it was said.
_SAID_REACH = 1
#: Words between a verb of saying and a day before "that": "the minister told the paper on Monday that".
_THAT_REACH = 10
#: Words between "the first" and "since May": "the first such flight to the base since May".
_ABSENCE_REACH, _TIME = 8, "time"
#: Words between "since" and the day of what there was none since: "since the last troops were pulled out in".
_SINCE_REACH = 8
#: Words of a dateline before and after its day.
_DATELINE = 8
#: From a day told to the end of the day after it.
_NEXT_DAY = timedelta(days=2)
#: Days within which something is told to have happened, not when.
_SHORT_SPAN = 2
#: Words between "twice" and "within a week".
_TIMES_REACH = 1

#: What data are called by, and words between them and their day: "for".
_DATA, _DATA_REACH = frozenset({SourceKind.TRACKING, SourceKind.DOCUMENT}), 1

#: The same in English, where no source is named.
_PICTURES = frozenset(
    ("images", "imagery", "image", "photos", "photographs", "photograph", "pictures", "footage", "video")
)

#: Acts that a verb of saying has as its object: "announced the withdrawal".
_NAMED = frozenset({Act.WITHDRAW, Act.LIGHT})

#: Words between a verb and the year in which something was made.
_MADE = 6
#: Acts that are no flight of their own.
_NO_FLIGHT = frozenset({Act.SEE, Act.HOLD, Act.GET, Act.HAPPEN, Act.LIGHT, Act.OTHER, Act.SHOW})

#: Words before a day that may belong to it: "at the end of".
_PREPOSITION = 1

#: Acts told of flights as a whole, which a visit beside them only dates.
_STARTING = frozenset({Act.RESUME, Act.PAUSE})

_HOURS = (TimeUnit.HOUR, TimeUnit.MINUTE)


def is_hours(date: At[DateMark]) -> bool:
    """Say whether it only counts hours or minutes from something."""
    expression = date.mark.expression
    return isinstance(expression, Anchored) and expression.unit in _HOURS


def is_other_day(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether it is no day of the event."""
    expression, here = date.mark.expression, clause_at(frame.clauses, date.first)
    if here is not None and is_which_of_them(marks, here):
        return True
    if (
        is_hours(date)
        or "against" in date.mark.cues
        or _tells_habit(date)
        or _is_of_pause(marks, frame, date)
    ):
        return True
    if (
        isinstance(expression, Anchored)
        and expression.of_next
        and not _is_of_what_follows(marks, frame, date)
    ):
        return True
    if frame.modality is None and isinstance(expression, Period) and is_day_to_come(expression):
        return True  # "landed for talks next month"
    if isinstance(expression, Until) and any(event.mark.act is Act.PAUSE for event in frame.events):
        return True
    if isinstance(expression, Recent) and expression.bare and _tells_how_often(marks, expression, date):
        return True
    return (
        _is_said(marks, frame, date)
        or _tells_absence(marks, date)
        or _is_dateline(marks, date)
        or _is_of_thing(marks, frame, date)
        or _is_year_of_thing(marks, frame, date)
        or _tells_stay(frame, date)
        or _is_of_visit(frame, date)
        or is_of_upheaval(marks, date)
        or _is_to_come(frame, date)
    )


def _is_to_come(frame: Frame, date: At[DateMark]) -> bool:
    """Say whether a later clause tells what will be: "they landed, and will start work tomorrow"."""
    days = calendar_dates(date.mark.expression) or (date.mark.expression,)
    within = [day.within if isinstance(day, CalendarDate) else day for day in days]
    ahead = any(isinstance(day, Period) and day.shift > 0 for day in within)
    here = clause_at(frame.clauses, date.first)
    told = [e for e in frame.events if e.mark.form is Form.VERB and (here is None or not here.holds(e.first))]
    return ahead and frame.modality is None and bool(told)


def _tells_habit(date: At[DateMark]) -> bool:
    """Say whether only the weekday is told on which it used to fly: "usually on a Tuesday or Friday"."""
    expression = date.mark.expression
    days = calendar_dates(expression.last if isinstance(expression, Until) else expression)
    return (
        "usually" in date.mark.cues
        and bool(days)
        and all(day == CalendarDate(weekday=day.weekday) for day in days)
    )


def _is_of_pause(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether it is the day of a pause beside a flight: "before the pause, which began on 20 June,"."""
    here = clause_at(frame.clauses, date.first)
    if here is None or not isinstance(date.mark.expression, Since):
        return False
    paused = any(event.mark.act is Act.PAUSE and event.last == here.first - 1 for event in frame.events)
    moved = (Act.PAUSE, Act.RESUME, Act.LIGHT)
    others = any(e.mark.form is Form.VERB and e.mark.act not in moved for e in frame.events)
    return paused and others and marks.form(here.first - 1) in (",", "،")


def is_far(bound: DateValue, told: DateValue | None) -> bool:
    """Say whether "by 3 February" lies more than a day behind the day told before it."""
    if told is None or told.start is None or bound.end is None:
        return True
    return bound.end - told.start > _NEXT_DAY


def only_bounds(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether "by May" tells neither until when there was none nor until when from a day told."""
    if not isinstance(date.mark.expression, Until | Before) or frame.modality is Modality.DENIAL:
        return False
    dates = between(marks.dates, frame.first, frame.last)
    return not any(isinstance(other.mark.expression, Since) for other in dates)


def _is_of_what_follows(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether "a day after" begins a frame behind another: what it counts from is told there."""
    first = min((event.first for event in frame.events), default=frame.last)
    return marks.first < frame.first <= date.first < first


def _tells_how_often(marks: SentenceMarks, span: Recent, date: At[DateMark]) -> bool:
    """Say whether it tells within what time, or how often: "within 48 hours", "twice in a week"."""
    if "often" in date.mark.cues or (span.unit is TimeUnit.DAY and span.n <= _SHORT_SPAN):
        return True
    return any(
        count.mark.unit is Unit.EVENTS and 0 <= date.first - count.last <= _TIMES_REACH
        for count in marks.counts
    )


def _is_dateline(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it stands in "TIRANA, March 12 (Wire) -", with other days after it."""
    if date.first - marks.first > _DATELINE or not any(other.first > date.first for other in marks.dates):
        return False
    ends = [i for i in range(date.last, min(date.last + _DATELINE, marks.last)) if marks.form(i) == "-"]
    return any(marks.tokens[i].spaced and not between(marks.events, marks.first, i) for i in ends)


def _is_of_thing(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether a year or month is that of a thing, behind a comma: "batteries, bought back in 2024,"."""
    here = clause_at(frame.clauses, date.first)
    if here is None or not is_long(date.mark.expression) or here.first in (frame.first, marks.first):
        return False
    is_behind = marks.form(here.first - 1) in (",", "،") and any(e.first < here.first for e in frame.events)
    alone = not between(frame.events, here.first, here.last) and not here.joins
    return alone and is_behind and date.first - here.first > _PREPOSITION


def _is_year_of_thing(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether a year is that of what flew, or where: "an Il-76 built in 1991", "which closed in 2014"."""
    expression = date.mark.expression
    year = expression.first if isinstance(expression, Since) else expression
    if not isinstance(year, CalendarDate) or year != CalendarDate(year=year.year):
        return False
    here = clause_at(frame.clauses, date.first)
    if here is None or "when" in date.mark.cues:
        return False
    flown = [e for e in frame.events if e.mark.form is Form.VERB and e.mark.act not in _NO_FLIGHT]
    is_near = any(0 <= date.first - aircraft.last <= _MADE for aircraft in marks.aircraft)
    if "made" in date.mark.cues and is_near:
        return any(not 0 < date.first - event.first <= _MADE for event in flown)
    others = [event for event in flown if not here.holds(event.first)]
    if not others:
        return False
    before = clause_at(frame.clauses, here.first - 1) if Join.AND in here.joins else None
    if Join.WHO in here.joins or (before is not None and Join.WHO in before.joins):
        return True
    is_aside = marks.form(here.first - 1) in (",", "،") and marks.form(here.last - 1) in (",", "،")
    alone = not between(flown, here.first, here.last) and date.first - here.first > _PREPOSITION
    return is_aside and alone and here.first > marks.first


def _tells_stay(frame: Frame, date: At[DateMark]) -> bool:
    """Say whether its clause tells only how long it stayed: "where it stayed overnight before returning"."""
    here = clause_at(frame.clauses, date.first)
    if here is None or not isinstance(date.mark.expression, Period | Recent):
        return False
    acts = {event.mark.act for event in between(frame.events, here.first, here.last)}
    return acts == {Act.STAY} and any(event.mark.act is not Act.STAY for event in frame.events)


def _is_of_visit(frame: Frame, date: At[DateMark]) -> bool:
    """Say whether it is the day of a visit before flights went on: "resumed after his visit of 5 May"."""
    flown = [event for event in frame.events if event.mark.act in _STARTING]
    here = clause_at(frame.clauses, date.first)
    if not flown or here is None or date.first < flown[0].first:
        return False
    before = [event for event in frame.events if flown[0].first < event.first < date.first]
    own = between(frame.events, here.first, here.last)
    visited = before[-1:] or [event for event in own if flown[0] is not event]
    return any(event.mark.act is Act.VISIT for event in visited)


def _tells_absence(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it tells how long there was none: "the first since May", "the first in two years".

    Or since what: "the first there since the embassy closed in May".
    """
    since_then = "since" in date.mark.cues and isinstance(date.mark.expression, CalendarDate | Period)
    if not since_then and not isinstance(date.mark.expression, Since | Recent):
        return False
    if "longest" in date.mark.cues:
        return True
    words = [join.last for join in marks.joins if join.mark is Join.FIRST]
    words += [count.last for count in marks.counts if count.mark.ordinal == 1]
    words += [number.last for number in marks.numerals if number.mark.is_ordinal and number.mark.n == 1]
    reach = _ABSENCE_REACH + since_then * _SINCE_REACH
    times = [last for last in words if marks.form(last - 1) == _TIME]  # "the first time one has landed since"
    near = any(0 <= date.first - last <= reach for last in words)
    return near or any(0 <= date.first - last <= 2 * reach for last in times)


def counts_flights(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether it tells in what time so many were counted: "the seventh such flight since April"."""
    if not is_long(date.mark.expression):
        return False
    verbs = [event for event in frame.events if event.mark.form is Form.VERB]
    return any(
        (count.mark.ordinal or 0) > 1
        and 0 <= date.first - count.last <= _ABSENCE_REACH
        and not between(verbs, count.last, date.first)
        for count in marks.counts
    )


def is_long(expression: object) -> bool:
    """Say whether an expression is longer than a day."""
    if isinstance(expression, CalendarDate):
        return expression.day is None and expression.weekday is None
    if isinstance(expression, Period):
        return expression.unit in (TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR)
    return isinstance(expression, Since | Recent)


def _is_before_saying(marks: SentenceMarks, date: At[DateMark], sayings: Sequence[At[Saying]]) -> bool:
    """Say whether a saying and "that" follow at once: "on Monday the ministry said that"."""
    said = next((said for said in sayings if said.first >= date.last), None)
    if said is None or between(marks.events, marks.first, said.first):
        return False
    ends = [join.first for join in marks.joins if join.mark is Join.WHO]
    told = next((event.first for event in marks.events if event.first >= said.last), said.last)
    if any(marks.form(index) == _HAD for index in range(said.last, told + 1)):
        return all(marks.form(index) != ";" for index in range(date.last, said.first))
    marked = [index for index in range(date.last + 1, said.first) if not marks.form(index).isalnum()]
    return not marked and any(said.last <= end <= said.last + 1 for end in ends)


def _only_names(frame: Frame) -> bool:
    """Say whether what happened is only named: "counted 31 flights", "announced a withdrawal in May"."""
    return all(event.mark.form is Form.NOUN or event.mark.act in _NAMED for event in frame.events)


def _is_said(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether the day is that of the saying: after its verb, or before it in a clause of its own."""
    is_counted = "that" not in date.mark.cues and is_long(date.mark.expression) and _only_names(frame)
    if "issued" in date.mark.cues or is_counted:
        return not is_long(date.mark.expression)
    if is_of_data(marks, date):
        return False
    events = {index for event in frame.events for index in range(event.first, event.last)}
    sayings = [said for said in marks.sayings if said.first not in events]
    here = clause_at(frame.clauses, date.first)
    if _is_before_that(frame, date, sayings) or _is_before_saying(marks, date, sayings):
        return True
    told = [event for event in frame.events if event.mark.act is not Act.OTHER]
    if here is not None and not between(told, here.first, here.last):
        spoken = between(marks.sayings, here.first, date.first)
        if spoken and spoken[0].first not in events:
            return True
        if not spoken and here.first != marks.first and between(marks.sources, here.first, date.first):
            return True
    is_late = here is not None and bool(between(frame.events, here.first, date.first))
    return any(_is_beside(marks, date, said, is_late=is_late) for said in sayings)


def is_of_data(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it is the day of what data or pictures show: "tracking data for 3 May show"."""
    shown = [source.last for source in marks.sources if source.mark.kind in _DATA]
    shown += [index + 1 for index in range(marks.first, date.first) if marks.form(index) in _PICTURES]
    return any(0 <= date.first - last <= _DATA_REACH for last in shown) and not any(
        date.first - _DATA_REACH <= said.first < date.first for said in marks.sayings
    )


def _is_beside(marks: SentenceMarks, date: At[DateMark], said: At[Saying], *, is_late: bool) -> bool:
    """Say whether a verb of saying stands beside the day, with no mark or "and" between."""
    after, before = date.first - said.last, said.first - date.last
    if not (0 <= after <= _SAID_REACH or 0 <= before <= _SAID_REACH):
        return False
    first, last = min(said.last, date.last), max(said.first, date.first)
    ands = [join for join in between(marks.joins, first, last) if join.mark is Join.AND]
    if ands or not all(marks.form(index).isalnum() for index in range(first, last)):
        return False
    return after >= 0 or not is_late


def _is_before_that(frame: Frame, date: At[DateMark], sayings: Sequence[At[Saying]]) -> bool:
    """Say whether a day stands between a verb of saying and "that"."""
    return "that" in date.mark.cues and any(
        0 <= date.first - said.last <= _THAT_REACH and not between(frame.events, said.last, date.first)
        for said in sayings
    )
