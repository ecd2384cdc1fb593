"""What a matcher remembers of words changes nothing in what it finds."""

import pytest

from wheelsdown.articles import phrases
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import tokenise

TEXT = "The air base at Korvash, авиабазы and وبقاعدة: air, bases, air bases."
ROWS = [("air base", 1), ("air bas*", 2), ("авиабаз*", 3), ("قاعدة", 4), ("air", 5)]


def found(words):
    return [(m.first, m.last, m.values, m.particles) for m in words.find(tokenise(TEXT))]


def test_a_text_read_again_gives_the_same():
    words = Phrases(ROWS)
    first = found(words)
    assert [values for *_, values, _ in first] == [(1,), (3,), (4,), (5,), (2,)]
    assert found(words) == first


def test_a_phrase_added_later_is_found():
    words = Phrases(ROWS)
    before = found(words)
    words.add("Korvash", 6)
    assert [each for each in found(words) if each[2] == (6,)]
    assert [each for each in found(words) if each[2] != (6,)] == before


@pytest.mark.parametrize("most", [1, 2, 5])
def test_what_is_forgotten_is_looked_up_again(monkeypatch, most):
    expected = found(Phrases(ROWS))
    monkeypatch.setattr(phrases, "_MOST_STARTS", most)
    words = Phrases(ROWS)
    assert found(words) == expected
    assert found(words) == expected
