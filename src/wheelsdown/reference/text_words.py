"""The word lists by which texts are cut into sentences and sorted, loaded once."""

from functools import cache

from wheelsdown.articles.reading import TextWords
from wheelsdown.reference.words import load_words

__all__ = ["load_text_words"]


@cache
def load_text_words() -> TextWords:
    """Get the shipped lists of function words, abbreviations and boilerplate."""
    return TextWords.of(load_words("stop_words"), load_words("abbreviations"), load_words("boilerplate"))
