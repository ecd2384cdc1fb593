"""Read English denials that stand away from their verbs, or tell of what did happen.

"Did not land until Monday" is a landing on Monday, and so is what "not until Monday" opens. "Neither the
Il-76 nor the An-124 landed", "landed neither in Gao nor in Kidal" and "failed to land" tell of none.
"""

from collections.abc import Iterator
from dataclasses import replace as with_fields

from msgspec.structs import replace

from wheelsdown.articles.expressions import Until
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Cue, EventWord, Form, Join, Modality, Scope

__all__ = ["with_denials"]

_ENGLISH = "en"
_NOT = Cue(Modality.DENIAL, Scope.NEXT)
#: Words between "not" and its verb, from the last aircraft to the verb, and from "nor" to its aircraft.
_VERB_REACH, _CRAFT_REACH, _NOR_REACH = 3, 3, 4
_NEITHER, _NOR, _NEGATIONS = "neither", "nor", frozenset(("not", "t"))
_PARTS = frozenset((";", ":"))


def with_denials(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence with each denial before the verb that it is about, and none of what happened late."""
    if marks.sentence.language != _ENGLISH:
        return marks
    for cue, date, told in list(_late(marks)):
        marks = replace(
            marks,
            dates=tuple(replace(each, mark=told) if each is date else each for each in marks.dates),
            cues=tuple(each for each in marks.cues if each is not cue),
        )
    moved = {cue.first: replace(cue, first=at - 1, last=at) for cue, at in _of_neither(marks)}
    if moved:
        cues = sorted((moved.get(cue.first, cue) for cue in marks.cues), key=lambda cue: cue.first)
        marks = replace(marks, cues=tuple(cues))
    return replace(marks, events=tuple(_undone(marks, event) for event in marks.events))


def _late(marks: SentenceMarks) -> Iterator[tuple[At[Cue] | None, At[DateMark], DateMark]]:
    """Find the days before which nothing happened, each with its "not", and what they tell as such."""
    for date in marks.dates:
        if not isinstance(date.mark.expression, Until):
            continue
        told = with_fields(date.mark, expression=date.mark.expression.last)
        if marks.form(date.first - 1) in _NEGATIONS:
            yield None, date, told  # "not until Monday", "wasn't until Monday"
            continue
        verbs = [e for e in marks.events if e.mark.form is Form.VERB and e.last <= date.first]
        if not verbs or any(marks.form(index) in _PARTS for index in range(verbs[-1].last, date.first)):
            continue
        near = (c for c in marks.cues if c.mark == _NOT and 0 <= verbs[-1].first - c.last < _VERB_REACH)
        cue = next(near, None)
        if cue is not None and marks.form(cue.last - 1) in _NEGATIONS:
            yield cue, date, told


def _of_neither(marks: SentenceMarks) -> Iterator[tuple[At[Cue], int]]:
    """Find each "neither" that is about the verb behind two aircraft, or the one right before it."""
    for cue in marks.cues:
        if marks.form(cue.first) != _NEITHER or cue.last - cue.first > 1:
            continue
        nor = next((i for i in range(cue.last, marks.last) if marks.form(i) == _NOR), None)
        before = next((e for e in marks.events if e.last == cue.first and e.mark.form is Form.VERB), None)
        if nor is None:
            continue
        if before is not None:
            yield cue, before.first
            continue
        verb = next((e for e in marks.events if e.first > nor and e.mark.form is Form.VERB), None)
        if verb is None or between(marks.events, cue.last, nor):
            continue
        craft = between(marks.aircraft, nor, verb.first)
        near = bool(craft) and craft[0].first - nor < _NOR_REACH
        relative = any(j.mark is Join.WHO and nor < j.first < verb.first for j in marks.joins)
        if near and verb.first - craft[-1].last < _CRAFT_REACH and not relative:
            yield cue, verb.first


def _undone(marks: SentenceMarks, event: At[EventWord]) -> At[EventWord]:
    """Get a verb with "to" as one that was not done where it stands behind "failed to", "unable to"."""
    if event.mark.modality is not Modality.PLAN:
        return event
    cue = next(
        (c for c in marks.cues if c.mark == _NOT and c.first < event.first < c.last <= event.last), None
    )
    if cue is None or cue.last == event.last:
        return event
    return replace(event, first=cue.last, mark=with_fields(event.mark, modality=None))
