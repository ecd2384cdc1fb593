"""What is no running text, and what is."""

import pytest

from wheelsdown.articles.article import Article, Boilerplate
from wheelsdown.articles.reading import read_text
from wheelsdown.reference.text_words import load_text_words

BODY = "A cargo plane landed at Korvash on Monday, the ministry said."


def read(text: str) -> Article:
    return read_text(text, path="-", sha256="0" * 64, words=load_text_words())


def kinds(text: str) -> dict[str, str | None]:
    article = read(text)
    return {article.words(s.span): s.boilerplate for s in article.sentences}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Korvash air base, seen from above. (IMAGO)", "caption"),
        ("A plane at Korvash (Photo by A. Nobody/AFP via Getty Images)", "caption"),
        ("Photo: a plane at Korvash", "caption"),
        ("Фото: пресс-служба", "caption"),
        ("Архівне фото літака", "caption"),
        ("صورة أرشيفية لطائرة شحن", "caption"),
        ("Read also: Plane diverted to Velmar", "related"),
        ("Читайте также: Борт ушёл в Вельмар", "related"),
        ("Читайте також: Борт пішов до Вельмара", "related"),
        ("اقرأ أيضا: طائرة تهبط في فلمار", "related"),
        ("This website uses cookies to improve your experience.", "cookies"),
        ("Мы используем cookie-файлы для удобства", "cookies"),
        ("Leave a comment", "comments"),
        ("Comments (3)", "comments"),
        ("Оставить комментарий", "comments"),
        ("Залишити коментар", "comments"),
        ("اترك تعليقا", "comments"),
        ("Click here to support", "appeal"),
        ("Подписывайтесь на наш Telegram-канал", "appeal"),
        ("Підписуйтесь на наш канал", "appeal"),
        ("someone@example.com", "navigation"),
        ("https://example.com/a/b?c=d", "navigation"),
        ("Facebook Twitter Telegram", "navigation"),
        ("Home | World | Africa", "navigation"),
        ("A A A", "navigation"),
        ("© 2027 The Example. All rights reserved.", "navigation"),
        ("Теги: авиация, Вельмар", "navigation"),
        ("[Карта: путь самолёта]", "caption"),
        ("Дивіться відео: найдовші рейси світу", "related"),
        ("Older posts", "related"),
        ("#Korvash #avgeek", "navigation"),
        ("👉 Подписаться: @korvash", "appeal"),
        ("Share   Save   Listen (4 min)", "navigation"),
    ],
)
def test_a_line_shows_what_it_is(line: str, kind: str) -> None:
    found = kinds(f"{BODY}\n\n{line}\n\nAnother plane left Velmar on Tuesday, it said.")
    assert {found[text] for text in found if text in line} == {kind}
    assert [text for text, kind_ in found.items() if kind_ is None] == [
        BODY,
        "Another plane left Velmar on Tuesday, it said.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The ministry published photos of the plane (a cargo type) on its channel.",
        "“We need your support,” the minister told the crew.",
        "The plane landed (Korvash is a former base).",
        "A third plane landed at 14:35 on Monday, and went to Velmar (the capital) at once.",
        "Самолёт сел в Корваше, сообщает источник (ТАСС).",
        "He read more of the related posts, and many comments.",
        "The plane landed two hours ago, and the ministry confirmed it by way of its own channel.",
        "Ukraine wants to become a member and will stay independent, with unlimited access to the base.",
        "Редакция изучила данные сервиса, по которым самолёт сел в Корваше.",
        "Издание (признано в стране иностранным агентом) сообщило, что самолёт сел в Корваше.",
        "وقال المرصد إن الطائرة هبطت في كورفاش وفق ما ظهر عبر تطبيق لتتبع الرحلات.",
    ],
)
def test_running_text_is_not_boilerplate(line: str) -> None:
    assert set(kinds(f"{BODY}\n\n{line}").values()) == {None}


