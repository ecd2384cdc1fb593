"""A place that Arabic ties to a thing beside a flight is no leg of it; days and sources that go by several words."""

import pytest

GAO = [(None, "GAGO")]


@pytest.mark.parametrize(
    "told",
    [
        "متحدية باريس التي أغلقت الأجواء",
        "رغم دعوات واشنطن إلى موسكو",
        "وسط صمت من باماكو",
        "في رسالة واضحة إلى باريس",
        "في تحد صريح لفرنسا",
        "بعد أشهر من طرد القوات الفرنسية من النيجر",
        "ضمن خط إمداد يمتد من الإمارات إلى النيجر",
        "في إطار انتقال مقاتلي فاغنر إلى النيجر",
        "فيما كان وفد من نيامي يجري محادثات",
        "القريبة من الحدود مع النيجر",
        "وعلى متنها وفد من الدوحة وواشنطن",
        "التي تستخدمها موسكو لنقل السلاح إلى النيجر وتشاد",
        "لإعادة مواطنين أوزبك إلى طشقند",
    ],
)
def test_what_is_of_a_thing_beside_a_landing(legs, told):
    assert legs(f"هبطت طائرة روسية في غاو {told}.") == GAO


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وصلت الطائرة التابعة للفيلق الأفريقي، المنتشر في النيجر وتشاد، إلى غاو.", GAO),
        ("أعلنت أنقرة أن المساعدات إلى النيجر وصلت على متن طائرة هبطت في غاو.", GAO),
        ("وصلت طائرة المبعوث الأميركي إلى النيجر توم براون إلى غاو.", GAO),
        ("أقلعت طائرة روسية من نيامي محملة بأسلحة لقوات الدعم السريع في السودان.", [("DRRN", None)]),
    ],
)
def test_what_is_of_a_thing_before_where_it_went(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("هبطت الطائرة في غاو مباشرة من نيامي.", [("DRRN", "GAGO")]),
        ("هبطت الطائرة في غاو بعد رحلة طويلة من نيامي.", [("DRRN", "GAGO")]),
        ("هبطت في غاو طائرة نقل عسكرية ضخمة من نيامي.", [("DRRN", "GAGO")]),
        ("هبطت الطائرة في غاو ثم عادت خاوية إلى نيامي.", [*GAO, ("GAGO", "DRRN")]),
        ("عاد إلى غاو أمس رئيس الأركان من نيامي على متن طائرة عسكرية.", [("DRRN", "GAGO")]),
        ("نقلت طائرة روسية إلى غاو معدات من نيامي.", [("DRRN", "GAGO")]),
        ("نزلت الطائرة في غاو ثم أقلعت قبل شروق الشمس إلى نيامي.", [*GAO, ("GAGO", "DRRN")]),
        ("وصلت إلى غاو طائرة تابعة لشركة رمال من نيامي.", [("DRRN", "GAGO")]),
    ],
)
def test_where_it_came_from_and_went_on_to(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("انطلقت من قاعدة إنجرليك التركية طائرة تزويد بالوقود من طراز KC-135.", None),
        ("انطلقت من قاعدة إنجرليك طائرة تركية من طراز KC-135.", "تركية"),
    ],
)
def test_whose_a_base_is(happened, text, operator):
    assert happened(text)[-1].operator == operator


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("صباح أمس الأول", "2031-05-12", "2031-05-13"),
        ("صباح أمس", "2031-05-13", "2031-05-14"),
        ("الليلة قبل الماضية", "2031-05-12", "2031-05-14"),
        ("ليلة السبت على الأحد", "2031-05-10", "2031-05-12"),
        ("في العشرين من نيسان", "2031-04-20", "2031-04-21"),
        ("في الثلاثين من نيسان الماضي", "2031-04-30", "2031-05-01"),
    ],
)
def test_days_of_several_words(happened, day, start, end):
    (claim,) = happened(f"هبطت طائرة إليوشن 76 في غاو {day}.")
    assert (claim.date.start, claim.date.end) == (start, end)


def test_twenty_five_aircraft_are_no_day(happened):
    assert happened("وصلت خمسة وعشرون طائرة إلى غاو.")[0].aircraft.airframes.n == 25


@pytest.mark.parametrize(
    "text",
    [
        "رويترز نقلا عن مصادر: وصول طائرة إليوشن 76 إلى غاو.",
        "نقلا عن رويترز: هبوط طائرة إليوشن 76 في غاو.",
        "هبوط طائرة إليوشن 76 في غاو نقلا عن رويترز.",
    ],
)
def test_a_flight_told_by_a_noun_beside_who_is_cited(happened, text):
    (claim,) = happened(text)
    assert claim.kind == "movement"
    assert "Reuters" in claim.chain[1].name


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("نقلت رويترز عن مسؤولين أمريكيين قولهم إن طائرة هبطت في غاو", "مسؤولين أمريكيين"),
        ("نفى المتحدث باسم الجيش صحة الأنباء عن هبوط طائرة في غاو", "المتحدث باسم الجيش"),
        ("نفى الناطق باسم الحكومة بشكل قاطع هبوط طائرة في غاو", "الناطق باسم الحكومة"),
    ],
)
def test_where_the_words_for_who_said_it_end(tell, said, source):
    assert source in [link.name for link in tell(one=f"{said}.")[0].read.claims[0].chain]


def test_a_denial_behind_an_accusation_is_of_that(happened):
    landed = "كشفت بيانات ملاحية عن هبوط ست طائرات شحن في غاو"
    assert happened(f"{landed}، في وقت تتهم فيه الحكومة الدوحة بتسليح المتمردين، وهو ما تنفيه الدوحة.")
    assert not happened(f"{landed}، وهو ما تنفيه الدوحة.")


