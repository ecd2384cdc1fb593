"""What a sentence says of the landing told before is where that landing is known from."""

import pytest

from wheelsdown.claims.claim import How


@pytest.fixture(scope="module")
def names(tell):
    """Give the names in the chain of the first claim of a text."""

    def read(text):
        first = min(tell(text=text)[0].read.claims, key=lambda claim: claim.span)
        return [link.name for link in first.chain if link.how is not How.NONE]

    return read


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Іл-76 сів у Бамако. Посадку о 14:22 зафіксував Flightradar24.", ["Flightradar24"]),
        ("Іл-76 сів у Бамако. Відео посадки виклали місцеві споттери.", ["місцеві споттери"]),
        ("Іл-76 сів у Бамако. Фото борту опублікував канал «Сухий вітер».", ["Сухий вітер"]),
        ("Ан-26 сів у Ковелі. Про це розповіли в обласній лікарні.", ["обласній лікарні"]),
        ("Іл-76 сів у Бамако. Таке уточнення оприлюднив канал «Небесна варта».", ["Небесна варта"]),
        ("Іл-76 сів у Бамако. Переліт видно на Flightradar24.", ["Flightradar24"]),
        ("Ил-76 сел в Бамако. О посадке рассказал источник в аэропорту.", ["источник в аэропорту"]),
        ("Ил-76 сел в Бамако. Фото самолета выложил споттер из Мали.", ["споттер"]),
        ("Ан-26 сел в Орлике. Это подтвердили в республиканском Минздраве.", ["республиканском Минздраве"]),
    ],
)
def test_who_tells_of_the_landing_told_before_is_its_source(names, text, chain):
    assert names(text) == chain


@pytest.mark.parametrize(
    "text",
    [
        "Ан-124 сів у Лейпцигу. Це третій рейс за тиждень, зауважив портал «Тара».",
        "Ан-124 сел в Лейпциге. Видео, которое показал телеканал, снято в Киеве.",
        "Ан-124 сел в Лейпциге. Самолет встречали рабочие.",
    ],
)
def test_a_sentence_of_its_own_lends_no_source(names, text):
    assert names(text) == []
