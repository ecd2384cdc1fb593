"""Which times on the ground there were: between two flights of one airframe, and the fields they name.

Between a landing and the next take-off an airframe is on the ground. Where both name one field, it
is one visit, whatever days lie between. Where they name two fields, something was not seen: two
visits, each with an end missing. Nothing is joined across a flight that was seen.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.end_arrays import ContactArrays, EndArrays
from wheelsdown.flights.naming import EndNames
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel

__all__ = ["Grounds", "find_grounds", "room_for_grounds"]


class Grounds(NamedTuple):
    """One entry a visit: -1 and NaN stand for what there is not."""

    field: NDArray[np.int64]
    airframe: NDArray[np.int64]
    #: Flights before and after, the last leg of the one and the first leg of the other.
    inbound: NDArray[np.int64]
    outbound: NDArray[np.int64]
    leg_in: NDArray[np.int64]
    leg_out: NDArray[np.int64]
    #: Contacts of this time on the ground: ``[first_contact, last_contact)``, those at other fields too.
    first_contact: NDArray[np.int64]
    last_contact: NDArray[np.int64]
    #: When it was first and last seen on the ground of this field.
    present_from: Floats
    present_to: Floats


def room_for_grounds(n_flights: int, n_airframes: int, n_contacts: int) -> Grounds:
    """Make room for all visits there can be: two a flight and one a contact."""
    n = 2 * n_flights + n_airframes + n_contacts
    numbers = [np.full(n, -1, np.int64) for _ in range(8)]
    return Grounds._make([*numbers, np.full(n, np.nan), np.full(n, np.nan)])


@kernel
def find_grounds(
    ends: EndArrays,
    names: EndNames,
    contacts: ContactArrays,
    first_leg: NDArray[np.int64],
    n_airframes: int,
    grounds: Grounds,
) -> int:
    """Fill ``grounds`` in order of airframe and time; give how many there are.

    ``first_leg`` has one entry a flight, and the number of legs at its end.
    """
    n, flight, contact = 0, 0, 0
    n_flights = len(first_leg) - 1
    for airframe in range(n_airframes):
        inbound = -1
        while True:
            mine = flight < n_flights and ends.airframe[first_leg[flight]] == airframe
            until = ends.leg_from[first_leg[flight]] if mine else np.inf
            start = contact
            while (
                contact < len(contacts.first)
                and contacts.airframe[contact] == airframe
                and contacts.first[contact] <= until
            ):
                contact += 1
            outbound = flight if mine else -1
            n = _add_visits(
                names, contacts, first_leg, airframe, inbound, outbound, start, contact, grounds, n
            )
            if not mine:
                break
            inbound = flight
            flight += 1
    return n


@kernel
def _add_visits(
    names: EndNames,
    contacts: ContactArrays,
    first_leg: NDArray[np.int64],
    airframe: int,
    inbound: int,
    outbound: int,
    start: int,
    stop: int,
    grounds: Grounds,
    n: int,
) -> int:
    """Add a visit for each field that one time on the ground names, in order of time."""
    leg_in = first_leg[inbound + 1] - 1 if inbound >= 0 else -1
    leg_out = first_leg[outbound] if outbound >= 0 else -1
    begin = n
    for k in range(start - 1, stop + 1):
        if start <= k < stop:
            field = contacts.field[k]
        elif k < start:
            field = names.field[2 * leg_in + 1] if leg_in >= 0 else -1
        else:
            field = names.field[2 * leg_out] if leg_out >= 0 else -1
        known = field < 0
        for v in range(begin, n):
            known = known or grounds.field[v] == field
        if known:
            continue
        grounds.field[n], grounds.airframe[n] = field, airframe
        grounds.inbound[n], grounds.outbound[n] = inbound, outbound
        grounds.leg_in[n], grounds.leg_out[n] = leg_in, leg_out
        grounds.first_contact[n], grounds.last_contact[n] = start, stop
        for c in range(start, stop):
            if contacts.field[c] == field:
                if np.isnan(grounds.present_from[n]):
                    grounds.present_from[n] = contacts.first[c]
                grounds.present_to[n] = contacts.last[c]
        n += 1
    return n
