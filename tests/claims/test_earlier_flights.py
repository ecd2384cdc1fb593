"""Legs in the order in which they were flown: what came first, what was only aimed at, what was another flight.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def _legs(claim):
    return [(leg.origin and leg.origin.id, leg.destination and leg.destination.id) for leg in claim.legs]


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        (
            "The Il-76 was flying from Gao to Bamako when it crash-landed in Kidal on Monday.",
            [("GAGO", "GAKL")],
        ),
        ("The jet was on its way back from Gao to Bamako when it landed in Kidal.", [("GAGO", "GAKL")]),
        ("An Il-76 returning from Gao to Bamako landed in Kidal on Monday.", [("GAGO", "GAKL")]),
        ("The Il-76 was heading to Bamako from Gao when it diverted to Kidal.", [("GAGO", "GAKL")]),
        (
            "The Il-76 was returning from Gao to Bamako and landed in Kidal.",
            [("GAGO", "GABS"), ("GABS", "GAKL")],
        ),
        ("An Il-76 returning to Bamako from Gao landed in Bamako on Monday.", [("GAGO", "GABS")]),
    ],
)
def test_where_it_was_flying_to_when_it_landed_is_no_stop(text, legs):
    (claim,) = claims_of(text)
    assert _legs(claim) == legs


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("The jet flew to Bamako after landing in Gao on Monday.", [(None, "GAGO"), ("GAGO", "GABS")]),
        (
            "The jet returned to Bamako after visiting Gao and Kidal.",
            [(None, "GAGO"), ("GAGO", "GAKL"), ("GAKL", "GABS")],
        ),
        ("After landing in Gao, the jet flew to Bamako on Monday.", [(None, "GAGO"), ("GAGO", "GABS")]),
    ],
)
def test_what_stands_behind_after_was_flown_before(text, legs):
    (claim,) = claims_of(text)
    assert _legs(claim) == legs


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 that had earlier flown to Kidal landed in Gao on Monday.",
        "The same Il-76 had previously flown to Kidal, and on Monday it landed in Gao.",
    ],
)
def test_what_was_flown_earlier_is_a_flight_of_its_own(text):
    earlier, told = claims_of(text)
    assert (_legs(earlier), earlier.date) == ([(None, "GAKL")], None)
    assert (_legs(told), told.date.start) == ([(None, "GAGO")], "2031-05-12")


def test_stops_told_with_before_stay_one_flight():
    (claim,) = claims_of("The Il-76 had earlier landed in Kidal before flying to Gao on Monday.")
    assert _legs(claim) == [(None, "GAKL"), ("GAKL", "GAGO")]


def test_each_of_several_origins_has_a_leg():
    (claim,) = claims_of("Military aircraft from Gao and Bamako have flown to Kidal this month.")
    assert _legs(claim) == [("GAGO", "GAKL"), ("GABS", "GAKL")]


def test_where_those_carried_are_from_is_no_origin():
    (claim,) = claims_of("An A400M has flown 18 children from Gaza out of Latakia on Monday.")
    assert _legs(claim) == [("OSLK", None)]
    (claim,) = claims_of("An Il-76 flew soldiers from Latakia to Gao on Monday.")
    assert _legs(claim) == [("OSLK", "GAGO")]


def test_what_turned_back_did_so_whoever_chartered_it():
    (claim,) = claims_of(
        "An An-26 chartered by the World Food Programme that was due to fly from Gao to Kidal turned back."
    )
    assert claim.asserted


def test_the_shore_of_a_field_is_no_place():
    *_, claim = claims_of(
        "Il-76s fly to Hmeimim. Three landed at the base on the Mediterranean coast on Monday."
    )
    assert claim.place.id == "OSLK"


def test_earlier_flights_that_are_listed_are_no_journey():
    (claim,) = claims_of("The Il-76 has previously flown to Bamako, Gao and Kidal.")
    assert _legs(claim) == [(None, "GABS"), (None, "GAGO"), (None, "GAKL")]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers from Chad guarded the An-124 after it landed in Gao on Monday.",
        "A team from Bamako unloaded the Il-76 that landed in Gao on Monday.",
        "Generals who studied in Moscow met the Il-76 when it arrived in Gao on Monday.",
        "A Boeing 747 carrying weapons bought in Ankara landed in Gao on Monday.",
        "The Il-76 landed in Gao on Monday as ministers met in Moscow.",
        "The Il-76 landed in Gao on Monday, the first since the April arrival of troops from Bamako.",
        "Days after the arrival of a delegation from Bamako, an Il-76 landed in Gao on Monday.",
        "The Il-76 landed in Gao on Monday, and the frigate Korvash has been ordered to the Caribbean.",
        "The Il-76 entered Iraqi and Iranian airspace before landing in Gao on Monday.",
    ],
)
def test_places_of_people_and_cargo_are_no_legs(text):
    (claim,) = claims_of(text)
    assert (_legs(claim), claim.operator) == ([(None, "GAGO")], None)
    assert claim.date.start == "2031-05-12"


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("Soldiers from Bamako landed in Gao on an Il-76 on Monday.", [("GABS", "GAGO")]),
        ("A plane from Bamako unloaded an Mi-8 in Gao on Monday.", [("GABS", "GAGO")]),
        ("After the departure of the Il-76 from Bamako on Monday, it landed in Gao.", [("GABS", "GAGO")]),
    ],
)
def test_places_of_the_flight_stay(text, legs):
    (claim, *_) = claims_of(text)
    assert _legs(claim) == legs
