"""Say whether a clause only goes on about the flight told before: how long, from where, which it was."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.sentences.subjects import Subject
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


def is_in_flight(
    marks: SentenceMarks, clause: Clause, events: Sequence[At[EventWord]], subjects: Sequence[Subject]
) -> bool:
    """Say whether a clause only goes on about the flight that was told: ", in a flight of ten hours"."""
    if is_which_of_them(marks, clause):
        return True
    flights = [
        subject.aircraft for subject in subjects if subject.aircraft and subject.aircraft.mark.is_flight
    ]
    if len(flights) != len(subjects) or not flights or flights[0].mark.plural:
        return False
    nouns = all(event.mark.form is Form.NOUN or event.mark.act in (Act.LIGHT, Act.STOP) for event in events)
    tied = (r for r in marks.relations if r.first == clause.first and r.mark in (Relation.AT, Relation.INTO))
    return nouns and any(0 <= flights[0].first - tie.last <= 1 for tie in tied)


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
    """Say whether a clause only says which of its kind the flight before was: "، في أول رحلة منذ 2016"."""
    if here.first == marks.first or marks.form(here.first) not in _IN:
        return False
    return marks.form(here.first + 1) in _ORDINALS and any(
        craft.first == here.first + 2 for craft in (*marks.aircraft, *marks.events)
    )
