"""Where "back" leads that names no place: to where the aircraft is first told to have set out.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def last(text):
    """The ends of the legs of the last asserted claim."""
    claim = [claim for claim in claims_of(text) if claim.asserted][-1]
    return [(leg.origin and leg.origin.text, leg.destination and leg.destination.text) for leg in claim.legs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "A400M вылетел из Вунсторфа в Амман в понедельник. Через шесть часов борт приземлился в Аммане. "
                "В тот же день он отправился назад."
            ),
            [("Аммане", "Вунсторфа")],
        ),
        (
            (
                "A400M вилетів з Вунсторфа до Аммана в понеділок. За шість годин борт приземлився в Аммані. "
                "Того ж дня він вирушив назад."
            ),
            [("Аммані", "Вунсторфа")],
        ),
        (
            "10 мая из Анкары в Могадишо вылетел C-130. Назад он вернулся через Джибути.",
            [("Могадишо", "Джибути"), ("Джибути", "Анкары")],
        ),
        (
            (
                "P-8A взлетел с Сигонеллы 10 мая. Самолёт патрулировал небо над Чёрным морем. "
                "Вечером он приземлился на той же базе."
            ),
            [(None, "Сигонеллы")],
        ),
        (
            "Ил-76 вылетел из Анапы 10 мая. Самолёт запросил посадку в Ростове-на-Дону. Там он и приземлился.",
            [(None, "Ростове-на-Дону")],
        ),
    ],
)
def test_back_to_where_it_set_out(text, expected):
    assert last(text) == expected


def test_what_turned_back_did_not_come_to_where_the_one_before_is():
    text = (
        "A321 приземлился во Внуково 12 мая. Накануне борт вылетел из Братиславы, но был вынужден вернуться."
    )
    assert last(text) == [("Братиславы", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Ил-76 сел в Ереване. В понедельник самолёт улетел в Тбилиси, а во вторник вернулся во Францию.",
        "Іл-76 сів у Єревані. У понеділок літак вилетів до Тбілісі, а у вівторок повернувся до Франції.",
    ],
)
def test_two_days_are_two_flights(text):
    assert [claim.date and claim.date.start for claim in claims_of(text)] == [
        None,
        "2031-05-12",
        "2031-05-13",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A C-130 landed at Gao on 2 May and left the next day. It was back on 9 May.", [(None, "Gao")]),
        ("A C-130 landed at Gao on 2 May. It was back two days later.", [(None, "Gao")]),
        ("A C-130 flew from Oran to Gao on 2 May. It was back home the same evening.", [("Gao", "Oran")]),
    ],
)
def test_aircraft_that_were_back_came_where_they_had_been(text, expected):
    assert last(text) == expected