@pytest.mark.parametrize(
    ("text", "n", "wanted"),
    [
        ("وصلت قاذفات بي-52 من جناح القاذفات الثاني في قاعدة باركسديل إلى غاو.", 2, GAO),
        ("هبطت طائرة سي-17 من الجناح 437 للنقل الجوي في تشارلستون في مطار غاو.", 1, GAO),
        ("هبط سرب من المقاتلات في غاو.", 2, GAO),
        ("هبطت طائرة إيرانية في غاو محملة بطائرات مسيرة من طراز مهاجر-6.", 1, GAO),
        ("هبطت طائرة في غاو وأفرغت شحنة يعتقد أنها طائرات مسيرة.", 1, GAO),
        ("أقلعت طائرتا نقل من نيامي باتجاه شمال مالي، قبل أن تهبطا في غاو.", 2, [("DRRN", "GAGO")]),
        ("حطت الطائرة في غاو في أول رحلة من نيامي إلى المدينة الواقعة في شمال مالي.", 1, [("DRRN", "GAGO")]),
    ],
)
def test_units_cargo_and_where_a_town_lies(happened, legs, text, n, wanted):
    assert legs(text) == wanted
    assert happened(text)[-1].aircraft.airframes.n == n


def test_one_of_two_told_before_is_one(happened):
    claims = happened("هبطت طائرتان من طراز إليوشن 76 في غاو. وواصلت إحدى الطائرتين رحلتها إلى نيامي.")
    assert [claim.aircraft.airframes.n for claim in claims] == [2, 1]
    assert claims[-1].aircraft.type_designator == "IL76"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("نفذت طائرة إليوشن 76 رحلة من غاو إلى نيامي توقفت خلالها في باماكو.", "movement"),
        ("توقفت رحلات إليوشن 76 بين غاو ونيامي في ديسمبر.", "pause"),
    ],
)
def test_a_stop_on_the_way_is_no_pause(happened, text, kind):
    assert [claim.kind for claim in happened(text)] == [kind]


def test_closed_skies_saw_no_flight(happened):
    assert not happened("أغلقت الجزائر مجالها الجوي أمام الطائرات القادمة من مالي والمتجهة إليها.")


def test_flights_that_landed_came_to_a_place(legs):
    assert legs("حطت رحلتان جويتان في غاو.") == GAO
    assert legs("وصلت طائرة شحن إلى غاو، في حين تنفي نيامي ذلك الأمر كله.") == GAO


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("مصدر عسكري للجزيرة", ["Al Jazeera", "مصدر عسكري"]),
        ("مسؤول ليبي لـ«ساحل برس»", ["ساحل برس", "مسؤول ليبي"]),
        ("مصدر عسكري", ["مصدر عسكري"]),
    ],
)
def test_whom_it_was_told_before_a_colon(happened, who, names):
    (claim,) = happened(f"{who}: طائرة شحن هبطت في غاو.")
    found = [link.name.partition(" (")[0] for link in claim.chain if link.kind is not None]
    assert found == names


def test_what_cargo_is_prepared_for_is_no_flight(happened):
    assert not happened("وتحمل الطائرة على متنها سلالا غذائية، تمهيدا لنقلها إلى المتضررين داخل تشاد.")


def test_whom_tellers_belong_to_flies_nothing(happened):
    (claim,) = happened(
        "قال فريق الخبراء التابع للأمم المتحدة إن روسيا سيرت 37 رحلة شحن عسكرية من قاعدة حميميم إلى غاو."
    )
    assert claim.operator == "روسيا"
    assert [(leg.origin.id, leg.destination.id) for leg in claim.legs] == [("OSLK", "GAGO")]


def test_what_left_again_left_where_it_landed(legs):
    text = "هبطت الطائرة في غاو في طريقها إلى نيامي، ثم غادرت بعد ساعة."
    assert legs(text) == [*GAO, ("GAGO", "DRRN")]


def test_a_platform_is_no_speaker(happened):
    (claim,) = happened('وقال يرلي كايا عبر منصة "إن سوسيال" إن الطائرة هبطت في غاو.')
    assert [link.name for link in claim.chain][-1] == "يرلي كايا"


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("حقيقة هبوط طائرة أمريكية في غاو.", 0),
        ("والحقيقة أن الطائرة هبطت في غاو.", 1),
        ("انتشرت صور قديمة على أنها لطائرة أمريكية هبطت في غاو.", 0),
        ("أظهرت صور قديمة طائرة أمريكية هبطت في غاو.", 1),
    ],
)
def test_what_is_checked_is_not_told(happened, text, n):
    assert len(happened(text)) == n


def test_between_two_years(happened):
    (claim,) = happened("هبطت ست طائرات في غاو بين عامي 2016 و2020.")
    assert (claim.date.start, claim.date.end) == ("2016-01-01", "2021-01-01")


def test_who_speaks_behind_but(happened):
    (claim,) = happened("لكن مسؤولا أميركيا قال إن ست قاذفات حطت في غاو.")
    assert claim.chain[-1].name == "مسؤولا أميركيا"
    assert claim.operator is None


def test_what_exercises_are_prepared_by_has_happened(happened):
    assert happened(
        "بدأ الجيش نقل عتاده إلى مصر تمهيدا لمناورات، إذ حطت في بنغازي يوم الاثنين ست طائرات نقل."
    )
