"""What stands around words of saying: what ends, leads or parts the words that name a source."""

from collections.abc import Collection, Sequence

import msgspec

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.phrases import Match
from wheelsdown.claims.tellers.described import Stops
from wheelsdown.claims.tellers.sayings import Saying, SayingWords

__all__ = ["Around", "around_of"]

#: Prepositions inside the names of offices and institutes.
_IN_NAMES = frozenset({"for", "at"})


class Around(msgspec.Struct, frozen=True):
    """What stands around words of saying: what ends a description, stands between, is told, and leads.

    ``own``: words that make an outlet the article's own: "told this newspaper"; ``that``: words with which
    what is said begins.
    """

    stops: Stops
    between: frozenset[int]
    recipients: frozenset[int]
    prepositions: frozenset[int]
    oblique: frozenset[int]
    own: frozenset[int]
    that: frozenset[int]
    pronouns: frozenset[int]
    #: Personal pronouns: who spoke last.
    speaking: frozenset[int]
    #: Verbs whose object is what was told before, so that who says it may stand behind them.
    taking_up: frozenset[int] = frozenset()
    #: Words for in what somebody says it: "in a statement".
    stated: frozenset[int] = frozenset()
    #: Words that begin a part of a sentence: "and", "but", "after", "which".
    adding: frozenset[int] = frozenset()
    turning: frozenset[int] = frozenset()
    timing: frozenset[int] = frozenset()
    relating: frozenset[int] = frozenset()
    #: Those who are told something and publish nothing: "told MPs", "told a Senate committee".
    audience: frozenset[int] = frozenset()


def around_of(
    article: Article,
    sentence: Sentence,
    cues: Sequence[Match[Saying]],
    words: SayingWords,
    *,
    flown: frozenset[int] = frozenset(),
    located: frozenset[int] = frozenset(),
    listed: Collection[int] = (),
    taking_up: frozenset[int] = frozenset(),
) -> Around:
    """Get what stands around the words of saying of a sentence.

    ``flown`` and ``located``: tokens of aircraft and of places; ``listed``: where listed sources begin;
    ``taking_up``: verbs whose object is what was told before.
    """
    first, last = sentence.tokens
    found: dict[str, set[int]] = {"said": {index for cue in cues for index in range(cue.first, cue.last)}}
    for match in words.stops.find(article.tokens[first:last]):
        if _is_acronym(article, first + match.first, first + match.last):
            continue
        for role in match.values:
            found.setdefault(role, set()).update(range(first + match.first, first + match.last))
    between = frozenset(found.get("auxiliary", ()))
    ends = ("said", "boundary", "pronoun", "stated")
    before = frozenset().union(*(found.get(role, ()) for role in ends)) - between
    names = _within_names(article, found.get("preposition", set()) | found.get("oblique", set()))
    prepositions = frozenset(found.get("preposition", ())) - names
    parts = found.get("part", set())
    oblique = frozenset(index for index in found.get("oblique", ()) if index - 1 not in parts) - names
    recipients, own = frozenset(found.get("recipient", ())), frozenset(found.get("own", ()))
    stops = Stops(
        before=before,
        after=before | between | prepositions,
        leading=prepositions | oblique | own,
        flown=flown,
        located=located,
        listed=frozenset(listed),
        nouns=words.nouns,
    )
    that = frozenset(found.get("that", ()))
    pronouns = frozenset(found.get("pronoun", ()))
    speaking = frozenset(found.get("speaker", ()))
    found.setdefault("adding", set()).update(
        cue.first for cue in cues if Saying.SAYS in cue.values and "و" in cue.particles
    )
    openings = ("adding", "turning", "timing", "relating")
    adding, turning, timing, relating = (frozenset(found.get(role, ())) for role in openings)
    return Around(
        stops=stops,
        between=between,
        recipients=recipients,
        prepositions=prepositions,
        oblique=oblique,
        own=own,
        that=that,
        pronouns=pronouns,
        speaking=speaking,
        taking_up=taking_up,
        stated=frozenset(found.get("stated", ())),
        adding=adding,
        turning=turning,
        timing=timing,
        relating=relating,
        audience=frozenset(found.get("audience", ())),
    )


#: Words for how many officials tell.
_SOME = frozenset(("two", "three", "four", "five", "several", "some", "multiple"))


def _is_acronym(article: Article, first: int, last: int) -> bool:
    """Say whether a small word is none: "a US Navy spokesman"."""
    token = article.tokens[first]
    raw = article.text[token.start : token.end]
    if first and article.tokens[first - 1].form in _SOME and not article.tokens[first - 1].line:
        return False  # those are described with their number
    return last - first == 1 and len(raw) > 1 and raw.isascii() and raw.isupper()


def _within_names(article: Article, prepositions: Collection[int]) -> set[int]:
    """Get the English prepositions inside names: "the Ministry for Emergency Situations", "a Lab at Yale"."""
    return {
        index
        for index in prepositions
        if article.tokens[index].form in _IN_NAMES
        and 0 < index < len(article.tokens) - 1
        and all(article.text[article.tokens[i].start].isupper() for i in (index - 1, index + 1))
    }
