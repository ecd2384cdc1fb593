"""Whom a sentence says it has its words from: its sources, outermost first.

A source counts only where a word ties it to what is said: a verb of saying beside it ("the agency
reported"), a word that announces it ("according to", "citing", "со ссылкой на", "نقلا عن"), or the Arabic
particle "to" after such a verb. A tracking site counts wherever it is named, since a sentence that names one
rests on it. A sentence in which somebody declines to comment cites nobody.

The order is by what a source is: publishers before persons and documents, those before tracking data; among
publishers the one that is cited comes after the one that cites. No parser is used: the rules hold in the four
languages alike.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import PersonMark, SourceKind, SourceMark
from wheelsdown.articles.phrases import Match, Phrases
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.described import described_after, described_before, quoted_name

__all__ = ["PUBLISHERS", "Attributed", "Attribution", "Saying", "SayingWords", "attributions_of"]


class Saying(StrEnum):
    """What a word says about the source beside it."""

    SAYS = "says"
    SEES = "sees"
    CITES = "cites"
    ACCORDING = "according"
    TOLD = "told"
    THIS = "this"
    CONTINUES = "continues"
    NO_COMMENT = "no_comment"


#: Kinds of sources that publish what others say.
PUBLISHERS = frozenset(
    {
        SourceKind.AGENCY,
        SourceKind.NEWSPAPER,
        SourceKind.BROADCASTER,
        SourceKind.SITE,
        SourceKind.CHANNEL,
    }
)

#: Words between a word of saying and its source, at most: "reported on Wednesday evening the state agency".
_SAYS_REACH = 6
#: Words between "according to" or "citing" and the source: "citing data that was shown by the website".
_NAMES_REACH = 8
#: A source in an enumeration stands this near to the one before it: "and by the agency".
_NEXT_REACH = 5
#: A word of so few letters ("عن") announces only what stands this near after it.
_SHORT, _SHORT_REACH = 2, 3
#: Tokens of words that only say who somebody is, at most.
_APPOSITION = 15
#: Sentences and lines from the top among which a dateline stands, and its tokens before the agency's name.
_TOP, _DATELINE_REACH = 6, 10
#: What sets the agency of a dateline off.
_SETTING_OFF = ("-", "(", ")", "/", "|", "[", "]", "*")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A source that a sentence cites; ``rule`` names the word that ties it."""

    mark: SourceMark
    is_cited: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The sources of one sentence, outermost first.

    ``says_this``: the sentence says where the sentences before it come from; ``continues``: it goes on with
    the source of the sentence before; ``declines``: somebody has no comment.
    """

    sources: tuple[Attributed, ...] = ()
    says_this: bool = False
    continues: bool = False
    declines: bool = False
    #: The agency or paper that a line near the top names as the article's own: "BAMAKO, 9 March - ...".
    dateline: SourceMark | None = None


@dataclass(frozen=True)
class SayingWords:
    """The word lists of attribution: words of saying, nouns for sources, and words that end a description."""

    sayings: Phrases[Saying]
    nouns: Phrases[SourceKind]
    stops: Phrases[str]


def attributions_of(
    article: Article,
    sources: Sequence[SourceMark],
    persons: Sequence[PersonMark],
    words: SayingWords,
) -> tuple[Attribution, ...]:
    """Get the attribution of each sentence.

    Parameters
    ----------
    article
        The article.
    sources, persons
        Its marks, in order; a person who says something is a source, as an official.
    words
        ``saying_words``, ``source_nouns`` and ``saying_stops``.

    Returns
    -------
    tuple of Attribution
        One for each of ``article.sentences``.
    """
    starts = [token.start for token in article.tokens]
    speakers = [person for person in persons if not any(person.span.overlaps(mark.span) for mark in sources)]
    everybody = sorted((*sources, *(_as_source(person) for person in speakers)), key=lambda mark: mark.span)
    found = [_attribution(article, sentence, everybody, starts, words) for sentence in article.sentences]
    for number, sentence in enumerate(article.sentences[:_TOP]):
        cited = [source.mark for source in found[number].sources]
        dateline = _dateline(article, sentence, [mark for mark in everybody if mark not in cited], starts)
        found[number] = replace(found[number], dateline=dateline)
    return tuple(found)


def _dateline(
    article: Article, sentence: Sentence, marks: Sequence[SourceMark], starts: Sequence[int]
) -> SourceMark | None:
    """Get the publisher that begins a sentence and is set off by dashes, slashes or brackets."""
    for mark in marks:
        if mark.kind not in PUBLISHERS or mark.is_anaphor or not sentence.span.holds(mark.span):
            continue
        first, last = bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end)
        opens = first == sentence.tokens[0] or article.tokens[first - 1].form in _SETTING_OFF
        closes = last >= sentence.tokens[1] or article.tokens[last].form in (*_SETTING_OFF, ".", ":")
        if opens and closes and first - sentence.tokens[0] <= _DATELINE_REACH:
            return mark
    return None


def _as_source(person: PersonMark) -> SourceMark:
    return SourceMark(person.span, person.text, person.name or person.text, SourceKind.OFFICIAL)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A source with the tokens it covers."""

    mark: SourceMark
    first: int
    last: int


