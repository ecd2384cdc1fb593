"""How English reports tell flights: by which verbs, over how many legs, and where, each read the same way."""

from datetime import date

import pytest
from read_article import claims_of


def told(text):
    return [claim for claim in claims_of(text, told=date(2026, 5, 8)) if claim.asserted]


def legs(claim):
    ends = ((leg.origin, leg.destination) for leg in claim.legs)
    return [tuple(place.id if place else None for place in pair) for pair in ends]


@pytest.mark.parametrize(
    "verb",
    [
        "called in at Gao",
        "had returned to Gao",
        "stopped for fuel in Gao",
        "finished its journey in Gao",
        "was forced down in Gao",
        "was allowed to land in Gao",
        "was ordered to land in Gao",
        "believed to be carrying weapons arrived in Gao",
    ],
)
def test_landings(verb):
    (claim,) = told(f"A Russian Il-76 {verb} on Monday.")
    assert (claim.kind, legs(claim)) == ("movement", [(None, "GAGO")])


@pytest.mark.parametrize(
    "verb",
    [
        "was in Gao",
        "was still in Gao",
        "was stuck in Gao",
        "was grounded in Gao",
        "was impounded at Gao",
        "was waiting at Gao",
        "lay at Gao",
        "was sitting in Gao",
    ],
)
def test_stays(verb):
    (claim,) = told(f"A Russian Il-76 {verb} on Monday.")
    assert (claim.kind, claim.place.id, legs(claim)) == ("presence", "GAGO", [])


@pytest.mark.parametrize(
    "verb", ["could be seen at Gao", "was intercepted over Gao", "was heard over Gao", "surveyed Gao"]
)
def test_sightings(verb):
    (claim,) = told(f"A Russian Il-76 {verb} on Monday.")
    assert (claim.kind, claim.place.id, legs(claim)) == ("movement", "GAGO", [])


@pytest.mark.parametrize(
    "text",
    ["The minister was in Gao on Monday, when the Il-76 was unloaded.", "The crew of the Il-76 was in Gao."],
)
def test_where_somebody_was_is_no_place_of_the_aircraft(text):
    assert [claim.place.id for claim in told(text) if claim.place] == []


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 flew from Latakia to Gao, stopping in Cairo on the way.",
        "An Il-76 flew from Latakia to Gao, refuelling in Cairo on Monday.",
        "An Il-76 arrived in Gao from Latakia on Monday, having stopped in Cairo.",
        "Before landing at Gao on Monday, the Il-76 from Latakia stopped in Cairo.",
    ],
)
def test_a_stop_told_behind_where_it_went_was_on_the_way(text):
    (claim,) = told(text)
    assert legs(claim) == [("OSLK", "HECA"), ("HECA", "GAGO")]


def test_what_they_took_off_to_meet_flew_by_itself():
    first, second = told("F-16s took off from Siauliai to intercept an Il-20 flying from Kaliningrad to Gao.")
    assert legs(first) == [("EYSA", None)]
    assert legs(second) == [("UMKK", "GAGO")]


def test_where_it_is_from_is_not_where_it_was_seen():
    (claim,) = told("An E-3A from Geilenkirchen was seen orbiting over eastern Poland on Thursday.")
    assert claim.place.id == "PL"


@pytest.mark.parametrize(
    "place",
    [
        "over Polish territory",
        "over Polish soil",
        "in Polish airspace",
        "along Poland's coast",
        "through Poland's airspace",
        "over Poland's south-east",
        "over Poland's eastern border",
    ],
)
def test_the_air_land_and_coast_of_a_state(place):
    (claim,) = told(f"An RC-135 flew {place} on Monday.")
    assert (claim.place.id, claim.operator) == ("PL", None)
