"""The ones that come next: behind the one told before, two more of them, the last of such flights.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of

FIRST = "An Il-76 landed at Gao on Monday."


def last(text):
    """The last asserted claim of a text."""
    return [claim for claim in claims_of(text) if claim.asserted][-1]


@pytest.mark.parametrize(
    ("text", "designator", "n"),
    [
        ("An hour behind it came a Tu-154.", "T154", 1),
        ("Then came two C-130s of the Algerian air force.", "C130", 2),
        ("Hours later a second followed it from Minsk.", "IL76", 1),
        ("Two more came on Tuesday.", "IL76", 2),
    ],
)
def test_what_comes_behind_comes_to_the_same_place(text, designator, n):
    claim = last(f"{FIRST} {text}")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == (designator, n)
    assert claim.legs[-1].destination.text == "Gao"


@pytest.mark.parametrize(
    "text",
    [
        "The last such flight was recorded on 2 April.",
        "The previous flight was logged on 2 April.",
        "The most recent such flight before that came on 2 April.",
    ],
)
def test_the_last_such_flight_came_to_the_same_place(text):
    claim = last(f"{FIRST} {text}")
    assert (claim.kind, claim.place.text, claim.date.start) == ("movement", "Gao", "2031-04-02")


def test_the_last_of_what_was_a_habit():
    claim = last("Il-76s flew to Gao every month. The last such flight was recorded on 2 April.")
    assert claim.place.text == "Gao"


def test_a_remark_about_some_counts_none_of_them():
    claim = last("Seven tankers flew from Gao to Bamako on Monday, two of them without transponders.")
    assert claim.aircraft.airframes.n == 7


@pytest.mark.parametrize(
    "text",
    [
        "Two Il-76s flew from Minsk to Gao on Friday, the first such flights since March.",
        "An Il-76 landed at Gao on Friday, the third such flight this month.",
    ],
)
def test_which_flight_it_was_is_told_of_the_same_flight(text):
    assert len([claim for claim in claims_of(text) if claim.asserted]) == 1


def test_an_hour_of_a_day_is_that_day():
    claim = last("An Il-76 left Gao shortly after 10 p.m. on Friday and vanished south of Crete.")
    assert (claim.date.start, claim.legs[0].destination) == ("2031-05-09", None)


def test_where_an_aside_lies_is_no_leg():
    claim = last("Nine tankers landed at Lajes, the base on Terceira that Washington has leased for decades.")
    assert [leg.destination.text for leg in claim.legs] == ["Lajes"]


def test_how_it_was_before_some_year_is_no_flight():
    assert not [claim for claim in claims_of("Before 2022, planes refuelled in Dakar.") if claim.asserted]


@pytest.mark.parametrize(
    "text",
    ["It landed at an airfield near the border on Tuesday.", "It landed in areas held by rebels on Tuesday."],
)
def test_an_airfield_told_for_the_first_time_is_not_the_one_before(text):
    claim = last(f"{FIRST} {text}")
    assert (claim.date.start, claim.place) == ("2031-05-13", None)


def test_a_condition_in_brackets_ends_with_them():
    assert last("An Il-76 (a Candid, if you prefer) landed at Gao on Monday.").place.text == "Gao"


def test_the_start_of_a_quotation_is_no_speaker():
    claim = last('"At night one could count them: five, six, seven." An Il-76 landed at Gao on Monday.')
    assert [link.how for link in claim.chain if link.how == "stated"] == []


def test_it_is_back_at_the_stop_that_is_named():
    text = (
        "An Il-76 flew from Gao to Shannon on Friday, continued to Larnaca and was back at Shannon on Monday."
    )
    assert [leg.destination.text for leg in last(text).legs] == ["Shannon", "Larnaca", "Shannon"]


def test_what_it_passed_nearby_is_no_leg():
    assert last("An Il-76 left Gao on Monday and flew an oval south of Odesa.").legs[0].destination is None


def test_a_force_that_keeps_so_many_somewhere_is_a_posture():
    claim = last("Russian crews keep a dozen helicopters at Gao, an officer said.")
    assert (claim.kind, claim.place.text, claim.aircraft.airframes.n) == ("posture", "Gao", 12)
