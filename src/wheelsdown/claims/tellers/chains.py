"""The chain of sources of each claim: who says so, citing whom, citing what.

A sentence's own attribution comes first. What it leaves out is taken from its neighbours by named rules, and
only for claims about flights:

``this_is_said``
    A sentence that only says where the ones before it come from ("Об этом сообщает ...").
``goes_on``
    The nearest sentence before it that has sources, through sentences that make claims too, and through few
    others. Publishers and tracking data go on; a person's word does so only where the
    sentence goes on expressly ("also"). "Meanwhile" and its like end it.
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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.claims.claim import Claim, ClaimKind, Edge, How, Link, Role
from wheelsdown.claims.tellers.antecedents import Antecedents
from wheelsdown.claims.tellers.attribution import PUBLISHERS, Attributed, Attribution
from wheelsdown.claims.tellers.spoken_parts import speaking_for

__all__ = ["ABOUT_FLIGHTS", "NOT_NAMED", "chains_of"]

#: Kinds of claims that rest on flights: their roots bear on what was seen in the air.
ABOUT_FLIGHTS = frozenset({ClaimKind.MOVEMENT, ClaimKind.PAUSE, ClaimKind.RESUMPTION, ClaimKind.PRESENCE})

#: The last link of a claim whose source the text does not name.
NOT_NAMED = "source not named in the text"

#: The first link when an article does not say whose it is.
_THIS_ARTICLE = "this article"

#: Sentences back that a publisher is taken from when only the evidence is named.
_PUBLISHER_REACH = 2
#: Sentences back that "об этом сообщает" reaches.
_THIS_REACH = 4
#: Sentences back that "he said" reaches, and that somebody spoken of again is looked for.
_AGAIN_REACH, _PERSON_REACH = 3, 8
#: Kinds that go on with the sources before them.
_GOING_ON = ABOUT_FLIGHTS | {ClaimKind.SHIPMENT, ClaimKind.VISIT_OF_PERSON, ClaimKind.WITHDRAWAL}
#: Sentences without a claim or a source that an account goes on through.
_MOST_BETWEEN = 2

#: Kinds whose words are a person's, or a paper's: they go on only when the sentence says so.
_WORD_OF_SOMEBODY = frozenset({SourceKind.ANONYMOUS, SourceKind.OFFICIAL, SourceKind.DOCUMENT})
#: Kinds of sources that words describe.
_DESCRIBED = frozenset({SourceKind.ANONYMOUS, SourceKind.OFFICIAL, SourceKind.OBSERVERS})


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as it stands in one chain."""

    name: str
    kind: SourceKind
    text: str
    how: How
    edge: Edge
    rule: str
    #: The words only point to it: "the newspaper", "the data".
    is_pointed_to: bool = False
    #: How the article prints its name.
    printed: str = ""


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
    return tuple(_with_chain(claim, article, reading.sources_of(claim), dateline) for claim in claims)


