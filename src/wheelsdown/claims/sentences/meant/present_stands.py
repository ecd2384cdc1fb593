"""Read where aircraft are, told by no verb: «На базі Рамштайн — 12 KC-135», «на перроне сейчас два Ил-76».

Russian and Ukrainian leave out "are". A dash or a word for "now" between an airfield or a town and aircraft
with their number stands for it, where no verb is in the clause.
"""

from collections.abc import Collection

from msgspec.structs import replace

from wheelsdown.articles.marks import AircraftMark, PlaceLevel, PlaceMark, Unit
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Points, Relation

__all__ = ["with_present_stands"]

_NOW = frozenset(("зараз", "нині", "наразі", "сеичас", "ныне", "теперь"))
_ENDS = frozenset(",;:.!?()")
_SLAVIC = "uk"
#: The word before a time within which some came.
_WITHIN = "за"
_THERE = frozenset({Points.PLACE, Points.THERE})
_FAR = frozenset({PlaceLevel.COUNTRY, PlaceLevel.AREA})
#: Words from the dash up to the number: «— ще близько 40».
_REACH = 3
#: Words from a tie to its place: «на авіабазі НАТО Рамштайн», «на стоянці в Барановичах».
_TIE_REACH = 2


def with_present_stands(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence in which a dash or "now" that stands for "are" is an event."""
    if not (marks.aircraft and marks.counts and (marks.places or marks.pointers)):
        return marks
    found = [
        At(index, index + 1, EventWord(Act.STAY, Form.VERB, None, plural=None, language=_SLAVIC))
        for index in range(marks.first, marks.last)
        if _may_stand(marks, index) and _stands(marks, index)
    ]
    if not found:
        return marks
    at = {event.first for event in found}
    cues = tuple(cue for cue in marks.cues if cue.first not in at)
    return replace(marks, events=tuple(sorted((*marks.events, *found), key=lambda e: e.first)), cues=cues)


def _may_stand(marks: SentenceMarks, index: int) -> bool:
    return marks.form(index) in _NOW or (marks.form(index) == "-" and marks.tokens[index].spaced)


def _stands(marks: SentenceMarks, index: int) -> bool:
    first = next(
        (i + 1 for i in range(index - 1, marks.first - 1, -1) if marks.form(i) in _ENDS), marks.first
    )
    last = next((i for i in range(index + 1, marks.last) if marks.form(i) in _ENDS), marks.last)
    struck = any(join.mark is Join.STRIKES for join in marks.joins)
    if struck or between(marks.events, first, last) or marks.form(first) == _WITHIN:
        return False
    here = [place.last - 1 for place in between(marks.places, first, last) if _is_where(marks, place)]
    here += [p.first for p in between(marks.pointers, first, last) if p.mark in _THERE]
    before = {index} if any(at < index for at in here) else set()
    if marks.form(index) in _NOW:
        before |= {at for at in here if at > index}  # «сейчас на базе Рамштайн два C-17»
    return any(_is_counted(marks, craft, before) for craft in between(marks.aircraft, index, last))


def _is_where(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a Slavic "in" or "at" ties a place that is no country."""
    if place.mark.level in _FAR or marks.form(place.first).isascii() or is_arabic(marks.form(place.first)):
        return False
    return any(t.mark is Relation.INTO and 0 <= place.first - t.last <= _TIE_REACH for t in marks.relations)


def _is_counted(marks: SentenceMarks, craft: At[AircraftMark], before: Collection[int]) -> bool:
    """Say whether the number of aircraft stands right behind one of some words."""
    counts = (c for c in marks.counts if c.mark.unit is Unit.AIRFRAMES and c.mark.head == craft.mark.span)
    firsts = [count.first for count in counts if not count.mark.implied]
    near = any(0 < first - at <= _REACH for first in firsts for at in before)
    return near and not craft.mark.is_flight
