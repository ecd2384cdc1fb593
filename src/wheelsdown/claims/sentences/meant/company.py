"""Tell Slavic "with" from "from", which is the same word: «зв'язки з Іраном» is no origin, «з Ірану» is.

By the case of the name behind it, as far as its ending shows. Names that have no cases stay as they are read,
and so do Russian ones in -ой and -ей that may be adjectives: «с Белой».
"""

from msgspec.structs import replace

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Relation

__all__ = ["with_company"]

_WITH = frozenset(("с", "со", "з", "із", "зі"))
_RUSSIAN = "ru"
#: Endings of the case that tells with whom, in folded letters («й» is «и»), and of no other.
_INSTRUMENTAL = (
    "ом",
    "ем",
    "єм",
    "ою",
    "ею",
    "єю",
    "ью",
    "сью",
    "ссю",
    "ами",
    "ями",
    "ским",
    "цким",
    "ським",
)
#: Endings that nouns have in that case in Russian, and adjectives in others.
_SHARED = ("ои", "еи")
#: Levels of names that are nouns.
_NOUNS = frozenset({PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.AREA, PlaceLevel.CITY})
#: Letters of a name that has cases, at least, and words between "with" and its name, at most.
_LETTERS, _REACH = 5, 2


def with_company(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence in which "with" ties no place."""
    if not any(marks.form(r.first) in _WITH and r.mark is Relation.FROM for r in marks.relations):
        return marks
    relations = tuple(
        replace(r, mark=Relation.OTHER) if _is_company(marks, r) else r for r in marks.relations
    )
    return replace(marks, relations=relations) if relations != marks.relations else marks


def _is_company(marks: SentenceMarks, tie: At[Relation]) -> bool:
    if tie.mark is not Relation.FROM or marks.form(tie.first) not in _WITH or tie.last - tie.first > 1:
        return False
    if _is_link(marks, tie):
        return False
    place = next((place for place in marks.places if 0 <= place.first - tie.last <= _REACH), None)
    if place is None:
        return tie.last < marks.last and marks.is_start(tie.last) and _has_case(marks, tie.last)
    gap = range(tie.last, place.first)
    if any(not marks.form(index).isalpha() for index in gap):
        return False
    at = place.last - 1 if marks.is_start(place.first) else place.first
    return _has_case(marks, at) or _is_noun_in_case(marks, place, at)


def _is_link(marks: SentenceMarks, tie: At[Relation]) -> bool:
    """Say whether flights link two places: «сообщение Минска с Белградом», «рейси з Ізраїлем»."""
    before = (craft for craft in marks.aircraft if craft.mark.is_flight)
    return any(0 <= tie.first - flight.last <= _REACH for flight in before)


def _has_case(marks: SentenceMarks, index: int) -> bool:
    form = marks.form(index)
    return len(form) >= _LETTERS and form.endswith(_INSTRUMENTAL)


def _is_noun_in_case(marks: SentenceMarks, place: At[PlaceMark], index: int) -> bool:
    is_russian = marks.sentence.language == _RUSSIAN and place.mark.level in _NOUNS
    return is_russian and len(marks.form(index)) >= _LETTERS and marks.form(index).endswith(_SHARED)
