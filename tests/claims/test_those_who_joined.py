"""Whom others joined or followed did not come again, an hour counts no aircraft, a base that is home holds."""

from datetime import date

import pytest
from read_article import claims_of, legs_of

FIRST = "Six C-130s flew to Gao on Monday."


def told(text):
    return [claim for claim in claims_of(text, told=date(2026, 5, 8)) if claim.asserted]


@pytest.mark.parametrize(
    ("said", "kind", "n"),
    [
        ("On Tuesday they were joined by an Il-76 from Kidal.", "IL76", 1),
        ("The C-130s were joined by an Il-76 from Kidal on Tuesday.", "IL76", 1),
        ("The C-130s were followed by an Il-76 from Kidal on Tuesday.", "IL76", 1),
        ("They were joined by two more on Tuesday.", "C130", 2),
        ("The last pair landed at midnight.", "C130", 2),
        ("A second pair followed on Wednesday.", "C130", 2),
        ("At least four landed in Gao after dark.", "C130", 4),
    ],
)
def test_who_came_are_those_by_whom_others_were_joined(said, kind, n):
    *_, claim = told(f"{FIRST} {said}")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == (kind, n)


@pytest.mark.parametrize(
    "said",
    [
        "Six C-130s flew to Gao on Monday, joined on Tuesday by two from Kidal.",
        "Six C-130s flew to Gao on Monday, joined on Tuesday by an Il-76 from Kidal.",
        "Six C-130s flew to Gao on Monday and were joined there on Tuesday by an Il-76 from Kidal.",
    ],
)
def test_where_those_who_joined_came_from_is_no_leg_of_the_others(said):
    first, *_ = told(said)
    assert legs_of(first) == [(None, "GAGO")]


@pytest.mark.parametrize(
    "said",
    [
        "It landed at four in Gao.",
        "It landed around four at Gao.",
        "It took off again before six for Gao.",
        "It landed at Gao and unloaded two helicopters.",
    ],
)
def test_neither_an_hour_nor_cargo_counts_the_aircraft(said):
    *_, claim = told(f"An Il-76 came from Bamako. {said}")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("IL76", 1)


@pytest.mark.parametrize(
    ("said", "legs"),
    [
        ("An Il-76 took off from there on Monday.", [("GAGO", None)]),
        ("From there an Il-76 flew on to Kidal.", [("GAGO", "GAKL")]),
        ("An Il-76 landed there on Monday.", [(None, "GAGO")]),
    ],
)
def test_from_there_is_where_it_began(said, legs):
    *_, claim = told(f"A Falcon flew from Bamako to Gao on Sunday. {said}")
    assert legs_of(claim) == legs


def test_an_airfield_that_is_home_to_aircraft_is_where_they_are():
    held, came = told("Gao airport was home to six tankers. Two P-8A Poseidons arrived from Kidal on Friday.")
    assert (held.kind, held.place.id, legs_of(came)) == ("posture", "GAGO", [("GAKL", "GAGO")])
