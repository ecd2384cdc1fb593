"""How English reports tell flights: by which verbs, over how many legs, and where, each read the same way."""

from datetime import date

import pytest
from read_article import claims_of, legs_of


def told(text):
    return [claim for claim in claims_of(text, told=date(2026, 5, 8)) if claim.asserted]


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
    assert (claim.kind, legs_of(claim)) == ("movement", [(None, "GAGO")])


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
    assert (claim.kind, claim.place.id, legs_of(claim)) == ("presence", "GAGO", [])


@pytest.mark.parametrize(
    "verb", ["could be seen at Gao", "was intercepted over Gao", "was heard over Gao", "surveyed Gao"]
)
def test_sightings(verb):
    (claim,) = told(f"A Russian Il-76 {verb} on Monday.")
    assert (claim.kind, claim.place.id, legs_of(claim)) == ("movement", "GAGO", [])


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
    assert legs_of(claim) == [("OSLK", "HECA"), ("HECA", "GAGO")]


def test_what_they_took_off_to_meet_flew_by_itself():
    first, second = told("F-16s took off from Siauliai to intercept an Il-20 flying from Kaliningrad to Gao.")
    assert legs_of(first) == [("EYSA", None)]
    assert legs_of(second) == [("UMKK", "GAGO")]


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


def test_the_same_airfield_is_where_it_went_and_not_where_it_came_from():
    *_, claim = told("An Il-76 landed in Gao on Monday. Another flew from Lipetsk to the same airfield.")
    assert legs_of(claim) == [("UUOL", "GAGO")]


def test_types_that_share_a_plural_are_several_of_each():
    claims = told("KC-135 and KC-46A tankers landed at Ramstein, Moron and Prestwick on Monday.")
    assert [legs_of(claim) for claim in claims] == [[(None, "ETAR"), (None, "LEMO"), (None, "EGPK")]] * 2
    assert [(claim.aircraft.airframes.op, claim.aircraft.airframes.n) for claim in claims] == [(">=", 2)] * 2


def test_by_what_it_was_met_is_not_what_flew():
    claims = told(
        "An RC-135 took off from Waddington on Monday. It was escorted by two Typhoons and refuelled over "
        "Bulgaria by a Voyager. The plane landed back at Waddington."
    )
    assert {claim.aircraft.type_designator for claim in claims} == {"R135"}


def test_what_came_along_has_a_route_of_its_own():
    first, second = told(
        "The MiG-31Ks arrived from Savasleyka on Monday, accompanied by an A-50U, which landed at Gao."
    )
    assert [first.legs[0].destination, legs_of(second)] == [None, [(None, "GAGO")]]


@pytest.mark.parametrize(
    ("said", "chain"),
    [
        ('"An Il-76 landed in Gao on Monday," said a port worker.', ["a port worker"]),
        ('"An Il-76 landed in Gao on Monday," said Musa.', ["Musa"]),
        (
            "A person familiar with the matter told Reuters that an Il-76 landed in Gao.",
            ["Reuters", "person familiar with the matter"],
        ),
        ("An Il-76 landed in Gao, CNN said, citing two US officials.", ["CNN", "two US officials"]),
        ("An Il-76 landed in Gao, the Belarusian Hajun monitoring group said.", ["Belarusian Hajun"]),
        ('Three planes landed. "We saw two land in Gao," said one of them by phone.', None),
    ],
)
def test_who_speaks_behind_the_words(said, chain):
    *_, claim = told(said)
    names = [link.name for link in claim.chain[1:]]
    assert names == chain if chain else claim.aircraft.airframes.n == 2


def test_a_stop_told_behind_an_arrival_was_before_it():
    *_, claim = told(
        "Two Il-76s landed at Bamako. The second arrived from Latakia on 4 May; it had made a stop in Benghazi."
    )
    assert legs_of(claim) == [("OSLK", "HLLB"), ("HLLB", "GABS")]


def test_the_base_is_where_the_others_are_and_not_where_one_was_diverted():
    text = (
        "Bombers land at Fairford\n\nTwo B-1Bs landed at Fairford on Monday.\n\nA third B-1B was diverted to Lajes."
        "\n\nA C-5M had arrived at the base from Dyess, Texas, on Sunday."
    )
    assert legs_of(told(text)[-1]) == [("KDYS", "EGVA")]


@pytest.mark.parametrize(
    "text",
    [
        "Claims that an Il-76 landed in Gao are false.",
        "The government has approved the deployment of six F-16s to Gao.",
        "During World War II, bombers took off from Foggia.",
        "The number of flights to Gao fell by half in April.",
        "Imagine an Il-76 landing in Gao.",
    ],
)
def test_what_never_came(text):
    assert told(text) == []


def test_what_would_be_the_first_did_come():
    text = (
        "Three flights from Cairo have landed at Gao since Monday, in what would be the first such flights."
    )
    assert [legs_of(claim) for claim in told(text)] == [[("HECA", "GAGO")]]


def test_observers_with_no_name_tell_only_what_they_say():
    text = "Plane spotters said a C-17 landed at Gao on Monday.\n\nA C-5M landed at Bamako on Tuesday."
    assert [link.name for link in told(text)[-1].chain[1:]] == ["source not named in the text"]
