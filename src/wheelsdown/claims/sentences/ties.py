"""Which word ties a place to what happens: "from", "at", a letter written with its name, or none."""

from collections.abc import Mapping

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Join, Points, Relation

__all__ = ["is_apposition", "relation_of", "start_of"]

#: Words between a tying word and its place, at most: "to the newly enlarged Russian air base of ...".
_REACH = 6

#: How Arabic words for coming begin.
_COMING = ("قادم", "اتي", "وافد")
#: Words before the name of the place that they are for.
_TOWNS = frozenset(
    (
        *("capital", "city", "town", "port", "village", "base", "airport", "airfield", "hub", "island"),
        *("столице", "столицу", "столицы", "город", "городе", "города", "порт", "порту"),
        *("столиці", "столицю", "місто", "місті", "міста"),
        *("العاصمة", "عاصمة", "مدينة", "المدينة", "العاصمه", "مدينه", "المدينه", "عاصمه"),
    )
)


def relation_of(
    marks: SentenceMarks, place: At[PlaceMark], letters: Mapping[str, Relation]
) -> Relation | None:
    """Get how a place is tied to what happens; None when no word ties it.

    ``letters``: relations of particles written together with a name.
    """
    joined = place.last + 1 if marks.form(place.last) == "-" else -1  # "a Damascus-bound C-17"
    pointed = [
        r.mark for r in marks.relations if r.first in (place.first, joined) or r.first < place.first < r.last
    ]
    if pointed:
        return pointed[0]
    if any(r.last == place.first and r.mark is Relation.VIA for r in marks.relations):
        return Relation.VIA
    for letter in place.mark.particles:
        if letter in letters:
            return letters[letter]
    best: At[Relation] | None = None
    for relation in marks.relations:
        if relation.last <= place.first and _reaches(marks, relation, start_of(marks, place)):
            best = relation
    if best is None:
        return None
    if any(r.last == best.first and r.mark is Relation.NEAR for r in marks.relations):
        return Relation.NEAR  # "near the border | with Chad"
    outer = _outer(marks, best) or _coming_from(marks, best)
    return outer.mark if outer is not None else best.mark


def _reaches(marks: SentenceMarks, relation: At[Relation], first: int) -> bool:
    gap = range(relation.last, first)
    if any(join.first == relation.first and join.last > relation.last for join in marks.joins):
        return False  # "في حين تنفي أبوظبي"
    if len(gap) > _REACH or any(marks.form(index) in ",;:()،؛" for index in gap):
        return False
    blockers = (
        marks.places,
        marks.events,
        marks.aircraft,
        marks.dates,
        marks.sources,
    )
    parted = Join.WHO, *((Join.WITH,) if relation.mark is Relation.TO else ())  # "for talks with those of"
    relative = any(join.mark in parted and join.first in gap for join in marks.joins)
    return not relative and not any(item.first in gap for items in blockers for item in items)


def _outer(marks: SentenceMarks, relation: At[Relation]) -> At[Relation] | None:
    """Get "to" of "to an air base in": the place says where the unnamed airfield lies."""
    if relation.mark not in (Relation.AT, Relation.INTO, Relation.NEAR):
        return None
    fields = [p for p in marks.pointers if p.mark is Points.PLACE and 0 <= relation.first - p.last <= 1]
    for pointer in fields:
        for outer in reversed(marks.relations):
            if outer.last <= pointer.first and pointer.first - outer.last <= 2 and outer is not relation:
                return outer
    return None


def _coming_from(marks: SentenceMarks, relation: At[Relation]) -> At[Relation] | None:
    """Get "coming from" of a thing that lies in the place: "قادمة من مصنع الشركة في ماريتا"."""
    if relation.mark is not Relation.AT:
        return None
    for outer in marks.relations:
        coming = outer.mark is Relation.FROM and marks.form(outer.first).startswith(_COMING)
        if coming and outer.last <= relation.first and _reaches(marks, outer, relation.first):
            return outer
    return None


def start_of(marks: SentenceMarks, place: At[PlaceMark]) -> int:
    """Get where the name begins with its owner: "Tehran's Mehrabad"."""
    owner = next((one for one in marks.places if one.last + 2 == place.first), None)
    owned = owner is not None and [marks.form(owner.last), marks.form(owner.last + 1)] == [
        "'",
        "s",
    ]
    if owner is not None and owned:
        return owner.first
    is_named = is_apposition(marks, place.first - 1)
    return place.first - 2 if is_named else place.first


def is_apposition(marks: SentenceMarks, comma: int) -> bool:
    """Say whether a comma stands between a word for a town and its name: "in the capital, Dakar"."""
    if not marks.first < comma < marks.last - 1 or marks.form(comma) not in (",", "،"):
        return False
    return marks.form(comma - 1) in _TOWNS and any(place.first == comma + 1 for place in marks.places)
