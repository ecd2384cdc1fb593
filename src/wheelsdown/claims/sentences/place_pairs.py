"""Say how two places of a sentence belong together: as a list, as alternatives, or one inside the other."""

from wheelsdown.articles.marks import PlaceLevel, PlaceMark, SourceMark
from wheelsdown.articles.scripts import is_cyrillic
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Join, Relation

__all__ = [
    "gap_between",
    "is_behind_dateline",
    "is_enumerated",
    "is_joined_by_or",
    "is_locative",
    "is_next",
    "is_one_name",
    "is_qualified",
    "is_route",
    "is_row",
    "is_within",
    "lies_in",
    "opens_in_capitals",
    "place_key",
]

#: Words between two places of which one tells of the other, at most.
_REACH = 6

#: Marks between the parts of a dateline.
_APART = frozenset(",()/.")

#: What stands between two places of a route: "A-B", "A → B".
_ROUTE_MARKS = (["-"], [">"], ["→"], ["-", ">"], ["➔"], ["➡"])

#: What parts the cells of a table, and how often in a row at least.
_BAR, _FEWEST_BARS = "|", 3

#: Letters at the end of a name that may differ by case, and letters that stay.
_ENDING, _STEM = 2, 4

#: Levels of places whose names have cases.
_LYING = frozenset({PlaceLevel.UNKNOWN, PlaceLevel.REGION, PlaceLevel.COUNTRY, PlaceLevel.AREA})
#: Endings of the case that tells where something is, in folded letters, and of no name that has no cases.
_LOCATIVE = ("ии", "е", "ах", "ях", "іі", "ому", "іи", "ои")

#: Russian words with another ending of that case, which names that have no cases share.
_SOFT = frozenset(
    ("области", "беларуси", "сибири", "твери", "перми", "рязани", "казани", "астрахани", "керчи")
)

#: Ukrainian names that end like that case and have no cases.
_INDECLINABLE = frozenset(
    [
        "бангі",
        "бурунді",
        "гаіті",
        "делі",
        "джибуті",
        "карачі",
        "кірібаті",
        "конакрі",
        "малі",
        "маямі",
        "міссурі",
        "міссісіпі",
        "наиробі",
        "перті",
        "сомалі",
        "тбілісі",
        "фіджі",
        "чилі",
    ]
)

#: Marks around a name.
_GERUND = "ing"
_QUOTES = frozenset("«»“”„\"'")
#: The Arabic particle for "then".
_THEN = "ف"

_LEVELS = {
    PlaceLevel.AERODROME: 0,
    PlaceLevel.PORT: 0,
    PlaceLevel.UNKNOWN: 0,
    PlaceLevel.CITY: 1,
    PlaceLevel.REGION: 2,
    PlaceLevel.SET: 2,
    PlaceLevel.COUNTRY: 3,
    PlaceLevel.AREA: 4,
}


def place_key(mark: PlaceMark) -> tuple[str, ...]:
    """Get what two mentions of a place have in common: its identifier, or its words without their endings."""
    if mark.id is not None:
        return (mark.id,)
    return mark.candidates or (mark.text.casefold()[: max(_STEM, len(mark.text) - _ENDING)],)


