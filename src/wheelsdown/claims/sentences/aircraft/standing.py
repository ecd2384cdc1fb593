"""Say whether a number or a pointing word stands alone at the start of a clause: "The second from Minsk"."""

from typing import TYPE_CHECKING

from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Points, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_dashed", "is_described", "is_followed", "is_posted", "needs_no_verb", "words_before"]

#: The Arabic article, and particles written before it.
_THE, _PARTICLES = "ال", "وفب"
#: "That", behind a verb of saying.
_THAT = frozenset(("ان", "بان"))
#: What ties where an aircraft came from, and where it went.
_COMING = frozenset({Relation.FROM, Relation.TO})
#: Words between a tie and its place: "from the port of Gao".
_TIE_REACH = 2


def is_dashed(marks: SentenceMarks, at: int) -> bool:
    """Say whether a dash stands for the verb before an aircraft and its number: "An hour later - two"."""
    return any(marks.form(i) == "-" and marks.tokens[i].spaced for i in range(max(marks.first, at - 3), at))


def needs_no_verb(marks: SentenceMarks, at: int, *, is_aircraft: bool) -> bool:
    """Say whether a dash stands for the verb of an aircraft, or Arabic needs none to tell of "the first"."""
    return (is_aircraft and is_dashed(marks, at)) or is_posted(marks, at) or is_described(marks, at, at + 1)


def is_posted(marks: SentenceMarks, at: int) -> bool:
    """Say whether a post or log tells by no verb where an aircraft with its code came from.

    "RAF RC-135W ZZ664 (RRR7221) from Waddington": with whose it is before it, and nothing else.
    """
    craft = next((one for one in marks.aircraft if one.first == at and one.mark.named), None)
    codes = {i for code in (*marks.registrations, *marks.callsigns) for i in range(code.first, code.last)}
    if craft is None or not codes or not _opens(marks, at, codes):
        return False
    index = craft.last
    while index < marks.last and (index in codes or not marks.form(index).isalnum()):
        index += 1
    told = codes & set(range(marks.first, index))
    ends = [tie.last for tie in marks.relations if tie.first == index and tie.mark in _COMING]
    return bool(told) and any(place.first in ends for place in marks.places)


def _opens(marks: SentenceMarks, at: int, codes: set[int]) -> bool:
    """Say whether only whose aircraft it is, and its code, stand before it."""
    owners = {i for one in marks.operators for i in range(one.first, one.last)}
    before = [i for i in range(marks.first, at) if marks.form(i).isalpha()]
    return all(index in owners | codes for index in before)


def is_described(marks: SentenceMarks, at: int, last: int) -> bool:
    """Say whether Arabic tells by no verb what "the first" is and its way: "الأولى سي 17 قادمة من"."""
    definite = is_arabic(marks.form(at)) and marks.form(at).lstrip(_PARTICLES).startswith(_THE)
    leads = any(tie.first > last and tie.mark in (Relation.FROM, Relation.TO) for tie in marks.relations)
    return definite and leads and any(craft.first == last for craft in marks.aircraft)


def words_before(marks: SentenceMarks, at: int) -> list[int]:
    """Get the words before a token that say neither when nor in what order, nor in Arabic who says so."""
    kinds: tuple[Sequence[At[object]], ...] = (marks.joins, marks.dates, marks.durations, marks.counts)
    theres = [pointer for pointer in marks.pointers if pointer.mark is Points.THERE]
    known = {i for items in (*kinds, theres) for item in items for i in range(item.first, item.last)}
    if is_arabic(marks.form(at)):
        tellers: tuple[Sequence[At[object]], ...] = (marks.sayings, marks.sources)
        known |= {i for items in tellers for item in items for i in range(item.first, item.last)}
        known |= {i for i in range(marks.first, at) if marks.form(i) in _THAT}
    known |= {tie.first for tie in marks.relations if tie.last in known}
    return [i for i in range(marks.first, at) if i not in known and marks.form(i).isalnum()]


def is_followed(marks: SentenceMarks, at: int) -> bool:
    """Say whether no noun stands behind a number or a pointing word: "another story" tells no flight."""
    kinds: tuple[Sequence[At[object]], ...] = (marks.numerals, marks.pointers, marks.counts)
    last = max((item.last for items in kinds for item in items if item.first == at), default=at + 1)
    if marks.form(last) == "," and not (marks.dates or _leads_to_place(marks)):
        return False  # «один из них, гражданин Италии, в больнице»
    if not marks.form(last).isalnum():
        return last >= marks.last or marks.tokens[last].spaced or marks.form(last) in (",", "،")
    after = (marks.relations, marks.dates, marks.pointers)
    return is_described(marks, at, last) or any(item.first == last for items in after for item in items)


def _leads_to_place(marks: SentenceMarks) -> bool:
    """Say whether a word ties a place, with a word or two between at most: "from the port of Gao"."""
    ends = [tie.last for tie in marks.relations]
    return any(
        place.mark.particles or any(0 <= place.first - end <= _TIE_REACH for end in ends)
        for place in marks.places
    )
