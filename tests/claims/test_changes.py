"""The copy that changed something is named, and nothing is said where no majority shows who changed it."""

import pytest

from wheelsdown.claims.comparing.changes import changes_of
from wheelsdown.claims.comparing.disagreements import event_groups
from wheelsdown.reference.story_words import load_story_words


@pytest.fixture
def changes(tell):
    def found(**texts):
        return changes_of(event_groups(tell(**texts), load_story_words()))

    return found


def test_what_the_second_copy_changed(changes, retellings):
    assert sorted((one.article, one.field) for one in changes(**retellings)) == [
        ("second.txt", "airframes"), ("second.txt", "date"), ("second.txt", "leg_of_date"),
        ("second.txt", "operator"), ("second.txt", "source"), ("second.txt", "source"),
    ]  # fmt: skip


def test_a_change_quotes_the_copy_and_the_majority(changes, retellings):
    [change] = [one for one in changes(**retellings) if one.field == "airframes"]
    assert change.own.quote == "C-17A cargo planes"
    assert {side.article for side in change.others} == {"first.txt", "third.txt"}
    assert change.root == "Reuters"


def test_of_two_copies_nobody_can_say_which_was_changed(changes, retellings):
    assert changes(first=retellings["first"], second=retellings["second"]) == ()


def test_what_a_copy_leaves_out_is_a_loss(changes):
    told = "A Canadian {} landed at Agadez on 9 May 2031, Reuters {}."
    [change] = changes(
        one=told.format("C-130J", "said"),
        two=told.format("C-130J", "reported"),
        three=told.format("plane", "wrote"),
    )
    assert (change.article, change.field, change.own) == ("three.txt", "type", None)


def test_articles_of_other_publishers_are_no_copies(changes):
    told = "A Canadian {} landed at Agadez on 9 May 2031, {} said."
    assert not changes(
        one=told.format("C-130J", "Reuters"),
        two=told.format("C-130J", "Le Monde"),
        three=told.format("plane", "Bloomberg"),
    )
