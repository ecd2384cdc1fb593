"""Which days a claim is about when it does not say so itself, and which silence it claims."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from wheelsdown.claims.claim import Claim, ClaimedDate, ClaimKind, Polarity, Published
from wheelsdown.clock import Interval
from wheelsdown.verdicts.windows import Window

__all__ = ["bounded_by", "claimed_silence"]

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
#: Mean lengths, days: a claimed pause is rounded far more coarsely than months differ.
_YEAR, _MONTH, _WEEK = 365.25, 30.4375, 7

#: Events of a resumption that is told without its pause lie within this time of the newest.
_NEW = timedelta(days=61)

#: Levels of places that hold others: a set of bases may be any of them.
_WIDE = ("set", "country", "area")

_EVENTS = (ClaimKind.MOVEMENT, ClaimKind.PRESENCE)


def bounded_by(claim: Claim, others: Sequence[Claim], published: Published) -> ClaimedDate | None:
    """Get the days that a claim without a date must lie in: those of the dated events told of the same place.

    The last day is that of the publication when one of them is open. A resumption is bounded by the events
    that came after its pause: those within half its length (else two months) of the newest. None when nothing
    bounds it.
    """
    dated = [
        other.date
        for other in others
        if other.kind in _EVENTS and other.asserted and _same_place(claim, other) and _start(other.date)
    ]
    if claim.kind is ClaimKind.RESUMPTION and dated:
        newest = max(_start(each) for each in dated)
        since = (date.fromisoformat(newest) - _half_pause(claim)).isoformat()
        dated = [each for each in dated if _start(each) >= since]
    ends = [(each.end if each else None) or published.end for each in dated]
    if not dated:
        return None
    return ClaimedDate(
        start=min(_start(each) for each in dated),
        end=None if None in ends else max(end for end in ends if end),
        precision="interval",
        rule="bounded by the other claims about this place",
    )


def _start(told: ClaimedDate | None) -> str:
    return (told.start if told else None) or ""


def _half_pause(claim: Claim) -> timedelta:
    length = _length(claim.pause.duration) if claim.pause and claim.pause.duration else None
    return length / 2 if length else _NEW


def _same_place(claim: Claim, other: Claim) -> bool:
    """Say whether two claims share a place, or one of them names none."""
    one, two = _places(claim), _places(other)
    return not one or not two or bool(one & two)


def _places(claim: Claim) -> set[str]:
    ends = [end for leg in claim.legs for end in (leg.origin, leg.destination)]
    return {place.id for place in (claim.place, *ends) if place and place.id and place.level not in _WIDE}


def claimed_silence(claim: Claim, window: Window | None) -> Interval | None:
    """Get the silence that a claim says there was.

    A pause of a length ends where the flights came back, which is where the window begins; a pause or a
    denial with days of its own is those days, in every time zone. None where it cannot be placed.
    """
    if claim.kind not in (ClaimKind.PAUSE, ClaimKind.RESUMPTION):
        return window.inner if window and claim.polarity is Polarity.DID_NOT_HAPPEN else None
    length = _length(claim.pause.duration) if claim.pause and claim.pause.duration else None
    if length is None:
        return window.inner if window and claim.kind is ClaimKind.PAUSE else None
    if window is None or window.outer.start is None:
        return None
    end: datetime = window.outer.start
    return Interval(end - length, end)


def _length(duration: str) -> timedelta | None:
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return timedelta(days=years * _YEAR + months * _MONTH + weeks * _WEEK + days) or None
