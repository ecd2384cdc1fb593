"""Numbers of aircraft and of flights are told apart, with their bounds, in four languages."""

import pytest
from benchmarks.article_dates import counted, unmarked
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.counts import find_counts
from wheelsdown.articles.dates import find_dates
from wheelsdown.articles.durations import find_durations
from wheelsdown.articles.marks import CountMark, Unit
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words


def marks(text: str) -> tuple[CountMark, ...]:
    plain, aircraft = unmarked(text)
    article = Article("-", "", plain, Language.OTHER, tokenise(plain), (), ())
    words = load_date_words()
    return find_counts(article, words, aircraft, find_dates(article, words), find_durations(article, words))


def counts(text: str) -> list[str]:
    return [counted(mark) for mark in marks(text) if mark.unit is not Unit.OTHER]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least two Russian [aircraft] flew", [">=2 a"]),
        ("no fewer than four [planes+]", [">=4 a"]),
        ("up to five [planes+]", ["<=5 a"]),
        ("more than ten [planes+]", [">10 a"]),
        ("about ten [planes+]", ["~10 a"]),
        ("nearly ten [planes+]", ["<10 a"]),
        ("two or three [planes+]", [">=2 a"]),
        ("5-6 [planes+]", [">=5 a"]),
        ("ten or more [planes+]", [">=10 a"]),
        ("dozens of [planes+]", [">=24 a"]),
        ("several cargo [planes+]", [">=2 a"]),
        ("a pair of [planes+]", ["=2 a"]),
        ("both [planes+]", ["=2 a"]),
        ("a dozen {flights+}", ["=12 e"]),
        ("three {flights+} were made", ["=3 e"]),
        ("[planes+] came on three occasions", [">=2 a i", "=3 e"]),
        ("it landed three times, then twice, then once", ["=3 e", "=2 e", "=1 e"]),
        ("two round trips and 14 sorties", ["=2 e", "=14 e"]),
        ("a [plane-] and an [An-124]", ["=1 a i", "=1 a i"]),
        ("[planes+]", [">=2 a i"]),
        ("the [aircraft]", []),
        ("a second heavy-lift [aircraft]", ["=1 a #2"]),
        ("The first, a [plane-], left", ["=1 a #1", "=1 a i"]),
        ("third {flight-} this week", ["=1 e #3"]),
        ("two landings each", [">=2 e"]),
        ("two of the three [planes+]", ["=2 a", "=3 a"]),
        ("twenty-one [planes+]", ["=21 a"]),
        ("one hundred and twelve [planes+]", ["=112 a"]),
        ("1,200 [planes+]", ["=1200 a"]),
        ("two [C-17s+] and 17 [C-17s+]", ["=2 a", "=17 a"]),
        ("двое [самолетов+], двумя [самолетами+], двух [самолетов+]", ["=2 a", "=2 a", "=2 a"]),
        ("не менее трех [самолетов+]", [">=3 a"]),
        ("дважды, трижды, пять раз", ["=2 e", "=3 e", "=5 e"]),
        ("десятки [самолетов+], несколько [самолетов+], пара [самолетов+]", [">=20 a", ">=2 a", "=2 a"]),
        ("двадцать пять [самолетов+]", ["=25 a"]),
        ("второй [самолет-]", ["=1 a #2"]),
        ("п'ятьма [літаками+], двома [літаками+], пʼять [літаків+]", ["=5 a", "=2 a", "=5 a"]),
        ("щонайменше чотири рейси", [">=4 e"]),
        ("понад десять [літаків+]", [">10 a"]),
        ("[طائرتان] و[طائرتين] ورحلتان", ["=2 a", "=2 a", "=2 e"]),
        ("ثلاث [طائرات+] على الأقل", [">=3 a"]),
        ("إحدى عشرة [طائرة]", ["=11 a"]),
        ("خمس وعشرون [طائرة]", ["=25 a"]),
        ("أكثر من عشر [طائرات+]", [">10 a"]),
        ("للمرة الثالثة", ["=1 e #3"]),
        ("١٢ [طائرة]", ["=12 a"]),
    ],
)
def test_what_is_counted(text: str, found: list[str]) -> None:
    assert counts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "flight 302, рейс 302, борт 12",
        "200 soldiers, 50 tonnes, 2400 metres, 3 bases, 14 years, $5 million",
        "On October 24 Russian [aircraft] landed at 14:05",
        "twice as often as in March, three times more",
        "the second-largest [aircraft]",
        "an 11-day offensive by [aircraft]",
        "The Gull first reported the flights; the Tern first saw the [aircraft]",
        "18 طناً و40 راكباً",
    ],
)
def test_what_is_no_count_of_aircraft_or_flights(text: str) -> None:
    assert counts(text) == []


def test_the_digits_of_a_type_are_no_count() -> None:
    assert counts("An-124-100 and C-17, Il76, Ту-154 [planes+]") == [">=2 a i"]


def test_span_and_head_say_which_words() -> None:
    (count,) = marks("at least two Russian [planes+] flew")
    assert count.text == "at least two"
    assert count.head is not None
    assert (count.head.start, count.head.end) == (21, 27)


def test_other_things_are_counted_apart() -> None:
    (count,) = marks("with 50 tonnes")
    assert (count.unit, count.count.n) == (Unit.OTHER, 50)


pieces = st.sampled_from(
    [
        "at",
        "least",
        "two",
        "or",
        "three",
        "[planes+]",
        "[plane-]",
        "{flights+}",
        "the",
        "first",
        "second",
        "each",
        "5",
        "-",
        "6",
        ",",
        ".",
        "1,000",
        "twenty",
        "twice",
        "dozens",
        "of",
        "не",
        "менее",
        "пять",
        "раз",
        "[самолет-]",
        "ثلاث",
        "[طائرات+]",
        "على",
        "الأقل",
        "An",
        "-",
        "124",
        "thousand",
        "a",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=20).map(" ".join))
def test_counts_lie_in_the_text_and_no_plane_is_left_out(text: str) -> None:
    plain, aircraft = unmarked(text)
    found = marks(text)
    for mark in found:
        assert plain[mark.span.start : mark.span.end] == mark.text
        assert mark.count.n >= 0
    heads = {mark.head.start for mark in found if mark.head}
    assert {one.span.start for one in aircraft if one.plural is not None} <= heads
