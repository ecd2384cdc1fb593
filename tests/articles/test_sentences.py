"""Where sentences begin and end, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.articles.article import Article
from wheelsdown.articles.reading import read_text
from wheelsdown.reference.text_words import load_text_words


def read(text: str) -> Article:
    return read_text(text, path="-", sha256="0" * 64, words=load_text_words())


def sentences(text: str) -> list[str]:
    article = read(text)
    return [article.words(sentence.span) for sentence in article.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It landed. It left.", ["It landed.", "It left."]),
        ("It carried 3.5 tonnes. Two An-124-100. They left.", ["It carried 3.5 tonnes.", "Two An-124-100.", "They left."]),
        ("Gen. Marsh and Lt. Col. J. B. Orlan flew.", ["Gen. Marsh and Lt. Col. J. B. Orlan flew."]),
        ("It came at 8 a.m. Friday. The U.S. Air Force left.", ["It came at 8 a.m. Friday.", "The U.S. Air Force left."]),
        ("It flew to the U.S. The crew stayed.", ["It flew to the U.S.", "The crew stayed."]),
        ("It came at 06:40Z. Two 747-8F. A. Orlan and J.-P. Marsh left.", ["It came at 06:40Z.", "Two 747-8F.", "A. Orlan and J.-P. Marsh left."]),
        ("It landed\nhttps://example.com/a", ["It landed", "https://example.com/a"]),
        ("ليبيا.. وصول طائرات. وغادرت.", ["ليبيا.. وصول طائرات.", "وغادرت."]),
        ("It was no. 5. The answer was no. The end.", ["It was no. 5.", "The answer was no.", "The end."]),
        ("Did it land?! Yes. It did…  Or not.", ["Did it land?!", "Yes.", "It did…", "Or not."]),
        ("It did ... and left.", ["It did ... and left."]),
        ("He said so. al-Korvi left.", ["He said so.", "al-Korvi left."]),
        ("He said: “We landed.” It left.", ["He said: “We landed.”", "It left."]),
        ("He said (twice.) It left.", ["He said (twice.)", "It left."]),
        ("The film “What now? No plan” ran.", ["The film “What now? No plan” ran."]),
        ('"Why now?" she asked. "So."', ['"Why now?" she asked.', '"So."']),
        ("Il a dit : « Nous partons. » Il part.", ["Il a dit : « Nous partons. »", "Il part."]),
        ("Борт прилетел 26 окт. 2025 г. из Ливии. Он ушёл.", ["Борт прилетел 26 окт. 2025 г. из Ливии.", "Он ушёл."]),
        ("Борт прилетел в Латакию в 2025 г. Экипаж остался.", ["Борт прилетел в Латакию в 2025 г.", "Экипаж остался."]),
        ("В 2025 г. Россия вернулась. В г. Москва тихо.", ["В 2025 г. Россия вернулась.", "В г. Москва тихо."]),
        ("Ген. А. С. Орлан сообщил. Груз, т. е. 3,5 т. муки и т. д. Рейс ушёл.",
         ["Ген. А. С. Орлан сообщил.", "Груз, т. е. 3,5 т. муки и т. д.", "Рейс ушёл."]),
        ("За даними ген. О. Орлана, борт прилетів із м. Київ. Він сів.",
         ["За даними ген. О. Орлана, борт прилетів із м. Київ.", "Він сів."]),
        ("هبطت الطائرة في المطار. هل عادت؟ نعم، عادت! وقال د. علي إنها غادرت.",
         ["هبطت الطائرة في المطار.", "هل عادت؟", "نعم، عادت!", "وقال د. علي إنها غادرت."]),
    ],
)  # fmt: skip
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_is_a_unit_of_its_own() -> None:
    text = "Planes return to Korvash\nNews desk\n- one plane\n- two planes\nIt landed."
    assert sentences(text) == text.split("\n")


def test_a_text_broken_to_a_width_is_joined_again() -> None:
    text = (
        "A cargo plane flew from Korvash to Velmar on Monday\n"
        "and then on to the capital, where Northern officials\n"
        "met it, according to the data of a tracking service.\n"
        "It left again.\n\nAnother paragraph begins here."
    )
    assert len(sentences(text)) == 3


def test_poems_and_lists_of_short_lines_are_not_joined() -> None:
    text = "Planes at Korvash\nPlanes at Velmar, seen by many people there\nA third one\nA fourth one at the gate"
    assert len(sentences(text)) == 4


def test_text_without_stops_is_not_met_whole() -> None:
    article = read("word " * 5000)
    assert max(last - first for first, last in (s.tokens for s in article.sentences)) <= 301
    assert "".join(article.words(s.span) for s in article.sentences).count("word") == 5000


@given(st.text(alphabet=st.sampled_from("aB1.?!…؟،\"“”«»‘’'()- \n\tжЖا\u200b\u202e"), max_size=80))
def test_every_token_is_in_exactly_one_sentence(text: str) -> None:
    article = read(text)
    spans = [sentence.tokens for sentence in article.sentences]
    assert [index for first, last in spans for index in range(first, last)] == list(
        range(len(article.tokens))
    )
    for sentence in article.sentences:
        assert article.words(sentence.span).strip() != ""
    for quotation in article.quotations:
        assert 0 < quotation.span.start < quotation.span.end <= len(text)
