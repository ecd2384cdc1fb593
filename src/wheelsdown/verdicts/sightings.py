"""What was seen: visits with their aircraft and legs, as the rules of verdicts read them."""

from dataclasses import dataclass
from datetime import datetime

from wheelsdown.clock import Interval

__all__ = ["Bounds", "Ends", "Place", "Sighting"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An instant known as an interval; a side that nothing bounds is None."""

    earliest: datetime | None
    latest: datetime | None

    def inside(self, interval: Interval) -> bool:
        """Say whether the instant surely lies in the interval."""
        if self.earliest is None or self.latest is None:
            return False
        after = interval.start is None or self.earliest >= interval.start
        return after and (interval.end is None or self.latest < interval.end)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as finely as it was seen: ``id`` and all aerodromes that this leaves possible."""

    id: str | None
    label: str | None
    aerodromes: frozenset[str]

    def lies_in(self, claimed: frozenset[str]) -> bool | None:
        """Say whether the place is within the claimed aerodromes; None when it may or may not be."""
        if not self.aerodromes or not claimed:
            return None
        if self.aerodromes <= claimed:
            return True
        return None if self.aerodromes & claimed else False


@dataclass(frozen=True, slots=True)
class Ends:
    """One leg beside a visit: before it (``position`` -1, -2) or after it (1, 2)."""

    position: int
    origin: Place
    destination: Place
    left_at: datetime | None
    reached_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One visit that was seen.

    ``country`` is the state whose block holds the aircraft's address; ``is_observed``: an end was seen on the
    ground, which is more than bounded; ``is_sound``: nothing suspect about its signal.
    """

    visit_id: str
    airframe: str
    aerodrome: str
    arrived: Bounds
    departed: Bounds
    type_designator: str | None
    registration: str | None
    callsign: str | None
    operator: str | None
    country: str | None
    is_military: bool | None
    is_observed: bool
    is_sound: bool
    came_from: Place
    went_to: Place
    legs: tuple[Ends, ...] = ()
    providers: frozenset[str] = frozenset()

    def during(self, interval: Interval) -> bool:
        """Say whether it surely arrived, or surely departed, in the interval."""
        return self.arrived.inside(interval) or self.departed.inside(interval)
