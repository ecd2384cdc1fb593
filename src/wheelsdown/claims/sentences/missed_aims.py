"""Leave out where an aircraft was to go when the sentence tells what it did: "due to land at Gao, turned".

"An Il-76 that was due to land in Gao on Monday was diverted to Oran" tells of a flight to Oran alone. It is
so where what was planned is told right behind the aircraft, and a verb of its own follows with no joining
word.
"""

from typing import TypeVar

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Modality

__all__ = ["without_missed_aims"]

_ENGLISH = "en"
#: Words from an aircraft to the plan: "an Il-76 that had been <due to>".
_HEAD_REACH = 4
#: Words from a plan to its verb, and words before a verb that make it none that was done.
_PLAN_REACH, _UNDONE = 2, frozenset(("to", "be", "not", "will", "would", "could", "may", "might", "should"))
#: Acts of an aircraft that flew.
_DONE = frozenset({Act.TURN, Act.ARRIVE, Act.RETURN, Act.DEPART, Act.STOP})
_AHEAD = frozenset({Modality.PLAN, Modality.HYPOTHETICAL})
_TYING = frozenset({Join.AND, Join.BUT, Join.THEN, Join.UNTIL})

_Item = TypeVar("_Item")


def without_missed_aims(marks: SentenceMarks) -> SentenceMarks:
    """Get an English sentence without the plan that stands between an aircraft and what it did."""
    if marks.sentence.language != _ENGLISH:
        return marks
    for event in marks.events:
        first = _begin(marks, event)
        done = _verb_behind(marks, event) if first is not None else None
        if first is not None and done is not None:
            told = bool(between(marks.dates, done.last, marks.last))
            return _without(marks, first, done.first, dated=told)
    return marks


def _begin(marks: SentenceMarks, event: At[EventWord]) -> int | None:
    """Get where a plan begins right behind an aircraft; None where it is no plan, or stands elsewhere."""
    cues = [
        cue.first
        for cue in marks.cues
        if cue.mark.modality in _AHEAD and cue.first <= event.first and event.first - cue.last <= _PLAN_REACH
    ]
    if not cues and event.mark.modality is not Modality.PLAN:
        return None
    first = min((*cues, event.first))
    heads = [craft.last for craft in marks.aircraft if 0 <= first - craft.last <= _HEAD_REACH]
    if not heads:
        return None
    if first > heads[-1] and not any(j.mark is Join.WHO and j.first == heads[-1] for j in marks.joins):
        return None
    return heads[-1]


def _verb_behind(marks: SentenceMarks, event: At[EventWord]) -> At[EventWord] | None:
    """Get the verb behind a plan that tells what was done."""
    verbs = (e for e in marks.events if e.first >= event.last and e.mark.form is Form.VERB)
    verb = next(verbs, None)
    if verb is None or verb.mark.act not in _DONE or verb.mark.modality is not None:
        return None
    tied = any(join.mark in _TYING for join in between(marks.joins, event.last, verb.first))
    placed = bool(between(marks.places, event.last, verb.first))
    undone = marks.form(verb.first - 1) in _UNDONE
    aspect = marks.form(verb.first).endswith("ing")
    return None if tied or not placed or aspect or undone else verb


def _without(marks: SentenceMarks, first: int, last: int, *, dated: bool) -> SentenceMarks:
    """Leave out the plan; ``dated``: with its day, for the verb behind has one of its own."""

    def kept(items: tuple[At[_Item], ...]) -> tuple[At[_Item], ...]:
        return tuple(item for item in items if not first <= item.first < last)

    return replace(
        marks,
        places=kept(marks.places),
        events=kept(marks.events),
        cues=kept(marks.cues),
        relations=kept(marks.relations),
        joins=kept(marks.joins),
        dates=kept(marks.dates) if dated else marks.dates,
        unsure_places=kept(marks.unsure_places),
    )
