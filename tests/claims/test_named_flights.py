"""Flights called by where they were to go, one field of several, and the first and second of two told before."""

from datetime import date

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Рейс Бамако — Триполи приземлился в Гао.", [("GABS", "GAGO")]),
        ("Boeing 737, выполнявший рейс Бамако — Триполи, сел в Гао.", [("GABS", "GAGO")]),
        ("Літак рейсу FR 4978 Афіни — Вільнюс сів у Ларнаці.", [("LGAV", "LCLK")]),
        ("A flight from Athens to Vilnius landed in Larnaca.", [("LGAV", "LCLK")]),
        ("رحلة من بيروت إلى الرياض هبطت في الدمام.", [("OLBA", "OEDF")]),
        ("Ил-76 совершил рейс из Бамако в Гао и сел в Ниамее.", [("GABS", "GAGO"), ("GAGO", "DRRN")]),
        ("An Il-76 made a flight from Bamako to Gao and landed in Niamey.", [("GABS", "GAGO"), ("GAGO", "DRRN")]),
        ("Ил-76 сел на одной из авиабаз восточной Ливии.", [(None, "LY")]),
        ("Літак сів на одному з аеродромів східної Лівії.", [(None, "LY")]),
        ("Ил-76 вылетел с одного из аэродромов Мали.", [("ML", None)]),
        ("Один из бортов вернулся из Гао в Бамако.", [("GAGO", "GABS")]),
    ],
)  # fmt: skip
def test_where_a_flight_was_to_go_and_one_of_several_fields(legs, text, wanted):
    assert legs(text) == wanted


def _told(text):
    """Type, number and ends of the legs of each asserted claim of a movement."""
    return [
        (
            claim.aircraft.type_designator,
            claim.aircraft.airframes and claim.aircraft.airframes.n,
            [(leg.origin and leg.origin.id, leg.destination and leg.destination.id) for leg in claim.legs],
        )
        for claim in claims_of(text)
        if claim.asserted and claim.aircraft
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ил-76 прибыл в Гао 2 мая. Ан-124 прибыл в Бамако 3 мая. Первый улетел в тот же день, второй — 5 мая.",
        "Іл-76 прибув до Гао 2 травня. Ан-124 прибув до Бамако 3 травня. Перший відлетів того ж дня, другий — 5 травня.",
        "An Il-76 arrived in Gao on 2 May. An An-124 arrived in Bamako on 3 May. The first left the same day, the second on 5 May.",
    ],
)  # fmt: skip
def test_the_first_and_the_second_are_those_told_one_after_the_other(text):
    assert _told(text)[2:] == [("IL76", 1, [("GAGO", None)]), ("A124", 1, [("GABS", None)])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Это уже третий борт за месяц: первые два прилетели в Гао 2 и 5 мая.", (None, 2, [(None, "GAGO")])),
        ("Це вже третій борт за місяць: перші два прибули до Гао 2 та 5 травня.", (None, 2, [(None, "GAGO")])),
        ("Airbus A320, летевший рейсом UJ 781 из Бамако в Гао, сел в Ниамее.", ("A320", 1, [("GABS", "DRRN")])),
    ],
)  # fmt: skip
def test_numbers_are_of_those_that_flew(text, wanted):
    assert _told(text) == [wanted]


def test_who_comes_with_them_comes_there(legs):
    assert legs("Три Ил-76 прибыли в Гао. Вместе с ними прибыл A400M.")[-1] == (None, "GAGO")
    assert legs("With them came an A400M.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Читатели спрашивают, правда ли, что в Гао сел Ил-76.",
        "Журналісти питають, чи правда, що в Гао сів Іл-76.",
        "Ил-76 сел в Гао. Более 12 млн покинули свои дома.",
    ],
)
def test_what_is_asked_and_who_left_home_is_no_flight(happened, text):
    assert len(happened(text)) == text.count("Ил-76 сел в Гао. ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("В Гао прилетели два российских самолёта — Ил-62М и Ан-124.", [("IL62", 1), ("A124", 1)]),
        ("До Гао прибули два літаки: Іл-76 та Ан-124.", [("IL76", 1), ("A124", 1)]),
        ("Two Russian aircraft, an Il-62M and an An-124, landed in Gao.", [("IL62", 1), ("A124", 1)]),
        ("Два Ил-76 и Ан-124 сели в Гао.", [("IL76", 2), ("A124", 1)]),
        ("F-35 вылетели из Гао и дозаправлялись над Атлантикой от KC-46.", [("F35", None)]),
        ("В пятницу на базу Ил-76 доставил груз.", [("IL76", 1)]),
    ],
)
def test_each_type_of_so_many_planes_is_one(text, wanted):
    assert [(kind, n) for kind, n, _ in _told(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Три эсминца ВМС США направляются к берегам Мали, пишет Reuters.",
        "Два фрегата ВМС Италии направляются в Триполи.",
        "Следующий борт в Гао ждут в мае.",
    ],
)
def test_ships_and_the_next_plane_made_no_flight(happened, text):
    assert happened(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ил-76, следующий из Гао в Бамако, сел в Ниамее.", [("GAGO", "DRRN")]),
        ("На базу Ил-76 прилетел из Гао.", [("GAGO", None)]),
    ],
)
def test_a_type_is_no_name_of_a_base_and_who_heads_for_it_need_not_come(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "В Гао сел Ту-214, которым, по данным Flightradar24, пользуется президент Сербии Александр Вучич.",
        "According to Flightradar24, President Ilham Aliyev arrived in Gao aboard a Tu-214.",
    ],
)
def test_who_flies_behind_a_source_is_no_source(text):
    (claim,) = claims_of(text)
    assert {link.name for link in claim.chain} <= {"this article", "Flightradar24"}


