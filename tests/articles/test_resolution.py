"""Days are those that the words and the publication allow, and none is chosen where several stand."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.articles.article import Article, Language, Span
from wheelsdown.articles.calendar_days import MOST_AGE
from wheelsdown.articles.dates import find_dates
from wheelsdown.articles.marks import DateMark, DateValue, Precision, Publication
from wheelsdown.articles.resolution import resolve
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words
from wheelsdown.reference.words import load_words

DAY = timedelta(days=1)
#: A Thursday.
OCTOBER_30 = date(2025, 10, 30)


def mark(text: str) -> DateMark:
    article = Article("-", "", text, Language.OTHER, tokenise(text), (), ())
    return find_dates(article, load_date_words())[-1]


def on(day: date, days: int = 1, year_from: str = "told") -> Publication:
    return Publication(day, day + days * DAY, (), year_from)


def days(text: str, publication: Publication, **more: object) -> tuple[str, str]:
    value = resolve(mark(text), publication, **more)
    return str(value.start), str(value.end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on October 26", "2025-10-26", "2025-10-27"),
        ("on December 26", "2024-12-26", "2024-12-27"),
        ("on 29 February", "2024-02-29", "2024-03-01"),
        ("from October 24 to 29", "2025-10-24", "2025-10-30"),
        ("from December 28 to January 3", "2024-12-28", "2025-01-04"),
        ("between Friday and Wednesday", "2025-10-24", "2025-10-30"),
        ("since 24 October", "2025-10-24", "None"),
        ("after 24 October", "2025-10-25", "None"),
        ("until 24 October", "None", "2025-10-25"),
        ("before 24 October", "None", "2025-10-24"),
        ("on Thursday", "2025-10-30", "2025-10-31"),
        ("last Thursday", "2025-10-23", "2025-10-24"),
        ("this Friday", "2025-10-31", "2025-11-01"),
        ("next Friday", "2025-10-31", "2025-11-01"),
        ("on Monday last week", "2025-10-20", "2025-10-21"),
        ("earlier this week", "2025-10-27", "2025-10-31"),
        ("last week", "2025-10-20", "2025-10-27"),
        ("this past weekend", "2025-10-25", "2025-10-27"),
        ("last month", "2025-09-01", "2025-10-01"),
        ("in October", "2025-10-01", "2025-11-01"),
        ("in June", "2025-06-01", "2025-07-01"),
        ("in December", "2024-12-01", "2025-01-01"),
        ("in early June", "2025-06-01", "2025-06-11"),
        ("in late February", "2025-02-21", "2025-03-01"),
        ("in late 2024", "2024-09-01", "2025-01-01"),
        ("last year", "2024-01-01", "2025-01-01"),
        ("earlier this year", "2025-01-01", "2025-10-31"),
        ("yesterday", "2025-10-29", "2025-10-30"),
        ("overnight", "2025-10-29", "2025-10-31"),
        ("on the night of 25 to 26 October", "2025-10-25", "2025-10-27"),
        ("two days ago", "2025-10-28", "2025-10-29"),
        ("three weeks ago", "2025-10-06", "2025-10-13"),
        ("two months ago", "2025-08-01", "2025-09-01"),
        ("over the past two weeks", "2025-10-16", "2025-10-31"),
        ("on the 24th of last month", "2025-09-24", "2025-09-25"),
        ("in October last year", "2024-10-01", "2024-11-01"),
        ("on 26 October 2023", "2023-10-26", "2023-10-27"),
    ],
)
def test_days_of_an_article_of_a_known_day(text: str, start: str, end: str) -> None:
    assert days(text, on(OCTOBER_30)) == (start, end)


@pytest.mark.parametrize(
    "text", ["on 26 October", "on Wednesday", "earlier this week", "last month", "in June", "overnight"]
)
def test_without_a_publication_a_relative_day_stays_open(text: str) -> None:
    value = resolve(mark(text), Publication())
    assert (value.start, value.end, value.candidates, value.year_from) == (None, None, (), "")


def test_weekday_and_date_leave_the_years_in_which_they_agree() -> None:
    value = resolve(mark("Wednesday, October 29"), Publication())
    assert [start.year for start, _ in value.candidates] == [2014, 2025, 2031, 2036]
    assert value.start is None
    assert value.year_from == "weekday"


def test_a_weekday_that_does_not_fit_the_last_such_date_leaves_both_years() -> None:
    value = resolve(mark("Wednesday, October 29"), on(date(2027, 10, 30)))
    assert value.start is None
    assert [start.year for start, _ in value.candidates] == [2025, 2027]


def test_a_weekday_tells_a_plan_from_a_memory() -> None:
    assert days("Monday, 3 November", on(OCTOBER_30)) == ("2025-11-03", "2025-11-04")
    assert days("Sunday, 3 November", on(OCTOBER_30)) == ("2024-11-03", "2024-11-04")


def test_days_that_touch_are_an_interval_and_days_apart_are_candidates() -> None:
    yesterday = resolve(mark("yesterday"), on(date(2025, 10, 29), 3))
    assert (yesterday.start, yesterday.end) == (date(2025, 10, 28), date(2025, 10, 31))
    assert yesterday.precision is Precision.INTERVAL
    monday = resolve(mark("on Monday"), on(date(2025, 10, 24), 6))
    assert monday.start is None
    assert [start.day for start, _ in monday.candidates] == [20, 27]


def test_a_day_soon_after_publication_stands_beside_the_one_of_last_year() -> None:
    value = resolve(mark("on 3 November"), on(OCTOBER_30))
    assert [start.year for start, _ in value.candidates] == [2024, 2025]
    assert days("on 3 November", on(OCTOBER_30), ahead=True) == ("2025-11-03", "2025-11-04")


def test_a_month_that_is_next_stands_beside_the_one_of_last_year() -> None:
    assert [start.year for start, _ in resolve(mark("in November"), on(OCTOBER_30)).candidates] == [
        2024,
        2025,
    ]
    assert days("in December", on(OCTOBER_30)) == ("2024-12-01", "2025-01-01")
    assert days("last November", on(OCTOBER_30)) == ("2024-11-01", "2024-12-01")
    assert days("It will be back in November", on(OCTOBER_30)) == ("2025-11-01", "2025-12-01")


def test_a_publication_of_months_gives_years_but_no_weekday() -> None:
    wide = on(date(2025, 10, 29), 60, "weekday")
    assert days("on October 26", wide) == ("2025-10-26", "2025-10-27")
    assert resolve(mark("on October 26"), wide).year_from == "weekday"
    assert days("on Wednesday", wide) == ("None", "None")


def test_slashes_read_both_ways_are_never_one_interval() -> None:
    value = resolve(mark("on 03/04/2025"), on(OCTOBER_30))
    assert value.start is None
    assert value.candidates == ((date(2025, 3, 4), date(2025, 3, 5)), (date(2025, 4, 3), date(2025, 4, 4)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on the same day", "2025-10-24", "2025-10-25"),
        ("the following day", "2025-10-25", "2025-10-26"),
        ("the previous day", "2025-10-23", "2025-10-24"),
        ("two weeks later", "2025-11-07", "2025-11-08"),
        ("a few days later", "2025-10-25", "2025-11-01"),
        ("a month earlier", "2025-09-24", "2025-09-25"),
        ("since then", "2025-10-24", "None"),
    ],
)
def test_days_counted_from_another(text: str, start: str, end: str) -> None:
    anchor = DateValue("on 24 October", date(2025, 10, 24), date(2025, 10, 25), Precision.DAY, "", "weekday")
    assert days(text, Publication(), anchor=anchor) == (start, end)
    assert resolve(mark(text), Publication(), anchor).year_from == "weekday"
    assert days(text, on(OCTOBER_30)) == ("None", "None")


def test_the_eve_is_that_of_the_publication_where_nothing_else_is_dated() -> None:
    assert days("накануне", on(OCTOBER_30)) == ("2025-10-29", "2025-10-30")


def test_the_year_printed_before_it_in_the_paragraph_is_taken_when_nothing_else_tells() -> None:
    text = "On 15 October 2025 it came, on 18 October it left"
    assert days(text, Publication()) == ("2025-10-18", "2025-10-19")
    assert resolve(mark(text), Publication()).year_from == "text"


def test_no_such_day_is_no_day() -> None:
    value = resolve(mark("on 31 February 2025"), on(OCTOBER_30))
    assert (value.start, value.precision) == (None, Precision.NONE)


def test_a_mark_of_something_else_is_refused() -> None:
    with pytest.raises(TypeError, match="find_dates"):
        resolve(DateMark(Span(0, 1), "x", "x"), Publication())


def end_of_next_month(day: date) -> date:
    months = day.year * 12 + day.month + 1
    return date(months // 12, months % 12 + 1, 1)


TEXTS = st.sampled_from(
    [
        *(
            "on October 26",
            "from October 24 to 29",
            "between Friday and Wednesday",
            "on Monday",
            "in June",
            "last week",
        ),
        *(
            "two days ago",
            "in early May",
            "3/4",
            "on the 30th",
            "last February",
            "Sunday, 29 February",
            "last night",
        ),
        *("over the past ten days", "31 декабря", "في أواخر شباط", "минулого тижня"),
    ]
)
PAST = st.dates(date(2010, 1, 1), date(2039, 12, 31))


@settings(max_examples=200, deadline=None)
@given(
    TEXTS.filter(
        lambda text: find_dates(
            Article("-", "", text, Language.OTHER, tokenise(text), (), ()), load_date_words()
        )
    ),
    PAST,
)
def test_what_is_past_begins_before_publication(text: str, day: date) -> None:
    value = resolve(mark(text), on(day))
    for start, end in [(value.start, value.end)] if value.start else value.candidates:
        assert start < end
        assert start < end_of_next_month(day) or start <= day + timedelta(days=365 - MOST_AGE)
    assert value.start is None or value.start <= day


@settings(max_examples=100, deadline=None)
@given(TEXTS, PAST, st.integers(1, 5))
def test_a_wider_publication_allows_all_that_a_narrow_one_does(text: str, day: date, more: int) -> None:
    if not find_dates(Article("-", "", text, Language.OTHER, tokenise(text), (), ()), load_date_words()):
        return
    narrow, wide = resolve(mark(text), on(day)), resolve(mark(text), on(day, more))
    one = set(narrow.candidates or [(narrow.start, narrow.end)])
    if wide.candidates:
        assert one <= set(wide.candidates)
    elif narrow.start and wide.start and narrow.end and wide.end:
        assert wide.start <= narrow.start
        assert wide.end >= narrow.end


@settings(max_examples=100, deadline=None)
@given(TEXTS, PAST)
def test_the_answer_does_not_depend_on_what_was_asked_before(text: str, day: date) -> None:
    if find_dates(Article("-", "", text, Language.OTHER, tokenise(text), (), ()), load_date_words()):
        assert resolve(mark(text), on(day)) == resolve(mark(text), on(day))


LISTED = [
    row["pattern"].rstrip("*")
    for topic in ("months", "weekdays", "date_words", "numerals")
    for row in load_words(topic)
]
DIGITS = [
    "24",
    "29",
    "2025",
    "31",
    "99",
    "10/26",
    "3/4/2025",
    "31.02.2024",
    "9999",
    "0001-01-01",
    ",",
    "-",
    "/",
    "(",
    "\n",
    "th",
]
PUBLICATIONS = st.one_of(
    st.just(Publication()),
    st.builds(on, st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from([1, 5, 40, 400])),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(LISTED) | st.sampled_from(DIGITS), min_size=1, max_size=12).map(" ".join),
    PUBLICATIONS,
    st.booleans(),
    st.booleans(),
)
def test_whatever_the_words_days_begin_before_they_end(
    text: str, publication: Publication, ahead: bool, anchored: bool
) -> None:
    anchor = DateValue("", date(2025, 10, 24), date(2025, 10, 25), Precision.DAY, "") if anchored else None
    article = Article("-", "", text, Language.OTHER, tokenise(text), (), ())
    for one in find_dates(article, load_date_words()):
        value = resolve(one, publication, anchor, ahead=ahead)
        assert value.start is None or value.end is None or value.start < value.end
        assert all(start < end for start, end in value.candidates)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in early autumn", "2025-09-01", "2025-10-01"),
        ("in the first half of last year", "2024-01-01", "2024-07-01"),
        ("in the last week of September", "2025-09-24", "2025-10-01"),
        ("last summer", "2025-06-01", "2025-09-01"),
        ("9999 years ago", "None", "None"),
    ],
)
def test_parts_and_seasons(text: str, start: str, end: str) -> None:
    found = find_dates(Article("-", "", text, Language.OTHER, tokenise(text), (), ()), load_date_words())
    assert (days(text, on(OCTOBER_30)) if found else ("None", "None")) == (start, end)


def test_a_part_still_to_come_stands_beside_that_of_the_year_before() -> None:
    value = resolve(mark("in late autumn"), on(OCTOBER_30))
    assert [start for start, _ in value.candidates] == [date(2024, 11, 1), date(2025, 11, 1)]
    assert days("in late autumn", on(OCTOBER_30), ahead=True) == ("2025-11-01", "2025-12-01")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in the second quarter of 2024", "2024-04-01", "2024-07-01"),
        ("в третьем квартале", "2025-07-01", "2025-10-01"),
        ("في الربع الأول من عام 2024", "2024-01-01", "2024-04-01"),
        ("in the first three months of the year", "2025-01-01", "2025-04-01"),
        ("первые десять дней октября", "2025-10-01", "2025-10-11"),
        ("الأيام العشرة الأولى من أكتوبر", "2025-10-01", "2025-10-11"),
        ("last year in June", "2024-06-01", "2024-07-01"),
        ("торік у червні", "2024-06-01", "2024-07-01"),
        ("العام الماضي في يونيو", "2024-06-01", "2024-07-01"),
        ("5 February last year", "2024-02-05", "2024-02-06"),
        ("на прошлой неделе, в четверг", "2025-10-23", "2025-10-24"),
        ("last month, on the 24th", "2025-09-24", "2025-09-25"),
        ("this morning", "2025-10-30", "2025-10-31"),
        ("قبل ظهر اليوم", "2025-10-30", "2025-10-31"),
        ("يوم الاثنين الماضي", "2025-10-27", "2025-10-28"),
        ("с 24 на 25 октября", "2025-10-24", "2025-10-26"),
        ("on Tuesday and Thursday", "2025-10-28", "2025-10-31"),
        ("أيام 2 و5 و7 أكتوبر", "2025-10-02", "2025-10-08"),
        ("за останні два тижні", "2025-10-16", "2025-10-31"),
    ],
)
def test_quarters_first_units_and_days_within_a_period(text: str, start: str, end: str) -> None:
    assert days(text, on(OCTOBER_30)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("قبل ذلك بيومين", "2025-10-18", "2025-10-19"),
        ("بعدها بأسبوع", "2025-10-27", "2025-10-28"),
        ("two days before, a plane", "2025-10-18", "2025-10-19"),
        ("в том же месяце", "2025-10-01", "2025-11-01"),
        ("того ж тижня", "2025-10-20", "2025-10-27"),
        ("двумя сутками раньше", "2025-10-18", "2025-10-19"),
    ],
)
def test_lengths_and_units_counted_from_another(text: str, start: str, end: str) -> None:
    anchor = DateValue("20 October", date(2025, 10, 20), date(2025, 10, 21), Precision.DAY, "")
    assert days(text, on(OCTOBER_30), anchor=anchor) == (start, end)


def test_two_months_beside_each_other_are_left_open() -> None:
    value = resolve(mark("في 5 أيار/أغسطس"), on(OCTOBER_30))
    assert (value.start, len(value.candidates)) == (None, 2)
