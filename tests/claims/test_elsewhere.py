"""Aircraft that did not come where they were going: no landing there, and one where they did come down."""

from datetime import date

import pytest
from read_article import claims_of, legs_of


def told(text):
    claims = claims_of(text, told=date(2025, 11, 1))
    return [legs_of(claim) for claim in claims if claim.asserted]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Bound for Kabul, the Il-76 was turned away by snow and put down instead at Mary.", "UTAM"),
        ("The Il-76 set off for Kabul on 24 October but had to put down at Mary.", "UTAM"),
        ("The An-124 filed for Gao, missed the approach twice and ended up at Bamako.", "GABS"),
        ("The Il-76 flew toward Kabul, but snow forced it to land at Mary.", "UTAM"),
        ("The Il-62M was refused landing at Beirut and went to Bamako instead.", "GABS"),
        ("Lebanon turned away the Il-62M, and it flew to Bamako.", "GABS"),
        ("After two failed approaches at Gao, the Il-76 diverted to Bamako.", "GABS"),
        ("The An-124 made two approaches to Gao, could not land and diverted to Bamako.", "GABS"),
        ("The An-124 made two landing attempts at Gao before diverting to Bamako.", "GABS"),
        ("Ил-76 вылетел в Кабул 24 октября, но из-за снега сел в Мары.", "UTAM"),
        ("Ан-124 дважды заходил на посадку в Гао, но сесть не смог и ушёл в Бамако.", "GABS"),
        ("Ил-76 зашёл на посадку в Гао, но сел в Бамако.", "GABS"),
        ("Ил-62М не пустили в Бейрут, и он сел в Бамако.", "GABS"),
        ("Іл-76 вилетів до Кабула 24 жовтня, але через сніг сів у Мари.", "UTAM"),
        ("Іл-62М не пустили до Бейрута, і він сів у Бамако.", "GABS"),
        ("أقلعت طائرة إليوشن-76 إلى كابل في 24 أكتوبر لكنها هبطت في ماري بسبب الثلوج.", "UTAM"),
    ],
)
def test_where_it_came_down_is_its_end(text, ends):
    assert told(text) == [[(None, ends)]]


@pytest.mark.parametrize(
    "text",
    [
        "Іл-76 двічі заходив на посадку в Гао, але так і не сів.",
        "The Il-76 made an approach to Gao but did not land.",
        "Jordan refused to let the Il-76 land at Amman.",
        "Jordan turned away three Il-76s bound for Amman on 24 October.",
        "Jordan turned away all aircraft landing at Amman.",
    ],
)
def test_an_approach_that_led_to_no_landing_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("The Il-76 made an approach to Gao and landed there on 24 October.", [(None, "GAGO")]),
        ("Ил-76 зашёл на посадку в Гао и благополучно сел.", [(None, "GAGO")]),
        ("Ил-76 заходил на посадку в Гао 24 октября, а 27 октября не садился.", [(None, "GAGO")]),
        (
            "The Il-76 landed at Gao on Monday, a new approach, but failed to land at Bamako.",
            [(None, "GAGO")],
        ),
        ("The Il-76 left Kabul for Gao on 3 October and landed there a day later.", [("OAKB", "GAGO")]),
        ("The Il-76 left Kabul for Gao and returned to Kabul.", [("OAKB", "GAGO"), ("GAGO", "OAKB")]),
        ("The Il-76 left Kabul for Mali and landed at Gao.", [("OAKB", "GAGO")]),
    ],
)
def test_an_approach_or_a_departure_that_led_there_stays(text, legs):
    assert told(text)[0] == legs


@pytest.mark.parametrize(
    "text",
    [
        "An An-124 touched down from Gao on 24 October.",
        "Two C-17s had flown in from Gao on 24 October.",
        "Ан-124 прилетел из Гао 24 октября.",
        "وصلت طائرة أنتونوف-124 من غاو في 24 أكتوبر.",
    ],
)
def test_a_landing_is_not_about_the_place_it_came_from(text):
    (claim,) = claims_of(text, told=date(2025, 11, 1))
    assert (legs_of(claim), claim.place) == ([("GAGO", None)], None)


def test_a_departure_is_about_the_place_it_left():
    (claim,) = claims_of("An An-124 left Gao on 24 October.", told=date(2025, 11, 1))
    assert claim.place.id == "GAGO"
