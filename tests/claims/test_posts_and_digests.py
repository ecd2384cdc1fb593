"""How posts, digests and trade papers tell flights: numbered posts, parts with headings, companions, call signs."""

from datetime import date

import pytest
from read_article import claims_of, legs_of

from wheelsdown.articles.reading import read_text
from wheelsdown.claim_reading import read_claims
from wheelsdown.reference.text_words import load_text_words

PUBLISHED = date(2026, 5, 8)


def told(text):
    return [claim for claim in claims_of(text, told=PUBLISHED) if claim.asserted]


def names_of(claim):
    return [source.name for source in claim.chain if source.name != "this article"]


@pytest.mark.parametrize("tail", ["3/9", "(3/9)", "🧵 3/9", "#OSINT #Mali"])
def test_the_number_of_a_post_makes_it_no_headline(tail):
    (claim,) = told(f"A quick thread.\n\nAn Il-76 landed at Gao on Monday. {tail}\n\nThat is all. 9/9")
    assert legs_of(claim) == [(None, "GAGO")]


def test_an_issue_is_of_its_month():
    text = "Ghosts of the north\nAir Forces Journal, July 2026\n\nAn Il-76 landed at Gao on 8 June."
    article = read_text(text, path="t.txt", sha256="0" * 64, words=load_text_words())
    (claim,) = read_claims([article]).articles[0].claims
    assert claim.date.start.startswith("2026-06-08")


def test_parts_of_a_digest_are_stories_of_their_own():
    text = (
        "1. Iran. Reuters reported that an Il-76 landed in Tehran on Monday.\n\n"
        "2. Mali. A second Il-76 arrived on Tuesday.\n\n3. Chad. A C-130 left Gao on Tuesday."
    )
    _, second, third = told(text)
    assert (legs_of(second), "Reuters" in names_of(second)) == ([], False)
    assert "Reuters" not in names_of(third)


@pytest.mark.parametrize(
    ("text", "type_", "legs"),
    [
        (
            "Two Il-76s, shadowed by French Rafales from Oran, flew to Gao on Monday.",
            "IL76",
            [(None, "GAGO")],
        ),
        ("The Il-76, escorted part of the way by MiG-31s, flew to Gao on Monday.", "IL76", [(None, "GAGO")]),
        ("Two Il-76s flew to Gao on Monday, shadowed by Rafales from Niamey.", "IL76", [(None, "GAGO")]),
    ],
)
def test_companions_are_not_what_flew(text, type_, legs):
    (claim,) = told(text)
    assert (claim.aircraft.type_designator, legs_of(claim)) == (type_, legs)


@pytest.mark.parametrize("name", ["REACH 571", "Reach 571", "ASCOT 6601"])
def test_spoken_call_signs_count_nothing(name):
    (claim,) = told(f"{name} landed at Gao on Monday.")
    assert (claim.aircraft.airframes.n, legs_of(claim)) == (1, [(None, "GAGO")])


def test_one_of_them_with_its_registration_has_their_type():
    _, claim = told("Three Il-76s landed at Gao on Monday. One of them, RA-76841, flew on to Bamako.")
    assert claim.aircraft.type_designator == "IL76"


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("Italian outlet Agenzia Nova reported that an Il-76 landed at Gao on Monday.", None),
        ("American contractors unloaded a C-17 that landed at Gao on Monday.", None),
        ("Egypt, for its part, sent a C-130 to Gao on Monday.", "Egypt"),
        ("Egypt sent a C-130 to Gao on Monday.", "Egypt"),
        ("French troops arrived at Gao on a C-130 on Monday.", "French"),
    ],
)
def test_whose_it_is(text, operator):
    (claim,) = told(text)
    assert claim.operator == operator


@pytest.mark.parametrize(
    "text",
    [
        "A C-17 that was to fly to Gao on Monday was stood down.",
        "The company has returned a third An-124 to service.",
        "Antonov resumed production of the An-124 in May.",
        "The panel recommends that states inspect aircraft bound for Gao.",
    ],
)
def test_no_flight_took_place(text):
    assert told(text) == []


def test_flights_only_spoken_of_are_not_told_again():
    text = (
        "An Il-62 landed at Gao on Monday and an Il-76 on Tuesday. Both flights were reported by local media."
    )
    assert [claim.aircraft.type_designator for claim in told(text)] == ["IL62", "IL76"]


