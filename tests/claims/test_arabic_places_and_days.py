"""Arabic places by description and the days that reporters tell, by the classes in which they say them."""

import pytest
from read_article import legs_of


@pytest.fixture(scope="module")
def tell_on(tell):
    """Read one text published on 8 May 2026."""
    return lambda text: [claim for claim in tell(one_20260508=text)[0].read.claims if claim.asserted]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("مطار آل مكتوم الدولي", "OMDW"),
        ("مطار الملك فهد الدولي", "OEDF"),
        ("مطار الملك طلال الدولي", "مطار الملك طلال الدولي"),
        ("قاعدة الشيخ عيسى الجوية", "OBBS"),
        ("قاعدة الملك خالد الجوية بخميس مشيط", "OEKM"),
        ("قاعدة غرب القاهرة الجوية", "HECW"),
        ("مطار رفيق الحريري الدولي", "OLBA"),
        ("مطار آدن عدي", "HCMM"),
        ("مطار ديوري حماني", "DRRN"),
        ("قاعدة بغرام الجوية", "OAIX"),
        ("الجزء العسكري من مطار نيامي", "DRRN"),
        ("الجنوب الليبي", "LY"),
        ("الشمال الشرقي السوري", "SY"),
    ],
)
def test_where_it_landed(happened, place, expected):
    (claim,) = happened(f"هبطت طائرة إليوشن 76 في {place} أمس.")
    assert legs_of(claim) == [(None, expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هبطت إليوشن 76 في غاو الاثنين. وهبطت طائرة ثانية في المدينة الثلاثاء.", [(None, "GAGO")]),
        ("هبطت إليوشن 76 في غاو الاثنين. وغادرت المدينة الثلاثاء.", [("GAGO", None)]),
        ("هبطت إليوشن 76 في باماكو الاثنين. ووصلت سي-17 إلى العاصمة الثلاثاء.", [(None, "GABS")]),
        ("هبطت إليوشن 76 في مطار غاو الاثنين. كما استقبل المطار طائرة سي-17 الثلاثاء.", [(None, "GAGO")]),
    ],
)
def test_the_city_and_the_field_told_before(happened, text, expected):
    assert legs_of(happened(text)[1]) == expected


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("في 4 الجاري", "2026-05-04", "2026-05-05"),
        ("في الرابع من الجاري", "2026-05-04", "2026-05-05"),
        ("بتاريخ ٤/٥/٢٠٢٦", "2026-05-04", "2026-05-05"),
        ("في وقت مبكر من يوم الثلاثاء 5 مايو", "2026-05-05", "2026-05-06"),
        ("في 15 يونيه 2025", "2025-06-15", "2025-06-16"),
        ("في 20 أبريل 2026، وحلقت فوق نيامي في 25 منه", "2026-04-20", "2026-04-21"),
    ],
)
def test_when_it_landed(tell_on, when, start, end):
    claim = tell_on(f"هبطت طائرة إليوشن 76 في غاو {when}.")[0]
    assert (str(claim.date.start), str(claim.date.end)) == (start, end)


def test_a_day_of_the_month_told_before(tell_on):
    text = "هبطت إليوشن 76 في غاو في 20 أبريل. وفي الخامس والعشرين منه هبطت سي-17 في نيامي."
    assert [str(claim.date.start) for claim in tell_on(text)] == ["2026-04-20", "2026-04-25"]


def test_a_row_of_weekdays(tell_on):
    (claim,) = tell_on("هبطت طائرات إليوشن 76 في غاو أيام الاثنين والثلاثاء والأربعاء.")
    assert (str(claim.date.start), str(claim.date.end)) == ("2026-05-04", "2026-05-07")
