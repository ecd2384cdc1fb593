"""Each rule by which claims are read, by invented sentences in the four languages.

Published on Wednesday 14 May 2031 unless a test says otherwise.
"""

from datetime import date

import pytest
from read_article import claims_of, legs_of, place_of

from wheelsdown.claims.claim import ClaimKind, How

PUBLISHED = date(2031, 5, 14)


def read(text):
    return claims_of(text, told=PUBLISHED)


def asserted(text):
    return [claim for claim in read(text) if claim.asserted]


def one(text):
    """The last claim of a text; sentences before it are its context."""
    return asserted(text)[-1]


def count(field):
    return (field.op, field.n) if field else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Il-76 landed at Hmeimim.", [(None, "OSLK")]),
        ("An Il-76 left Hmeimim for Tobruk.", [("OSLK", "HLTQ")]),
        ("An Il-76 flew from Hmeimim via Tobruk to Bamako.", [("OSLK", "HLTQ"), ("HLTQ", "GABS")]),
        ("An Il-76 flew from Hmeimim to Bamako via Tobruk.", [("OSLK", "HLTQ"), ("HLTQ", "GABS")]),
        ("An Il-76 landed at Hmeimim from Tobruk.", [("HLTQ", "OSLK")]),
        ("An Il-76 flew Tobruk-Hmeimim-Bamako on Monday.", [("HLTQ", "OSLK"), ("OSLK", "GABS")]),
        (
            "An Il-76 flew from Tobruk to Bamako before returning to Tobruk.",
            [("HLTQ", "GABS"), ("GABS", "HLTQ")],
        ),
        ("An Il-76 flew from Tobruk to Bamako and back.", [("HLTQ", "GABS"), ("GABS", "HLTQ")]),
        ("An Il-76 flew from Tobruk to Bamako, then to Niamey.", [("HLTQ", "GABS"), ("GABS", "DRRN")]),
        ("An Il-76 was seen taking off from Tobruk and landing at Bamako.", [("HLTQ", "GABS")]),
        ("An Il-76 bound for Tobruk was diverted to Bamako.", [(None, "GABS")]),
        ("An Il-76 shuttled between Tobruk and Bamako.", [("HLTQ", "GABS")]),
        ("An Il-76 limped on to Tobruk.", [(None, "HLTQ")]),
        ("An Il-76 landed on Monday and stood on the apron at Tobruk for two hours.", [(None, "HLTQ")]),
        ("Из Тобрука в Бамако вылетел Ил-76.", [("HLTQ", "GABS")]),
        ("Ил-76 вылетел из Тобрука и через Ниамей прибыл в Бамако.", [("HLTQ", "DRRN"), ("DRRN", "GABS")]),
        ("Ил-76 слетал из Тобрука в Бамако и обратно.", [("HLTQ", "GABS"), ("GABS", "HLTQ")]),
        ("Іл-76 прибув із Тобрука до Бамако.", [("HLTQ", "GABS")]),
        ("Іл-76 пролетів із Тобрука до Бамако.", [("HLTQ", "GABS")]),
        ("غادرت طائرة إليوشن 76 طبرق إلى باماكو.", [("HLTQ", "GABS")]),
        ("وصلت طائرة إليوشن 76 من طبرق إلى باماكو.", [("HLTQ", "GABS")]),
    ],
)
def test_legs_are_read_in_order(text, expected):
    assert legs_of(one(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Hmeimim in Syria.",
        "An Il-76 landed in Syria, at the Hmeimim air base.",
        "Ил-76 сел на авиабазе Хмеймим в Сирии.",
    ],
)
def test_a_place_that_says_where_another_lies_is_no_leg(text):
    assert legs_of(one(text)) == [(None, "OSLK")]