def _counted(text):
    """Number of aircraft, number of flights and legs of each asserted claim."""
    return [
        (
            claim.aircraft and claim.aircraft.airframes and claim.aircraft.airframes.n,
            claim.events and claim.events.n,
            [(leg.origin and leg.origin.id, leg.destination and leg.destination.id) for leg in claim.legs],
        )
        for claim in claims_of(text)
        if claim.asserted
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ил-76 пять раз летал в Гао и три раза — в Бамако.",
        "Ил-76 пять раз приземлялся в Гао, три — в Бамако.",
        "Іл-76 п'ять разів літав до Гао, тричі — до Бамако.",
    ],
)
def test_so_many_times_here_and_so_many_there_are_two_numbers_of_flights(text):
    assert _counted(text) == [(1, 5, [(None, "GAGO")]), (1, 3, [(None, "GABS")])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ил-76 сел в Гао. Министр обороны прилетел в Бамако. Его самолёт вылетел из Орана.", None),
        ("Іл-76 сів у Гао. Міністр оборони прилетів до Бамако. Його літак вилетів з Орана.", None),
        ("Falcon 900 вылетел из Триполи. Его борт сел в Каире.", "F900"),
    ],
)
def test_the_aircraft_of_a_visitor_is_another_one(text, wanted):
    assert _told(text)[-1][0] == wanted


def test_who_is_one_of_them_in_hospital_flew_nowhere(happened):
    assert len(happened("Ил-76 прилетел в Гао. Один из них, гражданин Италии, в реанимации.")) == 1


def test_who_flew_elsewhere_did_not_come_where_another_did():
    text = "Ил-76 сел в Гао. RC-135V снова висел над Чёрным морем, пришёл из Суда-Бэй."
    assert _told(text)[1][2] == [("LGSA", None)]


@pytest.mark.parametrize("text", ["Ан-12 сел в Гао ещё летом.", "Ан-12 сів у Гао ще влітку."])
def test_still_in_summer_is_the_summer_before(text):
    (claim,) = claims_of(text, told=date(2030, 11, 20))
    assert claim.asserted
    assert claim.date.start == "2030-06-01"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Boeing 777F компании Qatar Cargo сел в Гао.", "Qatar Cargo"),
        ("Самолет Qatar Cargo приземлился в Гао.", "Qatar Cargo"),
        ("A Qatar Cargo Boeing 777F landed in Gao.", "Qatar Cargo"),
        ("A Qatari Boeing 777F landed in Gao.", "Qatari"),
    ],
)
def test_a_company_may_have_a_state_in_its_name(text, wanted):
    (claim,) = claims_of(text)
    assert claim.operator == wanted


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Після ремонту Ан-124 компанії виконав перший комерційний рейс.", True),
        ("В среду Ан-124 выполнил первый рейс после ремонта.", True),
        ("The An-124 made its first commercial flight on Wednesday.", True),
        ("أجرت طائرة أنتونوف 124 أول رحلة لها يوم الأربعاء.", True),
        ("В этом году Ан-124 компании выполнит первый рейс.", False),
        ("У середу Ан-124 не виконав жодного рейсу.", False),
    ],
)
def test_a_numbered_flight_of_an_aircraft_needs_no_place(text, is_told):
    assert any(claim.asserted for claim in claims_of(text)) is is_told
