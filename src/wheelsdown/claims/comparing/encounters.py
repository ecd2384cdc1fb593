"""Visits, meetings and calls as words name them, with their ordinal: "his second meeting", «первый визит»."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wheelsdown.articles.article import Span
from wheelsdown.articles.phrases import Match, Phrases
from wheelsdown.claims.comparing.tellings import MOST_OF_A_KIND, Telling

__all__ = ["Encounter", "EncounterWords", "Meeting", "encounters_of"]

#: Words between an ordinal and what it counts, at most: "second official two-day visit".
_REACH = 4


class Meeting(StrEnum):
    """What kind of encounter."""

    VISIT = "visit"
    MEETING = "meeting"
    CALL = "call"


@dataclass(frozen=True)
class EncounterWords:
    """Nouns of encounters, ordinals before and after them, and words that make one known ("their call")."""

    nouns: Phrases[Meeting]
    ordinals: Phrases[int]
    ordinals_after: Phrases[int]
    another: Phrases[bool]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]], numerals: Iterable[Mapping[str, str]]) -> "EncounterWords":
        """Build the matchers from the rows of ``encounter_words`` and ``numerals``."""
        listed, numbers = list(rows), list(numerals)
        return cls(
            nouns=Phrases((r["pattern"], Meeting(r["kind"])) for r in listed if r["kind"] != "another"),
            ordinals=Phrases((r["pattern"], int(r["value"])) for r in numbers if r["kind"] == "ordinal"),
            ordinals_after=Phrases(
                (r["pattern"], int(r["value"])) for r in numbers if r["kind"] == "ordinalafter"
            ),
            another=Phrases((r["pattern"], True) for r in listed if r["kind"] == "another"),
        )


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention; ``span`` from the ordinal through the noun; ``is_another``: told apart from one before."""

    kind: Meeting
    span: Span
    sentence: Span
    ordinal: int | None = None
    is_another: bool = False


def encounters_of(telling: Telling, words: EncounterWords) -> tuple[Encounter, ...]:
    """Get the mentions of visits, meetings and calls in an article's own text, in order."""
    found: list[Encounter] = []
    article = telling.marked.article
    for sentence in article.sentences:
        if sentence.boilerplate is not None or len(found) >= MOST_OF_A_KIND:
            continue
        first, last = sentence.tokens
        tokens = article.tokens[first:last]
        if not (nouns := words.nouns.find(tokens)):
            continue
        before, after = words.ordinals.find(tokens), words.ordinals_after.find(tokens)
        another = words.another.find(tokens)
        for noun in nouns:
            ordinal = _ordinal(noun, before, after)
            start = tokens[min(noun.first, ordinal.first) if ordinal else noun.first].start
            end = tokens[max(noun.last, ordinal.last if ordinal else 0) - 1].end
            found.append(
                Encounter(
                    kind=noun.values[0],
                    span=Span(start, end),
                    sentence=sentence.span,
                    ordinal=ordinal.values[0] if ordinal else None,
                    is_another=any(0 <= noun.first - one.last < _REACH for one in another),
                )
            )
    return tuple(found)


def _ordinal(noun: Match[Meeting], before: list[Match[int]], after: list[Match[int]]) -> Match[int] | None:
    for one in before:
        if 0 <= noun.first - one.last < _REACH:
            return one
    return next((one for one in after if one.first == noun.last), None)
