"""Arabic sentences about aircraft and airfields that claim no flight: hoped for, tried, allowed, rumoured, by road."""

import pytest


@pytest.fixture(scope="module")
def asserted(tell):
    """Read one text; its claims that are told to have happened."""
    return lambda text: [claim.kind for claim in tell(one=text)[0].read.claims if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "يرتقب وصول طائرة إليوشن 76 إلى غاو يوم السبت.",
        "من المرتقب أن تهبط طائرة إليوشن 76 في غاو.",
        "فشلت الطائرة في الهبوط في غاو.",
        "حصلت الطائرة على إذن بالهبوط في غاو.",
        "دخلت طائرة إليوشن 76 الخدمة عام 1974.",
        "شائعة هبوط طائرة إسرائيلية في الرياض تثير الجدل.",
        "لا يوجد دليل على هبوط الطائرة في غاو.",
        "لا توجد أدلة على هبوط طائرة في غاو.",
        "بحث الجانبان استئناف الرحلات الجوية بين البلدين.",
        "يحاكي التدريب هبوط طائرة في مطار غاو.",
        "عبرت الشاحنات إلى غزة بعد تفريغ حمولة الطائرات.",
        "ستنفذان رحلة إلى غاو غدا.",
        "ستقوم طائرة إليوشن 76 برحلة إلى غاو.",
        "تبلغ حمولة طائرة إليوشن 76 نحو 50 طنا.",
        "مُنعت الطائرة من الهبوط في غاو.",
    ],
)
def test_no_flight_is_claimed(asserted, text):
    assert asserted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "هبطت طائرة إليوشن 76 في غاو أمس بعد إلغاء رحلة سابقة.",
        "هبطت طائرة إليوشن 76 في غاو أمس، ولا توجد طائرات أخرى هناك.",
        "وصلت شاحنات إلى غاو، وهبطت طائرة إليوشن 76 فيها أمس.",
    ],
)
def test_a_flight_beside_them_is(asserted, text):
    assert asserted(text)
