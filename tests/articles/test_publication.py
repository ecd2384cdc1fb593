"""The publication is what the text bounds it to, with reasons, and never today."""

from datetime import date
from pathlib import Path

import pytest

from wheelsdown.articles.article import Article, Boilerplate, Language, Sentence, Span
from wheelsdown.articles.dates import find_dates
from wheelsdown.articles.marks import Publication
from wheelsdown.articles.publication import published, published_together
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words


def article(
    text: str, path: str = "-", told: date | None = None, sentences: tuple[Sentence, ...] = ()
) -> Article:
    given = (told, "the page's data") if told else None
    return Article(path, "", text, Language.OTHER, tokenise(text), sentences, (), told=given)


def publication(text: str, **more: object) -> Publication:
    one = article(text, **more)
    return published(one, find_dates(one, load_date_words()))


def days(found: Publication) -> tuple[str, str]:
    return str(found.start), str(found.end)


def test_what_the_page_tells_settles_it() -> None:
    found = publication("Landed on 3 May 2024.", told=date(2025, 1, 2))
    assert days(found) == ("2025-01-02", "2025-01-03")
    assert found.reasons == ("2025-01-02 is told by the page's data",)
    assert found.year_from == "told"


@pytest.mark.parametrize(
    "line",
    [
        "14 March 2027",
        "By the Sahel desk | 14 March 2027, 14:05 GMT",
        "posted by hare on Sunday 14 March 2027 | 2 comments",
        "Опубликовано: 14.03.2027",
        "14 марта 2027, 14:22 | Отдел новостей",
        "Оновлено: 14.03.2027, 18:03",
        "١٤ مارس ٢٠٢٧",
        "2027-03-14T14:05Z",
    ],
)
def test_a_line_about_the_article_itself(line: str) -> None:
    found = publication(f"A plane came\n\n{line}\n\nIt landed on 3 May 2024 and left.")
    assert days(found) == ("2027-03-14", "2027-03-15")
    assert found.year_from == "stated"


def test_the_head_of_an_agency_lead() -> None:
    assert days(publication("A plane came\nBAMAKO, 14 March 2027 (Sahel Wire) - A plane landed.")) == (
        "2027-03-14",
        "2027-03-15",
    )


def test_a_lead_without_its_year_takes_the_one_that_other_days_fix() -> None:
    rest = "It fell on December 15, 2024, people say. The plane came on Wednesday, October 29 and left."
    assert days(publication(f"BAMAKO, Nov 3 (Sahel Wire) - A plane landed. {rest}")) == (
        "2025-11-03",
        "2025-11-04",
    )
    assert days(publication(f"БАМАКО, 3 ноя — Сахель. Сел самолёт. {rest}")) == ("2025-11-03", "2025-11-04")
    assert publication("BAMAKO, Nov 3 (Sahel Wire) - A plane landed.").start is None


def test_a_lead_far_from_the_days_it_tells_is_left_alone() -> None:
    rest = "It fell on December 15, 2024, people say. The plane came on Wednesday, October 29 and left."
    found = publication(f"BAMAKO, May 3 (Sahel Wire) - A plane landed. {rest}")
    assert days(found) == ("2025-10-29", "2025-12-30")


def test_today_with_its_date() -> None:
    assert days(publication("It landed yesterday, 13 March 2027, and left at once for somewhere else.")) == (
        "2027-03-14",
        "2027-03-15",
    )


def test_weekday_and_date_fix_the_year_after_a_printed_one() -> None:
    found = publication(
        "It fell on December 15, 2024, people say. The plane came on Wednesday, October 29 and left."
    )
    assert days(found) == ("2025-10-29", "2025-12-30")
    assert found.year_from == "weekday"
    assert any("2025" in reason for reason in found.reasons)


def test_most_recently_is_within_a_week() -> None:
    found = publication(
        "It fell in December 2024. A jet landed twice, most recently on Wednesday, October 29, they said."
    )
    assert days(found) == ("2025-10-29", "2025-11-05")


def test_a_printed_year_long_ago_fixes_nothing() -> None:
    found = publication(
        "The war began on 15 March 2011. A jet came on Wednesday, October 29, they said, and left."
    )
    assert days(found) == ("2011-03-15", "None")
    assert found.year_from == ""


def test_weekdays_that_agree_in_different_years_fix_nothing() -> None:
    text = "It fell in December 2024. It came on Sunday, October 28, they said, and left on Wednesday, October 29, too."
    assert publication(text).end is None


