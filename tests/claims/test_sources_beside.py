"""Who tells by where they stand: heading what they tell, or as whose somebody is; what stands in an aside.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def chains(text):
    """The names of the chain behind the article itself, of each asserted claim."""
    return [[link.name for link in claim.chain][1:] for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Reuters: российский Ил-76 сел в Гао 5 мая. Подробностей нет.", ["Reuters"]),
        ("Reuters: російський Іл-76 сів у Гао 5 травня. Подробиць немає.", ["Reuters"]),
        ("Reuters: an Il-76 landed at Gao on 5 May. No details were given.", ["Reuters"]),
        ("«Медуза»: Ил-76 сел в Гао 5 мая. Подробностей нет.", ["Meduza (Медуза)"]),
        (
            "Reuters: Ил-76 сел в Гао\n\nРоссийский Ил-76 приземлился в Гао 5 мая. Подробностей нет.",
            ["Reuters"],
        ),
        ("Борт сел в Гао 5 мая, сообщил источник «Интерфакса».", ["Interfax (Интерфакса)", "источник"]),
        ("Борт сів у Гао 5 травня, повідомило джерело «Інтерфаксу».", ["Interfax (Інтерфаксу)", "джерело"]),
        ("Борт сел в Гао 5 мая, сообщил корреспондент телеканала CNN.", ["CNN", "корреспондент"]),
        ("Чиновник сообщил журналистам CNN, что борт сел в Гао 5 мая.", ["CNN", "Чиновник"]),
        ("Посадовець повідомив журналістам CNN, що борт сів у Гао 5 травня.", ["CNN", "Посадовець"]),
    ],
)
def test_who_heads_what_is_told_or_whose_somebody_is(text, chain):
    assert chains(text) == [chain]


@pytest.mark.parametrize(
    "text",
    [
        "Самолёт E-4B, предназначенный для управления войсками в случае войны, 6 мая сел в Гао.",
        "Літак E-4B, призначений для управління військами у разі війни, 6 травня сів у Гао.",
    ],
)
def test_a_condition_in_an_aside_is_none_of_what_happened(text):
    assert [claim.asserted for claim in claims_of(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Борт вылетел из Дамаска 5 мая и следовал через территорию Ирака и Ирана.",
        "Борт вилетів з Дамаска 5 травня і прямував через територію Іраку та Ірану.",
    ],
)
def test_over_whose_territory_is_no_stop(text):
    (claim,) = claims_of(text)
    assert [(leg.origin.text, leg.destination) for leg in claim.legs] == [("Дамаска", None)]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("An official confirmed to AFP that an Il-76 landed at Gao on 5 May.", ["AFP", "official"]),
        ("Two pilots described to Reuters how an Il-76 landed at Gao on 5 May.", ["Reuters", "pilots"]),
        ("An Il-76 landed at Gao on 5 May (source: Reuters).", ["Reuters"]),
        ("Footage geolocated by Bellingcat shows that an Il-76 landed at Gao on 5 May.", ["Bellingcat", "Footage"]),
        ("An Il-76 is said to have landed at Gao on 5 May.", ["source not named in the text"]),
    ],
)  # fmt: skip
def test_to_whom_it_was_confirmed_and_who_stands_in_brackets(text, chain):
    assert chains(text) == [chain]
