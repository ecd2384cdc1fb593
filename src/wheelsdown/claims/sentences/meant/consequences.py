"""Leave out what was sent because of a flight: «Триполи направил в Москву ноту после того, как Ил-76».

No aircraft is told of in the clause of politics, whose places are none of the flight behind "after".
"""

from wheelsdown.claims.sentences.beside.senders import lets_go
from wheelsdown.claims.sentences.clauses import clauses_of
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import Form, Points

__all__ = ["without_consequences"]

#: Slavic words for "after" before a clause: «после того(,) как».
_AFTER = (("после", "того"), ("після", "того"))
_KINDS = ("places", "events", "relations", "operators", "unsure_places")


def without_consequences(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without what was sent somewhere that is no aircraft, where "after" tells of one."""
    forms = ((marks.form(index), marks.form(index + 1)) for index in range(marks.first, marks.last - 1))
    first = next((marks.first + n for n, pair in enumerate(forms) if pair in _AFTER), None)
    if first is None or between(marks.aircraft, marks.first, first):
        return marks
    if not between(marks.aircraft, first, marks.last):
        return marks
    if any(pointer.mark is Points.AIRCRAFT for pointer in between(marks.pointers, marks.first, first)):
        return marks
    sent = next((index for index in range(marks.first, first) if lets_go(marks.form(index))), None)
    verbs = (e for e in between(marks.events, marks.first, first) if e.mark.form is Form.VERB)
    if sent is None or any(verb.first != sent for verb in verbs):
        return marks
    here = next(clause for clause in clauses_of(marks) if clause.holds(sent))
    return without_stretches(marks, [range(here.first, first)], _KINDS)
