"""Who told and whose aircraft it is, where Russian and Ukrainian words stand close together."""

from datetime import date

import pytest
from read_article import claims_of


def told(text):
    return [claim for claim in claims_of(text, told=date(2026, 5, 8)) if claim.asserted]


def names(text):
    return [source.name for source in told(text)[-1].chain][1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ил-76 сел в Бенгази. Об этом РИА Новости сообщил источник в аэропорту.", "источник в аэропорту"),
        ("Ил-76 сел в Бенгази. Об этом ТАСС рассказали в МЧС.", "МЧС"),
        ("Ил-76 сел в Бенгази, рассказали РБК в МЧС.", "МЧС"),
        ("В МЧС «Известиям» подтвердили, что Ил-76 сел в Бенгази.", "МЧС"),
        ("Ил-76 сел в Бенгази, сообщил агентству «Спутник» представитель ЛНА.", "представитель ЛНА"),
    ],
)
def test_an_outlet_that_was_told_stands_before_who_told_it(text, expected):
    found = names(text)
    assert len(found) == 2
    assert found[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Как заявили в ВВС Египта, Ил-76 сел в Бенгази.", ["ВВС Египта"]),
        ("Как рассказали в авиакомпании, Ил-76 сел в Бенгази.", ["авиакомпании"]),
        (
            "Два Ил-76 сели в Бенгази. Один прилетел из Сирии, другой — из Москвы, пишет «Ливия Ревью».",
            ["Ливия Ревью"],
        ),
        ("Ил-76 сел в Бенгази, пишет The Times of Israel.", ["The Times of Israel"]),
        (
            "Reuters пишет, что Ил-76 сел в Дамаске. Оттуда Асад, по данным агентства, улетел на Ил-76 в Бенгази.",
            ["Reuters"],
        ),
    ],
)
def test_those_in_an_office_and_no_clause_of_a_flight(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters, Bloomberg и AP сообщают, что Ил-76 сел в Бенгази.", ["Reuters", "Bloomberg", "AP"]),
        ("О посадке Ил-76 в Бенгази сообщили CNN, Reuters и AP.", ["CNN", "Reuters", "AP"]),
        (
            "Исследователь Якуб Новак сказал AFP, что Ил-76 сел в Бенгази.",
            ["AFP", "Исследователь Якуб Новак"],
        ),
        ("О прилёте в Порт-Судан сообщил AFP, Ил-76 сел в Бенгази.", ["AFP"]),
        ("Іл-76 сів у Бенгазі 3 травня, – ГУР", ["ГУР"]),
        ("Ил-76 сел в Бенгази 3 мая — источник", ["источник"]),
        ("Ил-76 вылетел 3 мая в Каракас — столицу Венесуэлы", ["source not named in the text"]),
    ],
)
def test_lists_those_who_told_an_agency_and_who_closes_a_headline(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Хафтар прилетел в Каир на самолёте, предоставленном Катаром.", ["source not named in the text"]),
        ("Ил-76 следует из Раменского в Бенгази.", ["source not named in the text"]),
        ("Как следует из данных Flightradar24, Ил-76 сел в Бенгази.", ["Flightradar24"]),
    ],
)
def test_who_lends_an_aircraft_and_where_it_is_from_tell_nothing(text, expected):
    assert names(text) == expected


def test_data_that_bear_out_some_flights_do_not_tell_those_that_somebody_told():
    first, *_ = told(
        "«Вестнику» рассказал сотрудник порта.\n\nПо его словам, Ил-76 сел в Бенгази 4 мая.\n\n"
        "Данные Flightradar24 подтверждают лишь два рейса из трёх."
    )
    assert [source.name for source in first.chain][1:] == ["Вестнику", "сотрудник порта"]


@pytest.mark.parametrize(
    "text",
    [
        "По данным Минобороны Турции, Ил-76 сел в Бенгази.",
        "По информации ВКС России, Ил-76 сел в Бенгази.",
        "Как утверждает Минобороны РФ, Ил-76 сел в Бенгази.",
        "За даними ГУР, Іл-76 сів у Бенгазі.",
    ],
)
def test_who_is_cited_flies_nothing(text):
    assert told(text)[0].operator is None


