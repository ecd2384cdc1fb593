"""Places that share a verb, each with its day, are flights apart; what goes on from place to place is one."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Its Gulfstream flew to Kufra in January and to Gao in March.", ["HLKF", "GAGO"]),
        ("Its Gulfstream flew to Kufra in January, to Gao in March and to Lagos in April.", ["HLKF", "GAGO", "DNMM"]),
        ("An An-124 landed in Tobruk on 2 May and in Gao on 7 May.", ["HLTQ", "GAGO"]),
        ("Il-76s were seen in Tobruk on 2 May and in Gao on 7 May.", ["HLTQ", "GAGO"]),
        ("Ил-76 летал в Куфру в январе и в Гао в марте.", ["HLKF", "GAGO"]),
        ("Борт сел 5 марта в Тобруке, 9 марта — в Гао.", ["HLTQ", "GAGO"]),
        ("Ан-124 сів у Тобруку 2 травня і в Гао 7 травня.", ["HLTQ", "GAGO"]),
        ("حطت الطائرة في طبرق في 2 مايو وفي بنغازي في 7 مايو.", ["HLTQ", "HLLB"]),
        ("توجهت الطائرة إلى الكفرة في يناير وإلى بنغازي في مارس.", ["HLKF", "HLLB"]),
    ],
)  # fmt: skip
def test_each_place_with_its_day_is_a_flight(happened, text, wanted):
    claims = happened(text)
    assert [claim.place.id for claim in claims] == wanted
    assert all(leg.origin is None for claim in claims for leg in claim.legs)
    starts = [claim.date.start for claim in claims]
    assert starts == sorted(set(starts))


def test_what_is_planned_stays_a_plan_on_each_day():
    claims = claims_of("An Il-76 is to land in Tobruk on 2 June and in Gao on 7 June.")
    assert [claim.modality for claim in claims] == ["plan", "plan"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Il-76 flew to Kufra on 3 March and on to Benina on 4 March.", ["HLKF", "HLLB"]),
        ("The An-124 flew to Tobruk on 2 May and back to Gao on 9 May.", ["HLTQ", "GAGO"]),
        ("The jet flew from Gao to Tobruk on 3 May and to Benina the next day.", ["HLTQ", "HLLB"]),
        ("The jet flew from Gao to Tobruk on 3 May and to Benina on 4 May.", ["HLTQ", "HLLB"]),
        ("The jet flew to Tobruk and Benina on 3 May.", ["HLTQ", "HLLB"]),
    ],
)
def test_what_goes_on_is_one_flight(happened, text, wanted):
    [claim] = happened(text)
    assert [leg.destination.id for leg in claim.legs] == wanted
