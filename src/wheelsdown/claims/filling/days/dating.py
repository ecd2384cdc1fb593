"""Which day a frame tells: its dated expressions resolved, bound to their legs, and put together.

What is no day of the event is in `wheelsdown.claims.filling.days.other_days`: a day beside a verb of saying
is that of the saying. Of several days the first rules the claim, those of asides and words for seeing last;
but "since the 24th, most recently on the 29th" is one interval. A day that opens the sentence holds for all
its frames, that of "29 August, when ..." for what follows; "the same day" counts from the day told before.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from wheelsdown.articles.expressions import Anchored, CalendarDate, Period, Recent, Since, Until
from wheelsdown.articles.marks import DateMark, DateValue, Precision, Publication
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.filling.days.day_order import flight_verbs, is_of_later_verb, rank
from wheelsdown.claims.filling.days.other_days import counts_flights, is_of_data, is_other_day, only_bounds
from wheelsdown.claims.filling.days.shared_days import shared_day
from wheelsdown.claims.sentences.clauses import clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LEADING_ACTS, Act, Join, Modality, Points

__all__ = ["Dated", "clipped", "dates_of", "day_told", "lies_ahead", "put_together"]

#: Days behind the publication that may be a slip, and those of a publication that is known.
_SLIP, _ONE_DAY = timedelta(days=31), timedelta(days=1)

#: Words between "most recently" and its day.
_LATEST_REACH = 3
#: Words between "the first" and its day.
_ONE_REACH = 4
#: Words before a day that belong to it: "but on".
_BEFORE_DAY = 3
#: Words before a day that holds for all.
_ALL = frozenset(("all", "both", "each"))

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
    is_one: bool = False
    """It says when one of several was: "the first on the 3rd"."""
    is_bound: bool = False
    """It says only by when: "by May"."""
    is_later: bool = False
    """It is that of another verb behind one with a day of its own: "came in June and left on the 9th"."""


def dates_of(
    marks: SentenceMarks, frame: Frame, resolve: Resolve, anchor: DateValue | None
) -> tuple[Dated, ...]:
    """Get the days of a frame, each resolved from the one before it in the sentence."""
    if not marks.dates:
        return ()
    when = _day_of_when(marks, frame)
    if when is not None:
        return (Dated(resolve(when.mark, anchor), when.first),)
    inside = _inside(marks, frame)
    if not inside or all(counts_flights(marks, frame, date) for date in inside):
        inside = [*_before(marks, frame), *inside] or _of_all(marks, frame)
    own = [date for date in inside if not is_other_day(marks, frame, date)]
    own = [date for date in own if not _is_of_relative(frame, date)] or shared_day(marks, frame, inside)
    exact = {date.first for date in own if isinstance(date.mark.expression, CalendarDate)}
    own = [date for date in own if not (_is_the_day_before(date) and date.last + 1 in exact)]
    own.sort(key=lambda date: (_is_of_pictures(marks, frame, date), *rank(marks, frame, date)))
    values = _resolved(marks, resolve, anchor)
    return tuple(
        Dated(
            _opened(values[date.first]) if _is_in_since(frame, date) else values[date.first],
            date.first,
            isinstance(date.mark.expression, Since),
            isinstance(date.mark.expression, Recent),
            _is_latest(marks, date),
            _is_of_one(marks, date),
            only_bounds(marks, frame, date),
            is_of_later_verb(marks, frame, date, own),
        )
        for date in own
    )


def _is_of_pictures(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether it only dates data: "images from 5 May show new sheds, and an Il-76 landed on 3 May"."""
    here = clause_at(frame.clauses, date.first)
    if here is None or not is_of_data(marks, date) or between(marks.aircraft, here.first, here.last):
        return False
    return all(event.mark.act not in LEADING_ACTS for event in between(frame.events, here.first, here.last))


def _of_all(marks: SentenceMarks, frame: Frame) -> list[At[DateMark]]:
    """Get the day told at the end for all that stands before: "one to Gao and two to Lagos, all on 5 May"."""
    behind = (date for date in marks.dates if date.first >= frame.last)
    near = ((date, index) for date in behind for index in (date.first - 1, date.first - 2))
    return [date for date, index in near if marks.form(index) in _ALL and marks.form(index - 1) == ","]


def _is_of_relative(frame: Frame, date: At[DateMark]) -> bool:
    """Say whether a later clause tells what else happened then: "came from Conakry, where a week before"."""
    here = clause_at(frame.clauses, date.first)
    if here is None or Join.WHO not in here.joins or not isinstance(date.mark.expression, Anchored):
        return False
    verbs = flight_verbs(frame)
    moved = any(event.first < here.first for event in verbs)
    return moved and any(here.holds(event.first) for event in verbs) and "when" not in date.mark.cues


