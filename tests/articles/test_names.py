"""Laws of all marks: offsets, order, no overlap, and time that grows with the text alone."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.article_names import load_names

KINDS = ("places", "aircraft", "operators", "sources", "persons", "callsigns", "registrations")
PIECES = (
    "A Russian Air Force", "Il-76TD", "Ilyushin", "«Руслан»", "landed at", "Korvash air base", "the Kremlin", "Moscow",
    "region", "источник, близкий к", "Кремлю", "в Латакии", "طائرة شحن", "إليوشن-76", "من قاعدة", "حميميم", "الجوية",
    "President", "Ahmed al-Sharaa", "al-", "-", "(", "RFF7081", ",", ".", "\n\n", "the newspaper", "Telegram channel",
    "@x_y", "of", "Syria", "Defence Ministry", "who spoke on condition of anonymity", "St. Petersburg", "124", "'", "s",
)  # fmt: skip


def marks_of(text):
    return load_names().mark(Article("-", "", text, Language.ENGLISH, tokenise(text), (), ()))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=120))
def test_marks_are_words_of_the_text_in_order_and_do_not_overlap(text):
    marks = marks_of(text)
    for kind in KINDS:
        end = 0
        for mark in getattr(marks, kind):
            assert text[mark.span.start : mark.span.end] == mark.text
            assert end <= mark.span.start < mark.span.end
            end = mark.span.end


@pytest.mark.parametrize(
    "piece",
    [
        "Aa ",
        "Al-",
        "the ",
        "air base ",
        "source close to ",
        "Il-76 ",
        "«",
        "Moscow-",
        "ال",
        "President ",
        "A1-",
        "в Х ",
    ],
)
def test_work_is_linear_in_the_length_of_the_text(piece):
    def work(times):
        text = piece * times
        count = 0

        def counting(frame, event, argument):
            nonlocal count
            count += event == "call"

        sys.setprofile(counting)
        try:
            marks_of(text)
        finally:
            sys.setprofile(None)
        return count

    work(50)
    small, large = work(150), work(600)
    assert large < 6 * small


def test_an_empty_text_has_no_names():
    marks = marks_of("")
    assert all(getattr(marks, kind) == () for kind in KINDS)
