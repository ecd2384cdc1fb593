"""Arabic: types in a row, one aircraft and another, company, days in a row, and words that only look like those."""

import pytest


@pytest.fixture(scope="module")
def read(tell):
    """Read one text; its claims."""
    return lambda text: tell(one=text)[0].read.claims


def _counted(claim):
    return claim.aircraft.type_designator, claim.aircraft.airframes.n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هبطت طائرتان من طراز إليوشن 76 وأنتونوف 124 في مطار بنينا.", [("IL76", 1), ("A124", 1)]),
        ('هبطت طائرتان من طراز "سي-17" و"سي-130" في قاعدة عين الأسد.', [("C17", 1), ("C130", 1)]),
        ("وصلت ثلاث طائرات من طراز إليوشن 76 وأنتونوف 124 إلى مطار بنينا.", [("IL76", 3)]),
        ("وصلت طائرتان من طراز إليوشن 76 إلى مطار بنينا.", [("IL76", 2)]),
    ],
)
def test_types_in_a_row_behind_their_number_are_one_each(read, text, expected):
    assert [_counted(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هبطت طائرة قطرية وأخرى تركية في مطار بورتسودان أمس.", ["قطرية", "تركية"]),
        ("وصلت طائرتان سعوديتان وأخرى كويتية إلى مطار دمشق.", ["سعوديتان", "كويتية"]),
        ("وصلت طائرة روسية أخرى إلى باماكو.", ["روسية"]),
    ],
)
def test_and_another_of_another_state_is_one_more(read, text, expected):
    assert [claim.operator for claim in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "هبطت طائرة شحن أميركية في قاعدة عين الأسد وسط تحليق مكثف لأربع مروحيات.",
        "حطت طائرة شحن أميركية في قاعدة عين الأسد بالتزامن مع تحليق مروحيات في سماء المنطقة.",
    ],
)
def test_what_flies_above_is_not_what_landed(read, text):
    (claim,) = read(text)
    assert (claim.operator, claim.aircraft.airframes.n, claim.place.id) == ("أميركية", 1, "ORAA")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("وصلت طائرتان إلى مطار الكفرة في السادس والحادي عشر من نوفمبر 2025.", ("2025-11-06", "2025-11-12")),
        ("وصلت طائرة إلى مطار الكفرة في الحادي عشر من نوفمبر 2025.", ("2025-11-11", "2025-11-12")),
    ],
)
def test_days_in_words_may_stand_in_a_row(read, text, days):
    (claim,) = read(text)
    assert (claim.date.start, claim.date.end) == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ذكر الباحث في الملاحة، الإيطالي باولو ريفا، أن الطائرة غادرت بنغازي صباح الخميس.", None),
        ("هبطت في بنغازي طائرة إيطالية قادمة من روما.", "إيطالية"),
    ],
)
def test_a_nation_behind_a_comma_is_that_of_a_person(read, text, expected):
    assert [claim.operator for claim in read(text)] == [expected]


def test_a_photo_that_goes_back_to_a_month_has_not_flown(read):
    text = "تنبيه: الصورة المتداولة لطائرة محترقة في نيالا قديمة وتعود إلى أغسطس الماضي."
    assert not any(claim.asserted for claim in read(text))
    (claim,) = read("هبطت الطائرة في بنغازي ثم عادت إلى روسيا يوم الثلاثاء.")
    assert claim.legs[-1].destination.id == "RU"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("وأكد رئيس الهلال الأحمر أن المساعدات تُفرغ فور وصولها إلى مطار العريش.", []),
        ("زار وزير الخارجية بيروت الجمعة.", ["visit_of_person"]),
    ],
)
def test_cargo_that_came_is_no_visit_of_who_tells(read, text, kinds):
    assert [claim.kind for claim in read(text)] == kinds


def test_who_keeps_troops_is_not_where_they_are(read):
    (claim,) = read("تحتفظ روسيا بنحو ثلاثة آلاف جندي في قاعدتي حميميم وطرطوس.")
    assert (claim.kind, claim.place.id) == ("posture", "OSLK")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('سحبت روسيا معداتها من سوريا عقب سقوط نظام بشار الأسد، ونقلت منظومات إلى ليبيا وفق "رويترز".', 1),
        ("نقلت رويترز عن مصدر عسكري أن طائرة روسية هبطت في حميميم.", 2),
    ],
)
def test_a_verb_that_carries_quotes_nobody(read, text, expected):
    (claim,) = read(text)
    assert len([link for link in claim.chain if link.name != "this article"]) == expected


def test_a_total_since_the_start_takes_no_day_from_before(read):
    text = (
        "21 أكتوبر 2025. هبطت طائرتان أردنيتان أمس الاثنين في مطار العريش.\n\n"
        "وقال مصدر بالمطار إن مطار العريش استقبل منذ بدء الأزمة وحتى اليوم 1020 طائرة."
    )
    assert read(text)[-1].date is None


def test_a_length_behind_which_something_is_told_dates_it_by_nothing(read):
    text = "في 18 نوفمبر 2025 هبطت طائرة. ويأتي ذلك بعد شهر على زيارة الرئيس السوري أحمد الشرع إلى موسكو."
    visit = next(claim for claim in read(text) if claim.kind == "visit_of_person")
    assert visit.date is None


def test_a_field_with_a_pronoun_has_no_name_behind_it(read):
    (claim,) = read("عادت الطائرة إلى قاعدتها يوم الأحد.")
    assert claim.place.text == "قاعدتها"
