"""Say whether a present tells what pictures show or somebody saw, and so what happened once.

«На видео Ил-76 садится в Бенгази», «очевидцы видели, как Ил-76 взлетает».
"""

from collections.abc import Sequence

from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Cue, EventWord, Modality, Scope

__all__ = ["is_shown"]

#: Words for pictures.
_PICTURES = Cue(Modality.FACT, Scope.AFTER)
#: "How", behind which it is told what was seen.
_HOW = frozenset(("как", "як"))
_SEEING = frozenset({Act.SEE, Act.SHOW})


def is_shown(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether pictures are named before a verb, or somebody saw how it happened."""
    if any(cue.mark == _PICTURES and cue.last <= event.first for cue in marks.cues):
        return True
    here = clause_at(clauses, event.first)
    if here is None or marks.form(here.first) not in _HOW:
        return False
    return any(other.first < here.first and other.mark.act in _SEEING for other in marks.events)
