"""When each visit began and ended, as bounds, and how both are known."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided
from wheelsdown.flights.naming import BOUNDED, OBSERVED, UNKNOWN
from wheelsdown.geo.great_circle import Floats
from wheelsdown.visits.grounds import Grounds

__all__ = ["ARRIVAL", "DEPARTURE", "PRESENT", "StayEnds", "ends_of_stays"]

#: Codes of the first sign of a visit.
ARRIVAL, PRESENT, DEPARTURE = 0, 1, 2


class StayEnds(NamedTuple):
    """One entry a visit; times in seconds since 1970, NaN where nothing bounds them."""

    #: Whether the flight before names the field, and the flight after.
    arrival: NDArray[np.bool_]
    departure: NDArray[np.bool_]
    arrived_from: Floats
    arrived_to: Floats
    departed_from: Floats
    departed_to: Floats
    #: Codes of ``naming``.
    arrival_basis: NDArray[np.int8]
    departure_basis: NDArray[np.int8]
    #: Whether any of it was seen; and the grade: 4 both ends, 3 one (or the stay), 2 both bounded, 1 one.
    seen: NDArray[np.bool_]
    evidence_seen: NDArray[np.uint8]
    first_sign: NDArray[np.int8]
    first_sign_at: Floats


def ends_of_stays(decided: Decided, grounds: Grounds) -> StayEnds:
    """Give the bounds of both ends of each visit, and how each is known."""
    names, field = decided.names, grounds.field
    end_in, end_out = 2 * grounds.leg_in + 1, 2 * grounds.leg_out
    has_in, has_out = grounds.leg_in >= 0, grounds.leg_out >= 0
    arrival = has_in & (_at(names.field, end_in, has_in, -1) == field)
    departure = has_out & (_at(names.field, end_out, has_out, -1) == field)
    lost = _at(names.earliest, end_in, has_in, np.nan)
    found = _at(names.latest, end_out, has_out, np.nan)
    arrived_by = np.where(arrival, _at(names.latest, end_in, has_in, np.nan), np.nan)
    left_from = np.where(departure, _at(names.earliest, end_out, has_out, np.nan), np.nan)
    present = np.isfinite(grounds.present_from)
    not_after = np.where(present, grounds.present_from, np.where(departure, found, np.nan))
    not_before = np.where(present, grounds.present_to, np.where(arrival, lost, np.nan))
    exact_in, exact_out = arrival & (lost == arrived_by), departure & (found == left_from)
    arrival_basis = np.where(arrival, _at(names.basis, end_in, has_in, 0), UNKNOWN).astype(np.int8)
    departure_basis = np.where(departure, _at(names.basis, end_out, has_out, 0), UNKNOWN).astype(np.int8)
    seen = present | (arrival_basis == OBSERVED) | (departure_basis == OBSERVED)
    return StayEnds(
        arrival=arrival,
        departure=departure,
        arrived_from=lost,
        arrived_to=np.where(exact_in, arrived_by, np.fmin(arrived_by, not_after)),
        departed_from=np.where(exact_out, left_from, np.fmax(left_from, not_before)),
        departed_to=found,
        arrival_basis=arrival_basis,
        departure_basis=departure_basis,
        seen=seen,
        evidence_seen=_evidence_seen(arrival_basis, departure_basis, seen),
        first_sign=np.where(arrival, ARRIVAL, np.where(present, PRESENT, DEPARTURE)).astype(np.int8),
        first_sign_at=np.where(arrival, lost, np.where(present, grounds.present_from, found)),
    )


def _evidence_seen(
    arrival: NDArray[np.int8], departure: NDArray[np.int8], seen: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    both_bounded = (arrival == BOUNDED) & (departure == BOUNDED)
    both_seen = (arrival == OBSERVED) & (departure == OBSERVED)
    return np.where(both_seen, 4, np.where(seen, 3, np.where(both_bounded, 2, 1))).astype(np.uint8)


def _at(
    values: NDArray[Any], index: NDArray[np.int64], there: NDArray[np.bool_], other: float
) -> NDArray[Any]:
    """Give ``values[index]`` where there is such an entry."""
    if len(values) == 0:
        return np.full(len(index), other)
    return np.where(there, values[np.where(there, index, 0)], other)