def test_without_any_year_it_is_open_and_the_years_are_told() -> None:
    found = publication("A jet came on Wednesday, October 29, they said, and left.")
    assert days(found) == ("None", "None")
    assert found.reasons == ("'Wednesday, October 29': weekday and date agree in 2014, 2025, 2031, 2036",)
    assert days(publication("A jet came on Wednesday.")) == ("None", "None")


def test_plans_and_other_stories_are_no_evidence() -> None:
    assert days(publication("It will land on 3 May 2027, if all goes well.")) == ("None", "None")
    text = "A jet came.\nIt fell on 3 May 2027, read more about that in our long story."
    related = Sentence(Span(12, len(text)), (4, 20), 1, Language.OTHER, boilerplate=Boilerplate.RELATED)
    assert days(publication(text, sentences=(related,))) == ("None", "None")


def test_articles_that_share_days_share_the_year() -> None:
    known = article(
        "It fell in May 2025. One came on October 24 and, most recently, on Wednesday, October 29.",
        "known.txt",
    )
    retold = article("Jets came on 24 October and 29 October. On 15 October a man had come.", "retold.txt")
    other = article("On 3 May and on 29 October nothing happened.", "other.txt")
    pairs = [(one, find_dates(one, load_date_words())) for one in (retold, known, other)]
    first, second, third = published_together(pairs)
    assert days(first) == ("2025-10-29", "2025-12-30")
    assert first.year_from == "other article"
    assert "known.txt" in first.reasons[0]
    assert second == published(*pairs[1])
    assert days(third) == ("None", "None")


def test_the_order_of_articles_does_not_matter() -> None:
    texts = ["On 24 October and 29 October.", "In May 2025. On October 24, on Wednesday, October 29."]
    pairs = [(one, find_dates(one, load_date_words())) for one in map(article, texts)]
    assert published_together(pairs) == published_together(pairs[::-1])[::-1]
    assert published_together([]) == []


@pytest.mark.shared
def test_the_five_texts_bound_their_publication_as_a_reader_does(shared_data: Path) -> None:
    files = sorted((shared_data / "articles").glob("*.txt"))
    articles = [article(file.read_text("utf-8"), file.name[:3]) for file in files]
    pairs = [(one, find_dates(one, load_date_words())) for one in articles]
    found = {
        one.path: publication for one, publication in zip(articles, published_together(pairs), strict=True)
    }
    assert days(found["003"]) == ("2025-10-29", "2025-11-05")
    assert found["000"].start == date(2025, 10, 26)
    assert found["000"].end is not None
    assert found["000"].end <= date(2026, 1, 1)
    assert found["002"].start == date(2025, 10, 29)
    assert found["000"].year_from == found["002"].year_from == "other article"
    assert found["001"].start == date(2024, 12, 1)
    assert found["001"].end is None
    assert days(found["004"]) == ("None", "None")


def test_an_empty_article_tells_nothing() -> None:
    assert days(publication("")) == ("None", "None")
    assert days(publication("\n\n")) == ("None", "None")


@pytest.mark.parametrize(
    "line",
    [
        "Published 14:05 BST 10 March 2027",
        "Posted by north_watch on 10 March 2027 // 11 comments",
        "News desk, March 10th, 2027",
        "Автор: отдел новостей, 10 марта 2027",
        "آخر تحديث: 10 مارس 2027 - 15:20",
        "٠٨:٣٠ - ١٠ مارس ٢٠٢٧",
        "تاريخ النشر: 10/3/2027",
        "إعداد: قسم المتابعة / الأربعاء 10 مارس 2027",
        "BAMAKO — March 10, 2027: An Il-76 landed on Sunday.",
        "КИЇВ. 10 березня 2027. Агенція – Іл-76 сів у неділю.",
        "باماكو (وكالة) 10 مارس 2027 - هبطت طائرة الأحد.",
        "باماكو في 10 مارس/آذار 2027 /وكالة/ هبطت طائرة الأحد.",
        "باماكو 10 مارس 2027 – قال شاهد إن طائرة هبطت الأحد.",
        "БАМАКО, 10 марта 2027 года. /Корр. «Сахель-Новости»/. Ил-76 сел в воскресенье.",
        "БАМАКО, 10 марта 2027 года, среда — «Сахель-Новости». Ил-76 сел в воскресенье.",
        "SAO VICENTE, 10 March 2027. An Il-76 landed on Sunday.",
        "March 10, 2027 (BAMAKO) – An Il-76 landed on Sunday.",
        "باماكو – صوت الميناء – الأربعاء 10 مارس/آذار 2027",
        "Notes from the night-shift desk at home, 10 March 2027",
        "Sahel Courier, Wednesday 10 March 2027, page 3",
        "Blog entry 10-Mar-2027",
        "Пресс-релиз № 12 от 10.03.2027",
        "№ 12 від 10 березня 2027 р.",
    ],
)
def test_lines_and_leads_that_tell_the_day(line: str) -> None:
    assert days(publication(f"A headline\n\n{line}\n")) == ("2027-03-10", "2027-03-11")


