"""Say what a word that denies what came before is not about: what stands before an accusation.

"Data showed six landings, while the army accused Doha of arming them, which Doha denies" denies the arming.
"""

from collections.abc import Sequence

from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Cue, EventWord, Modality, Scope

__all__ = ["is_of_accusation", "is_undenied"]

_ACCUSED = Cue(Modality.UNVERIFIED, Scope.AFTER)


def is_undenied(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue]) -> bool:
    """Say whether what denies is itself denied: "and nobody in London denied it"."""
    here = clause_at(clauses, cue.first)
    none = Cue(Modality.DENIAL, Scope.SUBJECT)
    return here is not None and any(c.mark == none for c in between(marks.cues, here.first, cue.first))


def is_of_accusation(marks: SentenceMarks, cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether an accusation between an event and a denial behind it is what is denied: "وهو ما تنفيه"."""
    if cue.mark.modality is not Modality.DENIAL:
        return False
    return any(c.mark == _ACCUSED for c in between(marks.cues, event.last, cue.first))
