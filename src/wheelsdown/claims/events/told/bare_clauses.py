"""Say why a clause that tells a flight without a listed verb is no fact: "an Il-76 could be next at Gao"."""

from collections.abc import Sequence

from wheelsdown.claims.events.told.predicates import bare_untold
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Cue, Modality, Scope

__all__ = ["bare_modality"]

#: Marks of a question.
_ASKING = frozenset("?؟")
#: Words from the head of a clause to the noun that it is about, at most: "a large cargo ship".
_OPENING = 3


def bare_modality(marks: SentenceMarks, clauses: Sequence[Clause], clause: Clause) -> Modality | None:
    """Get the modality of a clause that tells a flight without a listed verb."""
    if not marks.events and marks.form(marks.last - 1) in _ASKING:
        return Modality.QUESTION  # "Il-96 RA-96024 Moscow-Tehran?"
    named = max((a.last for a in between(marks.aircraft, clause.first, clause.last)), default=clause.last)
    cues = [cue for cue in between(marks.cues, clause.first, clause.last) if _counts(clause, cue, named)]
    if clause is not clauses[0]:
        cues = [cue for cue in cues if cue.mark.scope is not Scope.OPEN]  # "to Gao, where they changed to"
    return cues[0].mark.modality if cues else bare_untold(marks, clauses, clause)


def _counts(clause: Clause, cue: At[Cue], named: int) -> bool:
    """Say whether a word is about the clause: what doubts it behind its aircraft, what it opens with."""
    if cue.mark.modality is Modality.OTHER:
        return cue.first - clause.first <= _OPENING
    doubts = cue.mark.scope is not Scope.BEFORE or cue.first >= named
    return doubts and cue.mark.modality is not Modality.FACT
