"""Flights and their ends; the row shape is the contract other programs rely on."""

import dataframely as dy

__all__ = ["END", "EVIDENCE", "RIVAL", "SIGHTING", "SILENCE", "Flight"]

RIVAL = dy.Struct({"aerodrome": dy.String(), "probability": dy.Float64(nullable=True)})

#: Rows of one raw file that prove something; both row numbers included, 0-based.
EVIDENCE = dy.Struct({"sha256": dy.String(), "first_row": dy.UInt32(), "last_row": dy.UInt32()})

#: One end of a flight. ``earliest`` and ``latest`` bound the time; ``at`` is null unless observed.
END = dy.Struct(
    {
        "aerodrome": dy.String(nullable=True),
        "runway": dy.String(nullable=True),
        "at": dy.Datetime(nullable=True, time_unit="us", time_zone="UTC"),
        "earliest": dy.Datetime(nullable=True, time_unit="us", time_zone="UTC"),
        "latest": dy.Datetime(nullable=True, time_unit="us", time_zone="UTC"),
        "basis": dy.String(),
        "probability": dy.Float64(nullable=True),
        "rivals": dy.List(RIVAL),
        # Why this basis, in a few fixed words a person can read.
        "because": dy.String(),
        "evidence": dy.List(EVIDENCE),
    }
)

SIGHTING = dy.Struct(
    {
        "at": dy.Datetime(time_unit="us", time_zone="UTC"),
        "lat_deg": dy.Float64(nullable=True),
        "lon_deg": dy.Float64(nullable=True),
        "altitude_ft": dy.Float64(nullable=True),
        "on_ground": dy.Bool(nullable=True),
    }
)


SILENCE = dy.Struct(
    {
        "start": dy.Datetime(time_unit="us", time_zone="UTC"),
        "end": dy.Datetime(time_unit="us", time_zone="UTC"),
    }
)


class Flight(dy.Schema):
    """One leg of one airframe, from its take-off to its landing, as far as each was seen."""

    flight_id = dy.String(primary_key=True)
    airframe = dy.String(nullable=False)
    #: Null where the airframe has no ICAO address (``~`` and anonymous tracks).
    icao24 = dy.String(nullable=True)
    callsign = dy.String(nullable=True)
    registration = dy.String(nullable=True)
    type_designator = dy.String(nullable=True)
    operator = dy.String(nullable=True)
    military = dy.Bool(nullable=True)
    take_off = END
    landing = END
    first_seen = SIGHTING
    last_seen = SIGHTING
    #: Silences inside the flight in which a stop is impossible: reappeared too soon for one.
    silences = dy.List(SILENCE)
    n_points = dy.UInt32(nullable=False)
    integrity = dy.String(nullable=False)
    simulated = dy.Bool(nullable=False)
