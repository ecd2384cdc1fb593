"""Flights that aircraft make after they had come down: of their own where they have a day of their own."""

import pytest


@pytest.fixture(scope="module")
def read(tell):
    """Read one text; where its flights went, each with its day."""

    def told(text):
        return [
            ([tuple(end and end.id for end in (leg.origin, leg.destination)) for leg in claim.legs],
             int(claim.date.start[-2:]))
            for claim in tell(one=text)[0].read.claims
        ]  # fmt: skip

    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "هبطت طائرة شحن في مطار بنينا يوم الأحد، ثم غادرت يوم الثلاثاء إلى سبها.",
            [([(None, "HLLB")], 11), ([("HLLB", "HLLS")], 13)],
        ),
        (
            "وصلت طائرة أميركية إلى قاعدة الأزرق يوم 3 مايو، وأقلعت في اليوم التالي متجهة إلى رامشتاين.",
            [([(None, "OJMS")], 3), ([("OJMS", "ETAR")], 4)],
        ),
        (
            "أقلعت الطائرة من قاعدة العديد يوم السبت وهبطت في عين الأسد، ثم عادت إلى العديد فجر الاثنين.",
            [([("OTBH", "ORAA")], 10), ([("ORAA", "OTBH")], 12)],
        ),
        (
            "انتقلت الطائرة يوم 5 مايو إلى تمبكتو، وفي 7 مايو عادت إلى باماكو.",
            [([(None, "GATB")], 5), ([("GATB", "GABS")], 7)],
        ),
    ],
)
def test_an_onward_flight_with_a_day_is_one_of_its_own(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "أقلعت الطائرة من أنقرة يوم الأحد، ووصلت إلى مقديشو فجر الاثنين.",
        "هبطت طائرة شحن في مطار بنينا يوم الأحد، وغادرت في اليوم نفسه إلى سبها.",
        "توقفت الطائرة في سبها يوم السبت، ثم واصلت إلى باماكو.",
        "The plane landed at Benina on Sunday and flew on to Bamako the next day.",
        "The plane left Niamey on 5 May, called at Gao, and was back at Benina the following day.",
    ],
)
def test_a_stop_or_an_arrival_is_of_the_flight_it_ends(read, text):
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حطت الطائرة في مطار الكفرة في 5 مايو قادمة من قاعدة الظفرة في أبوظبي.", [("OMAM", "HLKF")]),
        ("وصلت طائرة إلى مطار فنوكوفو في موسكو في 5 مايو.", [(None, "UUWW")]),
        ("حطت طائرة في مطار الريان بالمكلا في 5 مايو.", [(None, "OYRN")]),
    ],
)
def test_the_town_of_an_airfield_is_no_leg(read, text, expected):
    assert read(text) == [(expected, 5)]
