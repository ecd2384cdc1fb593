"""The flight that ended in a landing says where it came from, and begins no flight of its own."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "An Il-96 landed in Havana on Tuesday after a flight from Vnukovo, and on Thursday it departed for Managua.",
        "An Il-96 landed in Havana after a 12-hour flight from Vnukovo, then took off for Managua.",
    ],
)
def test_the_flight_that_ended_in_a_landing_is_its_first_leg(text: str) -> None:
    [claim] = claims_of(text)
    legs = [
        (leg.origin.id if leg.origin else None, leg.destination.id if leg.destination else None)
        for leg in claim.legs
    ]
    assert legs == [("UUWW", "MUHA"), ("MUHA", "MNMG")]


def test_an_aircraft_that_came_to_a_halt_has_landed_and_flights_that_did_have_paused() -> None:
    [landed] = claims_of("A C-27J has just come to a halt at Hmeimim air base.")
    [paused] = claims_of("Russian flights came to a halt at Hmeimim in May.")
    assert (landed.kind, paused.kind) == ("movement", "pause")


def test_a_stop_behind_the_words_for_the_time_is_on_its_way() -> None:
    [claim] = claims_of(
        "The Il-76MD, registered RF-86898, arrived at Bamako airport shortly before midnight after a stop in "
        "Benghazi, two airport workers told this newspaper."
    )
    legs = [(leg.origin.id if leg.origin else None, leg.destination.id) for leg in claim.legs]
    assert legs == [(None, "HLLB"), ("HLLB", "GABS")]
