"""Where an aircraft was to go and did not, what it took along, and what went by sea, by invented sentences.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def told(text):
    """The legs of each claim that is told as having happened."""
    return [
        [(leg.origin and leg.origin.text, leg.destination and leg.destination.text) for leg in claim.legs]
        for claim in claims_of(text)
        if claim.asserted
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Il-76 that had been due to land in Gao on Monday was diverted to Mopti.", [(None, "Mopti")]),
        ("An Il-76 due to land in Gao on Monday was diverted to Mopti.", [(None, "Mopti")]),
        ("A C-17 that was scheduled to arrive in Gao landed in Mopti instead.", [(None, "Mopti")]),
        ("An Il-76 supposed to bring aid to Gao landed in Mopti on Monday.", [(None, "Mopti")]),
        ("An Il-76 that was due to fly to Gao turned back to Mopti on Monday.", [(None, "Mopti")]),
    ],
)
def test_where_it_was_to_go_is_no_leg(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 that was scheduled to fly to Gao on Monday was cancelled.",
        "A C-17 expected to arrive in Gao on Monday is now due on Friday.",
        "Ten drones left Amirabad by sea on Monday.",
        "The helicopters arrived in Gao by road on Monday.",
        "The A340 landed safely. It is to stop in Gao on Monday before flying to Mopti.",
    ],
)
def test_what_only_was_to_fly_or_went_by_sea_tells_no_flight(text):
    assert all(legs == [] for legs in told(text))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("He is to meet his counterpart before flying on to Mopti tonight.", 1),
        ("It will refuel before flying on to Mopti.", 1),
        ("It refuelled before flying on to Mopti.", 2),
    ],
)
def test_a_flight_behind_what_is_planned_is_planned(second, expected):
    assert len(told(f"The A340 landed in Gao on Monday. {second}")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were flown to Gao on Monday. From there an An-26 took them to Mopti.", [("Gao", "Mopti")]),
        ("An Il-76 landed in Gao on Monday. It took 60 men to Mopti the next day.", [("Gao", "Mopti")]),
        ("An Il-76 landed in Gao on Monday. An An-26 took some on to Mopti.", [("Gao", "Mopti")]),
        ("An An-26 landed in Mopti. The company said its crews took three hours to eat.", [(None, "Mopti")]),
    ],
)
def test_an_aircraft_that_took_them_flew(text, expected):
    assert told(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A plane landed in Gao on Thursday with 153 people from Mopti on board.", [(None, "Gao")]),
        ("A plane landed in Gao on Thursday from Mopti with 153 people on board.", [("Mopti", "Gao")]),
    ],
)
def test_where_those_on_board_are_from_is_no_leg(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A jet chartered by the Tripoli-based government left Gao on Monday.", None),
        ("An Il-76 operated by TransKorvash landed in Gao on Monday.", "TransKorvash"),
        ("A KLM flight landed in Gao on Monday.", "KLM"),
    ],
)
def test_a_name_that_a_hyphen_joins_is_no_operator(text, operator):
    (claim,) = claims_of(text)
    assert claim.operator == operator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hours after rebels left Mopti, an Il-76 landed in Gao on Monday.", [(None, "Gao")]),
        ("A day after it left Mopti, the Il-76 landed in Gao.", [("Mopti", "Gao")]),
        ("After leaving Mopti, the Il-76 landed in Gao on Monday.", [("Mopti", "Gao")]),
        ("A C-130 arrived in Gao from Marietta, Georgia, last week.", [("Marietta", "Gao")]),
        ("A C-130 arrived in Gao from Tbilisi, Georgia, last week.", [("Tbilisi", "Gao")]),
    ],
)
def test_where_others_were_before_is_no_origin(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("told_them", "names"),
    [
        ("the minister told MPs", ["minister"]),
        ("the minister told members of parliament in Ottawa", ["minister"]),
        ("the general told a Senate committee", ["the general"]),
        ("the minister told Reuters", ["Reuters", "minister"]),
    ],
)
def test_who_is_told_and_publishes_nothing_is_no_source(told_them, names):
    (claim,) = claims_of(f"An Il-76 landed in Gao on Monday, {told_them}.")
    assert [link.name for link in claim.chain][1:] == names
