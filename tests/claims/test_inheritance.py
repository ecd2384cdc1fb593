"""What the sentences about one event take from the ones before them, by invented sentences.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of, legs_of, place_of


def claims(text):
    return [claim for claim in claims_of(text) if claim.asserted]


def last(text):
    """The last claim of a text; sentences before it are its context."""
    return claims(text)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Y-20 landed in Belgrade on Sunday. The aircraft came from Urumqi via Baku.",
            [("ZWWW", "UBBB"), ("UBBB", "LYBE")],
        ),
        (
            "Ил-76 прилетел в Бамако в понедельник. Самолёт прибыл из Буфарика через Таманрассет.",
            [("DAAK", "DAAT"), ("DAAT", "GABS")],
        ),
        (
            "Four Il-76s landed at Bamako. Three came from Tobruk and one via Algiers.",
            [(None, "DAAG"), ("DAAG", "GABS")],
        ),
    ],
)
def test_places_on_the_way_lead_to_where_it_landed(text, expected):
    assert legs_of(last(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 flew from Benghazi to Kufra on Monday. On Tuesday it made the trip again.",
        "Ил-76 перелетел из Бенгази в Куфру в понедельник. Во вторник он повторил этот маршрут.",
    ],
)
def test_a_route_is_flown_again(text):
    claim = last(text)
    assert legs_of(claim) == [("HLLB", "HLKF")]
    assert claim.date.start == "2031-05-13"
    assert claim.rules["legs"] == "the route told before"


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Tobruk. Another, registered 5A-ILA, landed at Sebha.",
        "An Il-76 landed at Tobruk. A plane of the same type landed at Sebha.",
        "Ил-76 сел в Тобруке. Самолёт того же типа сел в Себхе.",
        "هبطت طائرة إيل-76 في طبرق. وهبطت طائرة ثانية من الطراز نفسه في سبها.",
    ],
)
def test_another_of_the_same_type(text):
    claim = last(text)
    assert claim.aircraft.type_designator == "IL76"
    assert claim.aircraft.airframes.n == 1
    assert legs_of(claim) == [(None, "HLLS")]


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Tobruk. Another plane landed at Sebha.",
        "An Il-76 landed at Tobruk. A plane landed at Sebha.",
    ],
)
def test_no_type_is_taken_for_a_plane_of_any_type(text):
    assert last(text).aircraft.type_designator is None


def test_the_remaining_are_of_the_group_after_one_of_it():
    text = "Four A400Ms landed in Bamako. The first came from Tobruk. The remaining ones arrived on Monday."
    claim = last(text)
    assert claim.aircraft.type_designator == "A400"
    assert legs_of(claim) == [(None, "GABS")]


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        (
            "An Il-62M was back in Pyongyang on Monday. It took off from Vladivostok at 9 a.m.",
            [("UHWW", "ZKPY")],
            "where the one before arrived",
        ),
        (
            "Два Ил-76 сели в Бенгази в понедельник. Один вылетел из Абу-Даби.",
            [("OMAA", "HLLB")],
            "where the one before arrived",
        ),
        (
            "An A400M left Niamey on Friday. The aircraft landed at Wunstorf that evening.",
            [("DRRN", "ETNW")],
            "from where it left",
        ),
        (
            "An Il-76 flew from Tobruk to Bamako on Monday. It took off from Bamako on Tuesday.",
            [("GABS", None)],
            None,
        ),
    ],
)
def test_the_other_end_of_a_flight_is_told_before(text, expected, rule):
    claim = last(text)
    assert legs_of(claim) == expected
    assert claim.rules.get("legs") == rule


@pytest.mark.parametrize(
    "second", ["the second on Tuesday", "the second a day later", "and the second a day later"]
)
def test_the_first_and_the_second_have_a_day_each(second):
    found = claims(f"Two A400Ms landed in Bamako. The first came from Tobruk on Monday, {second}.")[1:]
    assert [claim.date.start for claim in found] == ["2031-05-12", "2031-05-13"]
    assert [claim.aircraft.airframes.n for claim in found] == [1, 1]
    assert [place_of(claim.place) for claim in found] == ["GABS", "GABS"]


def test_a_number_with_a_verb_is_a_subject_of_its_own():
    text = "C-17s keep landing at Rzeszow. Seven have arrived since Sunday, five of them from Ramstein."
    found = claims(text)[1:]
    assert [claim.aircraft.airframes.n for claim in found] == [7, 5]
    assert [legs_of(claim) for claim in found] == [[(None, "EPRZ")], [("ETAR", "EPRZ")]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "A picture of 28 February 2031 shows two Il-76s. A day later an An-124 landed at Tobruk.",
            "2031-03-01",
        ),
        ("На снимке от 28 февраля 2031 года два Ил-76. Накануне в Тобрук прилетел Ту-154.", "2031-02-27"),
        ("An An-12 crashed near Kufra on Monday. A day later an Il-76 landed at Tobruk.", "2031-05-13"),
    ],
)
def test_a_day_is_counted_from_that_of_a_sentence_without_a_claim(text, day):
    assert last(text).date.start == day


def test_a_pause_is_not_of_the_aircraft_that_came_last():
    found = claims("Там с 19 апреля никто не садился: последним был Ан-26, прилетавший из Дамаска.")
    assert found[0].kind == "pause"
    assert found[0].aircraft is None


def test_a_landing_on_the_apron_is_a_landing():
    assert legs_of(last("An Il-76 landed on the tarmac at Gao on Monday.")) == [(None, "GAGO")]
