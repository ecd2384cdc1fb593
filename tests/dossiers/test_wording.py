"""The words an answer may use."""

import pytest

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import ListKind
from wheelsdown.dossiers.wording import basis_sentences, interval_words, left_out_sentence, nothing_observed
from wheelsdown.schemas import Basis


@pytest.mark.parametrize("kind", list(ListKind))
def test_an_absence_is_an_absence_of_observation(kind: ListKind) -> None:
    words = nothing_observed(kind, "Somewhere", Interval()).lower()
    assert words.startswith("no observed ")
    assert f"no {kind}" not in words


def test_every_basis_has_its_sentence() -> None:
    assert len(basis_sentences(list(Basis))) == len(Basis)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, ""),
        ("2025-10-24", None, "since 2025-10-24"),
        (None, "2025-10-24", "until 2025-10-24"),
        ("2025-10-24", "2025-10-24", "2025-10-24"),
        ("2025-10-24", "2025-10-25T12:30", "2025-10-24 to 2025-10-25 12:30"),
    ],
)
def test_an_interval_is_said_as_it_was_asked(since: str | None, until: str | None, words: str) -> None:
    assert interval_words(Interval.parse(since, until)) == words


def test_nothing_left_out_is_not_mentioned() -> None:
    assert left_out_sentence({}) is None
    assert left_out_sentence({"estimated": 1_200}) == "Left out: 1,200 estimated."
