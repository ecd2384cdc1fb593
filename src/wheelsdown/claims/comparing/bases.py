"""What articles say of somebody's bases: how many there are, which is the only one, what rests on which.

A statement belongs to the state that stands nearest before it in its sentence; where none does, the number
of bases and what rests on them are not compared. Sentences that only suppose, plan or deny are left out, and
so is boilerplate.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wheelsdown.articles.article import Sentence, Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import PlaceLevel, PlaceMark, Unit
from wheelsdown.articles.phrases import Match, Phrases
from wheelsdown.claims.claim import ClaimKind, Role
from wheelsdown.claims.comparing.tellings import Telling, source_of

__all__ = [
    "BaseCount",
    "BaseNamed",
    "BaseWords",
    "OnlyBase",
    "Reliance",
    "Scope",
    "counts_of",
    "named_of",
    "only_of",
    "reliances_of",
    "state_names",
]

_BASES = frozenset({PlaceLevel.AERODROME, PlaceLevel.PORT, PlaceLevel.SET, PlaceLevel.UNKNOWN})
#: Characters between a state's name and its base when they are one phrase ("Russia's bases").
_BESIDE = 3
#: Words between "only" and the base, at most: "only remaining Russian naval".
_ONLY_REACH = 5


class Scope(StrEnum):
    """What a word says about which bases are meant."""

    ONLY = "only"
    BASE = "base"
    NAVAL = "naval"
    AIR = "air"
    OUTSIDE = "outside"
    AREA = "area"


@dataclass(frozen=True)
class BaseWords:
    """Words of scope, areas named by no gazetteer, countries of each area, words of relying on a base."""

    only: Phrases[Scope]
    scopes: Phrases[Scope]
    areas: Phrases[str]
    countries: Mapping[str, frozenset[str]]
    relying: Phrases[bool]

    @classmethod
    def of(
        cls,
        scopes: Iterable[Mapping[str, str]],
        relying: Iterable[Mapping[str, str]],
        areas: Iterable[Mapping[str, str]],
    ) -> "BaseWords":
        """Build the matchers from the rows of ``scope_words``, ``reliance_words`` and ``area_countries``."""
        rows = list(scopes)
        return cls(
            only=Phrases((row["pattern"], Scope.ONLY) for row in rows if row["scope"] == Scope.ONLY),
            scopes=Phrases(
                (row["pattern"], Scope(row["scope"])) for row in rows if row["scope"] != Scope.AREA
            ),
            areas=Phrases((row["pattern"], row["area"]) for row in rows if row["scope"] == Scope.AREA),
            countries={row["area"]: frozenset(row["countries"].split()) for row in areas},
            relying=Phrases((row["pattern"], True) for row in relying),
        )


@dataclass(frozen=True)
class BaseNamed:
    """A base that an article gives to a state."""

    telling: Telling
    actor: str
    mark: PlaceMark


@dataclass(frozen=True)
class BaseCount:
    """So many bases of a state in a country; "a third base" makes three."""

    telling: Telling
    actor: str
    country: str
    n: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class OnlyBase:
    """A base said to be the only one of its kind in an area, or ``outside`` of it."""

    telling: Telling
    actor: str | None
    span: Span
    places: tuple[PlaceMark, ...]
    kinds: frozenset[Scope]
    area: str | None
    outside: bool


@dataclass(frozen=True)
class Reliance:
    """A base on which a state's reach into areas is said to rest."""

    telling: Telling
    actor: str
    span: Span
    base: PlaceMark
    areas: frozenset[str]
    publishers: frozenset[str]


def _sentences(telling: Telling) -> Iterator[Sentence]:
    for sentence in telling.marked.article.sentences:
        if sentence.boilerplate is None and all(claim.asserted for claim in telling.claims_in(sentence)):
            yield sentence


def _actor(telling: Telling, sentence: Sentence, at: Span) -> str | None:
    """Get the state nearest before some words, or inside them."""
    marks = [m for m in inside(telling.marked.operators, sentence.span) if m.span.start < at.end and m.id]
    return marks[-1].id if marks else None


def _owner(telling: Telling, sentence: Sentence, base: PlaceMark) -> str | None:
    """Get the state that a base belongs to: the nearest before it that is not the base's own country."""
    acting = [(mark.span, mark.id) for mark in inside(telling.marked.operators, sentence.span)]
    countries = [
        (mark.span, mark.id)
        for mark in inside(telling.marked.places, sentence.span)
        if mark.level is PlaceLevel.COUNTRY
    ]
    states = [
        (span, state)
        for span, state in (*acting, *countries)
        if span.start < base.span.end and state and state != base.country
    ]
    return max(states)[1] if states else None


def state_names(tellings: Iterable[Telling]) -> dict[str, str]:
    """Get the names of the states that articles name, by their codes."""
    marks = (mark for telling in tellings for mark in telling.marked.operators)
    return {mark.id: mark.name for mark in marks if mark.id and mark.is_state}


def named_of(telling: Telling) -> tuple[BaseNamed, ...]:
    """Get the bases that an article gives to somebody."""
    found = []
    for sentence in _sentences(telling):
        for mark in _bases(telling, sentence):
            owner = _owner(telling, sentence, mark)
            if owner is not None and mark.country is not None and _is_held(telling, sentence, mark):
                found.append(BaseNamed(telling, owner, mark))
    return tuple(found)


