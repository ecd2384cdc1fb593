"""Say whether places that share a verb each have a day of their own: "to Gao in July and to Oran in May".

Each is a flight apart, and one does not lead on to the next: "landed in Gao on Monday and in Oran on
Friday" has no leg between them. A tour told with where it began and day after day stays one, and so
does what goes on: "on to", "back to", "then to", "the next day".
"""

from collections.abc import Sequence

from wheelsdown.articles.expressions import CalendarDate
from wheelsdown.articles.marks import DateMark, PlaceMark
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LEADING_ACTS, Act, EventWord, Join, Relation

__all__ = ["is_on_its_own_day"]

#: Words that tie a place or a day to a verb, and lead neither on nor back.
_THERE = frozenset({Relation.TO, Relation.INTO, Relation.AT})
_TIES = _THERE | {Relation.FROM}
#: Acts that one verb tells of each of its places.
_ACTS = LEADING_ACTS | {Act.SEE}
#: English words that lead on or back.
_ONWARD = frozenset(("on", "onto", "onward", "onwards", "back"))
_WEEK = 7


def is_on_its_own_day(
    marks: SentenceMarks, before: Sequence[Clause], events: Sequence[At[EventWord]], here: Clause
) -> bool:
    """Say whether a clause without a verb only has one more place with its day, after others with theirs.

    ``events``: what is told of those before.
    """
    if not here.joins <= {Join.AND, Join.BUT} or not any(e.mark.act in _ACTS for e in events):
        return False
    place, day = _place_and_day(marks, here)
    told, earlier = _last_place_and_day(marks, before)
    if place is None or day is None or told is None or earlier is None or not _is_whole(marks, here):
        return False
    if _leads_there(marks, place) is None or _leads_there(marks, place) is not _leads_there(marks, told):
        return False
    if place.mark == told.mark or day.mark.expression == earlier.mark.expression:
        return False
    return not (_has_origin(marks, before) and _is_next_day(earlier.mark, day.mark))


def _place_and_day(marks: SentenceMarks, clause: Clause) -> tuple[At[PlaceMark] | None, At[DateMark] | None]:
    """Get the only place and the only day of a clause that has one of each."""
    places = between(marks.places, clause.first, clause.last)
    days = between(marks.dates, clause.first, clause.last)
    if len(places) != 1 or len(days) != 1 or not isinstance(days[0].mark.expression, CalendarDate):
        return None, None
    return places[0], days[0]


def _last_place_and_day(
    marks: SentenceMarks, clauses: Sequence[Clause]
) -> tuple[At[PlaceMark] | None, At[DateMark] | None]:
    """Get the place told last that was flown to, with the day told next to it."""
    clause = clauses[-1]
    places = between(marks.places, clause.first, clause.last)
    days = between(marks.dates, clause.first, clause.last)
    if not (places and days):
        return None, None
    place, day = places[-1], days[-1]
    gap = range(min(place.last, day.last), max(place.first, day.first))
    ties = {relation.first for relation in marks.relations if relation.mark in _TIES}
    if len(days) > 1 or any(index not in ties and marks.form(index).isalnum() for index in gap):
        return None, None
    return place, day


def _is_whole(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether nothing else stands in a clause than its place, its day and what ties them."""
    ties = between([r for r in marks.relations if r.mark in _TIES], clause.first, clause.last)
    kinds: tuple[Sequence[At[object]], ...] = (marks.places, marks.dates, marks.joins, ties)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    words = [index for index in range(clause.first, clause.last) if marks.form(index).isalnum()]
    onward = any(
        marks.form(index) in _ONWARD
        for relation in ties
        if relation.last - relation.first > 1
        for index in range(relation.first, relation.last)
    )
    return not onward and all(index in known for index in words)


def _leads_there(marks: SentenceMarks, place: At[PlaceMark]) -> bool | None:
    """Say whether the word before a place leads to it, or from it; None where there is no such word."""
    tie = next((r.mark for r in marks.relations if r.last == place.first and r.mark in _TIES), None)
    return None if tie is None else tie in _THERE


def _has_origin(marks: SentenceMarks, clauses: Sequence[Clause]) -> bool:
    ties = [r for clause in clauses for r in between(marks.relations, clause.first, clause.last)]
    return any(relation.mark is Relation.FROM for relation in ties)


def _is_next_day(earlier: DateMark, later: DateMark) -> bool:
    """Say whether one day is told to follow the other at once."""
    one, other = earlier.expression, later.expression
    if not (isinstance(one, CalendarDate) and isinstance(other, CalendarDate)):
        return False
    if one.day is not None and other.day is not None:
        return one.month == other.month and other.day - one.day in (0, 1)
    if one.weekday is not None and other.weekday is not None:
        return (other.weekday - one.weekday) % _WEEK == 1
    return False
