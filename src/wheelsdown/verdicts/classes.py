"""Which aircraft a claim speaks of, and whether one that was seen is of that class: yes, no, or unknown."""

from dataclasses import dataclass

from wheelsdown.verdicts.sightings import Sighting

__all__ = ["AircraftClass"]


@dataclass(frozen=True, slots=True)
class AircraftClass:
    """What the words of a claim say of its aircraft; None where they say nothing."""

    type_designator: str | None = None
    registration: str | None = None
    callsign: str | None = None
    country: str | None = None
    is_military: bool | None = None
    operator: str | None = None

    def holds(self, seen: Sighting) -> bool | None:
        """Say whether an aircraft that was seen is one of these; None when not enough is known of it."""
        told = [
            _same(self.type_designator, seen.type_designator),
            _same(_plain(self.registration), _plain(seen.registration)),
            _same(_plain(self.callsign), _plain(seen.callsign)),
            _same(self.country, seen.country),
            True if self.is_military is None else _military(self.is_military, seen),
            True if self.operator is None else _names(self.operator, seen.operator),
        ]
        if any(answer is False for answer in told):
            return False
        return None if any(answer is None for answer in told) else True

    def may_hold(self, seen: Sighting) -> bool:
        """Say whether an aircraft that was seen may be counted: what sets the class apart is known of it.

        That is the very airframe where one is named, else the type, else the state; what more the words say
        may be unknown of it, and is then said to be.
        """
        if self.holds(seen) is not None:
            return self.holds(seen) is True
        if self.is_named:
            return False
        if self.type_designator is not None:
            return self.type_designator == seen.type_designator
        return self.country is not None and self.country == seen.country

    @property
    def is_named(self) -> bool:
        """Say whether one airframe is meant: by registration or call sign."""
        return self.registration is not None or self.callsign is not None

    @property
    def is_of_state(self) -> bool:
        """Say whether nothing but a state is meant: its airlines' traffic is not its own."""
        return self.country is not None and self.operator is None and self.type_designator is None

    def __str__(self) -> str:
        """Name the class for a person.

        >>> str(AircraftClass(type_designator="A124", country="RU", is_military=True))
        'military A124 of RU'
        """
        what = self.registration or self.callsign or self.type_designator or "aircraft"
        whose = f" of {self.operator or self.country}" if self.operator or self.country else ""
        return f"{'military ' if self.is_military else ''}{what}{whose}"


def _same(claimed: str | None, seen: str | None) -> bool | None:
    if claimed is None:
        return True
    return None if seen is None else claimed == seen


def _military(claimed: bool, seen: Sighting) -> bool | None:
    return None if seen.is_military is None else seen.is_military is claimed


def _names(claimed: str, seen: str | None) -> bool | None:
    """Compare operators' names; two spellings cannot be told from two names: unknown, never no."""
    if seen is None:
        return None
    one, other = claimed.casefold(), seen.casefold()
    return True if one in other or other in one else None


def _plain(code: str | None) -> str | None:
    return code.replace("-", "").replace(" ", "").upper() if code else None
