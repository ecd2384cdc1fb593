"""Sources that no list knows, by the words that describe them: "a humanitarian worker".

Where a word of saying has no listed source beside it, the words at its side are one, as far as the next
boundary: a comma, a bracket, "that", a verb. What kind it is follows from its noun; somebody described
without a name is anonymous. Words of time, numbers and pronouns describe nobody.
"""

from collections.abc import Collection
from dataclasses import dataclass

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["Described", "described_after", "described_before", "quoted_name"]

#: Words that a description has at most: "a senior official at the ministry of transport".
_MOST_WORDS = 8

#: Kinds that are called by their noun alone once they are known: "the group", "the channel".
_CALLED_AGAIN = frozenset(
    {SourceKind.OBSERVERS, SourceKind.CHANNEL, SourceKind.SITE, SourceKind.NEWSPAPER, SourceKind.AGENCY}
)

_OPENING, _CLOSING = '«"“„‘(', '»"”“’)'


@dataclass(frozen=True, slots=True)
class Described:
    """A description: its mark, and the tokens it covers."""

    mark: SourceMark
    first: int
    last: int


def described_after(
    article: Article, sentence: Sentence, index: int, stops: Collection[int], nouns: Phrases[SourceKind]
) -> Described | None:
    """Read the description that begins at a token: "according to <two Western diplomats>, ...".

    ``stops`` are tokens that end it: other words of saying and boundaries.
    """
    last, quoted, n_words = index, False, 0
    while last < sentence.tokens[1] and n_words <= _MOST_WORDS:
        token = article.tokens[last]
        if token.kind is TokenKind.WORD and last in stops and not quoted:
            break
        if token.kind is TokenKind.MARK and token.form not in "-'.":
            if token.form in _OPENING and not quoted:
                quoted = True
            elif token.form in _CLOSING and quoted:
                last += 1
                break
            elif not quoted:
                break
        if token.form == "." and not quoted:
            break
        n_words += token.kind is TokenKind.WORD
        last += 1
    return _described(article, sentence, (index, last), n_words, nouns)


def described_before(
    article: Article, sentence: Sentence, index: int, stops: Collection[int], nouns: Phrases[SourceKind]
) -> Described | None:
    """Read the description that ends before a token: ", <a port worker> said"."""
    first, n_words = index, 0
    while first > sentence.tokens[0]:
        token = article.tokens[first - 1]
        if token.kind is TokenKind.MARK and token.form not in "-'":
            break
        if token.kind is TokenKind.NUMBER or first - 1 in stops:
            return None
        n_words += token.kind is TokenKind.WORD
        first -= 1
        if n_words > _MOST_WORDS:
            return None
    return _described(article, sentence, (first, index), n_words, nouns)


def quoted_name(article: Article, index: int, end: int) -> int | None:
    """Get the token after the quotation that begins at a token and names what stands before it; else None."""
    if index >= end or article.tokens[index].form not in _OPENING[:-1]:
        return None
    for last in range(index + 1, min(end, index + 2 + _MOST_WORDS)):
        if article.tokens[last].form in _CLOSING[:-1]:
            return last + 1
    return None


def _described(
    article: Article,
    sentence: Sentence,
    covered: tuple[int, int],
    n_words: int,
    nouns: Phrases[SourceKind],
) -> Described | None:
    first, last = covered
    tokens = article.tokens[first:last]
    if not 0 < n_words <= _MOST_WORDS or any(token.kind is TokenKind.NUMBER for token in tokens):
        return None
    span = Span(tokens[0].start, tokens[-1].end)
    text = article.words(span)
    found = nouns.find(tokens)
    capital_by_place = first == sentence.tokens[0]
    named = any(_is_name(article, token) for token in tokens[capital_by_place:])
    kind = found[0].values[0] if found else SourceKind.OFFICIAL if named else SourceKind.ANONYMOUS
    name = text.strip(_OPENING + _CLOSING + " ")
    mark = SourceMark(span, text, name, kind, is_anaphor=not named and kind in _CALLED_AGAIN)
    return Described(mark, first, last)


def _is_name(article: Article, token: Token) -> bool:
    return token.kind is TokenKind.WORD and article.text[token.start].isupper()
