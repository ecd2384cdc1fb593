"""Aircraft that "and" joins are two claims, each with its own number; a number told behind its noun; who counts."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وحطت في غاو أمس ثلاث مروحيات وطائرة شحن قادمة من باماكو.", [(None, 3), (None, 1)]),
        ("أحصى المحللون في صورة مؤرخة في الأول من أيار 14 مقاتلة وأربع طائرات نقل في نيالا.", [(None, 14), (None, 4)]),
        ("حطت في غاو فجر الأحد طائرتا شحن ومروحية من طراز مي-26.", [(None, 2), ("MI26", 1)]),
        ("Six fighter jets and two KC-135 tankers landed at Gao on Sunday.", [(None, 6), ("K35R", 2)]),
    ],
)  # fmt: skip
def test_each_of_a_list_is_a_claim_with_its_own_number(happened, text, expected):
    assert [(c.aircraft.type_designator, c.aircraft.airframes.n) for c in happened(text)] == expected


def test_types_of_a_whole_are_no_claims_beside_it(happened):
    (claim,) = happened("Five planes, four Il-76s and an An-124, landed at Gao on Sunday.")
    assert claim.aircraft.airframes.n == 5


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("بلغ عدد المقاتلات الرابضة في نيالا 48 مقاتلة في الثالث من أيار.", 48),
        ("وأفاد المعهد بأن عدد الطائرات المرابطة في نيالا بلغ 150 طائرة في الثالث من أيار.", 150),
    ],
)
def test_how_many_there_were_may_be_told_behind(happened, text, n):
    (claim,) = happened(text)
    assert (claim.kind, claim.aircraft.airframes.n) == ("presence", n)


def test_what_was_taken_over_where_a_plane_brought_it_is_a_shipment(happened):
    (claim,) = happened("تسلمت البلدية في مطار بنينا أمس شحنة أدوية نقلتها طائرة إماراتية.")
    assert (claim.kind, claim.place.id) == ("shipment", "HLLB")


@pytest.mark.parametrize(
    "text",
    [
        "وتتمركز في القاعدة قوات روسية ومروحيات من طراز مي-24 منذ عام 2029.",
        "وتملك الشركة ثلاث طائرات إليوشن-76 وتسيّر بها رحلات إلى غاو.",
    ],
)
def test_what_is_kept_somewhere_for_years_is_no_event(happened, text):
    assert happened(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("هبطت طائرة شحن أمس في مطار تل الغراب.", "مطار تل الغراب"),
        ("حطت مروحيتان أمس في قاعدة أم القرون قادمتين من باماكو.", "قاعدة أم القرون"),
        ("انتقلت قاذفتان أمس من باركسديل في ولاية لويزيانا إلى قاعدة العديد في قطر.", "قاعدة العديد"),
    ],
)
def test_names_of_two_words_and_words_that_only_look_like_a_name(happened, text, place):
    (claim,) = happened(text)
    assert (claim.place.text, len(claim.legs)) == (place, 1)


def test_who_is_on_board_does_not_rule_where_it_came_from(happened):
    (claim,) = happened("حطت في غاو، مساء الأحد، طائرة إليوشن-76 قادمة من باماكو وعلى متنها فريق تقني.")
    assert claim.legs[0].origin.id == "GABS"


@pytest.mark.parametrize(
    "text",
    [
        "حطت قاذفتان في غاو أمس، في رحلة من دون توقف تخللها التزود بالوقود مرتين فوق الأطلسي.",
        "Two bombers landed at Gao on Sunday, in a non-stop flight of eleven hours.",
    ],
)
def test_what_is_added_of_a_flight_is_no_second_one(happened, text):
    assert len(happened(text)) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("فجر الجمعة.. طائرة شحن تركية رابعة في مطار مصراتة", "HLMS"),
        ("مساء أمس: طائرتان عسكريتان روسيتان في مطار سبها", "HLLS"),
        ("وفدت على مطار غاو أمس خمس طائرات شحن من باماكو.", "GAGO"),
    ],
)
def test_a_headline_of_a_day_an_aircraft_and_where_tells_of_it(happened, text, place):
    (claim,) = happened(text)
    assert claim.place.id == place


def test_the_route_told_before_may_be_flown_by_another(happened):
    *_, claim = happened(
        "أقلعت طائرة إليوشن-76 من باماكو إلى غاو في الثاني من أيار. "
        "وبعد ثلاثة أيام سلكت طائرة من الطراز نفسه المسار ذاته."
    )
    assert [(leg.origin.id, leg.destination.id) for leg in claim.legs] == [("GABS", "GAGO")]
    assert (claim.aircraft.type_designator, str(claim.date.start)) == ("IL76", "2031-05-05")


def test_a_number_behind_a_week_is_that_of_the_aircraft(happened):
    (claim,) = happened("هبطت في غاو خلال أسبوع سبع طائرات شحن من باماكو.")
    assert claim.aircraft.airframes.n == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Il-76 from Gao and an An-124 from Bamako arrived in Tobruk.", [("GAGO", "HLTQ"), ("GABS", "HLTQ")]),
        ("Ил-76 из Гао и Ан-124 из Бамако прибыли в Тобрук.", [("GAGO", "HLTQ"), ("GABS", "HLTQ")]),
        ("Іл-76 із Гао та Ан-124 з Бамако прибули до Тобрука.", [("GAGO", "HLTQ"), ("GABS", "HLTQ")]),
        ("وصلت طائرة إليوشن 76 من غاو وطائرة أنتونوف 124 من باماكو إلى طبرق.", [("GAGO", "HLTQ"), ("GABS", "HLTQ")]),
        ("An Il-76 and an An-124 from Gao landed in Tobruk.", [("GAGO", "HLTQ"), ("GAGO", "HLTQ")]),
        ("An Il-76 from Gao landed in Tobruk and an An-124 from Bamako in Kufra.", [("GAGO", "HLTQ"), ("GABS", "HLKF")]),
        ("A C-17 from Gao and its crew landed in Tobruk.", [("GAGO", "HLTQ")]),
    ],
)  # fmt: skip
def test_aircraft_that_share_a_verb_come_each_from_its_place(happened, text, expected):
    found = [(leg.origin.id, leg.destination.id) for claim in happened(text) for leg in claim.legs]
    assert found == expected
