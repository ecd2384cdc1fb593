"""Read "took" as a flight where an aircraft took somebody somewhere: "a plane took them to Gao"."""

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Points, Relation

__all__ = ["with_takings"]

_TOOK, _FLEW = "took", EventWord(Act.FLY, Form.VERB, language="en")
#: Words between the verb and where it took them, at most.
_REACH = 8
#: What is taken to a place that is no passenger: "took to the air", "took part".
_NO_PASSENGERS = frozenset(("to", "off", "part", "place", "over", "up", "aim", "on"))


def with_takings(marks: SentenceMarks) -> SentenceMarks:
    """Get an English sentence with "took" as a verb of flight where an aircraft is its subject."""
    found = [
        At(index, index + 1, _FLEW)
        for index in range(marks.first, marks.last)
        if marks.form(index) == _TOOK and _is_flown(marks, index)
    ]
    if not found:
        return marks
    return replace(marks, events=tuple(sorted((*marks.events, *found), key=lambda event: event.first)))


def _is_flown(marks: SentenceMarks, index: int) -> bool:
    if any(event.first <= index < event.last for event in marks.events):
        return False
    craft = any(craft.last == index for craft in marks.aircraft)
    it = any(one.mark is Points.AIRCRAFT and one.last == index for one in marks.pointers)
    if not (craft or it) or marks.form(index + 1) in _NO_PASSENGERS:
        return False
    if any(0 <= length.first - index - 1 <= 1 for length in marks.durations):
        return False  # "took three hours to reach Gao"
    ties = [tie.last for tie in marks.relations if tie.mark is Relation.TO and tie.first > index + 1]
    led = [p.first for p in marks.places if p.first in ties and p.first - index <= _REACH]
    return bool(led) and not between(marks.events, index, led[0])
