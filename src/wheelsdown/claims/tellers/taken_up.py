"""Which verb of saying or seeing has what was told before as its object: «Посадку зафіксував Flightradar24».

Such a sentence begins with the object ("this", the landing, a video of it), and its verb follows with nothing
between but words: no comma, and no other aircraft. Who said or saw it may stand behind the verb, and is
the source of the sentences before.
"""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.sayings import Saying

__all__ = ["is_of_tracks", "verbs_taking_up"]

#: Words before the object at most: "А саме відео".
_BEFORE = 2
#: Tokens between the object and its verb at most: "посадку о 14:22 першим".
_BETWEEN = 6
#: Words behind the object that may say of what it is: «Фото борту».
_OF_WHAT = 2
_ENDING = frozenset(',;:()«»"-')
#: The Slavic "that" and "how" behind a verb and a comma.
_THAT = frozenset({"что", "как", "що", "як"})
_TELLING = frozenset({Saying.SAYS, Saying.SEES})


def verbs_taking_up(
    article: Article,
    sentence: Sentence,
    objects: Sequence[Match[Saying]],
    cues: Sequence[Match[Saying]],
    flown: frozenset[int],
) -> frozenset[int]:
    """Get the first tokens of verbs whose object is what was told before.

    Parameters
    ----------
    article, sentence
        Where they stand.
    objects, cues
        The words of ``Saying.OBJECT`` in the sentence, and all others, in order.
    flown
        Tokens of aircraft.
    """
    first = sentence.tokens[0]
    pointing = [cue for cue in cues if Saying.THIS in cue.values and cue.first - first <= _BEFORE]
    opening = [each for each in objects if each.first - first <= _BEFORE] + pointing
    verbs = [cue for cue in cues if _TELLING & set(cue.values)]
    found = {cue.first for cue in pointing}
    for each in opening:
        verb = next((cue for cue in verbs if cue.first >= each.last), None)
        if verb is None or verb.first - each.last > _BETWEEN or _tells_more(article, verb):
            continue
        behind = range(each.last + _OF_WHAT, verb.first)
        if flown.isdisjoint(behind) and not any(_ends(article, i) for i in range(first, verb.first)):
            found.add(verb.first)
    return frozenset(found)


def is_of_tracks(article: Article, cue: Match[Saying], sources: Sequence[SourceMark]) -> bool:
    """Say whether a word is for the data of a site, which tell themselves: «Данные Flightradar24 ...»."""
    behind = article.tokens[cue.last : cue.last + 1]
    tracks = (mark.span.start for mark in sources if mark.kind is SourceKind.TRACKING)
    return bool(behind) and behind[0].start in tracks


def _tells_more(article: Article, verb: Match[Saying]) -> bool:
    """Say whether a clause of its own is what the verb tells: «снимки показали, что»."""
    following = article.tokens[verb.last : verb.last + 2]
    return len(following) == 2 and following[0].form == "," and following[1].form in _THAT


def _ends(article: Article, index: int) -> bool:
    """Say whether a token parts the object from a verb; the colon of "14:22" does not."""
    following = article.tokens[index + 1]
    return article.tokens[index].form in _ENDING and (following.kind is TokenKind.MARK or following.spaced)