def _attribution(
    article: Article,
    sentence: Sentence,
    sources: Sequence[SourceMark],
    starts: Sequence[int],
    words: SayingWords,
) -> Attribution:
    cues = _cues(article, sentence, words.sayings)
    said = {value for cue in cues for value in cue.values}
    if Saying.NO_COMMENT in said:
        return Attribution(declines=True)
    inside = (mark for mark in sources if sentence.span.holds(mark.span))
    placed = [_placed(article, sentence, mark, starts) for mark in inside]
    around = _around(article, sentence, cues, words)
    placed = [
        source
        for source in placed
        if not any(_covers(cue, source) for cue in cues) and source.first not in around.recipients
    ]
    free = [cue for cue in cues if not _inside(cue, placed)]
    bound = _bound(article, sentence, placed, free)
    bound = [*bound, *_described(article, sentence, free, words, around, bound)]
    return Attribution(
        sources=tuple(sorted(bound, key=_depth)),
        says_this=Saying.THIS in said and bool(bound),
        continues=Saying.CONTINUES in said,
    )


def _placed(article: Article, sentence: Sentence, mark: SourceMark, starts: Sequence[int]) -> _Placed:
    """Place a source; a name in quotation marks right behind it is its name: «группа «Корваш»»."""
    first, last = bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end)
    named = quoted_name(article, last, sentence.tokens[1])
    if named is None:
        return _Placed(mark, first, last)
    span = Span(mark.span.start, article.tokens[named - 1].end)
    text = article.words(span)
    return _Placed(replace(mark, span=span, text=text, name=text, is_anaphor=False), first, named)


def _covers(cue: Match[Saying], source: _Placed) -> bool:
    """Say whether the source is but a part of the word of saying: "по <данным> ..."."""
    return cue.first <= source.first and source.last <= cue.last


