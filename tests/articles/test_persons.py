import pytest


def found(marks):
    return [(mark.name, mark.role) for mark in marks.persons]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Kremlin spokesman Ivor Tarmish said", "Ivor Tarmish", "Kremlin spokesman"),
        ("Syrian Defense Minister Halim Abu Qorsh visited.", "Halim Abu Qorsh", "Syrian Defense Minister"),
        ("transitional president Ahmed al-Torsh spoke", "Ahmed al-Torsh", "transitional president"),
        ("министр обороны Андрей Тармишев прибыл", "Андрей Тармишев", "министр обороны"),
        ("міністр оборони Андрій Тарміш прибув", "Андрій Тарміш", "міністр оборони"),
        ("قال وزير الدفاع السوري حليم أبو قرش إن", "حليم أبو قرش", "وزير الدفاع السوري"),
    ],
)
def test_a_name_behind_an_office(names_in, text, name, role):
    assert (name, role) in found(names_in(text))


def test_a_later_surname_is_a_person(names_in):
    assert found(names_in("Minister Halim Torsh left. Then Torsh came back.")) == [
        ("Halim Torsh", "Minister"),
        ("Torsh", None),
    ]


def test_a_place_named_after_an_office_is_nobody(names_in):
    assert found(names_in("هبطت الطائرة في شرم الشيخ ثم في قاعدة الأمير سلطان.")) == []


def test_an_office_alone(names_in):
    assert found(names_in("a spokesman said")) == [(None, "spokesman")]


@pytest.mark.parametrize(
    "text",
    [
        "A C-5M Super Galaxy landed",
        "It flew from Dol Harran",
        "the Il-76 landed at Diego Garcia",
        "a major strategic setback",
        "the general public",
        "Putin's Big Win Shakes Whole Region Again",
    ],
)
def test_other_words_with_capitals_are_no_persons(names_in, text):
    assert [name for name, _ in found(names_in(text)) if name != "Vladimir Putin"] == []
