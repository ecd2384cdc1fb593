"""Who changed what: where one copy of a text differs from most of the other copies.

Copies are the articles that name one publisher, or one piece of evidence, for an event. A majority is more
than half of the copies, and three copies at least: of two nobody can say which was changed.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from wheelsdown.claims.claim import Between
from wheelsdown.claims.comparing.accounts import Account, Family
from wheelsdown.claims.comparing.differing import Field, Told
from wheelsdown.claims.comparing.field_differences import Compared, compared
from wheelsdown.claims.comparing.groups import EventGroup

__all__ = ["Change", "changes_of"]

_FEWEST_COPIES = 3

_FLIGHTS = frozenset({Family.MOVEMENT, Family.RESUMPTION})

#: Fields whose absence is a loss; other fields are often told once and then left out.
_LOSSES = frozenset({Field.TYPE, Field.PAUSE, Field.DATE})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one copy says otherwise than most copies, or leaves out (``own`` is None then)."""

    article: str
    group_id: str
    about: str
    field: str
    root: str
    own: Between | None
    others: tuple[Between, ...]
    because: str


def changes_of(groups: Iterable[EventGroup]) -> tuple[Change, ...]:
    """Get what copies of one root changed.

    Parameters
    ----------
    groups
        Events with their claims (`wheelsdown.claims.comparing.disagreements.event_groups`).
    """
    found: list[Change] = []
    events = list(groups)
    named = _publishers(events)
    for group in events:
        for root, copies in _copies(group, named).items():
            if len(copies) >= _FEWEST_COPIES:
                own = EventGroup(tuple(a for a in group.accounts if a.telling.path in copies), group.because)
                changed = (_changed(one, root, copies, group) for one in compared(own))
                found.extend(change for changes in changed for change in changes)
                found.extend(_unnamed(group, root, copies))
    return tuple(found)


def _publishers(events: Iterable[EventGroup]) -> dict[str, frozenset[str]]:
    """Get the publishers that each article names for flights, whichever claim names them."""
    found: dict[str, frozenset[str]] = {}
    for group in events:
        if group.family in _FLIGHTS:
            for account in group.accounts:
                path = account.telling.path
                found[path] = found.get(path, frozenset()) | account.publishers
    return found


def _copies(group: EventGroup, named: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Get the articles of each root: each names a publisher or evidence that another names too."""
    families: list[tuple[set[str], list[Account]]] = []
    for account in group.accounts:
        own = named.get(account.telling.path, frozenset()) if group.family in _FLIGHTS else frozenset()
        roots, members = set(account.publishers | account.evidence | own), [account]
        for family in [family for family in families if family[0] & roots]:
            families.remove(family)
            roots, members = roots | family[0], family[1] + members
        families.append((roots, members))
    found = ((_root(members), dict.fromkeys(a.telling.path for a in members)) for _, members in families)
    return {root: list(paths) for root, paths in found if root}


def _root(accounts: Sequence[Account]) -> str:
    """Get the publisher that most of them name, or the evidence where none names one."""
    names = [name for account in accounts for name in sorted(account.publishers)]
    names = names or [name for account in accounts for name in sorted(account.evidence)]
    return max(names, key=lambda name: (names.count(name), name), default="")


def _changed(one: Compared, root: str, copies: Sequence[str], group: EventGroup) -> list[Change]:
    camps = [{told.account.telling.path: told for told in camp} for camp in one.camps()]
    if not camps or 2 * len(camps[0]) <= len(copies):
        return []
    most = camps[0]
    others = tuple(_side(told) for told in most.values())
    words = f"{len(most)} of {len(copies)} copies have {next(iter(most.values())).words!r}"
    odd = [told for camp in camps[1:] for path, told in camp.items() if path not in most]
    found = [
        _change(group, one.field.value, root, told.account.telling.path, _side(told), others,
                f"{told.words!r}, where {words}")
        for told in odd
    ]  # fmt: skip
    if one.field in _LOSSES:
        found += [
            _change(group, one.field.value, root, path, None, others, f"left out, where {words}")
            for path in one.silent
        ]
    return found


def _side(told: Told) -> Between:
    return told.account.telling.between(told.span, told.account.claim)


def _change(
    group: EventGroup,
    field: str,
    root: str,
    path: str,
    own: Between | None,
    others: tuple[Between, ...],
    because: str,
) -> Change:
    return Change(
        article=path,
        group_id=group.group_id,
        about=group.about,
        field=field,
        root=root,
        own=own,
        others=others,
        because=because,
    )


def _unnamed(group: EventGroup, root: str, copies: Sequence[str]) -> list[Change]:
    """Find the copies that leave out a source which most copies name."""
    accounts = [account for account in group.accounts if account.telling.path in copies]
    found = []
    for source in sorted({name for account in accounts for name in account.evidence}):
        naming = {a.telling.path: a for a in accounts if source in a.evidence}
        if 2 * len(naming) > len(copies):
            others = tuple(a.telling.whole(a.claim) for a in naming.values())
            because = f"{source} left out, where {len(naming)} of {len(copies)} copies name it"
            found += [
                _change(group, "source", root, path, None, others, because)
                for path in copies
                if path not in naming and not _cites_evidence(accounts, path)
            ]
    return found


def _cites_evidence(accounts: Sequence[Account], path: str) -> bool:
    return any(account.evidence for account in accounts if account.telling.path == path)
