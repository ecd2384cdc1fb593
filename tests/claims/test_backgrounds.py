"""What Russian and Ukrainian tell around a flight: its length, what it is for, who was there before."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "До Гавани звідси Іл-96 летить одинадцять годин.",
        "Из Москвы до Гаваны Ил-96 летит двенадцать часов.",
        "Літак збудували для польотів на Кубу.",
        "Компанія запрошує пілотів на Іл-76 для регулярних польотів до Лівії.",
        "Слідів рейсів до Агадеса, де раніше базувалися американські безпілотники, Reuters не виявило.",
        "Польотів до Гао, куди торік перекинули вертольоти, оглядачі не помітили.",
        "Транспортник вирушає до Бамако, щойно готовий вантаж.",
    ],
)
def test_lengths_purposes_and_what_was_not_seen_are_no_flights(text):
    kinds = {claim.kind for claim in claims_of(text) if claim.asserted}
    assert kinds.isdisjoint({"movement", "presence"})


@pytest.mark.parametrize(
    "text",
    [
        "Борт із міністром летить до Гавани вже шість годин.",
        "До Гавани Іл-96 летів одинадцять годин і сів на світанку.",
        "Рейс до Бамако для військових Малі виконав 12 вересня Іл-76.",
        "Слідів обстрілу біля Гао, де сів Іл-76, оглядачі не виявили.",
        "Іл-76 вирушає з Латакії 14 вересня.",
    ],
)
def test_one_flight_among_lengths_and_purposes_is_told(text):
    assert [claim.kind for claim in claims_of(text) if claim.asserted] == ["movement"]
