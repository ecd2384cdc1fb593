"""Whole Arabic reports: names of outlets that look like places, who denies, who was told, who received."""

import pytest
from read_article import legs_of


def _names(claim):
    return [link.name.split(" (")[0] for link in claim.chain if link.name != "this article"]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("قال مصدر لـ«الشرق الأوسط» إن", "Asharq Al-Awsat"),
        ('أكد مصدر أمني لـ"بغداد اليوم" أن', "بغداد اليوم"),
        ("قال شاهد لـ«أخبار دمشق» إن", "أخبار دمشق"),
    ],
)
def test_an_outlet_called_like_a_place_or_a_day_is_none(happened, said, named):
    (claim,) = happened(f"{said} طائرة إليوشن 76 هبطت في مطار غاو.")
    assert named in _names(claim)
    assert claim.place.id == "GAGO"
    assert claim.date is None


def test_a_quoted_place_is_a_place(happened):
    (claim,) = happened("هبطت طائرة إليوشن 76 في «حميميم» وهي الأولى في الشرق الأوسط.")
    assert claim.place.id == "OSLK"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("أبلغ مصدر عسكري وكالة رويترز أن", ["Reuters", "مصدر عسكري"]),
        ("كان مصدر أمني في الأنبار قد أبلغ رويترز أمس أن", ["Reuters", "مصدر أمني"]),
        ("ذكرت الخلية في بيان تلقته «بغداد اليوم» أن", ["بغداد اليوم", "الخلية"]),
        ("أوضح المكتب الإعلامي للمطار في منشور على فيسبوك أن", ["المكتب الإعلامي للمطار"]),
        ("أكد مسؤول محلي صباح الأحد أن", ["مسؤول محلي"]),
    ],
)
def test_who_told_whom(happened, said, names):
    (claim,) = happened(f"{said} طائرة إليوشن 76 هبطت في غاو.")
    assert _names(claim) == names


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("نفى مسؤول مالي هبوط طائرة إليوشن 76 في غاو.", "مسؤول مالي"),
        ("نفت وزارة الدفاع المالية الأسبوع الماضي أنباء عن هبوط طائرات في غاو.", "وزارة الدفاع المالية"),
        ("نفت القيادة العامة صحة الأنباء عن هبوط طائرات روسية في غاو.", "القيادة العامة"),
    ],
)
def test_who_denies_it_is_who_says_so(tell, text, who):
    (claim,) = tell(one=text)[0].read.claims
    assert (claim.asserted, _names(claim)) == (False, [who])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هبطت طائرتان تابعتان لوزارة الدفاع الروسية في مطار غاو قادمتين من حميميم.", [("OSLK", "GAGO")]),
        ("هبطت طائرة في مطار غاو قادمة من مطار الملك خالد الدولي في الرياض، فيما وصلت طائرتان إلى المطار ذاته.", [(None, "GAGO")]),
        ("تدين الوزارة قيام الميليشيا باستقبال طائرة إيرانية في مطار غاو مساء الخميس.", [(None, "GAGO")]),
        ("استقبل وزير الصحة طائرة المساعدات في مطار غاو أمس.", [(None, "GAGO")]),
        ("أقلعت الطائرة من حميميم ووصلت إلى القامشلي ثم عادت إليها.", [("OSLK", "OSKL"), ("OSKL", "OSLK")]),
    ],
)  # fmt: skip
def test_where_they_went(happened, text, expected):
    assert legs_of(happened(text)[-1]) == expected


def test_bases_without_a_name_are_no_place_to_go_to(happened):
    (claim,) = happened("كثفت روسيا رحلاتها إلى قواعد يسيطر عليها الجيش. وهبطت طائرة نقل يوم الخميس الماضي.")
    assert legs_of(claim) == []


def test_a_short_visit_is_no_pause(happened):
    (claim,) = happened("عودة طائرة إليوشن 76 إلى غاو بعد زيارة إلى دمشق لم تتجاوز ثلاث ساعات.")
    assert claim.kind == "movement"


@pytest.mark.parametrize("when", ["خلال الأسابيع الماضية", "في الأشهر الأخيرة"])
def test_past_weeks_are_not_the_day_told_before(happened, when):
    claims = happened(f"هبطت طائرة إليوشن 76 في غاو يوم الأربعاء. وهبطت عشرات الطائرات في المطار {when}.")
    assert [claim.date is not None for claim in claims] == [True, False]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("09:12 المرصد السوري لحقوق الإنسان:", ["Syrian Observatory for Human Rights"]),
        ("10:15 رويترز عن مصدرين سوريين:", ["Reuters", "مصدرين سوريين"]),
        ("14:20 | وزارة الدفاع الروسية:", ["وزارة الدفاع الروسية"]),
        ('كانت صحيفة "معاريف" قد ذكرت أن', ["معاريف"]),
    ],
)
def test_who_tells_a_line_of_a_live_report(happened, line, names):
    (claim,) = happened(f'{line} طائرة إليوشن 76 تابعة لشركة "قشم فارس إير" هبطت في غاو.')
    assert _names(claim) == names


