"""Whom sentences and accounts rest on, in four languages: outlets no list knows, persons, papers, data."""

import pytest
from read_article import claims_of

from wheelsdown.claims.claim import How


@pytest.fixture(scope="module")
def names(tell):
    """Read a text and give, for the claim that begins first behind some words, the names of its chain."""

    def read(text, words):
        at = text.index(words)
        claims = tell(text=text)[0].read.claims
        held = [claim for claim in claims if claim.asserted and claim.span[0] <= at < claim.span[1]]
        claim = min(held, key=lambda one: one.span[1] - one.span[0])
        return [link.name for link in claim.chain if link.how is not How.NONE]

    return read


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The Dutch account Mode-S Korvash counted nine KC-135s leaving Fairford on Sunday.", ["Mode-S Korvash"]),
        ("OrbitKorvash recorded eleven flights from Latakia to Benghazi in May.", ["OrbitKorvash"]),
        ("Aero Korvash, a site run by pilots, shows an Il-62 leaving Minsk for Tripoli.", ["Aero Korvash"]),
        ("State broadcaster RTQ, however, said that two Y-20s had landed in Belgrade.", ["RTQ"]),
        ("Another channel, Korvash Eyes, wrote that an Il-76 had landed in Gao.", ["Korvash Eyes"]),
        ("Телеграм-канал «Сухой ветер» пишет, что Ил-76 сел в Гао.", ["Сухой ветер"]),
        ("OrbitKorvash насчитал семь рейсов из Латакии в Бенгази за май.", ["OrbitKorvash"]),
        ("«Ливийский маяк»: Ил-76 прилетел в Куфру из Латакии.", ["Ливийский маяк"]),
        ("«Небо Півдня» повідомило про три Іл-76, які сіли в Сургуті 4 травня.", ["Небо Півдня"]),
        ("Моніторинговий проєкт «Корваш» зафіксував посадку Іл-76 у Мачулищах.", ["Корваш"]),
        ("أحصت منصة «عين كورفاش» خمس رحلات إلى بانغي في نيسان.", ["عين كورفاش"]),
        ("هبطت طائرة إليوشن-76 في الكفرة، بحسب ليبيا ريفيو.", ["ليبيا ريفيو"]),
        ("هبطت طائرة واي-20 في بلغراد، حسبما كتبت صحيفة كورفاش الصربية.", ["كورفاش"]),
    ],
)  # fmt: skip
def test_outlets_are_known_by_the_build_of_the_sentence(names, text, chain):
    assert names(text, text.split()[-1]) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('An Il-76 landed at Gao, the websites "Korvash Watch" and "Tarsh Post" reported.', ["Korvash Watch", "Tarsh Post"]),
        ("Газеты «Корваш» и «Вестник Тарша» пишут, что Ил-76 сел в Гао.", ["Корваш", "Вестник Тарша"]),
        ("Телеграм-канали «Корваш» та «Крило Тарша» пишуть, що Іл-76 сів у Гао.", ["Корваш", "Крило Тарша"]),
        ("ذكرت صحيفتا «كورفاش» و«صدى الجبل» أن طائرة إليوشن-76 هبطت في غاو.", ["كورفاش", "صدى الجبل"]),
        ("كتبت صحف «كورفاش» و«الأفق» و«صدى الجبل» أن طائرة إليوشن-76 هبطت في غاو.", ["كورفاش", "الأفق", "صدى الجبل"]),
    ],
)  # fmt: skip
def test_outlets_side_by_side_both_tell_it(names, text, chain):
    assert names(text, text.split()[-1]) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("A Boeing 747 landed in Oran, a leaked invoice seen by Korvash Ledger shows.", ["Korvash Ledger", "a leaked invoice"]),
        ("Two C-17s landed at Rzeszow, an official told Korvash Wire.", ["Korvash Wire", "official"]),
        ("Two C-17s landed at Rzeszow, the defence minister told parliament.", ["defence minister"]),
        ("Il-76 вылетел из Тобрука, рассказал «Вестнику» источник в аэропорту.", ["Вестнику", "источник в аэропорту"]),
        ("Источник сообщил РИА Новости, что Ил-76 прилетел в Душанбе.", ["RIA Novosti (РИА Новости)", "Источник"]),
        ("Очевидець розповів «Порт-ньюз», що в Тобруку сів Іл-76.", ["Порт-ньюз", "Очевидець"]),
        ("قال دبلوماسي غربي لوكالة «كورفاش» إن طائرة إليوشن-76 هبطت في باماكو.", ["كورفاش", "دبلوماسي غربي"]),
        ("وكانت وكالة «كورفاش» نقلت عن مسؤولين غربيين أن طائرة إليوشن-76 هبطت في نيالا.", ["كورفاش", "مسؤولين غربيين"]),
        ("وأفادت مصادر محلية لـ«الساعة» بأن طائرة أنتونوف-74 هبطت في نيالا.", ["الساعة", "مصادر محلية"]),
    ],
)  # fmt: skip
def test_the_outlet_that_is_told_or_shown_comes_before_who_tells(names, text, chain):
    assert names(text, text.split()[-1]) == chain


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            (
                "An Il-76 landed in Goma, Korvash Post reported, quoting an airport employee. "
                "It took off for Entebbe later, the employee said."
            ),
            "took off",
            ["Korvash Post", "the employee"],
        ),
        (
            (
                "Ил-76 приземлился в Гао, сообщает Korvash Press со ссылкой на представителя армии. "
                "По его словам, второй борт сел там в среду."
            ),
            "второй",
            ["Korvash Press", "представителя армии"],
        ),
        (
            "وأفادت وكالة «كورفاش» بأن طائرة إليوشن-76 هبطت في غاو. وأضافت أن طائرة ثانية وصلت إلى غاو الثلاثاء.",
            "طائرة ثانية",
            ["كورفاش"],
        ),
        (
            "Радіо «Корваш» спирається на дані сайту RadarBox. Два Іл-76 прилетіли з Моздока до Гюмрі в суботу.",
            "Два",
            ["Корваш", "RadarBox"],
        ),
        (
            (
                "The group Korvash Skies said that an Il-76 had landed in Gao.\n\n"
                "Elsewhere, an An-26 landed in Goma on Sunday."
            ),
            "An-26",
            [],
        ),
        (
            (
                "The agency Korvash wrote that an Il-76 had landed in Oran.\n\n"
                "However, Flightradar24 shows that it landed in Algiers."
            ),
            "landed in Algiers",
            ["Flightradar24"],
        ),
    ],
)
def test_an_account_goes_on_with_its_persons_and_ends(names, text, words, chain):
    assert names(text, words) == chain


