"""How copies of one text differ about its sources: named or not, how sure they sound, what they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from wheelsdown.articles.article import Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Phrases
from wheelsdown.claims.claim import Between, Disagreement, DisagreementKind, Role
from wheelsdown.claims.comparing.accounts import Account
from wheelsdown.claims.comparing.groups import EventGroup
from wheelsdown.claims.comparing.tellings import source_of

__all__ = ["Strength", "source_differences"]

_K = DisagreementKind

#: Sources that say something themselves; tracking data is shown, not said.
_SPEAKING = frozenset({SourceKind.ANONYMOUS.value, SourceKind.OFFICIAL.value, SourceKind.OBSERVERS.value})


class Strength(StrEnum):
    """How a word presents what a source says."""

    CONFIRMS = "confirms"
    DOUBTS = "doubts"
    SUGGESTS = "suggests"
    UNNAMED = "unnamed"
    """Not how sure, but that the source wants no name."""


def source_differences(groups: Sequence[EventGroup], strengths: Phrases[Strength]) -> list[Disagreement]:
    """Get the differences about sources among copies of one publisher's text."""
    return [*_unnamed(groups), *_sounding(groups, strengths), *_called(groups)]


# --- named or not -------------------------------------------------------------------------------------------


def _unnamed(groups: Sequence[EventGroup]) -> list[Disagreement]:
    """Find tracking sites that one copy names and another never does."""
    accounts = [account for group in groups if len(group.paths) > 1 for account in group.accounts]
    trackers = sorted({name for account in accounts for name in _trackers(account)})
    found = []
    for name in trackers:
        naming = [account for account in accounts if name in account.evidence]
        resting = [group for group in groups if any(name in a.evidence for a in group.accounts)]
        told = [account for group in resting for account in group.accounts]
        silent = [a for a in told if a.telling.path not in _naming_any(accounts) and _is_copy(a, naming)]
        if silent:
            found.append(_silent(name, naming, silent))
    return found


def _trackers(account: Account) -> list[str]:
    return [source_of(link) for link in account.claim.chain if link.kind == SourceKind.TRACKING.value]


def _naming_any(accounts: Iterable[Account]) -> set[str]:
    return {account.telling.path for account in accounts if _trackers(account)}


def _is_copy(account: Account, others: Iterable[Account]) -> bool:
    return any(account.publishers & other.publishers for other in others)


def _silent(name: str, naming: Sequence[Account], silent: Sequence[Account]) -> Disagreement:
    first = list({account.telling.path: account for account in reversed(naming)}.values())[::-1]
    named = [_source_words(account, name) for account in first]
    left = [account.telling.whole(account.claim) for account in silent]
    return Disagreement(
        about=f"{name} named as the source or not",
        kind=_K.SILENT,
        between=(*named, *left),
        because=f"copies of one publisher's text; where {name} is not named the chain ends one step early",
        severity="medium",
        field="source",
    )


def _source_words(account: Account, name: str) -> Between:
    marks = [mark for mark in account.telling.marked.sources if mark.name == name]
    own = inside(marks, Span(*account.claim.span))
    mark = next(iter([*own, *marks]), None)
    return account.telling.between(mark.span if mark else Span(*account.claim.span), account.claim)


# --- how sure it sounds -------------------------------------------------------------------------------------


def _sounding(groups: Sequence[EventGroup], strengths: Phrases[Strength]) -> list[Disagreement]:
    found = []
    for group in groups:
        speaking = [account for account in group.accounts if _speaker(account)]
        by_path = {account.telling.path: account for account in reversed(speaking)}
        said = {path: _strength(account, strengths) for path, account in by_path.items()}
        if len(set(said.values())) > 1 and _all_copies(list(by_path.values())):
            found.append(_wording(group, list(by_path.values()), said))
    return found


def _speaker(account: Account) -> str | None:
    return next((source_of(link) for link in account.claim.chain if link.kind in _SPEAKING), None)


def _all_copies(accounts: Sequence[Account]) -> bool:
    return all(account.publishers & accounts[0].publishers for account in accounts)


def _strength(account: Account, strengths: Phrases[Strength]) -> frozenset[Strength]:
    sentence = account.telling.sentence_at(account.claim.span[0])
    if sentence is None:
        return frozenset()
    first, last = sentence.tokens
    found = strengths.find(account.telling.marked.article.tokens[first:last])
    return frozenset(value for match in found for value in match.values)


def _wording(
    group: EventGroup, accounts: Sequence[Account], said: Mapping[str, frozenset[Strength]]
) -> Disagreement:
    words = {value for values in said.values() for value in values}
    differing = sorted(value for value in words if not all(value in values for values in said.values()))
    return Disagreement(
        about=f"how the source of the {group.about} is presented",
        kind=_K.WORDING,
        between=tuple(account.telling.whole(account.claim) for account in sorted(accounts, key=_key)),
        because="one source, told in other strength: some copies only have " + ", ".join(differing),
        severity="medium",
        field="source",
    )


def _key(account: Account) -> tuple[str, str, tuple[int, int], str]:
    return account.key


# --- what the publisher is called ---------------------------------------------------------------------------


def _called(groups: Sequence[EventGroup]) -> list[Disagreement]:
    """Find publishers that one copy calls a newspaper and another an agency."""
    names: dict[str, dict[SourceKind, Between]] = defaultdict(dict)
    for group in groups:
        for account in group.accounts:
            for link in account.claim.chain:
                mark = _anaphor(account, link.text) if link.role is Role.PUBLISHER else None
                if mark is not None:
                    side = account.telling.between(mark.span, account.claim)
                    names[source_of(link)].setdefault(mark.kind, side)
    return [
        Disagreement(
            about=f"what {name} is",
            kind=_K.WORDING,
            between=tuple(kinds[kind] for kind in sorted(kinds)),
            because=" against ".join(sorted(kinds)),
            severity="low",
            field="publisher",
        )
        for name, kinds in sorted(names.items())
        if len(kinds) > 1
    ]


def _anaphor(account: Account, text: str | None) -> SourceMark | None:
    marks = inside(account.telling.marked.sources, Span(*account.claim.span))
    return next((mark for mark in marks if mark.is_anaphor and mark.text == text), None)