@pytest.mark.parametrize(
    "teller",
    [
        "وقال موقع متخصص في رصد حركة الطيران العسكري فوق البحر المتوسط، إن",
        "وقالت مواقع متخصصة في تتبع الرحلات العسكرية إلى ليبيا إن",
        "وقال ضابط سابق في قاعدة الوطية إن",
    ],
)
def test_what_a_teller_watches_is_no_flight(happened, teller):
    assert [legs_of(claim) for claim in happened(f"{teller} طائرة إليوشن 76 هبطت في غاو.")] == [
        [(None, "GAGO")]
    ]


@pytest.mark.parametrize(
    "which",
    ["في أول رحلة تجارية تصل المطار منذ اندلاع الحرب في أبريل 2023", "في ثاني رحلة من نوعها خلال أسبوع"],
)
def test_which_of_its_kind_a_flight_was_is_no_other_flight(happened, which):
    (claim,) = happened(f"هبطت طائرة إليوشن 76 في مطار غاو، {which}.")
    assert (legs_of(claim), claim.date) == ([(None, "GAGO")], None)


@pytest.mark.parametrize(
    "text",
    [
        "وقال المصدر إن الطائرات التي تهبط في مطار غاو هي طائرات مدنية.",
        "إن أول رحلة من غاو إلى القاهرة لم يحدد لها موعد نهائي بعد.",
    ],
)
def test_what_all_do_or_has_no_day_yet_is_no_flight(happened, text):
    assert happened(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استقبل مطار النجف في أبريل 412 رحلة، بينها 180 رحلة قادمة من إيران.", [[(None, "ORNI")]]),
        ("Five Il-76s landed at Gao in May, including two from Minsk.", [[(None, "GAGO")]]),
        ("رصد موقع هبوط طائرتين، إحداهما في غاو والأخرى في مصراتة.", [[(None, "GAGO")], [(None, "HLMS")]]),
        ("Сообщили о посадке двух самолетов, одного в Гао, другого в Кидале.", [[(None, "GAGO")], [(None, "GAKL")]]),
        ("حطت الطائرة التي تقل الوفد في مطار غاو.", [[(None, "GAGO")]]),
    ],
)  # fmt: skip
def test_where_some_of_them_went(happened, text, expected):
    assert [legs_of(claim) for claim in happened(text)] == expected


def test_those_on_board_and_those_met_own_no_aircraft(happened):
    (claim,) = happened("نقلت طائرة روسية من طراز إليوشن 76 أفرادا من الفيلق الأفريقي من غاو إلى باماكو.")
    assert claim.operator == "روسية"
    (visit,) = happened(
        "زار قائد القوات البرية الإيرانية مينسك في 2 مايو، وبحث مع نظيره البيلاروسي الطائرات المسيرة."
    )
    assert (visit.aircraft, visit.operator) == (None, None)


def test_where_it_was_supposed_to_land_is_no_landing(happened):
    claims = happened("أقلعت الطائرة من مطار غاو وكان من المفترض أن تهبط في مطار اللاذقية.")
    assert [legs_of(claim) for claim in claims] == [[("GAGO", None)]]


def test_a_time_of_day_may_begin_the_next_day(happened):
    (claim,) = happened("هبطت تسع طائرات في مطار غاو بين مساء الخميس وظهر السبت.")
    assert claim.date.text == "بين مساء الخميس وظهر السبت"


def test_the_sign_of_an_item_counts_nothing(happened):
    (claim,) = happened("3\ufe0f\u20e3 طائرة شحن قطرية هبطت في مطار غاو.")
    assert claim.aircraft.airframes.n == 1


def test_the_visit_told_before_is_no_other_one(happened):
    assert happened("وتأتي الزيارة تلبية لدعوة من وزير الخارجية الروسي وهي الأولى إلى روسيا.") == []


def test_drones_that_struck_stopped_no_flights(happened):
    claims = happened("علقت السلطات الرحلات من مطار غاو بعد ساعات من استهدافه بمسيرات للمرة الثالثة.")
    assert [claim.kind for claim in claims] == ["pause"]


def test_a_system_of_air_defence_owns_no_aircraft(happened):
    (claim,) = happened("وصل مدربون إلى غاو على متن طائرة إليوشن 76 ومعهم منظومة دفاع جوي.")
    assert claim.operator is None
