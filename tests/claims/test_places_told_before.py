"""Where aircraft are when a sentence does not say: what the article is about, and what the one before did.

Published on Wednesday 14 May 2031; articles and sentences are invented.
"""

import pytest


@pytest.fixture(scope="session")
def legs_of(tell):
    """Read a text and give the legs of each asserted claim."""

    def read(text):
        claims = tell(a=text)[0].read.claims
        return [[(_name(leg.origin), _name(leg.destination)) for leg in c.legs] for c in claims if c.asserted]

    return read


def _name(end):
    if end is None:
        return None
    return " / ".join(_name(one) for one in end.any) if end.any else end.id or end.text


TITLED = {
    "en": "Turkish cargo planes return to Misrata\n\nTurkish cargo planes have resumed flights to Misrata.\n\n"
    "An A400M landed in Misrata on Sunday and flew on to Benghazi.\n\n",
    "ru": "Турецкие самолёты вернулись в Мисурату\n\nТурецкие самолёты возобновили рейсы в Мисурату.\n\n"
    "A400M сел в Мисурате в воскресенье и улетел в Бенгази.\n\n",
    "uk": "Турецькі літаки повернулися до Місрати\n\nТурецькі літаки відновили рейси до Місрати.\n\n"
    "A400M сів у Місраті в неділю й полетів до Бенгазі.\n\n",
    "ar": "عودة طائرات الشحن التركية إلى مصراتة\n\nاستأنفت طائرات تركية رحلاتها إلى مصراتة.\n\n"
    "هبطت طائرة إيه 400 إم في مصراتة يوم الأحد ثم توجهت إلى بنغازي.\n\n",
}


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "A second A400M followed on Monday.", [(None, "HLMS")]),
        ("en", "Another A400M arrived at the base on Monday.", [(None, "HLMS")]),
        ("en", "A C-130 flew in from Ankara on Monday.", [("LTAC", "HLMS")]),
        ("en", "An An-124 from Leipzig brought shells on Monday.", [("EDDP", "HLMS")]),
        ("ru", "В понедельник прибыл ещё один A400M.", [(None, "HLMS")]),
        ("ru", "C-130 прилетел из Анкары в понедельник.", [("LTAC", "HLMS")]),
        ("uk", "У понеділок прибув іще один A400M.", [(None, "HLMS")]),
        ("uk", "C-130 прилетів з Анкари в понеділок.", [("LTAC", "HLMS")]),
        ("ar", "ووصلت طائرة أخرى يوم الاثنين قادمة من أنقرة.", [("LTAC", "HLMS")]),
    ],
)
def test_others_come_to_what_the_article_is_about(legs_of, language, sentence, expected):
    assert legs_of(TITLED[language] + sentence)[-1] == expected


def test_flights_that_stopped_are_those_to_what_the_article_is_about(tell):
    claim = tell(a=TITLED["en"] + "The flights had been suspended in March.")[0].read.claims[-1]
    assert (claim.kind, claim.place.id, claim.legs) == ("pause", "HLMS", ())


def test_a_heading_is_the_place_of_its_part(legs_of):
    text = "Weekly notes\n\n• Gao. A C-130 landed on Monday.\n\n• Kidal. An Il-76 landed on Tuesday.\n"
    assert legs_of(text) == [[(None, "GAGO")], [(None, "GAKL")]]


