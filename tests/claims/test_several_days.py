"""Which of several days is that of a flight, and which is none, by invented sentences. Published 12 March 2027."""

from datetime import date

import pytest
from read_article import claims_of


def days(text):
    """First day and the day after the last of each claim, without the year."""
    found = [claim.date for claim in claims_of(text, told=date(2027, 3, 12))]
    return [(day.start and day.start[5:], day.end and day.end[5:]) if day else None for day in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ан-12 прибыл в Гао в начале недели, а в четверг улетел в Оран.", ("03-08", "03-13")),
        (
            "По данным Flightradar24, борт вылетел из Гао 1 марта, провёл в Оране двое суток и вернулся 3 марта.",
            ("03-01", "03-02"),
        ),
        ("За минулий рік компанія виконала до Гао 17 рейсів.", ("01-01", "01-01")),
        ("За прошедший месяц компания выполнила в Гао 17 рейсов.", ("02-01", "03-01")),
        ("Two tankers left Gao overnight between Saturday and Sunday.", ("03-06", "03-08")),
        ("Last Thursday, 4 March, a Challenger 604 landed at Gao.", ("03-04", "03-05")),
        ("An Il-76 landed at Gao on 17 and 23 February and again on 2 March.", ("02-17", "03-03")),
        ("C-130s landed at Gao 41 times in the six months to the end of February.", ("09-01", "03-01")),
        ("Il-76s landed at Gao 16 times in February, usually on a Tuesday.", ("02-01", "03-01")),
        ("هبطت طائرة سي-130 في غاو هذا الأسبوع، حسبما ذكرت مجلة دير شبيغل يوم الأربعاء.", ("03-08", "03-13")),
    ],
)
def test_which_of_several_days_is_that_of_the_flight(text, expected):
    assert days(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Il-76 landed in Gao on Tuesday. It flew back two days later.", ("03-11", "03-12")),
        ("Ил-76 сел в Гао во вторник. Назад он вылетел через двое суток.", ("03-11", "03-12")),
        ("3 березня до Гао прилетів A400M. Уже за добу після нього там сіли три Іл-76.", ("03-04", "03-05")),
        ("На прошлой неделе в Гао был замечен Ил-76, и 9 марта он сел в Оране.", ("03-09", "03-10")),
    ],
)
def test_the_last_of_several_flights_has_its_own_day(text, expected):
    assert days(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Before the pause, which began on 3 March, Il-76s landed at Gao.",
        "An Il-76 landed at Gao, usually on a Tuesday.",
    ],
)
def test_what_is_no_day_of_the_flight(text):
    assert days(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76TD built in 1991 landed at Gao, residents said.",
        "The Boeing 737, delivered to the airline in 2004, landed at Gao with 12 passengers.",
        "Two Il-76s landed at Gao air base, which the army took over in 2019.",
        "Two Il-76s landed at Gao airport, which was closed in 2014 and reopened in 2023.",
        "The aircraft, registered in Togo since 2021, took off from Oran and landed at Gao.",
        "Самолёт Ил-76, построенный в 1989 году, вылетел из Орана и сел в Гао.",
        "Ил-76 1989 года выпуска сел в Гао.",
        "Літак Іл-76, збудований 1989 року, сів у Гао.",
        'هبطت طائرة "إيل-76" صنعت عام 1989 في مطار غاو.',
    ],
)
def test_the_year_of_a_thing_is_none_of_its_flight(text):
    assert days(text) == [None]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2018 two Tu-160s landed at Gao.", "2018"),
        ("Two Tu-160s landed at Gao in 2018.", "2018"),
        ("Два Ту-160 садились в Гао в 2018 году.", "2018"),
    ],
)
def test_a_flight_in_a_year(text, year):
    found = [claim for claim in claims_of(text, told=date(2027, 3, 12)) if claim.date is not None]
    assert not found or found[0].date.start[:4] == year


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Gao on 27 February and again on 2 March.",
        "An Il-76 landed at Gao on Feb. 27 and again on March 2.",
        "An Il-76 flew from Oran to Gao on 27 February and once more on 2 March.",
        "Ил-76 сел в Гао 27 февраля и снова 2 марта.",
    ],
)
def test_a_day_told_with_again_is_that_of_another_flight(text):
    assert days(text) == [("02-27", "02-28"), ("03-02", "03-03")]


def test_days_told_without_again_stay_together():
    assert days("An Il-76 landed at Gao on 27 February and 2 March.") == [("02-27", "03-03")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ил-76 садились в Гао 5 февраля, в Бамако 7 февраля и в Банги 9 февраля.",
            [("02-05", "02-06"), ("02-07", "02-08"), ("02-09", "02-10")],
        ),
        (
            "Il-76s landed at Gao on 5 February, at Bamako on 7 February and at Bangui on 9 February.",
            [("02-05", "02-06"), ("02-07", "02-08"), ("02-09", "02-10")],
        ),
        ("Ил-76 вылетел из Каира 5 февраля, сел в Гао 6 февраля.", [("02-05", "02-06")]),
    ],
)
def test_each_place_has_its_own_day(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 марта в Гао сел Ил-76. В январе поставки остановили. Тогда рейсы в Гао прекратились.", ("01-01", "02-01")),
        ("На початку лютого поставки зупинили. Тоді до Гао прибув Ан-72.", ("02-01", "02-11")),
        ("Упродовж останнього тижня січня до Гао прибули два Ан-72.", ("01-25", "02-01")),
        ("9 марта в Гао сел Ил-76. Тогда же туда прибыл Ан-72.", ("03-09", "03-10")),
    ],
)  # fmt: skip
def test_then_is_when_what_was_spoken_of_last_was(text, expected):
    assert days(text)[-1] == expected
