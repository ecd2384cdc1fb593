"""The other facts of a story: meetings, calls, statements with their words, demands, and "no comment".

They make the timeline whole and are never checked against flights. A sentence is at most one fact of each
kind: a meeting needs a person or an office beside its word, a statement a speaker who is no
publisher, or quoted words, which belong to it when they are longer than a name. A call needs its word only:
"the two leaders spoke by phone" names nobody.
"""

from collections.abc import Callable, Sequence

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import DateMark, DateValue, PersonMark, PlaceMark
from wheelsdown.articles.phrases import Phrases
from wheelsdown.claims.claim import Fact, FactKind
from wheelsdown.claims.fields import claimed_date, claimed_place
from wheelsdown.claims.tellers.attribution import PUBLISHERS, Attribution

__all__ = ["facts_of"]

#: Quotation marks around fewer words hold a name or a term, not somebody's words.
_QUOTED_WORDS = 4


def facts_of(  # what one article says, mark by mark
    article: Article,
    attributions: Sequence[Attribution],
    *,
    persons: Sequence[PersonMark],
    places: Sequence[PlaceMark],
    dates: Sequence[DateMark],
    resolve: Callable[[DateMark], DateValue],
    words: Phrases[FactKind],
) -> tuple[Fact, ...]:
    """Get the facts of an article.

    Parameters
    ----------
    article
        The article.
    attributions
        Of each sentence.
    persons, places, dates
        Its marks, in order.
    resolve
        Gives the days that a date mark means in this article.
    words
        Words that make a fact (``fact_words``).

    Returns
    -------
    tuple of Fact
        In order of the text; boilerplate and headlines give none.
    """
    found: list[Fact] = []
    for sentence, attribution in zip(article.sentences, attributions, strict=True):
        if sentence.boilerplate or sentence.is_headline:
            continue
        who = _who(sentence, attribution, persons)
        date = next((resolve(mark) for mark in inside(dates, sentence.span)), None)
        place = next(iter(inside(places, sentence.span)), None)
        said = _quoted(article, sentence)
        found.extend(
            Fact(
                kind=kind,
                article=article.path,
                span=(sentence.span.start, sentence.span.end),
                quote=article.words(sentence.span),
                who=who,
                date=claimed_date(date) if date else None,
                place=claimed_place(place) if place else None,
                said=said if kind is FactKind.STATEMENT else None,
            )
            for kind in _kinds(article, sentence, attribution, who, words)
        )
    return tuple(found)


def _kinds(
    article: Article,
    sentence: Sentence,
    attribution: Attribution,
    who: Sequence[str],
    words: Phrases[FactKind],
) -> list[FactKind]:
    if attribution.declines:
        return [FactKind.NO_COMMENT]
    first, last = sentence.tokens
    kinds = {kind for match in words.find(article.tokens[first:last]) for kind in match.values}
    speaks = any(source.mark.kind not in PUBLISHERS for source in attribution.sources)
    if not who:  # a call is told of offices and of "the two leaders" too
        return sorted(kinds & {FactKind.CALL})
    if FactKind.STATEMENT in kinds and not (speaks or _quoted(article, sentence)):
        kinds.remove(FactKind.STATEMENT)
    return sorted(kinds)


def _who(sentence: Sentence, attribution: Attribution, persons: Sequence[PersonMark]) -> tuple[str, ...]:
    named = [person.name or person.text for person in inside(persons, sentence.span)]
    speaking = [source.mark.name for source in attribution.sources if source.mark.kind not in PUBLISHERS]
    return tuple(dict.fromkeys([*named, *speaking]))


def _quoted(article: Article, sentence: Sentence) -> str | None:
    quoted = [article.words(quote.span) for quote in article.quotations if quote.span.overlaps(sentence.span)]
    long = [words for words in quoted if len(words.split()) >= _QUOTED_WORDS]
    return " ... ".join(long) or None
