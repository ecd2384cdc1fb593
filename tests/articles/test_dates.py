"""Dated expressions are found as they are written, in four languages, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import article_dates
from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.calendar_words import Scan
from wheelsdown.articles.dates import find_dates
from wheelsdown.articles.expressions import (
    After,
    Ago,
    Anchored,
    CalendarDate,
    Either,
    Night,
    Part,
    Period,
    Range,
    Since,
    TimeUnit,
    Until,
    Which,
)
from wheelsdown.articles.marks import DateMark
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words

#: How well the half that nobody tunes to must be read.
LEAST_HELD_BACK = 0.95


def find(text: str) -> tuple[DateMark, ...]:
    return find_dates(Article("-", "", text, Language.OTHER, tokenise(text), (), ()), load_date_words())


def expressions(text: str) -> list[object]:
    return [mark.expression for mark in find(text)]


OCTOBER_26 = CalendarDate(month=10, day=26)


@pytest.mark.parametrize(
    "text",
    [
        "on October 26,",
        "on 26 October",
        "the 26th of October",
        "OCTOBER 26",
        "Oct. 26",
        "26-го октября",
        "двадцать шестого октября",
        "26 октября",
        "26 жовтня",
        "в 26 تشرين الأول/أكتوبر",
        "في 26 أكتوبر",
        "في 26 من تشرين الأول",
        "٢٦ أكتوبر",
        "Оct\u200bober 26",
    ],
)
def test_a_day_and_its_month_in_every_order_and_spelling(text: str) -> None:
    assert expressions(text) == [OCTOBER_26]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("20 غشت", 8),
        ("3 جويلية", 7),
        ("5 جوان", 6),
        ("9 نونبر", 11),
        ("1 آب", 8),
        ("7 كانون الثاني", 1),
        ("7 كانون الأول", 12),
        ("7 فبراير شباط", 2),
        ("18 يناير كانون الثاني", 1),
    ],
)
def test_arabic_months_of_all_three_systems(text: str, month: int) -> None:
    (date,) = expressions(text)
    assert isinstance(date, CalendarDate)
    assert date.month == month


@pytest.mark.parametrize(
    "text", ["26.10.2025", "2025-10-26", "26/10/2025", "10/26/2025", "26.10.2025 г.", "26 октября 2025 года"]
)
def test_a_full_date(text: str) -> None:
    assert expressions(text) == [CalendarDate(2025, 10, 26)]


def test_slashes_that_can_be_read_in_two_ways_are_kept_both() -> None:
    assert expressions("03/04/2025") == [Either((CalendarDate(2025, 4, 3), CalendarDate(2025, 3, 4)))]


def test_two_numbers_are_a_date_only_behind_a_preposition() -> None:
    assert expressions("on 10/26") == [OCTOBER_26]
    assert expressions("open 24/7, 9.10 tonnes, 3/4 full") == []


FROM_24_TO_29 = Range(CalendarDate(month=10, day=24), CalendarDate(month=10, day=29))


@pytest.mark.parametrize(
    "text",
    [
        "from October 24 to 29, three flights",
        "24-29 October",
        "October 24–29",
        "between 24 and 29 October",
        "from the 24th to the 29th of October",
        "с 24 по 29 октября",
        "с 24 октября по 29 октября",
        "з 24 по 29 жовтня",
        "із 24 до 29 жовтня",
        "بين 24 و29 أكتوبر",
        "من 24 إلى 29 أكتوبر",
        "من 24 حتى 29 تشرين الأول",
    ],
)
def test_ranges_give_both_ends_their_month(text: str) -> None:
    assert expressions(text) == [FROM_24_TO_29]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("it landed on the 27th and again at noon", [27]),
        ("it landed on the 27th with drones aboard", [27]),
        ("it landed on the 27th and on the 29th", [27, 29]),
        ("it left on the morning of the 27th for Gao", [27]),
        ("it landed in the early hours of the 27th", [27]),
    ],
)
def test_a_day_is_told_by_its_ordinal_alone(text: str, days: list[int]) -> None:
    assert expressions(text) == [CalendarDate(day=day) for day in days]


@pytest.mark.parametrize("text", ["on the 24th, 27th and 29th", "on the 24th and the 29th"])
def test_days_are_listed_by_their_ordinals(text: str) -> None:
    assert expressions(text) == [Range(CalendarDate(day=24), CalendarDate(day=29))]


def test_a_range_over_new_year_gives_the_year_to_its_last_day_only() -> None:
    (days,) = expressions("from December 28 to January 3, 2026")
    assert days == Range(CalendarDate(month=12, day=28), CalendarDate(2026, 1, 3))


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("between Friday and Wednesday", Range(CalendarDate(weekday=4), CalendarDate(weekday=2))),
        ("между пятницей и средой", Range(CalendarDate(weekday=4), CalendarDate(weekday=2))),
        ("between the 24th and the 29th", Range(CalendarDate(day=24), CalendarDate(day=29))),
        ("с 24 по 29 число", Range(CalendarDate(day=24), CalendarDate(day=29))),
        ("بين 24 و29 من الشهر نفسه", Range(CalendarDate(day=24), CalendarDate(day=29))),
        ("між п’ятницею та середою", Range(CalendarDate(weekday=4), CalendarDate(weekday=2))),
        ("بين الجمعة والأربعاء", Range(CalendarDate(weekday=4), CalendarDate(weekday=2))),
        ("on Sunday and Monday", Range(CalendarDate(weekday=6), CalendarDate(weekday=0))),
        ("since 24 October", Since(CalendarDate(month=10, day=24))),
        ("с начала октября", Since(Part("early", CalendarDate(month=10)))),
        ("з 24 жовтня", Since(CalendarDate(month=10, day=24))),
        ("منذ 24 أكتوبر", Since(CalendarDate(month=10, day=24))),
        ("since then", Since(Anchored(0, TimeUnit.DAY))),
        ("until 24 October", Until(CalendarDate(month=10, day=24))),
        ("после 24 октября", After(CalendarDate(month=10, day=24))),
        ("Wednesday, October 29", CalendarDate(month=10, day=29, weekday=2)),
        ("в среду, 29 октября", CalendarDate(month=10, day=29, weekday=2)),
        ("الأربعاء (29 تشرين الأول)", CalendarDate(month=10, day=29, weekday=2)),
        ("last Wednesday", CalendarDate(weekday=2, which=Which.LAST)),
        ("минулої середи", CalendarDate(weekday=2, which=Which.LAST)),
        ("الأربعاء الماضي", CalendarDate(weekday=2, which=Which.LAST)),
        ("earlier this week", Period(TimeUnit.WEEK, 0, so_far=True)),
        ("на прошлой неделе", Period(TimeUnit.WEEK, -1)),
        ("this past weekend", Period(TimeUnit.WEEKEND, 0)),
        ("الشهر الماضي", Period(TimeUnit.MONTH, -1)),
        ("in mid-June", Part("mid", CalendarDate(month=6))),
        ("наприкінці червня", Part("late", CalendarDate(month=6))),
        ("in the first half of June", Part("half1", CalendarDate(month=6))),
        ("مطلع الشهر", Part("early", Period(TimeUnit.MONTH, 0))),
        ("в ночь на 26 октября", Night(OCTOBER_26, into=True)),
        ("on the night of 26 October", Night(OCTOBER_26)),
        ("two days ago", Ago(2, TimeUnit.DAY)),
        ("тиждень тому", Ago(1, TimeUnit.WEEK)),
        ("قبل ثلاثة أيام", Ago(3, TimeUnit.DAY)),
        ("a few days later", Anchored(None, TimeUnit.DAY)),
        ("через два дня", Anchored(2, TimeUnit.DAY)),
        ("наступного дня", Anchored(1, TimeUnit.DAY)),
        ("في اليوم نفسه", Anchored(0, TimeUnit.DAY)),
        ("накануне", Anchored(1, TimeUnit.DAY, earlier=True, or_published=True)),
        ("27 числа прошлого месяца", CalendarDate(day=27, within=Period(TimeUnit.MONTH, -1))),
        ("in October last year", CalendarDate(month=10, within=Period(TimeUnit.YEAR, -1))),
        ("أمس الثلاثاء", CalendarDate(weekday=1, within=Period(TimeUnit.DAY, -1))),
        ("in 2024", CalendarDate(year=2024)),
    ],
)
def test_what_an_expression_says(text: str, expression: object) -> None:
    assert expressions(text) == [expression]


@pytest.mark.parametrize(
    "text",
    [
        "a 14-year conflict and an 11-day offensive",
        "after a six-month pause",
        "the 1990s, in the 2010s, в 90-х, в 1990-е годы",
        "An-124-100, C-17, Il-76, flight 26, 26 tonnes, 2400 metres",
        "It may land; they march on; the sun sat low",
        "أحد المسؤولين وأربعاء",
        "at 14:05",
        "2024 troops",
        "the second of two",
        "it landed on the 3rd attempt, on the 27th flight of the year",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert expressions(text) == []


def test_a_time_of_day_belongs_to_its_date() -> None:
    (mark,) = find("on 26 October at 14:05 UTC it landed")
    assert (mark.text, mark.hour_known) == ("26 October at 14:05 UTC", True)


def test_the_span_is_that_of_the_stored_text() -> None:
    text = "It came since 24 O\u200bctober."
    (mark,) = find(text)
    assert text[mark.span.start : mark.span.end] == mark.text == "since 24 O\u200bctober"


def test_the_words_around_are_told_with_the_date() -> None:
    assert find("most recently on Wednesday, October 29")[0].cues == ("latest",)
    assert find("Опубликовано: 01.03.2027")[0].cues == ("published",)
    assert find("A plane will land on 3 May.")[0].cues == ("future",)
    assert find("It will go. A plane landed on 3 May.")[0].cues == ()


def test_a_full_date_is_told_to_the_rest_of_its_paragraph() -> None:
    text = "On 15 October 2025 it came; on 18 October it left.\nOn 20 October all was still."
    assert [str(mark.year_near) for mark in find(text)] == ["None", "2025-10-15", "None"]


words = st.sampled_from(
    [
        "on",
        "24",
        "to",
        "29",
        "October",
        ",",
        "2025",
        "from",
        "with",
        "An",
        "-",
        "124",
        "между",
        "и",
        "средой",
        "بين",
        "و29",
        "أكتوبر",
        ".",
        ":",
        "14",
        "05",
        "the",
        "26",
        "th",
        "last",
        "week",
        "two",
        "days",
        "ago",
        "in",
        "early",
        "since",
        "قبل",
        "يومين",
        "03",
        "/",
        "04",
        "overnight",
        "into",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=25).map(" ".join) | st.text(max_size=60))
def test_marks_lie_in_the_text_in_order(text: str) -> None:
    marks = find(text)
    end = 0
    for mark in marks:
        assert end <= mark.span.start < mark.span.end <= len(text)
        assert text[mark.span.start : mark.span.end] == mark.text
        end = mark.span.end


@settings(max_examples=50, deadline=None)
@given(st.lists(words, min_size=1, max_size=12).map(" ".join))
def test_a_paragraph_more_changes_nothing_before_it(text: str) -> None:
    alone = [(mark.span, mark.expression) for mark in find(text + " .")]
    longer = [(mark.span, mark.expression) for mark in find(text + " .\n\n. word")]
    assert longer == alone


@pytest.mark.parametrize(
    "piece",
    [
        "from 24 to between the last two the 26 and of October 24, 25, 26 since ",
        "1,",
        "1.1-",
        "A-1-1-1",
        "thousand ",
        "twenty-",
        "5, ",
        "since since ",
        "October ",
        "Friday and ",
        "و5 و",
    ],
)
def test_work_grows_with_the_length_of_the_text(monkeypatch: pytest.MonkeyPatch, piece: str) -> None:
    looked = []
    real = Scan.kinds
    monkeypatch.setattr(Scan, "kinds", lambda *given: looked.append(1) or real(*given))
    counts = []
    for repeated in (40, 80, 160):
        looked.clear()
        find(piece * repeated)
        counts.append(len(looked))
    assert counts[2] - counts[1] <= 2.05 * (counts[1] - counts[0])


def test_the_shown_gold_is_read_right() -> None:
    shown = [row for row in article_dates.gold_rows() if not article_dates.is_held_back(row)]
    assert len(shown) > 100
    assert {row["id"]: wrong for row in shown if (wrong := article_dates.wrong_fields(row))} == {}


def test_the_held_back_gold_is_read_well() -> None:
    held = [row for row in article_dates.gold_rows() if article_dates.is_held_back(row)]
    right = sum(not article_dates.wrong_fields(row) for row in held)
    assert right >= LEAST_HELD_BACK * len(held)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("03.11 Ил-76 сел в Гао", [(11, 3)]),
        ("Вчера вечером (03.11) там сел Ил-76", [(11, 3)]),
        ("03.11 тонн груза", []),
        ("Грузия (13.51) и Мали", []),
    ],
)
def test_a_day_and_month_in_digits_head_a_line_or_stand_in_brackets(text, days):
    found = [each for each in expressions(text) if isinstance(each, CalendarDate)]
    assert [(each.month, each.day) for each in found] == days
