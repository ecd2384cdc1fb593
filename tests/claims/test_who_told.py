"""Who tells it: outlets by their whole names, words that tie a source, and what the words behind a name call it."""

import pytest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("According to Cargo & Freight Weekly, an Il-76 landed at Gao on 3 May.", ["Cargo & Freight Weekly"]),
        ("An Il-76 landed at Gao on 3 May, says Radio Korvash.", ["Radio Korvash"]),
        ("The Herald understands that two Typhoons landed at Gao on 3 May.", ["The Herald"]),
        ("State television showed an Il-76 landing at Gao on 3 May.", ["State television"]),
        ("Reuters reported in April that an Il-76 had gone to Gao.", ["Reuters"]),
        ("On 6 May Sudan's army said that an Il-76 had landed at Gao.", ["Sudan's army"]),
        ("Airport records show that an Il-76 landed at Gao on 3 May.", ["Airport records"]),
        ("Sentinel-2 imagery of 3 May shows an Il-76 at Gao.", ["Sentinel-2"]),
        ("Flight-tracking websites showed an Il-76 landing at Gao on 3 May.", ["Flight-tracking websites"]),
    ],
)
def test_who_tells_it_has_its_whole_name(chain, text, wanted):
    assert chain(text) == wanted


def test_the_newsletter_is_what_was_called_so(chain):
    text = (
        "An Il-76 landed at Gao on 3 May, according to Ramp Letters, a newsletter written in Seoul. Korean state "
        "media have reported no visit. Separately, the newsletter records a flight by an Il-62 to Bamako on 4 May."
    )
    assert chain(text) == ["Ramp Letters"]


def test_documents_that_we_saw_are_nobodys(chain):
    text = "Documents seen by this newspaper show that an Il-76 landed at Gao on 3 May."
    assert chain(text) == ["Documents"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Il-76s that were based on the Gulf coast flew to Bamako on Monday.", []),
        ("An Il-76 landed at Bamako on Monday, drawing on reserves kept since 2015.", []),
        ("Data from Jan. 9 showed an Il-76 landing at Bamako.", []),
        ("Самолёты сели в Бенгази в понедельник на основании соглашения с Хафтаром.", []),
        (
            "Based on tracking data published by Orbit Watch, an Il-76 landed at Bamako on Monday.",
            ["Orbit Watch"],
        ),
        (
            "Ил-76 сел в Бамако в понедельник, пишет «Север», опираясь на данные Flightradar24.",
            ["Flightradar24"],
        ),
    ],
)
def test_what_rests_on_no_source_has_none_by_it(happened, text, expected):
    named = [link.name for claim in happened(text) for link in claim.chain if link.how == "stated"]
    assert set(expected) <= set(named)
    assert bool(expected) == bool(named)


@pytest.mark.parametrize(
    "text",
    [
        "Ан-124 сів у Бенгазі, повідомило Reuters. Попередній рейс відбувся 6 травня. В армії це заперечили.",
        "An An-124 landed in Benghazi, Reuters reported. The previous flight was on 6 May. The army denied this.",
    ],
)
def test_who_denies_it_is_not_who_told_it(happened, text):
    assert {link.name for claim in happened(text) for link in claim.chain} == {"this article", "Reuters"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("said Rear Adm. Mark Tolliver, a spokesman", "Rear Adm. Mark Tolliver"),
        ("said Lt. Gen. Mark Tolliver", "Lt. Gen. Mark Tolliver"),
        ("Squadron Leader Mark Tolliver said", "Squadron Leader Mark Tolliver"),
        ("said the Centre for Information Resilience, a non-profit", "the Centre for Information Resilience"),
    ],
)
def test_an_officer_or_institute_stands_whole(happened, text, who):
    claim = happened(f"An Il-76 landed in Bamako on 2 May, {text}.")[-1]
    assert who in [link.name for link in claim.chain]
    assert [leg.destination.id for leg in claim.legs] == ["GABS"]


def test_what_somebody_did_to_an_air_force_names_no_teller(happened):
    claim = happened(
        "In April, Israel destroyed an Iranian air force 747 tanker. Iranian airlines have since moved a dozen "
        "aircraft to Mashhad, satellite images show."
    )[-1]
    assert [link.name for link in claim.chain if link.name != "this article"] == ["satellite images"]
