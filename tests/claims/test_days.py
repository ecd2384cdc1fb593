"""Which day belongs to which claim, by invented sentences. Published on Wednesday 10 March 2027."""

from datetime import date

import pytest
from read_article import claims_of

from wheelsdown.claims.claim import How


def claims(text, *, told=date(2027, 3, 10)):
    return claims_of(text, told=told)


def days(text):
    """First day and the day after the last of each claim, without the century."""
    found = [claim.date for claim in claims(text)]
    return [(day.start and day.start[2:], day.end and day.end[2:]) if day else None for day in found]


THIRD, FOURTH = ("27-03-03", "27-03-04"), ("27-03-04", "27-03-05")
FIRST, SECOND, FIFTH = ("27-03-01", "27-03-02"), ("27-03-02", "27-03-03"), ("27-03-05", "27-03-06")


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed in Bamako on 3 March. It stayed for two hours and flew on to Gao.",
        "An An-124 landed in Bamako on 3 March. The An-124 came from Tobruk.",
        "An Il-76 landed in Bamako on 3 March. An hour later a second one landed.",
        "Ил-76 сел в Бамако 3 марта. Он провёл там два часа и вылетел в Гао.",
        "Ил-76 сел в Бамако 3 марта. Через час там приземлился второй борт.",
        "Іл-76 сів у Бамако 3 березня. Він пробув там дві години й вилетів до Гао.",
        "هبطت طائرة إليوشن-76 في باماكو في 3 مارس. وبقيت هناك ساعتين ثم أقلعت إلى غاو.",
        "An Il-76 landed in Bamako on 3 March. Meanwhile a C-130 flew from Gao to Oran.",
        "Three Il-76s landed in Bamako on 3 March. Two more came from Gao.",
        "В Бамако 3 марта сели три Ил-76. Два из них прилетели из Гао.",
        "Ил-76 сел в Бамако 3 марта. Туда же прибыл Ан-12.",
        "Іл-76 сів у Бамако 3 березня. Трохи згодом туди ж прибув Ан-12.",
    ],
)
def test_an_aircraft_keeps_its_day(text):
    claim = claims(text)[-1]
    assert (claim.date.start, claim.date.end) == ("2027-03-03", "2027-03-04")
    assert claim.how["date"] is How.INHERITED
    assert {leg.date_binding for leg in claim.legs} <= {"by_default"}


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed in Bamako on 3 March. The plane was previously seen in Gao.",
        "An Il-76 landed in Bamako on 3 March. It usually flies on to Gao.",
        "Ил-76 сел в Бамако 3 марта. Ранее самолёт замечали в Гао.",
        "An Il-76 landed in Bamako on 3 March. An An-124 landed in Gao.",
    ],
)
def test_another_time_and_another_aircraft_have_no_day(text):
    assert days(text)[-1] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Il-76 landed in Bamako on 3 March. Two days before, a C-130 had landed in Gao.", FIRST),
        ("An Il-76 landed in Bamako on 3 March. The following night it returned to Tobruk.", FOURTH),
        ("Ил-76 сел в Бамако 3 марта. Накануне в Гао приземлился C-130.", SECOND),
        ("Ил-76 сел в Бамако 3 марта. Двумя сутками раньше в Гао приземлился C-130.", FIRST),
        ("Іл-76 сів у Бамако 3 березня. Добою пізніше в Гао приземлився C-130.", FOURTH),
        ("هبطت طائرة إليوشن-76 في باماكو في 3 مارس. وقبل ذلك بيومين هبطت طائرة سي-130 في غاو.", FIRST),
        ("The council met on 3 March. The day before, an Il-76 had landed in Bamako.", SECOND),
        (
            "A picture of 5 March shows an Il-76. It had landed in Gao two days before the picture was taken.",
            THIRD,
        ),
        (
            "An Il-76 arrived in Bamako on 3 March. It spent two days there and took off for Gao.",
            FIFTH,
        ),
        ("Since 3 March an Il-76 has been in Gao. On 4 March a C-130 landed there.", FOURTH),
    ],
)
def test_days_count_from_the_day_told_before(text, expected):
    assert days(text)[-1] == expected


def test_a_later_leg_on_the_next_day_leaves_the_first_its_day():
    text = "An Il-76 landed in Bamako on 3 March. It came in at noon from Tobruk and left the next day."
    assert days(text)[-1] == THIRD


