"""Arabic sentences that go on with an aircraft told before and name none: by a verb alone, or by its number."""

import pytest


@pytest.fixture(scope="module")
def ends(happened):
    """Get where the claims of a text begin and end."""

    def read(text):
        return [
            (leg.origin and leg.origin.id, leg.destination and leg.destination.id)
            for claim in happened(text)
            for leg in claim.legs
        ]

    return read


_CAME = "هبطت طائرة إليوشن 76 في غاو أمس. "


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("وأفرغت حمولتها ثم أقلعت إلى باماكو.", ("GAGO", "GABS")),
        ("وعلى متنها 20 طنا من المساعدات، ثم أقلعت إلى باماكو.", ("GAGO", "GABS")),
        ("ثم غادرتها فجر اليوم إلى باماكو.", ("GAGO", "GABS")),
    ],
)
def test_a_verb_alone_is_of_the_aircraft_told_before(ends, text, last):
    assert ends(_CAME + text)[1:] == [last]


@pytest.mark.parametrize(
    "text",
    [
        "وكانت قد وصلت إلى ميناء طرطوس قبل ذلك بيوم سفينة شحن.",
        "ووصل إلى باماكو مساء وفد رفيع.",
        "وغادر إلى موسكو في المساء.",
        "ثم وصلت إلى القاعدة قافلة من 20 شاحنة.",
        "وتوقفت في القاعدة حركة الشاحنات.",
    ],
)
def test_nor_is_one_of_what_stands_behind_it(ends, text):
    assert len(ends(_CAME + text)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "حطت طائرتان في غاو أمس. الأولى من طراز سي 17 قادمة من باماكو، والثانية سي 130 قادمة من بنغازي.",
            [(None, "GAGO"), ("GABS", "GAGO"), ("HLLB", "GAGO")],
        ),
        (
            "وصلت طائرتا شحن إلى غاو أمس. وقال المرصد إن الأولى قادمة من باماكو والثانية من بنغازي.",
            [(None, "GAGO"), ("GABS", "GAGO"), ("HLLB", "GAGO")],
        ),
        ("حطت في غاو أمس طائرة شحن. وكانت الأولى قد وصلت الأحد.", [(None, "GAGO"), (None, "GAGO")]),
        (
            "هبطت أربع طائرات شحن في غاو أمس. وغادرت اثنتان منها القاعدة اليوم.",
            [(None, "GAGO"), ("GAGO", None)],
        ),
        (
            "وصلت الطائرة السعودية الـ12 أمس إلى غاو، فيما وصلت الطائرة الـ13 اليوم.",
            [(None, "GAGO"), (None, "GAGO")],
        ),
    ],
)
def test_a_number_is_one_of_them(ends, text, told):
    assert ends(text) == told


def test_the_seventy_sixth_is_no_type(happened):
    (claim,) = happened("وصلت الطائرة الـ 76 أمس إلى غاو.")
    assert claim.aircraft.type_designator is None


@pytest.mark.parametrize(
    "text",
    [
        "وقال مسؤول إن الطائرة قادمة من باماكو.",
        "وكانت الطائرة قادمة من باماكو.",
        "وكانت قادمة من باماكو.",
        "والطائرة قادمة من باماكو وعلى متنها أدوية.",
    ],
)
def test_where_it_was_coming_from_is_told_of_the_aircraft_told_before(ends, text):
    assert ends(_CAME + text)[1:] == [("GABS", "GAGO")]


def test_coming_only_describes_what_is_new_or_no_aircraft(ends):
    assert ends("هبطت طائرة قادمة من باماكو في غاو أمس.") == [("GABS", "GAGO")]
    assert ends("قال الوزير إن المساعدات قادمة من باماكو.") == []


def test_it_went_on_with_its_flight(happened):
    kinds = [claim.kind for claim in happened(_CAME + "واستأنفت رحلتها فجر اليوم إلى باماكو.")]
    assert kinds == ["movement", "movement"]


def test_on_the_first_of_may_is_no_type(happened):
    assert happened("هبطت طائرتان في 1 مايو.")[0].aircraft.text == "طائرتان"
    assert happened("هبطت طائرة في 22 نيسان 2031 في غاو.")[0].aircraft.type_designator is None
