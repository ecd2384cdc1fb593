"""Sentences that tell of a flight and assert none, or do in spite of a word of doubt."""

import pytest


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Perhaps an Il-76 landed at Gao on Tuesday.", "hypothetical"),
        ("It is conceivable that an Il-76 flew to Gao on Tuesday.", "hypothetical"),
        ("Had an Il-76 landed at Gao, it would have been noticed.", "hypothetical"),
        ("Claims that an Il-76 landed at Gao on Tuesday turned out to be wrong.", "denial"),
        ("Reports of an Il-76 landing at Gao on Tuesday were dismissed by the ministry.", "denial"),
        ("An Il-76 aborted its landing at Gao on Tuesday.", "denial"),
        ("Neither an Il-76 nor an An-124 landed at Gao on Tuesday.", "denial"),
        ("Moscow is planning to fly an Il-76 to Gao on Sunday.", "plan"),
        ("An Il-76 is being loaded in Moscow for a flight to Gao.", "plan"),
        ("Neither side would confirm that an Il-76 had landed at Gao on Tuesday.", "unverified"),
        ("Reuters was unable to verify reports of an Il-76 landing at Gao on Tuesday.", "unverified"),
        ("The crew attempted to land the Il-76 at Gao.", "hypothetical"),
        ("The crew tried twice to land the Il-76 at Gao.", "hypothetical"),
        ("Moscow asked Bamako to let two Il-76s land at Gao.", "plan"),
        ("Tuesday's Il-76 flight to Gao was scrubbed because of the weather.", "plan"),
        ("The US warned Russia against sending Il-76s to Gao.", "hypothetical"),
        ("The supposed arrival of the Il-76 at Gao was staged.", "unverified"),
        ("The ministry called reports of an Il-76 landing at Gao fabricated.", "denial"),
        ("An An-124 was chartered to fly the tanks to Gao next month.", "plan"),
        ("США предостерегли Россию от отправки Ил-76 в Гао.", "hypothetical"),
        ("США застерегли Росію від відправлення Іл-76 до Гао.", "hypothetical"),
        ("قد تكون طائرة أنتونوف 124 هبطت في غاو يوم الاثنين.", "hypothetical"),
        ("تأجل هبوط طائرة أنتونوف 124 في غاو إلى الخميس.", "plan"),
        ("استؤجرت طائرة أنتونوف 124 لنقل الدبابات إلى غاو الشهر المقبل.", "plan"),
    ],
)
def test_what_did_not_happen_for_sure_is_not_asserted(tell, text, modality):
    claims = tell(text=text)[0].read.claims
    assert {claim.modality for claim in claims} == {modality}


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Gao on Tuesday. The Il-76 took its maiden flight on 25 March 1971.",
        "An Il-76 landed at Gao on Tuesday. In 1973, US C-5s flew 22,000 tons of equipment to Israel.",
        "An Il-76 landed at Gao on Tuesday. On average, four Il-76s a week land at the base.",
    ],
)
def test_background_behind_a_flight_is_no_second_one(happened, text):
    assert len(happened(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 suspected of carrying drones flew from Gao to Bamako on Tuesday.",
        "No sooner had the ceasefire begun than an Il-76 landed at Gao on Tuesday.",
        "In August 2021, C-17s flew from Kabul to Doha.",
    ],
)
def test_a_doubt_about_something_else_leaves_the_flight(happened, text):
    assert len(happened(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Il-76, built in 1989, landed at Gao on 3 May.",
        "An Il-76 that first flew in 1991 landed at Gao on Sunday.",
        "Ил-76 1989 года выпуска сел в Гао 3 мая.",
    ],
)
def test_a_year_long_ago_beside_the_day_makes_it_no_history(happened, text):
    assert len(happened(text)) == 1


@pytest.mark.parametrize(
    ("text", "flights"),
    [
        ("The airline has flown from Leipzig since its An-225 was destroyed at Hostomel in 2022.", 0),
        ("The airline moved to Leipzig after its An-225 was destroyed at Hostomel.", 0),
        ("The squadron has flown from Incirlik since two of its A-10s were damaged in March.", 0),
        ("The base was closed after an Il-76 was allowed to land at Gao on 4 May.", 1),
        ("The base was closed after an Il-76 was heard taking off from Gao on 4 May.", 1),
        ("After an Il-76 was hit by a drone at Nyala on 4 May, it returned to Gao.", 1),
    ],
)
def test_an_aircraft_that_something_befell_is_not_what_flew(happened, text, flights):
    assert len(happened(text)) == flights
