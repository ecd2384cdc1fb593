"""Find the parts of a group that share its verb: "three C-17s, two from Dover and one from Gao, landed".

Each part is a number, or "the other", with where it came from. The first may be the group itself ("two C-17s
from Dover and one from Gao landed"); where the group is told as a whole before, the parts make it up.
"""

from collections.abc import Iterator, Sequence

import msgspec

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Form, Join, Points, Relation

__all__ = ["GroupParts", "group_parts"]

#: What sets the parts off from their group, and what may stand behind the last one.
_OPENING, _CLOSING = frozenset((",", "(", "-", ":")), frozenset((",", ")", "-"))
#: Words between the last part and its verb, at most: "have", "had since".
_VERB_REACH = 2
#: Tokens that say of what the parts are: "of them".
_OF_THEM = 2
#: Words for the one that is left.
_OTHER = frozenset({Points.REST, Points.MORE, Points.ONE})


class GroupParts(msgspec.Struct, frozen=True):
    """A group, its parts (the token and number of each), and the token behind the last."""

    group: At[AircraftMark]
    parts: tuple[tuple[int, int], ...]
    last: int


def group_parts(marks: SentenceMarks) -> Iterator[GroupParts]:
    """Get the groups of a sentence that are told by where each of their parts came from."""
    if sum(tie.mark is Relation.FROM for tie in marks.relations) < 2:
        return
    for group in marks.aircraft:
        whole = next((c.mark.count.n for c in marks.counts if c.mark.head == group.mark.span), None)
        if group.mark.is_flight or whole is None:
            continue
        own = _behind_origin(marks, group.last)
        if own is None and marks.form(group.last) not in _OPENING:
            continue
        parts = [] if own is None else [(group.first, whole)]
        last = own or group.last
        while (part := _part_at(marks, last, whole)) is not None:
            parts.append(part[:2])
            last = part[2]
        told = own is not None or sum(n for _, n in parts) == whole
        if len(parts) > 1 and told and _is_verb_next(marks, last):
            yield GroupParts(group, tuple(parts), last)


def _part_at(marks: SentenceMarks, index: int, whole: int) -> tuple[int, int, int] | None:
    """Get the token and number of the part behind a token, and where it ends."""
    first = index
    joins = {i for join in marks.joins if join.mark is Join.AND for i in range(join.first, join.last)}
    while first < marks.last and (first in joins or marks.form(first) in _OPENING):
        first += 1
    if first == index:
        return None
    number = next((n for n in marks.numerals if n.first == first and not n.mark.is_ordinal), None)
    other = next((p for p in marks.pointers if p.first == first and p.mark in _OTHER), None)
    if number is None and (other is None or whole != 2):
        return None
    ends = [item.last for item in (number, other) if item is not None]
    last = next((e for e in (_behind_origin(marks, at) for at in _behind_them(marks, ends)) if e), None)
    if last is None:
        return None
    return first, number.mark.n if number is not None else 1, last


def _behind_them(marks: SentenceMarks, ends: Sequence[int]) -> list[int]:
    """Get where a part's own words may end: behind its number, or behind "of them"."""
    them = [p.last for p in marks.pointers if p.mark is Points.THEM]
    return [*ends, *(last for last in them if any(0 < last - end <= _OF_THEM for end in ends))]


def _behind_origin(marks: SentenceMarks, index: int) -> int | None:
    """Get the token behind a place that "from" at a token leads to."""
    tied = [r.last for r in marks.relations if r.first == index and r.mark is Relation.FROM]
    return next((place.last for place in marks.places if place.first in tied), None)


def _is_verb_next(marks: SentenceMarks, index: int) -> bool:
    first = index + (marks.form(index) in _CLOSING)
    verbs = (event.first for event in marks.events if event.mark.form is Form.VERB)
    return any(0 <= verb - first <= _VERB_REACH for verb in verbs)
