"""Reception: how much was received near a place, by hour and height: what could have been seen there."""

import dataframely as dy

__all__ = ["NO_ALTITUDE", "ON_GROUND", "Reception"]

#: Bands of positions without an altitude, and of those on the ground.
NO_ALTITUDE, ON_GROUND = -1, -2


class Reception(dy.Schema):
    """The believed positions within the radius of one place, in one UTC hour and one band of height.

    It does not depend on how the data were cut into files. An hour or band without a row is one in which
    nothing was received there.
    """

    place = dy.String(nullable=False)
    #: Start of the UTC hour.
    hour_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    #: Thousands of feet above sea level, rounded down, below sea level 0; -1 where no altitude was
    #: received, -2 on the ground.
    band = dy.Int16(nullable=False)
    n_points = dy.UInt32(nullable=False)
    n_airframes = dy.UInt32(nullable=False)
    simulated = dy.Bool(nullable=False)
