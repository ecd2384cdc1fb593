"""Say whether English words only speak of flights told before: "Both flights were reported by local media".

Nothing new is told where such flights are what a verb of saying, seeing or recording is about, and no place
and no day of theirs stands beside them. Nor is what has to do with an aircraft and with no flight: that it
was made, or serves again.
"""

from collections.abc import Sequence

from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Relation

__all__ = ["is_of_making", "is_retold"]

_ENGLISH = "en"
#: Words that point at flights told before, and the nouns they stand before.
_THESE = frozenset(("both", "these", "those", "all", "the"))
_FLIGHTS = frozenset(
    ("flights", "landings", "arrivals", "trips", "sorties", "movements", "visits", "rotations")
)
#: Words between the pointing word and the noun: "the two".
_REACH = 2
_WERE = frozenset(("were", "are", "appear", "appeared"))
#: What is done with flights by those who tell of them.
_TOLD = frozenset(
    (
        *("reported", "tracked", "documented", "confirmed", "recorded", "observed", "logged", "noticed"),
        *("described", "captured", "mentioned", "noted", "covered", "announced", "verified", "spotted"),
        *("seen", "visible", "listed", "denied", "disputed", "filmed", "photographed", "consistent"),
    )
)
#: Words between "were" and the participle: "were also first".
_NEAR = 3
#: What is begun again and is no flight: "resumed production", "returned to service".
_MAKING = frozenset(("production", "construction", "assembly", "manufacture", "manufacturing", "service"))
_TURNING = frozenset({Act.RESUME, Act.PAUSE, Act.RETURN, Act.ARRIVE, Act.FLY, Act.DEPART})
#: Words between a verb and "to service", at most, and what ties "service" to it.
_SERVED, _INTO = 8, frozenset(("to", "into", "in", "from"))


def is_retold(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether the flights of an event are told before, and only spoken of."""
    here = clause_at(clauses, event.first) if marks.sentence.language == _ENGLISH else None
    if here is None or between(marks.places, here.first, here.last):
        return False
    noun = next((i for i in range(here.first, here.last) if marks.form(i) in _FLIGHTS), None)
    if noun is None or _THESE.isdisjoint(marks.form(i) for i in range(max(here.first, noun - _REACH), noun)):
        return False
    if any(between(items, here.first, here.last) for items in (marks.dates, marks.registrations)):
        return False
    told = [i for i in range(noun + 1, here.last) if marks.form(i) in _TOLD]
    return bool(told) and any(marks.form(i) in _WERE for i in range(max(noun + 1, told[0] - _NEAR), told[0]))


def is_of_making(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether what begins or stops is that aircraft are made, or that one serves."""
    here = clause_at(clauses, event.first) if marks.sentence.language == _ENGLISH else None
    if here is None or event.mark.act not in _TURNING or event.mark.form is not Form.VERB:
        return False
    led = [tie for tie in marks.relations if tie.mark in (Relation.FROM, Relation.TO)]
    made = [i for i in range(here.first, here.last) if marks.form(i) in _MAKING]
    for index in made:
        if marks.form(index) == "service":
            served = marks.form(index - 1) in _INTO and -1 <= index - event.last <= _SERVED
            if served and not any(tie.last == place.first for tie in led for place in marks.places):
                return True
        elif event.mark.act in (Act.RESUME, Act.PAUSE):
            return True
    return False
