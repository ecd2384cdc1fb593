"""Logs of flights as channels keep them: a title with its day, and an entry a line that begins with a time.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def told(text):
    """Type, ends of the legs and first day of each asserted claim."""
    return [
        (
            claim.aircraft and claim.aircraft.type_designator,
            [
                (leg.origin and leg.origin.text, leg.destination and leg.destination.text)
                for leg in claim.legs
            ],
            claim.date and claim.date.start,
        )
        for claim in claims_of(text)
        if claim.asserted
    ]


TWELFTH = "2031-05-12"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Мониторинг авиации 12 мая\n\n07:10 Ил-76 RF-76639 взлёт Мигалово\n"
                "09:40 Ту-154 RA-85686 Чкаловский — Ростов\n"
                "11:15 Ан-72 RF-72014 вылет из Ростова, посадка в Крымске\n15:00 Ту-134 сел в Сочи\n"
                "16:20 Ил-18 посадка Чкаловский"
            ),
            [
                ("IL76", [("Мигалово", None)], TWELFTH),
                ("T154", [("Чкаловский", "Ростов")], TWELFTH),
                ("AN72", [("Ростова", "Крымске")], TWELFTH),
                ("T134", [(None, "Сочи")], TWELFTH),
                ("IL18", [(None, "Чкаловский")], TWELFTH),
            ],
        ),
        (
            (
                "Моніторинг авіації 12 травня\n\n07:10 Іл-76 RF-76639 зліт Мігалово\n"
                "09:40 Ту-154 RA-85686 посадка Ростов\n"
            ),
            [("IL76", [("Мігалово", None)], TWELFTH), ("T154", [(None, "Ростов")], TWELFTH)],
        ),
        (
            "12.05 в 13:10 из Пскова взлетел Ил-76, посадка в Минске в 14:20.",
            [("IL76", [("Пскова", "Минске")], TWELFTH)],
        ),
        (
            "12.05, 13:10: С-17 сел в Жешуве, прилетел из Дувра.",
            [("C17", [("Дувра", "Жешуве")], TWELFTH)],
        ),
        (
            "RFF8061 | Ил-76МД | RF-76638 | 12.05 | Моздок - Ереван - Моздок",
            [("IL76", [("Моздок", "Ереван"), ("Ереван", "Моздок")], TWELFTH)],
        ),
        ("Ил-76 ушёл в Гао 12-го.", [("IL76", [(None, "Гао")], TWELFTH)]),
    ],
)
def test_entries_of_a_log(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Главная | Новости | Авиация\n\nИл-76 сел в Гао 12 мая.",
        "13.05 километра взлётной полосы в Гао готовы. Ил-76 сел в Гао 12 мая.",
    ],
)
def test_what_is_no_entry(text):
    assert told(text) == [("IL76", [(None, "Гао")], TWELFTH)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Benina: two An-124s landed on Friday.", [(None, "HLLB")]),
        ("• Benina: an An-124 departed at dusk for Bamako.", [("HLLB", "GABS")]),
        ("Бенгази: в пятницу сел Ан-124 из Бамако.", [("GABS", "HLLB")]),
        ("• Benina: busy again. Three C-17s came in on Thursday.", [(None, "HLLB")]),
        ("• Benina: An-124 RA-82038 departed for Gao. It had arrived from Bamako.", [("GABS", "HLLB")]),
    ],
)
def test_a_place_with_a_colon_begins_an_entry(legs, text, expected):
    assert legs(text) == expected


def test_where_an_entry_begins_owns_no_aircraft(happened):
    assert [claim.operator for claim in happened("• Benina: An-124 RA-82038 departed for Gao.")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Damascus: An Il-76 landed in Bamako on Friday.", [(None, "GABS")]),
        ("Москва: Ил-76 сел в Бенгази в пятницу.", [(None, "HLLB")]),
        ("الخرطوم: «ضفاف النيل». هبطت طائرة إليوشن-76 في مطار نيالا يوم السبت.", [(None, "HSNN")]),
    ],
)
def test_where_an_article_was_written_begins_no_entry(legs, text, expected):
    assert legs(text) == expected
