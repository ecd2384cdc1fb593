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
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from wheelsdown.articles.article import Article, Language, Sentence, Span
from wheelsdown.articles.marks import PersonMark, SourceKind, SourceMark
from wheelsdown.articles.part_headings import part_headings
from wheelsdown.articles.phrases import Match, Phrases
from wheelsdown.articles.view import TokenKind, tokenise
from wheelsdown.claims.tellers.around import Around, around_of
from wheelsdown.claims.tellers.authored import by_authors
from wheelsdown.claims.tellers.clause_subjects import with_head
from wheelsdown.claims.tellers.credits import credited
from wheelsdown.claims.tellers.described import described_after
from wheelsdown.claims.tellers.name_marks import is_in_name
from wheelsdown.claims.tellers.openings import opening_of
from wheelsdown.claims.tellers.participles import added_by
from wheelsdown.claims.tellers.placed import Placed, placed_of
from wheelsdown.claims.tellers.sayings import (
    PUBLISHERS,
    QUOTES,
    Attributed,
    Attribution,
    Parts,
    Saying,
    SayingWords,
    carries,
    is_paper_of,
    is_worth,
)
from wheelsdown.claims.tellers.speaking import at_edge, described
from wheelsdown.claims.tellers.spoken_parts import parts_of
from wheelsdown.claims.tellers.taken_up import is_of_tracks, verbs_taking_up
from wheelsdown.claims.tellers.tied import tied
from wheelsdown.claims.tellers.unsaid import is_unsaid, is_way

__all__ = ["PUBLISHERS", "Attributed", "Attribution", "Saying", "SayingWords", "attributions_of"]

#: Sentences and lines from the top among which a dateline stands.
_TOP = 6
#: Sentences and lines at the end among which a line says where all of it comes from.
_FOOT = 3
#: Tokens of a dateline before the agency's name.
_DATELINE_REACH = 10
#: Endings and words by which English says behind a noun who is meant: "based in", "close to".
_PARTICIPLES, _NEARNESS = ("ing", "ed"), frozenset({"close", "familiar"})
#: Kinds of sources that words describe.
_DESCRIBED = frozenset({SourceKind.OBSERVERS, SourceKind.OFFICIAL, SourceKind.ANONYMOUS})
#: Endings of Slavic verbs of the past that nouns seldom have; letters of words too short to tell.
_PAST = ("л", "ло", "лся", "лась", "лось", "лись", "или", "али", "ив", "ився", "ався", "лися", "лася")
_SHORT_WORD = 3
#: The Arabic particle for "with", which no verb has: "بعلم الحكومة".
_WITH = "ب"
#: What sets the agency of a dateline off.
_SETTING_OFF = ("-", "(", ")", "/", "|", "[", "]", "*")


