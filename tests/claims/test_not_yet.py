"""What lies ahead of the publication, and what is only carried, made no flight.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Первый A400M поступит в Алма-Ату в 2032 году.",
        "Первый Ил-76 прибыл в Гао 20 июня 2031 года.",
        "The first Il-76 landed at Gao on 20 June 2031.",
    ],
)
def test_what_lies_ahead_has_not_happened(text):
    assert not any(claim.asserted for claim in claims_of(text))


def test_what_was_told_on_the_day_has():
    assert [claim.asserted for claim in claims_of("Ил-76 прибыл в Гао 14 мая 2031 года.")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Авианосец «Шарль де Голль» вышел из Тулона 2 мая с двадцатью «Рафалями» на борту.",
        "Корабель вийшов із Джибуті 2 травня з шістьма Мі-8 на борту.",
    ],
)
def test_what_a_ship_carries_flies_nowhere(text):
    assert not [claim for claim in claims_of(text) if claim.kind == "movement"]


def test_what_an_aircraft_carries_is_not_what_came():
    (claim,) = claims_of("Ан-124 прилетел в Гао 2 мая с двумя Ми-8 на борту.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("A124", 1)


@pytest.mark.parametrize(
    "text",
    [
        "To fly an Il-76 from Oran to Gao, the company needs two crews.",
        "To land an An-124 at Gao, the army would mend the runway.",
    ],
)
def test_what_a_sentence_opens_with_as_its_aim_is_no_flight(text):
    assert not any(claim.asserted for claim in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 had to land in Gao on 3 May because of a storm.",
        "To refuel, the Il-76 landed in Gao on 3 May.",
    ],
)
def test_what_aircraft_had_to_do_is_one(text):
    assert [claim.asserted for claim in claims_of(text)] == [True]
