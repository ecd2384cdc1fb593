"""Which marks, numbers and words of saying are parts of a name: "Gazeta.uz", "the 618th Center"."""

from wheelsdown.articles.article import Article, Language, Sentence
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.sayings import Saying

__all__ = ["is_dot", "is_glued", "is_in_name", "is_number"]


def is_glued(article: Article, index: int) -> bool:
    """Say whether a mark stands against one of its neighbours."""
    return not article.tokens[index].spaced or not article.tokens[index + 1].spaced


def is_dot(article: Article, index: int) -> bool:
    """Say whether a point is part of a name: "Gazeta.uz"."""
    if article.tokens[index].form != "." or index + 1 >= len(article.tokens):
        return False
    near = article.tokens[index + 1]
    if index > 1 and article.tokens[index - 2].form == "." and len(article.tokens[index - 1].form) == 1:
        return near.kind is TokenKind.WORD and not near.line  # "U.S. documents"
    return not (article.tokens[index].spaced or near.spaced) and near.kind is TokenKind.WORD


def is_in_name(article: Article, sentence: Sentence, cue: Match[Saying]) -> bool:
    """Say whether a word of saying is part of an English name: "an investigation by Lighthouse Reports"."""
    if sentence.language is not Language.ENGLISH or sentence.is_headline or cue.last - cue.first > 1:
        return False
    first = cue.first - 1
    if first <= sentence.tokens[0] or article.tokens[cue.first].line or not article.tokens[cue.first].spaced:
        return False
    return all(article.text[article.tokens[index].start].isupper() for index in (first, cue.first))


def is_number(article: Article, index: int) -> bool:
    """Say whether a token is a number that stands alone: not that of "the 618th Center"."""
    token = article.tokens[index]
    if token.kind is not TokenKind.NUMBER or not token.spaced:
        return False
    following = article.tokens[index + 1] if index + 1 < len(article.tokens) else None
    return following is None or following.spaced or following.kind is not TokenKind.WORD
