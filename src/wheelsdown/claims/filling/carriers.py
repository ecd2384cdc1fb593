"""Say whether aircraft are what took somebody away: "Ми-17 вывезли в Кабул 74 человека".

Of aircraft that are withdrawn ("с базы вывезли последние Ми-8") they stand behind the verb or have no one to
take; those that fly others out stand before it and have an object behind, or "them" right before the verb.
"""

from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.unlisted import taken
from wheelsdown.claims.words import Act, EventWord, Form, Points, Relation

__all__ = ["is_taking", "take_away"]

_SLAVIC = frozenset({"ru", "uk"})
#: Words from "them" to the verb, and from a tie to the aircraft it rules, at most.
_NEAR, _TIE_REACH = 1, 3
#: Adverbs behind a verb, which are no one that is taken.
_ADVERBS = frozenset(("еще", "уже", "лишь", "только", "ще", "вже", "лише", "тільки"))
_TIES = frozenset({Relation.FROM, Relation.TO, Relation.OTHER, Relation.INTO})


def take_away(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether an aircraft of a Russian or Ukrainian frame took others out or off."""
    return any(
        _took(marks, clause, event)
        for event in frame.events
        if is_taking(event)
        for clause in frame.clauses
        if clause.holds(event.first)
    )


def is_taking(event: At[EventWord]) -> bool:
    """Say whether a Russian or Ukrainian verb may tell of it: "забрала", "вивезли"."""
    mark = event.mark
    return mark.act is Act.WITHDRAW and mark.form is Form.VERB and mark.language in _SLAVIC


def _took(marks: SentenceMarks, clause: Clause, verb: At[EventWord]) -> bool:
    them = (p for p in marks.pointers if p.mark is Points.OBJECT and clause.holds(p.first))
    if any(0 <= verb.first - pointer.last <= _NEAR for pointer in them):
        return any(craft.first >= verb.last for craft in between(marks.aircraft, verb.last, clause.last))
    craft = [item.first for item in between(marks.aircraft, clause.first, verb.first)]
    craft += [p.first for p in between(marks.pointers, clause.first, verb.first) if p.mark is Points.AIRCRAFT]
    if not any(_is_free(marks, clause, first) for first in craft):
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.relations, marks.joins, marks.events, marks.cues)
    known = taken(marks) - {i for c in marks.counts for i in range(c.first, c.last)}
    known |= {index for items in kinds for item in items for index in range(item.first, item.last)}
    behind = (marks.form(index) for index in range(verb.last, clause.last) if index not in known)
    return any(word.isalpha() and word not in _ADVERBS for word in behind)


def _is_free(marks: SentenceMarks, clause: Clause, first: int) -> bool:
    """Say whether no word ties an aircraft: it may be who did it."""
    ties = [tie for tie in between(marks.relations, clause.first, first) if tie.mark in _TIES]
    return not any(0 <= first - tie.last <= _TIE_REACH for tie in ties if not _has_place(marks, tie, first))


def _has_place(marks: SentenceMarks, tie: At[Relation], first: int) -> bool:
    named: tuple[tuple[At[object], ...], ...] = (marks.places, marks.dates, marks.pointers)
    return any(tie.last <= item.first < first for items in named for item in items)
