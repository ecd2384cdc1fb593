"""Visits: one stay of one airframe at one aerodrome each, an arrival joined with the next departure.

Where only one side of a time on the ground names a field, the other end of the visit is unknown and
bounded in time by the nearest sightings. Being seen on the ground is a visit too, though neither end
was seen.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.content_ids import content_ids
from wheelsdown.flights.decide import Decided, Twin, plain, times
from wheelsdown.flights.end_rows import BASES, listed_fields
from wheelsdown.flights.naming import BOUNDED, OBSERVED
from wheelsdown.flights.spread import spread
from wheelsdown.flights.whole import INTEGRITIES, integrity_ranks
from wheelsdown.geo.great_circle import Floats
from wheelsdown.schemas.visits import Visit
from wheelsdown.visits.ends_of_stays import StayEnds, ends_of_stays
from wheelsdown.visits.far_ends import far_ends
from wheelsdown.visits.grounds import Grounds, find_grounds, room_for_grounds
from wheelsdown.visits.proof import proof

__all__ = ["grounds_of", "visit_ids", "visits_table"]

_SCHEMA = pl.Schema({name: column.dtype for name, column in Visit.columns().items()})
#: The words of the codes of ``ends_of_stays``.
_SIGNS = pl.Series(["arrival", "present", "departure"])


def grounds_of(decided: Decided, *, twin: Twin = plain) -> Grounds:
    """Find the times on the ground that are visits, in order of airframe and time."""
    n_airframes = len(decided.airframes)
    room = room_for_grounds(decided.n_flights, n_airframes, len(decided.contacts))
    n = twin(find_grounds)(
        decided.arrays, decided.names, decided.contact_arrays, decided.first_leg, n_airframes, room
    )
    return Grounds._make(each[:n] for each in room)


def visits_table(
    decided: Decided, places: pl.DataFrame, *, grounds: Grounds | None = None, twin: Twin = plain
) -> pl.DataFrame:
    """Give the visits by aerodrome and time; with ``grounds`` those of some times on the ground only.

    ``places`` tells for each ``aerodrome`` the ``region`` and ``country`` that name it, null where
    they do not (``reference.regions.place_names``).
    """
    grounds = grounds_of(decided, twin=twin) if grounds is None else grounds
    ids, order = _ids_in_order(decided, grounds)
    grounds = Grounds._make(each[order] for each in grounds)
    ends = ends_of_stays(decided, grounds)
    arrived, departed = ends.arrival, ends.departure
    came_from, went_to = _far_ends(decided, grounds, places)
    table = pl.DataFrame(
        {
            "visit_id": ids.gather(order),
            "aerodrome": decided.fields.gather(grounds.field),
            "airframe": decided.airframes.gather(grounds.airframe),
            "callsign": _callsigns(decided, grounds),
            "arrived_at": _bounds(ends.arrived_from, ends.arrived_to),
            "departed_at": _bounds(ends.departed_from, ends.departed_to),
            "basis": BASES.gather(np.where(ends.seen, OBSERVED, BOUNDED)),
            "arrival_basis": BASES.gather(ends.arrival_basis),
            "departure_basis": BASES.gather(ends.departure_basis),
            "evidence_seen": ends.evidence_seen,
            "rivals": _rivals(decided, grounds, ends),
            "came_from": came_from,
            "went_to": went_to,
            "arrival_flight_id": _gathered(decided.flight_ids, np.where(arrived, grounds.inbound, -1)),
            "departure_flight_id": _gathered(decided.flight_ids, np.where(departed, grounds.outbound, -1)),
            "evidence": proof(decided, grounds, arrived, departed),
        }
    ).hstack(_states(decided, grounds))
    address = pl.when(pl.col("airframe").str.contains(r"^[0-9a-f]{6}$")).then("airframe")
    known = {name: pl.col(name) for name in table.columns} | {"icao24": address}
    return table.select(
        known.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in _SCHEMA.items()
    )


def visit_ids(decided: Decided, grounds: Grounds, ends: StayEnds | None = None) -> pl.Series:
    """Give each visit's id: its airframe, its field and the first sign of it."""
    ends = ends or ends_of_stays(decided, grounds)
    said = pl.DataFrame(
        {
            "airframe": decided.airframes.gather(grounds.airframe),
            "aerodrome": decided.fields.gather(grounds.field),
            "sign": _SIGNS.gather(ends.first_sign),
            "micro": times(ends.first_sign_at).dt.epoch("us").cast(pl.String).fill_null(""),
        }
    )
    return content_ids(pl.format("visit|{}|{}|{}|{}", "airframe", "aerodrome", "sign", "micro"), said)


