"""What a sentence names only to deny it is no place, day or number: "not to Cairo but to Gao"."""

import pytest
from read_article import claims_of


def ends(claim):
    return [(leg.origin and leg.origin.id, leg.destination and leg.destination.id) for leg in claim.legs]


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("Самолёт в пятницу полетел не в Дамаск, а в Латакию.", [(None, "OSLK")]),
        ("Ан-124 в среду взял курс не на Хмеймим, а на Бенгази.", [(None, "HLLB")]),
        ("C-17 в среду прилетел не из Рамштайна, а из Дувра.", [("KDOV", None)]),
        ("Ил-76 улетел в субботу и не домой, а в Ханой.", [(None, "VVNB")]),
        ("Іл-76 у середу полетів не до Бамако, а до Гао.", [(None, "GAGO")]),
        ("The jet flew not to Cairo but to Gao on Monday.", [(None, "GAGO")]),
        ("The jet landed in Gao on Monday, not in Kidal.", [(None, "GAGO")]),
        ("The jet flew to Gao, not Kidal, from Bamako on Monday.", [("GABS", "GAGO")]),
        ("Ил-76 сел в Гао, а не в Бамако.", [(None, "GAGO")]),
        ("Літак сів у Гао, а не в Бамако.", [(None, "GAGO")]),
        ("هبطت الطائرة في غاو وليس في باماكو.", [(None, "GAGO")]),
        ("The jet left Bamako on Monday and stopped in Gao.", [("GABS", "GAGO")]),
        ("The jet left Gao on Monday and returned without landing at Kidal.", [("GAGO", None)]),
        ("The jet flew on to Gao without stopping in Kidal.", [(None, "GAGO")]),
        ("أقلعت الطائرة من غاو يوم الاثنين وعادت دون أن تهبط في بنغازي.", [("GAGO", None)]),
    ],
)
def test_a_place_that_is_denied_is_no_leg(text, legs):
    (claim,) = claims_of(text)
    assert claim.asserted
    assert ends(claim) == legs


def test_days_numbers_and_types_that_are_denied_are_none():
    (claim,) = claims_of("Ил-76 сел в Гао не во вторник, а в среду, 7 мая.")
    assert claim.date.start == "2031-05-07"
    (claim,) = claims_of("В Гао в среду сели не два, а три Ил-76.")
    assert claim.aircraft.airframes.n == 3
    (claim,) = claims_of("В Гао в среду сел не Ил-76, а Ан-124.")
    assert claim.aircraft.type_designator == "A124"


def test_a_flight_that_is_denied_stays_so():
    denied, flown = claims_of("Ил-76 в среду не сел в Гао, а улетел в Бамако.")
    assert not denied.asserted
    assert ends(flown) == [(None, "GABS")]


def test_a_type_that_was_not_it_is_none():
    (claim,) = claims_of("The plane seen at Gao on Monday was not an An-124.")
    assert (claim.place.id, claim.aircraft.type_designator) == ("GAGO", None)


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("The white jet without a logo landed at Gao on Monday.", [(None, "GAGO")]),
        ("The jet flew on without landing to Gao.", [(None, "GAGO")]),
    ],
)
def test_what_it_only_lacked_leaves_the_flight(text, legs):
    (claim,) = claims_of(text)
    assert ends(claim) == legs
