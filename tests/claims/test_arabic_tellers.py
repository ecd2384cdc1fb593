"""Who tells an Arabic report, what type stands apart from its noun, whose an aircraft is."""

import pytest
from read_article import legs_of


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("ذكرت وسائل إعلام محلية أن", "وسائل إعلام محلية"),
        ("قال التلفزيون الإيراني إن", "Iranian television"),
        ("ذكرت القناة 12 الإسرائيلية أن", "Channel 12"),
        ("قال متتبعو حركة الطيران إن", "متتبعو حركة الطيران"),
        ("أظهرت منصات تتبع الطيران أن", "منصات تتبع الطيران"),
        ("أعلن برنامج الأغذية العالمي أن", "برنامج الأغذية العالمي"),
        ("قال مهندس في المطار إن", "مهندس"),
    ],
)
def test_who_told(happened, said, source):
    (claim,) = happened(f"{said} طائرة إليوشن 76 هبطت في غاو أمس.")
    assert source in claim.chain[-1].name


def test_a_noun_of_a_flight_ends_who_told_it(happened):
    (claim,) = happened("أعلن الهلال الأحمر القطري وصول طائرة إليوشن 76 إلى دمشق أمس.")
    assert claim.chain[-1].name == "الهلال الأحمر القطري"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن مطار معيتيقة الدولي هبوط طائرة إليوشن 76 أمس.", [(None, "HLLM")]),
        ("أعلنت إدارة مطار بنينا إقلاع طائرة إليوشن 76 أمس.", [("HLLB", None)]),
        ("أعلن مطار القاهرة وصول طائرة إليوشن 76 إلى العريش أمس.", [(None, "HEAR")]),
        ("أكد محافظ غاو هبوط طائرة إليوشن 76 أمس.", []),
        ("غادرت الطائرة السعودية مطار الملك خالد الدولي بالرياض متجهة إلى دمشق.", [("OERK", "OSDI")]),
    ],
)
def test_what_is_announced(happened, text, expected):
    assert [legs_of(claim) for claim in happened(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["نفى المحافظ هبوط طائرة إليوشن 76 أمس.", "توقع المحافظ هبوط طائرة إليوشن 76 غدا."]
)
def test_what_is_denied_or_expected_is_not_announced(happened, text):
    assert happened(text) == []


@pytest.mark.parametrize(
    ("aircraft", "type_designator", "n"),
    [
        ("خمس طائرات على الأقل من طراز إليوشن 76", "IL76", 5),
        ("طائرتان تابعتان للجيش الروسي من طراز إليوشن 76", "IL76", 2),
        ("ثلاث طائرات، كلها من طراز إليوشن 76،", "IL76", 3),
        ("طائرة تابعة للجيش الروسي من طراز إليوشن 76", "IL76", 1),
        ("خمس طائرات، ثلاث منها من طراز إليوشن 76،", None, 5),
        ("طائرتان إحداهما من طراز إليوشن 76", None, 2),
    ],
)
def test_a_type_apart_from_its_noun(happened, aircraft, type_designator, n):
    (claim,) = happened(f"هبطت {aircraft} في غاو أمس.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == (type_designator, n)
