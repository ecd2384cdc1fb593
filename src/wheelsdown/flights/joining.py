"""Tell which consecutive legs are one flight.

Two legs with a silence between them are one flight only where a stop in between is impossible: the
airframe reappears sooner than it could have flown there with 20 minutes lost on the ground, at the
best speed it was seen at on either side. Such a silence is listed on the flight. Any other silence
stays what it is: two flights, each with an unknown end.
"""

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.end_arrays import ContactArrays, EndArrays
from wheelsdown.flights.naming import UNKNOWN, EndNames
from wheelsdown.geo.sphere_kernel import haversine_nm
from wheelsdown.kernels import kernel

__all__ = ["find_bridges", "leads_nowhere"]

#: Time that landing, standing and taking off again costs at the very least (METHODS section 1).
STOP_COSTS_S = 1_200.0
#: Faster than this times its own best speed nothing reappears: a different aircraft, or a false position.
MAX_SPEED_UP = 1.3
#: Positions and clocks are loose by this much.
SLACK_NM = 5.0
#: A silence longer than this is never bridged, whatever the arithmetic says.
MAX_BRIDGE_S = 4 * 3600.0


@kernel
def find_bridges(ends: EndArrays, contacts: ContactArrays, bridges: NDArray[np.bool_]) -> None:
    """Mark every leg that continues the flight of the leg before it, unless the silence leads to a field."""
    c = 0
    for leg in range(1, len(bridges)):
        a, b = 2 * leg - 1, 2 * leg
        if ends.airframe[leg - 1] != ends.airframe[leg]:
            continue
        c = _first_contact_after(contacts, c, ends.airframe[leg], ends.time[a])
        on_ground = (
            c < len(contacts.first)
            and contacts.airframe[c] == ends.airframe[leg]
            and contacts.first[c] < ends.time[b]
        )
        bridges[leg] = not on_ground and _no_stop(ends, a, b)


def leads_nowhere(names: EndNames) -> NDArray[np.bool_]:
    """Tell of each leg whether the silence before it leads to no field.

    None is named at either of its ends, and not both have some within reach.
    """
    n_rivals, unknown = np.diff(names.first_rival), names.basis == UNKNOWN
    nowhere = np.zeros(len(unknown) // 2, dtype=np.bool_)
    nowhere[1:] = unknown[1:-1:2] & unknown[2::2] & ((n_rivals[1:-1:2] == 0) | (n_rivals[2::2] == 0))
    return nowhere


@kernel
def _first_contact_after(contacts: ContactArrays, start: int, airframe: int, time: float) -> int:
    c = start
    while c < len(contacts.first) and (
        contacts.airframe[c] < airframe or (contacts.airframe[c] == airframe and contacts.first[c] <= time)
    ):
        c += 1
    return c


@kernel
def _no_stop(ends: EndArrays, a: int, b: int) -> bool:
    """Tell whether the airframe reappeared too soon for a stop, yet not sooner than it can fly.

    In a silence it may have flown as fast as it was ever seen to, whatever its speed at the edges.
    """
    silence = ends.time[b] - ends.time[a]
    if not 0 < silence <= MAX_BRIDGE_S:
        return False
    fastest = 0.0
    for leg in (a // 2, b // 2):
        if ends.fastest[leg] > fastest:
            fastest = ends.fastest[leg]
    moved = haversine_nm(ends.lat[a], ends.lon[a], ends.lat[b], ends.lon[b])
    too_soon_to_stop = moved / max(fastest, 1.0) * 3600 + STOP_COSTS_S > silence
    return bool(too_soon_to_stop and moved <= MAX_SPEED_UP * fastest * silence / 3600 + SLACK_NM)
