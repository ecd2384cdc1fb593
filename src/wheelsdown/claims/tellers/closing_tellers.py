"""Who tells it behind a dash at the end of a Slavic sentence: «Іл-76 сів у Бамако, – ГУР»."""

from wheelsdown.articles.article import Article, Language, Sentence
from wheelsdown.articles.marks import SourceKind
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.described import Described, Stops, description
from wheelsdown.claims.tellers.sayings import PUBLISHERS, QUOTES

__all__ = ["closing_dash", "closing_teller"]

#: Languages whose headlines name behind a dash who tells it.
_SLAVIC = frozenset({Language.RUSSIAN, Language.UKRAINIAN})
#: Words behind the dash at most, and words that tell something before it at least.
_MOST, _FEWEST_TOLD = 5, 4
#: Those who tell something.
_TELLERS = frozenset({*PUBLISHERS, SourceKind.OFFICIAL, SourceKind.ANONYMOUS})


def closing_dash(article: Article, sentence: Sentence) -> int | None:
    """Get the dash of a Slavic sentence behind which only a few words stand that may name who tells it."""
    if sentence.language not in _SLAVIC:
        return None
    first, last = sentence.tokens
    last -= article.tokens[last - 1].form == "."
    for index in range(last - 2, max(first + _FEWEST_TOLD, last - 2 - _MOST), -1):
        token = article.tokens[index]
        if token.form == "-" and token.spaced and article.tokens[index + 1].spaced:
            return index
        if token.kind is TokenKind.MARK and token.form not in QUOTES | {"-"}:
            return None
    return None


def closing_teller(article: Article, sentence: Sentence, stops: Stops) -> Described | None:
    """Get who no list knows but tells it behind a closing dash: by a noun, in a headline by a name."""
    dash = closing_dash(article, sentence)
    if dash is None:
        return None
    last = sentence.tokens[1] - (article.tokens[sentence.tokens[1] - 1].form == ".")
    words = range(dash + 1, last)
    if not stops.located.isdisjoint(words):
        return None
    found = description(article, sentence, (dash + 1, last), stops)
    if found is None or found.mark.kind not in _TELLERS:
        return None
    by_name = sentence.is_headline and found.is_named and len(words) == 1
    by_noun = found.is_sure and bool(stops.nouns.find(article.tokens[dash + 1 : dash + 2]))
    return found if by_name or by_noun else None
