"""The chain of sources of each claim: who says so, citing whom, citing what.

A sentence's own attribution comes first. What it leaves out is taken from its neighbours by named rules, and
only for claims about flights:

``this_is_said``
    A sentence that only says where the ones before it come from ("Об этом сообщает ...").
``goes_on``
    The nearest sentence before it that has sources, through sentences that make claims too, and through few
    others. Publishers and tracking data go on; a person's word does so where the sentence goes on
    expressly ("also") or about the same flights (`wheelsdown.claims.tellers.going_on`). "Meanwhile" and its
    like end it.
``names_later``
    The next sentence, where it goes on about the same aircraft and ends with who says so.
``says_on``
    "He said", «за його даними», "وأضاف": whoever spoke last, a person too.
``publisher_goes_on``
    A sentence that names its evidence alone takes the publisher from at most two sentences before.
``opens``
    An outlet that is the subject of the first sentence of a paragraph tells what follows in it.
``same_paper``
    "The reply says": whoever was told of before it.
``same_person``
    "The official said": the publisher that the official spoke to.
``same_words``
    "The newspaper", "the data": the last one named before that is one, or the first one after where a lead
    was lost (`wheelsdown.claims.tellers.antecedents`).

What no rule finds is not named in the text, which is not the same as no source.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wheelsdown.articles.article import Article, Language, Span
from wheelsdown.articles.marks import SourceKind
from wheelsdown.claims.claim import Claim, ClaimKind, Edge, How
from wheelsdown.claims.tellers.antecedents import Antecedents
from wheelsdown.claims.tellers.attribution import PUBLISHERS, Attributed, Attribution
from wheelsdown.claims.tellers.going_on import goes_on, goes_with, is_far_from, is_one_account
from wheelsdown.claims.tellers.links import Source, with_chain
from wheelsdown.claims.tellers.spoken_parts import speaking_for

__all__ = ["ABOUT_FLIGHTS", "chains_of"]

#: Kinds of claims that rest on flights: their roots bear on what was seen in the air.
ABOUT_FLIGHTS = frozenset({ClaimKind.MOVEMENT, ClaimKind.PAUSE, ClaimKind.RESUMPTION, ClaimKind.PRESENCE})

#: Sentences back that a publisher is taken from when only the evidence is named.
_PUBLISHER_REACH = 2
#: Sentences back that "об этом сообщает" reaches.
_THIS_REACH = 4
#: Sentences back that "he said" reaches, and that somebody spoken of again is looked for.
_AGAIN_REACH, _PERSON_REACH = 3, 8
#: Letters behind a source that ends its sentence, at most: "the ministry said on Tuesday."
_TAIL = 25
#: Kinds that go on with the sources before them.
_GOING_ON = ABOUT_FLIGHTS | {ClaimKind.SHIPMENT, ClaimKind.VISIT_OF_PERSON, ClaimKind.WITHDRAWAL}
#: Kinds that rest on no aircraft: where persons and troops go.
_POLITICS = frozenset({ClaimKind.VISIT_OF_PERSON, ClaimKind.WITHDRAWAL})
#: Sentences without a claim or a source that an account goes on through.
_MOST_BETWEEN = 2
#: Sentences after which no account goes on, whatever they tell: no newspaper has as many without a source.
_FARTHEST = 200

#: Kinds whose words are a person's, or a paper's: they go on only when the sentence says so.
_WORD_OF_SOMEBODY = frozenset({SourceKind.ANONYMOUS, SourceKind.OFFICIAL, SourceKind.DOCUMENT})


def chains_of(
    article: Article, attributions: Sequence[Attribution], claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """Give each claim its chain of sources.

    Parameters
    ----------
    article
        The article.
    attributions
        Of each of its sentences (`wheelsdown.claims.tellers.attribution.attributions_of`).
    claims
        Its claims, in any order.

    Returns
    -------
    tuple of Claim
        The same claims in the same order, with ``chain`` set, and ``how`` and ``rules`` for it.
    """
    reading = _Reading(article, attributions, claims)
    dateline = next((each.dateline for each in attributions if each.dateline), None)
    return tuple(with_chain(claim, article, reading.sources_of(claim), dateline) for claim in claims)


class _Reading:
    """The sentences of one article with their sources, names resolved."""

    def __init__(
        self, article: Article, attributions: Sequence[Attribution], claims: Sequence[Claim]
    ) -> None:
        self.article = article
        self.attributions = attributions
        self.antecedents = Antecedents(article, attributions)
        self.claims_in: dict[int, list[Claim]] = {}
        for claim in claims:
            for index in self.sentences_of(claim):
                self.claims_in.setdefault(index, []).append(claim)
        self.chains: dict[int, list[Source]] = {}

    def sentences_of(self, claim: Claim) -> list[int]:
        span, sentences = Span(*claim.span), self.article.sentences
        first = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.end)
        last = bisect_left(sentences, span.end, key=lambda sentence: sentence.span.start)
        return [i for i in range(first, last) if sentences[i].span.overlaps(span)]

    def sources_of(self, claim: Claim) -> list[Source]:
        where = self.sentences_of(claim)
        own = [source for index in where for source in self.stated_of(claim, index)]
        says_on = not own and any(self.attributions[index].again for index in where)
        if (claim.kind not in _GOING_ON and not says_on) or not where:
            return own
        if not own:
            return (
                self.quoted_on(where[-1])
                or self.said_after(where[-1])
                or self.gone_on(claim, where[0])
                or self.told_next(claim, where[-1])
            )
        return self.with_publisher(where[0], own)

    def chain_of(self, index: int) -> list[Source]:
        """Get the sources of a sentence with the publisher that it leaves out."""
        if index not in self.chains:
            self.chains[index] = self.with_publisher(index, self.stated(index))
        return self.chains[index]

    def stated(self, index: int) -> list[Source]:
        return [self.resolved(source) for source in self.attributions[index].sources]

    def stated_of(self, claim: Claim, index: int) -> list[Source]:
        """Get the sources of a sentence that speak of one of its claims."""
        attribution = self.attributions[index]
        speaking = speaking_for(self.article, claim, attribution.sources, attribution.parts)
        return [self.resolved(source) for source in speaking]

    def resolved(self, source: Attributed) -> Source:
        mark = source.mark
        if not mark.is_anaphor:
            return Source(mark.name, mark.kind, mark.text, How.STATED, Edge.CITES, source.rule)
        found = self.antecedents.find(mark)
        name, kind = (found.name, found.kind) if found else (mark.name, mark.kind)
        kind = mark.kind if kind is SourceKind.OFFICIAL and mark.kind in PUBLISHERS else kind
        guessed = found is not None and found.span > mark.span and kind is SourceKind.TRACKING
        edge = Edge.INFERRED if guessed else Edge.CITES
        printed = mark.text if found is None or guessed else found.text
        return Source(
            name, kind, mark.text, How.INHERITED, edge, "same_words", is_pointed_to=True, printed=printed
        )

    def quoted_on(self, index: int) -> list[Source]:
        """Apply ``names_later`` to a quotation of several sentences: who is named behind it says all."""
        span = self.article.sentences[index].span
        around = (q.span for q in self.article.quotations if q.span.start <= span.start + 1)
        end = next((quoted.end for quoted in around if quoted.end > span.end), None)
        ends = (i for i in range(index + 1, len(self.attributions)) if end is not None)
        later = next((i for i in ends if self.article.sentences[i].span.end >= (end or 0)), None)
        if later is None or end is None:
            return []
        if not any(source.mark.span.start >= end - 1 for source in self.attributions[later].sources):
            return []
        return [_inherited(source, "names_later", Edge.INFERRED) for source in self.chain_of(later)]

    def said_after(self, index: int) -> list[Source]:
        """Apply ``this_is_said``, but to what whoever spoke before says."""
        if self.attributions[index].again and self.told_by(index) is not None:
            return []
        for later in range(index + 1, min(index + 1 + _THIS_REACH, len(self.attributions))):
            attribution = self.attributions[later]
            if attribution.says_this:
                return [_inherited(source, "this_is_said", Edge.CITES) for source in self.stated(later)]
            if attribution.sources:
                return []
        return []

    def told_next(self, claim: Claim, index: int) -> list[Source]:
        """Apply ``names_later``."""
        later = index + 1
        if later >= len(self.attributions) or not self.same_paragraph(index, later):
            return []
        attribution = self.attributions[later]
        if (
            attribution.turns
            or attribution.breaks
            or not is_one_account(claim, self.claims_in.get(later, ()))
        ):
            return []
        end = self.article.sentences[later].span.end
        if all(source.mark.span.end < end - _TAIL for source in attribution.sources):
            return []
        return [_inherited(source, "names_later", Edge.INFERRED) for source in self.chain_of(later)]

    def gone_on(self, claim: Claim, index: int) -> list[Source]:
        """Apply ``goes_on`` and ``says_on``."""
        attribution = self.attributions[index]
        earlier = self.told_by(index)
        if earlier is None:
            return []
        expressly = attribution.again or attribution.continues
        apart = not (expressly or self.same_paragraph(earlier, index))
        english = self.article.sentences[index].language is Language.ENGLISH
        if english and apart and earlier not in self.claims_in and self.tells_before(earlier):
            return []  # who told of something else, between flights
        if self.attributions[earlier].denies and not expressly:
            return []
        near = self.same_paragraph(earlier, index)
        going_on = self.chain_of(earlier) or self.spoken_of(earlier)
        if claim.kind in _POLITICS:  # the outlet goes on, not its data, nor what somebody said
            going_on = [one for one in going_on if one.kind is not SourceKind.TRACKING]
            going_on = going_on if expressly else _publishers(going_on)
        rule = "says_on" if attribution.again else "goes_on"
        before = self.claims_in.get(index - 1, ())
        announced = earlier == index - 1 and earlier not in self.claims_in
        if not (expressly or (near and (announced or goes_on(claim, before)))):
            published = [one for one in going_on if not _is_word_of_somebody(one, near=near)]
            if not published and near and goes_with(claim, before) and not attribution.turns:
                return [_inherited(source, rule, Edge.INFERRED) for source in going_on]
            going_on = published
        if apart and (is_far_from(claim, self.told_until(index)) or self.turns_back(earlier, index)):
            return []
        edge = Edge.CITES if near else Edge.INFERRED
        return [_inherited(source, rule, edge) for source in going_on]

    def tells_before(self, index: int) -> bool:
        """Say whether the text, its headlines apart, has told a flight before a sentence."""
        earlier = (self.article.sentences[i] for i in self.claims_in if i < index)
        return any(not (sentence.is_headline or sentence.is_standfirst) for sentence in earlier)

    def turns_back(self, earlier: int, index: int) -> bool:
        """Say whether the text came to another time in another paragraph, between two sentences."""
        between_them = (i for i in range(earlier + 1, index) if not self.same_paragraph(earlier, i))
        return any(
            is_far_from(claim, self.told_until(i))
            for i in between_them
            for claim in self.claims_in.get(i, ())
        )

    def told_until(self, index: int) -> Sequence[Claim]:
        """Get the claims of the sentence that makes some last before a sentence."""
        return next((self.claims_in[i] for i in range(index - 1, -1, -1) if i in self.claims_in), ())

    def told_by(self, index: int) -> int | None:
        """Get the sentence whose sources a sentence without any goes on with."""
        n_between, again = 0, self.attributions[index].again
        if self.attributions[index].breaks and not again:
            return None
        for earlier in range(index - 1, max(-1, index - _FARTHEST), -1):
            attribution = self.attributions[earlier]
            if again and attribution.denies and earlier < index - 1:
                continue
            if attribution.sources or (again and self.spoken_of(earlier)) or self.opens(earlier, index):
                return earlier
            if attribution.again and not again:
                return self.told_by(earlier)
            if again and index - earlier < _AGAIN_REACH:
                continue
            if attribution.breaks or self.article.sentences[earlier].boilerplate:
                return None
            if earlier not in self.claims_in:
                n_between += 1
                if n_between > _MOST_BETWEEN:
                    return None
        return None

    def opens(self, earlier: int, index: int) -> bool:
        """Apply ``opens``: the sentence begins a paragraph with an outlet, which tells what follows in it."""
        subject = self.attributions[earlier].subject
        if subject is None or subject.kind not in PUBLISHERS or not self.same_paragraph(earlier, index):
            return False
        return earlier == 0 or not self.same_paragraph(earlier - 1, earlier)

    def spoken_of(self, index: int) -> list[Source]:
        """Get whom a sentence is about: "X has followed the route for years. It says"."""
        attribution = self.attributions[index]
        subject = [attribution.subject] if attribution.subject is not None else []
        marks = subject + [mark for mark in attribution.mentioned if mark.kind in PUBLISHERS]
        return [
            Source(mark.name, mark.kind, mark.text, How.INHERITED, Edge.INFERRED, "says_on")
            for mark in marks[:1]
            if not mark.is_anaphor
        ]

    def with_publisher(self, index: int, own: list[Source]) -> list[Source]:
        """Add the publisher that a sentence leaves out which names its evidence."""
        if not own or _publishers(own) or self.attributions[index].turns:
            return own
        if all(source.kind is SourceKind.DOCUMENT and source.name.islower() for source in own):
            return [*self.whose(index), *own]
        after = self.publisher_after(index)
        return [*(after or self.publisher_told(index) or self.publisher_before(index, own)), *own]

    def publisher_after(self, index: int) -> list[Source]:
        """Apply ``this_is_said`` to who told it to whom: "..., the minister said. Reuters reports this"."""
        later = index + 1
        if later >= len(self.attributions) or not self.attributions[later].says_this:
            return []
        found = _publishers(self.stated(later))
        return [_inherited(source, "this_is_said", Edge.CITES) for source in found[:1]]

    def whose(self, index: int) -> list[Source]:
        """Apply ``same_paper``."""
        for earlier in range(index - 1, max(-1, index - 1 - _PUBLISHER_REACH), -1):
            told = self.stated(earlier) or self.spoken_of(earlier)
            named = [mark for mark in self.attributions[earlier].mentioned if not mark.is_anaphor][-1:]
            told = told or [
                Source(mark.name, mark.kind, mark.text, How.INHERITED, Edge.INFERRED, "same_paper")
                for mark in named
            ]
            if told:
                return [_inherited(source, "same_paper", Edge.INFERRED) for source in told]
        return []

    def publisher_told(self, index: int) -> list[Source]:
        """Apply ``same_person``."""
        for source in self.attributions[index].sources:
            earlier = self.antecedents.spoke_before(index, source.mark, _PERSON_REACH)
            if earlier is not None:
                edge = Edge.CITES if self.same_paragraph(earlier, index) else Edge.INFERRED
                return [_inherited(each, "same_person", edge) for each in _publishers(self.chain_of(earlier))]
        return []

    def publisher_before(self, index: int, own: Sequence[Source]) -> list[Source]:
        """Apply ``publisher_goes_on``; over the end of a paragraph only to tracking data.

        An account that goes on over more sentences keeps its publisher, too.
        """
        rests_on_data = any(source.kind is SourceKind.TRACKING for source in own)
        is_named = any(source.kind is SourceKind.TRACKING and source.name[:1].isupper() for source in own)
        for earlier in range(index - 1, max(-1, index - 1 - _PUBLISHER_REACH), -1):
            if self.attributions[earlier].denies or self.attributions[earlier].breaks:
                return []
            publishers = _publishers(self.stated(earlier))
            if is_named and earlier not in self.claims_in:
                continue  # who told of something else
            if publishers and (rests_on_data or self.same_paragraph(earlier, index)):
                return [_inherited(source, "publisher_goes_on", Edge.INFERRED) for source in publishers]
        account = self.told_by(index) if rests_on_data else None
        publishers = _publishers(self.chain_of(account)) if account is not None else []
        return [_inherited(source, "publisher_goes_on", Edge.INFERRED) for source in publishers]

    def same_paragraph(self, one: int, other: int) -> bool:
        sentences = self.article.sentences
        return sentences[one].paragraph == sentences[other].paragraph


def _is_word_of_somebody(source: Source, *, near: bool) -> bool:
    """Say whether it is what a person or a paper says; not ``near``, also observers with no name."""
    nameless = source.kind is SourceKind.OBSERVERS and source.name[1:].islower()
    return (nameless and not near) or source.kind in _WORD_OF_SOMEBODY


def _publishers(sources: Iterable[Source]) -> list[Source]:
    return [source for source in sources if source.kind in PUBLISHERS]


def _inherited(source: Source, rule: str, edge: Edge) -> Source:
    return replace(source, how=How.INHERITED, edge=edge, rule=rule)
