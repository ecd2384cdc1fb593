"""Visits, meetings and calls that must be told apart, and one that an article dates twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from wheelsdown.articles.article import Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import DateMark, Publication
from wheelsdown.articles.person_names import same_person
from wheelsdown.articles.resolution import resolve
from wheelsdown.claims.claim import Disagreement, DisagreementKind
from wheelsdown.claims.comparing.accounts import overlap
from wheelsdown.claims.comparing.encounters import Encounter, EncounterWords, Meeting, encounters_of
from wheelsdown.claims.comparing.tellings import Telling

__all__ = ["encounter_differences"]

_K = DisagreementKind
_DAY = timedelta(days=1)
#: Any week: days of the week that no publication can bring together are told apart by trying each.
_ANY_WEEK = date(2024, 1, 1)
#: Visits or calls further apart than this are likely two.
_NEAR = timedelta(days=10)


@dataclass(frozen=True)
class _Told:
    telling: Telling
    encounter: Encounter
    persons: tuple[str, ...]

    @property
    def dates(self) -> tuple[DateMark, ...]:
        return inside(self.telling.marked.dates, self.encounter.sentence)

    def shares_person(self, other: "_Told") -> bool:
        return any(same_person(a, b) for a in self.persons for b in other.persons)


def encounter_differences(tellings: Sequence[Telling], words: EncounterWords) -> list[Disagreement]:
    """Get encounters whose ordinals tell them apart, and those that one article dates in two ways."""
    told = [_told(telling, one) for telling in tellings for one in encounters_of(telling, words)]
    return [*_distinct([one for one in told if one.encounter.ordinal is not None]), *_dated_twice(told)]


def _told(telling: Telling, encounter: Encounter) -> _Told:
    marks = inside(telling.marked.persons, encounter.sentence)
    return _Told(telling, encounter, tuple(dict.fromkeys(mark.name for mark in marks if mark.name)))


# --- the first and the second -------------------------------------------------------------------------------


def _distinct(told: Sequence[_Told]) -> list[Disagreement]:
    """Find encounters of one person with different ordinals, told by different articles."""
    found: list[list[_Told]] = []
    for one in told:
        same = next((group for group in found if any(one.shares_person(other) for other in group)), None)
        if same is None:
            found.append([one])
        else:
            same.append(one)
    return [_apart(group) for group in found if _are_apart(group)]


def _are_apart(group: Sequence[_Told]) -> bool:
    ordinals = {one.encounter.ordinal for one in group}
    return len(ordinals) > 1 and len({one.telling.path for one in group}) > 1


def _apart(group: Sequence[_Told]) -> Disagreement:
    person = max((person for one in group for person in one.persons), key=len)
    numbers = " and ".join(str(n) for n in sorted({one.encounter.ordinal or 0 for one in group}))
    return Disagreement(
        about=f"which encounter with {person}",
        kind=_K.DISTINCT,
        between=tuple(one.telling.between(one.telling.until_stop(one.encounter.span)) for one in group),
        because=f"ordinals {numbers}: different events, whatever their weekday",
        severity="medium",
        field="ordinal",
    )


# --- one call, two days -------------------------------------------------------------------------------------


def _dated_twice(told: Sequence[_Told]) -> list[Disagreement]:
    found = []
    first = {
        (one.telling.path, one.encounter.kind, _nearest(one).text): one for one in reversed(told) if one.dates
    }
    for one, other in combinations(list(first.values())[::-1], 2):
        if one.telling.path == other.telling.path and _may_be_one(one, other):
            days = _nearest(one), _nearest(other)
            if _never_meet(one.telling, *days):
                found.append(_twice(one, other, days))
    return found


def _may_be_one(one: _Told, other: _Told) -> bool:
    first, second = one.encounter, other.encounter
    if first.kind is not second.kind or first.sentence == second.sentence:
        return False
    if first.kind is Meeting.MEETING or first.is_another or second.is_another:
        return False
    if first.ordinal != second.ordinal:
        return False
    if not (one.persons and other.persons):
        return first.kind is Meeting.CALL
    return one.shares_person(other)


def _nearest(told: _Told) -> DateMark:
    at = told.encounter.span.start
    return min(told.dates, key=lambda mark: (abs(mark.span.start - at), mark.span))


def _never_meet(telling: Telling, one: DateMark, other: DateMark) -> bool:
    """Say whether two expressions mean days apart, but near, whenever the article was published."""
    results = [_meet(one, other, published) for published in _publications(telling)]
    return bool(results) and all(result is False for result in results)


def _publications(telling: Telling) -> list[Publication]:
    told = telling.read.published
    if told.start and told.end:
        start, end = date.fromisoformat(told.start), date.fromisoformat(told.end)
        days = [start + _DAY * n for n in range(min(7, (end - start).days))]
    else:
        days = [_ANY_WEEK + _DAY * n for n in range(7)]
    return [Publication(day, day + _DAY) for day in days]


def _meet(one: DateMark, other: DateMark, published: Publication) -> bool | None:
    first, second = resolve(one, published), resolve(other, published)
    if not (first.start and first.end and second.start and second.end):
        return None
    near = first.start - second.end <= _NEAR and second.start - first.end <= _NEAR
    return overlap([(first.start, first.end)], [(second.start, second.end)]) if near else None


def _twice(one: _Told, other: _Told, days: tuple[DateMark, DateMark]) -> Disagreement:
    kind = one.encounter.kind.value
    return Disagreement(
        about=f"day of the {kind}",
        kind=_K.CONTRADICTION,
        between=tuple(
            told.telling.between(_from_to(told.encounter.span, day.span))
            for told, day in zip((one, other), days, strict=True)
        ),
        because=f"dated {days[0].text!r} and {days[1].text!r} by one article, unless there were two; "
        "no day is chosen",
        severity="high",
        field="date",
    )


def _from_to(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
