"""Track ends: what is known of each end of each leg from the points of its own track alone.

A leg is what was flown between two stays on the ground, or two silences. Both of its ends are rows
here, seen or not, with the features that a judgement on them needs; the judgement itself, which
looks at the legs before and after, is in flights.
"""

import dataframely as dy

from wheelsdown.schemas.flights import EVIDENCE

__all__ = ["TrackEnd"]


def _instant(*, nullable: bool) -> dy.Datetime:
    return dy.Datetime(nullable=nullable, time_unit="us", time_zone="UTC")


class TrackEnd(dy.Schema):
    """One end of one leg. Values are null where they were not received."""

    end_id = dy.String(primary_key=True)
    airframe = dy.String(nullable=False)
    #: take_off or landing.
    kind = dy.String(nullable=False)
    #: First and last point of the track, and of the leg inside it.
    track_from = _instant(nullable=False)
    track_to = _instant(nullable=False)
    leg_from = _instant(nullable=False)
    leg_to = _instant(nullable=False)
    #: The tip: the leg's first (take-off) or last (landing) point with a position, else with none.
    at = _instant(nullable=False)
    lat_deg = dy.Float64(nullable=True)
    lon_deg = dy.Float64(nullable=True)
    altitude_ft = dy.Float64(nullable=True)
    on_ground = dy.Bool(nullable=True)
    #: Altitude nearest in time to the tip, within a minute of it.
    level_ft = dy.Float64(nullable=True)
    groundspeed_kt = dy.Float64(nullable=True)
    #: Towards the ground: descent before a landing, climb after a take-off.
    sink_fpm = dy.Float64(nullable=True)
    #: Direction to the ground: of flight before a landing, back along it after a take-off.
    course_deg = dy.Float64(nullable=True)
    phase = dy.String(nullable=False)
    #: Altitudes received without a position rise beyond the tip: the positions ended, not the flight.
    flies_on = dy.Bool(nullable=False)
    #: Ground contact, or the runway, was seen here.
    seen = dy.Bool(nullable=False)
    aerodrome = dy.String(nullable=True)
    runway = dy.String(nullable=True)
    seen_at = _instant(nullable=True)
    earliest = _instant(nullable=True)
    latest = _instant(nullable=True)
    #: The stay on the ground that follows a landing, or precedes a take-off, in the same track.
    ground_from = _instant(nullable=True)
    ground_to = _instant(nullable=True)
    evidence = dy.List(EVIDENCE)
    #: Positions beyond the tip are suspect, and the tests that say so.
    suspect_beyond = dy.Bool(nullable=False)
    tests = dy.String(nullable=True)
    #: Of the leg as a whole, the same at both of its ends.
    n_points = dy.UInt32(nullable=False)
    n_placed = dy.UInt32(nullable=False)
    fastest_kt = dy.Float64(nullable=True)
    #: The callsign most points carry and how many do; the first and the last that was received.
    callsign = dy.String(nullable=True)
    n_callsign = dy.UInt32(nullable=False)
    first_callsign = dy.String(nullable=True)
    last_callsign = dy.String(nullable=True)
    integrity = dy.String(nullable=False)
    simulated = dy.Bool(nullable=False)
