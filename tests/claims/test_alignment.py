"""A type is taken from another article of the same event, and nothing else."""

import msgspec

from wheelsdown.claims.alignment import aligned
from wheelsdown.claims.claim import (
    ArticleClaims,
    Claim,
    ClaimedAircraft,
    ClaimKind,
    CountField,
    Group,
    How,
    Published,
)

ONE = CountField(op="=", n=1)


def claim(name, designator=None, airframes=ONE, nearest=None):
    aircraft = ClaimedAircraft(
        text="a plane", type_designator=designator, nearest_type=nearest, airframes=airframes
    )
    return Claim(
        claim_id=name,
        article=f"{name}.txt",
        span=(0, 1),
        quote="x",
        kind=ClaimKind.MOVEMENT,
        aircraft=aircraft,
        how={"aircraft": How.STATED},
    )


def types(*claims):
    articles = [
        ArticleClaims(path=c.article, sha256="0", language="en", published=Published(), claims=(c,))
        for c in claims
    ]
    group = Group(group_id="g", about="a flight", claims=tuple(c.claim_id for c in claims))
    return [article.claims[0] for article in aligned(articles, [group])]


def test_the_type_that_the_others_name_is_taken_over_and_marked():
    stated, filled = types(claim("a", "IL62"), claim("b"))
    assert filled.aircraft.type_designator == "IL62"
    assert filled.how["aircraft"] is How.CROSS_REPORT
    assert filled.rules["type_designator"]
    assert stated.how["aircraft"] is How.STATED


def test_a_stated_type_is_never_changed():
    assert [c.aircraft.type_designator for c in types(claim("a", "IL62"), claim("b", "A124"))] == [
        "IL62",
        "A124",
    ]


def test_where_the_others_differ_the_type_stays_open():
    found = types(claim("a", "IL62"), claim("b", "A124"), claim("c"))
    assert found[2].aircraft.type_designator is None


def test_several_aircraft_are_of_no_one_type():
    assert (
        types(claim("a", "IL62"), claim("b", airframes=CountField(op=">=", n=2)))[1].aircraft.type_designator
        is None
    )


def test_an_unknown_type_is_not_corrected():
    assert types(claim("a", "IL62"), claim("b", nearest="IL62"))[1].aircraft.type_designator is None


def test_what_a_person_left_open_stays_open():
    corrected = msgspec.structs.replace(
        claim("b"), rules={"aircraft": "corrected by R. Brandt at 2031-05-10T08:00:00Z"}
    )
    assert types(claim("a", "IL62"), corrected)[1].aircraft.type_designator is None
