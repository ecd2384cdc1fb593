"""Order the days of a frame: which of several is that of what it tells first.

Those of asides come last, and those of words for seeing behind those of flights.
"""

from collections.abc import Sequence

from wheelsdown.articles.expressions import Anchored, CalendarDate, Range
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.filling.days.other_days import counts_flights
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LEADING_ACTS, Act, EventWord, Form, Join

__all__ = ["flight_verbs", "is_of_later_verb", "rank"]

#: Acts that tell where it was, not when it flew.
_SEEN = frozenset({Act.SEE, Act.HOLD, Act.GET, Act.HAPPEN})


def flight_verbs(frame: Frame) -> list[At[EventWord]]:
    """Get the verbs of a frame but for those of seeing."""
    verbs = (event for event in frame.events if event.mark.form is Form.VERB)
    return [verb for verb in verbs if verb.mark.act not in _SEEN]


def is_of_later_verb(
    marks: SentenceMarks, frame: Frame, date: At[DateMark], dates: Sequence[At[DateMark]]
) -> bool:
    """Say whether a day stands with a second verb, behind one with a day: "came in June, left on the 9th"."""
    here = clause_at(frame.clauses, date.first)
    if here is None or Join.WHO in here.joins or marks.form(here.first - 1) == ":":
        return False
    joined = bool(here.joins & {Join.AND, Join.BUT})
    verbs = (
        [event for event in frame.events if event.mark.form is Form.VERB] if joined else flight_verbs(frame)
    )
    own = any(here.holds(event.first) for event in verbs)
    earlier = any(event.first < here.first for event in verbs)
    return own and earlier and any(other.last <= here.first for other in dates)


def rank(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> tuple[bool, bool, bool]:
    """Order the days: those of asides last, and those of words for seeing behind those of flights.

    In a relative clause those before its verb come behind: "a plane that was sold in 2023 flew on 1 May to".
    """
    here = clause_at(frame.clauses, date.first)
    early = False
    if here is not None and Join.WHO in here.joins:
        early = any(here.holds(event.first) and event.first > date.first for event in frame.events)
    early = early or _is_of_unlisted_verb(marks, frame, date, here)
    return (early, *_rank_apart(marks, frame, date, here))


def _is_of_unlisted_verb(marks: SentenceMarks, frame: Frame, date: At[DateMark], here: Clause | None) -> bool:
    """Say whether an English verb that tells no flight has the day: "was sold in May and left on"."""
    if here is None or any(e.mark.act in LEADING_ACTS for e in between(frame.events, here.first, here.last)):
        return False
    following = clause_at(frame.clauses, here.last)
    if following is None or Join.AND not in following.joins:
        return False
    if not any(following.holds(verb.first) for verb in flight_verbs(frame)):
        return False
    if not any(following.first <= other.first for other in between(marks.dates, here.last, frame.last)):
        return False
    known = {i for craft in marks.aircraft for i in range(craft.first, craft.last)}
    words = (marks.form(i) for i in range(here.first, date.first) if i not in known)
    return any(word.isascii() and word.endswith("ed") for word in words)


def _rank_apart(
    marks: SentenceMarks, frame: Frame, date: At[DateMark], here: Clause | None
) -> tuple[bool, bool]:
    if here is None:
        return (False, False)
    if counts_flights(marks, frame, date) or _is_told_again(marks, frame, date):
        return (True, True)
    verbs = [event for event in between(frame.events, here.first, here.last) if event.mark.form is Form.VERB]
    aside = Join.WHO in here.joins and not _is_past_aside(frame, here, verbs, date)
    aside = aside or _is_year(date) or _is_between(marks, frame, here)
    told = [event for event in frame.events if event.mark.form is Form.VERB]
    if not any(event.mark.act not in _SEEN for event in told):
        return (aside, False)
    near = [event for event in told if event.first < date.first][-1:] or verbs[:1]
    is_back = any(event.mark.act is Act.RESUME for event in frame.events)
    return (
        aside,
        any(event.mark.act in _SEEN or (is_back and event.mark.act is Act.PAUSE) for event in near),
    )


def _is_told_again(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether "then" is told as a day behind it: "then such planes came twice, on 4 and 19 July"."""
    expression = date.mark.expression
    if not isinstance(expression, Anchored) or expression.n != 0:
        return False
    later = between(marks.dates, date.last, frame.last)
    return any(isinstance(other.mark.expression, CalendarDate | Range) for other in later)


def _is_year(date: At[DateMark]) -> bool:
    """Say whether it is a bare year, which often is that of a thing: "an Il-76 delivered in 2019"."""
    return (
        isinstance(date.mark.expression, CalendarDate)
        and not (date.mark.expression.month or date.mark.expression.weekday is not None)
        and date.mark.expression.year is not None
    )


def _is_between(marks: SentenceMarks, frame: Frame, here: Clause) -> bool:
    """Say whether a clause stands between commas, after what flew and before its verb."""
    commas = (",", "،")
    if marks.form(here.first - 1) not in commas or marks.form(here.last - 1) not in commas:
        return False
    before = any(event.first < here.first for event in frame.events if event.mark.form is Form.VERB)
    after = any(event.first >= here.last for event in frame.events if event.mark.form is Form.VERB)
    own = any(event.mark.form is Form.VERB for event in between(frame.events, here.first, here.last))
    named: tuple[tuple[At[object], ...], ...] = (
        marks.aircraft,
        marks.pointers,
        marks.operators,
        marks.persons,
    )
    flew = any(between(items, frame.first, here.first) for items in named)
    within = any(here.holds(subject.aircraft.first) for subject in frame.subjects if subject.aircraft)
    return own and after and flew and not (before or within) and here.first > frame.first


def _is_past_aside(frame: Frame, here: Clause, verbs: Sequence[At[EventWord]], date: At[DateMark]) -> bool:
    """Say whether the verb of the sentence stands before the day, in the clause of a relative one.

    "The jets that were sent to Guam in May flew home on Friday".
    """
    is_first = not any(event.first < here.first and event.mark.form is Form.VERB for event in frame.events)
    return is_first and len(verbs) > 1 and verbs[-1].first < date.first
