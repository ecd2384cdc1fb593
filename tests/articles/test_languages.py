"""Languages of articles and sentences."""

import pytest

from wheelsdown.articles.reading import read_text
from wheelsdown.reference.text_words import load_text_words


def language(text: str) -> str:
    return read_text(text, path="-", sha256="0" * 64, words=load_text_words()).language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A plane landed at the base.", "en"),
        ("Самолёт приземлился на базе.", "ru"),
        ("Літак приземлився на базі.", "uk"),
        ("Борт прибув до бази, а потім знову вилетів.", "uk"),
        ("Борт прибыл на базу, а потом вылетел.", "ru"),
        ("هبطت الطائرة في القاعدة.", "ar"),
        ("هواپیما در پایگاه فرود آمد و سپس به تهران رفت. این پرواز چهارم بود که گزارش شد.", "other"),
        ("Літаки «Il-76» and the plane, що прибули до бази з Москви", "uk"),
        ("飛行機が基地に着陸した。", "other"),
        ("Das Flugzeug landete auf dem Stützpunkt und flog dann weiter nach Osten. " * 3, "other"),
        ("", "other"),
        ("124", "other"),
    ],
)  # fmt: skip
def test_language_is_told_by_script_letters_and_function_words(text: str, expected: str) -> None:
    assert language(text) == expected


def test_a_sentence_that_shows_nothing_takes_the_language_of_the_article() -> None:
    article = read_text(
        "Літак прибув до бази.\n\nБорт Ан-124\n\nThe plane landed at the base.",
        path="-", sha256="0" * 64, words=load_text_words(),
    )  # fmt: skip
    assert article.language == "uk"
    assert [sentence.language for sentence in article.sentences] == ["uk", "uk", "en"]
