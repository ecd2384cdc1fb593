"""Russian and Ukrainian verbs told by their build, parts of a group, and those that come behind others."""

from datetime import date

import pytest
from read_article import claims_of


def told(text):
    """Read where each claim that a text asserts leads, and its place."""
    claims = [claim for claim in claims_of(text, told=date(2027, 3, 23)) if claim.asserted]
    return [
        ([(_name(leg.origin), _name(leg.destination)) for leg in claim.legs], _name(claim.place))
        for claim in claims
    ]


def _name(end):
    return end and (end.id or end.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Хмеймиме с пятницы отметились пять Ил-76.", [([(None, "OSLK")], "OSLK")]),
        ("Над Бенгази утром 3 марта промелькнул Ан-26.", [([], "HLLB")]),
        ("Над Бейрутом в понедельник низко прошёл C-130.", [([], "OLBA")]),
    ],
)
def test_a_preposition_apart_from_its_verb(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("На базу Гао во вторник прихромал Ил-76 без опознавательных знаков.", "GAGO"),
        ("С пятницы два Ил-76 надолго окопались в Бамако.", "GABS"),
        ("У Гао в середу затримався Ан-12.", "GAGO"),
    ],
)
def test_a_verb_that_no_list_holds(text, place):
    assert [one for _, one in told(text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Иран купил два Ил-76 в России.",
        "В Гао президент осмотрел Ил-76.",
        "В Гао губернатор обругал Ил-76.",
        "Ил-76 подорожал в Москве вдвое.",
        "МиГ-31 в Савастлейке отметил юбилей.",
        "Египет выпросил в Марселе Ан-74.",
        "Літак Ан-26 подешевшав у Києві.",
        "Владелец Ан-12 поселился в Дубае.",
        "Командир этого Ил-76 родился в Гао.",
        "Пилот Ил-76 скончался в Бамако.",
        "Три C-130 заржавели в Нджамене.",
        "Ил-96 очаровал публику в Ле-Бурже.",
    ],
)
def test_what_is_done_with_aircraft_is_no_flight(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "За месяц в Амджарасе сели не менее 30 бортов, большинство из которых вылетали из Абу-Даби.",
            [[(None, "TD-0014")], [("OMAA", "TD-0014")]],
        ),
        (
            "Над Чёрным морем отработали шесть KC-135, два из которых затем ушли на Суда-Бей.",
            [[], [(None, "LGSA")]],
        ),
        (
            "4 марта в Амджарас прибыл Ил-76, а на следующий день за ним последовали ещё два таких же борта.",
            [[(None, "TD-0014")], [(None, "TD-0014")]],
        ),
        (
            "В Гао сел Ан-12, минут через сорок за ним — второй такой же, из Энтеббе.",
            [[(None, "GAGO")], [("HUEN", "GAGO")]],
        ),
        (
            "Пять самолётов приземлились в Жешуве: четыре C-17A из Рамштайна и один греческий C-130H.",
            [[(None, "EPRZ")], [("ETAR", "EPRZ")], [(None, "EPRZ")]],
        ),
        (
            "Ан-124 сел 2 марта в Порт-Судане, через двое суток там же разгрузился второй.",
            [[(None, "HSPN")], []],
        ),
    ],
)
def test_parts_of_a_group_and_those_behind(text, expected):
    assert [legs for legs, _ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Французы вывезли из Ниамея последних солдат.", "withdrawal"),
        ("Военные лётчики доставили в Мали партию медикаментов.", "shipment"),
    ],
)
def test_who_is_called_by_a_people_or_a_trade(text, kind):
    assert [claim.kind for claim in claims_of(text, told=date(2027, 3, 23)) if claim.asserted] == [kind]


def test_a_list_holds_what_was_flown_and_a_timetable_what_is_planned():
    text = "В журнале за февраль значатся девять вылетов RC-135W из Уоддингтона."
    assert len(told(text)) == 1
    assert told("В расписании на апрель значатся два рейса из Москвы в Каракас.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Корваше только что сел борт Ил-26М.", [[(None, "Корваше")]]),
        ("Ил-76 сегодня под утро ушёл в Тумар-эс-Барру.", [[(None, "Тумар-эс-Барру")]]),
        ("MQ-9, взлетев с Сигонеллы, шесть часов кружил между Тобруком и Бенгази.", [[("LICZ", None)]]),
        (
            "В Гао ждут гостей. В среду здесь разгрузился Ан-12, прилетевший из Баку.",
            [[("UBBB", "GAGO")]],
        ),
        (
            "В Каракас прилетел Ил-96. Первую остановку он сделал в Манагуа.",
            [[(None, "SVMI")], [(None, "MNMG")]],
        ),
        (
            "В Гао сел Ил-76. Тем же рейсом в среду из города улетели врачи.",
            [[(None, "GAGO")], [("GAGO", None)]],
        ),
    ],
)
def test_where_it_came_from_and_went(text, expected):
    assert [legs for legs, _ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Хмеймим: с 1 по 7 марта — девять Ил-76, два Ан-124, один Ту-154М.", [[(None, "OSLK")]] * 3),
        ("Тобрук, 3 марта: два Ил-76 из Латакии.", [[("OSLK", "HLTQ")]]),
        ("Rzeszow: four C-17s, two C-130s on 5 March.", [[(None, "EPRZ")]] * 2),
        ("В Гао сели девять Ил-76, два Ан-124 и Ту-154М.", [[(None, "GAGO")]] * 3),
        ("Тегеран: все три Ил-76 исправны.", []),
    ],
)
def test_lists_behind_the_name_of_a_place(text, expected):
    assert [legs for legs, _ in told(text)] == expected
