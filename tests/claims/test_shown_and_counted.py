"""What is shown of an aircraft told before, what only counts it, and how long it stayed, by invented sentences.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of

from wheelsdown.claims.claim import ClaimKind


def told(text):
    """The kind, the place and the first day of each claim that is told as having happened."""
    return [
        (claim.kind.value, claim.place and claim.place.text, claim.date and claim.date.start)
        for claim in claims_of(text)
        if claim.asserted
    ]


LEFT = "An Il-76 left Mopti on 5 May. "


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Satellite images show it at Gao on 6 May.", ("presence", "Gao", "2031-05-06")),
        ("Images from Planet show it parked at Gao on 6 May.", ("presence", "Gao", "2031-05-06")),
        ("Tracking data showed it over Gao on 6 May.", ("movement", "Gao", "2031-05-06")),
        ("The charter is not new. Documents show it at work in Gao.", ("movement", "Mopti", "2031-05-05")),
    ],
)
def test_pictures_show_where_it_was(second, expected):
    assert told(LEFT + second)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The footage does not show an Il-76 landing in Gao.",
        "A video of people in a plane does not show migrants being flown to Gao in May.",
        "An average of two US transports a week now land at Gao, officials say.",
    ],
)
def test_what_is_not_shown_or_is_an_average_is_no_flight(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("A plane with 203 people landed in Gao on Tuesday, the second this week, in a sign of thaw.", 1),
        ("Two planes landed in Gao in May, one on Monday and the second on Tuesday.", 2),
    ],
)
def test_which_one_of_a_week_it_was_is_no_second_flight(text, n):
    assert len(told(text)) >= n
    assert n > 1 or len(told(text)) == 1


def test_a_night_that_it_stayed_is_no_night_before_publication():
    text = "An Il-76 landed at Gao on 3 May. It stayed overnight and flew to Mopti the next morning."
    assert told(text)[-1][2] == "2031-05-04"


def test_a_registration_keeps_the_type_that_was_told_with_it():
    text = "The aircraft, a Tupolev Tu-154M, bears the registration RA-85042. Its owner did not reply."
    (*_, claim) = claims_of(f"{text} RA-85042 left Gao on 5 May.")
    assert claim.aircraft.type_designator == "T154"


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("RAF A400M and C-130 aircraft flew from Gao to Mopti in May.", None),
        ("The Il-76 and An-124 aircraft landed in Gao on Monday.", 1),
    ],
)
def test_types_before_aircraft_are_not_counted(text, n):
    assert {c.aircraft.airframes and c.aircraft.airframes.n for c in claims_of(text)} == {n}


def test_where_people_had_been_flown_before_is_no_leg():
    (claim,) = claims_of("A plane flew to Gao on Monday to collect men who had been brought there from Oran.")
    assert [(leg.origin, leg.destination.text) for leg in claim.legs] == [(None, "Gao")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("За знімками від 20 березня, на стоянці в Барановичах — чотири Су-30СМ.", 4),
        ("На базі Рамштайн зараз близько 40 американських заправників.", 40),
        ("Сейчас на аэродроме Мачулищи два Ил-76.", 2),
    ],
)
def test_a_dash_or_now_stands_for_are(text, number):
    (claim,) = claims_of(text)
    assert (claim.kind, claim.aircraft.airframes.n) == (ClaimKind.PRESENCE, number)


@pytest.mark.parametrize(
    "text",
    [
        "За тиждень у Барановичах — чотири Іл-76.",
        "В Україні зараз 12 F-16.",
        "В Минске сейчас продают 12 Ил-76.",
        "У Барановичах — чотири збитих Су-30СМ.",
    ],
)
def test_no_aircraft_are_told_to_stand_there(text):
    assert list(claims_of(text)) == []
