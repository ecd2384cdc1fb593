"""Which Russian and Ukrainian sentences tell an event, and which only speak of aircraft."""

from datetime import date

import pytest
from read_article import claims_of


def kinds(text):
    """Read the kinds of the claims that a text asserts."""
    return [claim.kind.value for claim in claims_of(text, told=date(2026, 5, 8)) if claim.asserted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Противолодочный P-8A обследовал воды к северу от острова.", ["movement"]),
        ("Заправщик KC-135 кружил над уездом до рассвета.", ["movement"]),
        ("Літак E-3 баражував над узбережжям.", ["movement"]),
        ("C-295 пролітає без посадки 4,5 тисячі кілометрів.", []),
    ],
)
def test_flown_over_what_no_list_holds(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("На стоянке машина простояла двое суток.", ["presence"]),
        ("Там самолёт находится до сих пор.", ["presence"]),
        ("Там самолёт стоит между рейсами.", []),
    ],
)
def test_a_stay_of_the_same_aircraft(then, expected):
    assert kinds(f"Ил-62М сел в Бишкеке в понедельник. {then}") == ["movement", *expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("За сутки Ми-17 афганских ВВС вывезли в Кабул 74 человека.", ["movement"]),
        ("Во вторник Ми-8 эвакуировал в Магадан геолога.", ["movement"]),
        ("Літак C-130 вивіз із Хартума до Йорданії 113 людей.", ["movement"]),
        ("Последние Ми-8 вывезли из Агадеса ещё в июле.", ["withdrawal"]),
        ("США вывели с базы Инджирлик все F-16.", ["withdrawal"]),
    ],
)
def test_aircraft_that_take_others_out(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "then",
    [
        "Второй рейс отложили до пятницы.",
        "Второй борт задержали на сутки.",
        "Вылет второго самолёта сдвинули на субботу.",
        "Он добавил, что третий рейс, вероятно, организуют в конце недели.",
        "Второй рейс, вероятно, ушёл в Себху в четверг.",
        "На обратном пути самолёт остановится в Каире.",
        "Один рейс обходится заказчику в 200 тысяч долларов.",
        "До этого борт два года стоял на хранении в Фуджейре.",
        "Дорогою назад борт має зупинитися в Афінах.",
    ],
)
def test_flights_put_off_doubted_or_to_come(then):
    assert kinds(f"В понедельник из Дубая в Бенгази прилетел Ил-76. {then}") == ["movement"]


@pytest.mark.parametrize(
    "text",
    [
        "В среду в Энгельс прилетела летающая лаборатория.",
        "В среду в Энгельс прилетели военные транспорты.",
        "В четверг над Чёрным морем работал RQ-4B, а к вечеру разведчик ушёл на Сицилию.",
    ],
)
def test_other_names_for_aircraft(text):
    assert kinds(text) == ["movement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("На видео Ил-76 садится в Бенгази.", ["movement"]),
        ("Очевидцы видели, как Ил-76 взлетает из Бенгази.", ["movement"]),
        ("На відео Іл-76 сідає в Бенгазі.", ["movement"]),
        ("Если верить Flightradar24, Ил-76 сел в Бенгази.", ["movement"]),
        ("Ил-76 сумел сесть в Бенгази.", ["movement"]),
        ("Ил-76 не сумел сесть в Бенгази.", []),
        ("Ил-76 не смог вылететь в Бенгази.", []),
        ("Завтра Ил-76 вылетает в Бенгази.", []),
        ("По непроверенным данным, Ил-76 сел в Бенгази.", []),
        ("Ил-76 прилетел бы в Бенгази ещё вчера.", []),
        ("Ил-76 находится на вооружении Египта.", []),
        ("Запчасти для Ил-76 прибыли в Бенгази.", []),
        ("Без Ил-76 переброска войск в Бенгази невозможна.", []),
    ],
)
def test_what_pictures_show_and_what_is_only_spoken_of(text, expected):
    assert kinds(text) == expected
