"""Which parts of a sentence tell no flight that the next could go on with, and which verbs tell none."""

from collections.abc import Sequence

from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LEADING_ACTS, Act, EventWord

__all__ = ["is_of_visitor", "is_only_aboard"]


def is_of_visitor(marks: SentenceMarks, clauses: Sequence[Clause]) -> bool:
    """Say whether a person is who went somewhere: "the premier went to Oslo, and a group came".

    ``clauses``: those of a part of the sentence that names no aircraft.
    """
    return bool(between(marks.persons, clauses[0].first, clauses[-1].last))


def is_only_aboard(verbs: Sequence[At[EventWord]], events: Sequence[At[EventWord]]) -> bool:
    """Say whether Arabic only tells who is on board of what a noun tells: "تستعد للإقلاع وعلى متنها حجاج"."""
    aboard = all(e.mark.act is Act.CARRY and e.last - e.first > 1 and e.mark.language == "ar" for e in verbs)
    return aboard and any(event.mark.act in LEADING_ACTS for event in events)
