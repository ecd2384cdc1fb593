"""Whose account a sentence opens: an outlet or somebody that is its subject, with no word of saying.

"Armenia's aviation committee dismissed it. It acknowledged", «Бортжурнал» разбирался с грузовым самолётом.
В субботу тот прибыл", "Bulgarian spotters keep a table. In it": what follows is theirs.
"""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.described import Stops, quoted_name
from wheelsdown.claims.tellers.placed import Placed

__all__ = ["opening_of"]

#: Words before a subject that are none of it: "Finally, ...".
_LEAD = 3
#: Words of a subject up to its noun: "Armenia's civil aviation committee".
_SUBJECT = 6
#: English articles, and words behind which they go on with a noun: "the head of the air force".
_ARTICLES = frozenset(("a", "an", "the", "its", "their", "his", "her"))
_TIES = frozenset(("of", "for", "at", "in", "on", "and", "from", "with", "to", "by"))
#: Kinds that tell nothing by themselves.
_PAPERS = frozenset({SourceKind.DOCUMENT, SourceKind.TRACKING})


def opening_of(
    article: Article, sentence: Sentence, placed: Sequence[Placed], stops: Stops
) -> SourceMark | None:
    """Get the source that is the subject of a sentence, by its place at the beginning.

    Parameters
    ----------
    article, sentence
        The article, and one of its sentences.
    placed
        The listed sources of the sentence.
    stops
        What ends a description.
    """
    first = _start(article, sentence)
    listed = next((source for source in placed if first <= source.first <= first + 1), None)
    if listed is not None:
        is_told = first in stops.leading or listed.mark.is_anaphor or listed.mark.kind in _PAPERS
        return None if is_told else listed.mark
    behind = quoted_name(article, first, sentence.tokens[1])
    if behind is not None and article.tokens[first + 1].start < article.tokens[behind - 1].start:
        return _quoted(article, sentence, first, behind)
    return _of_noun(article, sentence, first, stops)


def _start(article: Article, sentence: Sentence) -> int:
    """Get where a sentence begins, but for one word and a comma: "Finally, ..."."""
    first, last = sentence.tokens
    commas = [i for i in range(first + 1, min(first + _LEAD, last)) if article.tokens[i].form in ",،"]
    return commas[0] + 1 if commas and commas[0] + 1 < last else first


def _quoted(article: Article, sentence: Sentence, first: int, behind: int) -> SourceMark | None:
    """Read the unlisted outlet in quotation marks: «Бортжурнал» разбирался."""
    inside = Span(article.tokens[first + 1].start, article.tokens[behind - 2].end)
    name = article.words(inside)
    follows = article.tokens[behind] if behind < sentence.tokens[1] else None
    if follows is None or not name[:1].isupper() or follows.form in ",،:;-":
        return None
    span = Span(article.tokens[first].start, article.tokens[behind - 1].end)
    return SourceMark(span, article.words(span), name, SourceKind.SITE)


def _begins_object(article: Article, index: int) -> bool:
    """Say whether an English article begins another noun: "Israel destroyed <an> air force tanker"."""
    tokens = article.tokens
    return tokens[index].form in _ARTICLES and tokens[index - 1].form not in _TIES


def _of_noun(article: Article, sentence: Sentence, first: int, stops: Stops) -> SourceMark | None:
    """Read a subject by its noun: "Bulgarian spotters", «Прокуратура», "Mali's army"."""
    last = min(first + _SUBJECT + 1, sentence.tokens[1])
    nouns = [noun for noun in stops.nouns.find(article.tokens[first:last]) if noun.values[0] not in _PAPERS]
    if not nouns or first in stops.leading:
        return None
    end = first + nouns[0].last
    inside = range(first, end)
    cut = not stops.before.isdisjoint(inside) or not stops.flown.isdisjoint(inside)
    cut = cut or any(i in stops.after for i in range(first + 1, end))
    cut = cut or any(_begins_object(article, i) for i in range(first + 1, end))
    cut = cut or any(
        article.tokens[i].kind is TokenKind.MARK and article.tokens[i].form not in "'-" for i in inside
    )
    if cut:
        return None
    behind = quoted_name(article, end, sentence.tokens[1]) or end
    span = Span(article.tokens[first].start, article.tokens[behind - 1].end)
    return SourceMark(span, article.words(span), article.words(span), nouns[0].values[0])
