"""Classes of language of English agencies, newspapers, panels and ministries.

Published on Wednesday 14 May 2031; articles and sentences are invented.
"""

import pytest

_LANDED = "An Il-76 arrived in Gao on 23 April and flew to Bamako on 25 April.\n\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The flights came after a nine-month gap.", ["resumption"]),
        ("The flight came after a lull of two months.", ["resumption"]),
        ("The flight came after talks between the two presidents.", ["ordering"]),
    ],
)
def test_flights_that_came_after_a_gap_are_a_resumption(happened, text, kinds):
    assert [claim.kind for claim in happened(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The evacuation flight left Benina for Bamako on 25 April.", "movement"),
        ("As part of the withdrawal, two C-17s flew from Gao to Ramstein on 8 June 2030.", "movement"),
        ("Russia continued the withdrawal of forces from Hmeimim to Benina on Il-76 flights.", "withdrawal"),
    ],
)
def test_a_flight_of_an_evacuation_is_a_movement(happened, text, kind):
    assert [claim.kind for claim in happened(text)] == [kind]


def test_what_an_aircraft_brings_is_not_what_flew(happened):
    (claim,) = happened("The An-124 delivered two Mi-24 helicopters to Bamako in March.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("A124", 1)
    (claim,) = happened("The airline flew to Mali in March, when it delivered Mohajer-6 drones.")
    assert claim.kind == "movement"
    assert claim.aircraft is None or claim.aircraft.airframes is None


def test_aircraft_that_a_state_delivers_are_told(happened):
    (claim,) = happened("Turkey delivered two T-129 helicopters to Bamako on 4 May.")
    assert claim.aircraft.airframes.n == 2


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 the vessel Lady R docked at Durban, prompting envoys to accuse Mali of supplying arms.",
        "In 2022 a cargo ship docked at Durban, prompting the envoy to accuse Mali of arming Russia.",
    ],
)
def test_what_follows_from_a_ship_is_of_no_aircraft(happened, text):
    assert len(happened(_LANDED + text)) == len(happened(_LANDED))


def test_the_first_flight_of_a_mission_years_before_has_no_day_of_today(happened):
    text = "Russia opened a mission in Gao in January 2029. About 100 soldiers arrived on the first flight."
    claims = happened(_LANDED + text)
    assert claims[-1].date is None
    claims = happened(
        "An Il-76 arrived in Gao on 23 April. It was put under sanctions in 2029. It left again."
    )
    assert claims[-1].date.start.startswith("2031-04-23")


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("An A400M left Turkey's Incirlik base on Friday.", None),
        ("An Il-76 landed at Russia's Hmeimim base on 3 May.", None),
        ("Turkey's only An-124 left Gao on Friday.", "Turkey"),
    ],
)
def test_whose_airfield_it_is_says_not_whose_aircraft(happened, text, operator):
    (claim,) = happened(text)
    assert claim.operator == operator


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('"No weapons were flown to Chad," an official said.', []),
        ("The foreign minister flew to Bamako on Monday, an official said.", ["visit_of_person"]),
        ("The airline had flown its staff to Mali.", []),
    ],
)
def test_who_says_so_is_no_visitor(tell, text, kinds):
    assert [claim.kind for claim in tell(one=text)[0].read.claims] == kinds
