"""What ties a source that no word stands beside: a colon, "by" in a passive, a site of tracks."""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.marks import SourceKind
from wheelsdown.articles.phrases import Match
from wheelsdown.claims.tellers.around import Around
from wheelsdown.claims.tellers.closing_tellers import closing_dash
from wheelsdown.claims.tellers.described import behind_time
from wheelsdown.claims.tellers.placed import Placed
from wheelsdown.claims.tellers.sayings import PUBLISHERS, QUOTES, Saying

__all__ = ["by_itself"]

#: Tokens between "by" and whoever saw something.
_AGENT_REACH = 4
#: Tokens between pictures and who took them: «знімки, зроблені компанією Planet».
_OF_WHOM = 4
#: Tokens behind the colon of a source that heads what it tells, at least.
_FEWEST_TOLD = 4


def by_itself(
    article: Article, sentence: Sentence, source: Placed, cues: Sequence[Match[Saying]], around: Around
) -> str | None:
    """Get what ties a source that no word stands beside: a tracking site, whoever is behind a passive.

    So do a company's pictures: "on a Planet Labs image of 17 May".
    """
    if source.mark.kind is SourceKind.TRACKING and not sentence.is_byline:
        return "tracking site named"
    if source.mark.kind is SourceKind.DOCUMENT and source.mark.name[:1].isupper():
        first = max(sentence.tokens[0], source.first - _OF_WHOM)
        last = min(sentence.tokens[1], source.last + 2)
        near = [*article.tokens[first : source.first], *article.tokens[source.last : last]]
        nouns = (around.stops.nouns.find([token]) for token in near)
        if any(SourceKind.DOCUMENT in noun.values for found in nouns for noun in found):
            return "pictures named"
    if source.mark.kind is SourceKind.DOCUMENT and any(cue.last == source.last for cue in cues):
        return Saying.ACCORDING.value
    if _heads(article, sentence, source) or _closes(article, sentence, source):
        return Saying.SAYS.value
    return Saying.SEES.value if _is_agent(article, sentence, source, cues) else None


def _heads(article: Article, sentence: Sentence, source: Placed) -> bool:
    """Say whether a source heads what it tells: "Reuters: an Il-76 has landed in Tripoli"."""
    first, last = source.first, source.last
    if article.tokens[first - 1].form in QUOTES and first > sentence.tokens[0]:
        first -= 1
    if last < sentence.tokens[1] and article.tokens[last].form in QUOTES:
        last += 1
    colon = last < sentence.tokens[1] and article.tokens[last].form == ":"
    opens = first in (sentence.tokens[0], behind_time(article, *sentence.tokens))
    return colon and opens and sentence.tokens[1] - last > _FEWEST_TOLD


def _closes(article: Article, sentence: Sentence, source: Placed) -> bool:
    """Say whether a source stands alone behind a dash at the end: «Іл-76 сів у Бамако, – ГУР»."""
    dash = closing_dash(article, sentence)
    if dash is None or source.mark.kind in (*PUBLISHERS, SourceKind.DOCUMENT, SourceKind.TRACKING):
        return False
    ends = range(source.last, sentence.tokens[1])
    opens = dash + 1 + (article.tokens[dash + 1].form in QUOTES) == source.first
    return opens and all(article.tokens[index].form in QUOTES | {"."} for index in ends)


def _is_agent(article: Article, sentence: Sentence, source: Placed, cues: Sequence[Match[Saying]]) -> bool:
    """Say whether a source saw it in an English passive: "was tracked from A to B on Monday by the group"."""
    if source.mark.kind not in (*PUBLISHERS, SourceKind.OBSERVERS):
        return False
    near = range(max(sentence.tokens[0], source.first - _AGENT_REACH), source.first + 1)
    by = next((index for index in near if article.tokens[index].form == "by"), None)
    return by is not None and any(Saying.SEES in cue.values and cue.last <= by for cue in cues)
