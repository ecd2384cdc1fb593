"""The places that rules name: which each is, and that being named makes it watched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheelsdown.alerts.rules import Arrival, Emergency, FirstInDays, Rules
from wheelsdown.care.delays import Watch, watches
from wheelsdown.downloads.circles import USUAL_RADIUS_NM, circle_of
from wheelsdown.reference.names import SelectionLevel, resolve
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.schemas import PlaceKind

__all__ = ["RulePlace", "rule_places", "watched_places"]


@dataclass(frozen=True)
class RulePlace:
    """One place as a rule names it."""

    id: str
    #: For a person: ``Hmeimim Air Base (OSLK, Syria)``.
    label: str
    lat_deg: float
    lon_deg: float
    #: How far it is watched around.
    radius_nm: float


def rule_places(rules: Rules, register: PlaceRegister) -> Mapping[str, RulePlace]:
    """Give the places by the words in which rules name them.

    Raises
    ------
    UnknownReference
        A rule names no place, or what is not one place.
    """
    found = {}
    for rule in rules.rules:
        if isinstance(rule, Arrival | FirstInDays | Emergency) and rule.place is not None:
            where = resolve(rule.place, register)
            radius_nm = register.watched().get(where.id, USUAL_RADIUS_NM)
            circle = circle_of(where, register, radius_nm)
            label = where.label if where.level is SelectionLevel.AERODROME else where.id
            found[rule.place] = RulePlace(where.id, label, circle.lat_deg, circle.lon_deg, radius_nm)
    return found


def watched_places(register: PlaceRegister, named: Mapping[str, RulePlace]) -> Sequence[Watch]:
    """Give what is watched: by the register, and for being named in a rule."""
    aerodromes = aerodromes_with(register)
    found = watches(register, aerodromes)
    held = {each.place for each in found}
    kinds = dict(aerodromes.select("aerodrome", "kind").rows())
    for place in {each.id: each for each in named.values() if each.id not in held}.values():
        own = register.get(place.id)
        kind = own.kind.value if own else kinds.get(place.id)
        is_base = kind in (None, PlaceKind.AIR_BASE.value)
        found.append(Watch(place.id, place.lat_deg, place.lon_deg, place.radius_nm, is_base))
    return found