def attributions_of(
    article: Article,
    sources: Sequence[SourceMark],
    persons: Sequence[PersonMark],
    words: SayingWords,
    *,
    aircraft: Sequence[Span] = (),
    places: Sequence[Span] = (),
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
    aircraft, places
        Where aircraft and places are named: neither says anything.

    Returns
    -------
    tuple of Attribution
        One for each of ``article.sentences``.
    """
    starts = [token.start for token in article.tokens]
    speakers = [person for person in persons if not any(person.span.overlaps(mark.span) for mark in sources)]
    everybody = sorted((*sources, *(_as_source(person) for person in speakers)), key=lambda mark: mark.span)
    others = _Others(_tokens_of(aircraft, starts), _tokens_of(places, starts))
    found = []
    headings = part_headings(article, places)
    for number, sentence in enumerate(article.sentences):
        marks = _inside(everybody, sentence)
        dateline = _dateline(article, sentence, marks, starts) if number < _TOP else None
        if dateline is None and (number < _TOP or number >= len(article.sentences) - _FOOT):
            dateline = credited(article, sentence, marks, words)
        if dateline is not None and _is_closed(article, dateline, starts):
            marks = [mark for mark in marks if mark is not dateline]
        one = _attribution(article, sentence, marks, starts, words, others)
        one = replace(one, breaks=True) if number in headings else one
        cited = [source.mark for source in one.sources]
        found.append(one if dateline is None or dateline in cited else replace(one, dateline=dateline))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Others:
    """Tokens of aircraft and of places."""

    flown: frozenset[int]
    located: frozenset[int]


def _tokens_of(spans: Sequence[Span], starts: Sequence[int]) -> frozenset[int]:
    return frozenset(
        index
        for span in spans
        for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
    )


def _inside(marks: Sequence[SourceMark], sentence: Sentence) -> list[SourceMark]:
    """Get the marks of a sentence out of those of the article, which are in order."""
    first = bisect_left(marks, sentence.span.start, key=lambda mark: mark.span.start)
    last = bisect_left(marks, sentence.span.end, key=lambda mark: mark.span.start)
    return [mark for mark in marks[first:last] if sentence.span.holds(mark.span)]


def _is_closed(article: Article, mark: SourceMark, starts: Sequence[int]) -> bool:
    """Say whether a dash or a bracket ends the dateline, so that what follows is not the agency's verb."""
    last = _behind_quotes(article, bisect_left(starts, mark.span.end))
    ends = (*_SETTING_OFF, ":") if last > bisect_left(starts, mark.span.end) else _SETTING_OFF
    return last < len(article.tokens) and article.tokens[last].form in ends


def _behind_quotes(article: Article, index: int) -> int:
    """Get the token behind a quotation mark that stands at a token, else that token."""
    return index + (index < len(article.tokens) and article.tokens[index].form in QUOTES)


def _dateline(
    article: Article, sentence: Sentence, marks: Sequence[SourceMark], starts: Sequence[int]
) -> SourceMark | None:
    """Get the publisher that begins a sentence and is set off by dashes, slashes or brackets."""
    for mark in marks:
        if mark.kind not in PUBLISHERS or mark.is_anaphor or not sentence.span.holds(mark.span):
            continue
        first, last = bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end)
        behind = _behind_quotes(article, last)
        quoted = first - 1 > sentence.tokens[0] and article.tokens[first - 1].form in QUOTES
        if quoted and last < behind < sentence.tokens[1]:
            first, last = first - 1, behind
        opens = first == sentence.tokens[0] or article.tokens[first - 1].form in _SETTING_OFF
        closes = last >= sentence.tokens[1] or article.tokens[last].form in (*_SETTING_OFF, ".", ":")
        if opens and closes and first - sentence.tokens[0] <= _DATELINE_REACH:
            return mark
    return None


def _as_source(person: PersonMark) -> SourceMark:
    return SourceMark(person.span, person.text, person.name or person.text, SourceKind.OFFICIAL)


def _attribution(
    article: Article,
    sentence: Sentence,
    sources: Sequence[SourceMark],
    starts: Sequence[int],
    words: SayingWords,
    others: _Others,
) -> Attribution:
    every = [cue for cue in _cues(article, sentence, words.sayings) if cue.first not in others.flown]
    every = [cue for cue in every if not is_way(article, cue, others.located, others.flown)]
    cues = [cue for cue in every if set(cue.values) != {Saying.OBJECT}]
    objects = [c for c in every if Saying.OBJECT in c.values and not is_of_tracks(article, c, sources)]
    taking_up = verbs_taking_up(article, sentence, objects, cues, others.flown)
    cues = [c for c in cues if not (_is_noun(article, c, cues, words) or is_worth(article, c, sources))]
    said = {value for cue in cues for value in cue.values}
    if Saying.NO_COMMENT in said:
        return Attribution(declines=True)
    placed = placed_of(article, sentence, sources, starts)
    around = around_of(
        article,
        sentence,
        cues,
        words,
        flown=others.flown,
        located=others.located,
        listed=[source.first for source in placed],
        taking_up=taking_up,
    )
    placed = [
        source
        for source in placed
        if not any(_covers(cue, source) for cue in cues)
        and (source.first not in around.recipients or _has_name(article, source))
        and source.first - 1 not in around.own
    ]
    free = [
        cue
        for cue in cues
        if not _is_part(cue, placed) and _names_source(article, sentence, cue, placed, around)
    ]
    bound = tied(article, sentence, placed, free, around)
    bound = [*bound, *described(article, sentence, free, around, bound)]
    bound = [*bound, *at_edge(article, sentence, around, bound, placed)]
    subject = opening_of(article, sentence, placed, around.stops)
    bound = [*bound, *added_by(article, free, placed, subject, around, bound)]
    bound = [_whole(article, sentence, each, around, starts) for each in _by_subject(bound, subject, around)]
    bound = _with_heads(article, sentence, bound, free, around, starts)
    bound = [each for each in bound if not any(is_paper_of(each, other) for other in bound)]
    return Attribution(
        sources=tuple(sorted(bound, key=_depth)),
        says_this=bool(bound and (Saying.THIS in said or taking_up)) and Saying.DENIES not in said,
        continues=Saying.CONTINUES in said,
        again=Saying.AGAIN in said
        or (
            not bound
            and (
                _speaks_on(sentence, free, around.stops.before) or _is_pronoun_saying(sentence, free, around)
            )
        ),
        breaks=Saying.BREAKS in said,
        denies=Saying.DENIES in said,
        turns=any(Saying.TURNS in cue.values and cue.first == sentence.tokens[0] for cue in cues),
        mentioned=tuple(source.mark for source in placed),
        subject=subject,
        parts=parts_of(article, sentence, around) if bound else Parts(),
    )


