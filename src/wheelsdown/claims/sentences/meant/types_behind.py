"""Give aircraft the type told apart from their noun: "طائرتان تابعتان للجيش من طراز إليوشن 76".

"Of the type" begins with "of", so that it can only say what the noun before it is, unless only one or some of
those are of it ("إحداهما من طراز"). In Slavic the generation stands between:
«истребители пятого поколения F-35».
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import msgspec

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Points

__all__ = ["with_types_behind"]

#: "Of", as "of the type" begins.
_OF = "من"
#: How Slavic words for a generation or series begin, and the words that say which one.
_GENERATIONS, _ORDINAL_AND_NOUN = ("поколени", "поколінн", "сери", "серії"), 2
#: Words for some of those told.
_PARTS = frozenset({Points.ONE, Points.SOME, Points.REST, Points.MORE, Points.THEM, Points.LAST})


def with_types_behind(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence where such a noun and its type are one mark, that of the noun."""
    typed = dict(_typed(marks))
    if not typed:
        return marks
    types = {mark.first for mark in typed.values()}
    return msgspec.structs.replace(
        marks,
        aircraft=tuple(
            _one(craft, typed[craft.first]) if craft.first in typed else craft
            for craft in marks.aircraft
            if craft.first not in types
        ),
    )


def _typed(marks: SentenceMarks) -> Iterator[tuple[int, At[AircraftMark]]]:
    """Get the first tokens of nouns with the types told behind them."""
    for noun, kind in pairwise(marks.aircraft):
        is_noun = noun.mark.named is None and not noun.mark.is_flight
        behind = marks.form(kind.first) == _OF and not _is_of_some(marks, noun, kind)
        if is_noun and (behind or _is_of_generation(marks, noun, kind)):
            yield noun.first, kind


def _is_of_generation(marks: SentenceMarks, noun: At[AircraftMark], kind: At[AircraftMark]) -> bool:
    """Say whether only the generation or series stands between a Slavic noun and its type."""
    words = kind.first - noun.last
    return words == _ORDINAL_AND_NOUN and marks.form(kind.first - 1).startswith(_GENERATIONS)


def _is_of_some(marks: SentenceMarks, noun: At[AircraftMark], kind: At[AircraftMark]) -> bool:
    """Say whether a number or a word for some of them stands between."""
    parts = (pointer.mark in _PARTS for pointer in between(marks.pointers, noun.last, kind.first))
    return any(parts) or bool(between(marks.numerals, noun.last, kind.first))


def _one(noun: At[AircraftMark], kind: At[AircraftMark]) -> At[AircraftMark]:
    told = replace(
        noun.mark,
        text=f"{noun.mark.text} {kind.mark.text}",
        type_designator=kind.mark.type_designator,
        is_generic=False,
        nearest=kind.mark.nearest,
        candidates=kind.mark.candidates,
        named=kind.mark.named,
    )
    return msgspec.structs.replace(noun, mark=told)
