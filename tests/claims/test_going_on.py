"""Whether somebody's account goes on over the sentences beside it, or the writer's own begins again."""

import pytest

from wheelsdown.claims.claim import How


@pytest.fixture(scope="module")
def chains(tell):
    """Give the names in the chains of the claims of a text, in order."""

    def read(text):
        claims = sorted(tell(text=text)[0].read.claims, key=lambda claim: claim.span)
        return [[link.name for link in claim.chain if link.how is not How.NONE] for claim in claims]

    return read


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("A C-130 landed in Juba on Tuesday, the army said. Another came from Wau at noon.", ["the army"]),
        (
            "Два самолёта прибыли в Мургаб, сообщило министерство. Ан-26 и Ан-72 вылетели из Оша утром.",
            ["министерство"],
        ),
        (
            "Міністерство повідомило, що два F-16 сіли в Шяуляї у вівторок. Їх супроводжував KC-46 із Рамштайна.",
            ["Міністерство"],
        ),
        (
            "وأفاد مدير الصحة بأن طائرة إسعاف حطت في صفاقس فجر الأحد. ثم وصلت عند منتصف النهار طائرة من طراز سي-130.",
            ["مدير الصحة"],
        ),
        (
            "Reuters, citing two officials, said a C-17 landed in Kabul on Sunday. A C-130 came on Monday.",
            ["Reuters"],
        ),
        ("A C-130 landed in Juba on Tuesday, the army said. A C-17 landed in Wau in March 2021.", []),
        ("Мэр рассказал, что Ми-8 сел в Мургабе в среду. Ранее, в марте, там садился Ан-26.", []),
        ("The RSF denied that weapons were flown in. An Il-76 landed in Nyala on 3 May.", []),
        ("The army denies this. An Il-76 landed in Nyala on 3 May.", []),
    ],
)
def test_an_office_tells_on_of_flights_of_the_same_days(chains, text, last):
    assert chains(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Два Ан-32П вилетіли з Ніжина у вівторок. Через чотири години вони сіли в Елевсісі, повідомили в ДСНС.",
            ["ДСНС"],
        ),
        (
            "Two Mi-17s left Osh on Tuesday. They landed in Batken after an hour, the ministry said on Friday.",
            ["ministry"],
        ),
        ("Two Mi-17s left Osh on Tuesday. An An-26 landed in Batken, the ministry said.", []),
        ("Two Mi-17s left Osh on Tuesday. The ministry said they landed in Batken without a hitch.", []),
        ("Two Mi-17s left Osh on Tuesday. It is the third flight this week, the ministry said.", []),
    ],
)
def test_who_is_named_behind_the_same_flight_tells_all_of_it(chains, text, first):
    assert chains(text)[0] == first