def _is_held(telling: Telling, sentence: Sentence, base: PlaceMark) -> bool:
    """Say whether a base is given to a state: in a statement about bases, or right behind its name."""
    postures = [claim for claim in telling.claims_in(sentence) if claim.kind is ClaimKind.POSTURE]
    if any(Span(*claim.span).holds(base.span) for claim in postures):
        return True
    states = inside(telling.marked.operators, sentence.span)
    return any(-1 <= base.span.start - mark.span.end <= _BESIDE for mark in states) or any(
        base.span.holds(mark.span) for mark in states
    )


def _bases(telling: Telling, sentence: Sentence) -> list[PlaceMark]:
    return [mark for mark in inside(telling.marked.places, sentence.span) if mark.level in _BASES]


def counts_of(telling: Telling) -> tuple[BaseCount, ...]:
    """Get how many bases an article gives each state in each country."""
    found: dict[tuple[str, str], list[tuple[int, Span]]] = {}
    for sentence in _sentences(telling):
        places = inside(telling.marked.places, sentence.span)
        for count in inside(telling.marked.counts, sentence.span):
            head = count.head
            if count.unit is not Unit.OTHER or head is None:
                continue
            base = next((mark for mark in places if mark.span.overlaps(head)), None)
            owner = _owner(telling, sentence, base) if base else None
            if base and base.country and owner:
                n = count.ordinal or count.count.n
                whole = Span(min(count.span.start, base.span.start), max(count.span.end, base.span.end))
                found.setdefault((owner, base.country), []).append((n, whole))
    return tuple(
        BaseCount(telling, owner, country, max(n for n, _ in rows), tuple(span for _, span in rows))
        for (owner, country), rows in found.items()
    )


def only_of(telling: Telling, words: BaseWords) -> tuple[OnlyBase, ...]:
    """Get the bases that an article calls the only ones."""
    found = []
    before: Sentence | None = None
    for sentence in _sentences(telling):
        for span, kinds, outside in _only_spans(telling, sentence, words):
            owner = _actor(telling, sentence, span)
            bases = _bases(telling, sentence)
            places = tuple(mark for mark in bases if not mark.is_anaphor and mark.id)
            places = places or tuple(_bases(telling, before) if before is not None else ())
            area = _area(telling, sentence, span, words)
            found.append(OnlyBase(telling, owner, span, places, kinds, area, outside))
        before = sentence
    return tuple(found)


def _only_spans(
    telling: Telling, sentence: Sentence, words: BaseWords
) -> Iterator[tuple[Span, frozenset[Scope], bool]]:
    first, last = sentence.tokens
    tokens = telling.marked.article.tokens[first:last]
    found = words.only.find(tokens)
    matches = words.scopes.find(tokens) if found else []
    for only in found:
        noun = next((m for m in matches if Scope.BASE in m.values and _follows(m, only)), None)
        if noun is None:
            continue
        span = telling.until_stop(Span(tokens[only.first].start, tokens[noun.last - 1].end))
        between = [m for m in matches if only.last <= m.first < noun.first]
        kinds = frozenset(value for match in between for value in match.values)
        later = [m for m in matches if m.first >= noun.last and tokens[m.first].start < span.end]
        yield span, kinds, any(Scope.OUTSIDE in match.values for match in later)


def _follows(noun: Match[Scope], only: Match[Scope]) -> bool:
    return 0 <= noun.first - only.last <= _ONLY_REACH


def _area(telling: Telling, sentence: Sentence, span: Span, words: BaseWords) -> str | None:
    first, last = sentence.tokens
    tokens = telling.marked.article.tokens[first:last]
    listed = [m.values[0] for m in words.areas.find(tokens) if span.start <= tokens[m.first].start < span.end]
    marked = [
        mark.id
        for mark in inside(telling.marked.places, span)
        if mark.id and mark.level in (PlaceLevel.AREA, PlaceLevel.COUNTRY)
    ]
    return next(iter([*listed, *marked]), None)


def reliances_of(telling: Telling, words: BaseWords) -> tuple[Reliance, ...]:
    """Get the bases on which an article says that a state's reach rests."""
    found = []
    for sentence in _sentences(telling):
        first, last = sentence.tokens
        tokens = telling.marked.article.tokens[first:last]
        for cue in words.relying.find(tokens)[:1]:
            at = Span(tokens[cue.first].start, tokens[cue.last - 1].end)
            base, areas = _base_of(telling, sentence, at), _areas_after(telling, sentence, at)
            owner = _actor(telling, sentence, at)
            if base is not None and areas and owner is not None:
                span = Span(min(base.span.start, at.start), areas[-1].span.end)
                ids = frozenset(mark.id for mark in areas if mark.id)
                found.append(Reliance(telling, owner, span, base, ids, _publishers(telling, sentence)))
    return tuple(found)


def _areas_after(telling: Telling, sentence: Sentence, at: Span) -> list[PlaceMark]:
    marks = inside(telling.marked.places, sentence.span)
    return [mark for mark in marks if mark.level is PlaceLevel.AREA and mark.span.start > at.start]


def _base_of(telling: Telling, sentence: Sentence, cue: Span) -> PlaceMark | None:
    areas = _areas_after(telling, sentence, cue)
    bases = [mark for mark in _bases(telling, sentence) if mark.country]
    after = [m for m in bases if m.span.start > cue.start and (not areas or m.span < areas[0].span)]
    before = [mark for mark in bases if mark.span.end <= cue.start]
    return after[0] if after else before[-1] if before else None


def _publishers(telling: Telling, sentence: Sentence) -> frozenset[str]:
    links = (link for claim in telling.claims_in(sentence) for link in claim.chain)
    return frozenset(source_of(link) for link in links if link.role is Role.PUBLISHER)
