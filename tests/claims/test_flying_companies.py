"""An airline that flew, where no aircraft is named: how often, from where or to where makes it flights.

Published on Wednesday 14 May 2031; articles and sentences are invented.
"""

import pytest


@pytest.mark.parametrize(
    ("text", "operator", "n_flights", "expected"),
    [
        ("Qeshm Fars Air flew twice from Benina to Bamako.", "Qeshm Fars Air", 2, [("HLLB", "GABS")]),
        ("A Malian cargo airline flew three times from Benina to Gao.", "Malian", 3, [("HLLB", "GAGO")]),
        ("Авиакомпания «Абакан Эйр» дважды летала из Бенины в Бамако.", "Абакан Эйр", 2, [("HLLB", "GABS")]),
    ],
)
def test_flights_of_an_airline(happened, text, operator, n_flights, expected):
    (claim,) = happened(text)
    assert [(leg.origin.id, leg.destination.id) for leg in claim.legs] == expected
    assert claim.events.n == n_flights
    assert operator is None or claim.operator == operator
    assert claim.aircraft is None or claim.aircraft.airframes is None


@pytest.mark.parametrize(
    "text",
    [
        "The airline flew 40,000 passengers to Turkey in April.",
        "The airline flies to forty cities.",
        "Авиакомпания «Абакан Эйр» с июля не летала в Бамако.",
        "The airline, which flew its staff to Bamako, is based in Gao.",
    ],
)
def test_who_flew_people_or_never_did_tells_of_no_flight(happened, text):
    assert [claim.kind for claim in happened(text) if claim.kind == "movement"] == []
