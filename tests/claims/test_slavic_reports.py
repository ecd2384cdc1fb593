"""Ukrainian and Russian reports: lists of airfields, the first ones of many, what goes on as a rule.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of, told, ways


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Борти сіли на аеродромах Саваслейка, Корваш та Моздок.", ["Саваслейка", "Корваш", "Моздок"]),
        ("Винищувачі перелетіли на аеродроми «Бельбек» і «Корваш».", ["Бельбек", "Корваш"]),
        ("Самолёты улетели на аэродромы Корваш, Моздок и Привольский.", ["Корваш", "Моздок", "Привольский"]),
        ("Іл-76 сів на аеродромі Корваш.", ["аеродромі Корваш"]),
    ],
)
def test_one_word_heads_several_airfields(text, wanted):
    assert [end for _, end in ways(told(text)[-1])] == wanted


def test_one_of_several_airfields_is_not_the_base():
    text = (
        "З авіабази Хмеймім вилетіли два Ан-124. Вони прямують на аеродроми Корваш та Моздок. "
        "1 травня на базу прибув Іл-76."
    )
    assert ways(told(text)[-1]) == [(None, "авіабази Хмеймім")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Перші Іл-76 сіли в Гао 3 травня.", None),
        ("Первые вертолёты прилетели в Гао 3 мая.", (">=", 2)),
        ("The first helicopters landed at Gao on 3 May.", (">=", 2)),
        ("Останні з 24 обіцяних літаків вилетіли до Гао 3 травня.", (">=", 2)),
        ("Перші два Іл-76 сіли в Гао 3 травня.", ("=", 2)),
        ("Перший Іл-76 сів у Гао 3 травня.", ("=", 1)),
        ("The first of the helicopters landed at Gao on 3 May.", ("=", 1)),
    ],
)
def test_the_first_ones_are_not_one(text, number):
    (claim,) = told(text)
    told_number = claim.aircraft.airframes
    assert (told_number and (told_number.op, told_number.n)) == number


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("Обіцяні літаки прилетіли до Гао 3 травня.", True),
        ("Последний из обещанных Ил-76 прилетел в Гао 3 мая.", True),
        ("Обіцяні літаки мають прибути до Гао.", False),
        ("Літаки готові вилетіти до Гао.", False),
        ("Посадка Іл-76 у Гао не означає відновлення рейсів.", False),
        ("Посадка Ил-76 не означает возобновления полётов в Гао.", False),
        ("Посадка Іл-76 означає відновлення рейсів до Гао.", True),
    ],
)
def test_what_describes_aircraft_is_no_plan_and_what_is_not_meant_is_not_told(text, asserted):
    assert [claim.asserted for claim in claims_of(text)] == [asserted]


@pytest.mark.parametrize(
    "text",
    [
        "Іл-76 вилетів з Чкаловського і після проміжної посадки у Махачкалі приземлився в Гао.",
        "Ил-76 вылетел с Чкаловского и после технической посадки в Махачкале приземлился в Гао.",
    ],
)
def test_a_stop_on_the_way_is_not_where_it_came(text):
    (claim,) = told(text)
    assert (len(claim.legs), claim.place.text) == (2, "Гао")


def test_stops_are_no_flights():
    (claim,) = told("Літак летів до Гао з двома проміжними посадками.")
    assert claim.events is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("З Гао щодня вилітають Ан-124. Вони прямують до Алжира.", "generic"),
        ("Из Гао ежедневно вылетают Ан-124. Они направляются в Алжир.", "generic"),
        ("З Гао вилетіли Ан-124. Вони прямують до Алжира.", None),
        ("З Гао щодня вилітають Ан-124. Вони прямували до Алжира.", None),
    ],
)
def test_a_present_goes_on_with_a_habit(text, modality):
    claim = claims_of(text)[-1]
    assert (claim.asserted, claim.aircraft.airframes) == (modality is None, None)


@pytest.mark.parametrize(
    "text",
    [
        "У вересні 2029 року рейси до Гао припинилися, а в січні 2030-го відновилися.",
        "В сентябре 2029 года рейсы в Гао прекратились, а в январе 2030-го возобновились.",
        "The flights to Gao stopped in September 2029 and resumed in January 2030.",
    ],
)
def test_what_stopped_and_was_resumed_is_told_twice(text):
    pause, resumption = told(text)
    assert (pause.date.start, resumption.date.start) == ("2029-09-01", "2030-01-01")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Іл-76 вилетів із Гао до Куп'янська.", [("Гао", "Куп'янська")]),
        ("Іл-76 вилетів із Гао до Н’Джамени.", [("Гао", "Н’Джамени")]),
        ("Ан-124 виконав рейс Гао — Х'юстон — Оран.", [("Гао", "Х'юстон"), ("Х'юстон", "Оран")]),
        ("Літак 'Руслан' вилетів із Гао.", [("Гао", None)]),
    ],
)
def test_an_apostrophe_stands_inside_a_word(text, ends):
    assert ways(told(text)[-1]) == ends


@pytest.mark.parametrize("mark", ["'", "’", "ʼ"])
def test_numbers_have_any_apostrophe(mark):
    assert told(f"П{mark}ять Іл-76 сіли в Гао.")[0].aircraft.airframes.n == 5


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Іл-76 компанії, пов'язаної з Іраном, сів у Гао.", None),
        ("Після розриву відносин із Францією в Гао прилетів Іл-76.", None),
        ("Ил-76 прилетел в Гао по контракту с Россией.", None),
        ("Літак сів у Гао на тлі війни зі Східною Кореєю.", None),
        ("Незалежно від Москви літак прилетів у Гао.", None),
        ("Іл-76 прилетів у Гао з Ірану.", "Ірану"),
        ("Ил-76 прилетел в Гао с Кубы.", "Кубы"),
        ("Ил-76 прилетел в Гао с Белой.", "Белой"),
        ("Ил-76 прилетел в Гао с Хмеймим.", "Хмеймим"),
    ],
)
def test_with_is_not_from(text, start):
    assert ways(told(text)[-1]) == [(start, "Гао")]


@pytest.mark.parametrize(
    "text",
    [
        "Зеленський був у Мадриді, де підписав декларацію щодо закупівлі ста винищувачів Rafale.",
        "Міністр у Гао домовився про виробництво 97 Tejas.",
        "Чи були випадки, коли літак із полоненими не долітав?",
        "Снаряди в Росію перевозять переважно морем з порту Корваш.",
        "Президент повідомив, що наступний раунд переговорів у Стамбулі може відбутися в середу.",
    ],
)
def test_what_is_bought_asked_for_or_shipped_by_sea_is_no_flight(text):
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Суддя виїхав з України вночі; його літак вилетів із Варшави до Гао.", ("Варшави", "Гао")),
        ("Літаки перелетіли з Карелії на аеродром у Калінінградській області.", ("Карелії", None)),
        ("C-17 прилетів із Форт-Сілла у штаті Оклахома через Шеннон.", ("Форт-Сілла", "Шеннон")),
        ("До Гао прибули чотири Іл-76. Останній, за даними Gerjon, вилетів із Внукова.", ("Внукова", "Гао")),
    ],
)
def test_where_each_way_begins_and_ends(text, wanted):
    ((start, end),) = ways(told(text)[-1])
    assert start == wanted[0]
    assert wanted[1] in (end, None)
    assert end is not None


def test_there_is_where_it_came_though_it_went_home():
    text = (
        "Іл-62М вилетів із Внукова 3 травня й приземлився в Гао. Назад літак вирушив 6 травня. "
        "Удруге він побував там 9 травня."
    )
    assert told(text)[-1].place.text == "Гао"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Американські RQ-4B з'являлися над Гао 7 травня.", None),
        ("Российские Ил-76 замечены в Гао 7 мая.", None),
        ("Російський Іл-76 помічений у Гао 7 травня.", 1),
        ("Іл-76 виконав кілька рейсів до Гао. 7 травня той самий літак помітили в Кідалі.", 1),
    ],
)
def test_an_adjective_tells_whether_a_type_is_one(text, number):
    airframes = told(text)[-1].aircraft.airframes
    assert (airframes and airframes.n) == number


def test_then_behind_a_dash_is_no_end_of_a_time():
    claim = told("Борт востаннє піднімався у квітні — тоді він доправив до Гао обладнання.")[-1]
    assert claim.date.start == "2031-04-01"


@pytest.mark.parametrize(
    ("text", "kinds", "way"),
    [
        ("Ил-76 сел в Гао. Улетел 5 мая в Бамако.", ["IL76", "IL76"], ("Гао", "Бамако")),
        ("Іл-76 летів з Гао до Бамако. Приземлився там 5 травня.", ["IL76", "IL76"], (None, "Бамако")),
        ("Ил-76 сел в Гао. Прилетел посол.", ["IL76"], (None, "Гао")),
        ("Ил-76 сел в Гао. Улетел в Бамако 5 мая посол.", ["IL76"], (None, "Гао")),
        ("Ил-62М в Каракас не прилетел. Борт сел в Гаване.", ["IL62"], (None, "Гаване")),
        ("Ни один Ил-62М в Каракас не прилетел. Борт сел в Гаване.", [None], (None, "Гаване")),
    ],
)
def test_a_verb_without_a_subject_is_of_the_aircraft_before(text, kinds, way):
    claims = told(text)
    assert [claim.aircraft and claim.aircraft.type_designator for claim in claims] == kinds
    assert ways(claims[-1]) == [way]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "В Гао сели два C-17 и A400M, который прилетел из Рамштайна.",
            {"C17": [(None, "Гао")], "A400": [("Рамштайна", "Гао")]},
        ),
        (
            "В Гао сели два C-17 и A400M, которые прилетели из Рамштайна.",
            {"C17": [("Рамштайна", "Гао")], "A400": [("Рамштайна", "Гао")]},
        ),
        ("На базі стоять два Су-35 і Ан-124, який прилетів з Каїра.", {"A124": [("Каїра", None)]}),
    ],
)
def test_a_relative_of_one_is_of_the_last_aircraft(text, wanted):
    assert {claim.aircraft.type_designator: ways(claim) for claim in told(text)} == wanted


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Ил-76 RF-78663 и RF-78658 — Оренбург-Пхеньян.", 2),
        ("В Гао пришли три борта. Компания, чей самолёт в апреле слетал в Гао, молчит.", 1),
    ],
)
def test_how_many_aircraft_are_told_by_their_codes_and_owners(text, n):
    assert told(text)[-1].aircraft.airframes.n == n


def test_what_is_brought_there_in_quotation_marks_is_no_place():
    assert not [claim for claim in told("Туда «Панцири» доставил Ил-76.") if claim.place]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Переговоры прошли 2 мая. 3-го Ил-96 улетел из Гао.", "05-03"),
        ("Ил-96 улетел 3-го из Гао.", "05-03"),
        ("За год из Гао ушли 40 бортов. Ил-96 улетел 3-го из Гао.", "05-03"),
    ],
)
def test_a_bare_number_with_its_ending_is_a_day(text, day):
    assert told(text)[-1].date.start[5:] == day


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("Обратно в Киргизию самолёт не вернулся.", []),
        ("Назад до Малі літак не полетів.", []),
        ("Обратно в Минск Ил-76 вернулся 5 мая.", [[(None, "Минск")]]),
        ("На подлёте к Бенгази Ил-76 развернулся и ушёл в Гао.", [[(None, "Гао")]]),
        ("Обратным рейсом самолёт заберёт граждан России.", []),
    ],
)
def test_where_it_did_not_get_is_no_way(text, asserted):
    assert [ways(claim) for claim in told(text)] == asserted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Два Ту-160 выполнили полёт над водами Баренцева и Норвежского морей.", "AREA-BARENTS"),
        ("Два Ту-95МС виконали політ над Чорним та Балтійським морями.", "AREA-BLACK-SEA"),
    ],
)
def test_two_seas_share_their_noun(text, place):
    (claim,) = told(text)
    assert claim.place.id == place


def test_one_of_a_group_is_of_its_operator():
    text = "Два Ил-76 ВКС России прилетели в Гао. Один из них улетел в Оран."
    assert [claim.operator for claim in told(text)] == ["ВКС России", "ВКС России"]
