"""Say whether an Arabic preposition ties its place to a thing named right before it, and to no aircraft.

"وسط صمت من الخرطوم" is silence from there, "في رسالة واضحة إلى أنقرة" a message to somebody, "قوات موالية
لإيران" says whose they are. Behind where an aircraft came down or took off, a word that no list knows right
before the preposition is such a thing, unless it says which way or in what manner.
"""

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import LEADING_ACTS, Act, Form, Join, Points, Relation

__all__ = ["is_of_arabic_thing"]

_ARABIC = "ar"
_TO, _FROM, _IN, _FOR = frozenset(("الي",)), frozenset(("من", "ومن")), frozenset(("في",)), "ل"
#: How words begin that say which way, and what a flight is.
_WAYS = ("طريق", "مسار", "مسير", "رحل", "وجه", "متجه", "متوجه", "عائد", "راجع", "مباشر", "الرحل", "خط")
#: Words that say how it went, or are of no thing.
_MANNER = frozenset(
    (
        *("جوا", "راسا", "فورا", "سرا", "ليلا", "نهارا", "فجرا", "صباحا", "مساء", "ظهرا", "عصرا", "مجددا"),
        *("لاحقا", "اولا", "اخيرا", "اليوم", "امس", "هناك", "ذهابا", "ايابا", "فارغه", "سالمه", "مبكره"),
        *("متاخره", "انتقلت", "انتقل", "مضت", "مضي", "وصولا", "قادمه", "قادما", "اتيه", "اتيا", "وافده"),
    )
)
#: Words from what an aircraft is, or whose it is, to the end of a name that no list knows.
_NAMES, _NAME_REACH = frozenset(("طراز", "نوع", "شركه", "لشركه", "فئه", "رقم", "تسجيل")), 4
#: Those who are sent or speak to somebody, behind whom "to" is none of a flight.
_ENVOYS = frozenset(
    (
        *("المبعوث", "مبعوث", "الموفد", "موفد", "السفير", "سفير", "السفيره", "سفيره", "الممثل", "ممثل"),
        *("المبعوثه", "مبعوثه", "المندوب", "مندوب", "القائم", "مبعوثها", "مبعوثه", "سفيرها", "ممثلها"),
    )
)
#: Endings of words that say how it came, of adjectives behind an aircraft, and how many of these at most.
_STATES, _QUALITIES, _ADJECTIVES = ("ه", "ا", "ين"), ("ه", "ي", "ان", "ين", "ات"), 3
#: Endings of adjectives that say of what country or kind a thing is, and of "of the north".
_KINDS, _THE = ("ي", "يه", "يين", "يون", "يتين", "يتان"), "ال"


def is_of_arabic_thing(
    marks: SentenceMarks, place: At[PlaceMark], landed: int | None, before: int, *, is_left: bool
) -> bool:
    """Say whether a place belongs to a thing that an Arabic sentence names right before its preposition.

    Parameters
    ----------
    marks
        The sentence.
    place
        A place with a plain preposition.
    landed
        The token behind where the aircraft came down or took off, if it is told before.
    before
        The token of the event that rules the place; where that comes later, the place opens what is told.
    is_left
        Whether where it took off is what is told before, so that "to" may be where it went.
    """
    if marks.sentence.language != _ARABIC:
        return False
    tie = _tie(marks, place)
    if tie is None:
        return False
    word, first = tie
    thing = _thing(marks, first, landed if landed is not None else marks.first)
    if thing is None:
        return False
    if word in _FROM and not any(craft.first < thing for craft in marks.aircraft):
        return False  # "عاد إلى بورتسودان رئيس الأركان من القاهرة"
    if word == _FOR:
        return landed is not None or before > place.first
    if landed is None:
        return word in _TO and (before > place.first or marks.form(thing).lstrip("ول") in _ENVOYS)
    return not (is_left and word in _TO)


def _tie(marks: SentenceMarks, place: At[PlaceMark]) -> tuple[str, int] | None:
    """Get the preposition of a place and where it stands; none where it is more than a plain one."""
    if place.mark.particles[-1:] == _FOR:
        return _FOR, place.first
    tie = next((r for r in reversed(marks.relations) if r.last == place.first), None)
    if tie is None or tie.last - tie.first > 1 or tie.mark is Relation.OTHER:
        return None
    word = marks.form(tie.first)
    return (word, tie.first) if word in _TO | _FROM | _IN else None


def _thing(marks: SentenceMarks, first: int, start: int) -> int | None:
    """Get the word that stands before a preposition, past its adjectives, where no list knows it."""
    owners = {index for owner in marks.operators for index in range(owner.first, owner.last)}
    known = _known(marks)
    index = first - 1
    while index >= start and (index in owners or _is_kind(marks, index, known)):
        index -= 1
    if index < start or index in known or not marks.form(index).isalpha():
        return None
    word = marks.form(index)
    if word.lstrip("ول") not in _ENVOYS and _is_of_flight(marks, index, known):
        return None
    ways = (marks.form(i).lstrip("ولبف").startswith(_WAYS) for i in (index - 1, index))
    if word in _MANNER or any(ways):
        return None
    near = range(max(start, index - _NAME_REACH), index + 1)
    named = any(marks.form(i) in _NAMES for i in near)
    owned = any(join.mark is Join.OWNED and join.last in near for join in marks.joins)
    return None if named or owned else index


def _is_of_flight(marks: SentenceMarks, index: int, known: frozenset[int]) -> bool:
    """Say whether a word is an adjective of the aircraft, whose flight it is, or how it came.

    "طائرة نقل عسكرية ضخمة من", "رحلات الخطوط من", "عادت خاوية إلى".
    """
    flights = [event.last for event in marks.events if event.mark.act is Act.FLY]
    named = (*marks.aircraft, *(p for p in marks.pointers if p.mark is Points.AIRCRAFT))
    if index in (*flights, *(craft.last for craft in named)):
        return True
    word = marks.form(index)
    moved = (e for e in marks.events if e.mark.form is Form.VERB and e.mark.act in LEADING_ACTS)
    if any(e.last == index for e in moved) and word.endswith(_STATES) and not word.startswith(_THE):
        return True
    last = max((craft.last for craft in marks.aircraft if craft.last <= index), default=index)
    behind = range(last, index + 1)
    return 1 < len(behind) <= _ADJECTIVES and all(
        i not in known and marks.form(i).endswith(_QUALITIES) for i in behind
    )


def _is_kind(marks: SentenceMarks, index: int, known: frozenset[int]) -> bool:
    """Say whether a word is an adjective like "الفرنسية", behind a word with the article."""
    word = marks.form(index)
    return index not in known and word.startswith(_THE) and word.endswith(_KINDS)


def _known(marks: SentenceMarks) -> frozenset[int]:
    kinds: tuple[tuple[At[object], ...], ...] = (
        *(marks.aircraft, marks.dates, marks.durations, marks.counts, marks.numerals, marks.events),
        *(marks.pointers, marks.joins, marks.cues, marks.places, marks.registrations, marks.callsigns),
        *(marks.relations, marks.sayings),
    )
    return frozenset(index for items in kinds for item in items for index in range(item.first, item.last))
