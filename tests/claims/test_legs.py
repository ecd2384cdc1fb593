"""Legs follow the words: each rule by stops alone, with no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.routes.legs import route_of
from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.words import Act


def place(name):
    return PlaceMark(Span(0, 1), name, PlaceLevel.CITY, name)


def stops(text, act=None):
    """Stops of a shorthand: ``<A`` from, ``>B`` to, ``+C`` via, ``@D`` there, ``^`` back, ``~E`` over."""
    roles = {"<": Role.ORIGIN, ">": Role.DESTINATION, "+": Role.VIA, "@": Role.HERE, "~": Role.OVER}
    found = []
    for at, word in enumerate(text.split()):
        if word == "^":
            found.append(Stop(Role.BACK, None, at))
        else:
            found.append(Stop(roles[word[0]], place(word[1:]), at, act))
    return tuple(found)


def legs(route):
    return [tuple(end.mark.text if end else None for end in leg) for leg in route.legs]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("<A >B", [("A", "B")]),
        (">B <A", [("A", "B")]),
        ("<A >B >C", [("A", "B"), ("B", "C")]),
        ("<A >C +B", [("A", "B"), ("B", "C")]),
        ("<A +B >C", [("A", "B"), ("B", "C")]),
        (">B <A >C", [("A", "B"), ("B", "C")]),
        ("<A >B ^", [("A", "B"), ("B", "A")]),
        (">B ^", [(None, "B"), ("B", None)]),
        ("<A @B", [("A", "B")]),
        ("@A >B", [("A", "B")]),
        ("@A", []),
        ("~A", []),
        ("<A >A", [("A", None)]),
        ("<A +B", [("A", "B")]),
    ],
)
def test_a_route_is_followed_word_by_word(told, expected):
    assert legs(route_of(stops(told))) == expected


def test_where_it_lands_counts_not_where_it_was_heading():
    told = (Stop(Role.ORIGIN, place("A"), 0), Stop(Role.DESTINATION, place("B"), 1, Act.HEAD))
    landed = Stop(Role.DESTINATION, place("C"), 2, Act.ARRIVE)
    assert legs(route_of((*told, landed))) == [("A", "C")]


def test_several_aircraft_to_two_places_make_no_journey_between_them():
    also = Stop(Role.DESTINATION, place("B"), 1, is_also=True)
    assert legs(route_of((*stops(">A"), also), many=True)) == [(None, "A"), (None, "B")]
    assert legs(route_of((*stops(">A"), also))) == [(None, "A"), ("A", "B")]


def test_a_known_start_opens_the_first_leg():
    start = route_of(stops(">X")).legs[0][1]
    assert legs(route_of(stops(">B"), start)) == [("X", "B")]


@pytest.mark.parametrize(
    ("told", "main"),
    [("<A >B >C", "B"), ("<A +B >C", "C"), ("<A", "A"), ("@A", "A"), ("~A", "A"), ("@A >B", "B")],
)
def test_the_claim_is_about_the_first_destination(told, main):
    assert route_of(stops(told)).main.mark.text == main


@given(st.lists(st.sampled_from(["<A", ">A", "<B", ">B", "+B", "+C", "@C", "~D", "^"]), max_size=8))
def test_no_leg_is_invented(words):
    found = legs(route_of(stops(" ".join(words))))
    named = {word[1:] for word in words}
    assert all(origin != destination for origin, destination in found)
    assert {end for leg in found for end in leg if end} <= named
    assert len(found) <= len(words) + 1
