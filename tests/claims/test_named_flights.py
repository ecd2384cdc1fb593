"""Flights called by where they were to go, one field of several, and the first and second of two told before."""

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
