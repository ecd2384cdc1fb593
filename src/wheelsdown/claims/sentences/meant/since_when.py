"""Read the days of English clauses with "since", which are those of something else: "since he fled in May".

Beside a perfect they tell since when it has been so ("few have landed since he fled in May"); beside a simple
past ("the first that landed since he fled in May") they are no days of the flight. A fall that is somebody's
is no season ("the weeks after his fall").
"""

from collections.abc import Iterator
from dataclasses import replace as with_fields

from msgspec.structs import replace

from wheelsdown.articles.expressions import After, Before, Since, Until
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between

__all__ = ["with_since_when"]

_ENGLISH, _SINCE = "en", "since"
_STOPS = frozenset(",;:.()")
_PERFECT = frozenset(("has", "have", "had", "been"))
#: Words from "since" to its day, at least: "since he fled in May".
_CLAUSE = 2
_FALL, _WHOSE = "fall", frozenset(("his", "her", "its", "their", "s"))


def with_since_when(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence whose days are its own, or those since when something has been so."""
    if marks.sentence.language != _ENGLISH or not marks.dates:
        return marks
    told = dict(_since(marks)) | dict.fromkeys(_falls(marks))
    if not told:
        return marks
    dates = [(date, told.get(date.first, date.mark)) for date in marks.dates]
    return replace(marks, dates=tuple(replace(at, mark=mark) for at, mark in dates if mark is not None))


def _since(marks: SentenceMarks) -> Iterator[tuple[int, DateMark | None]]:
    """Find the days of clauses behind "since", each with what it tells of the flight, if anything."""
    named = {index for date in marks.dates for index in range(date.first, date.last)}
    for index in range(marks.first, marks.last):
        if marks.form(index) != _SINCE or index in named:
            continue
        ends = (i for i in range(index + 1, marks.last) if marks.form(i) in _STOPS and i not in named)
        days: list[At[DateMark]] = between(marks.dates, index + 1 + _CLAUSE, next(ends, marks.last))
        if len(days) != 1 or isinstance(days[0].mark.expression, Since):
            continue
        told = days[0].mark
        perfect = any(marks.form(i) in _PERFECT for i in range(marks.first, index))
        begins = perfect and not isinstance(told.expression, Until | After | Before)
        yield days[0].first, with_fields(told, expression=Since(told.expression)) if begins else None


def _falls(marks: SentenceMarks) -> Iterator[int]:
    """Find the falls that are somebody's: "after his fall", "since Assad's fall"."""
    for date in marks.dates:
        if marks.form(date.last - 1) == _FALL and marks.form(date.last - 2) in _WHOSE:
            yield date.first
