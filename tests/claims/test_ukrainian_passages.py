"""Ukrainian and Russian reports between their sentences: diversions, days beside days, parts of a whole.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import told, ways


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Рейс із Тегерана до Москви розвернувся і сів у Баку.", [("Тегерана", "Баку")]),
        ("Рейс із Тегерана до Москви змінив курс і сів у Баку.", [("Тегерана", "Баку")]),
        ("Не долетівши до Бамако, Іл-76 розвернувся і сів у Гао.", [(None, "Гао")]),
        ("Не долетев до Бамако, Ил-76 вернулся в Гао.", [(None, "Гао")]),
        ("Літак вилетів із Загреба до Варшави, але повернув назад.", [("Загреба", None)]),
        ("Літак, який прямував із Загреба до Варшави, повернувся в аеропорт вильоту.", [("Загреба", None)]),
        ("У Баку екстрено сів літак, який летів із Тегерана до Москви.", [("Тегерана", "Баку")]),
        (
            "Із Москви до Гавани через Каракас вирушив Іл-96.",
            [("Москви", "Каракас"), ("Каракас", "Гавани")],
        ),
    ],
)
def test_where_it_was_bound_is_not_where_it_came_to(text, wanted):
    assert ways(told(text)[-1]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Літак сів у Міжнародному аеропорту «Бориспіль».", [(None, "аеропорту «Бориспіль»")]),
        ("Самолет сел в Международном аэропорту Каракас.", [(None, "аэропорту Каракас")]),
        ("Літак сів у Національному аеропорту «Мінськ».", [(None, "аеропорту «Мінськ»")]),
    ],
)
def test_an_adjective_of_an_airfield_is_no_place(text, wanted):
    assert ways(told(text)[-1]) == wanted


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Із восьми Ту-95МС п'ять повернулися на «Оленью».", 5),
        ("З шести C-17 два вилетіли до Рамштайна.", 2),
        ("Из пяти самолетов три сели в Жешуве.", 3),
        ("ASCOT 4521 A400M вилетів із Брайз-Нортона.", 1),
    ],
)
def test_how_many_of_a_whole(text, n):
    assert told(text)[-1].aircraft.airframes.n == n


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 травня Ан-124 прилетів до Лейпцига, а 6 травня — до Варшави.", ["2031-05-03", "2031-05-06"]),
        ("3 мая Ан-124 прилетел в Лейпциг, 6 мая — в Варшаву.", ["2031-05-03", "2031-05-06"]),
        ("Напередодні, 5 травня, Іл-62М прилетів до Гао.", ["2031-05-05"]),
        ("Накануне (5 мая) Ил-62М прилетел в Гао.", ["2031-05-05"]),
        ("Після перерви Іл-76 знову прилетів до Гао. Це сталося 4 травня.", ["2031-05-04"]),
        ("Іл-76 сів у Гао 2 травня. Подібний рейс відбувся 4 травня.", ["2031-05-02", "2031-05-04"]),
        (
            "Іл-76 сів у Гао 2 травня. Востаннє такий же рейс фіксували 12 березня.",
            ["2031-05-02", "2031-03-12"],
        ),
    ],
)
def test_the_day_of_each_flight(text, days):
    assert [claim.date.start for claim in told(text)] == days


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A400M сів у Гао, дозаправився і продовжив політ до Бамако.", [(None, "Гао"), ("Гао", "Бамако")]),
        ("A400M сел в Гао, дозаправился и продолжил полет в Бамако.", [(None, "Гао"), ("Гао", "Бамако")]),
        ("Іл-76 прибув із Мінська до Гао. Звідти ж прилетів Ан-124.", [("Мінська", "Гао")]),
    ],
)
def test_the_way_of_the_same_journey(text, wanted):
    assert ways(told(text)[-1]) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Іл-76 вилетів із Мінська. Наступного дня той самий борт помітили в Гавані.",
        "Ил-76 вылетел из Минска. На следующий день тот же борт заметили в Гаване.",
    ],
)
def test_the_same_board_was_seen(text):
    assert told(text)[-1].aircraft.type_designator == "IL76"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("За попередніми даними моніторингових каналів, Ту-22М3 сів у Гао.", "моніторингових каналів"),
        ("За оновленими даними Генштабу, Ту-22М3 сів у Гао.", "Генштабу"),
        ("По последним данным Flightradar24, Ту-22М3 сел в Гао.", "Flightradar24"),
        ("Повітряні сили ЗСУ попередили про зліт МіГ-31К із Шайковки.", "Повітряні сили ЗСУ"),
        ("Радник глави МВС Іван Ткач написав у Facebook, що в Гао сів Ан-124.", "Ткач"),
    ],
)
def test_who_told(text, name):
    assert name in told(text)[-1].chain[-1].name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MQ-9A Reaper виконав політ уздовж кордону з Білоруссю.", "BY"),
        ("RC-135 летів біля кордону з Польщею.", "PL"),
        ("RC-135 летел вдоль границы с Белоруссией.", "BY"),
    ],
)
def test_along_a_border_is_not_from_behind_it(text, place):
    claim = told(text)[-1]
    assert (claim.legs, claim.place.id) == ((), place)


@pytest.mark.parametrize(
    "text",
    [
        "Перший Іл-76 прибув у Гао о 08:15, другий — о 09:40.",
        "Первый Ил-76 прибыл в Гао в 08:15, второй - в 09:40.",
        "Перший Іл-76 сів у Гао 1 травня, ще два — 3-го.",
    ],
)
def test_the_next_ones_have_only_their_time(text):
    assert [ways(claim) for claim in told(text)] == [[(None, "Гао")], [(None, "Гао")]]


def test_what_somebody_is_for_is_not_where_it_stands():
    text = "Іл-76 сів у Гао. На борту — контингент для бази в Бамако. Літак вилетів із Тобрука."
    assert ways(told(text)[-1]) == [("Тобрука", "Гао")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Міністр оборони Іван Ткач заявив, що в Гао сів C-17. Про це пише PAP.", ["PAP", "Ткач"]),
        ("За даними Flightradar24, C-17 сів у Гао. Про це повідомляє Reuters.", ["Reuters", "Flightradar24"]),
        ("Представитель базы сказал, что C-17 сел в Гао. Об этом пишет Reuters.", ["Reuters"]),
        ("Як пише Delfi, C-17 сів у Гао. Про це повідомляє Reuters.", ["Delfi"]),
    ],
)
def test_who_reports_what_somebody_said(text, names):
    links = [link.name for link in told(text)[-1].chain][1:]
    assert [name in link for name, link in zip(names, links, strict=False)] == [True] * len(names)


@pytest.mark.parametrize(
    "text",
    [
        "Речник назвав повідомлення про посадку Іл-76 в Гао фейком.",
        "Підтверджень того, що Іл-76 приземлився в Гао, немає.",
        "В МИД назвали ложью сообщения о посадке Ил-76 в Гао.",
    ],
)
def test_what_is_called_false_is_not_told(text):
    assert told(text) == []
