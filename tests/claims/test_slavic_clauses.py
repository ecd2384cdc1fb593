"""Places of long Russian and Ukrainian sentences: relatives behind the first place, politics, what is along."""

from datetime import date

import pytest
from read_article import claims_of


def told(text):
    return [claim for claim in claims_of(text, told=date(2026, 5, 8)) if claim.asserted]


def ends(text):
    (claim,) = told(text)
    return [
        (leg.origin and (leg.origin.id or leg.origin.text), leg.destination and leg.destination.id)
        for leg in claim.legs
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("На аэродром Ниамей, где раньше стояли французы, сели два Ил-76 из Хмеймима.", ("OSLK", "DRRN")),
        ("На базу Аль-Хадим, которую используют военные РФ, прилетел Ил-76 из Хмеймима.", ("OSLK", "HL59")),
        ("В Бенгази, где контроль удерживает Хафтар, сел Ил-76 из Хмеймима.", ("OSLK", "HLLB")),
        ("В Порт-Судан, куда перебралось правительство, прибыл Ил-76 из Хмеймима.", ("OSLK", "HSPN")),
        ("До Порт-Судана, куди перебрався уряд, прибув Іл-76 з Хмейміма.", ("OSLK", "HSPN")),
        ("На авіабазу Хмеймім, де базуються Су-35, прилетів Іл-76 з Бенгазі.", ("HLLB", "OSLK")),
        ("З бази Енгельс, яку напередодні атакували дрони, злетіли шість Ту-95МС.", ("RU-8602", None)),
        ("At Khadim, where Russian forces are based, an Il-76 landed from Hmeimim.", ("OSLK", "HL59")),
    ],
)
def test_what_is_said_of_the_first_place_parts_it_from_no_verb(text, expected):
    assert ends(text) == [expected]


def test_another_flight_behind_the_first_place_is_told_too():
    first, second = told("В Гавану, куда 3 мая прилетел Ан-124, 5 мая сел Ил-76 из Бенгази.")
    assert [claim.aircraft.type_designator for claim in (first, second)] == ["A124", "IL76"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ил-76 с «Панцирями» сел в Бенгази.", (None, "HLLB")),
        ("Ан-124 з «Іскандерами» сів у Бенгазі.", (None, "HLLB")),
        ("Ил-76 вылетел с «Корваша» в Бенгази.", ("Корваша", "HLLB")),
        ("Из Анкары поступили сообщения, что C-130 сел в Бенгази.", (None, "HLLB")),
        ("Из Анкары прилетел C-130, сообщили военные, что сел в Бенгази.", ("LTAC", "HLLB")),
        ("Эр-Рияд отправил в Бенгази самолёт с помощью.", (None, "HLLB")),
        ("Из Хмеймима в направлении Бенгази вылетел Ту-154М.", ("OSLK", "HLLB")),
        ("Самолёт вылетел из Хмеймима не в Каракас, а в Бенгази.", ("OSLK", "HLLB")),
        ("Вопреки призывам к Москве Ил-76 прилетел в Бенгази.", (None, "HLLB")),
    ],
)
def test_what_is_along_who_sends_and_where_it_is_told_are_no_origin(text, expected):
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("В рамках помощи Нигеру самолёт Ил-76 доставил в Ниамей 20 тонн груза.", None),
        ("Вопреки требованиям Вашингтона Ил-76 прилетел в Бенгази.", None),
        ("Россия самолётами Ил-76 перебросила в Ливию 300 военных.", "Россия"),
        ("Эр-Рияд отправил в Бенгази самолёт с помощью.", "Эр-Рияд"),
        ("Із Києва відправили літак Ан-26 до Бенгазі.", None),
    ],
)
def test_a_state_that_another_word_governs_flies_nothing(text, operator):
    assert told(text)[0].operator == operator


def test_the_name_of_an_unknown_base_goes_on_behind_its_article():
    (claim,) = told("Ил-76 сел на авиабазе Корваш аль-Тумар.")
    assert claim.place.text == "авиабазе Корваш аль-Тумар"


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Пять истребителей пятого поколения F-35B сели в Бенгази.", 5),
        ("Два самолёта первой серии Ту-160 сели в Бенгази.", 2),
        ("П'ять винищувачів п'ятого покоління F-35B сіли в Бенгазі.", 5),
        ("Пятый Ил-76 сел в Бенгази.", 1),
    ],
)
def test_the_generation_of_aircraft_counts_none(text, n):
    (claim,) = told(text)
    assert (claim.aircraft.airframes.n, claim.aircraft.type_designator is None) == (n, False)


def test_a_verb_behind_both_ends_of_a_route_tells_the_flight():
    assert ends("З Хмейміма до Бенгазі пройшов Іл-76МД.") == [("OSLK", "HLLB")]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Тому всі борти йдуть через Іран.", 0),
        ("Теперь борты из Хмеймима идут напрямую в Бенгази.", 0),
        ("Все три самолёта идут в Бенгази.", 1),
        ("Все борты вернулись в Бенгази 3 мая.", 1),
    ],
)
def test_what_all_aircraft_do_by_now_is_no_flight(text, n):
    assert len(told(text)) == n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Триполи направил в Москву ноту протеста после того, как Ил-76 сел в Бенгази.", (None, "HLLB")),
        ("Уряд направив до Москви ноту після того, як Іл-76 сів у Бенгазі.", (None, "HLLB")),
        ("Ан-124 вийшов із повітряного простору Ірану й сів у Бенгазі.", (None, "HLLB")),
    ],
)
def test_where_a_note_was_sent_and_whose_sky_it_left_are_no_legs(text, expected):
    assert ends(text) == [expected]


def test_an_aircraft_sent_because_of_another_is_told_too():
    assert len(told("Анкара направила в Мисрату A400M после того, как 2 мая Ил-76 сел в Бенгази.")) == 2


def test_an_area_goes_on_behind_its_adjective():
    assert told("F-35 прибыли в Карибский бассейн 3 мая.")[0].place.id == "AREA-CARIBBEAN"
