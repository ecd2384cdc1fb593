"""Say whether a place beside a flight is of something else: where another lies, somebody watched, a thing is.

Such a place has no role, nor has one that a list goes on with ("a delegation from Doha and Washington").
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.sentences.beside.arabic_things import is_of_arabic_thing
from wheelsdown.claims.sentences.beside.asides import (
    is_apposed,
    is_beside_landing,
    is_of_a_thing,
    is_viewpoint,
)
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.place_pairs import is_enumerated
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import CARGO_ACTS, LANDED_ACTS, Act, EventWord, Form, Join, Modality, Relation

__all__ = ["is_named_apart", "is_of_near", "is_of_others", "is_of_same_thing"]

#: Words between a place and the one that it lies near, at most.
_BESIDE = 4
#: Acts that move what is on board, whose "from" stands behind it.
_MOVING = CARGO_ACTS | {Act.WITHDRAW, Act.DEPLOY, Act.GET}
_COMMAS = frozenset((",", "،"))
#: The Arabic particle of what for.
_ARABIC, _FOR = "ar", "ل"
_TIED = frozenset({Relation.AT, Relation.INTO, Relation.TO})


def is_of_near(
    marks: SentenceMarks, before: At[PlaceMark] | None, place: At[PlaceMark], tie: Relation | None
) -> bool:
    """Say whether a place only tells where the one before lies: "Zhukovsky near Moscow"."""
    return (
        tie is Relation.NEAR
        and before is not None
        and place.first - before.last <= _BESIDE
        and not between(marks.events, before.last, place.first)
    )


def is_named_apart(
    marks: SentenceMarks,
    clauses: Sequence[Clause],
    events: Sequence[At[EventWord]],
    place: At[PlaceMark],
    tie: Relation | None,
    found: Sequence[Stop],
) -> bool:
    """Say whether a clause of its own only names a thing at the place, after what happened is told.

    Or between commas before where: "وصلت طائرة الفيلق، المنتشر في مالي، إلى بنغازي".
    """
    clause = clause_at(clauses, place.first)
    if clause is None or any(clause.holds(stop.at) for stop in found):
        return False
    stopped = all(event.mark.act is Act.PAUSE for event in events)
    if not found and not (stopped and Join.THEN in clause.joins):  # "halted after a strike on Gao"
        enclosed = {marks.form(clause.first - 1), marks.form(clause.last - 1)} <= _COMMAS
        later = (r for r in marks.relations if r.first >= clause.last and r.mark in _TIED)
        if not enclosed or not any(r.last == other.first for r in later for other in marks.places):
            return False
    return is_apposed(marks, clause, place, tie)


def is_of_others(
    marks: SentenceMarks,
    clause: Clause | None,
    place: At[PlaceMark],
    tie: Relation | None,
    event: At[EventWord] | None,
    found: Sequence[Stop],
) -> bool:
    """Say whether it is where somebody watched, or where what the flight led to happened."""
    if clause is None:
        return False
    tied = tie in (Relation.AT, Relation.INTO, Relation.FROM)
    if tied and is_viewpoint(marks, clause, place):
        return True
    if _is_of_thing(marks, place, tie, event, found) or _is_prepared(marks, event):
        return True
    before = found[-1] if found else None
    same = event is None or (before is not None and before.event_at == event.first)
    if before is None or not 0 <= before.event_at < before.at or not same:
        return False
    if before.act in LANDED_ACTS and is_beside_landing(marks, clause, place, tie, before.at):
        return True
    tied = tied and tie is not Relation.FROM and event is not None
    return tied and is_of_a_thing(marks, place, before.at)


def _is_prepared(marks: SentenceMarks, event: At[EventWord] | None) -> bool:
    """Say whether Arabic tells what cargo is brought for: "تمهيدا لنقلها إلى غزة"."""
    if event is None or event.mark.language != _ARABIC or _FOR not in event.particles:
        return False
    return any(cue.mark.modality is Modality.PLAN and cue.last == event.first for cue in marks.cues)


def is_of_same_thing(marks: SentenceMarks, apart: At[PlaceMark], place: At[PlaceMark]) -> bool:
    """Say whether a place goes on with one that is of something else: "خط إمداد من الإمارات إلى دارفور"."""
    if is_enumerated(marks, apart, place):
        return True
    ties = {(tie.mark, tie.first): tie.last for tie in marks.relations}
    left = any(tie.mark is Relation.FROM and tie.last == apart.first for tie in marks.relations)
    arabic = marks.sentence.language == _ARABIC
    return arabic and left and ties.get((Relation.TO, apart.last)) == place.first


def _is_of_thing(
    marks: SentenceMarks,
    place: At[PlaceMark],
    tie: Relation | None,
    event: At[EventWord] | None,
    found: Sequence[Stop],
) -> bool:
    """Say whether an Arabic place is of a thing named right before its preposition: "صمت من الخرطوم"."""
    told = [stop for stop in found if stop.role is not Role.HERE or stop.act in LANDED_ACTS]
    ended = any(stop.act in LANDED_ACTS and stop.role in (Role.DESTINATION, Role.HERE) for stop in told)
    moved = event is not None and event.mark.act in _MOVING and tie is Relation.FROM
    if told and moved and not any(stop.role is Role.ORIGIN for stop in told):
        return False
    if tie is Relation.FROM and any(r.last == place.first and r.mark is Relation.AT for r in marks.relations):
        return False  # "قادمة من مصنع الشركة في"
    ended = ended and (event is None or event.mark.act in LANDED_ACTS or event.mark.form is Form.NOUN)
    before = event.first if event is not None else marks.first
    landed = told[-1].at + 1 if told else None
    return is_of_arabic_thing(marks, place, landed, before, is_left=not ended)
