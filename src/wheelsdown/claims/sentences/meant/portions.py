"""Leave out English numbers that are not of what flew: "half of the 20 flights", "all but one of the planes".

Of the first it is only told how many there were in all, of the second how many did not; what is left of a
number that is told ("all but one of the six") is not counted here.
"""

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.words import Points

__all__ = ["with_portions"]

_ENGLISH = "en"
#: Words for a part with no number of its own, before "of".
_PARTS = frozenset(
    (
        *("half", "most", "some", "many", "several", "part", "majority", "third", "thirds", "quarter"),
        *("quarters", "fifth", "fifths", "few", "bulk", "fraction", "percent", "%", "number", "rest"),
    )
)
_OF, _WHOLE = (
    "of",
    frozenset(("the", "those", "these", "its", "their", "some", "roughly", "about", "at", "least")),
)
#: Words between "of" and the number, at most: "of the at least 20".
_WHOLE_REACH = 3
_ALL_BUT = ("all", "but")


def with_portions(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without the numbers of a whole of which a part is told, and of those that did not."""
    if marks.sentence.language != _ENGLISH:
        return marks
    marks = _with_most(marks)
    out = [c for c in marks.counts if not c.mark.implied and _is_other(marks, c.first)]
    if not out:
        return marks
    gone = {index for count in out for index in range(count.first, count.last)}
    return replace(
        marks,
        counts=tuple(count for count in marks.counts if count not in out),
        numerals=tuple(number for number in marks.numerals if number.first not in gone),
    )


def _with_most(marks: SentenceMarks) -> SentenceMarks:
    """Read "all but one of them" as some of those told, not as one."""
    most = {p.first for p in marks.pointers if (marks.form(p.first - 2), marks.form(p.first - 1)) == _ALL_BUT}
    if not most:
        return marks
    return replace(
        marks,
        pointers=tuple(
            replace(p, first=p.first - 2, mark=Points.SOME) if p.first in most else p for p in marks.pointers
        ),
        joins=tuple(join for join in marks.joins if join.last not in most),
    )


def _is_other(marks: SentenceMarks, first: int) -> bool:
    """Say whether a number is that of a whole before which a part is told, or of those left out."""
    if (marks.form(first - 2), marks.form(first - 1)) == _ALL_BUT:
        return True
    at = first - 1
    while first - at <= _WHOLE_REACH and marks.form(at) in _WHOLE:
        at -= 1
    if marks.form(at) != _OF:
        return False
    left_out = (marks.form(at - 3), marks.form(at - 2)) == _ALL_BUT
    return left_out or marks.form(at - 1) in _PARTS
