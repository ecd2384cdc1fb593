"""Whether a day says when something happened: not since when, in what time, or when it is still to come."""

from collections.abc import Sequence

from wheelsdown.articles.expressions import After, Ago, CalendarDate, Period, Recent, Since, Which
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.events.told.timeless import is_infinitive
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import EventWord, Form

__all__ = ["is_day_to_come", "is_due", "is_point"]

#: Dates that say since when, or in what time, something was the first of its kind.
_SPANS = (Since, After, Period, Recent, Ago)
#: The Arabic particle of what for: "لنقل الدبابات".
_PURPOSE = "ل"


def is_point(date: DateMark) -> bool:
    """Say whether a date is when something happened; "the first since the war ended in May" has none."""
    return "since" not in date.cues and not isinstance(date.expression, _SPANS)


def is_day_to_come(expression: object) -> bool:
    """Say whether a day is told as one to come: "tomorrow", "next month", «следующей весной»."""
    match expression:
        case Period(shift=shift):
            return shift > 0
        case CalendarDate(which=which, within=within):
            return which is Which.NEXT or (within is not None and within.shift > 0)
    return False


def is_due(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether no past tells it, and its only day is to come: "was chartered to fly tanks next month"."""
    here = clause_at(clauses, event.first)
    named = event.mark.form is Form.NOUN or _PURPOSE in event.particles
    if here is None or not (named or is_infinitive(event)):
        return False
    days = between(marks.dates, here.first, here.last)
    verbs = [e for e in between(marks.events, here.first, here.last) if e.mark.form is Form.VERB]
    plain = [verb for verb in verbs if verb is not event and not is_infinitive(verb)]
    return bool(days) and not plain and all(is_day_to_come(date.mark.expression) for date in days)