@pytest.mark.parametrize(
    "text",
    [
        "In a statement issued on Tuesday the ministry announced the arrival of an Il-76 in Bamako on 3 March.",
        "The ministry confirmed on Tuesday the arrival of two Il-76s in Bamako on 3 March.",
        "Officials told the paper on Tuesday that an Il-76 had landed in Bamako on 3 March.",
        "The Il-76 that was sent to Gao in January flew back to Tobruk on 3 March.",
        "An Il-76, delivered to the airline in 2019, landed in Bamako on 3 March.",
        "An Il-76 landed in Bamako on 3 March, the third this month.",
        "Во вторник в министерстве сообщили, что Ил-76 сел в Бамако 3 марта.",
        "Рейсы Ил-76 в Бамако, приостановленные в октябре, возобновились 3 марта.",
        "Іл-76, помічений у Гао в понеділок, вилетів до Тобрука 3 березня.",
        "قال الوزير الثلاثاء إن طائرة إليوشن-76 هبطت في باماكو في 3 مارس.",
        "On 3 March a C-130 landed in Bamako; on 5 March an Il-76 landed at Gao.",
    ],
)
def test_which_of_two_days_is_that_of_the_flight(text):
    assert days(text)[0] == THIRD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the 3rd, an An-124 landed in Bamako; on the 5th, an Il-76 landed at Gao.", [THIRD, FIFTH]),
        ("An Il-76 landed in Bamako on 3 March, a day after a C-130 had come in from Gao.", [THIRD, SECOND]),
        ("The last one was on 3 March, when an Il-76 landed in Bamako.", [THIRD]),
        ("Останній рейс був 3 березня, коли Іл-76 сів у Бамако.", [THIRD]),
        ("While a C-130 was being unloaded at Gao on 3 March, an Il-76 landed in Bamako.", [THIRD]),
        ("Data for 3 March:\n\nOn 3 March it was busy: an Il-76 landed in Bamako.", [THIRD]),
    ],
)
def test_each_claim_of_a_sentence_has_its_day(text, expected):
    assert days(text)[-len(expected) :] == expected


def test_a_comparison_has_another_day():
    text = "In February twelve Il-76s landed in Bamako, against five in January."
    assert days(text)[0] == ("27-02-01", "27-03-01")


def test_none_since_an_event_is_open():
    text = "None of the Il-76s has landed in Bamako since the airport was closed in February."
    assert days(text)[-1] == ("27-02-01", None)


@pytest.mark.parametrize(
    "text", ["Three Il-76s landed in Bamako within a day.", "Ил-76 дважды за неделю садился в Бамако."]
)
def test_within_what_time_is_no_day(text):
    assert days(text) == [None]


def test_the_weekdays_of_a_digest_are_of_its_week():
    text = "Flights over Mali, 1 - 7 March\n\nAn Il-76 landed in Bamako on Wednesday."
    assert days(text)[-1] == THIRD


def test_a_resumption_takes_the_length_of_the_pause_before_it():
    text = "The Il-76 flights to Bamako had stopped for four months before they resumed on 3 March."
    assert claims(text)[-1].pause.duration == "P4M"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 марта в Гао сел Ил-76, 4-го — Ан-124 из Бамако.", [FIRST, FOURTH]),
        ("1 березня в Гао сів Іл-76, 4-го — Ан-124 із Бамако.", [FIRST, FOURTH]),
        (
            "3 июня в Гао сел Ил-76, 4-го — Ан-124 из Бамако.",
            [("26-06-03", "26-06-04"), ("26-06-04", "26-06-05")],
        ),
    ],
)
def test_a_day_alone_is_of_the_month_told_before(text, expected):
    assert days(text) == expected


def test_then_is_the_days_told_behind_it():
    text = "3 марта в Гао сел Ил-76. Тогда, пишет издание, самолёты прилетали дважды, 1 и 2 марта."
    assert days(text)[-1] == ("27-03-01", "27-03-03")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Вчера вечером Ил-76 вылетел из Латакии в Бенгази.", "2031-05-13", "2031-05-14"),
        ("Ровно неделю назад Ил-76 сел в Бенгази.", "2031-05-07", "2031-05-08"),
        ("Рівно два тижні тому Іл-76 сів у Бенгазі.", "2031-04-30", "2031-05-01"),
        ("За ночь в Душанбе сели два Ил-76.", "2031-05-13", "2031-05-15"),
    ],
)
def test_an_evening_is_of_its_day_and_exactly_a_week_back_is_a_day(text, start, end):
    (claim,) = claims_of(text)
    assert (claim.date.start, claim.date.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Ан-124 вылетел из Чкаловского и через пять с половиной часов сел на базе Хмеймим.",
        "Ан-124 вылетел из Чкаловского, а спустя три с лишним часа сел на базе Хмеймим.",
        "Ан-124 вилетів із Чкаловського і за чотири з половиною години сів на базі Хмеймім.",
    ],
)
def test_hours_and_a_half_count_no_aircraft(text):
    (claim,) = claims_of(text)
    assert claim.aircraft.airframes.n == 1
    assert [(leg.origin.id, leg.destination.id) for leg in claim.legs] == [("UUMU", "OSLK")]


