"""Say whether a flight is told to be a visit to a place: "arrived on an official visit to Turkey"."""

from collections.abc import Sequence

from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LEADING_ACTS, EventWord, Form

__all__ = ["is_told_as_visit"]

#: Words before a visit that tell how somebody flies: "on a visit", "с визитом", "في زيارة".
_ON = frozenset(("on", "for", "с", "со", "з", "із", "зі", "في"))
#: Words between these and the visit: "on a three-day official visit".
_REACH = 5


def is_told_as_visit(
    marks: SentenceMarks,
    clauses: Sequence[Clause],
    events: Sequence[At[EventWord]],
    visit: At[EventWord],
    found: Sequence[Stop],
) -> bool:
    """Say whether a noun for a visit tells where a verb before it leads, and nothing else does."""
    if visit.mark.form is not Form.NOUN or any(stop.role is Role.DESTINATION for stop in found):
        return False
    clause = clause_at(clauses, visit.first)
    before = [e for e in events if clause is not None and clause.holds(e.first) and e.last <= visit.first]
    verbs = [event for event in before if event.mark.form is Form.VERB and event.mark.act in LEADING_ACTS]
    if not verbs or verbs[-1] is not before[-1]:
        return False
    last = verbs[-1].last
    if marks.form(last - 1) in _ON and last == visit.first:
        return True  # «прибыл с визитом»
    near = range(max(last - 1, visit.first - _REACH), visit.first)
    on = [index for index in near if marks.form(index) in _ON]
    return bool(on) and not between(marks.dates, on[-1], visit.first)
