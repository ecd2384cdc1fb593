"""Which English sentences tell an event, and which only speak of people, owners, questions and other things."""

from datetime import date

import pytest
from read_article import claims_of

BEFORE = "Two C-17s landed at Gao on Friday. "


def kinds(text, before=BEFORE):
    claims = claims_of(text, before=before, told=date(2026, 5, 8))
    return [claim.kind.value for claim in claims if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "Two smaller planes came on Tuesday and Wednesday.",
        "The third came a day later.",
        "A fourth jet flew in early on Monday.",
        "They were joined on Sunday by a French A400M.",
        "It stopped for two hours at Kidal before continuing west.",
        "Records show that a Boeing 737 leased by a Dubai company made nine flights from Kufra to Bangui.",
    ],
)
def test_what_came_with_no_place_is_a_flight(text):
    assert kinds(text) == ["movement"]


@pytest.mark.parametrize(
    "text",
    [
        "The news came on Tuesday.",
        "The plane's lights came on at dusk.",
        "The planes will unload at Gao and fly on to Kufra on Friday.",
        "The Il-76 can carry 50 tonnes and land on grass strips in Mali.",
        "There was no US tanker here this week.",
    ],
)
def test_what_did_not_come_is_none(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday two Canadian Hercules were parked outside the freight shed.",
        "One such charter, a Boeing 767, spent Thursday night on the military apron.",
        "A satellite image taken on 3 May shows a four-engined jet at the end of the runway.",
    ],
)
def test_an_aircraft_on_a_stand_is_at_the_field_told_before(text):
    assert kinds(text) == ["presence"]


@pytest.mark.parametrize(
    "text",
    [
        '"I have seen nothing like it since the Nimrods went," said one, who has kept a notebook for 30 years.',
        '"No munitions have been carried on any of these flights," an official wrote last month.',
        "The airline had twelve before sanctions grounded most of them.",
        "No weapons were found on the plane in April.",
        "None of the crew has spoken about the flight since Tuesday.",
        "The ministry has not commented on the flight since Tuesday.",
        "Nobody has claimed the aircraft for two years.",
        "We have received no answer about the aircraft for three weeks.",
        "The aircraft has carried no insurance since 2024.",
    ],
)
def test_what_nobody_said_or_carried_is_no_pause(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No aircraft have landed there since Tuesday.",
        "None has landed there since.",
        "The base has seen no flights for three weeks.",
        "For eleven days nothing came.",
        "Flying was halted for six hours yesterday because of snow.",
        "The carrier stopped the flights on 28 April.",
        "The airline ended its flights to Gao on 28 April.",
        "Flight operations at Gao stopped for three days in April.",
    ],
)
def test_what_did_not_fly_is_a_pause(text):
    assert kinds(text) == ["pause"]


@pytest.mark.parametrize(
    "text",
    [
        "We set out to learn where the aircraft had come from.",
        "Asked where the plane had flown on Tuesday, the minister smiled.",
        "The ministry refused to say whether a second plane had landed at Gao on Tuesday.",
        "It is not clear what the plane brought to Gao or where it flew afterwards.",
        "We would like to hear from anyone who has seen such flights in Mali.",
        "Anyone who saw the plane land is asked to call the station.",
    ],
)
def test_what_is_only_asked_is_no_event(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The aircraft's owner moved to Dubai in 2021.",
        "Word of the plane reached Bamako on Tuesday.",
        "The owner of the aircraft flew to Dubai on Tuesday.",
    ],
)
def test_what_belongs_to_an_aircraft_did_not_fly(text):
    assert kinds(text) == []


def test_what_an_aircraft_did_may_be_named_as_its_own():
    assert kinds("The Il-76's second landing at Gao on Monday surprised the town.", "") == ["movement"]


@pytest.mark.parametrize(
    "text",
    [
        "It was the first visit by an An-124 to Prestwick since 2019.",
        "The An-124 made a rare visit to Prestwick on 3 May.",
        "Prestwick played host to an An-124 on 3 May.",
        "Prestwick handled an An-124 on 3 May.",
    ],
)
def test_an_aircraft_that_visits_came(tell, text):
    (claim,) = tell(text=text)[0].read.claims
    assert (claim.kind, claim.asserted, claim.place.id) == ("movement", True, "EGPK")


@pytest.mark.parametrize(
    "text",
    [
        "A visit by executives of Antonov to Prestwick took place on 3 May.",
        "Swissport handled the cargo at Prestwick on 3 May.",
    ],
)
def test_who_visits_is_no_aircraft(tell, text):
    assert not any(claim.kind == "movement" for claim in tell(text=text)[0].read.claims)


def test_each_of_a_row_of_types_is_told(tell):
    claims = tell(text="On the ramp at Benina on 3 May: two Il-76s, an An-26 and a Tu-154.")[0].read.claims
    assert [claim.aircraft.type_designator for claim in claims] == ["IL76", "AN26", "T154"]


def test_the_number_of_a_message_is_no_day(tell):
    (claim,) = tell(text="1/ On 11 May an Il-76 landed at Benina.")[0].read.claims
    assert claim.date.text == "11 May"
