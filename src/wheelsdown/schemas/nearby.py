"""Nearby aircraft: which airframe was received within a radius of a place on a UTC day, and how close."""

import dataframely as dy

from wheelsdown.schemas.flights import EVIDENCE

__all__ = ["CLOSEST", "NearbyDay"]

#: The received position nearest to the place; between two positions the aircraft may have been nearer.
CLOSEST = dy.Struct(
    {
        "at": dy.Datetime(time_unit="us", time_zone="UTC"),
        "distance_nm": dy.Float64(),
        "lat_deg": dy.Float64(),
        "lon_deg": dy.Float64(),
        "altitude_ft": dy.Float64(nullable=True),
        "on_ground": dy.Bool(nullable=True),
    },
    nullable=True,
)


class NearbyDay(dy.Schema):
    """One airframe on one UTC day near a place.

    Where ``exact``, every figure is of the believed positions inside the radius, as read back from the
    raw files. Where not, it is of quarter-degree cells that touch the circle: the airframe may have
    stayed outside it, and positions that came by two files count twice.
    """

    day = dy.Date(nullable=False)
    airframe = dy.String(nullable=False)
    #: Null where the airframe has no ICAO address (``~`` and anonymous tracks).
    icao24 = dy.String(nullable=True)
    #: The one sent most often inside the radius.
    callsign = dy.String(nullable=True)
    registration = dy.String(nullable=True)
    type_designator = dy.String(nullable=True)
    operator = dy.String(nullable=True)
    military = dy.Bool(nullable=True)
    first_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    last_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    #: Lowest altitude received, barometric before geometric; null where none was (on the ground).
    lowest_ft = dy.Float64(nullable=True)
    n_points = dy.UInt32(nullable=False)
    #: Of them those the source called on the ground; null where only the cells were asked.
    n_on_ground = dy.UInt32(nullable=True)
    closest = CLOSEST
    exact = dy.Bool(nullable=False)
    #: First and last row inside the radius, of each raw file; empty where only the cells were asked.
    evidence = dy.List(EVIDENCE)
    simulated = dy.Bool(nullable=False)
