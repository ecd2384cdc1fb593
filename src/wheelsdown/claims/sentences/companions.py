"""Say whether an aircraft only met or went with the one told of: "escorted part of the way by MiG-31s".

English tells it by a participle and "by", with another aircraft before them. Where such companions come
from is nowhere that the other one was.
"""

from wheelsdown.articles.marks import AircraftMark, PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Join, Points, Relation

__all__ = ["is_companion", "is_of_companion"]

_BY = "by"
#: Words from the participle to "by", and from there to the companion: "by a pair of Italian Eurofighters".
_REACH, _NEAR = 6, 5
#: Words that begin a relative, and words of it before its place.
_RELATIVES, _RELATIVE = frozenset(("that", "which")), 8
#: Words between a companion and the tie of where it is from.
_TIED = 1


def is_companion(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether an aircraft is by what another one was escorted, shadowed or met."""
    by = next(
        (i for i in range(aircraft.first, aircraft.first - _NEAR - 1, -1) if marks.form(i) == _BY), None
    )
    if by is None:
        return False
    met = [
        join.first
        for join in marks.joins
        if join.mark in (Join.MET, Join.WITH)
        and by - _REACH <= join.first < by
        and (join.mark is Join.MET or join.last == by + 1)
    ]
    if not met:
        return False
    others = (*marks.aircraft, *(p for p in marks.pointers if p.mark in (Points.AIRCRAFT, Points.SOME)))
    between_them = any(met[0] <= other.first < by for other in marks.aircraft)
    return not between_them and any(other.last <= met[0] for other in others)


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
    return any(
        0 <= tie - aircraft.last <= _TIED and is_companion(marks, aircraft)
        for tie in ties
        for aircraft in marks.aircraft
    )
