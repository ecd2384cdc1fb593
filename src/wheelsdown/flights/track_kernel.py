"""What one track says by itself, compiled: its stays on the ground, its legs, and what is seen at their ends.

The order is that of ``facts``: stays, legs between them, the air pressure the stays show, the two ends
of each leg. Rows and columns are those of ``ground_kernel``, ``legs_kernel`` and ``tips_kernel``.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.ground_kernel import N_SHOWN_COLUMNS, N_STAY_COLUMNS, find_stays, show_pressure
from wheelsdown.flights.legs_kernel import N_LEG_COLUMNS, find_legs
from wheelsdown.flights.tips_kernel import N_END_COLUMNS, N_VALUE_COLUMNS, describe_leg
from wheelsdown.flights.track_arrays import TrackArrays
from wheelsdown.geo.field_grid import FieldGrid, Found
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel

__all__ = ["TrackFacts", "room_for_facts", "track_facts"]


class TrackFacts(NamedTuple):
    """Room for what is found in one track; of the rows only those that were found mean anything."""

    #: One row per leg.
    legs: NDArray[np.int64]
    #: Row ``2 i`` is the take-off of leg ``i``, row ``2 i + 1`` its landing.
    ends: NDArray[np.int64]
    values: Floats
    #: One row per stay on the ground, and what it shows of the air pressure.
    stays: NDArray[np.int64]
    shown: Floats
    #: Room to work in.
    scratch: Floats


def room_for_facts(n: int) -> TrackFacts:
    """Give room for ``n`` legs and as many stays; a track of ``n`` points has no more."""
    return TrackFacts(
        legs=np.empty((n, N_LEG_COLUMNS), dtype=np.int64),
        ends=np.empty((2 * n, N_END_COLUMNS), dtype=np.int64),
        values=np.empty((2 * n, N_VALUE_COLUMNS)),
        stays=np.empty((n, N_STAY_COLUMNS), dtype=np.int64),
        shown=np.empty((n, N_SHOWN_COLUMNS)),
        scratch=np.empty(n),
    )


@kernel
def track_facts(points: TrackArrays, grid: FieldGrid, found: Found, facts: TrackFacts) -> tuple[int, int]:
    """Find the legs and stays of one track, cleaned, without a silence in it that would end a track.

    Parameters
    ----------
    points
        The points of the track, in order of time.
    found
        Room from ``room_for_fields``; one for each thread.
    facts
        Room for the results, which is filled in; one for each thread.

    Returns
    -------
    tuple of int
        How many legs and how many stays were found; -1, -1 where there is too little room for them.
    """
    if len(facts.scratch) < len(points.time):
        return -1, -1
    n_stays = find_stays(points, grid, found, facts.stays, facts.scratch)
    if n_stays < 0:
        return -1, -1
    n_legs = find_legs(points, facts.stays, n_stays, grid, found, facts.legs)
    if n_legs < 0:
        return -1, -1
    show_pressure(points, facts.stays, n_stays, grid, facts.shown, facts.scratch)
    for i in range(n_legs):
        describe_leg(
            points,
            facts.legs[i],
            facts.stays,
            facts.shown,
            n_stays,
            grid,
            found,
            facts.ends[2 * i : 2 * i + 2],
            facts.values[2 * i : 2 * i + 2],
        )
    return n_legs, n_stays
