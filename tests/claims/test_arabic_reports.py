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
