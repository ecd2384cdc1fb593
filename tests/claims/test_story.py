"""A story has its days, names, words, bases and sources, each with where it stands, in the order of time."""

import json

import pytest

from wheelsdown.claims.story import story_of
from wheelsdown.dossiers.story_json import story_json
from wheelsdown.faces.cli.tables.story import story_table
from wheelsdown.reference.story_words import load_story_words


@pytest.fixture
def story(tell):
    return lambda **texts: story_of(tell(**texts), load_story_words())


def test_the_timeline_is_in_order_and_gives_the_days_all_tellers_allow(story, retellings):
    told = [(one.start, one.end, one.kind) for one in story(**retellings).timeline if one.is_dated]
    assert told == [("2031-05-05", "2031-05-10", "movement"), ("2031-05-09", "2031-05-10", "movement")]


def test_what_has_no_day_stands_last_and_before_the_publication(story, retellings):
    last = story(**retellings).timeline[-1]
    assert (last.is_dated, last.start, last.end, last.kind) == (False, None, "2031-05-15", "resumption")


def test_each_moment_quotes_its_tellers(story, retellings):
    for moment in story(**retellings).timeline:
        for side in moment.told:
            text = retellings[side.article.removesuffix(".txt")]
            assert text[side.span[0] : side.span[1]] == side.quote


def test_persons_and_places_go_under_all_their_spellings(story):
    found = story(
        one="Defense Minister Marhaf Abu Teyr flew to Khmeimim. President Ahmed al-Sheri met him.",
        two="Defense Minister Mahraf Abu Teyr flew to Hmeimim. President Ahmad al-Sheri met him.",
    )
    spellings = [set(one.spellings) for one in found.actors]
    assert {"Marhaf Abu Teyr", "Mahraf Abu Teyr"} in spellings
    assert {"Ahmed al-Sheri", "Ahmad al-Sheri"} in spellings
    assert [set(one.spellings) for one in found.places if one.id == "OSLK"] == [{"Hmeimim", "Khmeimim"}]
    assert {one.field for one in found.disagreements if one.kind == "variant"} == {"person", "place"}


def test_two_brothers_are_two_persons(story):
    found = story(one="President Bashar al-Tami met Maher al-Tami.", two="Maher al-Tami flew to Agadez.")
    assert sorted(one.name for one in found.actors) == ["Bashar al-Tami", "Maher al-Tami"]


def test_versions_of_one_utterance_stand_side_by_side(story):
    found = story(
        one="“Our flights to the desert bases remain regular, lawful and fully transparent”, Rui Maran said.",
        two="Rui Maran said: “The flights to our desert bases stay regular, lawful and transparent to all”.",
    )
    [utterance] = found.quotations
    assert utterance.speaker == "Rui Maran"
    assert [version.article for version in utterance.versions] in (
        ["one.txt", "two.txt"],
        ["two.txt", "one.txt"],
    )


def test_who_is_only_named_in_the_sentence_is_not_its_speaker(story):
    found = story(
        one="He added that the letter to Rui Maran “gave a fresh and welcome impetus to all talks”."
    )
    assert [one.speaker for one in found.quotations] == [None]


def test_bases_over_time(story):
    found = story(
        late_20310901=(
            "Canada maintains two military bases in Niger: the Agadez air base and the Niamey air base. Earlier "
            "this week, Canada withdrew its troops from Zinder airport."
        ),
        early_20310101=(
            "Canada maintains three military bases in Niger: the Agadez air base, the Niamey air base and the "
            "Zinder air base."
        ),
    )
    assert [(one.article, one.n) for one in found.bases] == [
        ("early_20310101.txt", 3), ("late_20310901.txt", 2), ("late_20310901.txt", None),
    ]  # fmt: skip


def test_the_source_tree_has_one_publisher_and_typed_edges(story, retellings):
    found = story(**retellings)
    edges = {(one.article, one.teller, one.source) for one in found.sources if one.edge == "cites"}
    assert ("third.txt", "third.txt", "Reuters") in edges
    assert ("third.txt", "Reuters", "Flightradar24") in edges
    assert [root.name for root in found.roots if root.role == "publisher"] == ["Reuters"]


def test_json_is_one_object_with_the_schema_first(story, retellings):
    text = "\n".join(story_json(story(**retellings)))
    read = json.loads(text)
    assert next(iter(read)) == "schema"
    assert read["schema"] == "wheelsdown/story/1"
    assert len(read["articles"]) == 3


def test_the_table_fits_80_columns_and_nothing_in_it_acts(story, retellings):
    hostile = retellings["first"].replace("an official", "an \x1b[31mofficial\x1b]0;x\x07\u202e")
    lines = list(story_table(story(first=hostile, **{n: t for n, t in retellings.items() if n != "first"})))
    plain = [line.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "") for line in lines]
    assert "\u202e" not in "".join(lines)
    assert "\x1b]0;" not in "".join(lines)
    assert all(len(line.replace("\x1b[31m", "").replace("\x1b[33m", "")) <= 80 for line in plain)


def test_no_article_tells_an_empty_story(story):
    assert story().timeline == ()


def test_a_call_is_told_on_the_day_it_is_written_even_unresolved(story):
    found = story(one="The phone call between the two leaders took place on Tuesday. Nothing more is known.")
    [call] = [one for one in found.timeline if one.kind == "call"]
    assert (call.as_told, call.start) == (("Tuesday",), "2031-05-13")
