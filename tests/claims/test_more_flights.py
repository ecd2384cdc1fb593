"""Flights told to have followed others of the story: where and when they came, and what only sounds like one."""

from datetime import date

import pytest
from read_article import claims_of, legs_of

STORY = "An An-124 landed at Gao on 24 October."
HERE = [(None, "GAGO")]
LATER = ("2025-10-27", "2025-10-30")


def read(text):
    return claims_of(text, told=date(2025, 11, 1))


def days_of(claim):
    return (claim.date.start[:10], claim.date.end[:10])


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY} Two more flights followed on 27 and 29 October.",
        f"{STORY} Further flights followed on 27 and 29 October.",
        f"{STORY} More landings were recorded on 27 and 29 October.",
        f"{STORY} The aircraft made two further visits on Monday and Wednesday.",
        f"{STORY} The aircraft returned on 27 and 29 October.",
        "An An-124 landed at Gao on 24 October, followed by two more flights on 27 and 29 October.",
        "An An-124 landed at Gao on 24 October and came back on the 27th and 29th.",
        "An An-124 landed at Gao on 24 October and returned on 27 and 29 October.",
        "Ан-124 приземлился в Гао 24 октября. Ещё два рейса последовали 27 и 29 октября.",
        "Ан-124 приземлился в Гао 24 октября и вернулся 27 и 29 октября.",
        "Ан-124 сів у Гао 24 жовтня. Ще два рейси відбулися 27 та 29 жовтня.",
        "هبطت طائرة أنطونوف 124 في غاو في 24 أكتوبر، ثم عادت إليها في 27 و29 أكتوبر.",
    ],
)
def test_more_flights_come_where_those_before_came(text):
    first, more = read(text)
    assert [claim.kind for claim in (first, more)] == ["movement", "movement"]
    assert (legs_of(first), legs_of(more), days_of(more)) == (HERE, HERE, LATER)


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        (f"{STORY} It came back home on the 27th.", [("GAGO", None)]),
        (f"{STORY} It returned between 27 and 29 October.", [("GAGO", None)]),
        ("Three C-17s landed at Gao on 24 October. They returned on 27 and 29 October.", [("GAGO", None)]),
        ("Два Ил-76 сели в Гао 24 октября и вернулись 27 и 29 октября.", [("GAGO", None)]),
        ("An Il-76 flew over Gao on 24 October. Two more flights followed on 27 and 29 October.", []),
        ("An Il-76 has used Gao as a stopover on its way to Kidal.", [(None, "GAGO"), ("GAGO", "GAKL")]),
        (f"{STORY} Two more flights left Kidal on 27 October.", [("GAKL", None)]),
        (f"{STORY} Another flight followed from Kidal to Bamako on 27 October.", [("GAKL", "GABS")]),
    ],
)
def test_flights_that_tell_a_way_of_their_own_take_it(text, legs):
    assert legs_of(read(text)[-1]) == legs


def test_what_went_home_in_the_same_sentence_came_nowhere_twice():
    (claim,) = read("An An-124 flew to Gao on 24 October and came back home on the 27th.")
    assert legs_of(claim) == [(None, "GAGO"), ("GAGO", None)]


@pytest.mark.parametrize(
    "verb", ["stopped on 27 October", "followed on 27 October", "set down on 27 October"]
)
def test_only_flights_that_stop_make_a_pause(verb):
    kinds = [claim.kind for claim in read(f"Two flights {verb}.")]
    assert ("pause" in kinds) is verb.startswith("stopped")


@pytest.mark.parametrize(
    "text",
    [
        "An An-124 landed at Gao on 24 October, 27 October and 29 October.",
        "An An-124 landed at Gao on October 24, October 27, and October 29.",
        "Ан-124 приземлялся в Гао 24 октября, 27 октября и 29 октября.",
        "Ан-124 сідав у Гао 24 жовтня, 27 жовтня та 29 жовтня.",
        "هبطت طائرة أنطونوف 124 في غاو في 24 أكتوبر و27 أكتوبر و29 أكتوبر.",
    ],
)
def test_days_listed_in_full_are_one_row(text):
    (claim,) = read(text)
    assert days_of(claim) == ("2025-10-24", "2025-10-30")


def test_a_day_of_another_flight_is_in_no_row():
    days = [days_of(claim) for claim in read(f"{STORY[:-1]}, and on 27 October another flew to Bamako.")]
    assert days == [("2025-10-24", "2025-10-25"), ("2025-10-27", "2025-10-28")]


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("After a short stop in Kidal, it headed to Gao.", [(None, "GAKL"), ("GAKL", "GAGO")]),
        ("After two hours on the ground in Kidal, it took off for Gao.", [("GAKL", "GAGO")]),
    ],
)
def test_what_went_on_after_a_stop_is_the_aircraft_told_before(text, legs):
    *_, claim = read(f"An Il-62M left Benghazi on 26 October. {text}")
    assert (claim.aircraft.type_designator, legs_of(claim)) == ("IL62", legs)


def test_an_arabic_verb_behind_a_stop_is_of_the_aircraft_told_before():
    first = "أقلعت طائرة إليوشن 62 من بنغازي في 26 أكتوبر."
    *_, claim = read(f"{first} وبعد توقف قصير في كيدال توجهت إلى غاو.")
    assert (claim.aircraft.type_designator, legs_of(claim)) == ("IL62", [(None, "GAKL"), ("GAKL", "GAGO")])
    assert len(read(f"{first} وبعد توقف قصير في كيدال توجهت قافلة إلى غاو.")) == 1


def test_the_first_time_since_a_month_is_not_in_that_month():
    *_, claim = read(
        f"{STORY} It is the first time a Russian military cargo aircraft has landed there since May."
    )
    assert days_of(claim) == ("2025-10-24", "2025-10-25")


def test_the_past_week_ends_when_it_is_told():
    (claim,) = read("Four C-17s have landed at Gao in the past week.")
    assert days_of(claim) == ("2025-10-25", "2025-11-02")


@pytest.mark.parametrize(
    "text",
    [
        "Officials met it on the tarmac.",
        "Analysts say the flights may point to a renewed Russian effort to supply the base.",
        "Moscow has used Gao as a hub for flights to Africa.",
    ],
)
def test_what_tells_no_flight_adds_none(text):
    assert [claim.asserted for claim in read(f"{STORY} {text}")][:2] in ([True], [True, False])


def test_who_met_an_aircraft_landed_none():
    assert len(read("Ан-124 приземлился в Гао в понедельник. Чиновники встретили его на аэродроме.")) == 1


def test_what_used_an_airfield_or_renewed_its_flights_is_told():
    kinds = [
        read(text)[0].kind
        for text in ("An Il-76 has used Gao twice since May.", "Flights were renewed on 3 May.")
    ]
    assert kinds == ["movement", "resumption"]