class _Reading:
    """The sentences of one article with their sources, names resolved."""

    def __init__(
        self, article: Article, attributions: Sequence[Attribution], claims: Sequence[Claim]
    ) -> None:
        self.article = article
        self.attributions = attributions
        self.antecedents = Antecedents(article, attributions)
        self.claiming = {index for claim in claims for index in self.sentences_of(claim)}
        self.chains: dict[int, list[_Source]] = {}

    def sentences_of(self, claim: Claim) -> list[int]:
        span = Span(*claim.span)
        return [i for i, sentence in enumerate(self.article.sentences) if sentence.span.overlaps(span)]

    def sources_of(self, claim: Claim) -> list[_Source]:
        where = self.sentences_of(claim)
        own = [source for index in where for source in self.stated_of(claim, index)]
        says_on = not own and any(self.attributions[index].again for index in where)
        if (claim.kind not in _GOING_ON and not says_on) or not where:
            return own
        if not own:
            tells_on = "told before" in claim.rules.get("aircraft", "")
            return self.said_after(where[-1]) or self.gone_on(where[0], tells_on=tells_on)
        return self.with_publisher(where[0], own)

    def chain_of(self, index: int) -> list[_Source]:
        """Get the sources of a sentence with the publisher that it leaves out."""
        if index not in self.chains:
            self.chains[index] = self.with_publisher(index, self.stated(index))
        return self.chains[index]

    def stated(self, index: int) -> list[_Source]:
        return [self.resolved(source) for source in self.attributions[index].sources]

    def stated_of(self, claim: Claim, index: int) -> list[_Source]:
        """Get the sources of a sentence that speak of one of its claims."""
        attribution = self.attributions[index]
        speaking = speaking_for(self.article, claim, attribution.sources, attribution.parts)
        return [self.resolved(source) for source in speaking]

    def resolved(self, source: Attributed) -> _Source:
        mark = source.mark
        if not mark.is_anaphor:
            return _Source(mark.name, mark.kind, mark.text, How.STATED, Edge.CITES, source.rule)
        found = self.antecedents.find(mark)
        name, kind = (found.name, found.kind) if found else (mark.name, mark.kind)
        kind = mark.kind if kind is SourceKind.OFFICIAL and mark.kind in PUBLISHERS else kind
        guessed = found is not None and found.span > mark.span and kind is SourceKind.TRACKING
        edge = Edge.INFERRED if guessed else Edge.CITES
        printed = mark.text if found is None or guessed else found.text
        return _Source(
            name, kind, mark.text, How.INHERITED, edge, "same_words", is_pointed_to=True, printed=printed
        )

    def said_after(self, index: int) -> list[_Source]:
        """Apply ``this_is_said``."""
        for later in range(index + 1, min(index + 1 + _THIS_REACH, len(self.attributions))):
            attribution = self.attributions[later]
            if attribution.says_this:
                return [_inherited(source, "this_is_said", Edge.CITES) for source in self.stated(later)]
            if attribution.sources:
                return []
        return []

    def gone_on(self, index: int, *, tells_on: bool = False) -> list[_Source]:
        """Apply ``goes_on`` and ``says_on``; ``tells_on``: it goes on about the aircraft told before."""
        attribution = self.attributions[index]
        earlier = self.told_by(index)
        if earlier is None:
            return []
        edge = Edge.CITES if self.same_paragraph(earlier, index) else Edge.INFERRED
        going_on = self.chain_of(earlier) or self.spoken_of(earlier)
        announced = earlier == index - 1 and earlier not in self.claiming
        tells_on = (tells_on or announced) and self.same_paragraph(earlier, index)
        if not (attribution.again or attribution.continues or tells_on):
            near = self.same_paragraph(earlier, index)
            going_on = [one for one in going_on if not _is_word_of_somebody(one, near=near)]
        rule = "says_on" if attribution.again else "goes_on"
        return [_inherited(source, rule, edge) for source in going_on]

    def told_by(self, index: int) -> int | None:
        """Get the sentence whose sources a sentence without any goes on with."""
        n_between, again = 0, self.attributions[index].again
        if self.attributions[index].breaks and not again:
            return None
        for earlier in range(index - 1, -1, -1):
            attribution = self.attributions[earlier]
            if attribution.sources or (again and self.spoken_of(earlier)) or self.opens(earlier, index):
                return earlier
            if again and index - earlier < _AGAIN_REACH:
                continue
            if attribution.breaks or self.article.sentences[earlier].boilerplate:
                return None
            if earlier not in self.claiming:
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

    def spoken_of(self, index: int) -> list[_Source]:
        """Get whom a sentence is about: "X has followed the route for years. It says"."""
        attribution = self.attributions[index]
        subject = [attribution.subject] if attribution.subject is not None else []
        marks = subject + [mark for mark in attribution.mentioned if mark.kind in PUBLISHERS]
        return [
            _Source(mark.name, mark.kind, mark.text, How.INHERITED, Edge.INFERRED, "says_on")
            for mark in marks[:1]
            if not mark.is_anaphor
        ]

    def with_publisher(self, index: int, own: list[_Source]) -> list[_Source]:
        """Add the publisher that a sentence leaves out which names its evidence."""
        if not own or _publishers(own) or self.attributions[index].turns:
            return own
        if all(source.kind is SourceKind.DOCUMENT and source.name.islower() for source in own):
            return [*self.whose(index), *own]
        after = self.publisher_after(index)
        return [*(after or self.publisher_told(index) or self.publisher_before(index, own)), *own]

    def publisher_after(self, index: int) -> list[_Source]:
        """Apply ``this_is_said`` to who told it to whom: "..., the minister said. Reuters reports this"."""
        later = index + 1
        if later >= len(self.attributions) or not self.attributions[later].says_this:
            return []
        found = _publishers(self.stated(later))
        return [_inherited(source, "this_is_said", Edge.CITES) for source in found[:1]]

    def whose(self, index: int) -> list[_Source]:
        """Apply ``same_paper``."""
        for earlier in range(index - 1, max(-1, index - 1 - _PUBLISHER_REACH), -1):
            told = self.stated(earlier) or self.spoken_of(earlier)
            named = [mark for mark in self.attributions[earlier].mentioned if not mark.is_anaphor][-1:]
            told = told or [
                _Source(mark.name, mark.kind, mark.text, How.INHERITED, Edge.INFERRED, "same_paper")
                for mark in named
            ]
            if told:
                return [_inherited(source, "same_paper", Edge.INFERRED) for source in told]
        return []

    def publisher_told(self, index: int) -> list[_Source]:
        """Apply ``same_person``."""
        for source in self.attributions[index].sources:
            earlier = self.antecedents.spoke_before(index, source.mark, _PERSON_REACH)
            if earlier is not None:
                edge = Edge.CITES if self.same_paragraph(earlier, index) else Edge.INFERRED
                return [_inherited(each, "same_person", edge) for each in _publishers(self.chain_of(earlier))]
        return []

    def publisher_before(self, index: int, own: Sequence[_Source]) -> list[_Source]:
        """Apply ``publisher_goes_on``; over the end of a paragraph only to tracking data.

        An account that goes on over more sentences keeps its publisher, too.
        """
        rests_on_data = any(source.kind is SourceKind.TRACKING for source in own)
        for earlier in range(index - 1, max(-1, index - 1 - _PUBLISHER_REACH), -1):
            publishers = _publishers(self.stated(earlier))
            if publishers and (rests_on_data or self.same_paragraph(earlier, index)):
                return [_inherited(source, "publisher_goes_on", Edge.INFERRED) for source in publishers]
        account = self.told_by(index) if rests_on_data else None
        publishers = _publishers(self.chain_of(account)) if account is not None else []
        return [_inherited(source, "publisher_goes_on", Edge.INFERRED) for source in publishers]

    def same_paragraph(self, one: int, other: int) -> bool:
        sentences = self.article.sentences
        return sentences[one].paragraph == sentences[other].paragraph


