"""Arabic reports of much politics: wars, visitors, totals, quakes and what is planned tell no flight of their own."""

import pytest
from read_article import legs_of


@pytest.fixture(scope="module")
def read(tell):
    """Read one text; its claims."""
    return lambda text: tell(one=text)[0].read.claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أرسلت واشنطن طائرات من رامشتاين إلى بيروت في خضم الحرب بين إسرائيل وإيران.", [("ETAR", "OLBA")]),
        ("نفذت الطائرة رحلتين بين إسرائيل وقبرص أمس.", [("IL", "CY")]),
        ("A Russian Il-76 flew to Gao amid the war between Israel and Iran.", [(None, "GAGO")]),
        ("هبطت طائرة إليوشن-76 مسجلة في قيرغيزستان في مطار الكفرة.", [(None, "HLKF")]),
        ("تعرضت طائرة لإطلاق نار أثناء اقترابها من نيالا وعادت إلى بورتسودان.", [(None, "HSPN")]),
        (
            "وصلت طائرتان إلى بنغازي قادمتين من مصنع الشركة في ماريبور عبر قاعدة لاجيس.",
            [("LJMB", "LPLA"), ("LPLA", "HLLB")],
        ),
        (
            "أعلنت الأركان إقلاع الطائرة الثامنة من الجسر الجوي الثاني من قاعدة رامشتاين إلى العريش.",
            [("ETAR", "HEAR")],
        ),
        ("وصلت طائرة من موسكو إلى حميميم مروراً بأجواء أذربيجان وإيران.", [("RU-MOW", "OSLK")]),
    ],
)
def test_what_stands_beside_a_flight_is_no_leg(read, text, expected):
    assert [legs_of(claim) for claim in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("هبطت طائرة روسية في نيامي عقب انقلاب 26 يوليو 2023.", None),
        ("هبطت طائرة روسية في نيامي بعد الانقلاب الذي وقع في 26 يوليو 2023.", None),
        ("هبطت طائرة روسية في نيامي بعد ظهر 26 يوليو 2023.", "2023-07-26"),
        ("A Russian Il-76 landed in Niamey after the coup on 26 July 2023.", None),
        ("A Russian Il-76 landed in Niamey on 28 July 2023, two days after the coup.", "2023-07-28"),
        ("Ил-76 прилетел в Ниамей после переворота 26 июля 2023 года.", None),
        ("Іл-76 прилетів до Ніамея після перевороту 26 липня 2023 року.", None),
    ],
)
def test_the_day_of_an_upheaval_is_not_that_of_the_flight(read, text, day):
    (claim,) = read(text)
    assert (claim.date.start if claim.date is not None else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "دمرت غارة طائرة كانت تستعد للإقلاع إلى عمّان وعلى متنها حجاج.",
        "وصلت طائرتان أمس إلى العريش. ليصل بذلك عدد الطائرات إلى 118 طائرة.",
        "وصلت طائرتان أمس إلى العريش. وتأتي الطائرة في إطار جسر جوي بدأ في التاسع من آب.",
    ],
)
def test_what_is_prepared_summed_up_or_part_of_something_has_not_flown(read, text):
    assert sum(claim.asserted for claim in read(text)) == text.count("وصلت")


def test_in_the_shade_of_a_war_nothing_stayed(read):
    (claim,) = read("نقلت الطائرة مساعدات إلى بورتسودان في ظل الحرب بين الجيش والدعم السريع.")
    assert claim.kind == "shipment"


def test_who_came_instead_of_a_visitor_is_no_aircraft(read):
    text = (
        "حطت في باماكو طائرة شحن.\n\n"
        "وكان من المقرر أن يزور وزير الدفاع دمشق نهاية الشهر، لكن الزيارة أُرجئت ووصل نائب الوزير في 28 يناير."
    )
    assert [claim.kind for claim in read(text)].count("movement") == 1


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("٢- إليوشن ٧٦ من موسكو إلى حميميم.", 1),
        ("وصلت 2 إليوشن-76 من موسكو إلى حميميم.", 2),
    ],
)
def test_the_number_of_an_entry_counts_nothing(read, text, n):
    (claim,) = read(text)
    assert claim.aircraft.airframes.n == n


def test_one_aircraft_is_not_two_told_before(read):
    claims = read("حلقت قاذفتان من طراز بي-52 فوق سرت. أما الطائرة التي هبطت في بنغازي فكانت تحمل وفدا.")
    assert (claims[-1].aircraft.type_designator, claims[-1].aircraft.airframes.n) == (None, 1)


def test_what_will_be_dates_no_landing(read):
    text = "في 12 أغسطس 2025 حطت الطائرتان في بنغازي، على أن تشرعا في العمل يوم غد الأربعاء."
    assert read(text)[0].date.start == "2025-08-12"


def test_messages_of_a_live_blog_tell_nothing_of_each_other(read):
    text = (
        "10:45 مصدر محلي: هبطت طائرة في الفاشر.\n\n"
        "11:20 الفرقة السادسة: تصدينا لهجوم.\n\n"
        "12:05 شاهد عيان: طائرتا شحن وصلتا أمس من تشاد."
    )
    assert legs_of(read(text)[-1]) == [("TD", None)]


def test_the_owner_keeps_the_letter_that_to_the_takes(read):
    (claim,) = read("غادرت طائرة تابعة للجنة الدولية للصليب الأحمر إلى جيبوتي.")
    assert claim.operator == "اللجنة الدولية للصليب الأحمر"


def test_the_first_flight_behind_its_day_is_what_landed(read):
    (claim,) = read("حطت في مطار بنينا الدولي، الثلاثاء، أول رحلة للخطوط الجوية السورية منذ 2011.")
    assert claim.operator == "الخطوط الجوية السورية"
