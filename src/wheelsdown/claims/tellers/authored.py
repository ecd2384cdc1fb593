"""Whom a paper is by: "an analysis by the institute"."""

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.phrases import Match
from wheelsdown.claims.tellers.sayings import Saying

__all__ = ["by_authors"]


def by_authors(article: Article, sentence: Sentence, cue: Match[Saying]) -> Match[Saying] | None:
    """Let a noun for a paper announce who wrote it, where "by" follows; None where else it says nothing."""
    if Saying.AUTHORED not in cue.values:
        return cue
    if cue.last < sentence.tokens[1] and article.tokens[cue.last].form == "by":
        return Match(cue.first, cue.last + 1, (Saying.CITES,), cue.particles)
    return cue if len(cue.values) > 1 else None