@pytest.mark.parametrize("headline", ["Video: Plane lands at Korvash", "شاهد: طائرة تهبط في كورفاش"])
def test_a_headline_that_shows_a_video_is_a_headline(headline: str) -> None:
    assert kinds(f"{headline}\n\n{BODY}")[headline] is None
    assert set(kinds(headline).values()) != {None}


@pytest.mark.parametrize(
    "line",
    [
        "By our Africa desk | 22 April 2027, 14:05 GMT",
        "Отдел новостей | 14.10.2026 | Время чтения: 3 мин.",
        "Автор: отдел новостей",
        "Оновлено: 14.09.2026, 18:03",
        "بقلم: مراسلنا في كورفاش",
        "كورفاش - وكالة المثال",
        "كورفاش/ 17 سبتمبر 2027/ وكالة أنباء المثال",
    ],
)
def test_who_wrote_it_and_when_is_kept_as_a_byline(line: str) -> None:
    article = read(f"Planes return\n\n{line}\n\n{BODY}")
    assert [(s.is_byline, s.boilerplate) for s in article.sentences if article.words(s.span) in line] == [
        (True, None)
    ]


@pytest.mark.parametrize("line", ["Редакция изучила записи о рейсе.", "By Monday, five planes had landed."])
def test_a_sentence_that_begins_like_a_byline_is_none(line: str) -> None:
    assert not any(sentence.is_byline for sentence in read(f"Planes return\n\n{line}\n\n{BODY}").sentences)


def test_a_heading_covers_the_list_that_follows_and_no_more() -> None:
    text = (
        f"{BODY}\n\nRelated posts\n\nPlane diverted to Velmar\n\n1. Is Korvash open?\n\n"
        "A second plane came to Korvash on Tuesday, the ministry said."
    )
    assert list(kinds(text).values()) == [None, *[Boilerplate.RELATED] * 3, None]


def test_what_readers_write_below_is_not_the_article() -> None:
    body = "\n".join(f"{BODY[:-1]} for the {n}. time." for n in range(6))
    found = kinds(f"{body}\n\nComments\n\nA reader: a plane landed here yesterday, I saw it myself.")
    assert list(found.values())[-2:] == [Boilerplate.COMMENTS] * 2
    assert next(iter(found.values())) is None


def test_a_word_for_comments_above_the_text_hides_nothing() -> None:
    found = kinds(f"Planes return\n\nComments\n\n{BODY}")
    assert found[BODY] is None


def test_a_line_printed_twice_counts_once() -> None:
    article = read(f"Planes return to Korvash\n\n{BODY}\n\n{BODY}")
    assert [s.boilerplate for s in article.sentences] == [None, None, Boilerplate.REPEATED]


def test_headline_standfirst_byline_and_heading() -> None:
    article = read(
        "Planes return to Korvash\n\nCargo flights from Velmar after a pause\n\nBy An Example, News desk\n\n"
        f"10 March 2027, 14:35\n\n{BODY}\n\nA long way\n\n{BODY[:-1]} again."
    )
    flags = [(s.is_headline, s.is_standfirst, s.is_byline) for s in article.sentences]
    assert article.title == "Planes return to Korvash"
    assert flags == [
        (True, False, False), (True, True, False), (False, False, True), (False, False, True),
        (False, False, False), (True, False, False), (False, False, False),
    ]  # fmt: skip


def test_a_headline_of_two_sentences_is_one_title() -> None:
    assert read(f"Planes return. Why now?\n\n{BODY}").title == "Planes return. Why now?"


def test_a_text_that_begins_at_once_has_no_title() -> None:
    assert read(f"{BODY}\n\nA heading\n\n{BODY[:-1]} again.").title is None
    assert read("Two planes at Korvash").title is None


def test_a_headline_may_ask() -> None:
    title = "Analysis: Are the cargo planes coming back to Korvash?"
    assert read(f"{title}\n\n{BODY}").title == title
    assert read(f"{title} {BODY}\n\n{BODY[:-1]} again.").title is None
