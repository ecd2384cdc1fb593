"""Differences between articles are found by kind, with the words on both sides, and none is invented."""

import itertools

import pytest

from wheelsdown.claims.comparing.disagreements import disagreements_of, event_groups
from wheelsdown.claims.comparing.variants import variants_of
from wheelsdown.reference.story_words import load_story_words


def kinds(found, field):
    return [(one.kind.value, one.severity) for one in found if one.field == field]


def sides(found, field):
    [one] = [one for one in found if one.field == field]
    return {side.article: side.quote for side in one.between}


def test_copies_that_agree_do_not_differ(compare):
    text = (
        "Citing data from Flightradar24, Reuters said that a Canadian Air Force C-130J flew from Portugal to "
    )
    _, found = compare(
        one=text + "Agadez on 9 May 2031.",
        two="Reuters, citing Flightradar24 data, said a Canadian Air Force C-130J flew to Agadez from Portugal "
        "on 9 May 2031.",
        three="Как сообщает агентство Reuters со ссылкой на сервис Flightradar24, 9 мая 2031 года самолёт ВВС "
        "Канады C-130J прилетел в Агадес из Португалии.",
    )
    assert found == []


def test_articles_about_different_things_do_not_differ(compare):
    _, found = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="Two Spanish A400M aircraft flew from Zaragoza to Nouakchott on 2 May 2031, El Pais reported.",
    )
    assert found == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("airframes", ("contradiction", "high")),
        ("leg_of_date", ("narrower", "low")),
        ("date", ("wider", "low")),
        ("operator", ("wider", "low")),
        ("pause", ("wider", "low")),
    ],
)
def test_each_planted_difference_is_found_with_its_kind(compare, retellings, field, expected):
    _, found = compare(**retellings)
    assert kinds(found, field) == [expected]


def test_a_source_that_a_copy_leaves_out_and_one_that_it_makes_surer(compare, retellings):
    _, found = compare(**retellings)
    assert sorted(kinds(found, "source")) == [("silent", "medium"), ("wording", "medium")]


def test_nothing_more_than_planted_is_found(compare, retellings):
    _, found = compare(**retellings)
    assert len(found) == 7


def test_both_sides_are_quoted_where_they_stand(compare, retellings):
    _, found = compare(**retellings)
    assert sides(found, "airframes") == {
        "first.txt": "A C-17A cargo plane",
        "second.txt": "C-17A cargo planes",
        "third.txt": "самолёт C-17A",
    }
    for one in found:
        for side in one.between:
            text = retellings[side.article.removesuffix(".txt")]
            assert text[side.span[0] : side.span[1]] == side.quote


def test_two_exact_numbers_contradict(compare):
    _, found = compare(
        one="Four C-17A landings at Agadez were counted: a C-17A landed at Agadez four times on 9 May 2031.",
        two="A C-17A landed at Agadez three times on 9 May 2031, Reuters said.",
    )
    assert kinds(found, "events") == [("contradiction", "high")]


def test_a_denial_contradicts_what_is_asserted(compare):
    _, found = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="The ministry denied that a Canadian C-130J landed at Agadez on 9 May 2031.",
    )
    assert kinds(found, "polarity") == [("contradiction", "high")]


def test_a_type_that_one_copy_leaves_out_is_silence(compare):
    _, found = compare(
        one="A Canadian C-130J landed at Agadez on 9 May 2031, Reuters said.",
        two="A Canadian plane landed at Agadez on 9 May 2031, Reuters said.",
    )
    assert kinds(found, "type") == [("silent", "low")]


BASES_BEFORE = (
    "Canada maintains three military bases in Niger: the Agadez air base, the Niamey air base and the Zinder air "
    "base."
)
BASES_AFTER = "Canada maintains two military bases in Niger: the Agadez air base and the Niamey air base. "


