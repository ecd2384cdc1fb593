"""Whether a word of saying tells nothing: "unless an image confirmed it", "more than either admits"."""

from collections.abc import Collection

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.sayings import Saying

__all__ = ["is_unsaid", "is_way"]

#: Words before a subject that has said nothing yet.
_SUPPOSING = frozenset({"if", "unless", "until"})
#: The word before one who says less, and what counts those who say it: "more than two officials said".
_THAN, _COUNTING = "than", frozenset(("a", "one", "two", "three", "four", "five", "six", "half", "some"))
#: Words of a subject, at most.
_REACH = 5
#: Slavic words for "from".
_FROM = frozenset(("из", "с", "з", "із", "зі"))
_SAYING = frozenset({Saying.SAYS, Saying.SEES})


def is_unsaid(article: Article, sentence: Sentence, cue: Match[Saying]) -> bool:
    """Say whether the subject of a verb of saying stands behind "if", "unless", "until" or "than"."""
    if not _SAYING.intersection(cue.values):
        return False
    first = max(sentence.tokens[0], cue.first - _REACH)
    for index in range(cue.first - 2, first - 1, -1):
        token = article.tokens[index]
        if token.kind is TokenKind.MARK and token.form not in "-'":
            return False
        if token.form in _SUPPOSING:
            return True
        following = article.tokens[index + 1]
        if token.form == _THAN:
            return following.form not in _COUNTING and following.kind is not TokenKind.NUMBER
    return False


def is_way(article: Article, cue: Match[Saying], located: Collection[int], flown: Collection[int]) -> bool:
    """Say whether words lead to where an aircraft is from, or to who lent it, and not to who told of it.

    «Ил-76 следует из Раменского», «на самолёте, предоставленном Катаром».
    """
    before = cue.first - 1 - (article.tokens[cue.first - 1].form == ",")
    lent = Saying.SHOWN in cue.values and before in flown
    return lent or (article.tokens[cue.last - 1].form in _FROM and cue.last in located)
