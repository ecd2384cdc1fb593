"""What an ICAO type designator stands for: manufacturer, model, and how big and what kind it is.

Source: standing-data's list after ICAO Doc 8643. One designator covers several models (IL76 is the Il-76
and the Il-78 tanker), so a designator never tells the variant. Names are never guessed from
similar spellings: a wrong type is worse than none.
"""

import re
from dataclasses import dataclass
from functools import cache

from wheelsdown.errors import UnknownReference
from wheelsdown.reference.standing_data import load_table

__all__ = ["AircraftType", "aircraft_type", "designators_named"]


@dataclass(frozen=True)
class AircraftType:
    """One type designator; ``manufacturer`` and ``model`` are the first listed name in use."""

    designator: str
    manufacturer: str | None
    model: str | None
    #: All listed models with their manufacturers, those in use first.
    names: tuple[str, ...]
    n_engines: str | None
    #: J jet, T turboprop or turboshaft, P piston, E electric, R rocket.
    engine: str | None
    #: L landplane, S seaplane, A amphibian, H helicopter, G gyrocopter, T tilt-wing.
    species: str | None
    #: L light, M medium, H heavy, J super.
    wake: str | None


def aircraft_type(designator: str) -> AircraftType:
    """Give what is known about a type designator.

    >>> found = aircraft_type("a124")
    >>> found.manufacturer, found.model, found.wake
    ('Antonov', 'An-124 Ruslan', 'H')

    Raises
    ------
    UnknownReference
        Nothing of that name is listed; models that are called so are offered.
    """
    found = _by_designator().get(designator.strip().upper())
    if found is None:
        nearest = designators_named(designator)
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        raise UnknownReference(
            f"'{designator}' is no ICAO type designator we know{hint}", asked=designator, nearest=nearest
        )
    return found


def designators_named(text: str) -> list[str]:
    """Give the designators of which a listed model has exactly this name; punctuation and case do not count.

    The manufacturer may be left out, and so may what follows the model's first word.

    >>> designators_named("Il-62"), designators_named("An-124"), designators_named("Antonov 124")
    (['IL62'], ['A124'], [])
    """
    return list(_by_name().get(_plain(text), ()))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@cache
def _by_designator() -> dict[str, AircraftType]:
    found: dict[str, AircraftType] = {}
    columns = ("designator", "manufacturer", "model", "n_engines", "engine", "species", "wake")
    for key, rows in load_table("aircraft_types").group_by("designator", maintain_order=True):
        first = rows.row(0, named=True)
        names = rows.select("manufacturer", "model").unique(maintain_order=True).rows()
        found[str(key[0])] = AircraftType(
            **{name: first[name] for name in columns},
            names=tuple(" ".join(part for part in name if part) for name in names),
        )
    return found


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in load_table("aircraft_types").iter_rows(named=True):
        manufacturer, model = row["manufacturer"] or "", row["model"] or ""
        for name in (row["designator"], model, f"{manufacturer} {model}", model.split(" ")[0]):
            if key := _plain(name):
                found.setdefault(key, {})[row["designator"]] = None
    return {name: tuple(designators) for name, designators in found.items()}