def gap_between(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> list[str]:
    """Get the forms of the tokens between two places."""
    return [marks.form(index) for index in range(one.last, other.first)]


def is_route(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> bool:
    """Say whether two places are written as a route: "A-B", but not «столицу Мали — Бамако»."""
    if one.mark.level is PlaceLevel.COUNTRY and one.mark.id == other.mark.country:
        return False
    if is_row(marks, one.last):
        return one.last + 1 == other.first and _BAR in (marks.form(one.first - 1), marks.form(other.last))
    return gap_between(marks, one, other) in _ROUTE_MARKS and not is_behind_dateline(marks, other)


def is_row(marks: SentenceMarks, index: int) -> bool:
    """Say whether a token is a bar of a table's row: "| 3 May | Il-76 | Oran | Gao |"."""
    if marks.form(index) != _BAR:
        return False
    return sum(marks.form(i) == _BAR for i in range(marks.first, marks.last)) >= _FEWEST_BARS


def opens_in_capitals(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a place in capitals opens its sentence, as where an article was written does."""
    return place.first == marks.first and len(place.mark.text) > 1 and place.mark.text.isupper()


def is_behind_dateline(marks: SentenceMarks, item: At[PlaceMark] | At[SourceMark]) -> bool:
    """Say whether only where, and when, the article was written stands before: "CAIRO - Libya received"."""
    dash = item.first - 1
    if dash <= marks.first or marks.form(dash) != "-" or not marks.tokens[dash].spaced:
        return False
    before = [other for other in marks.places if other.last <= dash]
    told = {index for item in (*before, *marks.dates) for index in range(item.first, item.last)}
    if any(index not in told and marks.form(index) not in _APART for index in range(marks.first, dash)):
        return False
    if not before or before[0].first != marks.first:
        return False
    if opens_in_capitals(marks, before[0]) and not item.mark.text.isupper():
        return True
    goes_on = item.last < marks.last and marks.form(item.last).isalpha()
    is_state = isinstance(item.mark, PlaceMark) and item.mark.level is PlaceLevel.COUNTRY
    return goes_on and is_state and before[0].mark.level is not PlaceLevel.COUNTRY


def is_one_name(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> bool:
    """Say whether two places with one airfield are one name: "Rzeszów-Jasionka", "Жешув-Ясьонка"."""
    return gap_between(marks, one, other) == ["-"] and place_key(one.mark) == place_key(other.mark)


def is_enumerated(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> bool:
    """Say whether the second goes on a list with the first: "to A, B and C"."""
    gap = range(one.last, other.first)
    joins = [join for join in marks.joins if join.first in gap and join.mark in (Join.AND, Join.OR)]
    if any(join.first in gap and join.mark not in (Join.AND, Join.OR) for join in marks.joins):
        return False
    commas = [index for index in gap if marks.form(index) in ",،"]
    again = _tied_alike(marks, one, other) if joins and not commas else None
    covered = {index for join in joins for index in range(join.first, join.last)} | set(commas)
    covered |= set(range(again.first, again.last)) if again is not None else set()
    if other.mark.particles[:1] == "و" and not gap:
        return True
    others = [marks.form(i) for i in gap if i not in covered and marks.form(i) not in _QUOTES]
    return (
        bool(covered)
        and len(others) <= 1
        and not any(word.isascii() and word.endswith(_GERUND) for word in others)  # ", defying Paris"
        and not _any_event(marks, gap)
        and (again is not None or not _tied(marks, gap))
    )


def _tied_alike(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> At[Relation] | None:
    """Get the tie of the second place when it is that of the first once more: "from A and from B"."""
    ties = [r for r in marks.relations if one.last <= r.first < other.first]
    own = next((r for r in marks.relations if r.last == one.first), None)
    if own is None or len(ties) != 1 or ties[0].last != other.first:
        return None
    is_same = ties[0].mark is own.mark and marks.form(ties[0].first) == marks.form(own.first)
    return ties[0] if is_same else None


def _any_event(marks: SentenceMarks, gap: range) -> bool:
    return any(event.first in gap for event in marks.events)


def _tied(marks: SentenceMarks, gap: range) -> bool:
    return any(relation.first in gap for relation in marks.relations)


def is_joined_by_or(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> bool:
    """Say whether the two are alternatives: "from A or B"."""
    gap = range(one.last, other.first)
    joined = any(join.mark is Join.OR and join.first in gap for join in marks.joins)
    return joined and len(gap) <= _REACH and not _any_event(marks, gap)


def is_next(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> bool:
    """Say whether only "then" stands between two places: "to Gao then Kidal", "إلى غاو فكيدال"."""
    gap = range(one.last, other.first)
    if not gap:
        return other.mark.particles.startswith(_THEN)
    joins = [join for join in marks.joins if join.first in gap and join.mark in (Join.AND, Join.THEN)]
    covered = {index for join in joins for index in range(join.first, join.last)}
    return any(join.mark is Join.THEN for join in joins) and covered.issuperset(gap)


def is_within(fine: PlaceMark, coarse: PlaceMark) -> bool:
    """Say whether the second may hold the first: an airfield in a region or a country."""
    if fine.id is not None and fine.id == coarse.id:
        return True
    if fine.id is not None and coarse.id is not None and _LEVELS[coarse.level] <= _LEVELS[PlaceLevel.CITY]:
        return False
    return _LEVELS[coarse.level] > _LEVELS[fine.level] and (
        coarse.country is None or fine.country is None or fine.country == coarse.country
    )


def lies_in(marks: SentenceMarks, fine: At[PlaceMark], coarse: At[PlaceMark]) -> bool:
    """Say whether the second place tells where the first lies, by what they are or by its Slavic case.

    "From Minot in North Dakota" has another case than "from Minot to North Dakota". Towns may have no
    cases, so that only countries, regions and names that no list holds are read so.
    """
    if is_within(fine.mark, coarse.mark) and is_qualified(marks, fine, coarse):
        return not _is_led_to(marks, fine, coarse)
    if _is_field_at(marks, fine, coarse):
        return True
    form = _case_word(marks, coarse)
    if coarse.mark.level not in _LYING or not is_cyrillic(form) or not is_locative(form):
        return False
    left = any(r.mark is Relation.FROM and r.last == fine.first for r in marks.relations)
    ties = [r for r in marks.relations if r.mark is Relation.INTO and r.first == fine.last]
    named = left or coarse.mark.level is PlaceLevel.UNKNOWN
    return named and any(r.last == coarse.first for r in ties)


def _is_led_to(marks: SentenceMarks, fine: At[PlaceMark], coarse: At[PlaceMark]) -> bool:
    """Say whether it went from a place of which no list says where it lies: «из Корваша в Иркутск»."""
    form = _case_word(marks, coarse)
    if fine.mark.country is not None or not is_cyrillic(form) or is_locative(form) or form in _SOFT:
        return False
    first = fine.first - (marks.form(fine.first - 1) in _QUOTES)
    last = fine.last + (marks.form(fine.last) in _QUOTES)
    left = any(r.mark is Relation.FROM and r.last == first for r in marks.relations)
    ties = (r for r in marks.relations if r.mark is Relation.INTO and r.first == last)
    return left and any(r.last == coarse.first for r in ties)


def _case_word(marks: SentenceMarks, place: At[PlaceMark]) -> str:
    """Get the word that shows the case of a place: what it is, before a name, else the name: «штаті Юта»."""
    named = marks.is_start(place.first) or place.mark.level is PlaceLevel.UNKNOWN
    return marks.form(place.last - 1 if named else place.first)


def _is_field_at(marks: SentenceMarks, fine: At[PlaceMark], coarse: At[PlaceMark]) -> bool:
    """Say whether only "in" stands between an airfield and a town: "from Dhafra air base in Abu Dhabi"."""
    if not fine.mark.says_airfield or coarse.mark.says_airfield:
        return False
    if coarse.first == fine.last:
        return coarse.mark.particles == "ب"
    ties = (r for r in marks.relations if r.first == fine.last and r.last == coarse.first)
    return any(tie.mark is Relation.AT for tie in ties)


def is_locative(form: str) -> bool:
    """Say whether a Slavic name, in folded letters, has the case that tells where something is."""
    return form.endswith(_LOCATIVE) or (form.endswith("і") and form not in _INDECLINABLE)


def is_qualified(marks: SentenceMarks, one: At[PlaceMark], other: At[PlaceMark]) -> bool:
    """Say whether the second place tells where the first lies: "Khadim in eastern Libya", "(OSLK)"."""
    gap = range(one.last, other.first)
    if len(gap) > _REACH or _any_event(marks, gap):
        return False
    tied = [relation for relation in marks.relations if relation.first in gap]
    own = [r.mark for r in marks.relations if r.last == one.first]  # «из Сирии, с базы Хмеймим»
    return all(
        relation.mark in (Relation.AT, Relation.INTO, Relation.NEAR, Relation.OVER, *own) for relation in tied
    )
