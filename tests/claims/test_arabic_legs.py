"""Arabic legs: verbs apart from their preposition or object, stops in every wording, what is no leg of the flight."""

import pytest
from read_article import legs_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلت طائرة إليوشن 76 مطار دمشق أمس.", [(None, "OSDI")]),
        ("لامست ثلاث طائرات شحن أرض مطار دمشق أمس.", [(None, "OSDI")]),
        ("هبطت طائرة القاهرة في مطار دمشق أمس.", [(None, "OSDI")]),
        ("طائرتا إليوشن 76 بلغتا مطار دمشق أمس.", [(None, "OSDI")]),
        ("استقرت طائرة إليوشن 76 في مطار دمشق أمس.", [(None, "OSDI")]),
        ("خرجت طائرة إليوشن 76 من مطار دمشق أمس.", [("OSDI", None)]),
        ("عرّجت طائرة إليوشن 76 على مطار دمشق أمس.", [(None, "OSDI")]),
        ("تزودت طائرة إليوشن 76 بالوقود في مطار دمشق أمس.", [(None, "OSDI")]),
        ("أجرت طائرة إليوشن 76 هبوطا اضطراريا في مطار دمشق أمس.", [(None, "OSDI")]),
        ("رُصد وصول طائرة إليوشن 76 في مطار دمشق أمس.", [(None, "OSDI")]),
    ],
)
def test_verbs_apart_from_what_ties_them(happened, text, expected):
    assert [legs_of(claim) for claim in happened(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "أسقطت طائرة سي-130 مساعدات فوق غزة أمس.",
        "مرت طائرة سي-130 فوق غزة أمس.",
        "طائرتا سي-130 ألقتا مساعدات فوق غزة.",
    ],
)
def test_what_flies_over(happened, text):
    (claim,) = happened(text)
    assert (claim.place.id, claim.legs) == ("PS", ())


def test_a_plane_that_was_shot_down_flew_nowhere(happened):
    assert happened("أسقطت القوات السورية طائرة إليوشن 76 فوق إدلب أمس.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طارت إليوشن 76 أمس من دمشق إلى بنغازي ثم باماكو.", [("OSDI", "HLLB"), ("HLLB", "GABS")]),
        ("طارت إليوشن 76 أمس من دمشق إلى بنغازي فباماكو.", [("OSDI", "HLLB"), ("HLLB", "GABS")]),
        ("نفذت إليوشن 76 رحلة ذهاب وإياب بين دمشق وبنغازي.", [("OSDI", "HLLB"), ("HLLB", "OSDI")]),
        ("هبطت إليوشن 76، التي أقلعت من دمشق، في بنغازي أمس.", [("OSDI", "HLLB")]),
    ],
)
def test_two_legs(happened, text, expected):
    (claim,) = happened(text)
    assert legs_of(claim) == expected


@pytest.mark.parametrize(
    "text",
    [
        "هبطت طائرة شحن تحمل مساعدات في بنغازي أمس تمهيدا لنقلها إلى باماكو.",
        "هبطت طائرة شحن تحمل مساعدات في بنغازي أمس على أن تنقل برا إلى باماكو.",
        "هبطت طائرة شحن في بنغازي أمس تمهيدا لإدخال المساعدات إلى باماكو.",
        "هبطت طائرة شحن في بنغازي أمس ليتم نقل المساعدات إلى باماكو.",
        "هبطت طائرة شحن في بنغازي أمس بهدف نقل معدات إلى باماكو.",
        "هبطت طائرة شحن في بنغازي أمس ضمن الجسر الجوي الإماراتي إلى باماكو.",
        "هبطت طائرة شحن في بنغازي أمس بدلا من باماكو.",
        "هبطت طائرة شحن في بنغازي أمس ولم تكمل إلى باماكو.",
        "تحولت طائرة شحن إلى بنغازي أمس بعدما كانت متجهة إلى باماكو.",
    ],
)
def test_what_is_for_later_or_was_meant_is_no_leg(happened, text):
    (claim,) = happened(text)
    assert legs_of(claim) == [(None, "HLLB")]


def test_a_number_before_aircraft_counts_no_landing_behind_them(happened):
    (claim,) = happened("هبطت ثلاث طائرات إليوشن 76 هبوطا اضطراريا في مطار دمشق.")
    assert (claim.aircraft.airframes.n, claim.events) == (3, None)


@pytest.mark.parametrize("carried", ["تحمل الرقم RA-78765", "تحمل معدات"])
def test_what_it_carries_does_not_rule_where_it_landed(happened, carried):
    (claim,) = happened(
        f"حطت طائرة إليوشن 76 {carried}، مساء الثلاثاء، في قاعدة الخادم، قادمة من قاعدة حميميم."
    )
    assert legs_of(claim) == [("OSLK", "HL59")]
