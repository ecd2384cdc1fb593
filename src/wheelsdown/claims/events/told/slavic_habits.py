"""Whether a Slavic present tells what all aircraft do: «теперь борты идут напрямую»."""

from msgspec.structs import replace

from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.beside.backgrounds import is_present
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form

__all__ = ["is_of_all"]

#: Slavic words for all of them, and for what is so by now.
_ALL = frozenset(("все", "всі", "усі", "теперь", "тепер"))
_MOVING = frozenset({Act.FLY, Act.HEAD, Act.ARRIVE, Act.DEPART, Act.RETURN, Act.OVERFLY})


def is_of_all(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether a present tense with no day is told of all aircraft, of no number of them."""
    if event.mark.form is not Form.VERB or event.mark.act not in _MOVING or marks.sentence.is_headline:
        return False
    words = {marks.form(index) for index in range(clause.first, event.first)}
    verb = replace(event, last=event.first + 1)  # «йдуть | через»
    if _ALL.isdisjoint(words) or marks.dates or marks.registrations or not is_present(marks, verb):
        return False
    craft = between(marks.aircraft, clause.first, event.first)
    return any(one.mark.plural for one in craft) and not any(is_counted(marks, one) for one in craft)