def test_a_state_behind_its_force():
    assert told("C-130 ВВС Египта сел в Бенгази.")[0].operator == "ВВС Египта"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Бенгази сели Ил-76, Ан-124 и Ту-154.", ["IL76", "A124", "T154"]),
        ("На снимке видны два Ил-76 и один Ан-72 на авиабазе Аль-Хадим.", ["IL76", "AN72"]),
        ("Замечены Ил-76, Ан-124 и Ан-72 на авиабазе Аль-Хадим.", ["IL76", "A124", "AN72"]),
    ],
)
def test_each_of_a_list_was_there(text, expected):
    found = told(text)
    assert [claim.aircraft.type_designator for claim in found] == expected
    assert all(claim.place is not None for claim in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ил-76 вылетел из Латакии в Бамако, дозаправившись в Бенгази.", "OSLK HLLB GABS"),
        ("По дороге в Бамако Ил-76 дозаправился в Бенгази.", "None HLLB GABS"),
        ("Забрав груз в Бенгази, Ил-76 вернулся в Латакию.", "HLLB OSLK"),
        ("Ил-76 взял на борт военных в Латакии и вылетел в Бенгази.", "OSLK HLLB"),
        ("Из Латакии Ил-76 полетел в Бенгази, а уже оттуда — в Бамако.", "OSLK HLLB GABS"),
        ("Ил-76 слетал из Латакии в Бенгази и вернулся на базу.", "OSLK HLLB OSLK"),
        ("Ил-76 вылетел из Латакии в Бенгази и вернулся на аэродром вылета.", "OSLK HLLB OSLK"),
        ("Вылет Ил-76 из Бенгази произошёл в 14:30.", "HLLB None"),
    ],
)
def test_stops_loads_and_ways_home(text, expected):
    legs = told(text)[0].legs
    ends = [leg.origin and leg.origin.id for leg in legs[:1]]
    ends += [leg.destination and leg.destination.id for leg in legs]
    assert " ".join(map(str, ends)) == expected


@pytest.mark.parametrize(
    "then",
    [
        "По данным портала, это произошло 6 мая.",
        "Рейс был выполнен 6 мая.",
        "Посадка состоялась 6 мая.",
        "Дело было 6 мая.",
        "Снимок сделан 6 мая.",
    ],
)
def test_the_day_of_the_flight_before(then):
    (claim,) = told(f"C-17 сел в Жешуве. {then}")
    assert claim.date.start == "2026-05-06"


def test_the_day_of_another_thing_is_no_day_of_the_flight():
    assert told("C-17 сел в Жешуве. Саммит состоялся 6 мая.")[0].date is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Звено из четырёх Су-35 село в Латакии.", [4]),
        ("Ланка з чотирьох Су-35 сіла в Латакії.", [4]),
        ("Первая пара Су-35 села в Латакии.", [2]),
        ("Две пары Су-35 сели в Латакии.", [4]),
        ("Квартет Су-35 сел в Латакии.", [4]),
        ("Ил-76 с бортовыми номерами RA-78845 и RA-76638 сели в Бенгази.", [2]),
        ("Ил-76 и Ан-124 сели в Бенгази.", [1, 1]),
    ],
)
def test_how_many_by_groups_and_registrations(text, expected):
    assert [claim.aircraft.airframes.n for claim in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ту-142 Северного флота сел в Бенгази.", "Северного флота"),
        ("Ту-134 ЧФ сел в Бенгази.", "ЧФ"),
        ("Ил-76 под управлением «Гелио-Пакс» сел в Бенгази.", "Гелио-Пакс"),
    ],
)
def test_fleets_and_companies_that_run_aircraft(text, expected):
    assert told(text)[0].operator == expected


@pytest.mark.parametrize(
    "text",
    [
        "Первый за восемь лет самолёт из Катара приземлился в Дамаске.",
        "Перший за вісім років літак із Катару приземлився в Дамаску.",
    ],
)
def test_how_long_there_was_none_is_no_day(text):
    assert told(text)[0].date is None


@pytest.mark.parametrize(
    "text",
    [
        "Ил-76 вылетел из Латакии, местом назначения указан Бенгази.",
        "Ил-76 вылетел из Латакии, место назначения — Бенгази.",
        "Іл-76 вилетів із Латакії, кінцевим пунктом був Бенгазі.",
    ],
)
def test_where_it_was_bound_is_its_destination(legs, text):
    assert legs(text) == [("OSLK", "HLLB")]


def test_the_other_one_is_one():
    assert told("Один Ил-76 сел в Латакии, другой — в Бенгази.")[1].aircraft.airframes.n == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 марта Польша заявила, что Ил-76 сел в Гао.", "Польша"),
        ("12 квітня НАТО повідомило, що Іл-76 сів у Гао.", "НАТО"),
        ("Москва же утверждает, что Ил-76 сел в Гао.", "Москва"),
        ("Ил-76 ушёл в Оран... точнее, в Гао, уточнили в авиакомпании.", "потом"),
    ],
)
def test_neither_a_month_nor_a_particle_is_part_of_who_said_it(text, expected):
    found = names(text)
    assert found == [expected] if expected != "потом" else not any("точнее" in name for name in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Ил-76 вылетел из Гао и сел в Оране. Люди живы, они дома», — рассказал министр.", ["министр"]),
        (
            '"An Il-76 left Gao and landed in Oran. They slept at home, and well," the minister said.',
            ["minister"],
        ),
        (
            "Ил-76 сел в Гао. «Всё спокойно. Люди дома», — рассказал министр.",
            ["source not named in the text"],
        ),
    ],
)
def test_who_is_named_behind_a_quotation_says_all_of_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [("C-17 сел в Сент-Люсии в апреле.", "2026-04-01"), ("В марте-апреле в Гао сел C-17.", "2026-03-01")],
)
def test_the_first_part_of_a_name_is_no_month(text, day):
    assert told(text)[-1].date.start == day
