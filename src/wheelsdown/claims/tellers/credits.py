"""Whom a line at the top or the end of an article gives as its publisher: "Source: Reuters", "(AFP)"."""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.claims.tellers.sayings import PUBLISHERS, SayingWords

__all__ = ["credited"]

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
#: Tokens of such a line: "Source: Reuters" has three.
_TOKENS = range(3, 13)


def credited(
    article: Article, sentence: Sentence, marks: Sequence[SourceMark], words: SayingWords
) -> SourceMark | None:
    """Get the one publisher that a byline names, or that stands alone in brackets or behind a colon."""
    publishers = [mark for mark in marks if mark.kind in PUBLISHERS and not mark.is_anaphor]
    first, last = sentence.tokens
    if len(publishers) != 1 or last - first not in _TOKENS or sentence.boilerplate is not None:
        return None
    tokens = article.tokens[first:last]
    whole = (tokens[0].form in _OPENING and tokens[-1].form in _CLOSING) and (
        publishers[0].span.start == tokens[1].start and publishers[0].span.end == tokens[-2].end
    )
    whole = whole or (
        tokens[1].form == ":"
        and publishers[0].span.start == tokens[2].start
        and publishers[0].span.end >= tokens[-2].start
    )
    pictured = any(SourceKind.DOCUMENT in noun.values for noun in words.nouns.find(tokens))
    return publishers[0] if (whole or sentence.is_byline) and not pictured else None
