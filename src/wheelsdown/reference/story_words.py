"""The word lists by which articles are compared and stories put together, loaded once."""

from collections.abc import Iterator
from functools import cache

from wheelsdown.articles.phrases import Phrases
from wheelsdown.claims.comparing.bases import BaseWords
from wheelsdown.claims.comparing.captions import CaptionWords
from wheelsdown.claims.comparing.disagreements import StoryWords
from wheelsdown.claims.comparing.encounters import EncounterWords
from wheelsdown.claims.comparing.source_differences import Strength
from wheelsdown.reference.words import load_words

__all__ = ["load_story_words"]


def _sayings() -> Iterator[str]:
    yield from (row["pattern"] for row in load_words("saying_words") if row["role"] == "says")
    yield from (row["pattern"] for row in load_words("fact_words") if row["kind"] == "statement")


@cache
def load_story_words() -> StoryWords:
    """Get the shipped lists of encounters, strengths of saying, bases and areas, and order of events."""
    return StoryWords(
        encounters=EncounterWords.of(load_words("encounter_words"), load_words("numerals")),
        strengths=Phrases(
            (row["pattern"], Strength(row["strength"])) for row in load_words("saying_strength")
        ),
        bases=BaseWords.of(
            load_words("scope_words"), load_words("reliance_words"), load_words("area_countries")
        ),
        captions=CaptionWords.of(load_words("order_words")),
        sayings=Phrases((pattern, True) for pattern in _sayings()),
    )