def _by_subject(bound: Sequence[Attributed], subject: SourceMark | None, around: Around) -> list[Attributed]:
    """Let the subject speak, not the object before the verb: «Админ, живущий там, картину подтверждает»."""
    return [
        replace(each, mark=subject)
        if subject is not None
        and each.rule == Saying.SAYS.value
        and each.mark.kind is SourceKind.ANONYMOUS
        and subject.span < each.mark.span
        and " " not in each.mark.text
        and not around.stops.nouns.find(tokenise(each.mark.text))
        else each
        for each in bound
    ]


def _with_heads(
    article: Article,
    sentence: Sentence,
    bound: Sequence[Attributed],
    cues: Sequence[Match[Saying]],
    around: Around,
    starts: Sequence[int],
) -> list[Attributed]:
    """Let the head of a description speak, not who is named in it: "an adviser to the minister said"."""
    verbs = {cue.first for cue in cues}
    found = [
        replace(each, mark=with_head(article, sentence, each.mark, starts, around))
        if each.rule == Saying.SAYS.value and bisect_left(starts, each.mark.span.end) in verbs
        else each
        for each in bound
    ]
    wider = [each.mark.span for each, before in zip(found, bound, strict=True) if each is not before]
    return [each for each in found if not any(s.holds(each.mark.span) and s != each.mark.span for s in wider)]


def _whole(
    article: Article, sentence: Sentence, source: Attributed, around: Around, starts: Sequence[int]
) -> Attributed:
    """Print all words that say who somebody is: "an employee of the airport", not "an employee"."""
    mark = source.mark
    if mark.kind not in _DESCRIBED or mark.is_anaphor:
        return source
    first = bisect_left(starts, mark.span.start)
    if article.tokens[first].start != mark.span.start:
        return source
    found = described_after(article, sentence, first, around.stops)
    if found is None or found.mark.span.end <= mark.span.end:
        return source
    behind = range(bisect_left(starts, mark.span.end), bisect_left(starts, found.mark.span.end))
    near = range(behind.start, behind.stop + 1)  # an Arabic "to" is written with the name behind it
    if not _begins_description(article, behind.start, around) or any(_is_past(article, i) for i in behind):
        return source
    if not around.stops.listed.isdisjoint(near) or any(article.tokens[i].form in QUOTES for i in behind):
        return source
    if first > sentence.tokens[0] and sentence.language is Language.ARABIC:
        first -= bool(around.stops.nouns.find(article.tokens[first - 1 : first]))
    span = Span(article.tokens[first].start, found.mark.span.end)
    return replace(source, mark=replace(mark, text=article.words(span)))


def _is_past(article: Article, index: int) -> bool:
    """Say whether a word is built like a Slavic verb of the past, and stands before no name."""
    form, following = article.tokens[index].form, article.tokens[index + 1 : index + 2]
    if (
        len(form) <= _SHORT_WORD
        or not form.endswith(_PAST)
        or article.text[article.tokens[index].start].isupper()
    ):
        return False
    return not any(article.text[token.start].isupper() for token in following)


