"""Say whether a clause begins with what "one more" before its comma is: "one more, an An-124 from Gao"."""

from collections.abc import Sequence

from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.words import Points

__all__ = ["is_named_behind"]

#: Words before what it is: "an An-124".
_ARTICLE = 1
_ONES = (Points.MORE, Points.ONE)


def is_named_behind(
    marks: SentenceMarks, before: Sequence[Subject], here: Sequence[Subject], clause: Clause
) -> bool:
    """Say whether a clause begins with the aircraft that the last words of those before point to.

    ``before`` and ``here``: what the clauses before and the clause speak of.
    """
    if not before or before[-1].aircraft is not None or before[-1].points not in _ONES:
        return False
    at, comma = before[-1].at, clause.first - 1
    named = any(one.aircraft is not None and one.at <= clause.first + _ARTICLE for one in here)
    pointing = any(p.first <= at < p.last == comma for p in marks.pointers)
    return named and pointing and marks.form(comma) == ","
