"""Whether somebody's account goes on in the next sentence: "the army said. Another came later".

A person's or an office's does within the paragraph, about the same aircraft or others of the same days. What
lies further back or ahead is the writer's own: "the ministry has confirmed. The last French transport left in
December 2023". So is what follows a denial, which tells of no flight.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from wheelsdown.claims.claim import Claim, How

__all__ = ["goes_on", "goes_with", "is_far_from", "is_one_account"]

#: In the rule of an aircraft that is the one told before.
_TOLD_BEFORE = "told before"
#: Days between flights that one account tells together, at most.
_TOGETHER = timedelta(days=31)


def goes_on(claim: Claim, told: Iterable[Claim]) -> bool:
    """Say whether a claim tells on of the aircraft told before, and of no other time.

    Parameters
    ----------
    claim
        The claim, which names no source of its own.
    told
        The claims of the sentence before.
    """
    return _TOLD_BEFORE in claim.rules.get("aircraft", "") and not _is_of_another_time(claim, told)


def goes_with(claim: Claim, told: Iterable[Claim]) -> bool:
    """Say whether a claim stands beside flights of about its own days that the sentence before tells."""
    flights = [each for each in told if each.asserted]
    return bool(flights) and not _is_of_another_time(claim, flights)


def is_one_account(claim: Claim, later: Sequence[Claim]) -> bool:
    """Say whether the sentence right behind goes on about the aircraft of a claim, and so whoever it names.

    "Two An-32s set out for Greece. They landed at Elefsis, the service said"; not so what only counts: "It
    is the third flight this week, the service said".
    """
    if not later or How.STATED not in (later[0].how.get("legs"), later[0].how.get("place")):
        return False
    return goes_on(later[0], [claim])


def is_far_from(claim: Claim, told: Iterable[Claim]) -> bool:
    """Say whether a claim names a day of its own, at another time than what the text told last."""
    return claim.how.get("date") is How.STATED and _is_of_another_time(claim, told)


def _is_of_another_time(claim: Claim, told: Iterable[Claim]) -> bool:
    mine = _days(claim)
    others = [days for each in told if (days := _days(each)) is not None]
    return mine is not None and bool(others) and all(_is_far(mine, days) for days in others)


def _is_far(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] - _TOGETHER > other[1] or other[0] - _TOGETHER > one[1]


def _days(claim: Claim) -> tuple[date, date] | None:
    """Get the first and the last day that a claim may mean; None where one is open."""
    if claim.date is None or claim.date.start is None or claim.date.end is None:
        return None
    return date.fromisoformat(claim.date.start), date.fromisoformat(claim.date.end)
