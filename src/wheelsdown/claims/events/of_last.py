"""Say whether a Slavic relative is of the last aircraft alone: «два C-17 и Ан-124, который прилетел из Гао».

A relative or participle of one right behind several aircraft tells only of the one before its comma.
"""

from collections.abc import Sequence

from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.beside.backgrounds import is_participle
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import EventWord, Form, Join

__all__ = ["is_of_last"]

_SLAVIC = frozenset({"ru", "uk"})
#: Ends of participles of one, folded.
_OF_ONE = ("ии", "ая", "ее")
#: Aircraft told together, at least.
_SEVERAL = 2


def is_of_last(
    marks: SentenceMarks, before: Sequence[Subject], events: Sequence[At[EventWord]], clause: Clause
) -> bool:
    """Say whether a clause with these events tells only of the last of several aircraft before it."""
    if marks.sentence.language not in _SLAVIC or len(before) < _SEVERAL or not events:
        return False
    comma, verb = clause.first - 1, events[0]
    crafts = [subject.aircraft for subject in before if subject.aircraft is not None]
    if len(crafts) < len(before) or crafts[-1].last != comma or marks.form(comma) != ",":
        return False
    if verb.mark.form is not Form.VERB or crafts[-1].mark.plural:
        return False
    if is_participle(marks.form(clause.first)):
        return verb.first == clause.first and marks.form(verb.first).endswith(_OF_ONE)
    return Join.WHO in clause.joins and verb.mark.plural is False
