"""The words of dates, durations and counts in the languages that are read."""

from functools import cache

from wheelsdown.articles.calendar_words import DateWords
from wheelsdown.reference.words import load_words

__all__ = ["load_date_words"]


@cache
def load_date_words() -> DateWords:
    """Get the word lists ``months``, ``weekdays``, ``date_words``, ``numerals`` and ``count_words``."""
    return DateWords(
        load_words("months"),
        load_words("weekdays"),
        load_words("date_words"),
        load_words("numerals"),
        load_words("count_words"),
    )
