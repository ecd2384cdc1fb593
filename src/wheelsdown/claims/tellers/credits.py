"""Whom a line at the top or the end of an article gives as its publisher: "Source: Reuters", "(AFP)"."""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.view import TokenKind
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
    publishers = publishers or _unlisted(article, sentence, marks)
    first, last = sentence.tokens
    if len(publishers) != 1 or last - first not in _TOKENS or sentence.boilerplate is not None:
        return None
    tokens = article.tokens[first:last]
    whole = (tokens[0].form in _OPENING and tokens[-1].form in _CLOSING) and (
        publishers[0].span.start == tokens[1].start and publishers[0].span.end == tokens[-2].end
    )
    opened = int(tokens[0].form in _OPENING)
    whole = whole or (
        tokens[opened + 1].form == ":"
        and publishers[0].span.start == tokens[opened + 2].start
        and publishers[0].span.end >= tokens[-2 - opened].start
    )
    pictured = any(SourceKind.DOCUMENT in noun.values for noun in words.nouns.find(tokens))
    return publishers[0] if (whole or sentence.is_byline) and not pictured else None


def _unlisted(article: Article, sentence: Sentence, marks: Sequence[SourceMark]) -> list[SourceMark]:
    """Read a name that no list knows behind "Source:", to the end of the line."""
    first, last = sentence.tokens
    first += article.tokens[first].form in _OPENING
    tokens = article.tokens[first:last]
    if len(tokens) < _TOKENS.start or tokens[1].form != ":":
        return []
    if not any(m.kind is SourceKind.ANONYMOUS and m.span.start == tokens[0].start for m in marks):
        return []
    named = [token for token in tokens[2:] if token.form not in (*_CLOSING, ".")]
    if not named or any(token.kind is TokenKind.MARK for token in named):
        return []
    span = Span(named[0].start, named[-1].end)
    name = article.words(span)
    return [SourceMark(span, name, name, SourceKind.SITE)] if name[:1].isupper() else []
