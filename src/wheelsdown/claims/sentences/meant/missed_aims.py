"""Leave out where an aircraft was to go when the sentence tells what it did: "due to land at Gao, turned".

"An Il-76 that was due to land in Gao on Monday was diverted to Oran" tells of a flight to Oran alone. It is
so where what was planned is told right behind the aircraft, and a verb of its own follows with no joining
word.
"""

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
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
#: What the plan no longer names.
_KINDS = ("places", "events", "cues", "relations", "joins", "unsure_places")


def without_missed_aims(marks: SentenceMarks) -> SentenceMarks:
    """Get an English sentence without the plan that stands between an aircraft and what it did."""
    if marks.sentence.language != _ENGLISH:
        return marks
    for event in marks.events:
        first = _begin(marks, event)
        done = _verb_behind(marks, event) if first is not None else None
        if first is not None and done is not None:
            told = bool(between(marks.dates, done.last, marks.last))  # the verb behind has a day of its own
            kinds = (*_KINDS, "dates") if told else _KINDS
            return without_stretches(marks, [range(first, done.first)], kinds)
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
    heads = [end for end in _heads(marks) if 0 <= first - end <= _HEAD_REACH]
    if not heads:
        return None
    if first > heads[-1] and not any(j.mark is Join.WHO and j.first == heads[-1] for j in marks.joins):
        return None
    return heads[-1]


def _heads(marks: SentenceMarks) -> list[int]:
    """Get where aircraft end, each with whose it is: "an An-26 chartered by the World Food Programme"."""
    owned = {join.first: join.last for join in marks.joins if join.mark is Join.OWNED}
    ends = {craft.last for craft in marks.aircraft}
    owners = {owned[first] for first in ends & owned.keys()}
    behind = (o.last for o in marks.operators if owners & {o.first, o.first - 1})
    return sorted({*ends, *behind})


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
