"""Say whether a clause only goes on about the flight told before: how long, from where, which it was."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from wheelsdown.articles.expressions import is_one_day
from wheelsdown.claims.events.told.day_points import is_point
from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Relation

__all__ = ["is_in_flight", "is_way_here", "is_which_of_them"]

_LEADING = frozenset({Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN})
#: How a clause begins that says which of its kind a flight was: "in the first".
_IN = frozenset(("في",))
_ORDINALS = frozenset(
    (
        *("اول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"),
        *("اخر", "احدث", "اكبر", "اطول", "اقصر"),
    )
)
#: English words before an ordinal, and words like ordinals.
_DETERMINERS, _RANKS = frozenset(("the", "its", "their")), frozenset(("latest", "last", "only", "largest"))
#: Words between an ordinal and its noun: "the latest in a series of flights".
_NOUN_REACH = 5


def is_in_flight(
    marks: SentenceMarks, clause: Clause, events: Sequence[At[EventWord]], subjects: Sequence[Subject]
) -> bool:
    """Say whether a clause only goes on about the flight that was told: ", in a flight of ten hours"."""
    if is_which_of_them(marks, clause) or _counts_in_time(marks, clause, events, subjects):
        return True
    flights = [
        subject.aircraft for subject in subjects if subject.aircraft and subject.aircraft.mark.is_flight
    ]
    if len(flights) != len(subjects) or not flights or flights[0].mark.plural:
        return False
    nouns = all(event.mark.form is Form.NOUN or event.mark.act in (Act.LIGHT, Act.STOP) for event in events)
    tied = (r for r in marks.relations if r.first == clause.first and r.mark in (Relation.AT, Relation.INTO))
    return nouns and any(0 <= flights[0].first - tie.last <= 1 for tie in tied)


def _counts_in_time(
    marks: SentenceMarks, clause: Clause, events: Sequence[At[EventWord]], subjects: Sequence[Subject]
) -> bool:
    """Say whether it only says which one of a time the flight before was: "landed, the second this week"."""
    if events or not subjects or any(s.aircraft is not None or not s.ordinal for s in subjects):
        return False
    dates = between(marks.dates, clause.first, clause.last)
    if not dates or any(is_point(date.mark) for date in dates):
        return False
    placed = between(marks.places, clause.first, clause.last)
    many = any(craft.mark.plural for craft in between(marks.aircraft, marks.first, clause.first))
    verbs = (e for e in marks.events if e.last <= clause.first and e.mark.form is Form.VERB)
    return not placed and not many and any(verbs)


def is_way_here(
    clause: Clause,
    events: Sequence[At[EventWord]],
    subjects: Sequence[Subject],
    ties: AbstractSet[Relation],
) -> bool:
    """Say whether a clause only tells where the flight had come from: "then a flight from Gao"."""
    flights = [subject.aircraft for subject in subjects if subject.aircraft and not subject.ordinal]
    named = bool(flights) and all(each.mark.is_flight and not each.mark.plural for each in flights)
    nouns = all(event.mark.form is Form.NOUN for event in events)
    return named and nouns and Join.THEN in clause.joins and ties & _LEADING == {Relation.FROM}


def is_which_of_them(marks: SentenceMarks, here: Clause) -> bool:
    """Say whether a clause only says which of its kind the flight before was: "، في أول رحلة منذ 2016".

    Or, in English, behind a comma: "..., the second visit of the type this month".
    """
    if marks.form(here.first - 1) == "," and marks.sentence.language == "en":
        return _is_numbered(marks, here)
    if here.first == marks.first or marks.form(here.first) not in _IN:
        return False
    return marks.form(here.first + 1) in _ORDINALS and any(
        craft.first == here.first + 2 for craft in (*marks.aircraft, *marks.events)
    )


def _is_numbered(marks: SentenceMarks, here: Clause) -> bool:
    first = here.first + (marks.form(here.first) in _DETERMINERS)
    counted = {n.first for n in marks.numerals if n.mark.is_ordinal} | {
        join.first for join in marks.joins if join.mark in (Join.LAST, Join.FIRST)
    }
    counted |= {count.first for count in marks.counts if count.mark.ordinal is not None}
    is_one = (marks.form(here.first), marks.form(here.first + 1)) == ("one", "of")
    if not is_one and (first == here.first or not (first in counted or marks.form(first) in _RANKS)):
        return False
    inside = between(marks.events, here.first, here.last)
    told = any(e.mark.form is Form.VERB and e.first < here.first for e in marks.events)
    if not told or any(event.mark.form is Form.VERB for event in inside):
        return False
    if any(tie.mark in _LEADING for tie in between(marks.relations, here.first, here.last)):
        return False
    if any(is_one_day(date.mark.expression) for date in between(marks.dates, here.first, here.last)):
        return False
    crafts = (craft.first for craft in between(marks.aircraft, here.first, here.last) if craft.mark.is_flight)
    named = [*(event.first for event in inside), *crafts]
    return any(0 < index - first <= _NOUN_REACH for index in named)
