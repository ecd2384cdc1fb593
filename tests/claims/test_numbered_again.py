"""What goes on about the flight told before: "the flight", the fighters, "the second (...)".

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def told(text):
    """Type, number and ends of the legs of each asserted claim."""
    return [
        (
            claim.aircraft.type_designator,
            claim.aircraft.airframes and claim.aircraft.airframes.n,
            [
                (leg.origin and leg.origin.text, leg.destination and leg.destination.text)
                for leg in claim.legs
            ],
        )
        for claim in claims_of(text)
        if claim.asserted and claim.aircraft
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ил-76 сел в Гао 5 мая. Это был второй борт: первый прилетел 1 мая.",
        "Ил-76 сел в Гао 5 мая. Второй рейс прибыл в Гао 7 мая.",
    ],
)
def test_a_day_of_its_own_makes_it_a_flight(text):
    assert len(claims_of(text)) > 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C-17 прилетел в Жешув 4 мая. Рейс выполнялся из Рамштайна.", ("C17", 1, [("Рамштайна", "Жешув")])),
        (
            "Ил-76 прилетел в Гао 4 мая. Вылет обратно в Ростов состоялся вечером.",
            ("IL76", 1, [("Гао", "Ростов")]),
        ),
        (
            "Ту-134 сел в Гао 5 мая. Полёт проходил над Чёрным морем. Назавтра борт вернулся в Петербург.",
            ("T134", 1, [("Гао", "Петербург")]),
        ),
        (
            "Первый Ил-76 (RF-86906) прибыл в Гао в 11:20 из Твери, второй (RF-78834) — в 12:05 из Пскова.",
            ("IL76", 1, [("Пскова", "Гао")]),
        ),
    ],
)
def test_the_last_goes_on_with_the_one_before(text, expected):
    assert told(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "10 мая из Анкары в Гао вылетел самолёт с грузом. Это был C-130E с бортовым номером 63-13186.",
        "Военный борт прилетел в Гао в минувшую субботу. Как уточняет портал, речь идёт о C-130.",
        "10 травня з Анкари до Гао вилетів літак із вантажем. Це був C-130E.",
        "Військовий борт прилетів до Гао минулої суботи. Ідеться про C-130, уточнює портал.",
    ],
)
def test_what_it_was_is_told_behind(text):
    assert [craft for craft, _, _ in told(text)][:1] == ["C130"]


def test_what_came_along_gives_no_type():
    text = "Самолёт президента сел в Гао 5 мая. Борт сопровождали истребители F-15. Накануне он был в Минске."
    assert told(text)[0][0] is None