def test_fewer_bases_after_a_withdrawal_are_superseded(compare):
    _, found = compare(
        early_20310101=BASES_BEFORE,
        late_20310901=BASES_AFTER + "Earlier this week, Canada withdrew its troops from Zinder airport.",
    )
    assert kinds(found, "bases") == [("superseded", "medium")]


def test_fewer_bases_at_one_time_contradict(compare):
    _, found = compare(one=BASES_BEFORE, two=BASES_AFTER)
    assert kinds(found, "bases") == [("contradiction", "medium")]


def test_the_same_number_of_bases_is_no_difference(compare):
    _, found = compare(one=BASES_BEFORE, two=BASES_BEFORE.replace("maintains", "keeps"))
    assert kinds(found, "bases") == []


def test_an_only_base_beside_another_base_contradicts(compare):
    _, found = compare(
        one="Canada keeps the port of Tartus, its only foothold in the Mediterranean.",
        two="Canada maintains the Hmeimim air base in Syria.",
    )
    assert kinds(found, "only") == [("contradiction", "medium")]


def test_an_only_naval_base_beside_an_air_base_does_not(compare):
    _, found = compare(
        one="Canada keeps the port of Tartus, its only naval foothold in the Mediterranean.",
        two="Canada maintains the Hmeimim air base in Syria.",
    )
    assert kinds(found, "only") == []


def test_one_statement_resting_on_two_bases_contradicts(compare):
    _, found = compare(
        one="Reuters said that Canada relies on its bases in Niger to project power in the Middle East and Africa.",
        two="Canada relies on its bases in Ghana for its reach in the Middle East and Africa, Reuters reported.",
    )
    assert kinds(found, "base") == [("contradiction", "medium")]


def test_two_publishers_may_rest_it_on_two_bases(compare):
    _, found = compare(
        one="Reuters said that Canada relies on its bases in Niger to project power in the Middle East and Africa.",
        two="Canada relies on its bases in Ghana for its reach in the Middle East and Africa, Le Monde reported.",
    )
    assert kinds(found, "base") == []


def test_one_call_dated_twice_by_one_article(compare):
    _, found = compare(
        one=(
            "The phone call between the two leaders took place on Tuesday. Prime Minister Ola Brandt told President "
            "Rui Maran over their call last weekend that flights would go on."
        ),
    )
    assert kinds(found, "date") == [("contradiction", "high")]


def test_two_calls_told_as_two_are_no_contradiction(compare):
    _, found = compare(
        one=(
            "The phone call between the two leaders took place on Tuesday. Another phone call between them is "
            "said to have taken place last weekend."
        ),
    )
    assert kinds(found, "date") == []


QUOTED = "“{}”, the minister said on Wednesday."


def test_one_utterance_in_two_translations_is_wording(compare):
    _, found = compare(
        one=QUOTED.format("Our flights to the desert bases remain regular, lawful and fully transparent"),
        two=QUOTED.format(
            "The flights to our desert bases stay regular, entirely lawful and transparent to all"
        ),
    )
    assert kinds(found, "quotation") == [("wording", "medium")]


def test_a_shortened_quotation_is_no_other_wording(compare):
    long = "Our flights to the desert bases remain regular, lawful and fully transparent"
    _, found = compare(one=QUOTED.format(long), two=QUOTED.format(long.partition(", ")[0]))
    assert kinds(found, "quotation") == []


def test_other_words_are_no_other_wording(compare):
    _, found = compare(
        one=QUOTED.format("Our flights to the desert bases remain regular, lawful and fully transparent"),
        two=QUOTED.format(
            "Nobody has asked this government about harbours, fishing rights or customs duties"
        ),
    )
    assert kinds(found, "quotation") == []


