"""Say whether a number or a pointing word stands alone at the start of a clause: "The second from Minsk"."""

from typing import TYPE_CHECKING

from wheelsdown.claims.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Points

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_dashed", "is_followed", "words_before"]


def is_dashed(marks: SentenceMarks, at: int) -> bool:
    """Say whether a dash stands for the verb before an aircraft and its number: "An hour later - two"."""
    return any(marks.form(i) == "-" and marks.tokens[i].spaced for i in range(max(marks.first, at - 3), at))


def words_before(marks: SentenceMarks, at: int) -> list[int]:
    """Get the words before a token that say neither when nor in what order."""
    kinds: tuple[Sequence[At[object]], ...] = (marks.joins, marks.dates, marks.durations, marks.counts)
    theres = [pointer for pointer in marks.pointers if pointer.mark is Points.THERE]
    known = {i for items in (*kinds, theres) for item in items for i in range(item.first, item.last)}
    known |= {tie.first for tie in marks.relations if tie.last in known}
    return [i for i in range(marks.first, at) if i not in known and marks.form(i).isalnum()]


def is_followed(marks: SentenceMarks, at: int) -> bool:
    """Say whether no noun stands behind a number or a pointing word: "another story" tells no flight."""
    kinds: tuple[Sequence[At[object]], ...] = (marks.numerals, marks.pointers, marks.counts)
    last = max((item.last for items in kinds for item in items if item.first == at), default=at + 1)
    if not marks.form(last).isalnum():
        return last >= marks.last or marks.tokens[last].spaced or marks.form(last) in (",", "،")
    after = (marks.relations, marks.dates, marks.pointers)
    return any(item.first == last for items in after for item in items)
