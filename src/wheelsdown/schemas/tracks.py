"""Tracks: the unbroken observations of airframes, which new data may extend."""

import dataframely as dy

__all__ = ["Track"]


class Track(dy.Schema):
    """One track: points of one airframe with no silence longer than thirty minutes between them."""

    track_id = dy.String(primary_key=True)
    airframe = dy.String(nullable=False)
    first_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    last_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    n_points = dy.UInt32(nullable=False)
    #: Points with a position that may count as evidence.
    n_placed = dy.UInt32(nullable=False)
    simulated = dy.Bool(nullable=False)