def test_the_newspaper_is_no_company_that_takes_pictures(names):
    text = (
        "An Il-76 landed at Hmeimim, the daily Korvash Post wrote.\n\n"
        "Pictures by Maxar show that an An-124 arrived on Monday.\n\nA third plane landed, the newspaper said."
    )
    assert names(text, "third plane") == ["Korvash Post"]


@pytest.mark.parametrize(
    "text",
    [
        "نقلت طائرة تابعة لـ«كورفاش» شحنة من بنغازي إلى سبها.",
        "Russia also maintains a base at Tartus, where two Il-76s landed on Monday.",
        "Two Il-76s landed in Minsk with officers, and nobody said why.",
    ],
)
def test_whoever_says_nothing_is_no_source(names, text):
    assert names(text, text.split()[1]) == [] or names(text, text.split()[-1]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("За супутниковими знімками від 20 березня, Іл-76 сів у Гао.", "satellite images"),
        ("По данным спутниковых снимков, Ил-76 сел в Гао.", "satellite images"),
        ("По снимкам Maxar, Ил-76 сел в Гао.", "Maxar"),
    ],
)
def test_images_are_the_source_of_what_they_show(text, name):
    (claim,) = claims_of(text)
    assert [link.name.split(" (")[0] for link in claim.chain if link.name != "this article"] == [name]
