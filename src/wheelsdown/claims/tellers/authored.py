"""Whom a paper is by ("an analysis by the institute"), and names that hold a word of saying."""

from wheelsdown.articles.article import Article, Language, Sentence
from wheelsdown.articles.phrases import Match
from wheelsdown.claims.tellers.sayings import Saying

__all__ = ["by_authors", "is_in_name"]


def by_authors(article: Article, sentence: Sentence, cue: Match[Saying]) -> Match[Saying] | None:
    """Let a noun for a paper announce who wrote it, where "by" follows; None where else it says nothing."""
    if Saying.AUTHORED not in cue.values:
        return cue
    if cue.last < sentence.tokens[1] and article.tokens[cue.last].form == "by":
        return Match(cue.first, cue.last + 1, (Saying.CITES,), cue.particles)
    return cue if len(cue.values) > 1 else None


def is_in_name(article: Article, sentence: Sentence, cue: Match[Saying]) -> bool:
    """Say whether a word of saying is part of an English name: "an investigation by Lighthouse Reports"."""
    if sentence.language is not Language.ENGLISH or sentence.is_headline or cue.last - cue.first > 1:
        return False
    first = cue.first - 1
    if first <= sentence.tokens[0] or article.tokens[cue.first].line or not article.tokens[cue.first].spaced:
        return False
    return all(article.text[article.tokens[index].start].isupper() for index in (first, cue.first))
