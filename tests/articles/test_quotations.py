"""Words inside quotation marks."""

import pytest

from wheelsdown.articles.reading import read_text
from wheelsdown.reference.text_words import load_text_words


def quotations(text: str) -> list[str]:
    article = read_text(text, path="-", sha256="0" * 64, words=load_text_words())
    return [article.words(quotation.span) for quotation in article.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it left” and “it came”.", ["it left", "it came"]),
        ('He said "it left" and "it came".', ["it left", "it came"]),
        ("Ан-124 «Руслан» и „Мрия“", ["Руслан", "Мрия"]),
        ("Il dit « oui » hier", ["oui"]),
        ("The ‘Ruslan’ and the 'Candid' flew", ["Ruslan", "Candid"]),
        ("The pilots' base isn't Sharaa's, nor the pilots’ or п’ятого", []),
        ("“The ‘Ruslan’ isn’t here,” he said", ["The ‘Ruslan’ isn’t here,", "Ruslan"]),
        ("«Борт „Руслан“ ушёл»", ["Борт „Руслан“ ушёл", "Руслан"]),
        ("قالت ”الطائرة عادت“ أمس", ["الطائرة عادت"]),
        ('a plane 10" long and 5\' high', []),
        ("never “closed at all", []),
        ("“Only one” closed” here", ["Only one"]),
        ('“mixed" marks', ["mixed"]),
        ("“”, «», \"\"", []),
        ("the '90s and rock 'n' roll", ["n"]),
    ],
)  # fmt: skip
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_a_speech_of_several_paragraphs_is_quoted_in_each() -> None:
    assert quotations("He said: “We came.\n\n“We left.”") == ["We came.", "We left."]


def test_a_mark_left_open_swallows_no_other_paragraph() -> None:
    assert quotations("He said: “We came.\n\nThen “they” left.") == ["they"]


def test_deep_nesting_is_bounded() -> None:
    assert len(quotations("“" * 5000 + "x" + "”" * 5000)) <= 5000
