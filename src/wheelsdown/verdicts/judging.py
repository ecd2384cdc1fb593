"""The rules: which evidence decides which claim (blueprint, care; the table of claims against evidence).

Only something seen contradicts: more arrivals than an exact number, more airframes than an exact number, an
identified arrival of the class inside a claimed pause, or the very airframe named standing elsewhere all the
time. For that an aircraft counts only when its class is certain, an end of its visit was seen on the
ground, its signal is sound and the time lies in the window under every reading. Taking evidence away can
therefore never make a contradiction. A position that was never sent cannot be missed, so absence is "not
observable", whatever the coverage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from wheelsdown.claims.claim import Claim, ClaimKind, CountField, Polarity
from wheelsdown.clock import Interval
from wheelsdown.verdicts.classes import AircraftClass
from wheelsdown.verdicts.sightings import Place, Sighting
from wheelsdown.verdicts.verdict import NOT_ESTIMATED, Verdict
from wheelsdown.verdicts.windows import Window

__all__ = ["Asked", "Judgement", "judge", "not_decided"]

#: Part of a claimed pause that its rounding may take: "six months" leaves a month at its beginning.
ROUNDING = 1 / 6

#: How a count is said.
_BOUNDS = {">=": "at least ", "<=": "at most ", ">": "more than ", "<": "fewer than ", "~": "about "}

#: Kinds that flights alone cannot decide.
_NOT_BY_FLIGHTS = {
    ClaimKind.WITHDRAWAL: "a withdrawal is not decided by flights; other evidence may be added",
    ClaimKind.SHIPMENT: "what an aircraft carried is not in flight data",
    ClaimKind.VISIT_OF_PERSON: "who was on board is not in flight data",
    ClaimKind.POSTURE: "what a base is for is not in flight data",
    ClaimKind.ORDERING: "an order of events with one that is no flight is not decided by flights",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the evidence for one claim.

    ``legs`` are the claimed ends beyond the place: position (-1 the leg that ends there, 1 the one that
    leaves it), words, and the aerodromes the words allow; ``pause`` is the silence claimed; ``elsewhere``
    are visits of the very airframe to other places.
    """

    place: str
    window: Window
    aircraft: AircraftClass
    legs: tuple[tuple[int, str, frozenset[str]], ...] = ()
    pause: Interval | None = None
    sightings: tuple[Sighting, ...] = ()
    elsewhere: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the sentence why, and the visits it rests on."""

    verdict: Verdict
    because: str
    resting_on: tuple[Sighting, ...] = ()


def not_decided(claim: Claim) -> str | None:
    """Say why flights cannot decide a claim, whatever was seen; None when they may."""
    if not claim.asserted:
        return f"the text does not assert it ({claim.modality})"
    return _NOT_BY_FLIGHTS.get(claim.kind)


def judge(claim: Claim, asked: Asked | None, *, why_not_asked: str = "") -> Judgement:
    """Judge one claim.

    Parameters
    ----------
    claim
        The claim as read.
    asked
        What was asked and seen; None when no question could be made of it.
    why_not_asked
        The reason then, in words.

    Returns
    -------
    Judgement
        ``contradicted`` only by something seen.
    """
    if why := not_decided(claim):
        return Judgement(Verdict.NOT_CHECKABLE, why)
    if asked is None:
        return Judgement(Verdict.NOT_CHECKABLE, why_not_asked)
    if asked.pause is not None and (refuted := _inside_pause(asked)):
        return refuted
    if claim.kind is ClaimKind.PAUSE or claim.polarity is Polarity.DID_NOT_HAPPEN:
        return _silence(asked)
    if claim.kind is ClaimKind.RESUMPTION:
        return _resumption(asked)
    if claim.kind is ClaimKind.PRESENCE:
        return _presence(claim, asked)
    return _standing_elsewhere(asked) or _arrivals(claim, asked)


def _seen(asked: Asked) -> list[Sighting]:
    """Get the visits in the window that count: what sets the class apart is known of their aircraft."""
    during = (seen for seen in asked.sightings if seen.during(asked.window.outer))
    return [seen for seen in during if asked.aircraft.may_hold(seen)]


def _certain(asked: Asked, interval: Interval | None) -> list[Sighting]:
    """Get the arrivals that count against a claim: certain in class, ground, signal and time."""
    if interval is None:
        return []
    return [
        seen
        for seen in asked.sightings
        if seen.arrived.inside(interval)
        and asked.aircraft.holds(seen) is True
        and seen.is_observed
        and seen.is_sound
    ]


def _inside_pause(asked: Asked) -> Judgement | None:
    """Contradict a pause by an arrival inside it; where a state is said to have paused, by a military one."""
    certain = _certain(asked, _core(asked.pause))
    inside = [seen for seen in certain if seen.is_military or not asked.aircraft.is_of_state]
    if not inside:
        return None
    many = "arrivals" if len(inside) > 1 else "arrival"
    words = f"{len(inside)} identified {many} of {asked.aircraft} inside the claimed pause"
    return Judgement(Verdict.CONTRADICTED, f"{words}, the first {_when(inside[0])}", tuple(inside))


def _core(pause: Interval | None) -> Interval | None:
    """Get the part of a claimed pause that its rounding leaves."""
    if pause is None or pause.start is None or pause.end is None:
        return None
    length = pause.end - pause.start
    start, end = pause.start + length * ROUNDING, pause.end - min(length * ROUNDING, timedelta(days=1))
    return Interval(start, end) if start < end else None


def _silence(asked: Asked) -> Judgement:
    words = f"no observed visit of {asked.aircraft} speaks against it; silence never proves one"
    return Judgement(Verdict.NOT_OBSERVABLE, f"{words} (probability of detection {NOT_ESTIMATED})")


def _resumption(asked: Asked) -> Judgement:
    seen = _seen(asked)
    if not seen:
        return Judgement(Verdict.NOT_OBSERVABLE, f"no observed visit of {asked.aircraft} in the claimed time")
    words = f"{_visits(len(seen))} of {asked.aircraft} seen, the first {_when(seen[0])}"
    return Judgement(
        Verdict.PARTLY_SUPPORTED,
        f"{words}; that nothing came before it is not shown (probability of detection {NOT_ESTIMATED})",
        tuple(seen),
    )


def _presence(claim: Claim, asked: Asked) -> Judgement:
    """Count the airframes on the ground there at once; fewer than claimed says nothing."""
    seen = _seen(asked)
    airframes = claim.aircraft.airframes if claim.aircraft else None
    wanted = _least(airframes) if airframes else 1
    at_once = max((sum(_there(other, one) for other in seen) for one in seen), default=0)
    verdict = Verdict.SUPPORTED if seen and at_once >= wanted else Verdict.NOT_OBSERVABLE
    words = f"{at_once} of {asked.aircraft} seen there at once, the claim has {wanted}"
    return Judgement(verdict, f"{words} (probability of detection {NOT_ESTIMATED})", tuple(seen))


def _there(other: Sighting, one: Sighting) -> bool:
    """Say whether one aircraft surely stood there when another arrived."""
    at = one.arrived.latest
    arrived, left = other.arrived.latest, other.departed.earliest
    return at is not None and arrived is not None and left is not None and arrived <= at < left


def _standing_elsewhere(asked: Asked) -> Judgement | None:
    """Contradict when the very airframe named stood elsewhere all the time that the claim can mean."""
    window = asked.window.outer
    if not asked.aircraft.is_named or window.start is None or window.end is None:
        return None
    for seen in asked.elsewhere:
        arrived, left = seen.arrived.latest, seen.departed.earliest
        stood = arrived is not None and left is not None and arrived <= window.start and left >= window.end
        if stood and seen.is_observed and seen.is_sound and asked.aircraft.holds(seen) is True:
            words = f"{asked.aircraft} stood at {seen.aerodrome} from {_when(seen)} all that time"
            return Judgement(Verdict.CONTRADICTED, words, (seen,))
    return None


def _arrivals(claim: Claim, asked: Asked) -> Judgement:
    seen = _seen(asked)
    wanted = _wanted(claim)
    against = _too_many(claim, asked)
    if against is not None:
        return against
    if not seen:
        return Judgement(
            Verdict.NOT_OBSERVABLE,
            f"no observed visit of {asked.aircraft} at {asked.place} in the claimed time; "
            f"probability of detection {NOT_ESTIMATED}",
        )
    shortfalls = [*_fewer(seen, wanted), *_unseen_legs(seen, asked), *_unseen_airframes(claim, seen)]
    if any(asked.aircraft.holds(each) is not True for each in seen[:wanted]):
        shortfalls.append("not all of what the claim says of the aircraft is known of the ones seen")
    best = tuple(_best(seen, asked))
    words = f"{_visits(len(seen))} of {asked.aircraft} seen at {asked.place}, the first {_when(best[0])}"
    if shortfalls:
        return Judgement(Verdict.PARTLY_SUPPORTED, "; ".join([words, *shortfalls]), best)
    return Judgement(Verdict.SUPPORTED, words, best)


def _wanted(claim: Claim) -> int:
    counts = (claim.events, claim.aircraft.airframes if claim.aircraft else None)
    return max([1, *(_least(count) for count in counts if count is not None)])


def _least(count: CountField) -> int:
    if count.op in ("<", "<="):
        return 1
    return count.n + (count.op == ">")


def _too_many(claim: Claim, asked: Asked) -> Judgement | None:
    """Contradict an exact number by more; a single aircraft or arrival told of is no exact number."""
    certain = _certain(asked, asked.window.inner)
    exact = claim.events if claim.events and claim.events.op in ("=", "<=") and claim.events.n > 1 else None
    if exact and len(certain) > exact.n:
        words = (
            f"{len(certain)} identified arrivals of {asked.aircraft} seen, more than the {exact.n} claimed"
        )
        return Judgement(Verdict.CONTRADICTED, words, tuple(certain))
    airframes = claim.aircraft.airframes if claim.aircraft else None
    distinct = {seen.airframe for seen in certain}
    if airframes and airframes.op in ("=", "<=") and airframes.n > 1 and len(distinct) > airframes.n:
        words = f"{len(distinct)} identified airframes of {asked.aircraft} seen"
        words = f"{words}, more than the {airframes.n} claimed"
        return Judgement(Verdict.CONTRADICTED, words, tuple(certain))
    return None


def _fewer(seen: Sequence[Sighting], wanted: int) -> list[str]:
    if len(seen) >= wanted:
        return []
    return [f"{len(seen)} of {wanted} arrivals seen (probability of detection {NOT_ESTIMATED})"]


def _unseen_airframes(claim: Claim, seen: Sequence[Sighting]) -> list[str]:
    airframes = claim.aircraft.airframes if claim.aircraft else None
    distinct = len({each.airframe for each in seen})
    if airframes is None or distinct >= _least(airframes):
        return []
    many = "airframes" if distinct > 1 else "airframe"
    return [f"{distinct} {many} among them, the claim has {_BOUNDS.get(airframes.op, '')}{airframes.n}"]


def _unseen_legs(seen: Sequence[Sighting], asked: Asked) -> list[str]:
    """Name the claimed ends of legs that the best visit does not show."""
    best = max(seen, key=lambda each: _n_legs_shown(each, asked))
    return [
        f"{'from' if position < 0 else 'on to'} {words} not seen"
        + (f" (seen: {_end(best, position).label})" if _end(best, position).label else "")
        for position, words, allowed in asked.legs
        if _end(best, position).lies_in(allowed) is not True
    ]


def _best(seen: Sequence[Sighting], asked: Asked) -> list[Sighting]:
    return sorted(seen, key=lambda each: -_n_legs_shown(each, asked)) if asked.legs else list(seen)


def _n_legs_shown(seen: Sighting, asked: Asked) -> int:
    return sum(_end(seen, position).lies_in(allowed) is True for position, _, allowed in asked.legs)


def _end(seen: Sighting, position: int) -> "Place":
    if position in (-1, 1):
        return seen.came_from if position < 0 else seen.went_to
    for leg in seen.legs:
        if leg.position == position:
            return leg.origin if position < 0 else leg.destination
    return Place(None, None, frozenset())


def _visits(n: int) -> str:
    return f"{n} visit{'s' * (n != 1)}"


def _when(seen: Sighting) -> str:
    at = seen.arrived.earliest or seen.arrived.latest or seen.departed.earliest or seen.departed.latest
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "at an unknown time"
