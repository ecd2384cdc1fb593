"""Claims of one event are found across articles and languages, and two events are never made one."""

import itertools

import pytest

from wheelsdown.claims.comparing.disagreements import event_groups
from wheelsdown.claims.comparing.groups import groups_of
from wheelsdown.reference.story_words import load_story_words


def of(groups, family):
    return [group for group in groups if group.family == family]


def test_three_copies_in_two_languages_tell_the_same_three_events(compare, retellings):
    groups, _ = compare(**retellings)
    assert sorted((group.family, len(group.paths)) for group in groups) == [
        ("movement", 3), ("movement", 3), ("resumption", 3),
    ]  # fmt: skip


def test_a_group_says_what_speaks_for_it(compare, retellings):
    groups, _ = compare(**retellings)
    told = {group.about: group.because for group in groups_of(groups)}
    [because] = [because for about, because in told.items() if "C30J" in about]
    assert "the same type of aircraft" in because
    assert "the same origin" in because


def test_the_order_of_articles_changes_nothing(tell, retellings):
    words = load_story_words()
    found = set()
    for names in itertools.permutations(retellings):
        tellings = tell(**{name: retellings[name] for name in names})
        found.add(tuple(sorted(group.group_id for group in event_groups(tellings, words))))
    assert len(found) == 1


def test_another_day_is_another_flight(compare):
    groups, _ = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="A Canadian C-130J landed at Agadez on 11 May 2031, Reuters said.",
    )
    assert len(of(groups, "movement")) == 2


def test_another_type_is_another_flight(compare):
    groups, _ = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="A Canadian C-17A landed at Agadez on 9 May 2031, Reuters said.",
    )
    assert len(of(groups, "movement")) == 2


def test_another_aerodrome_is_another_flight(compare):
    groups, _ = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="A Canadian C-130J landed at Niamey on 9 May 2031, Reuters said.",
    )
    assert len(of(groups, "movement")) == 2


def test_a_type_that_is_not_told_matches_any(compare):
    groups, _ = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="A Canadian cargo plane landed at Agadez on 9 May 2031, Reuters said.",
    )
    assert [len(group.accounts) for group in of(groups, "movement")] == [2]


def test_undated_flights_of_articles_months_apart_stay_apart(compare):
    groups, _ = compare(
        one_20310514="A Canadian plane has landed at Agadez, residents said.",
        two_20310914="A Canadian plane has landed at Agadez, officials said.",
    )
    assert len(of(groups, "movement")) == 2


def test_a_claim_that_fits_two_flights_equally_joins_neither(compare):
    groups, _ = compare(
        one=(
            "A Canadian C-130J landed at Agadez on 9 May 2031. A Canadian C-17A landed at Agadez on 9 May 2031."
        ),
        two="A Canadian plane landed at Agadez on 9 May 2031.",
    )
    assert sorted(len(group.accounts) for group in of(groups, "movement")) == [1, 1, 1]


def test_the_first_and_the_second_visit_are_two_even_on_one_weekday(compare):
    groups, found = compare(
        one_20310517=(
            "President Arno Velt visited Lisbon on Wednesday for talks with President Rui Maran, his first "
            "visit to the country."
        ),
        two_20310519=(
            "President Arno Velt visited Lisbon on Wednesday. It was his second visit to Portugal, where he met "
            "President Rui Maran."
        ),
    )
    assert all(len(group.paths) == 1 for group in of(groups, "visit_of_person"))
    assert [one.kind for one in found if one.field == "ordinal"] == ["distinct"]


def test_plans_questions_and_related_headlines_are_no_events(compare):
    groups, _ = compare(
        one=(
            "Canada plans to send a C-17A to Agadez on 20 May 2031. If a C-130J landed at Agadez, nobody saw it."
        ),
    )
    assert groups == ()


def test_a_place_in_no_list_is_one_in_every_case_and_not_another(compare):
    groups, _ = compare(
        one="Самолёт C-130J приземлился на авиабазе Кортувал 9 мая 2031 года.",
        two="9 мая 2031 года самолёт C-130J сел на авиабазу Кортувала.",
        three="9 мая 2031 года самолёт C-130J сел на авиабазу Телмен.",
    )
    assert sorted(len(group.accounts) for group in of(groups, "movement")) == [1, 2]


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        (
            "Flights to Hmeimim have been suspended since 3 October.",
            "pause",
            "pause of flights at Hmeimim (OSLK)",
        ),
        ("Russia has resumed flights to Hmeimim.", "resumption", "resumption of flights at Hmeimim (OSLK)"),
        ("Two Il-76s were parked at Hmeimim on Monday.", "presence", "presence of IL76 at Hmeimim (OSLK)"),
    ],
)
def test_an_event_is_called_what_its_claims_say_it_is(compare, text, kind, what):
    [group], _ = compare(one=text)
    assert (group.kind.value, group.what) == (kind, what)
