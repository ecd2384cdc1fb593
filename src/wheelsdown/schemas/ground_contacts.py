"""Ground contacts: the spells in which one airframe was seen on the ground of one field."""

import dataframely as dy

from wheelsdown.schemas.flights import EVIDENCE

__all__ = ["GroundContact"]


class GroundContact(dy.Schema):
    """One spell on the ground, as the points of one track show it."""

    contact_id = dy.String(primary_key=True)
    airframe = dy.String(nullable=False)
    aerodrome = dy.String(nullable=False)
    track_from = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    track_to = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    first_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    last_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    n_points = dy.UInt32(nullable=False)
    evidence = dy.List(EVIDENCE)
    integrity = dy.String(nullable=False)
    simulated = dy.Bool(nullable=False)