@pytest.mark.parametrize(
    "line",
    [
        "Hmeimim, 10 March 2027. An Il-76 on the apron.",
        "The UN, 10 March 2027. It asked for a flight.",
        "On 10 March 2027 (a Sunday) - the day of the landing - it rained.",
        "10 March 2027 (the day of the landing) it rained.",
    ],
)
def test_a_caption_or_a_sentence_is_no_lead(line: str) -> None:
    assert (
        publication(f"A headline\n\n{line} An Il-76 landed and left the base again after an hour.\n").end
        is None
    )


def test_a_sentence_that_begins_with_a_day_tells_none() -> None:
    text = "A headline\n\nOn 3 March 2027 an Il-76 landed in Bamako, and on 5 March 2027 another one.\n"
    assert publication(text).end is None


@pytest.mark.parametrize(
    "line",
    ["Weekly digest, 4-10 March 2027", "Дайджест за 4–10 марта 2027 года", "Дайджест, 4–10 березня 2027 р."],
)
def test_what_a_text_covers_came_out_within_a_week_of_it(line: str) -> None:
    assert days(publication(f"A headline\n\n{line}\n")) == ("2027-03-10", "2027-03-18")


@pytest.mark.parametrize(
    "line",
    [
        "No flights at Gao since 10 March 2027",
        "Talks on Gao set for 10 March 2027",
        "Отменён договор от 10 марта 2027 года",
        "Since 10 March 2027 no flights at Gao",
    ],
)
def test_what_a_headline_dates_is_not_the_text(line: str) -> None:
    assert publication(f"{line}\n\nSnow fell.\n").end is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قالت الوكالة اليوم الأحد 14 آذار 2027 إن طائرة هبطت.", ("2027-03-14", "2027-03-15")),
        ("هبطت طائرة مساء اليوم الأحد، 14 مارس 2027.", ("2027-03-14", "2027-03-15")),
        ("هبطت طائرة يوم الأحد 14 آذار 2027 في غاو.", ("2027-03-14", "None")),
    ],
)
def test_the_arabic_day_with_its_article_is_today(text: str, found: tuple[str, str]) -> None:
    assert days(publication(text)) == found


@pytest.mark.parametrize(
    "line",
    [
        "Press review for 14 March 2027",
        "Situation report No. 14 (as of 14 March 2027)",
        "Briefing by the spokesman of the ministry for river transport, Bamako, 14 March 2027",
        "Обзор прессы за 14 марта 2027 года",
        "Оперативная информация по состоянию на 14 марта 2027 года",
        "جولة الصحافة ليوم 14 مارس 2027",
    ],
)
def test_a_press_review_is_of_its_day(line: str) -> None:
    found = publication(f"{line}\n\nA plane landed on Friday and left.")
    assert days(found) == ("2027-03-14", "2027-03-15")


@pytest.mark.parametrize(
    "line", ["Weekly digest for 1-7 March 2027", "Еженедельный обзор полётов с 1 по 7 марта 2027 года"]
)
def test_a_digest_comes_out_within_a_week_of_what_it_covers(line: str) -> None:
    assert days(publication(f"{line}\n\nA plane landed on Friday.")) == ("2027-03-07", "2027-03-15")


@pytest.mark.parametrize(
    "text",
    [
        "The pictures published on 14 March 2027 show two planes.",
        "A plane landed on 14 March 2027 at 14:05.",
        "The ministry denied the press digest of 14 March 2027. No plane had landed.",
    ],
)
def test_a_day_in_a_sentence_is_not_that_of_the_article(text: str) -> None:
    assert days(publication(text)) == ("2027-03-14", "None")


def test_the_lead_takes_its_year_from_a_day_printed_just_before() -> None:
    found = publication("КИЇВ. 14 березня. УНН. У вівторок, 9 березня 2027 року, прилетів літак.")
    assert days(found) == ("2027-03-14", "2027-03-15")
