"""Read an English flight that was under way when the aircraft landed elsewhere: it was only heading there.

"Was flying from Juba to Malakal when it crash-landed in Bor", "an Il-76 returning to Moscow landed in Sochi":
where it was flying to is no place that it came down at before the other.
"""

from dataclasses import replace as with_fields

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Relation

__all__ = ["with_under_way"]

_ENGLISH, _GERUND = "en", "ing"
_FLYING = frozenset({Act.FLY, Act.RETURN})
_LANDED = frozenset({Act.ARRIVE, Act.TURN, Act.STOP})
#: How phrases begin by which something is under way.
_WAYS = frozenset(("on", "en", "was", "were", "is"))
_WAY_NOUN, _WAY_REACH = "on", 3
#: Words between "was" and its gerund, and words before a gerund that make it what happened next.
_HELPED, _NEXT = frozenset(("was", "were", "been", "while", "when", "is", "are")), ("before", "after", "by")


def with_under_way(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence whose flights under way only head for where they did not land first."""
    if marks.sentence.language != _ENGLISH:
        return marks
    flying = [
        event for event in marks.events if _is_under_way(marks, event) and _landed_elsewhere(marks, event)
    ]
    if not flying:
        return marks
    return replace(
        marks,
        events=tuple(
            replace(event, mark=with_fields(event.mark, act=Act.HEAD, form=Form.VERB))
            if event in flying
            else event
            for event in marks.events
        ),
    )


def _is_under_way(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a flight is told as going on: "was flying", "a jet returning", "on its return flight"."""
    if event.mark.act not in _FLYING or event.mark.modality is not None:
        return False
    before = range(event.first - _WAY_REACH, event.first)
    if event.mark.form is Form.NOUN:
        return any(marks.form(index) == _WAY_NOUN for index in before)
    if event.last - event.first > 1 and marks.form(event.first) in _WAYS:
        return True
    if not marks.form(event.first).endswith(_GERUND) or marks.form(event.first - 1) in _NEXT:
        return False
    helped = any(marks.form(index) in _HELPED for index in before)
    return helped or any(craft.last == event.first for craft in marks.aircraft)


def _landed_elsewhere(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a verb behind tells of a landing at a place that is not where it was going."""
    behind = (e for e in marks.events if e.first >= event.last)
    landed = next((e for e in behind if e.mark.act is not Act.CARRY), None)
    if landed is None or landed.mark.form is not Form.VERB or landed.mark.act not in _LANDED:
        return False
    if landed.mark.modality is not None or marks.form(landed.first).endswith(_GERUND):
        return False
    goals = {tie.last for tie in marks.relations if tie.mark is Relation.TO} | {event.last}
    aims = [place for place in between(marks.places, event.last, landed.first) if place.first in goals]
    there = between(marks.places, landed.last, marks.last)
    joined = {join.mark for join in between(marks.joins, aims[-1].last if aims else event.last, landed.first)}
    if not aims or not there or joined & {Join.AND, Join.THEN, Join.BUT}:
        return False
    return (there[0].mark.id or there[0].mark.text) != (aims[-1].mark.id or aims[-1].mark.text)