def _ids_in_order(decided: Decided, grounds: Grounds) -> tuple[pl.Series, NDArray[np.int64]]:
    """Give the ids of visits, and the order in which their rows are to stand."""
    ends = ends_of_stays(decided, grounds)
    ids = visit_ids(decided, grounds, ends)
    first_known = np.where(np.isnan(ends.arrived_from), ends.arrived_to, ends.arrived_from)
    first_known = np.where(np.isnan(first_known), ends.departed_from, first_known)
    keys = {"aerodrome": decided.fields.gather(grounds.field), "first": times(first_known), "id": ids}
    order = pl.DataFrame(keys).select(pl.arg_sort_by("aerodrome", "first", "id")).to_series()
    return ids, order.cast(pl.Int64).to_numpy()


def _bounds(earliest: Floats, latest: Floats) -> pl.Series:
    return pl.DataFrame({"earliest": times(earliest), "latest": times(latest)}).to_struct("bounds")


def _gathered(values: pl.Series, index: NDArray[np.int64]) -> pl.Series:
    return values.gather(pl.Series(index).replace(-1, None))


def _far_ends(decided: Decided, grounds: Grounds, places: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Give where the flight before each visit began, and where the flight after it ended."""
    came = np.where(grounds.inbound >= 0, 2 * decided.first_leg[grounds.inbound], -1)
    went = np.where(grounds.outbound >= 0, 2 * decided.first_leg[grounds.outbound + 1] - 1, -1)
    both = far_ends(decided, np.concatenate([came, went]), places)
    return both[: len(came)], both[len(came) :]


def _rivals(decided: Decided, grounds: Grounds, ends: StayEnds) -> pl.Series:
    """List the other fields within reach of the ends of each visit of which nothing was seen."""
    n, first = len(grounds.field), decided.names.first_rival
    named = np.flatnonzero(~ends.seen & ends.arrival), np.flatnonzero(~ends.seen & ends.departure)
    visit = np.concatenate(named)
    end = np.concatenate([2 * grounds.leg_in[named[0]] + 1, 2 * grounds.leg_out[named[1]]])
    row, rival = spread(first[end], first[end + 1])
    field = decided.names.rivals[rival]
    listed = (
        pl.DataFrame({"visit": visit[row], "field": field})
        .filter(pl.Series(field != grounds.field[visit[row]]))
        .unique(maintain_order=True)
        .sort("visit", maintain_order=True)
    )
    return listed_fields(decided, listed["visit"].to_numpy(), listed["field"].to_numpy(), n)


def _callsigns(decided: Decided, grounds: Grounds) -> pl.Series:
    """Give the last callsign before each visit, else the first after it."""
    before = _gathered(decided.flights["last_callsign"], grounds.inbound)
    after = _gathered(decided.flights["first_callsign"], grounds.outbound)
    return before.zip_with(before.is_not_null(), after)


def _states(decided: Decided, grounds: Grounds) -> pl.DataFrame:
    """Give the worst integrity and the mark of each visit, from the flights and contacts around it."""
    contacts = decided.contacts
    visit, contact = spread(grounds.first_contact, grounds.last_contact)
    own = decided.contact_arrays.field[contact] == grounds.field[visit]
    visit, contact = visit[own], contact[own]
    rank = np.full(len(grounds.field), len(INTEGRITIES) - 1)
    simulated = np.zeros(len(grounds.field), dtype=np.bool_)
    for flight in (grounds.inbound, grounds.outbound):
        there = flight >= 0
        rank[there] = np.minimum(rank[there], decided.flights["rank"].to_numpy()[flight[there]])
        simulated[there] |= decided.flights["simulated"].to_numpy()[flight[there]]
    np.minimum.at(rank, visit, integrity_ranks(contacts["integrity"])[contact])
    np.logical_or.at(simulated, visit, contacts["simulated"].to_numpy()[contact])
    return pl.DataFrame({"integrity": INTEGRITIES.gather(rank), "simulated": simulated})
