import pytest


def found(marks):
    return [(mark.text, mark.id, mark.is_state, mark.is_military) for mark in marks.operators]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("a Russian Air Force plane", "Russian Air Force", "RU"),
        ("a plane of the USAF", "USAF", "US"),
        ("a Luftwaffe A400M", "Luftwaffe", "DE"),
        ("самолёт ВКС России", "ВКС России", "RU"),
        ("борт ВВС Италии", "ВВС Италии", "IT"),
        ("літак ПКС РФ", "ПКС РФ", "RU"),
        ("طائرة تابعة لسلاح الجو الأميركي", "لسلاح الجو الأميركي", "US"),
        ("القوات الجوية الروسية أرسلت طائرة", "القوات الجوية الروسية", "RU"),
        ("Libya's air force flew", "Libya's air force", "LY"),
        ("the air force of Mali flew", "air force of Mali", "ML"),
        ("a Russian military transport plane", "Russian military", "RU"),
    ],
)
def test_forces_beside_a_state(names_in, text, words, country):
    assert (words, country, False, True) in found(names_in(text))


def test_a_state_or_its_adjective(names_in):
    assert found(names_in("Russia is resuming flights")) == [("Russia", "RU", True, None)]
    assert found(names_in("сирийский борт")) == [("сирийский", "SY", True, None)]


def test_a_country_behind_a_preposition_of_place_does_not_act(names_in):
    assert found(names_in("it flew from Libya to Syria")) == []
    assert found(names_in("он летел из Ливии")) == []
    assert found(names_in("أقلعت من ليبيا")) == []


def test_a_capital_may_act_for_its_country(names_in):
    assert found(names_in("Moscow resumed flights")) == [("Moscow", "RU", True, None)]
    assert found(names_in("flights from Moscow")) == []
    assert found(names_in("استأنفت موسكو رحلاتها")) == [("موسكو", "RU", True, None)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("operated by Volga-Dnepr", "Volga-Dnepr"),
        ("an Il-76 of Korvash Airways", "Korvash Airways"),
        ("the carrier Tarmish Wings", "Tarmish Wings"),
        ("авиакомпания «Рубеж-Карго»", "Рубеж-Карго"),
        ("the Pentagon sent tankers", "Pentagon"),
        ("борт МЧС", "МЧС"),
        ("Wagner Group fighters", "Wagner Group"),
    ],
)
def test_companies_and_ministries(names_in, text, words):
    assert words in [mark.text for mark in names_in(text).operators]


def test_nothing_inside_the_name_of_a_place_or_a_source(names_in):
    assert found(names_in("the Russian air base in Latakia Governorate")) == []
    assert found(names_in("The Moscow Times wrote")) == []


def test_the_number_of_an_aircraft_is_not_that_of_the_unit_behind_it(names_in):
    marks = names_in("Два Ан-32П спеціального авіазагону ДСНС вилетіли з Ніжина").operators
    assert [mark.text for mark in marks] == ["ДСНС"]
    (unit,) = names_in("Іл-76 224-го авіазагону сів у Мінську").operators
    assert unit.text == "224-го авіазагону"