@pytest.mark.parametrize(
    "text",
    [
        "The landing of two planes at Hmeimim caused concern in Rome and Paris.",
        "An Il-76 that landed at Hmeimim on Sunday caused a debate in Rome.",
        "Посадка двух Ил-76 на авиабазе Хмеймим вызвала споры в Риме.",
        "Посадка двох Іл-76 на авіабазі Хмеймім викликала суперечки в Римі.",
        "With the permission of Ankara an Il-76 landed at Hmeimim.",
        "С разрешения Анкары Ил-76 сел на авиабазе Хмеймим.",
        "З дозволу Анкари Іл-76 сів на авіабазі Хмеймім.",
        "هبطت طائرة إليوشن 76 بإذن من أنقرة في قاعدة حميميم.",
        "Speaking from his office in Beirut, the researcher said an Il-76 had landed at Hmeimim.",
    ],
)
def test_a_place_of_persons_and_of_what_followed_is_no_leg(text):
    assert legs_of(one(text)) == [(None, "OSLK")]


def test_alternatives_stay_open():
    (leg,) = one("An Il-76 landed at Hmeimim from Tobruk or Bamako.").legs
    assert [each.id for each in leg.origin.any] == ["HLTQ", "GABS"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("An RC-135 circled over the Black Sea.", "AREA-BLACK-SEA"),
        ("Ил-76 кружил над Ливией.", "LY"),
        ("Two Su-24s were seen at Hmeimim.", "OSLK"),
    ],
)
def test_a_pass_or_a_sighting_has_a_place_and_no_leg(text, place):
    claim = one(text)
    assert (legs_of(claim), place_of(claim.place)) == ([], place)


def test_a_place_in_no_list_keeps_its_words_and_gets_no_id():
    (leg,) = one("An Il-76 landed at Vornost from Tobruk.").legs
    assert (leg.destination.text, leg.destination.id) == ("Vornost", None)


@pytest.mark.parametrize(
    ("text", "airframes", "events"),
    [
        ("Two Il-76s landed at Hmeimim.", ("=", 2), None),
        ("At least two Il-76s landed at Hmeimim.", (">=", 2), None),
        ("An Il-76 landed at Hmeimim three times.", ("=", 1), ("=", 3)),
        ("Seven Il-76 arrivals were logged at Hmeimim.", None, ("=", 7)),
        ("В Хмеймим прилетел Ил-76.", ("=", 1), None),
        ("At least five planes, three Il-76s and two An-26s, landed at Hmeimim.", (">=", 5), None),
        ("وصلت طائرتان إلى حميميم.", ("=", 2), None),
    ],
)
def test_airframes_and_events_are_counted_apart(text, airframes, events):
    claim = one(text)
    assert (count(claim.aircraft.airframes), count(claim.events)) == (airframes, events)


def test_what_comes_along_did_not_fly():
    assert not asserted("The frigate Norden reached Tartus with 20 helicopters on its deck.")


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A Turkish Air Force A400M landed at Tobruk.", "Turkish Air Force"),
        ("Turkey resumed flights to Tobruk.", "Turkey"),
        ("An Il-76 operated by Norvik Cargo landed at Tobruk.", "Norvik Cargo"),
        ("An Il-76 landed at the Russian air base in Latakia.", None),
        ("Ил-76 с российской делегацией сел в Тобруке.", None),
    ],
)
def test_whose_aircraft_it_is(text, operator):
    assert one(text).operator == operator


TWO = "Two An-124s appeared at Hmeimim. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWO + "The first came from Tobruk.", [("HLTQ", "OSLK")]),
        (TWO + "One of them left for Tobruk.", [("OSLK", "HLTQ")]),  # forbidden to us, not to articles
        ("An An-124 landed at Hmeimim. It took off again for Tobruk.", [("OSLK", "HLTQ")]),
        ("An An-124 flew from Tobruk to Hmeimim. The plane then returned.", [("OSLK", "HLTQ")]),
        ("Ан-124 сел в Хмеймиме. Затем вылетел в Тобрук.", [("OSLK", "HLTQ")]),
    ],
)
def test_a_sentence_points_back_and_says_by_which_rule(text, expected):
    claim = one(text)
    assert legs_of(claim) == expected
    assert claim.aircraft.type_designator == "A124"
    assert claim.how["legs"] is How.INHERITED
    assert claim.rules["aircraft"]
    assert claim.rules["legs"]