def _is_word_of_somebody(source: _Source, *, near: bool) -> bool:
    """Say whether it is what a person or a paper says; not ``near``, also observers with no name."""
    nameless = source.kind is SourceKind.OBSERVERS and source.name[1:].islower()
    return (nameless and not near) or source.kind in _WORD_OF_SOMEBODY


def _publishers(sources: Iterable[_Source]) -> list[_Source]:
    return [source for source in sources if source.kind in PUBLISHERS]


def _inherited(source: _Source, rule: str, edge: Edge) -> _Source:
    return replace(source, how=How.INHERITED, edge=edge, rule=rule)


def _outlet(article: Article, dateline: SourceMark | None, *, is_root: bool) -> Link:
    """Get the first link: the agency of the dateline is the publisher of what it reports itself."""
    if dateline is not None:
        return Link(
            name=_as_printed(dateline.name, dateline.text),
            id=dateline.name,
            role=Role.PUBLISHER if is_root else Role.OUTLET,
            how=How.INHERITED,
            kind=dateline.kind.value,
            text=dateline.text,
        )
    name = article.outlet or _THIS_ARTICLE
    return Link(name=name, role=Role.OUTLET, how=How.STATED if article.outlet else How.NONE)


def _with_chain(
    claim: Claim, article: Article, sources: Sequence[_Source], dateline: SourceMark | None
) -> Claim:
    unique = _each_once(sources)
    others = [source for source in unique if dateline is None or source.name != dateline.name]
    last_publisher = max((i for i, source in enumerate(others) if source.kind in PUBLISHERS), default=-1)
    own = _outlet(article, dateline, is_root=last_publisher < 0 and bool(unique))
    links = [_link(source, is_root=number == last_publisher) for number, source in enumerate(others)]
    if not unique:
        links = [Link(name=NOT_NAMED, role=Role.EVIDENCE, how=How.NONE, edge=Edge.SOURCE_NOT_NAMED)]
    how = _how(unique)
    rules = {source.rule for source in unique if source.how is not How.STATED}
    return msgspec.structs.replace(
        claim,
        chain=(own, *links),
        how={**claim.how, "chain": how},
        rules={**claim.rules, **({"chain": ", ".join(sorted(rules))} if rules else {})},
    )


def _each_once(sources: Sequence[_Source]) -> list[_Source]:
    """Keep one of each name in order: the first that the text names, else the first that points to it."""
    found: dict[str, _Source] = {}
    for source in sources:
        known = found.setdefault(source.name, source)
        if known.is_pointed_to and not source.is_pointed_to:
            found[source.name] = source
    return list(found.values())


def _as_printed(name: str, printed: str) -> str:
    """Give the name, and how the article prints it where that is another one.

    >>> _as_printed("RIA Novosti", "РИА Новости"), _as_printed("Bloomberg", "Bloomberg News")
    ('RIA Novosti (РИА Новости)', 'Bloomberg')
    """
    one, other = name.casefold(), printed.casefold()
    return name if one in other or other in one else f"{name} ({printed})"


def _named(source: _Source) -> str:
    """Get the name, with all the words that describe somebody."""
    printed = source.printed or source.text
    is_whole = printed.startswith(source.name) or "«" not in printed
    if source.kind in _DESCRIBED and is_whole and source.name.casefold() in printed.casefold():
        return printed
    return _as_printed(source.name, printed)


def _how(sources: Sequence[_Source]) -> How:
    if not sources:
        return How.NONE
    return How.STATED if any(source.how is How.STATED for source in sources) else How.INHERITED


def _link(source: _Source, *, is_root: bool) -> Link:
    role = Role.EVIDENCE
    if source.kind in PUBLISHERS:
        role = Role.PUBLISHER if is_root else Role.OUTLET
    return Link(
        name=_named(source),
        id=source.name,
        role=role,
        how=source.how,
        edge=source.edge,
        kind=source.kind.value,
        text=source.text,
    )
