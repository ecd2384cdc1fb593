"""Say whether a verb tells how something else moved: a ship, a train, people by road.

"A truck delivered fuel for the An-12s at Wau" is about a truck, and "officers came by train; their Il-76
was being repaired" about a train. What moves on the ground or at sea is the subject where its noun is the
first of its clause, or stands right behind the verb, and no aircraft of the clause can be. A clause that says
by train or road how it went tells no flight where it names no aircraft.
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import (
    CARGO_ACTS,
    LEADING_ACTS,
    Act,
    Cue,
    EventWord,
    Form,
    Join,
    Modality,
    Points,
    Scope,
)

__all__ = ["is_by_other_means"]

#: What moves on the ground or at sea, and how something went.
_MOVER, _MEANS = Cue(Modality.GROUND, Scope.SUBJECT), Cue(Modality.GROUND, Scope.CHUNK)
#: Acts that something else may do.
_ACTS = LEADING_ACTS | CARGO_ACTS | {Act.STOP, Act.STAY, Act.VISIT, Act.LIGHT, Act.GET, Act.HAPPEN}
#: Words between the head of a clause and the noun, at most: "a large cargo ship".
_OPENING = 3
#: Words by which an aircraft is only what a thing is for, of or with: "parts of an An-26".
_TIED = frozenset(
    (
        *("of", "for", "with", "to", "from", "near", "behind", "past", "beside", "для", "с", "со", "к"),
        *("от", "у", "возле", "из", "до", "за", "із", "зі", "з", "від", "біля", "повз"),
        *("من", "الي", "مع", "قرب"),
    )
)
_TIE_REACH = 4
#: Words for an aircraft told before.
_BACK = frozenset({Points.AIRCRAFT, Points.ONE, Points.SOME, Points.MORE, Points.REST})
#: Arabic particles by which it is, and the language whose clauses begin with the verb.
_PARTICLES, _ARABIC = ("ل", "ب"), "ar"


def is_by_other_means(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether the verb of a clause tells of what moves on the ground or at sea."""
    grounds = [cue for cue in marks.cues if cue.mark in (_MOVER, _MEANS)]
    if not grounds or event.mark.form is not Form.VERB or event.mark.act not in _ACTS:
        return False
    here = clause_at(clauses, event.first)
    if here is None:
        return False
    inside = [cue for cue in grounds if here.holds(cue.first)]
    craft = between(marks.aircraft, here.first, here.last)
    points = [p for p in between(marks.pointers, here.first, here.last) if p.mark in _BACK]
    if any(_is_subject(marks, here, cue, event) for cue in inside):
        return not points and all(_is_tied(marks, one) for one in craft)
    alone = [e for e in between(marks.events, here.first, here.last) if e.mark.form is Form.VERB] == [event]
    told = here.first < event.first or event.mark.language == _ARABIC
    return bool(inside) and alone and told and not craft and not points


def _is_subject(marks: SentenceMarks, here: Clause, mover: At[Cue], event: At[EventWord]) -> bool:
    """Say whether a thing that moves is what a verb is about: the first noun, or right behind the verb."""
    if mover.first == event.last:
        return event.mark.act not in CARGO_ACTS
    if mover.first > event.first or marks.form(mover.last) in ("'", "’", "-"):
        return False
    joins = (join.mark for join in between(marks.joins, here.first + 1, event.first))
    if any(join in (Join.AND, Join.OR) for join in joins) or marks.form(mover.first - 1) == "-":
        return False
    known = {i for date in marks.dates for i in range(date.first, date.last)}
    known |= {i for place in marks.places for i in range(place.first, place.last)}
    known |= {r.first for r in marks.relations if r.last in known}
    words = [i for i in range(here.first, mover.first) if i not in known and marks.form(i).isalnum()]
    ties = {r.first for r in marks.relations}
    return len(words) <= _OPENING and ties.isdisjoint(words)


def _is_tied(marks: SentenceMarks, craft: At[AircraftMark]) -> bool:
    """Say whether an aircraft is only what something else is for, of or with."""
    if craft.particles.endswith(_PARTICLES):
        return True
    named = {item.last for items in (marks.places, marks.dates) for item in items}
    for index in range(craft.first - 1, max(marks.first, craft.first - _TIE_REACH) - 1, -1):
        if index + 1 in named:
            return False
        if marks.form(index) in _TIED:
            return True
    return False
