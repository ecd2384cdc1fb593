"""Which claims tell one and the same event, across articles and languages.

Claims are joined best pair first, and a claim joins a group only when nothing in the group forbids it, so
that two events of one article stay two. A claim that fits two of another article equally well joins
neither. The order in which articles are given changes nothing.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from wheelsdown.claims.claim import ClaimKind, Group
from wheelsdown.claims.comparing.accounts import Account, Family
from wheelsdown.claims.comparing.likeness import ENOUGH, ENOUGH_IN_ONE, Likeness, likeness

__all__ = ["EventGroup", "grouped", "groups_of"]

_ID_LETTERS = 16

_ABOUT = {
    ClaimKind.MOVEMENT: "flight",
    ClaimKind.PRESENCE: "presence",
    ClaimKind.PAUSE: "pause of flights",
    ClaimKind.RESUMPTION: "resumption of flights",
    ClaimKind.WITHDRAWAL: "withdrawal",
    ClaimKind.SHIPMENT: "shipment",
    ClaimKind.VISIT_OF_PERSON: "visit",
}


@dataclass(frozen=True)
class EventGroup:
    """Claims of one event with what was weighed; ``accounts`` in order of their content."""

    accounts: tuple[Account, ...]
    because: tuple[str, ...]

    @property
    def family(self) -> Family:
        """What kind of event."""
        return self.accounts[0].family

    @property
    def kind(self) -> ClaimKind:
        """What its claims say it is; where they differ, what stands for all of them."""
        kinds = {account.claim.kind for account in self.accounts}
        return kinds.pop() if len(kinds) == 1 else ClaimKind(self.family.value)

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles that tell it."""
        return tuple(dict.fromkeys(account.telling.path for account in self.accounts))

    @property
    def about(self) -> str:
        """The event in a few words: what, where, when."""
        start = _commonest(a.claim.date.start for a in self.accounts if a.claim.date)
        return f"{self.what} ({start})" if start else self.what

    @property
    def what(self) -> str:
        """The event in a few words without its day."""
        place = self._place()
        kind = _commonest(a.type_designator for a in self.accounts)
        if self.family is Family.VISIT_OF_PERSON:
            counted = Counter(person for account in self.accounts for person in account.claim.who)
            who = sorted(counted, key=lambda person: (-counted[person], person))[:2]
            kind, place = " and ".join(who), None
        words = [_ABOUT[self.kind], kind and f"of {kind}", place and f"at {place}"]
        return " ".join(word for word in words if word)

    def _place(self) -> str | None:
        code = _commonest(account.place_id for account in self.accounts)
        named = [a.place.text for a in self.accounts if a.place and a.place_id == code]
        name = _commonest(named)
        return f"{name} ({code})" if code else name

    @property
    def group_id(self) -> str:
        """An identifier that depends on the claims alone."""
        content = "\n".join(sorted(account.claim.claim_id for account in self.accounts))
        return hashlib.sha256(content.encode()).hexdigest()[:_ID_LETTERS]


def groups_of(groups: Iterable[EventGroup]) -> tuple[Group, ...]:
    """Get groups as the contract has them; an event told once is no group."""
    return tuple(
        Group(
            group_id=group.group_id,
            about=group.about,
            claims=tuple(account.claim.claim_id for account in group.accounts),
            because="; ".join(group.because),
        )
        for group in groups
        if len(group.accounts) > 1
    )


def grouped(accounts: Sequence[Account]) -> tuple[EventGroup, ...]:
    """Put the claims of one event together.

    Parameters
    ----------
    accounts
        Claims of events of all articles, in any order.

    Returns
    -------
    tuple of EventGroup
        Each claim is in one group, alone where nothing fits; in order of the content of their first claims.
    """
    ordered = sorted(accounts, key=lambda account: account.key)
    likes = _Likenesses(ordered)
    pairs = _likely_pairs(ordered, likes)
    member = list(range(len(ordered)))
    members = {number: [number] for number in member}
    reasons: dict[int, set[str]] = defaultdict(set)
    for found, one, other in _unequivocal(pairs, ordered, likes):
        first, second = sorted((member[one], member[other]))
        if first == second or likes.forbid(members[first], members[second]):
            continue
        for number in members.pop(second):
            member[number] = first
            members[first].append(number)
        reasons[first] |= reasons.pop(second, set()) | set(found.because)
    return tuple(
        EventGroup(tuple(ordered[number] for number in sorted(numbers)), tuple(sorted(reasons[first])))
        for first, numbers in sorted(members.items())
    )


class _Likenesses:
    """How alike two claims are, each pair weighed once."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._known: dict[tuple[int, int], Likeness | None] = {}

    def of(self, one: int, other: int) -> Likeness | None:
        """Give the likeness of two claims by number; None when they cannot tell one event."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = likeness(self._accounts[pair[0]], self._accounts[pair[1]])
        return self._known[pair]

    def forbid(self, ones: Sequence[int], others: Sequence[int]) -> bool:
        """Say whether any claim of one group can be no claim of the other's event."""
        return any(self.of(one, other) is None for one in ones for other in others)


_Pair = tuple[Likeness, int, int]
#: A claim, an article, and how well claims of that article fit it.
_Fit = tuple[int, str, tuple[int, int]]


def _likely_pairs(accounts: Sequence[Account], likes: _Likenesses) -> list[_Pair]:
    found: list[_Pair] = []
    for numbers in _comparable(accounts):
        for one, other in combinations(numbers, 2):
            like = likes.of(one, other)
            same_article = accounts[one].telling.path == accounts[other].telling.path
            if like is None or not (same_article or like.is_anchored):
                continue
            if like.points >= (ENOUGH_IN_ONE if same_article else ENOUGH):
                found.append((like, one, other))
    return sorted(found, key=lambda pair: (-pair[0].points, pair[0].gaps, pair[1], pair[2]))


def _comparable(accounts: Sequence[Account]) -> list[list[int]]:
    kinds: dict[Family, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        kinds[account.family].append(number)
    return list(kinds.values())


def _unequivocal(pairs: Sequence[_Pair], accounts: Sequence[Account], likes: _Likenesses) -> list[_Pair]:
    """Leave out pairs whose claim fits another event of the same article equally well."""
    fits: dict[_Fit, list[int]] = defaultdict(list)
    for like, one, other in pairs:
        for claim, match in ((one, other), (other, one)):
            fits[claim, accounts[match].telling.path, like.rank].append(match)
    torn = {
        (fit, match)
        for fit, matches in fits.items()
        for match, rival in permutations(matches, 2)
        if likes.of(match, rival) is None
    }

    def is_torn(like: Likeness, claim: int, match: int) -> bool:
        return ((claim, accounts[match].telling.path, like.rank), match) in torn

    return [pair for pair in pairs if not (is_torn(*pair) or is_torn(pair[0], pair[2], pair[1]))]


def _commonest(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
