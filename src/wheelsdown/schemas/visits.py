"""Visits: one stay of one airframe at one aerodrome; the row shape is the contract."""

import dataframely as dy

from wheelsdown.schemas.flights import EVIDENCE, RIVAL

__all__ = ["BOUNDS", "NAMED_END", "Visit"]

#: When something happened, as an interval; either side null where nothing bounds it.
BOUNDS = dy.Struct(
    {
        "earliest": dy.Datetime(nullable=True, time_unit="us", time_zone="UTC"),
        "latest": dy.Datetime(nullable=True, time_unit="us", time_zone="UTC"),
    }
)

#: Where an aircraft came from or went to, named as finely as the evidence allows.
NAMED_END = dy.Struct({"id": dy.String(nullable=True), "level": dy.String()})


class Visit(dy.Schema):
    """An arrival joined with the next departure of the same airframe, either of which may be unseen."""

    visit_id = dy.String(primary_key=True)
    aerodrome = dy.String(nullable=False)
    airframe = dy.String(nullable=False)
    icao24 = dy.String(nullable=True)
    callsign = dy.String(nullable=True)
    registration = dy.String(nullable=True)
    type_designator = dy.String(nullable=True)
    operator = dy.String(nullable=True)
    military = dy.Bool(nullable=True)
    arrived_at = BOUNDS
    departed_at = BOUNDS
    #: The stronger of the two ends: it proves that the aircraft was there.
    basis = dy.String(nullable=False)
    arrival_basis = dy.String(nullable=False)
    departure_basis = dy.String(nullable=False)
    probability = dy.Float64(nullable=True)
    #: 4 both ends observed, 3 one observed, 2 both bounded, 1 one bounded.
    evidence_seen = dy.UInt8(nullable=False)
    rivals = dy.List(RIVAL)
    came_from = NAMED_END
    went_to = NAMED_END
    arrival_flight_id = dy.String(nullable=True)
    departure_flight_id = dy.String(nullable=True)
    integrity = dy.String(nullable=False)
    simulated = dy.Bool(nullable=False)
    evidence = dy.List(EVIDENCE)
