"""Aircraft that strike, what a place is said to be, and with what flights were made, by invented sentences.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def types(text):
    """The type, or else the word, of each claim."""
    return [claim.aircraft.type_designator or claim.aircraft.text for claim in claims_of(text)]


def stops(text):
    """The places of the legs of the last claim."""
    legs = claims_of(text)[-1].legs
    return [[place and place.text for place in (leg.origin, leg.destination)] for leg in legs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said its jets had destroyed an Il-76 on the ground at Gao.", ["IL76"]),
        ("Its drones hit two Il-76s parked at Gao on Monday.", ["IL76"]),
        ("An Il-76 hit by drones stood at Gao on Monday.", ["IL76"]),
    ],
)
def test_who_struck_an_aircraft_was_not_there(text, expected):
    assert types(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An An-124 flew to Rzeszow, a hub for US arms, on Monday.", [[None, "Rzeszow"]]),
        ("An An-124 flew to Rzeszow, the hub for Western aid to Ukraine.", [[None, "Rzeszow"]]),
        ("An Il-76 flew from Algiers to Gao, the third flight to Mali.", [["Algiers", "Gao"]]),
        ("An Il-76 flew to Gao, the main base in Mali, and then to Oran.", [[None, "Gao"], ["Gao", "Oran"]]),
    ],
)
def test_what_a_place_is_said_to_be_is_no_leg(text, expected):
    assert stops(text) == expected


@pytest.mark.parametrize(
    ("text", "aircraft", "n"),
    [
        ("The air force made nine flights to Gao with C-130 transports.", "C130", None),
        ("The air force made nine flights to Gao with a C-130.", "C130", 1),
        ("The panel counted nine flights to Gao by Il-76TD aircraft.", "IL76", None),
        ("The panel counted nine flights to Gao by Il-76TD RA-76845.", "IL76", 1),
    ],
)
def test_with_what_flights_were_made(text, aircraft, n):
    (claim,) = claims_of(text)
    assert (claim.aircraft.type_designator, claim.events.n) == (aircraft, 9)
    assert (claim.aircraft.airframes and claim.aircraft.airframes.n) == n


def test_a_helicopter_that_came_with_a_flight_did_not_make_it():
    (claim,) = claims_of("A flight from Oran arrived in Gao on Tuesday with an Mi-8 inside.")
    assert claim.aircraft.type_designator is None


@pytest.mark.parametrize(
    "saying", ["wishes to clarify that", "would like to stress that", "wishes to recall that"]
)
def test_who_wishes_to_say_it_says_it(saying):
    (claim,) = claims_of(f"The embassy {saying} the aircraft which landed in Gao on 3 May carried food.")
    assert claim.asserted
    assert [link.name for link in claim.chain][1:] == ["embassy"]


def test_a_code_in_brackets_parts_no_airline_from_its_flights():
    (claim,) = claims_of("Cham Wings Airlines (ICAO: SAW) made 27 flights from Damascus to Benina.")
    assert claim.operator == "Cham Wings"


def test_sources_do_not_go_on_over_years_and_paragraphs():
    first = "An Il-76 landed in Gao on 3 May, the ministry told AFP, citing Flightradar24."
    *_, claim, last = claims_of(f"{first}\n\nIn June 2029 a C-17 landed in Gao.\n\nA C-130 flew to Oran.")
    assert [len(each.chain) for each in (claim, last)] == [2, 2]
    assert {each.chain[-1].name for each in (claim, last)} == {"source not named in the text"}
