"""In which fields the copies of one event differ, and which of them leave a field out."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from wheelsdown.claims.claim import Between, Disagreement, DisagreementKind
from wheelsdown.claims.comparing.accounts import Family
from wheelsdown.claims.comparing.differing import Field, Relation, Told, relation, told_of
from wheelsdown.claims.comparing.groups import EventGroup

__all__ = ["Compared", "compared", "field_differences"]

_K = DisagreementKind

#: Contradictions that change less what happened than the others do.
_LESS_GRAVE = frozenset({Field.OPERATOR, Field.PAUSE})
#: Scopes that decide what evidence a claim needs.
_GRAVER = frozenset({Field.PLACE})

#: Fields whose absence from a copy is told, and the events they belong to.
_MISSED = {
    Field.TYPE: {Family.MOVEMENT},
    Field.PAUSE: {Family.RESUMPTION},
    Field.DATE: {Family.MOVEMENT, Family.WITHDRAWAL, Family.SHIPMENT, Family.VISIT_OF_PERSON},
}


class Compared:
    """What the copies of one event tell of one field.

    ``told`` holds each value once an article and wording; ``silent`` the articles that do not tell it.
    """

    def __init__(self, group: EventGroup, field: Field) -> None:
        found = (told_of(field, account) for account in group.accounts)
        self.group, self.field = group, field
        ranked = sorted((one for one in found if one), key=lambda one: one.account.is_heading)
        by_words = {(one.account.telling.path, one.words.casefold()): one for one in reversed(ranked)}
        self.told = list(by_words.values())[::-1]
        telling = {one.account.telling.path for one in self.told}
        self.silent = [path for path in group.paths if path not in telling]
        pairs = combinations(self.told, 2)
        self.relations = {relation(one, other) for one, other in pairs} - {Relation.SAME}

    def camps(self) -> list[list[Told]]:
        """Get the values, those of the same meaning together, the commonest among articles first."""
        camps: list[list[Told]] = []
        for one in self.told:
            same = next((camp for camp in camps if relation(camp[0], one) is Relation.SAME), None)
            if same is None:
                camps.append([one])
            else:
                same.append(one)
        return sorted(camps, key=lambda camp: -len({one.account.telling.path for one in camp}))


def compared(group: EventGroup) -> list[Compared]:
    """Compare the copies of an event in every field."""
    return [Compared(group, field) for field in Field] if len(group.accounts) > 1 else []


def field_differences(groups: Iterable[EventGroup]) -> list[Disagreement]:
    """Get what the copies of each event disagree about."""
    found = (_difference(one) for group in groups for one in compared(group))
    return [difference for difference in found if difference is not None]


def _difference(compared: Compared) -> Disagreement | None:
    field = compared.field
    if Relation.CONTRADICTS in compared.relations:
        return _stated(compared, _K.CONTRADICTION, "medium" if field in _LESS_GRAVE else "high")
    if compared.relations:
        return _stated(compared, _scope(compared), "medium" if field in _GRAVER else "low")
    if compared.told and compared.silent and compared.group.family in _MISSED.get(field, ()):
        return _silence(compared)
    return None


def _scope(compared: Compared) -> DisagreementKind:
    """Say whether the odd one out says more or less than the others."""
    camps = compared.camps()
    return _K.WIDER if relation(camps[0][0], camps[-1][0]) is Relation.WIDER else _K.NARROWER


def _stated(compared: Compared, kind: DisagreementKind, severity: str) -> Disagreement:
    return Disagreement(
        about=f"{_NAMES[compared.field]}: {compared.group.about}",
        kind=kind,
        between=_between(compared.told),
        because=_both_sides(compared.camps()) + _doubt(compared, kind),
        severity=severity,
        field=compared.field.value,
    )


def _doubt(compared: Compared, kind: DisagreementKind) -> str:
    """Say what else may be: copies that tell another day, type or place may tell of two flights."""
    is_open = kind is _K.CONTRADICTION and compared.field in (Field.DATE, Field.TYPE, Field.PLACE)
    return ", unless there were two" if is_open else ""


def _both_sides(camps: Sequence[Sequence[Told]]) -> str:
    return " against ".join(" and ".join(repr(one.words) for one in camp) for camp in camps)


def _silence(compared: Compared) -> Disagreement:
    missing = [a for a in compared.group.accounts if a.telling.path in compared.silent]
    sides = [account.telling.whole(account.claim) for account in missing]
    return Disagreement(
        about=f"{_NAMES[compared.field]}: {compared.group.about}",
        kind=_K.SILENT,
        between=(*_between(compared.told), *sides),
        because=f"told by {len(compared.group.paths) - len(compared.silent)} of "
        f"{len(compared.group.paths)} articles; silence is no contradiction",
        severity="low",
        field=compared.field.value,
    )


def _between(told: Iterable[Told]) -> tuple[Between, ...]:
    return tuple(one.account.telling.between(one.span, one.account.claim) for one in told)


_NAMES = {
    Field.POLARITY: "whether it happened",
    Field.AIRFRAMES: "number of aircraft",
    Field.EVENTS: "number of events",
    Field.TYPE: "type of aircraft",
    Field.PLACE: "place",
    Field.DATE: "days",
    Field.LEG_OF_DATE: "leg that the day belongs to",
    Field.OPERATOR: "operator",
    Field.PAUSE: "length of the pause",
}
