"""An English flight is told by a predicate of its own: a past or a perfect, or a present beside a day."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Most of the traffic at Erbil comes after dark, when jets bound for Doha taxi past tankers.",
        "The museum has an Il-76 that once flew aid to Luanda.",
        "The Il-76 seen at Kufra in the photograph has no markings.",
        "Insurers charge more for aircraft that have landed at Benghazi.",
        "The film opens with a C-130 landing at Kandahar.",
        "The unit's third aircraft is a VIP-fitted Tu-134 used for trips to Moscow.",
        "Only about a dozen C-5s are airworthy, most of them flying for the guard out of Dover.",
        "Planners call the route from Moron to Souda Bay the milk run.",
        "What the two C-17s at Aqaba had brought, no one was ready to say.",
        "The base commander flew C-130s in Afghanistan.",
        "Whose aircraft landed at Bria, the governor would not say.",
        "What I did not see is the An-124 that half of Caracas has landing at Kufra on Tuesday.",
        "Nothing in the log says that the An-124 was at Tripoli.",
        "Gulf ministers will take up a fund when they meet in Manama next month.",
    ],
)
def test_what_no_predicate_tells_is_no_flight(text):
    assert not [claim for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "What came in from Minsk was an Il-76.",
        "Satellite images show an An-124 unloading at Tobruk.",
        "The crew says the plane is heading for Dakar.",
        "Officials at the tower confirm that two Il-76s from Minsk have landed.",
        "This is the second A400M to reach Chad from Orleans.",
        "A C-17 dropped supplies near the base they use and flew on to Doha.",
        "Two Il-76s from Minsk landed at the base that Moscow operates.",
    ],
)
def test_a_past_a_perfect_or_what_goes_on_is_told(text):
    assert [claim for claim in claims_of(text) if claim.asserted]