def test_a_day_of_another_time_counts_in_its_paragraph_only():
    told = claims_of(
        "Ил-76 сел в Гао в понедельник. В последний раз такой самолёт видели там 3 марта. Тогда же в Гао "
        "прилетел Ан-72.\n\nЧерез несколько часов в Гао сел Ан-124. В тот же день C-130 вылетел из Гао в Бамако."
    )
    days = {claim.aircraft.type_designator: claim.date.start for claim in told if claim.date is not None}
    assert days["AN72"] == "2031-03-03"
    assert days["A124"] == days["C130"] == "2031-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "Last summer the airport saw much traffic: from 8 to 20 July alone 17 Il-76s landed at Gao.",
        "Прошлым летом аэропорт работал ежедневно: только с 8 по 20 июля в Гао сели 17 Ил-76.",
        "Торік улітку аеропорт працював щодня: лише з 8 до 20 липня в Гао сіли 17 Іл-76.",
    ],
)
def test_the_shorter_of_two_times_is_that_of_the_flights(text):
    assert days(text)[-1] == ("26-07-08", "26-07-21")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("An Il-76 landed in Gao on April 3, 5 and 9.", ("2031-04-03", "2031-04-10")),
        ("An Il-76 landed in Gao on April 15, 23 days after the coup.", ("2031-04-15", "2031-04-16")),
        ("An Il-76 landed in Gao on 2 May. By 5 May only one plane could be seen there.", (None, None)),
    ],
)
def test_a_row_of_days_and_a_day_by_which(happened, text, days):
    date = happened(text)[-1].date
    assert (date and date.start, date and date.end) == days


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The An-124 will leave for Gao on Sunday.", "2031-05-18"),
        ("Two C-17s are to land in Gao on Friday.", "2031-05-16"),
        ("Two C-17s were to land in Gao on Friday.", "2031-05-09"),
        ("Two C-17s landed in Gao on Friday.", "2031-05-09"),
    ],
)
def test_a_plan_of_today_is_for_the_next_weekday(tell, text, start):
    (claim,) = tell(text=text)[0].read.claims
    assert claim.date.start == start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Il-76 landed in Gao on 3 and 6 June last year.", [("26-06-03", "26-06-07")]),
        ("An Il-76 landed in Gao on June 3 and 6 last year.", [("26-06-03", "26-06-07")]),
        ("An Il-76 landed in Gao on 3 and 6 June.", [("26-06-03", "26-06-07")]),
        ("An Il-76 landed in Gao from 3 to 6 June 2025.", [("25-06-03", "25-06-07")]),
    ],
)
def test_both_days_of_a_range_are_of_the_year_told_behind_it(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("A C-130 landed there the following month.", ("26-07-01", "26-08-01")),
        ("A C-130 landed there the next month.", ("26-07-01", "26-08-01")),
        ("A C-130 landed there a month later.", ("26-07-01", "26-08-01")),
        ("Two C-130s had landed there the previous month.", ("26-05-01", "26-06-01")),
        ("A C-130 will land there next month.", ("27-04-01", "27-05-01")),
        ("Two C-130s will land there over the next month.", ("27-04-01", "27-05-01")),
    ],
)
def test_the_following_month_is_all_of_the_one_behind_the_day_told(second, expected):
    assert days(f"An Il-76 landed in Gao in June 2026. {second}")[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fighting began in June 2014. An Il-76 landed in Gao in August of that year.",
            ("14-08-01", "14-09-01"),
        ),
        ("Fighting began in 2014. An Il-76 landed in Gao on 3 June that year.", ("14-06-03", "14-06-04")),
        (
            "Fighting began in 2014. An Il-76 landed in Gao in late May of that year.",
            ("14-05-21", "14-06-01"),
        ),
        ("Бои начались в 2014 году. Ил-76 сел в Гао 20 мая того же года.", ("14-05-20", "14-05-21")),
        ("Бої почалися у 2014 році. Іл-76 сів у Гао 20 травня того ж року.", ("14-05-20", "14-05-21")),
        ("بدأ القتال في 2014. وفي مايو من العام نفسه هبطت طائرة في غاو.", ("14-05-01", "14-06-01")),
        ("Fighting began in 2014. An Il-76 landed in Gao after 5 June of that year.", ("14-06-06", None)),
        ("Fighting began in 2014. An Il-76 landed in Gao in June 2016.", ("16-06-01", "16-07-01")),
    ],
)
def test_a_month_of_that_year_is_of_the_year_told_last(text, expected):
    assert days(text)[-1] == expected


def test_a_day_that_ends_something_is_none_since_when():
    assert days("Four Il-76s have landed at Gao since he vowed to stay until 5 May.") == [None]
