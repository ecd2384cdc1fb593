"""Say whether an aircraft only met or went with the one told of: "escorted part of the way by MiG-31s".

English tells it by a participle and "by", with another aircraft before them. Where such companions come
from is nowhere that the other one was.
"""

from typing import TYPE_CHECKING

from wheelsdown.articles.marks import AircraftMark, PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Form, Join, Points, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_agent", "is_companion", "is_gap", "is_of_companion", "who_joined"]

_BY, _JOINED = "by", "joined"
_COMING = frozenset((_JOINED, "followed", "trailed"))
_BEEN = frozenset(("was", "were", "been", "being", "be", "is", "are"))
#: What stands in Slavic for "by" behind a verb of taking fuel.
_BY_SLAVIC = frozenset(("от", "від"))
#: Acts by which one aircraft meets another.
_MET = frozenset({Act.OVERFLY, Act.SEE, Act.STOP})
#: From what an aircraft took its fuel in the air: "refueled from a KC-135".
_FROM, _FUELLED, _FUEL_REACH = "from", frozenset(("refueled", "refuelled")), 3
#: Words from the participle to "by", and from there to the companion: "by a pair of Italian Eurofighters".
_REACH, _NEAR = 6, 5
#: Words that begin a relative, and words of it before its place.
_RELATIVES, _RELATIVE = frozenset(("that", "which")), 8
#: Words between a companion and the tie of where it is from.
_TIED = 1


def is_companion(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether an aircraft is by what another one was escorted, shadowed or met."""
    return _is_met_with(marks, aircraft.first)


def _is_met_with(marks: SentenceMarks, first: int) -> bool:
    """Say whether "joined by" or its like stands before who begins there, behind another aircraft."""
    by = next((i for i in range(first, first - _NEAR - 1, -1) if marks.form(i) == _BY), None)
    if by is None:
        return False
    met = [
        join.first
        for join in marks.joins
        if join.mark in (Join.MET, Join.WITH)
        and by - _REACH <= join.first < by
        and (join.mark is Join.MET or (join.last == by + 1 and marks.form(join.first - 1) not in _BEEN))
    ]
    met += [i for i in range(max(by - _REACH, marks.first), by) if _is_joined(marks, i)]
    if not met:
        return False
    others = (*marks.aircraft, *(p for p in marks.pointers if p.mark in (Points.AIRCRAFT, Points.SOME)))
    between_them = any(met[0] <= other.first < by for other in marks.aircraft)
    return not between_them and any(other.last <= met[0] for other in others)


def is_agent(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is by what another one was met: "was refuelled by a Voyager", "met a Tu-95 off Yap"."""
    if _meets(marks, aircraft):
        return True
    counts = [count.first for count in marks.counts if count.mark.head == aircraft.mark.span]
    owners = [owner.first for owner in marks.operators if owner.last == aircraft.first]
    first = min((aircraft.first, *counts, *owners))
    if {marks.form(first - 1), marks.form(first - 2)} & _BY_SLAVIC:
        stops = [e for e in marks.events if e.last <= first and e.mark.act is Act.STOP]
        return any(stop.mark.form is Form.VERB for stop in stops)  # «дозаправился от Ил-78»
    near = [marks.form(index) for index in range(first - _FUEL_REACH, first)]
    fuelled = _FROM in near[1:] and not _FUELLED.isdisjoint(near)
    if _BY not in near[1:] and not fuelled:
        return False
    told = [event for event in marks.events if event.last <= first]
    others = any(p.mark is Points.AIRCRAFT and p.first < first for p in marks.pointers)
    others = others or any(a.first < first and not a.mark.is_flight for a in marks.aircraft)
    met = bool(told) and told[-1].mark.act in _MET and told[-1].mark.form is Form.VERB
    return others and (met or fuelled)


def _meets(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether another aircraft is the object of its verb of meeting: "two F-16s intercepted a Tu-95"."""
    verbs = [e for e in marks.events if e.mark.act is Act.SEE and 0 <= e.first - aircraft.last <= 1]
    if not verbs or verbs[0].mark.form is not Form.VERB or not marks.form(verbs[0].first).endswith("ed"):
        return False
    other = next((one for one in marks.aircraft if one.first >= verbs[0].last), None)
    if other is None:
        return False
    return verbs[0].last < other.first and is_gap(marks, verbs[0].last, other.first)


def is_gap(marks: SentenceMarks, first: int, last: int) -> bool:
    """Say whether no more stands between a verb and its object than how many they are, and whose."""
    kinds: tuple[Sequence[At[object]], ...] = (marks.counts, marks.operators, marks.numerals)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    return all(index in known or marks.form(index) in ("a", "an") for index in range(first, last))


def who_joined(marks: SentenceMarks, first: int, last: int) -> int:
    """Get where those begin by whom others were joined or followed in a clause; else where it begins.

    "The C-130s were joined on Tuesday by an Il-76", "they were followed by two more".
    """
    others = [each.first for each in (*marks.aircraft, *marks.numerals)]
    if marks.form(last) in _COMING and marks.form(last - 1) in _BEEN:
        return last
    for verb in range(first + 1, last):
        if marks.form(verb) not in _COMING or marks.form(verb - 1) not in _BEEN:
            continue
        for by in range(verb + 1, min(verb + _REACH, last)):
            if marks.form(by) == _BY and any(0 < other - by <= _NEAR for other in others):
                return by + 1
    return first


def _is_joined(marks: SentenceMarks, index: int) -> bool:
    """Say whether "joined" is no verb of its own: "joined on Tuesday by", but not "were joined there by"."""
    return marks.form(index) == _JOINED and marks.form(index - 1) not in _BEEN


def _is_in_relative(marks: SentenceMarks, aircraft: At[AircraftMark], place: At[PlaceMark]) -> bool:
    """Say whether a relative right behind a companion names a place: "by two F-35s that had left Evenes"."""
    if marks.form(aircraft.last) not in _RELATIVES or place.first <= aircraft.last:
        return False
    if place.first - aircraft.last > _RELATIVE or not is_companion(marks, aircraft):
        return False
    return all(marks.form(index).isalnum() for index in range(aircraft.last, place.first))


def is_of_companion(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a place is where a companion came from: "shadowed by Rafales from Niamey"."""
    ties = [tie.first for tie in marks.relations if tie.mark is Relation.FROM and tie.last == place.first]
    if any(_is_in_relative(marks, aircraft, place) for aircraft in marks.aircraft):
        return True
    if any(
        n.last in ties and marks.form(n.first - 1) == _BY and _is_met_with(marks, n.first)
        for n in marks.numerals
    ):
        return True  # "joined on Tuesday by two from Kidal"
    return any(
        0 <= tie - aircraft.last <= _TIED and is_companion(marks, aircraft)
        for tie in ties
        for aircraft in marks.aircraft
    )