SLIPPED = "According to Reuters, a Canadian {} flew from Portugal to {} on {} May 2031."


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("date", ("C-130J", "Agadez", 10)),
        ("type", ("C-17A", "Agadez", 9)),
        ("place", ("C-130J", "Niamey", 9)),
    ],
)
def test_one_text_with_one_field_told_otherwise_contradicts_itself(compare, field, other):
    groups, found = compare(one=SLIPPED.format("C-130J", "Agadez", 9), two=SLIPPED.format(*other))
    assert [len(group.accounts) for group in groups] == [2]
    assert kinds(found, field) == [("contradiction", "high")]


@pytest.mark.parametrize(
    "other", [("C-17A", "Agadez", 10), ("C-130J", "Niamey", 10), ("C-130J", "Agadez", 19)]
)
def test_two_fields_told_otherwise_or_a_day_far_off_are_another_flight(compare, other):
    groups, found = compare(one=SLIPPED.format("C-130J", "Agadez", 9), two=SLIPPED.format(*other))
    assert [len(group.accounts) for group in groups] == [1, 1]
    assert found == []


def test_two_days_told_by_one_article_are_two_flights(compare):
    both = SLIPPED.format("C-130J", "Agadez", 9) + " " + SLIPPED.format("C-130J", "Agadez", 10)
    groups, found = compare(one=SLIPPED.format("C-130J", "Agadez", 9), two=both)
    assert sorted(len(group.accounts) for group in groups) == [1, 2]
    assert kinds(found, "date") == []


def test_another_publisher_may_tell_of_another_flight(compare):
    other = SLIPPED.replace("Reuters", "Le Monde").format("C-130J", "Agadez", 10)
    _, found = compare(one=SLIPPED.format("C-130J", "Agadez", 9), two=other)
    assert found == []


FOUR_LANGUAGES = {
    "en": (
        "At least two Canadian military planes flew to the Agadez air base, Bloomberg reported, citing "
        "Flightradar24. A Canadian Air Force C-17A flew from Portugal to Agadez on 9 May 2031. Canada maintains "
        "two bases in Niger."
    ),
    "ru": (
        "Как пишет Bloomberg со ссылкой на данные Flightradar24, по меньшей мере два канадских военных самолёта "
        "прилетели на авиабазу Агадес. Самолёты C-17A ВВС Канады прилетели из Португалии в Агадес 9 мая 2031 "
        "года. У Канады три базы в Нигере."
    ),
    "uk": (
        "Як пише Bloomberg, щонайменше два канадські військові літаки прилетіли на авіабазу Агадес. Літак C-17A "
        "Повітряних сил Канади прилетів з Португалії до Агадеса 10 травня 2031 року. У Канади дві бази в Нігері."
    ),
    "ar": (
        "ذكرت وكالة بلومبرغ نقلا عن بيانات فلايت رادار 24 أن طائرات عسكرية كندية وصلت إلى قاعدة أغاديز الجوية. "
        "ووصلت طائرة C-17A تابعة لسلاح الجو الكندي من البرتغال إلى أغاديز في 9 مايو 2031."
    ),
}


def test_four_languages_are_compared_like_one(compare):
    groups, found = compare(**FOUR_LANGUAGES)
    assert [len(group.paths) for group in groups if any(a.type_designator for a in group.accounts)] == [4]
    assert sides(found, "date")["uk.txt"] == "10 травня 2031 року"
    typed = [one for one in found if one.field == "airframes" and "C17" in one.about]
    assert [one.kind.value for one in typed] == ["contradiction"]
    assert kinds(found, "bases") == [("contradiction", "medium")]
    assert kinds(found, "source") == [("silent", "medium")]


def test_the_order_of_articles_changes_nothing(tell):
    words, found = load_story_words(), set()
    for names in itertools.permutations(FOUR_LANGUAGES):
        tellings = tell(**{name: FOUR_LANGUAGES[name] for name in names})
        found.add(disagreements_of(tellings, event_groups(tellings, words), words))
    assert len(found) == 1


def test_names_in_four_languages_are_no_variants(tell):
    assert variants_of(tell(**FOUR_LANGUAGES)) == []
