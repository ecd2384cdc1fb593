"""Words beside a flight that are not about it: what an aircraft lacks, who tells of it, whose it is."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "A freighter without markings touched down in Barinas on Thursday.",
        "An A400M without lights landed at Gao on Tuesday.",
        "The An-124 left Prague on Friday without stopping at Leipzig.",
    ],
)
def test_what_an_aircraft_lacks_denies_no_flight(text):
    (claim,) = claims_of(text)
    assert claim.asserted
    assert len(claim.legs) == 1


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("Mali's army said that an An-124 had brought four helicopters to Bamako on Monday.", None),
        ("Poland's defence ministry said a C-17 had brought missiles to Rzeszow on Friday.", None),
        ("The defence ministry flew ministers to Gao on Monday aboard an An-26.", "defence ministry"),
        ("A Falcon 900 of the oil company PDVSA flew from Caracas to Havana on Monday.", "PDVSA"),
        ("An An-26 of the Moldovan firm Aerocom landed at Kufra on Sunday.", "Aerocom"),
        ("A Boeing 737 of the airline Sky Mali landed in Gao on Monday.", "Sky Mali"),
    ],
)
def test_who_tells_of_an_aircraft_does_not_fly_it_and_a_company_does(text, operator):
    (claim,) = claims_of(text)
    assert claim.operator == operator


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 called at Tripoli on its way from Latakia to Bamako on Monday.",
        "Two C-17s stopped at Tripoli on their way from Latakia to Bamako on Monday.",
    ],
)
def test_the_way_on_which_it_called_has_two_legs(text):
    (claim,) = claims_of(text)
    ends = [
        (leg.origin.id or leg.origin.text, leg.destination.id or leg.destination.text) for leg in claim.legs
    ]
    assert ends == [("OSLK", "Tripoli"), ("Tripoli", "GABS")]


def test_where_somebody_looked_from_is_no_leg():
    (claim,) = claims_of("From his office in Nairobi, an analyst saw an Il-76 land at Juba on Thursday.")
    assert [(leg.origin, leg.destination.id) for leg in claim.legs] == [(None, "HJJJ")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gulfstream jets arriving from Dubai are exempt from customs.", False),
        ("Two jets arriving from Dubai are exempt from customs.", True),
        ("Gulfstream jets arriving from Dubai were searched.", True),
    ],
)
def test_what_holds_for_any_that_arrive_is_no_flight(text, told):
    assert any(claim.asserted for claim in claims_of(text)) is told


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article said an An-124 had landed in Gao on Monday.",
        "This story originally said that two C-17s flew to Gao on Friday.",
        "В первоначальной версии этой заметки говорилось, что Ил-76 сел в Гао во вторник.",
        "У першій версії цієї новини йшлося, що Іл-76 приземлився в Ряшеві у вівторок.",
        "في نسخة سابقة من هذا الخبر ورد أن طائرة إليوشن 76 هبطت في غاو يوم الثلاثاء.",
    ],
)
def test_what_an_article_takes_back_is_not_told_as_happened(text):
    assert not [claim for claim in claims_of(text) if claim.asserted]
