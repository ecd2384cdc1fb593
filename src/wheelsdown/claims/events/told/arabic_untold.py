"""Say whether an Arabic verb tells of no flight: one that is still to come, or none at all.

A light verb needs a noun of flight ("جرى توسيع المدرج" is of a runway), a number that is reached is no place
("تصل حمولتها إلى 50 طنا"), and what a runway is made for has not come yet ("وسّع المدرج ليستقبل الطائرات").
"""

from collections.abc import Sequence

from wheelsdown.claims.events.told.day_points import is_day_to_come
from wheelsdown.claims.events.told.imperfect import bare_verb, is_imperfect
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form

__all__ = ["is_of_no_flight", "is_of_teller", "is_planned"]

_ARABIC = "ar"
#: The particle of what for.
_PURPOSE = "ل"
#: Passives that say nothing by themselves: "was carried out".
_PASSIVES = frozenset(("جري", "جرت", "تم", "تمت", "يجري", "تجري", "يتم", "تتم"))
_TO = frozenset(("الي",))
#: Verbs behind which only "that" begins what is said, and letters before them.
_SAID, _THAT = frozenset(("قال", "قالت", "قالوا", "يقول", "تقول")), frozenset(("ان", "انه", "انها", "انهم"))
_JOINED, _THE_VISIT = "وف", "الزياره"
#: Words from a verb to the number that has come to so many, and nouns for one.
_SUMMED, _SUMS = 2, frozenset(("عدد", "العدد", "اجمالي", "الاجمالي", "مجموع", "المجموع", "عددها", "حصيله"))
#: "Comes", what tells of what something is a part or an answer, and words between the two, at most.
_COMES = frozenset(("تاتي", "ياتي", "جاءت", "جاء", "تجيء"))
_PART_OF = frozenset(("اطار", "ضمن", "سياق", "استكمالا", "تلبيه", "تزامنا", "بالتزامن", "تنفيذا", "استجابه"))
_PART_REACH = 5
#: Nouns of times.
_TIMES = frozenset(
    ("عام", "سنه", "شهر", "حقبه", "عهد", "زمن", "فتره", "مطلع", "اواخر", "منتصف", "ايام", "سنوات", "العام")
)
#: Words from "to" to the number that something reaches.
_REACHED = 4


def is_planned(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether an imperfect stands beside a day to come: "تنطلق غدا طائرة"."""
    here = clause_at(clauses, event.first)
    if event.mark.language != _ARABIC or event.mark.form is not Form.VERB or here is None:
        return False
    coming = any(is_day_to_come(date.mark.expression) for date in between(marks.dates, here.first, here.last))
    return coming and is_imperfect(marks, event)


def is_of_no_flight(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether something else is done or reached, or whether a runway is made fit for it."""
    here = clause_at(clauses, event.first)
    if event.mark.language != _ARABIC or here is None:
        return False
    match event.mark.act:
        case Act.HOST:
            return _PURPOSE in event.particles
        case Act.ARRIVE:
            reached = _reaches_number(marks, event) or _sums_up(marks, event)
            return reached or _is_made_for(marks, event) or _belongs(marks, event)
        case Act.LIGHT:
            return bare_verb(marks, event) in _PASSIVES and _is_of_a_thing(marks, here, event)
        case Act.RETURN:
            return _dates_back(marks, event)
    return False


def is_of_teller(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it only says who speaks: "قال موقع متخصص في رصد الطيران فوق المتوسط، إن".

    Nor is "the visit" without a day another one: "وتأتي الزيارة تلبية لدعوة من".
    """
    if event.mark.act is Act.VISIT and marks.form(event.first).lstrip(_JOINED) == _THE_VISIT:
        return not marks.dates
    said = next((said for said in reversed(marks.sayings) if said.last <= event.first), None)
    if said is None or event.mark.language != _ARABIC or marks.form(said.first).lstrip(_JOINED) not in _SAID:
        return False
    that = next((i for i in range(said.last, marks.last) if marks.form(i) in _THAT), marks.first)
    parted = any(marks.form(index) == ":" for index in range(said.last, that))
    return event.last <= that and not parted and not between(marks.sayings, said.last, that)


def _is_made_for(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether something is made fit for the landings of any aircraft: "وسّع المدرج لهبوط طائرات النقل"."""
    if event.mark.form is not Form.NOUN or _PURPOSE not in event.particles:
        return False
    return any(craft.first == event.last and craft.mark.plural is True for craft in marks.aircraft)


def _reaches_number(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a number is what is reached: "تصل حمولتها إلى 50 طنا"."""
    if marks.form(event.last) not in _TO:
        return False
    near = range(event.last + 1, event.last + 1 + _REACHED)
    named = {place.first for place in marks.places} | {date.first for date in marks.dates}
    return any(marks.form(index).isdigit() for index in near) and named.isdisjoint(near)


def _dates_back(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a time is what something goes back to: "صورة قديمة تعود إلى أغسطس"."""
    first = event.last + 1
    if marks.form(event.last) not in _TO:
        return False
    return marks.form(first) in _TIMES or any(date.first == first for date in marks.dates)


def _sums_up(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a number is what has come to so many: "ليصل بذلك عدد الطائرات إلى 118"."""
    near = [marks.form(index) for index in range(event.last, event.last + _SUMMED)]
    return event.mark.form is Form.VERB and not _SUMS.isdisjoint(near)


def _belongs(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether "comes" only tells what something is part of: "وتأتي الطائرة في إطار جسر جوي"."""
    if marks.form(event.last - 1).lstrip(_JOINED) not in _COMES:
        return False
    near = (marks.form(index) for index in range(event.last, event.last + _PART_REACH))
    return not _PART_OF.isdisjoint(near)


def _is_of_a_thing(marks: SentenceMarks, here: Clause, event: At[EventWord]) -> bool:
    """Say whether no flight is what was done: "جرى توسيع المدرج"."""
    events = [*between(marks.events, here.first, event.first), *between(marks.events, event.last, here.last)]
    is_told = bool(events) or any(here.holds(craft.first) for craft in marks.aircraft)
    return not is_told and _is_noun(marks, event.last)


def _is_noun(marks: SentenceMarks, index: int) -> bool:
    """Say whether a word is none that the lists know, so that it is what was done."""
    kinds: tuple[tuple[At[object], ...], ...]
    kinds = (marks.dates, marks.relations, marks.joins, marks.pointers, marks.counts, marks.numerals)
    return marks.form(index).isalpha() and not any(
        item.first <= index < item.last for items in kinds for item in items
    )
