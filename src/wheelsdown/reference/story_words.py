"""The word lists by which stories are put together, loaded once."""

from functools import cache

from wheelsdown.claims.encounters import EncounterWords
from wheelsdown.reference.words import load_words

__all__ = ["load_story_words"]


@cache
def load_story_words() -> EncounterWords:
    """Get the words of encounters."""
    return EncounterWords.of(load_words("encounter_words"), load_words("numerals"))
