"""The words of dates and numbers are found where they stand, and the digits of names are no numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.calendar_words import Scan
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words
from wheelsdown.reference.words import load_words


def scan(text: str) -> Scan:
    return load_date_words().scan(Article("-", "", text, Language.OTHER, tokenise(text), (), ()))


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("26", 26),
        ("1,200 tonnes", 1200),
        ("1 200 тонн", 1200),
        ("٢٦", 26),
        ("twenty-five", 25),
        ("one hundred and twelve", 112),
        ("two hundred", 200),
        ("3 thousand", 3000),
        ("two dozen", 24),
        ("сто двенадцать", 112),
        ("двадцать шестого", 26),
        ("дев’яносто двох", 92),
        ("خمسة وعشرون", 25),
        ("مئة واثنتا عشرة", 112),
        ("إحدى عشرة", 11),
        ("2,5 million", 25),
    ],
)
def test_numbers_in_digits_and_words(text: str, n: int) -> None:
    number = scan(text).number(0)
    assert number is not None
    if number.whole:
        assert number.n == n
    else:
        assert text.startswith("2,5")


@pytest.mark.parametrize(
    ("text", "at"), [("An-124", 2), ("An-124-100", 4), ("C-17", 2), ("IL76", 1), ("Ту-154М", 2), ("B-52H", 2)]
)
def test_the_digits_of_a_name_are_no_number(text: str, at: int) -> None:
    assert scan(text).number(at) is None


@pytest.mark.parametrize(("text", "at"), [("و24", 1), ("بـ26", 1), ("24-29", 2), ("October-24", 2)])
def test_digits_behind_a_particle_or_a_month_are_a_number(text: str, at: int) -> None:
    assert scan(text).number(at) is not None


def test_two_numbers_side_by_side_are_two() -> None:
    found = scan("two three").number(0)
    assert found is not None
    assert (found.n, found.last) == (2, 1)


PATTERNS = [
    row["pattern"]
    for topic in ("months", "weekdays", "date_words", "numerals", "count_words")
    for row in load_words(topic)
]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(PATTERNS),
    st.sampled_from(["", "и", "ами", "تين"]),
    st.sampled_from(["", "و", "وب", "لل", "ال", "x"]),
)
def test_no_phrase_is_passed_over_for_its_first_word(pattern: str, ending: str, particle: str) -> None:
    own = "s" if ending and pattern.isascii() else ending  # letters of two scripts are no one word
    words, tokens = load_date_words(), tokenise(particle + pattern.replace("*", own))
    match = words.phrases.match_at(tokens, 0)
    assert [each for each in words.phrases.find(tokens) if each.first == 0] == ([match] if match else [])
    if not particle:
        assert match is not None


def test_the_words_of_one_article_are_not_those_of_the_next() -> None:
    first, second = scan("October"), scan("Friday")
    assert first.get(0, "month") is not None
    assert second.get(0, "month") is None
    assert second.get(0, "weekday") is not None


def test_nothing_stands_outside_the_text() -> None:
    one = scan("October")
    assert (one.form(-1), one.form(1), one.get(-1, "month"), one.get(5, "month"), one.number(3)) == (
        "",
        "",
        None,
        None,
        None,
    )
