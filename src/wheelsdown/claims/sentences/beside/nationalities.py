"""Say what a Slavic adjective of a state describes: «российский Ил-76» is Russian, «польская газета» is read.

An adjective stands before its noun, with other adjectives between. Where that noun is no aircraft, it does
not say whose aircraft is told of.
"""

from wheelsdown.articles.marks import AircraftMark, OperatorMark
from wheelsdown.articles.scripts import is_cyrillic
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks

__all__ = ["describes_another"]

#: Stems of adjectives of states, before their ending.
_STEMS = ("ск", "цк", "зк", "ськ", "цьк", "зьк")
#: Endings of adjectives in words that are folded, those that other words have, too, apart.
_LONG = (
    *("ии", "ыи", "ои", "ая", "ое", "ее", "ие", "ые", "ого", "его", "ому", "ему", "им", "ым", "их", "ых"),
    *("ими", "ыми", "ую", "юю", "яя", "іи", "оі", "ім"),
)
_SHORT = ("а", "е", "і", "у", "ою")
#: Endings of words that stand between an adjective of a state and its noun.
_BETWEEN = (*_LONG, "на", "не", "ні", "ну", "ва", "ве", "ві", "ву")
#: Marks before the nickname of an aircraft.
_OPENING = frozenset('«"“„')
#: Adjectives between one of a state and its noun, at most, with the hyphens in them.
_MOST = 6


def describes_another(
    marks: SentenceMarks, owner: At[OperatorMark], aircraft: At[AircraftMark] | None
) -> bool:
    """Say whether a Slavic adjective of a state belongs to a noun that is not the aircraft told of."""
    form = marks.form(owner.first)
    if not owner.mark.is_state or owner.last - owner.first > 1 or not _is_adjective(form):
        return False
    if any(craft.last == owner.first or craft.first <= owner.first < craft.last for craft in marks.aircraft):
        return False
    at = owner.last
    while at < min(owner.last + _MOST, marks.last) and _goes_on(marks, at):
        at += 1
    if any(number.first == at for number in (*marks.counts, *marks.numerals)):
        return False
    at += marks.form(at) in _OPENING
    craft = next((craft for craft in marks.aircraft if craft.first <= at < craft.last), None)
    return craft is None or (aircraft is not None and craft.first != aircraft.first)


def _is_adjective(form: str) -> bool:
    return is_cyrillic(form) and any(
        form.endswith(ending) and form.removesuffix(ending).endswith(_STEMS) for ending in (*_LONG, *_SHORT)
    )


def _goes_on(marks: SentenceMarks, at: int) -> bool:
    """Say whether one more adjective stands at a token, or the hyphen within one."""
    if any(craft.first <= at < craft.last for craft in marks.aircraft):
        return False
    form = marks.form(at)
    if form == "-":
        return not marks.tokens[at].spaced
    hyphened = at + 1 < marks.last and marks.form(at + 1) == "-" and not marks.tokens[at + 1].spaced
    return hyphened or form.endswith(_BETWEEN)
