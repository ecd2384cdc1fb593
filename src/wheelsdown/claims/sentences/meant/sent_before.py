"""Leave out where those had been sent whose flight is told: "jets that were sent to Gao in May flew to Oran".

Who was sent there, and when, tells which aircraft are meant; the flight is the one of the verb behind.
"""

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import LEADING_ACTS, EventWord, Form, Join

__all__ = ["without_sent_before"]

_ENGLISH, _SENT = "en", "sent"
#: Tokens from "that" to the verb: "that <had been> sent", and what parts clauses.
_REACH, _STOPS = 3, frozenset(",;:()")
#: What is left out of the relative.
_KINDS = ("places", "events", "dates", "relations", "unsure_places")


def without_sent_before(marks: SentenceMarks) -> SentenceMarks:
    """Get an English sentence without the place and the day of an earlier "that was sent to"."""
    if marks.sentence.language != _ENGLISH:
        return marks
    verbs = [event for event in marks.events if event.mark.form is Form.VERB]
    for sent in verbs:
        then = next((verb for verb in verbs if verb.first >= sent.last), None)
        if then is not None and _is_sent(marks, sent) and _goes_on(marks, sent, then):
            return without_stretches(marks, [range(sent.first, then.first)], _KINDS)
    return marks


def _is_sent(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it is "was sent" in a relative."""
    if not any(marks.form(index) == _SENT for index in range(event.first, event.last)):
        return False
    return any(j.mark is Join.WHO and 0 <= event.first - j.last < _REACH for j in marks.joins)


def _goes_on(marks: SentenceMarks, sent: At[EventWord], then: At[EventWord]) -> bool:
    """Say whether the main verb tells of a flight to or from a place of its own."""
    inside = range(sent.last, then.first)
    if then.mark.act not in LEADING_ACTS or any(marks.form(index) in _STOPS for index in inside):
        return False
    if between(marks.joins, sent.last, then.first):
        return False
    where = between(marks.places, sent.last, then.first)
    return bool(where) and bool(between(marks.places, then.last, marks.last))