def test_the_airport_is_the_one_told_before():
    claim = one("Officials closed Tobruk to airliners. On Monday an Il-76 landed at the airport.")
    assert (place_of(claim.place), claim.how["place"]) == ("HLTQ", How.INHERITED)


def test_a_denied_flight_moves_nothing():
    claim = one("An An-124 left Tobruk. It did not stop in Bamako but flew on to Niamey.")
    assert ("GABS", "DRRN") not in legs_of(claim)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            "Some of the Il-76s flew to Tobruk from Bamako, others from Niamey.",
            [("GABS", "HLTQ"), ("DRRN", "HLTQ")],
        ),
        (
            "Часть Ил-76 прилетела в Тобрук из Бамако, остальные — из Ниамея.",
            [("GABS", "HLTQ"), ("DRRN", "HLTQ")],
        ),
        ("An Il-76 landed at Tobruk, while an An-124 landed at Bamako.", [(None, "HLTQ"), (None, "GABS")]),
    ],
)
def test_two_events_of_a_sentence_are_two_claims(text, starts):
    assert [legs_of(claim)[0] for claim in asserted(text)] == starts


def test_two_types_joined_by_and_are_two_claims():
    found = asserted("An Il-76 and an An-124 landed at Tobruk.")
    assert [claim.aircraft.type_designator for claim in found] == ["IL76", "A124"]
    assert len({claim.claim_id for claim in found}) == 2


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("No Il-76 landed at Tobruk.", "denial"),
        ("The ministry denied that an Il-76 had landed at Tobruk.", "denial"),
        ("Two Il-76s will fly to Tobruk.", "plan"),
        ("If the road closes, an Il-76 flies to Tobruk.", "hypothetical"),
        ("Did an Il-76 land at Tobruk?", "question"),
        ("It is unclear whether an Il-76 landed at Tobruk.", "question"),
        ("The landing of an Il-76 at Tobruk could not be verified.", "unverified"),
        ("Якобы в Тобрук прилетел Ил-76.", "unverified"),
        ("Прилетал ли Ил-76 в Тобрук, неясно.", "question"),
        ("Іл-76 прилетить до Тобрука.", "plan"),
        ("نفت الوزارة وصول طائرة إليوشن 76 إلى طبرق.", "denial"),
        ("ستصل طائرة إليوشن 76 إلى طبرق.", "plan"),
    ],
)
def test_what_is_not_told_as_a_fact_is_not_asserted(text, modality):
    found = read(text)
    assert [claim.modality for claim in found] == [modality]
    assert not found[0].asserted


def test_a_contrast_ends_the_denial():
    found = asserted("The ministry denied the report, but an Il-76 did land at Tobruk.")
    assert [legs_of(claim) for claim in found] == [[(None, "HLTQ")]]


@pytest.mark.parametrize(
    ("text", "kind", "duration"),
    [
        ("Russia resumed flights to Hmeimim after a six-month pause.", ClaimKind.RESUMPTION, "P6M"),
        ("Russia suspended flights to Hmeimim.", ClaimKind.PAUSE, None),
        ("Рейсов в Хмеймим не было пять месяцев.", ClaimKind.PAUSE, "P5M"),
        ("No Russian aircraft has landed at Hmeimim since 3 April.", ClaimKind.PAUSE, None),
        ("Russia withdrew its troops from Qamishli airport.", ClaimKind.WITHDRAWAL, None),
        ("An Il-76 delivered 30 tonnes of flour to Bamako.", ClaimKind.SHIPMENT, None),
        ("Foreign Minister Ana Kell visited Damascus on Monday.", ClaimKind.VISIT_OF_PERSON, None),
        ("Ten Su-24s are based at Hmeimim.", ClaimKind.PRESENCE, None),
        ("Russia maintains a naval base at the port of Tartus.", ClaimKind.POSTURE, None),
        ("This happened after the visit of the minister to Moscow.", ClaimKind.ORDERING, None),
    ],
)
def test_each_kind_is_told_from_the_others(text, kind, duration):
    claim = one(text)
    assert claim.kind is kind
    assert (claim.pause.duration if claim.pause else None) == duration


