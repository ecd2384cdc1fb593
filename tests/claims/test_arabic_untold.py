"""Arabic that tells of no flight: orders, habits, fears and what nobody could verify; and planes told anew."""

import pytest


@pytest.fixture(scope="module")
def read(tell):
    """Read one text; its claims."""
    return lambda text: tell(one=text)[0].read.claims


@pytest.mark.parametrize(
    "text",
    [
        "أوعز وزير النقل بتوجيه طائرتي شحن إلى مطار غاو فور فتح المدرج.",
        "أمر الرئيس بإرسال طائرة من طراز سي-130 إلى نيالا.",
        "درجت طائرات الشركة على الهبوط في بورتسودان بلا أضواء.",
        "دأبت باماكو على إرسال طائراتها إلى غاو كلما نفد الوقود.",
        "يخشى سكان سبها أن تعود الطائرات الروسية إلى القاعدة.",
        "استبعد المحلل أن تكون الطائرة قد نقلت أسلحة إلى الكفرة.",
        "غير أن المتحدث باسم الوزارة نفى نفيًا تامًا أن تكون أي طائرة قد هبطت في غاو.",
        "تداول ناشطون مقطعًا لهبوط طائرة في مطار غاو، ولم يتسن لصحيفة «المرفأ» التحقق من صحته.",
        "امتنع المتحدث عن تأكيد وصول أي طائرات شحن إلى نيالا.",
        "تحتفظ الحكومة بحق الرد على أي طائرة تخترق أجواءها انطلاقا من غاو.",
        "وتعرف طائرات إليوشن-76 بقدرتها على الهبوط في مدارج قصيرة كمدرج الكفرة.",
        "يعتقد مراقبون أن طائرة روسية هبطت في غاو.",
        "أكدت الوزارة أن الأجواء مغلقة أمام الطائرات المتجهة إلى النيجر.",
        "ينتظر سكان المدينة وصول طائرة المساعدات من الدوحة منذ ثلاثة أيام.",
    ],
)
def test_what_is_ordered_feared_usual_or_unverified_is_not_asserted(read, text):
    assert not any(claim.asserted for claim in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "هبطت الطائرة في غاو قبل أن تعود إلى باماكو.",
        "وصلت الطائرة إلى غاو أمس، ولم يتسن التحقق من حمولتها.",
        "لم تلبث الطائرة أن تعود إلى غاو صباح الأحد.",
    ],
)
def test_what_follows_before_or_is_only_unknown_of_it_is_asserted(read, text):
    assert any(claim.asserted for claim in read(text))


def test_a_plane_without_the_article_is_a_new_one(read):
    *_, claim = read("هبطت أربع طائرات من طراز إليوشن-76 في غاو. وقال شاهد إن طائرة ضخمة حطت في نيالا أمس.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == (None, 1)
    *_, claim = read("هبطت طائرة من طراز إليوشن-76 في غاو. وقال شاهد إن الطائرة غادرت أمس إلى نيالا.")
    assert claim.aircraft.type_designator == "IL76"