def _begins_description(article: Article, index: int, around: Around) -> bool:
    """Say whether a word behind a noun says who is meant, and is no verb: "the minister gave"."""
    token = article.tokens[index]
    following = article.tokens[index + 1 : index + 3]
    is_name = any(article.text[each.start].isupper() for each in (token, *following))
    if is_name or not token.form.isascii() or token.kind is not TokenKind.WORD:
        return True
    says_who = token.form.endswith(_PARTICIPLES) or token.form in _NEARNESS
    return says_who or index in around.stops.leading


def _is_pronoun_saying(sentence: Sentence, free: Sequence[Match[Saying]], around: Around) -> bool:
    """Say whether a pronoun speaks: "It acknowledged that", «говорит он»."""
    is_english = sentence.language is Language.ENGLISH
    return any(
        Saying.SAYS in cue.values
        and (cue.first - 1 in around.speaking or (cue.last in around.speaking and not is_english))
        for cue in free
    )


def _speaks_on(sentence: Sentence, cues: Sequence[Match[Saying]], stops: Collection[int]) -> bool:
    """Say whether an Arabic sentence begins with a verb of saying and has nobody who says it: "وذكرت أن"."""
    if sentence.language is not Language.ARABIC:
        return False
    first = sentence.tokens[0]
    return any(Saying.SAYS in cue.values and cue.first <= first + 1 and cue.last in stops for cue in cues)


def _covers(cue: Match[Saying], source: Placed) -> bool:
    """Say whether the source is but a part of the word of saying: "по <данным> ...".

    Pictures named in it stay a source: «на супутникових знімках».
    """
    if source.mark.kind is SourceKind.DOCUMENT and cue.last == source.last:
        return False
    return cue.first <= source.first and source.last <= cue.last


def _has_name(article: Article, source: Placed) -> bool:
    """Say whether Slavic reporters are those of an outlet named: «журналісти «Схем»»."""
    return source.last - source.first > 1 and not article.tokens[source.first].form.isascii()


def _names_source(
    article: Article, sentence: Sentence, cue: Match[Saying], placed: Sequence[Placed], around: Around
) -> bool:
    """Say whether a source follows words that need not cite: "based on data", no "based on an island"."""
    if Saying.RESTS not in cue.values:
        return not carries(article, sentence, cue, {s.first for s in placed if s.mark.kind in PUBLISHERS})
    if any(source.first == cue.last for source in placed):
        return True
    named = described_after(article, sentence, cue.last, around.stops)
    return named is not None and named.is_sure


def _cues(article: Article, sentence: Sentence, words: Phrases[Saying]) -> list[Match[Saying]]:
    first, last = sentence.tokens
    found = words.find(article.tokens[first:last])
    kept = (cue for cue in found if cue.particles != _WITH or set(cue.values) != {Saying.SAYS})
    cues = (Match(cue.first + first, cue.last + first, cue.values, cue.particles) for cue in kept)
    named = (by_authors(article, sentence, cue) for cue in cues if not is_in_name(article, sentence, cue))
    return [cue for cue in named if cue is not None and not is_unsaid(article, sentence, cue)]


def _is_part(cue: Match[Saying], placed: Sequence[Placed]) -> bool:
    """Say whether the word belongs to a source's own words, as in "Flight data"."""
    return any(source.first < cue.first and cue.last <= source.last for source in placed)


def _is_noun(article: Article, cue: Match[Saying], cues: Sequence[Match[Saying]], words: SayingWords) -> bool:
    """Say whether a word is a noun for a paper, of which the next word tells: "the <records> show"."""
    if cue.last - cue.first > 1 or cue.last >= len(article.tokens):
        return False
    if not words.nouns.find(article.tokens[cue.first : cue.last]):
        return False
    after = {cue.last, cue.last + 1} if article.tokens[cue.last].form == "," else {cue.last}
    return any(other.first in after for other in cues)


def _depth(source: Attributed) -> int:
    """Publishers, cited publishers, persons and documents, tracking data."""
    if source.mark.kind in PUBLISHERS:
        return int(source.is_cited)
    return 3 if source.mark.kind is SourceKind.TRACKING else 2