@pytest.mark.parametrize(
    "text",
    [
        "The ship Norden arrived in Tartus on Monday.",
        "Talks between the two sides resumed on Monday.",
        "The dollar took off on Monday.",
        "The Il-76 can carry 50 tonnes.",
        "The runway at Tobruk is 3,000 metres long, enough for an Il-76.",
        "A missile hit an Il-76 at Tobruk.",
        "Рубль взлетел до максимума.",
        "Судно прибыло в Тартус.",
        "وصلت سفينة إلى طرطوس.",
        "The train left Minsk for Moscow with two helicopters.",
    ],
)
def test_what_is_no_flight_makes_no_claim(text):
    assert not [claim for claim in asserted(text) if claim.kind is not ClaimKind.POSTURE]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("The carrier makes three flights a week from Minsk to Damascus.", 0),
        ("In June the carrier made three flights a week from Minsk to Damascus.", 1),
        ("Авиакомпания выполняет три рейса в неделю из Минска в Дамаск.", 0),
    ],
)
def test_so_many_a_week_with_no_day_is_a_habit(text, n):
    assert len(asserted(text)) == n


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("An Il-76 landed at Tobruk on 3 May.", "2031-05-03", "2031-05-04"),
        ("On 3 May an Il-76 left Bamako and landed at Tobruk.", "2031-05-03", "2031-05-04"),
        ("An Il-76 landed at Tobruk, the agency said on Monday.", None, None),
        ("The first Il-76 since March landed at Tobruk.", None, None),
        (
            "An Il-76 has landed at Tobruk twice since 3 May, most recently on 9 May.",
            "2031-05-03",
            "2031-05-10",
        ),
        ("An Il-76 left Bamako on 3 May. It landed at Tobruk the same day.", "2031-05-03", "2031-05-04"),
    ],
)
def test_which_day_is_the_day_of_the_event(text, start, end):
    told = one(text).date
    assert (told.start if told else None, told.end if told else None) == (start, end)


def test_the_day_is_bound_to_the_leg_it_stands_beside():
    claim = one("An Il-76 flew from Tobruk to Bamako, then to Niamey on 3 May.")
    assert [leg.date_binding for leg in claim.legs] == ["by_default", "stated"]


def test_a_headline_repeats_the_text_below_it():
    body = "An Il-76 of the Libyan air force landed at Tobruk airport on Monday evening, two officials there said."
    found = read(f"Il-76 lands at Tobruk\n\n{body}\n\nNobody would say more about it on Tuesday.")
    assert [(claim.asserted, claim.boilerplate) for claim in found] == [(False, "repeated"), (True, None)]


def test_a_headline_alone_is_a_claim():
    assert legs_of(one("Il-76 lands at Tobruk")) == [(None, "HLTQ")]


def test_quotes_are_the_words_of_the_text():
    text = "An Il-76 landed at Tobruk, while an An-124 landed at Bamako."
    for claim in read(text):
        assert text[claim.span[0] : claim.span[1]] == claim.quote


def test_reading_twice_gives_the_same():
    text = "An Il-76 and an An-124 landed at Tobruk. They left for Bamako."  # forbidden to us alone
    assert read(text) == read(text)


def test_every_field_says_how_it_is_known():
    for claim in read("Two An-124s appeared at Hmeimim. The first came from Tobruk on Monday."):
        fields = {"aircraft", "airframes", "operator", "events", "legs", "place", "date", "pause"}
        assert fields <= set(claim.how)
        assert set(claim.rules) - {"chain"} <= {
            name for name, how in claim.how.items() if how is How.INHERITED
        }
