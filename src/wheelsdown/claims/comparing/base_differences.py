"""How articles differ about somebody's bases: their number over time, the only one, what rests on which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.claims.claim import Between, ClaimKind, Disagreement, DisagreementKind
from wheelsdown.claims.comparing.bases import (
    BaseCount,
    BaseNamed,
    BaseWords,
    OnlyBase,
    Reliance,
    Scope,
    counts_of,
    named_of,
    only_of,
    reliances_of,
    state_names,
)
from wheelsdown.claims.comparing.tellings import MOST_OF_A_KIND, Telling

__all__ = ["base_differences"]

_K = DisagreementKind


def base_differences(tellings: Sequence[Telling], words: BaseWords) -> list[Disagreement]:
    """Get the differences about bases among articles, and inside one where it contradicts itself."""
    counts = [count for telling in tellings for count in counts_of(telling)]
    only = [one for telling in tellings for one in only_of(telling, words)[:MOST_OF_A_KIND]]
    named = [one for telling in tellings for one in named_of(telling)[:MOST_OF_A_KIND]]
    relying = [one for telling in tellings for one in reliances_of(telling, words)[:MOST_OF_A_KIND]]
    found = [*_numbers(counts), *_only_ones(only, named, words), *_foundations(relying)]
    names = state_names(tellings)
    return [msgspec.structs.replace(one, about=_with_names(one.about, names)) for one in found]


def _with_names(about: str, names: Mapping[str, str]) -> str:
    """Write states by their names where an article has them."""
    return " ".join(names.get(word, word) for word in about.split(" "))


# --- how many -----------------------------------------------------------------------------------------------


def _numbers(counts: Iterable[BaseCount]) -> list[Disagreement]:
    by_holder: dict[tuple[str, str], list[BaseCount]] = defaultdict(list)
    for count in counts:
        by_holder[count.actor, count.country].append(count)
    return [
        _number(holder, told)
        for holder, told in sorted(by_holder.items())
        if len({count.n for count in told}) > 1
    ]


def _number(holder: tuple[str, str], told: Sequence[BaseCount]) -> Disagreement:
    kind, because = _over_time(told)
    return Disagreement(
        about=f"number of bases of {holder[0]} in {holder[1]}",
        kind=kind,
        between=tuple(count.telling.between(span) for count in told for span in count.spans),
        because=because,
        severity="medium",
        field="bases",
    )


def _over_time(told: Sequence[BaseCount]) -> tuple[DisagreementKind, str]:
    """Tell a change over time from a contradiction: each pair that differs must have an order in time."""
    pairs = [(a, b) for a, b in combinations(told, 2) if a.n != b.n]
    fewer = [min(pair, key=lambda count: count.n) for pair in pairs]
    more = [max(pair, key=lambda count: count.n) for pair in pairs]
    numbers = " against ".join(str(n) for n in sorted({count.n for count in told}, reverse=True))
    if all(_withdrew(b.telling, b.country) and not _is_later(a, b) for a, b in zip(more, fewer, strict=True)):
        return _K.SUPERSEDED, f"{numbers}: the article that tells fewer also tells of a withdrawal"
    if all(_is_later(a, b) or _is_later(b, a) for a, b in pairs):
        return _K.SUPERSEDED, f"{numbers}, published at different times"
    return _K.CONTRADICTION, numbers


def _withdrew(telling: Telling, country: str) -> bool:
    for claim in telling.read.claims:
        if claim.kind is ClaimKind.WITHDRAWAL and claim.asserted:
            ends = [claim.place, *(leg.origin for leg in claim.legs)]
            marks = [telling.place_mark(claim, end) for end in ends]
            if any(mark is not None and mark.country == country for mark in marks):
                return True
    return False


def _is_later(one: BaseCount, other: BaseCount) -> bool:
    start, end = one.telling.read.published.start, other.telling.read.published.end
    return start is not None and end is not None and start >= end


# --- the only one -------------------------------------------------------------------------------------------


def _only_ones(only: Sequence[OnlyBase], named: Sequence[BaseNamed], words: BaseWords) -> list[Disagreement]:
    found = []
    actors = sorted({one.actor for one in only if one.actor})
    for actor in actors:
        told = [one for one in only if one.actor == actor or (one.actor is None and len(actors) == 1)]
        held = [base for base in named if base.actor == actor]
        against = [base for base in held if any(_excludes(one, base, words) for one in told)]
        scopes = {(one.kinds & {Scope.NAVAL, Scope.AIR}, one.area, one.outside) for one in told}
        if against or len(scopes) > 1:
            found.append(_only_one(actor, told, against))
    return found


def _excludes(one: OnlyBase, base: BaseNamed, words: BaseWords) -> bool:
    """Say whether a base is one too many for "the only one"."""
    mark = base.mark
    own = {place.id for place in one.places if place.id} | {None}
    own_countries = {place.country for place in one.places}
    is_own = mark.country in own_countries if mark.level is PlaceLevel.SET else mark.id in own
    if is_own or mark.country is None or mark.country == base.actor:
        return False
    if not _is_of_kind(one, mark.level) or one.area is None:
        return False
    members = words.countries.get(one.area, frozenset({one.area}))
    return (mark.country in members) is not one.outside


def _is_of_kind(one: OnlyBase, level: PlaceLevel) -> bool:
    if Scope.NAVAL in one.kinds:
        return level is PlaceLevel.PORT
    return Scope.AIR not in one.kinds or level is PlaceLevel.AERODROME


def _only_one(actor: str, told: Sequence[OnlyBase], against: Sequence[BaseNamed]) -> Disagreement:
    sides = [one.telling.between(one.span) for one in told]
    first: dict[tuple[str, str], Between] = {}
    for base in against:
        first.setdefault((base.telling.path, base.mark.text), base.telling.between(base.mark.span))
    others = ", ".join(sorted({base.mark.text for base in against}))
    return Disagreement(
        about=f"which base of {actor} is the only one and of which kind",
        kind=_K.CONTRADICTION if against else _K.NARROWER,
        between=(*sides, *first.values()),
        because=f"others are told of: {others}" if against else "the only one of kinds and areas that differ",
        severity="medium" if against else "low",
        field="only",
    )


# --- what rests on it ---------------------------------------------------------------------------------------


def _foundations(relying: Sequence[Reliance]) -> list[Disagreement]:
    """Find one publisher's statement that two copies rest on bases in different countries."""
    return [
        Disagreement(
            about=f"on which base the reach of {one.actor} rests",
            kind=_K.CONTRADICTION,
            between=(one.telling.between(one.span), other.telling.between(other.span)),
            because=f"one publisher's statement, with {one.base.text!r} against {other.base.text!r}: "
            "possibly a mistranslation",
            severity="medium",
            field="base",
        )
        for one, other in combinations(relying, 2)
        if _are_one_statement(one, other) and one.base.country != other.base.country
    ]


def _are_one_statement(one: Reliance, other: Reliance) -> bool:
    if one.telling.path == other.telling.path or one.actor != other.actor:
        return False
    shared, every = one.areas & other.areas, one.areas | other.areas
    return bool(one.publishers & other.publishers) and len(shared) * 2 > len(every)
