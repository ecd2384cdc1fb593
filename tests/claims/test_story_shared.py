"""The founders' five articles: one agency text retold, an older and a later one. What is known of them is found."""

import json

import pytest

from wheelsdown.claim_reading import read_tellings
from wheelsdown.claims.comparing.disagreements import disagreements_of, event_groups
from wheelsdown.claims.story import story_of
from wheelsdown.reference.story_words import load_story_words
from wheelsdown.sources.article_files import article_paths, read_article

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def five(shared_data):
    paths = [path for path in article_paths(shared_data / "articles") if path.suffix == ".txt"]
    return read_tellings([read_article(path) for path in paths])


@pytest.fixture(scope="module")
def gold(shared_data):
    return json.loads((shared_data / "articles" / "gold.json").read_text())["disagreements"]


@pytest.fixture(scope="module")
def found(five):
    words = load_story_words()
    return disagreements_of(five, event_groups(five, words), words)


def near(one, other):
    shared = min(one[1], other[1]) - max(one[0], other[0])
    short, long = sorted((one[1] - one[0], other[1] - other[0]))
    return shared >= 0.5 * max(1, short) and long <= 4 * max(1, short)


def touched(expected, sides):
    """Count the quotations of the gold that the sides touch."""
    return sum(
        any(side.article.endswith(quote["file"]) and near(side.span, quote["span"]) for side in sides)
        for quote in expected["quotes"]
    )


def has_kind(expected, one):
    same = ({"narrower", "wider"}, {"wording", "variant"})
    pair = {expected["kind_word"], one.kind.value}
    return len(pair) == 1 or any(pair <= kinds for kinds in same)


def test_every_grave_disagreement_is_found_with_its_kind(gold, found):
    grave = [one for one in gold if one["severity"] in ("high", "medium")]
    missed = [
        one["id"]
        for one in grave
        if not any(touched(one, mine.between) >= 2 and has_kind(one, mine) for mine in found)
    ]
    assert missed == []


def test_every_variant_is_merged(gold, found):
    variants = [one for one in gold if one["kind_word"] == "variant"]
    merged = [mine for mine in found if mine.kind == "variant"]
    missed = [
        one["id"]
        for one in variants
        if not any(touched(one, mine.between) == len(one["quotes"]) for mine in merged)
    ]
    assert missed == []
    assert len(variants) == 9


def test_the_flights_are_three_events_and_the_two_visits_of_a_wednesday_stay_two(five):
    story = story_of(five, load_story_words())
    flights = [len({side.article for side in one.told}) for one in story.timeline if one.kind == "movement"]
    assert sorted(flights) == [2, 3, 3]
    visits = [one for one in story.timeline if one.kind == "visit_of_person" and one.start == "2025-10-15"]
    assert [len({side.article for side in one.told}) for one in visits] == [3]


def test_the_copy_that_made_several_planes_of_one_is_named(five):
    changes = story_of(five, load_story_words()).changes
    assert [one.article[-24:-21] for one in changes if one.field == "airframes"] == ["000"]


def test_three_bases_then_two(five):
    bases = story_of(five, load_story_words()).bases
    assert [(one.article[-24:-21], one.n) for one in bases] == [("003", 3), ("004", 2), ("004", None)]
