"""Say whether something is told of what is no aircraft: a ship, a train, people by road, a ticket, a wreck.

"A truck delivered fuel for the An-12s at Wau" is about a truck, "officers came by train; their Il-76 was
being repaired" about a train, "tickets for the first flight went on sale" about tickets. Such a thing is the
subject where its noun is the first of its clause, or stands right behind the verb, and no aircraft of the
clause can be. A clause that says by train or road how it went tells no flight where it names no aircraft.
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

__all__ = ["is_of_other"]

#: What moves on the ground or at sea, what is spoken of beside flights, and how something went.
_MOVER = Cue(Modality.OTHER, Scope.SUBJECT)
_MATTER = frozenset({Cue(Modality.OTHER, Scope.NOUN), Cue(Modality.GENERIC, Scope.NOUN)})
_MEANS = Cue(Modality.GROUND, Scope.CHUNK)
#: Words between a matter and the flight that it is of, at most: "tickets for the first".
_OF_REACH = 4
#: Acts that something else may do.
_ACTS = LEADING_ACTS | CARGO_ACTS | {Act.STOP, Act.STAY, Act.VISIT, Act.LIGHT, Act.GET, Act.HAPPEN}
#: Words between the head of a clause and the noun, at most: "a large cargo ship".
_OPENING = 3
#: Words by which an aircraft is only what a thing is for, of or with: "parts of an An-26".
_TIED = frozenset(
    (
        *(
            "carrying",
            "transporting",
            "of",
            "for",
            "with",
            "to",
            "from",
            "near",
            "behind",
            "past",
            "beside",
            "для",
            "с",
            "со",
            "к",
        ),
        *("от", "у", "возле", "из", "до", "за", "із", "зі", "з", "від", "біля", "повз"),
        *("охраной", "сопровождении", "охороною", "супроводі", "من", "الي", "مع", "قرب", "حراسه"),
    )
)
_TIE_REACH, _POSSESSIVE = 4, frozenset(("'", "’"))
#: Words for an aircraft told before.
_BACK = frozenset({Points.AIRCRAFT, Points.ONE, Points.SOME, Points.MORE, Points.REST})
#: Arabic words between a verb and what did it: "وصلت أول قافلة".
_FIRSTS = frozenset(("اول", "ثاني", "ثالث", "اخر", "احدي"))
#: Arabic particles by which it is, and the language whose clauses begin with the verb.
_PARTICLES, _ARABIC, _ENGLISH = ("ل", "ب"), "ar", "en"


def is_of_other(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether the clause of an event tells of something else, or only names a flight as what it is of."""
    others = [cue for cue in marks.cues if cue.mark in (_MOVER, *_MATTER, _MEANS)]
    here = clause_at(clauses, event.first) if others else None
    if here is None:
        return False
    inside = [cue for cue in others if here.holds(cue.first)]
    if event.mark.form is not Form.VERB:
        return any(cue.mark in _MATTER and _is_of(marks, here, cue, event) for cue in inside)
    craft = between(marks.aircraft, here.first, here.last)
    points = [p for p in between(marks.pointers, here.first, here.last) if p.mark in _BACK]
    points = [p for p in points if not any(p.overlaps(one) for one in craft)]
    if event.mark.language == _ENGLISH:
        points = [p for p in points if p.first < event.first]  # "two buses left it on Thursday"
    told = [cue for cue in inside if _is_subject(marks, here, cue, event)]
    if told:
        return not points and all(_is_tied(marks, told[0], one) for one in craft)
    if not any(cue.mark == _MEANS for cue in inside) or event.mark.act not in _ACTS:
        return False
    alone = [e for e in between(marks.events, here.first, here.last) if e.mark.form is Form.VERB] == [event]
    leads = here.first < event.first or event.mark.language == _ARABIC
    if alone and leads and not craft and not points:
        return True
    means = next(cue for cue in inside if cue.mark == _MEANS)
    return alone and any(one.last <= event.first for one in craft) and _goes_by(marks, event, means)


def _goes_by(marks: SentenceMarks, event: At[EventWord], means: At[Cue]) -> bool:
    """Say whether an aircraft is itself what went so: "ten drones left Amirabad by sea"."""
    kinds: tuple[tuple[At[object], ...], ...] = (marks.places, marks.relations, marks.dates)
    known = {i for items in kinds for item in items for i in range(item.first, item.last)}
    gap = range(event.last, means.first)
    return bool(gap or event.last == means.first) and known.issuperset(gap)


def _is_of(marks: SentenceMarks, here: Clause, matter: At[Cue], event: At[EventWord]) -> bool:
    """Say whether a noun of a flight hangs on a matter, which is what the clause is about."""
    craft = sum(one.last - one.first + 2 for one in between(marks.aircraft, matter.last, event.first))
    if not 0 <= event.first - matter.last <= _OF_REACH + craft or not _is_subject(marks, here, matter, event):
        return False
    return not any(e.mark.form is Form.VERB for e in between(marks.events, matter.last, event.first))


def _is_subject(marks: SentenceMarks, here: Clause, mover: At[Cue], event: At[EventWord]) -> bool:
    """Say whether a thing that moves is what a verb is about: the first noun, or right behind the verb."""
    if event.mark.act not in _ACTS and mover.mark not in _MATTER:
        return False
    if mover.first == event.last + (marks.form(event.last) in _FIRSTS):
        return event.mark.act not in CARGO_ACTS or mover.mark in _MATTER
    if mover.first > event.first or marks.form(mover.last) in ("'", "’", "-"):
        return False
    joins = (join.mark for join in between(marks.joins, here.first + 1, event.first))
    if any(join in (Join.AND, Join.OR) for join in joins) or marks.form(mover.first - 1) == "-":
        return False
    known = {i for date in marks.dates for i in range(date.first, date.last)}
    known |= {i for place in marks.places for i in range(place.first, place.last)}
    known |= {i for craft in marks.aircraft for i in range(craft.first, craft.last + 2)}
    known |= {r.first for r in marks.relations if r.last in known}
    words = [i for i in range(here.first, mover.first) if i not in known and marks.form(i).isalnum()]
    ties = {r.first for r in marks.relations}
    return len(words) <= _OPENING and ties.isdisjoint(words)


def _is_tied(marks: SentenceMarks, other: At[Cue], craft: At[AircraftMark]) -> bool:
    """Say whether an aircraft is only what something else is for, of or with: "wreckage of an An-26"."""
    if craft.first == other.last or craft.last == other.first:
        return other.mark in _MATTER
    if other.mark in _MATTER and craft.mark.is_flight and 0 <= craft.first - other.last <= _OF_REACH:
        return True
    if other.mark in _MATTER and marks.form(craft.last) in _POSSESSIVE and craft.last < other.first:
        return True
    if craft.particles.endswith(_PARTICLES):
        return True
    named = {item.last for items in (marks.places, marks.dates) for item in items}
    for index in range(craft.first - 1, max(marks.first, craft.first - _TIE_REACH) - 1, -1):
        if index + 1 in named:
            return False
        if marks.form(index) in _TIED:
            return True
    return False
