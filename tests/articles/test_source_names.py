import pytest

from wheelsdown.articles.marks import SourceKind


def found(marks):
    return [(mark.name, mark.kind, mark.is_anaphor) for mark in marks.sources]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Bloomberg reported", "Bloomberg", SourceKind.AGENCY),
        ("сообщил Блумберг", "Bloomberg", SourceKind.AGENCY),
        ("وفق وكالة رويترز", "Reuters", SourceKind.AGENCY),
        ("data from Flightradar24", "Flightradar24", SourceKind.TRACKING),
        ("по данным FR24", "Flightradar24", SourceKind.TRACKING),
        ("according to adsb.lol", "adsb.lol", SourceKind.TRACKING),
        ("ADS-B Exchange shows", "ADS-B Exchange", SourceKind.TRACKING),
        ("بحسب موقع فلايت رادار 24", "Flightradar24", SourceKind.TRACKING),
        ("писал «Коммерсантъ»", "Kommersant", SourceKind.NEWSPAPER),
        ("The Moscow Times wrote", "The Moscow Times", SourceKind.NEWSPAPER),
        ("the Tarsh Post newspaper wrote", "Tarsh Post", SourceKind.NEWSPAPER),
        ("the Libyan Herald wrote", "Libyan Herald", SourceKind.NEWSPAPER),
        ("телеграм-канал «Крылатый дозор» пишет", "Крылатый дозор", SourceKind.CHANNEL),
        ("the site Euphrates Daily wrote", "Euphrates Daily", SourceKind.SITE),
        ("satellite images showed it", "satellite images", SourceKind.DOCUMENT),
        ("eyewitnesses said", "eyewitnesses", SourceKind.OBSERVERS),
    ],
)
def test_named_sources(names_in, text, name, kind):
    assert (name, kind, False) in found(names_in(text))


@pytest.mark.parametrize(
    "words",
    [
        "anonymous source close to the Kremlin",
        "source close to the junta",
        "источник, близкий к Кремлю",
        "джерело, близьке до Кремля",
        "مصدر مقرب من الكرملين",
        "مصدر مطلع",
        "official who spoke on condition of anonymity",
        "источник, попросивший не называть",
    ],
)
def test_anonymous_sources_with_all_their_words(names_in, words):
    (mark,) = names_in(f"{words} .").sources
    assert (mark.text, mark.kind) == (words, SourceKind.ANONYMOUS)


@pytest.mark.parametrize(
    "text",
    ["the newspaper said", "the agency noted", "according to the data", "издание пишет", "агентство сообщило",
     "видання пише", "قالت الوكالة", "ذكرت الصحيفة", "أظهرت البيانات"],
)  # fmt: skip
def test_words_that_point_back(names_in, text):
    (mark,) = names_in(text).sources
    assert mark.is_anaphor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the Syrian Defence Ministry said", "Syrian Defence Ministry"),
        ("заявило Минобороны РФ", "Минобороны РФ"),
        ("قالت وزارة الدفاع السورية", "وزارة الدفاع السورية"),
        ("Kremlin spokesman Ivor Tarmish said", "Kremlin spokesman Ivor Tarmish"),
        ("the Russian Embassy in Syria wrote", "Russian Embassy in Syria"),
    ],
)
def test_officials(names_in, text, words):
    assert [(mark.text, mark.kind) for mark in names_in(text).sources] == [(words, SourceKind.OFFICIAL)]


def test_addresses_and_open_sources_are_no_sources(names_in):
    assert names_in("see https://www.reuters.com/world or mail desk@bloomberg.net").sources == ()
    assert "source" not in [mark.text for mark in names_in("open-source work").sources]


def test_a_handle_is_a_channel(names_in):
    assert ("Korvash_Watch", SourceKind.CHANNEL, False) in found(names_in("wrote @Korvash_Watch on X"))