def _described(
    article: Article,
    sentence: Sentence,
    cues: Sequence[Match[Saying]],
    words: SayingWords,
    around: "_Around",
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Get the sources that no list knows: whoever the words beside a word of saying describe."""
    found: list[Attributed] = []
    speaks = any(source.rule == Saying.SAYS.value for source in among)
    for cue in cues:
        rule = _naming(cue)
        if rule and not _short(article, cue) and not _follows(article, cue, among):
            after = described_after(article, sentence, cue.last, around.after, words.nouns)
            is_cited = rule is Saying.CITES
            found.extend([Attributed(after.mark, is_cited=is_cited, rule=rule.value)] if after else [])
        if Saying.SAYS in cue.values and not speaks:
            found.extend(_speaking(article, sentence, cue, words, around, among))
    known = [source.mark.span for source in among]
    new = [each for each in found if not any(each.mark.span.overlaps(span) for span in known)]
    cites = any(source.is_cited for source in among)
    kept = {each.rule: each for each in reversed(new)}
    return [_publishing(each) if cites and not each.is_cited else each for each in kept.values()]


def _follows(article: Article, cue: Match[Saying], among: Sequence[Attributed]) -> bool:
    """Say whether a listed source stands right after the word, an article between at most."""
    starts = {token.start for token in article.tokens[cue.last : cue.last + 2]}
    return any(source.mark.span.start in starts for source in among)


def _publishing(source: Attributed) -> Attributed:
    """Take somebody unlisted who has a name and cites a source for an outlet."""
    if source.mark.kind is not SourceKind.OFFICIAL:
        return source
    return replace(source, mark=replace(source.mark, kind=SourceKind.SITE))


@dataclass(frozen=True, slots=True)
class _Around:
    """Tokens that end a description after and before a verb, that may stand between, and that are told."""

    after: frozenset[int]
    before: frozenset[int]
    between: frozenset[int]
    recipients: frozenset[int]


def _around(
    article: Article, sentence: Sentence, cues: Sequence[Match[Saying]], words: SayingWords
) -> _Around:
    first, last = sentence.tokens
    found: dict[str, set[int]] = {"said": {index for cue in cues for index in range(cue.first, cue.last)}}
    for match in words.stops.find(article.tokens[first:last]):
        for role in match.values:
            found.setdefault(role, set()).update(range(first + match.first, first + match.last))
    between = frozenset(found.get("auxiliary", ()))
    before = frozenset().union(*(found.get(role, ()) for role in ("said", "boundary", "pronoun"))) - between
    after = before | between | found.get("preposition", set())
    return _Around(after, before, between, frozenset(found.get("recipient", ())))


def _speaking(
    article: Article,
    sentence: Sentence,
    cue: Match[Saying],
    words: SayingWords,
    around: _Around,
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Read who speaks, before the verb ("a pilot said") or after it, and the quoted outlet that is told."""
    index = _apposition(article, sentence, cue) or cue.first
    while index - 1 in around.between:
        index -= 1
    before = described_before(article, sentence, index, around.before, words.nouns)
    if before is not None and (
        _stands_apart(article, sentence, cue, around) or _follows(article, cue, among)
    ):
        return [Attributed(before.mark, is_cited=False, rule=Saying.SAYS.value)]
    earlier = cue.first - 1
    if earlier < sentence.tokens[0] or not (article.tokens[earlier].form in ",-" or earlier in around.after):
        return []
    found = []
    told = quoted_name(article, cue.last, sentence.tokens[1])
    if told is not None and (
        outlet := described_after(article, sentence, cue.last, around.after, words.nouns)
    ):
        told_mark = replace(outlet.mark, kind=SourceKind.SITE)
        found.append(Attributed(told_mark, is_cited=False, rule=Saying.TOLD.value))
    after = described_after(article, sentence, told or cue.last, around.after, words.nouns)
    return [*found, *([Attributed(after.mark, is_cited=False, rule=Saying.SAYS.value)] if after else [])]


def _apposition(article: Article, sentence: Sentence, cue: Match[Saying]) -> int | None:
    """Get the comma before words that only say who somebody is: "the site, an outlet close to ..., wrote"."""
    if cue.first - 1 <= sentence.tokens[0] or article.tokens[cue.first - 1].form != ",":
        return None
    first = max(sentence.tokens[0] + 1, cue.first - 1 - _APPOSITION)
    commas = [index for index in range(first, cue.first - 1) if article.tokens[index].form == ","]
    return commas[-1] if commas else None


def _stands_apart(article: Article, sentence: Sentence, cue: Match[Saying], around: _Around) -> bool:
    """Say whether the clause ends with the verb, or goes on with what is said."""
    at_end = cue.last >= sentence.tokens[1] or article.tokens[cue.last].kind is TokenKind.MARK
    return at_end or cue.last in around.after or cue.last in around.recipients


def _short(article: Article, cue: Match[Saying]) -> bool:
    return sum(len(article.tokens[index].form) for index in range(cue.first, cue.last)) <= _SHORT


def _cues(article: Article, sentence: Sentence, words: Phrases[Saying]) -> list[Match[Saying]]:
    first, last = sentence.tokens
    found = words.find(article.tokens[first:last])
    return [Match(cue.first + first, cue.last + first, cue.values, cue.particles) for cue in found]


def _inside(cue: Match[Saying], placed: Sequence[_Placed]) -> bool:
    """Say whether the word belongs to a source's own words, as in "Flight data"."""
    return any(source.first < cue.first and cue.last <= source.last for source in placed)


def _bound(
    article: Article, sentence: Sentence, placed: Sequence[_Placed], cues: Sequence[Match[Saying]]
) -> list[Attributed]:
    found: dict[int, Attributed] = {}
    aside: set[int] = set()
    for cue in cues:
        if rule := _naming(cue):
            for number in _announced(article, placed, cue):
                found.setdefault(
                    number, Attributed(placed[number].mark, is_cited=rule is Saying.CITES, rule=rule.value)
                )
                aside.update(range(cue.first, placed[number].last))
    for cue in cues:
        if {Saying.SAYS, Saying.SEES} & set(cue.values):
            comma = _apposition(article, sentence, cue)
            passed = aside | set(range(comma, cue.first)) if comma is not None else aside
            for number in _speakers(article, placed, cue, found, passed):
                spoken = Attributed(placed[number].mark, is_cited=False, rule=Saying.SAYS.value)
                found.setdefault(number, spoken)
    for number, source in enumerate(placed):
        if source.mark.kind is SourceKind.TRACKING:
            found.setdefault(number, Attributed(source.mark, is_cited=True, rule="tracking site named"))
    return [found[number] for number in sorted(found)]


def _naming(cue: Match[Saying]) -> Saying | None:
    """Get how the word announces the source after it; None when it does not."""
    order = (Saying.CITES, Saying.ACCORDING, Saying.TOLD)
    return next((saying for saying in order if saying in cue.values), None)


def _announced(article: Article, placed: Sequence[_Placed], cue: Match[Saying]) -> list[int]:
    """Get the sources that follow a word like "according to", as far as they are enumerated."""
    reach = _SHORT_REACH if _short(article, cue) else _NAMES_REACH
    found: list[int] = []
    here = cue.last
    for number, source in enumerate(placed):
        if source.first < cue.first or source.last <= cue.last:
            continue
        if _n_words(article, here, source.first) > reach:
            break
        found.append(number)
        here, reach = source.last, _NEXT_REACH
        if not _goes_on(article, placed, number):
            break
    return found


def _goes_on(article: Article, placed: Sequence[_Placed], number: int) -> bool:
    """Say whether the next source is enumerated with this one: a comma or at most two words between."""
    if number + 1 >= len(placed):
        return False
    gap = range(placed[number].last, placed[number + 1].first)
    return sum(article.tokens[index].kind is TokenKind.WORD for index in gap) <= _NEXT_REACH


def _speakers(
    article: Article,
    placed: Sequence[_Placed],
    cue: Match[Saying],
    found: dict[int, Attributed],
    aside: set[int],
) -> list[int]:
    """Get the source nearest to a verb of saying, before it in a tie, and whom it was told (Arabic).

    Words ``aside`` ("citing ...") do not count: "the agency, citing two officials in the port, said".
    """
    gaps: list[tuple[int, int]] = []
    told: list[int] = []
    for number, source in enumerate(placed):
        before = source.last <= cue.first
        between = range(source.last, cue.first) if before else range(cue.last, source.first)
        gap = sum(article.tokens[i].kind is not TokenKind.MARK for i in between if i not in aside)
        if gap > _SAYS_REACH or source.first in aside or (number in found and found[number].is_cited):
            continue
        if not before and "ل" in source.mark.particles:
            told.append(number)
        else:
            gaps.append((2 * gap + (not before), number))
    return [number for _, number in sorted(gaps)[:1]] + told


def _n_words(article: Article, first: int, last: int) -> int:
    return sum(article.tokens[index].kind is not TokenKind.MARK for index in range(first, last))


def _depth(source: Attributed) -> int:
    """Publishers, cited publishers, persons and documents, tracking data."""
    if source.mark.kind in PUBLISHERS:
        return int(source.is_cited)
    return 3 if source.mark.kind is SourceKind.TRACKING else 2