def _is_in_since(frame: Frame, date: At[DateMark]) -> bool:
    """Say whether there was none since what happened then: "none since the sky was closed in May"."""
    is_none = frame.modality is Modality.DENIAL or any(event.mark.act is Act.PAUSE for event in frame.events)
    return is_none and "since" in date.mark.cues and not isinstance(date.mark.expression, Since)


def _opened(value: DateValue) -> DateValue:
    return replace(value, end=None, precision=Precision.OPEN, rule=f"since {value.rule}")


def day_told(dates: Sequence[Dated]) -> DateValue | None:
    """Get the last day told, else the last closed interval, from which later ones count."""
    closed = [dated.value for dated in dates if dated.value.start is not None and dated.value.end is not None]
    days = [value for value in closed if value.precision is Precision.DAY]
    return next(iter((*reversed(days), *reversed(closed))), None)


def _resolved(marks: SentenceMarks, resolve: Resolve, anchor: DateValue | None) -> dict[int, DateValue]:
    """Resolve the days of a sentence, each counted from the one before it."""
    found: dict[int, DateValue] = {}
    year: At[DateMark] | None = None
    for date in marks.dates:
        value = resolve(_of_data(marks, date) or _within(marks, year, date), anchor)
        year = date if value.precision is Precision.YEAR else year
        found[date.first] = value
        if value.start is not None and value.end is not None:
            anchor = value
    return found


def _is_the_day_before(date: At[DateMark]) -> bool:
    """Say whether words tell a day by another one that they leave open: «напередодні», «накануне»."""
    return isinstance(date.mark.expression, Anchored) and date.mark.expression.or_published


def _of_data(marks: SentenceMarks, date: At[DateMark]) -> DateMark | None:
    """Get the month of "records from April show", which is no time since when."""
    expression = date.mark.expression
    if isinstance(expression, Since) and is_of_data(marks, date):
        return replace(date.mark, expression=expression.first)
    return None


def _within(marks: SentenceMarks, year: At[DateMark] | None, date: At[DateMark]) -> DateMark:
    """Put a month or day behind a colon into the year told before: "last year they did: in May an Il-76"."""
    expression = date.mark.expression
    if (
        year is None
        or not isinstance(expression, CalendarDate)
        or not isinstance(year.mark.expression, Period)
    ):
        return date.mark
    explained = any(marks.form(index) == ":" for index in range(year.last, date.first))
    if expression.month is None or expression.year is not None or not explained:
        return date.mark
    return replace(date.mark, expression=replace(expression, within=year.mark.expression))


def _day_of_when(marks: SentenceMarks, frame: Frame) -> At[DateMark] | None:
    """Get the day before a frame that begins with "when": "on 29 August, when an An-124 brought"."""
    if "when" not in {cue for date in marks.dates for cue in date.mark.cues}:
        return None
    for date in marks.dates:
        if "when" in date.mark.cues and frame.first <= _behind(marks, date.last) < frame.last:
            before = [event.mark.act for event in frame.events if event.first < date.first]
            if date.first >= frame.first and any(act is not Act.STAY for act in before):
                continue
            expression = date.mark.expression
            if isinstance(expression, Since):
                return msgspec.structs.replace(date, mark=replace(date.mark, expression=expression.first))
            if isinstance(expression, Until):
                return msgspec.structs.replace(date, mark=replace(date.mark, expression=expression.last))
            return date
    return None


def _behind(marks: SentenceMarks, index: int) -> int:
    """Get the next word."""
    while index < marks.last and not marks.form(index).isalnum():
        index += 1
    return index


def _inside(marks: SentenceMarks, frame: Frame) -> list[At[DateMark]]:
    """Get the days of a frame: one alone between two commas belongs to what follows."""
    inside = between(marks.dates, frame.first, frame.last)
    if inside and len(inside) > 1 and _leads(marks, inside[-1], frame.last):
        inside = inside[:-1]
    before = [date for date in marks.dates if date.last <= frame.first and _leads(marks, date, frame.first)]
    return [*before, *inside]


def _leads(marks: SentenceMarks, date: At[DateMark], index: int) -> bool:
    """Say whether a day stands right before a frame, with only a comma between, as a clause of its own."""
    if not date.last < index < marks.last or any(join.first == index for join in marks.joins):
        return False
    if any(marks.form(i).isalnum() for i in range(date.last, index)):
        return False
    before = range(max(date.first - _BEFORE_DAY, marks.first - 1), date.first)
    starts = [i for i in before if i < marks.first or marks.form(i) in (";", ",", ".", "،", "؛")]
    first = max(starts[-1], marks.first) if starts else marks.first
    return bool(starts) and not any(
        between(items, first, date.first) for items in (marks.events, marks.places)
    )


