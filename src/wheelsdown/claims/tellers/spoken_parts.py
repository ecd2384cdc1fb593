"""Whose words a claim is, where a sentence has several parts: "Reuters said X, and Wasat said Y".

Two rules. Where the part that tells the claim has a speaker of its own, and so has another part, each speaks
for its own part; a person keeps the publisher named before. And what somebody says in a clause beside it is
not the claim: "landed on Tuesday, hours after the minister said the base was closed", "the ministry said it
was shut, but a plane landed there".
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import SourceKind
from wheelsdown.claims.claim import Claim
from wheelsdown.claims.tellers.around import Around
from wheelsdown.claims.tellers.sayings import PUBLISHERS, Attributed, Parts, Saying

__all__ = ["parts_of", "speaking_for"]

#: Kinds of sources whose word is about what they speak of alone.
_SOMEBODY = frozenset({SourceKind.OFFICIAL, SourceKind.ANONYMOUS, SourceKind.OBSERVERS})
#: How somebody is tied to what they say themselves.
_SPEAKING = frozenset({Saying.SAYS.value, Saying.ACCORDING.value})
#: Characters from a source to a clause that says who it is: "Reuters, which cited".
_TO_ASIDE = 2
_COMMAS = frozenset({",", "،"})
_STOPS = frozenset({";", "؛"})


def parts_of(article: Article, sentence: Sentence, around: Around) -> Parts:
    """Get the parts of a sentence, begun by words that add one, set it against another or say when it was."""
    first, last = sentence.tokens
    tokens = article.tokens
    openings = (around.adding, around.turning, around.timing, around.relating)
    if not any(openings) and all(tokens[index].form not in _STOPS for index in range(first, last)):
        return Parts()
    cuts, asides, contrasts = [first], [], []
    commas = [*(index for index in range(first, last) if tokens[index].form in _COMMAS), last]
    for index in range(first, last):
        if tokens[index].form in _STOPS:
            cuts.append(index + 1)
            continue
        begins = next((words for words in openings if index in words and index - 1 not in words), None)
        if begins is None:
            continue
        behind_comma = index > first and tokens[index - 1].form in _COMMAS
        if behind_comma and begins in (around.adding, around.turning):
            cuts.append(index)
        if behind_comma and begins is around.turning:
            contrasts.append(tokens[index].start)
        if behind_comma or begins is around.timing or (index == first and begins is around.turning):
            end = commas[bisect_right(commas, index)]
            asides.append(Span(tokens[index].start, tokens[end - 1].end))
    whole = tuple(
        Span(tokens[one].start, tokens[other - 1].end)
        for one, other in pairwise([*cuts, last])
        if one < other
    )
    return Parts(whole, tuple(asides), tuple(contrasts))


def speaking_for(
    article: Article, claim: Claim, sources: Sequence[Attributed], parts: Parts
) -> tuple[Attributed, ...]:
    """Get the sources of a sentence that speak of a claim in it."""
    told = _told_at(article, claim, parts) if sources and len(parts.whole) + len(parts.asides) > 1 else []
    if not told:
        return tuple(sources)
    ends = {source.mark.span.end + _TO_ASIDE for source in sources}
    asides = [aside for aside in parts.asides if aside.start not in ends]
    kept = [source for source in sources if not _is_beside(source, told, asides, parts.contrasts)]
    return tuple(_of_part(kept, told, parts))


def _told_at(article: Article, claim: Claim, parts: Parts) -> list[int]:
    """Get where the words of a claim stand that name its aircraft and places."""
    texts = {claim.aircraft.text if claim.aircraft else None, claim.place.text if claim.place else None}
    texts |= {end.text for leg in claim.legs for end in (leg.origin, leg.destination) if end}
    whole = range(parts.whole[0].start, parts.whole[-1].end)
    first = claim.span[0] if claim.span[0] in whole else whole.start
    places = (article.text.find(text, first, min(claim.span[1], whole.stop)) for text in texts if text)
    return sorted(place for place in places if place >= 0)


def _is_beside(
    source: Attributed, told: Sequence[int], asides: Sequence[Span], contrasts: Sequence[int]
) -> bool:
    """Say whether somebody says something else beside what is told."""
    if source.mark.kind is SourceKind.TRACKING or source.rule not in _SPEAKING or source.is_cited:
        return False
    at = source.mark.span.start + len(source.mark.text.partition(",")[0]) - 1
    for aside in asides:
        if aside.start <= at < aside.end and not any(aside.start <= place < aside.end for place in told):
            return True
    return source.mark.kind in _SOMEBODY and any(at < turn < told[0] for turn in contrasts)


def _of_part(sources: Sequence[Attributed], told: Sequence[int], parts: Parts) -> list[Attributed]:
    """Leave out who speaks of another part, where the part of the claim has a speaker of its own."""
    numbers = {_part_of(place, parts) for place in told}
    number = numbers.pop()
    speaking = {_part_of(source.mark.span.start, parts) for source in sources if not source.is_cited}
    if numbers or number not in speaking:
        return list(sources)
    own = [source for source in sources if _part_of(source.mark.span.start, parts) == number]
    publishes = any(source.mark.kind in (*PUBLISHERS, SourceKind.TRACKING) for source in own)
    first = min(source.mark.span for source in own)
    return [
        source
        for source in sources
        if source in own
        or (source.is_cited and _part_of(source.mark.span.start, parts) not in speaking)
        or (not publishes and source.mark.kind in PUBLISHERS and source.mark.span < first)
    ]


def _part_of(at: int, parts: Parts) -> int:
    return next((number for number, part in enumerate(parts.whole) if at < part.end), len(parts.whole) - 1)
