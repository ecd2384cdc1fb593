"""Who speaks, by the build of the clause alone: "A beekeeper said a C-130 landed".

A noun that no list knows is a source where it is the subject of a verb whose subject can be nothing else
(`Saying.SPEAKS`): it begins its clause, at most a relative clause stands between ("a man who lives nearby
claimed ..."), and what follows the verb is told, not where or when.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.around import Around
from wheelsdown.claims.tellers.described import Described, description
from wheelsdown.claims.tellers.sayings import Saying

__all__ = ["clause_subject", "is_participle", "with_head"]

#: Tokens before the verb among which its clause begins.
_REACH = 16
#: Tokens at the start of a sentence within which its subject ends, for a verb far behind.
_OPENING_REACH = 8
#: Words between "to" and the source: "an adviser to the <then> prime minister".
_BEFORE_NAME = 3
_RELATIVE = frozenset({"who", "whose", "that", "which"})
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "one", "two", "three", "some"})
#: Marks inside names: "Abu-Salim", "Col. Brandt".
_INSIDE = frozenset("-'.")


def clause_subject(
    article: Article, sentence: Sentence, cue: Match[Saying], around: Around
) -> Described | None:
    """Get the description that is the subject of a verb of saying."""
    if Saying.SPEAKS not in cue.values or not _goes_on(sentence, cue, around):
        return None
    index = cue.first
    while index - 1 in around.between:
        index -= 1
    if index - 1 in around.pronouns:
        return None
    if is_participle(article, cue):
        return _at_opening(article, sentence, around)
    first, last = _clause(article, sentence, index, around)
    return description(article, sentence, (first, last), around.stops) if first < last else None


def with_head(
    article: Article, sentence: Sentence, source: SourceMark, starts: Sequence[int], around: Around
) -> SourceMark:
    """Take in the noun that a source before a verb belongs to: "<a former adviser to> the prime minister"."""
    of = first = bisect_left(starts, source.span.start)
    while of - 1 > sentence.tokens[0] and of > first - _BEFORE_NAME and _is_plain(article, of - 1, around):
        of -= 1
    if not article.tokens[of].form.isascii():
        return source
    if of - 1 not in around.stops.leading:
        of = next((i for i in range(of, first) if article.tokens[i].form not in _DETERMINERS), first)
        is_described = source.kind is SourceKind.ANONYMOUS and of < first
        return _from(article, of, source) if is_described else source
    begin, end = _clause(article, sentence, of - 1, around)
    if end != of - 1 or begin >= end or around.stops.flown & set(range(begin, end)):
        return source
    return _from(article, begin, source)


def _from(article: Article, first: int, source: SourceMark) -> SourceMark:
    span = Span(article.tokens[first].start, source.span.end)
    return replace(source, span=span, text=article.words(span), name=article.words(span))


def _is_plain(article: Article, index: int, around: Around) -> bool:
    token = article.tokens[index]
    return token.kind is TokenKind.WORD and index not in around.stops.leading | around.stops.before


def is_participle(article: Article, cue: Match[Saying]) -> bool:
    """Say whether a verb hangs on the clause before it: ", saying that ...", «, добавив, что»."""
    form = article.tokens[cue.first].form
    hangs = Saying.ADDS in cue.values or (form.isascii() and form.endswith("ing"))
    return hangs and article.tokens[cue.first - 1].form == ","


def _goes_on(sentence: Sentence, cue: Match[Saying], around: Around) -> bool:
    """Say whether something is told behind the verb: "reported at ..." and "claimed by ..." tell nothing."""
    return cue.last < sentence.tokens[1] and cue.last not in around.stops.leading


def _clause(article: Article, sentence: Sentence, index: int, around: Around) -> tuple[int, int]:
    """Get the tokens from the start of a clause to its verb, or to the relative clause before it."""
    first = index
    begin = max(sentence.tokens[0], index - _REACH)
    while first > begin and not _parts(article, first - 1):
        first -= 1
    relative = next((i for i in range(first + 1, index) if article.tokens[i].form in _RELATIVE), index)
    first = next((i + 1 for i in range(relative - 1, first - 1, -1) if i in around.stops.before), first)
    if first in around.stops.leading:
        of_time = range(first + 1, relative)
        first = next((i for i in of_time if article.tokens[i].form in _DETERMINERS), relative)
    return first, relative


def _parts(article: Article, index: int) -> bool:
    token = article.tokens[index]
    if token.kind is not TokenKind.MARK:
        return False
    return token.form not in _INSIDE or (token.form == "-" and token.spaced)


def _at_opening(article: Article, sentence: Sentence, around: Around) -> Described | None:
    """Read the subject of the sentence, known by its noun: "The minister gave details, saying ..."."""
    first = sentence.tokens[0]
    until = min(sentence.tokens[1], first + _OPENING_REACH)
    ends = (i for i in range(first, until) if _parts(article, i) or i in around.stops.after)
    until = min(until, next(ends, until))
    found = list(around.stops.nouns.find(article.tokens[first:until]))
    return description(article, sentence, (first, first + found[0].last), around.stops) if found else None
