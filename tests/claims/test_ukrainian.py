"""Ukrainian flights, class by class: who told, where, by which way, with which verb, when, how many."""

import pytest


@pytest.fixture(scope="module")
def told(tell):
    """Get the asserted claims of a text."""

    def read(text):
        return [claim for claim in tell(text=text)[0].read.claims if claim.asserted]

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Дані ADS-B Exchange свідчать, що Іл-76 приземлився в Гао.", "ADS-B Exchange"),
        ("За даними місцевих ЗМІ, Іл-76 приземлився в Гао.", "місцевих ЗМІ"),
        ("Іл-76 приземлився в Гао, повідомляють місцеві ЗМІ.", "місцеві ЗМІ"),
        ("Про приліт Іл-76 до Гао повідомив голова авіаційної служби.", "голова авіаційної служби"),
        ("На супутникових знімках видно два Ту-22М3 на авіабазі Шайковка.", "satellite images"),
        ("Знімки, зроблені компанією Planet Labs, показують Іл-76 в аеропорту Гао.", "Planet Labs"),
        ("Пресслужба президента повідомила, що Іл-76 приземлився в Гао.", "Пресслужба"),
        ("Іл-76 приземлився в Гао. Інформацію підтвердили в генконсульстві.", "генконсульстві"),
        ("Іл-76 приземлився в Гао. Про це повідомила глава офісу Світлана Ткач.", "Світлана Ткач"),
        ("Как пишут СМИ, Ил-76 приземлился в Гао.", "СМИ"),
    ],
)
def test_who_told_it(told, text, wanted):
    assert any(wanted in link.name for link in told(text)[-1].chain)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ту-22М3 приземлився в Шайковці.", "RU-9942"),
        ("МіГ-31К приземлився в Саваслейці.", "RU-6878"),
        ("С-17 приземлився у Фейрфорді.", "EGVA"),
        ("Ан-124 приземлився в Ніші.", "LYNI"),
        ("Ан-124 приземлився у Відні.", "LOWW"),
        ("Іл-76 приземлився у Воронезькій області.", "RU-VOR"),
        ("Ил-76 приземлился в Хабаровском крае.", "RU-KHA"),
        ("RC-135 пролетів над Норвезьким морем.", "AREA-NORWEGIAN-SEA"),
        ("Самолёт P-8 пролетел над Охотским морем.", "AREA-SEA-OF-OKHOTSK"),
    ],
)
def test_where_it_was(told, text, wanted):
    claim = told(text)[-1]
    place = claim.place or claim.legs[-1].destination
    assert place.id == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Іл-76 приземлився на аеродромі «Корвашинка» в Амурській області.", "аеродромі «Корвашинка»"),
        ("Іл-76 прилетів до Корвашинки в Пермському краї.", "Корвашинки"),
        ("Іл-76 прилетів до Корвашинки в Тарманії.", "Корвашинки"),
        ("Іл-76 прилетів до селища Корвашинка.", "Корвашинка"),
    ],
)
def test_an_unknown_place_is_one_and_where_it_lies_is_no_leg(told, text, wanted):
    (leg,) = told(text)[-1].legs
    assert leg.destination.text == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Наступного дня той самий маршрут повторив Ан-124.",
        "Згодом такий самий рейс виконали два Ан-124.",
        "Ан-124 повторив його маршрут.",
    ],
)
def test_the_same_flight_again_goes_the_same_way(told, text):
    _, again = told("Іл-76 вилетів із Хмейміма і приземлився в Бенгазі. " + text)
    assert [(leg.origin.id, leg.destination.id) for leg in again.legs] == [("OSLK", "HLLB")]
    assert again.aircraft.type_designator == "A124"


def test_scouting_is_no_operator(told):
    (claim,) = told("Літак P-8A вів розвідку над Чорним морем.")
    assert claim.operator is None
    assert claim.place.id == "AREA-BLACK-SEA"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Іл-76 прилетів до Гао 22 квітня. Уже 24-го він вилетів до Бамако.", ("2031-04-24", "2031-04-25")),
        ("Ил-76 прилетел в Гао 22 апреля, а 24-го вылетел в Бамако.", ("2031-04-24", "2031-04-25")),
        ("За останній тиждень два Іл-76 прибули в Гао.", ("2031-05-07", "2031-05-15")),
        ("В останній тиждень квітня два Іл-76 прибули в Гао.", ("2031-04-24", "2031-05-01")),
    ],
)
def test_when_it_was(told, text, days):
    claim = told(text)[-1]
    assert (str(claim.date.start), str(claim.date.end)) == days


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("Іл-76 прилетів з Хмейміма до Ніамея, зробивши посадку в Бенгазі.", ["OSLK HLLB", "HLLB DRRN"]),
        ("Іл-76 прилетів з Хмейміма до Ніамея, дозаправившись у Бенгазі.", ["OSLK HLLB", "HLLB DRRN"]),
        ("Ил-76 прилетел из Хмеймима в Ниамей, совершив посадку в Бенгази.", ["OSLK HLLB", "HLLB DRRN"]),
        ("Іл-76 прилетів з Хмейміма до Ніамея із зупинкою в Бенгазі.", ["OSLK HLLB", "HLLB DRRN"]),
        ("Ту-95МС перелетіли з аеродрому «Оленья» на «Українку».", ["RU-4464 RU-2244"]),
    ],
)
def test_by_which_way(told, text, legs):
    assert [f"{leg.origin.id} {leg.destination.id}" for leg in told(text)[-1].legs] == legs


@pytest.mark.parametrize(
    "text",
    [
        "Інформація про посадку Іл-76 в Гао виявилася фейком.",
        "Немає доказів, що Іл-76 прилітав до Гао.",
        "Нет доказательств, что Ил-76 прилетал в Гао.",
        "Смуга в Гао дозволяє приймати Іл-76.",
        "Су-34 скинули бомби на Харків.",
        "Через негоду Іл-76 не зміг сісти в Гао.",
    ],
)
def test_what_is_no_flight(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("У вівторок прибули ще два.", 2),
        ("У вівторок сіли ще п'ять з Рамштайна.", 5),
        ("Во вторник прибыли ещё два.", 2),
    ],
)
def test_others_are_counted_behind_their_verb(told, text, n):
    claim = told("Три C-17 прибули до Жешува в понеділок. " + text)[-1]
    assert claim.aircraft.airframes.n == n


def test_a_registration_that_begins_a_clause_is_an_aircraft(told):
    (claim,) = told("За даними Flightradar24, RA-78765 приземлився в Тобруку.")
    assert claim.aircraft.registration == "RA-78765"


def test_who_saw_it_stands_behind_a_pronoun(told):
    (claim,) = told("18 квітня Іл-76 сів у Бенгазі. Його помітив телеграм-канал «Сапсан».")
    assert claim.chain[-1].name == "Сапсан"


def test_an_office_at_an_airport_gives_it_no_name(told):
    (claim,) = told("За словами речника аеропорту Міхала Табіша, два C-17 прибули до Жешува.")
    assert [leg.destination.id for leg in claim.legs] == ["EPRZ"]
