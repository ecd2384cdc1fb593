"""What happened when, as the articles tell it: events and other facts in order of their days.

A day is never chosen: a moment has the days that all who tell it allow, and where an event is told without
any it is said to be undated and to lie before the articles were published.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from wheelsdown.articles.article import Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.person_names import same_person
from wheelsdown.claims.claim import ClaimedDate, Fact, FactKind, Polarity
from wheelsdown.claims.comparing.accounts import Account, Days
from wheelsdown.claims.comparing.groups import EventGroup
from wheelsdown.claims.comparing.tellings import Telling
from wheelsdown.claims.story_parts import Moment

__all__ = ["timeline_of"]

_FactTold = tuple[Telling, Fact]

#: Facts that are told only with a day.
_DATED_ONLY = frozenset({FactKind.STATEMENT, FactKind.MEETING, FactKind.CALL, FactKind.DEMAND})
#: Of these a day that cannot be resolved is told as it is written.
_ENCOUNTERS = frozenset({FactKind.MEETING, FactKind.CALL})


def timeline_of(tellings: Sequence[Telling], groups: Iterable[EventGroup]) -> tuple[Moment, ...]:
    """Get the moments of a story, the dated ones first.

    Parameters
    ----------
    tellings
        The articles, in any order.
    groups
        Their events.
    """
    events = list(groups)
    claimed = {(a.telling.path, a.claim.span) for group in events for a in group.accounts}
    facts = [(telling, fact) for telling in tellings for fact in telling.read.facts]
    own = [(t, fact) for t, fact in facts if (t.path, fact.span) not in claimed and _has_day(fact)]
    moments = [*(_event(group) for group in events), *(_facts(group) for group in _merged(own))]
    return tuple(sorted(_once_a_sentence(moments), key=_order))


def _once_a_sentence(moments: Iterable[Moment]) -> list[Moment]:
    """Tell a sentence that is a meeting and a statement once, as both."""
    found: dict[tuple[object, ...], Moment] = {}
    for number, moment in enumerate(moments):
        words = tuple((side.article, side.span) for side in moment.told)
        key = (number,) if moment.group_id else words
        same = found.get(key)
        what = moment.what if same is None else f"{same.kind} and {moment.what}"
        found[key] = msgspec.structs.replace(same or moment, what=what)
    return list(found.values())


def _order(moment: Moment) -> tuple[bool, str, str, str]:
    return not moment.is_dated, moment.start or moment.end or "", moment.end or "", moment.what


def _event(group: EventGroup) -> Moment:
    days = [account.days[0] for account in group.accounts if len(account.days) == 1]
    start, end = _allowed(days) if days else (None, _last_published(group.accounts))
    return Moment(
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        is_dated=bool(days),
        kind=group.kind.value,
        what=group.what,
        told=tuple(account.telling.whole(account.claim) for account in group.accounts),
        as_told=_words(account.claim.date for account in group.accounts),
        group_id=group.group_id,
        is_denied=any(a.claim.polarity is Polarity.DID_NOT_HAPPEN for a in group.accounts),
    )


def _words(dates: Iterable[ClaimedDate | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in dates if one is not None and one.text))


def _allowed(days: Sequence[Days]) -> Days:
    starts = [start for start, _ in days if start is not None]
    ends = [end for _, end in days if end is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start >= end:  # told on days that exclude each other
        return min(starts), max(ends)
    return start, end


def _last_published(accounts: Sequence[Account]) -> date | None:
    ends = [account.telling.read.published.end for account in accounts]
    return min((date.fromisoformat(end) for end in ends if end), default=None)


# --- other facts --------------------------------------------------------------------------------------------


def _has_day(fact: Fact) -> bool:
    """Say whether a fact has a place in time; of calls and meetings an open day is told too."""
    if fact.date is None or fact.kind not in _DATED_ONLY:
        return False
    return fact.date.start is not None or (fact.kind in _ENCOUNTERS and fact.date.text is not None)


def _merged(facts: Iterable[_FactTold]) -> list[list[_FactTold]]:
    """Put facts of one kind, the same days and a person in common together."""
    found: list[list[_FactTold]] = []
    for telling, fact in sorted(facts, key=lambda told: (told[0].read.sha256, told[1].span, told[1].kind)):
        same = next((group for group in found if _is_same(group[0][1], fact)), None)
        if same is None:
            found.append([(telling, fact)])
        else:
            same.append((telling, fact))
    return found


def _is_same(one: Fact, other: Fact) -> bool:
    if one.kind is not other.kind or one.date is None or other.date is None:
        return False
    if one.date.start is None or (one.date.start, one.date.end) != (other.date.start, other.date.end):
        return False
    return any(same_person(a, b) for a in one.who for b in other.who)


def _facts(told: Sequence[_FactTold]) -> Moment:
    telling, fact = told[0]
    names = dict.fromkeys(name for _, one in told for name in one.who)
    who = [mark.name for mark in inside(telling.marked.persons, Span(*fact.span)) if mark.name]
    people = list(dict.fromkeys([*who, *names]))[:3]
    return Moment(
        start=fact.date.start if fact.date else None,
        end=fact.date.end if fact.date else None,
        is_dated=fact.date is not None and fact.date.start is not None,
        kind=fact.kind.value,
        what=": ".join(filter(None, [fact.kind.value.replace("_", " "), ", ".join(people)])),
        told=tuple(teller.between(Span(*one.span)) for teller, one in told),
        as_told=_words(one.date for _, one in told),
    )
