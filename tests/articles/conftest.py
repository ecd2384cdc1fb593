"""What the tests of articles share."""

from collections.abc import Callable

import pytest

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.names import NameMarks
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.article_names import load_names


@pytest.fixture(scope="session")
def bare_article() -> Callable[[str], Article]:
    """Make an article of tokens alone, as names need no more."""

    def make(text: str) -> Article:
        return Article("-", "", text, Language.ENGLISH, tokenise(text), (), ())

    return make


@pytest.fixture(scope="session")
def names_in(bare_article: Callable[[str], Article]) -> Callable[[str], NameMarks]:
    """Mark the names of a text with the shipped lists."""
    return lambda text: load_names().mark(bare_article(text))
