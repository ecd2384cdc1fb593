"""The lists by which claims are read can be loaded, and every row means something."""

import pytest

from wheelsdown.articles.view import tokenise
from wheelsdown.claim_reading import load_claim_words
from wheelsdown.claims.words import Act, Modality, Relation, Scope
from wheelsdown.reference.words import load_words

LISTS = ("events", "relation_words", "join_words", "pointer_words", "modality_words")
LANGUAGES = {"en", "ru", "uk", "ar"}


def meanings(words, text):
    return [match.values for match in words.find(tokenise(text))]


@pytest.mark.parametrize("topic", LISTS)
def test_every_row_has_a_language_and_a_source(topic):
    rows = load_words(topic)
    assert {row["language"] for row in rows} == LANGUAGES
    assert all(row["source"] and row["pattern"].strip() == row["pattern"] for row in rows)


@pytest.mark.parametrize("topic", LISTS)
def test_no_row_is_there_twice(topic):
    rows = [tuple(row.values()) for row in load_words(topic)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("act", Act)
def test_every_act_has_words_in_each_language(act):
    found = {row["language"] for row in load_words("events") if row["act"] == act}
    assert found == LANGUAGES or act is Act.HEAD


@pytest.mark.parametrize(
    ("text", "act", "plural"),
    [
        ("landed", Act.ARRIVE, None),
        ("прилетели", Act.ARRIVE, True),
        ("прилетел", Act.ARRIVE, False),
        ("вилетів", Act.DEPART, False),
        ("وصلت", Act.ARRIVE, None),
    ],
)
def test_a_verb_says_its_act_and_its_number(text, act, plural):
    (values,) = meanings(load_claim_words().events, text)
    assert values[0].act is act
    assert values[0].plural is plural


def test_a_future_form_is_a_plan():
    (values,) = meanings(load_claim_words().events, "прибудут")
    assert values[0].modality is Modality.PLAN


def test_one_word_is_other_relations_in_other_languages():
    (values,) = meanings(load_claim_words().relations, "у")
    assert {(tie.language, tie.relation) for tie in values} == {("ru", Relation.NEAR), ("uk", Relation.INTO)}


def test_particles_written_with_a_word_are_relations():
    assert load_claim_words().letters["ب"] is Relation.AT


def test_every_scope_is_used():
    assert {row["scope"] for row in load_words("modality_words")} == set(Scope)
