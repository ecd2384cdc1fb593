"""Lengths of time are read with their hedges, and what places something in time is none."""

import pytest
from benchmarks.article_dates import length

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.durations import find_durations
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words


def lengths(text: str) -> list[str]:
    article = Article("-", "", text, Language.OTHER, tokenise(text), (), ())
    return [length(mark) for mark in find_durations(article, load_date_words())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("after a six-month pause", "P6M"),
        ("after nearly six months", "<P6M"),
        ("almost half a year", "<P6M"),
        ("for more than two weeks", ">P2W"),
        ("about nine hours", "~PT9H"),
        ("at least 40 minutes", ">=PT40M"),
        ("a 14-year conflict", "P14Y"),
        ("a month-long lull", "P1M"),
        ("a year and a half", "P18M"),
        ("почти полгода", "<P6M"),
        ("после шестимесячного перерыва", "P6M"),
        ("6-месячный перерыв", "P6M"),
        ("около трёх недель", "~P3W"),
        ("полтора года", "P18M"),
        ("вже півроку", "P6M"),
        ("майже чотиримісячної перерви", "<P4M"),
        ("п’ять місяців", "P5M"),
        ("понад три тижні", ">P3W"),
        ("نحو ستة أشهر", "~P6M"),
        ("لمدة شهرين", "P2M"),
        ("نصف عام", "P6M"),
        ("بعد انقطاع دام ٥ أشهر", "P5M"),
    ],
)
def test_a_length(text: str, found: str) -> None:
    assert lengths(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "two days ago",
        "two days later",
        "через два дня",
        "قبل يومين",
        "over the past two weeks",
        "в 2026 году",
        "several months",
        "six planes in May",
    ],
)
def test_what_is_no_length(text: str) -> None:
    assert lengths(text) == []
