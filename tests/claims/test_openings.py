"""Whose account goes on: somebody the sentence before was about, a paper of theirs, an outlet's own paragraph."""

import pytest

from wheelsdown.claims.claim import How


@pytest.fixture(scope="module")
def told_by(tell):
    """Get the names in the chain of the last claim of a text."""

    def read(text):
        claim = [claim for claim in tell(text=text)[0].read.claims if claim.asserted][-1]
        return [link.name for link in claim.chain if link.how is not How.NONE]

    return read


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Burundi's ports authority called it nonsense. They conceded that a C-130 had landed at Gao on 4 May.",
            ["Burundi's ports authority"],
        ),
        ("The Tarsh Watch team has a list. Its log shows an Il-76 reaching Gao on 3 May.", ["Tarsh Watch"]),
        (
            "«Вечерний Тарш» разобрал другой сюжет. Ан-124 вылетел из Ульяновска и сел в Хартуме.",
            ["Вечерний Тарш"],
        ),
        (
            "Посольство Италии прислало записку. В ней говорится, что C-130J прилетел в Ниамей.",
            ["Посольство Италии"],
        ),
        (
            "«Полёт Тарша» (142 тыс. подписчиков) ведёт список. «В Гао сели четыре Ил-76», — подсчитал автор.",
            ["Полёт Тарша"],
        ),
        ("Водій Іван Крук бачив усе з поля. За його словами, Ан-26 сів у Гостомелі.", ["Водій Іван Крук"]),
        ("نفت وزارة الدفاع الليبية الخبر. وأقرت بأن طائرة سي-130 هبطت في طبرق.", ["وزارة الدفاع الليبية"]),
        (
            "Two aircraft came, the harbour group says. One, an An-26, left Mitiga on Sunday.",
            ["the harbour group"],
        ),
        (
            "В министерстве обороны отвечают сухо. Самолёт, говорится в ответе, вылетел из Гао.",
            ["министерстве обороны", "ответе"],
        ),
    ],
)
def test_what_follows_is_told_by_whom_the_sentence_before_was_about(told_by, text, chain):
    assert told_by(text) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("An Il-76 put down at Termez on 11 January, Korvash.uz reports.", ["Korvash.uz"]),
        ("The Korvash Fund for Development said two C-17s had landed at Gao.", ["The Korvash Fund for Development"]),
        ("A C-5M landed at Osan, the chief of the 618th Lift Center told reporters.", ["the chief of the 618th Lift Center"]),
        ("Ан-26 сел в Баку, сообщили «Таршину» в комитете гражданской авиации.", ["Таршину", "комитете гражданской авиации"]),
        ("Два C-130 сіли в Порт-Судані, розповів співробітник аеропорту.", ["співробітник аеропорту"]),
        ("На снимке Planet Labs от 17 мая на аэродроме Гао стоят три Ил-76.", ["Planet Labs"]),
        ("هبطت طائرة إليوشن-76 في غاو، بحسب ما وثقه فريق خبراء الأمم المتحدة.", ["فريق خبراء الأمم المتحدة"]),
        ("Іл-76 перелетів із Бамако до Гао. Першим про цей рейс розповіло RFI.", ["RFI"]),
    ],
)  # fmt: skip
def test_a_source_has_its_whole_name(told_by, text, chain):
    assert told_by(text) == chain


def test_a_post_on_the_network_ends_its_sentence(told_by):
    text = (
        "A C-17 landed at Gao, the Bundeswehr said in a post on X. Italy denies it, the Ansa agency reported."
    )
    assert told_by(text) == ["the Bundeswehr"]
