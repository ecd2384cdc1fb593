"""Say which of the aircraft that a frame names are its subjects: one, or each of two that "and" joins.

Of several words for one aircraft the most telling is kept; a number told as a whole before its types ("five
planes: four Il-76s and an An-124") is the subject, and the types are not.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wheelsdown.claims.sentence_marks import SentenceMarks, between
from wheelsdown.claims.subjects import Subject, is_counted

__all__ = ["distinct"]

#: An aircraft this near after another one, with only "and" between, is a second subject.
_JOINED = 3


def distinct(marks: SentenceMarks, subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Keep one subject, or each of those that are joined by "and" and are of different types."""
    if (whole := _whole(marks, subjects)) is not None:
        return (whole,)
    typed = [s for s in subjects if s.aircraft is not None and s.aircraft.mark.named is not None]
    joined = [other for one, other in pairwise(typed) if _differ(one, other) and _only_and(marks, one, other)]
    if joined:
        return (typed[0], *joined)
    pointing = [s for s in subjects if s.points or s.ordinal]
    best = sorted(subjects, key=_vague)[:1]
    n = next((s.n for s in pointing if s.n is not None), None)
    if pointing and best and best[0] not in pointing:
        return (replace(best[0], points=pointing[0].points, ordinal=pointing[0].ordinal, n=n),)
    return tuple([replace(pointing[0], n=n)] if pointing else best)


def _whole(marks: SentenceMarks, subjects: Sequence[Subject]) -> Subject | None:
    """Get the aircraft told as a whole before their types: "five planes: four Il-76s and an An-124"."""
    counted = [s for s in subjects if s.aircraft is not None and is_counted(marks, s.aircraft)]
    if any(subject.ordinal for subject in subjects):
        return None
    first = counted[0].aircraft if counted else None
    if first is None or first.mark.named is not None or first.mark.is_flight:
        return None
    later = [s for s in counted[1:] if s.aircraft is not None and s.aircraft.mark.named is not None]
    return counted[0] if later else None


def _vague(subject: Subject) -> tuple[int, int]:
    mark = subject.aircraft.mark if subject.aircraft else None
    if mark is None:
        return (3, subject.at)
    return (0 if mark.named else 2 if mark.is_flight else 1, subject.at)


def _differ(one: Subject, other: Subject) -> bool:
    return (
        one.aircraft is not None
        and other.aircraft is not None
        and one.aircraft.mark.type_designator != other.aircraft.mark.type_designator
    )


def _only_and(marks: SentenceMarks, one: Subject, other: Subject) -> bool:
    if one.aircraft is None or other.aircraft is None:
        return False
    first, last = one.aircraft.last, other.aircraft.first
    joins = between(marks.joins, first, last)
    items = (*marks.pointers, *marks.numerals, other.aircraft)
    glued = any(item.particles.startswith("و") for item in items if first <= item.first <= last)
    words = last - first - sum(join.last - join.first for join in joins)
    return (bool(joins) or glued) and words <= _JOINED and not between(marks.events, first, last)