def test_a_habit_in_a_relative_is_not_where_it_went():
    (claim,) = told("The Il-76 that usually flies to Oran landed in Gao on Monday.")
    assert legs_of(claim) == [(None, "GAGO")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Il-76 was repainted in March and left Gao on Tuesday.", "2026-05-05"),
        ("The company completed its audit in March and flew an Il-76 to Gao on Tuesday.", "2026-05-05"),
        ("In December 2023 the base was busy. On 12 December an Il-76 landed at Gao.", "2023-12-12"),
        ("In December 2023 the base was busy. On 12 March an Il-76 landed at Gao.", "2026-03-12"),
    ],
)
def test_which_day(text, day):
    (claim,) = told(text)
    assert claim.date.start.startswith(day)


def test_where_a_unit_is_at_home_is_not_where_it_landed():
    (claim,) = told("Three B-52Hs, from the 5th Bomb Wing at Minot, landed at Fairford on Friday.")
    assert legs_of(claim) == [(None, "EGVA")]


@pytest.mark.parametrize("name", ["Sana'a", "Sana’a", "Sanaa"])
def test_a_town_with_an_apostrophe_is_no_agency(name):
    (claim,) = told(f"An Il-76 flew from {name} to Gao on Monday.")
    assert legs_of(claim) == [("OYSN", "GAGO")]


def test_no_before_a_number_denies_nothing():
    (claim,) = told("Turkey's A400M no. 16-0055 landed at Gao on Monday.")
    assert claim.operator == "Turkey"


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("A jet left Moscow Vnukovo on Monday for Tripoli Mitiga.", [("UUWW", "HLLM")]),
        ("A jet flew from London Stansted to Tehran Imam Khomeini on Monday.", [("EGSS", "OIIE")]),
        ("A jet left London Stansted on Monday for Gao.", [("EGSS", "GAGO")]),
        ("A jet left Istanbul Sabiha Gokcen on Monday for Kyiv Boryspil.", [("LTFJ", "UKBB")]),
        ("A jet flew from Moscow to Bamako on Monday.", [("RU-MOW", "GABS")]),
    ],
)
def test_a_city_before_its_airfield_is_no_other_place(text, legs):
    (claim,) = told(text)
    assert legs_of(claim) == legs


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A Rossiya Airlines jet landed at Gao on Monday.", "Rossiya Airlines"),
        ("Colombian former soldiers said they had been flown to Gao on an Il-76 on Monday.", None),
    ],
)
def test_an_article_is_no_part_of_a_company(text, operator):
    (claim,) = told(text)
    assert claim.operator == operator


def test_who_told_of_something_else_does_not_go_on():
    text = (
        "An Il-76 landed at Gao on Monday.\n\nKommersant reported that the fleet will get new ships.\n\n"
        "A C-130 left Oran on Tuesday."
    )
    assert "Kommersant" not in names_of(told(text)[-1])


def test_a_stamped_line_is_an_entry():
    text = "Posts\n\n[Mar 3, 2026 09:14] USAF C-17A from Gao now landed at Oran\n\n[Mar 3, 2026 10:14] Quiet."
    assert [claim.asserted for claim in claims_of(text, told=PUBLISHED)] == [True]


def test_what_brought_people_together_carried_nothing():
    assert told("This year's edition brought together ninety aircraft at Leeuwarden.") == []


@pytest.mark.parametrize(
    ("teller", "name"),
    [
        ("A US official said", "US official"),
        ("A U.S. official said", "U.S. official"),
        ("A U.S. defense official said", "U.S. defense official"),
        ("A UK Foreign Office spokesman said", "UK Foreign Office spokesman"),
        ("A Turkish official said", "Turkish official"),
    ],
)
def test_officials_of_states_called_by_their_names(teller, name):
    (claim,) = told(f"{teller} an Il-76 landed at Gao on Monday.")
    assert names_of(claim)[0] == name


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("according to a U.S. official", ["U.S. official"]),
        ("according to a Telegram channel close to the junta", ["a Telegram channel close to the junta"]),
        ("according to a Yale Humanitarian Research Lab report", ["Yale Humanitarian Research Lab"]),
    ],
)
def test_a_source_is_named_once_and_whole(source, names):
    (claim,) = told(f"An Il-76 landed at Gao on Monday, {source}.")
    assert names_of(claim) == names


def test_what_the_writer_finds_worth_adding_is_nobodys_word():
    (claim,) = told("Worth adding that an Il-76 landed at Gao on Monday.")
    assert "Worth" not in names_of(claim)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Experts say that the An-124 has ten years left.", 0),
        ("The An-124 has left Gao.", 1),
        ("On Monday an An-124 had already left.", 1),
    ],
)
def test_what_is_left_has_not_left(text, n):
    assert len(told(text)) == n


def test_a_noun_before_a_name_is_no_second_source():
    (claim,) = told(
        "An Il-76 landed at Gao on Monday, according to the Italian investigative site Itamilradar."
    )
    assert len(names_of(claim)) == 1
