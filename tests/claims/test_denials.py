"""What English denies away from its verb, what happened late, and numbers that are not of what flew.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "The Il-76 did not reach Gao until Monday.",
        "Not until Monday did the Il-76 leave Gao for Oran.",
        "It was not until Monday that the first plane landed at Gao.",
        "It wasn't until Monday that the Il-76 left Latakia for Gao.",
    ],
)
def test_what_was_not_done_until_a_day_was_done_then(text):
    (claim,) = claims_of(text)
    assert claim.asserted
    assert (claim.date.start, claim.date.end) == ("2031-05-12", "2031-05-13")


@pytest.mark.parametrize(
    "text",
    [
        "The Il-76 did not reach Gao on Monday.",
        "No Il-76s landed at Gao until Monday.",
        "The Il-76 will not land at Gao until Friday.",
        "Neither the Il-76 nor the An-124 landed at Gao on Monday.",
        "The Il-76 landed neither at Gao nor at Kidal on Monday.",
        "The Il-76 failed to land at Gao on Monday.",
        "The Il-76 was unable to reach Gao on Monday.",
        "The Il-76 was denied permission to land at Gao on Monday.",
        "The Il-76 almost landed at Gao on Monday.",
        "Few Il-76s land at Gao.",
        "Not a day passes without flights from Oran to Gao.",
    ],
)
def test_what_was_not_done_is_not_asserted(text):
    assert not any(claim.asserted for claim in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Neither the ministry nor the airport confirmed that the Il-76 landed at Gao on Monday.",
        "There is no doubt that the Il-76 landed at Gao on Monday, the minister said.",
        "Officials failed to inspect the Il-76 that landed at Gao on Monday.",
        "Nearly forty flights landed at Gao in April.",
    ],
)
def test_a_denial_of_something_else_denies_no_flight(text):
    (claim,) = claims_of(text)
    assert claim.asserted


def test_what_failed_was_on_the_day_before_the_report():
    (claim,) = claims_of("The Il-76 failed to land at Gao on Monday.")
    assert (claim.polarity, claim.date.start) == ("did_not_happen", "2031-05-12")


@pytest.mark.parametrize("none", ["Hardly any", "Barely any", "Zero", "Virtually no"])
def test_hardly_any_is_none(none):
    (claim,) = claims_of(f"{none} Il-76 flights landed at Gao in April.")
    assert claim.kind == "pause"


@pytest.mark.parametrize(
    ("text", "airframes", "events"),
    [
        ("Half of the 20 flights landed at Gao in April.", None, None),
        ("Most of the 20 planes landed at Gao on Monday.", None, None),
        ("All but two of the planes landed at Gao on Monday.", None, None),
        ("All but one of the six Il-76s landed at Gao on Monday.", None, None),
        ("Ten of the 20 planes landed at Gao on Monday.", 10, None),
        ("Half a dozen Il-76s landed at Gao on Monday.", 6, None),
        ("All 20 flights landed at Gao in April.", None, 20),
    ],
)
def test_the_number_of_a_whole_is_not_that_of_a_part(text, airframes, events):
    (claim,) = claims_of(text)
    counted = claim.aircraft and claim.aircraft.airframes
    assert (counted and counted.n) == airframes
    assert (claim.events and claim.events.n) == events


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Few planes have landed in Gao since the governor fled in March.", "2031-03-01"),
        ("It was the first plane to land in Gao since the governor fled in March.", None),
        ("The plane landed in Gao on Monday, the first since the governor fled in March.", "2031-05-12"),
        ("Three An-124s landed in Gao in the weeks after his fall.", None),
        ("Three An-124s landed in Gao in June.", "2030-06-01"),
    ],
)
def test_the_day_of_something_else_is_not_that_of_the_flight(text, day):
    (claim,) = claims_of(text)
    assert (claim.date and claim.date.start) == day


@pytest.mark.parametrize(
    ("text", "n", "start"),
    [
        ("Flights from Oran rose to 22 in March from nine in January.", 22, "2031-03-01"),
        ("The number of Il-76 landings in Gao fell to four in April.", 4, "2031-04-01"),
        ("Military flights to Gao hit a record 40 in April.", 40, "2031-04-01"),
    ],
)
def test_a_number_in_all_counts_flights(text, n, start):
    (claim,) = claims_of(text)
    assert claim.asserted
    assert (claim.events.n, claim.date.start) == (n, start)


@pytest.mark.parametrize(
    "text",
    [
        "Flights to Gao rose 40 percent in April.",
        "The price of flights to Gao rose to 900 dollars in April.",
        "Flights to Gao rose to 20 a week in April.",
        "The minister had to call off a visit to Gao on Monday.",
        "Niger sent 82 tankers by road, which reached Gao on Saturday.",
        "A convoy of 50 tankers arrived in Gao on Saturday.",
        "Ten tankers left the port of Oran on Saturday.",
    ],
)
def test_what_is_no_number_of_flights_counts_none(text):
    assert not any(claim.asserted for claim in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Eight US tankers landed in Gao on Saturday.",
        "Eight US tankers flew over the Black Sea on Saturday.",
        "Eight tankers took off from Gao for the sea on Saturday.",
        "Eight tankers landed at Port Sudan on Saturday.",
        "Eight US tankers landed at Gao on Saturday with 40 tonnes of spare parts.",
    ],
)
def test_tankers_that_fly_stay(text):
    (claim,) = claims_of(text)
    assert claim.aircraft.airframes.n == 8


def test_whose_strike_hit_an_aircraft_is_not_whose_it_was():
    (claim,) = claims_of("An Il-76 was destroyed by a Sudanese air force strike after it landed at Nyala.")
    assert claim.operator is None


def test_all_but_one_of_them_is_not_one():
    *_, claim = claims_of("Six Il-76s left Gao on Monday. All but one of them landed in Bamako.")
    assert claim.aircraft.airframes is None
    *_, claim = claims_of("Six Il-76s left Gao on Monday. One of them landed in Bamako.")
    assert claim.aircraft.airframes.n == 1
