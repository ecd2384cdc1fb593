"""Cell runs: which aircraft was where, coarsely: what finds the traces near any place on any day."""

import dataframely as dy

__all__ = ["CellRun"]


class CellRun(dy.Schema):
    """Consecutive positions of one address in one quarter-degree cell, in one track and one UTC day.

    Kept narrow, because a day of the whole sky has ten million of them: ``parts`` tells in which raw
    files the points lie. Tracks without an address are not listed.
    """

    #: Row from the south pole times 1440, plus column from the antimeridian (``tracks.cells``).
    cell = dy.Int32(nullable=False)
    #: The ICAO address as a number; 2 ** 24 more where it is not an airframe's identity (``~``).
    address = dy.UInt32(nullable=False)
    #: Seconds since 1970-01-01T00:00:00Z.
    first_s = dy.UInt32(nullable=False)
    last_s = dy.UInt32(nullable=False)
    n_points = dy.UInt32(nullable=False)
    lowest_ft = dy.Float32(nullable=True)
    simulated = dy.Bool(nullable=False)
