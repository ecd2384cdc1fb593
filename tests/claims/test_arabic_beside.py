"""Arabic flights told beside something: another flight, a town that saw them, a word that only looks like saying."""

import pytest


@pytest.fixture(scope="module")
def ends(happened):
    """Get where the claims of a text begin and end."""

    def read(text):
        return [
            [(leg.origin and leg.origin.id, leg.destination and leg.destination.id) for leg in claim.legs]
            for claim in happened(text)
        ]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "أقلعت طائرة من غاو إلى باماكو، بينما حطت طائرة في بنغازي أمس.",
        "أقلعت طائرة من غاو ووصلت إلى باماكو، كما حطت طائرة في بنغازي.",
    ],
)
def test_a_new_one_behind_its_verb_does_not_fly_on(ends, text):
    assert ends(text) == [[("GAGO", "GABS")], [(None, "HLLB")]]


@pytest.mark.parametrize(
    "text",
    [
        "شهدت قاعدة حميميم هبوط طائرة شحن الأحد.",
        "شهدت قاعدة حميميم وصول طائرتي شحن يوم الأحد.",
        "شهد مطار القامشلي وصول طائرة شحن الأحد.",
        "شهدت بنغازي وصول طائرة شحن الأحد.",
        "استقبلت بنغازي طائرة شحن الأحد.",
    ],
)
def test_what_saw_it_come_is_where_it_came(happened, text):
    (claim,) = happened(text)
    assert claim.legs[-1].destination.id in {"OSLK", "OSKL", "HLLB"}
    assert claim.operator is None


def test_a_town_below_is_none(ends):
    assert [("غاو", "GAGO")] not in ends("شهدت غاو تحليق طائرة أمس.")


@pytest.mark.parametrize(
    "text",
    [
        "وصلت طائرة نقل عسكرية أمس إلى غاو.",
        "هبطت في غاو طائرة نقل مساء أمس.",
        "هبطت طائرة شحن في غاو عند الساعة 14:20 بالتوقيت المحلي أمس.",
        "هبطت طائرتان بينهما طائرة شحن أمس في غاو.",
    ],
)
def test_a_day_beside_what_only_looks_like_saying_is_that_of_the_flight(happened, text):
    assert happened(text)[0].date is not None


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("مصدر أمني: هبوط طائرة شحن في غاو", "مصدر أمني"),
        ("مصادر محلية: هبوط طائرة شحن في غاو", "مصادر محلية"),
        ("الجيش الليبي: هبوط طائرة شحن في غاو", "الجيش الليبي"),
        ("باماكو (أ ف ب) - هبطت طائرة شحن في غاو أمس.", "AFP (أ ف ب)"),
    ],
)
def test_who_stands_before_a_colon_or_in_the_dateline_tells_it(happened, text, teller):
    assert teller in [link.name for link in happened(text)[0].chain]


@pytest.mark.parametrize(
    "text",
    [
        "تم تجهيز مدرج مطار غاو لاستقبال طائرات الشحن الثقيلة.",
        "جرى توسيع المدرج لهبوط طائرات النقل الثقيلة في مطار غاو.",
        "انطلقت مناورات في غاو بمشاركة طائرات من 10 دول.",
    ],
)
def test_what_a_runway_is_made_for_and_an_exercise_are_no_flight(happened, text):
    assert happened(text) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("مطار صبيحة كوكجن", "LTFJ"),
        ("مطار السارة", "HL56"),
        ("قاعدة الإمام علي", "ORTL"),
        ("قاعدة الملك عبدالعزيز", "OEDR"),
        ("مطار المنارة", "GMMX"),
    ],
)
def test_fields_are_known_by_what_papers_call_them(ends, place, code):
    assert ends(f"هبطت طائرة شحن في {place} أمس.") == [[(None, code)]]