def _before(marks: SentenceMarks, frame: Frame) -> list[At[DateMark]]:
    """Get the days before the first event of the sentence, or of what the frame explains or goes with."""
    if marks.form(frame.first - 1) == ":" or _goes_along(marks, frame):
        return between(marks.dates, marks.first, frame.first)
    first = min((event.first for event in marks.events), default=frame.first)
    opening = between(marks.dates, marks.first, min(first, frame.first))
    return [date for date in opening if not _is_cut(marks, date.last, frame.first)]


def _goes_along(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the sentence began with "while" or "when": what follows was at that time."""
    first = next((join for join in marks.joins if join.first == marks.first), None)
    if first is None or first.mark not in (Join.WHO, Join.BUT) or frame.first == marks.first:
        return False
    return marks.form(first.last) not in (",", "،")


def _is_cut(marks: SentenceMarks, first: int, last: int) -> bool:
    return any(marks.form(index) in (";", "؛") for index in range(first, last))


def _is_of_one(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether a word for one of several stands before it: "the first on the 3rd", "one on Monday"."""
    near = range(date.first - _ONE_REACH, date.first)
    counted = [count.first for count in marks.counts] + [number.first for number in marks.numerals]
    pointed = [
        pointer.first for pointer in marks.pointers if pointer.mark not in (Points.AIRCRAFT, Points.PLACE)
    ]
    joined = [join.first for join in marks.joins if join.mark is Join.FIRST]
    return any(index in near for index in (*counted, *pointed, *joined))


def _is_latest(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether it says when the last of several was."""
    words = [join for join in marks.joins if join.mark is Join.LAST]
    return any(0 <= date.first - word.last <= _LATEST_REACH for word in words)


def lies_ahead(value: DateValue | None, published: Publication) -> bool:
    """Say whether a day lies well behind the publication: nothing can have happened then.

    One that is near may be a slip, or the publication is known too early.
    """
    start = value.start if value is not None else None
    return start is not None and published.end is not None and start - published.end > _SLIP


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
    first = _narrowed(next((dated for dated in plain if not dated.is_span), plain[0]), plain)
    rest = [dated.value for dated in dates if dated is not first and dated.value.end is not None]
    latest = any(dated.is_latest and not dated.is_span for dated in told if dated is not first)
    return _until_last(first.value, rest) if first.is_open or (latest and not first.is_span) else first.value


def _narrowed(first: Dated, dates: Sequence[Dated]) -> Dated:
    """Get the time told within a longer one: "in June it was there only once, on the 9th".

    So is the month within a year or a season: "last year they came, too: in May".
    """
    start, end = first.value.start, first.value.end
    if first.is_open or start is None or end is None or first.value.precision is Precision.DAY:
        return first
    for dated in dates:
        since, until = dated.value.start, dated.value.end
        of_year = first.value.precision is Precision.YEAR and dated.value.precision is Precision.MONTH
        if (dated.is_one and not of_year) or dated.is_open or dated.is_span or since is None or until is None:
            continue
        if dated.is_later:
            continue
        if start <= since and until <= end and until - since < end - start:
            return dated
    return first


def clipped(dates: Sequence[Dated], published: Publication) -> tuple[Dated, ...]:
    """End parts of a month at the publication, since what is told has happened: "early in June".

    So it was "in December" of the year before where the next one is soon.
    """
    last = published.end
    dates = [replace(dated, value=_gone_by(dated.value, published)) for dated in dates]
    return tuple(
        replace(dated, value=replace(dated.value, end=last))
        if last is not None
        and dated.value.precision is Precision.INTERVAL
        and dated.value.start is not None
        and dated.value.end is not None
        and dated.value.start < last < dated.value.end
        else dated
        for dated in dates
    )


def _gone_by(value: DateValue, published: Publication) -> DateValue:
    """Choose the days that had begun by the publication where later ones stand beside them."""
    first, last = published.start, published.end
    if first is None or last is None or last - first > _ONE_DAY or (value.start, value.end) != (None, None):
        return value
    gone = [(start, end) for start, end in value.candidates if start < last]
    if len(gone) != 1 or len(value.candidates) == 1:
        return value
    start, end = (None if day in (datetime.date.min, datetime.date.max) else day for day in gone[0])
    return replace(value, start=start, end=end, candidates=(), rule=f"{value.rule}; it has happened")


def _until_last(first: DateValue, rest: Sequence[DateValue]) -> DateValue:
    """Close "since the 24th" by the last of the days told with it."""
    if not rest or first.start is None:
        return first
    latest = max(value.end for value in rest if value.end is not None)
    if latest <= first.start:
        return first
    text = "; ".join((first.text, *(value.text for value in rest)))
    return replace(first, text=text, end=latest, precision=Precision.INTERVAL, rule="since, most recently")