def test_there_is_where_the_text_was_last(legs_of):
    text = TITLED["en"] + "An Il-76 landed at Kufra on Monday. An An-12 landed there on Tuesday."
    assert legs_of(text)[-1] == [(None, "HLKF")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two landed at Rota, the others at Sigonella.", [[(None, "LERT")], [(None, "LICZ")]]),
        ("The rest went to Al Udeid without landing.", [[(None, "OTBH")]]),
    ],
)
def test_others_make_no_journey_together(legs_of, text, expected):
    before = "Four KC-135s landed at Morón on Monday. "
    assert legs_of(before + text)[1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A C-17 landed at Gao, said Sahel Watch, a research group in Nairobi.", [(None, "GAGO")]),
        ("A C-17 landed in Rzeszow, ending a halt in deliveries to Ukraine.", [(None, "EPRZ")]),
        ("A C-17 with gear for the troops in Gao landed in Bamako.", [(None, "GABS")]),
        ("C-17 с грузом для миротворцев в Гао сел в Бамако.", [(None, "GABS")]),
        ("هبطت طائرة سي-17 في غاو، بحسب «راصد»، وهي مجموعة بحثية في نيروبي.", [(None, "GAGO")]),
        ("An Il-76 took course for Tobruk but turned back to Misrata.", [(None, "HLMS")]),
        ("Ил-76 летел в Тобрук, но развернулся и вернулся в Мисурату.", [(None, "HLMS")]),
        ("Іл-76 летів до Тобрука, але розвернувся й повернувся до Місрати.", [(None, "HLMS")]),
        ("اتجهت طائرة إيل-76 نحو طبرق لكنها عادت أدراجها إلى مصراتة.", [(None, "HLMS")]),
        ("An Il-76 flew from Gao to Tobruk with a stop in Kufra.", [("GAGO", "HLKF"), ("HLKF", "HLTQ")]),
        ("Ил-76 прилетел из Гао в Тобрук с посадкой в Куфре.", [("GAGO", "HLKF"), ("HLKF", "HLTQ")]),
        ("Іл-76 прилетів із Гао до Тобрука з посадкою в Куфрі.", [("GAGO", "HLKF"), ("HLKF", "HLTQ")]),
        ("طارت طائرة إيل-76 من غاو إلى طبرق مع توقف في الكفرة.", [("GAGO", "HLKF"), ("HLKF", "HLTQ")]),
        ("Ил-76 вылетел не то из Гао, не то из Кидаля и сел в Тобруке.", [("GAGO / GAKL", "HLTQ")]),
        ("Гао покинули два Ил-76.", [("GAGO", None)]),
        ("The C-130 left Entebbe on Monday.", [("HUEN", None)]),
        ("Two C-17s flew from Dover and Ramstein to Gao.", [("KDOV", "GAGO"), ("ETAR", "GAGO")]),
    ],
)
def test_only_where_it_went_is_a_leg(legs_of, text, expected):
    assert legs_of(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An An-124 stopped there on 8 May.", [(None, "GABS")]),
        ("An An-124 stopped there on 8 May on its way to Gao.", [(None, "GABS"), ("GABS", "GAGO")]),
        (
            "An Il-62M that had set out from Benina stopped there for an hour on its way to Gao.",
            [("HLLB", "GABS"), ("GABS", "GAGO")],
        ),
        ("An An-124 from Benina called there on 8 May.", [("HLLB", "GABS")]),
    ],
)
def test_where_it_stopped_there_is_told_before(legs, text, expected):
    assert legs(f"Two Il-76s landed at Bamako on 7 May. {text}") == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("There are six C-17s on the ground now.", "GABS"),
        ("There were 12 aircraft in the hangars.", "GABS"),
        ("There were four Russian planes near Alaska at the time, the general said.", "US-AK"),
        ("Polish jets were in the air for four hours.", None),
        ("US forces carried out 200 flights in April.", None),
    ],
)
def test_what_was_anywhere_was_not_at_the_field_told_before(happened, text, place):
    claim = happened(f"Two B-1Bs landed at Bamako on 7 May. {text}")[-1]
    assert (claim.place.id if claim.place else None) == place


def test_a_route_without_an_end_hands_none_on(legs):
    text = "A Tu-214 landed at Esenboga on 7 May. Two Il-76s took off from Bamako and three An-72s from Gao."
    assert legs(text) == [("GAGO", None)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In 2029 two bombers visited the base.", "FAWK"),
        ("In 2029 two bombers visited the airport.", "FVHA"),
    ],
)
def test_a_base_is_what_was_called_one(happened, text, place):
    before = "A Turkish An-26 stood at Waterkloof air force base. A Belarusian Il-76 flew to Harare on 7 May."
    assert happened(f"{before} {text}")[-1].place.id == place


def test_what_pictures_show_is_at_its_place(happened):
    text = "A plane flew to Harare on 7 May. The photo shows a Russian Il-76 at Waterkloof."
    assert happened(text)[-1].place.id == "FAWK"
