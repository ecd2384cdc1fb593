"""The word lists of dates and counts are whole and say nothing twice."""

import pytest

from wheelsdown.articles.view import fold_word, tokenise
from wheelsdown.reference.date_words import load_date_words
from wheelsdown.reference.words import load_words

TOPICS = ("months", "weekdays", "date_words", "numerals", "count_words")
LANGUAGES = {"en", "ru", "uk", "ar"}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_row_has_a_pattern_a_language_and_a_source(topic: str) -> None:
    for row in load_words(topic):
        assert tokenise(row["pattern"])
        assert row["language"] in LANGUAGES
        assert row["source"]


@pytest.mark.parametrize("topic", TOPICS)
def test_no_row_is_there_twice(topic: str) -> None:
    rows = [tuple(row.values())[:-1] for row in load_words(topic)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("topic", "numbers"), [("months", range(1, 13)), ("weekdays", range(7))])
def test_every_language_names_every_month_and_day(topic: str, numbers: range) -> None:
    named = {(row["language"], int(row["value"])) for row in load_words(topic)}
    assert named == {(language, number) for language in LANGUAGES for number in numbers}


@pytest.mark.parametrize("topic", ["months", "weekdays"])
def test_no_name_means_two_months_or_days(topic: str) -> None:
    meanings: dict[str, str] = {}
    for row in load_words(topic):
        word = " ".join(map(fold_word, row["pattern"].split()))
        assert meanings.setdefault(word, row["value"]) == row["value"]


def test_every_language_has_the_same_kinds_of_cues() -> None:
    kinds = {
        language: {row["kind"] for row in load_words("date_words") if row["language"] == language}
        for language in LANGUAGES
    }
    common = {
        "day",
        "night",
        "period",
        "part",
        "from",
        "to",
        "between",
        "until",
        "after",
        "before",
        "unit",
        "few",
        "zone",
    }
    common |= {"anchored", "on", "future", "latest", "published", "sincethen", "length", "within"}
    assert all(common <= found for found in kinds.values())


def test_the_lists_are_loaded_once() -> None:
    assert load_date_words() is load_date_words()
