"""One event of which copies tell one field otherwise: another day, another type, another aerodrome.

Copies get things wrong, so that one text may seem to tell of two flights. Two events are taken for one when
no article tells both, they rest on one publisher, all but one field agree, and nothing else fits either.
The field then is a contradiction, and nothing says which copy is right.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from wheelsdown.claims.comparing.accounts import Account, Family
from wheelsdown.claims.comparing.groups import EventGroup
from wheelsdown.claims.comparing.likeness import Conflict, conflicts, weighed

__all__ = ["with_slips"]

#: Points that speak for one event although a field excludes it; more than two flights of a shuttle share.
_ENOUGH = 5

#: Fields that copies get wrong.
_SLIPS = frozenset({Conflict.DATE, Conflict.TYPE, Conflict.PLACE})

#: Days further apart are no slip.
_DAYS_APART = timedelta(days=3)

#: One of these tells a flight from the next one of a shuttle.
_TELLING = frozenset({"the same origin", "the same number of flights"})


def with_slips(groups: Sequence[EventGroup]) -> tuple[EventGroup, ...]:
    """Join the groups that are one event with one field told otherwise.

    Parameters
    ----------
    groups
        From `wheelsdown.claims.comparing.groups.grouped`.

    Returns
    -------
    tuple of EventGroup
        In the same order, the later of two that were joined left out.
    """
    flights = [number for number, group in enumerate(groups) if _may_slip(group)]
    pairs = [pair for pair in combinations(flights, 2) if _is_slip(groups[pair[0]], groups[pair[1]])]
    taken = [number for pair in pairs for number in pair]
    alone = [pair for pair in pairs if all(taken.count(number) == 1 for number in pair)]
    joined = {first: _joined(groups[first], groups[second]) for first, second in alone}
    gone = {second for _, second in alone}
    return tuple(joined.get(number, group) for number, group in enumerate(groups) if number not in gone)


def _may_slip(group: EventGroup) -> bool:
    return group.family is Family.MOVEMENT and any(account.publishers for account in group.accounts)


def _is_slip(one: EventGroup, other: EventGroup) -> bool:
    if not set(one.paths).isdisjoint(other.paths):
        return False
    pairs = [(a, b) for a in one.accounts for b in other.accounts]
    differing = frozenset(conflict for a, b in pairs for conflict in conflicts(a, b))
    if len(differing) != 1 or not differing <= _SLIPS:
        return False
    if Conflict.DATE in differing and not all(_are_near(a, b) for a, b in pairs):
        return False
    return any(_is_one_text(a, b) for a, b in pairs)


def _are_near(one: Account, other: Account) -> bool:
    """Say whether each tells one day, and the two are near."""
    if len(one.days) != 1 or len(other.days) != 1:
        return False
    (start, end), (other_start, other_end) = one.days[0], other.days[0]
    if start is None or end is None or other_start is None or other_end is None:
        return False
    are_days = (end - start).days == 1 and (other_end - other_start).days == 1
    return are_days and abs(start - other_start) <= _DAYS_APART


def _is_one_text(one: Account, other: Account) -> bool:
    like = weighed(one, other)
    if like.points < _ENOUGH or "the same publisher" not in like.because:
        return False
    return not _TELLING.isdisjoint(like.because)


def _joined(one: EventGroup, other: EventGroup) -> EventGroup:
    accounts: Iterable[Account] = sorted((*one.accounts, *other.accounts), key=lambda account: account.key)
    because = dict.fromkeys((*one.because, *other.because, "told alike but for one field"))
    return EventGroup(tuple(accounts), tuple(because))
