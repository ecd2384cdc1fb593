"""What stands beside a flight and is none of it: what is still to come, where it was before, where others crowd."""

from datetime import date

import pytest
from read_article import claims_of, legs_of


def read(text):
    return [claim for claim in claims_of(text, told=date(2025, 11, 1)) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "The An-124 left Kidal for Gao, where it is to collect a gas compressor bound for Bamako.",
        "The Il-76 flew from Kidal to Gao, where it was to pick up a cargo bound for Bamako.",
        "The An-124 left Kidal for Gao, from where it will fly to Bamako.",
    ],
)
def test_what_is_to_come_is_no_leg(text):
    assert [legs_of(claim) for claim in read(text)] == [[("GAKL", "GAGO")]]


@pytest.mark.parametrize(
    "text",
    [
        "The tankers that flew to Gao in March left there for Bamako on 24 October.",
        "The tankers which flew to Gao in March flew to Bamako on 24 October.",
    ],
)
def test_an_earlier_flight_in_a_relative_has_its_own_day(text):
    before, after = read(text)
    assert (legs_of(before), before.date.start[:10]) == ([(None, "GAGO")], "2025-03-01")
    assert (legs_of(after)[-1][1], after.date.start[:10]) == ("GABS", "2025-10-24")


def test_aircraft_crowded_onto_an_apron_did_not_land_then():
    (claim,) = read("In March 31 American tankers were crowded onto the aprons of Gao.")
    assert (claim.kind, claim.place.id) == ("presence", "GAGO")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Korvash Air operated 11 Boeing 747-400F services from Kidal to Gao in March.", (None, 11)),
        ("Korvash Air ran five A340 services to Gao in October.", (None, 5)),
        ("Five A340s flew to Gao in October, the intelligence services said.", (5, None)),
    ],
)
def test_services_are_flights_and_no_aircraft(text, counts):
    (claim,) = read(text)
    airframes = claim.aircraft.airframes.n if claim.aircraft.airframes else None
    assert (airframes, claim.events.n if claim.events else None) == counts


def test_stops_on_the_way_are_legs():
    (claim,) = read("The Il-76 flew to Kidal with stops in Gao and Bamako.")
    assert legs_of(claim) == [(None, "GAGO"), ("GAGO", "GABS"), ("GABS", "GAKL")]


def test_a_patrol_beside_a_place_is_a_flight_that_went_nowhere():
    (claim,) = read("A Global Hawk operated north of Gao on 24 October.")
    assert (claim.kind, legs_of(claim), claim.place.id) == ("movement", [], "GAGO")


@pytest.mark.parametrize(
    ("text", "leg"),
    [
        ("Two jets of the wing that was sent to Gao in March flew to Bamako on 24 October.", "GABS"),
        ("Two jets of the wing that was sent to Gao in March were refuelled on 24 October.", "GAGO"),
    ],
)
def test_where_a_force_was_sent_before_is_not_where_it_flew(text, leg):
    assert {legs_of(claim)[-1][1] for claim in read(text)} == {leg}
