"""What a CSV export of a flight from Flightradar24 says.

Columns: ``Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction``; feet, knots and degrees; the
position is one quoted field ``"lat,lon"``. No address: the track stays anonymous until somebody
asserts whose it is. No ground flag, and no mark where positions were calculated; stretches that
look so are marked by `estimated_stretches`.

Not tried on a real export: built from the documented shape.
"""

import polars as pl

from wheelsdown.sources.columns import any_simulated, epoch_us, number, renamed
from wheelsdown.sources.csv_text import csv_table
from wheelsdown.sources.door import callsign

__all__ = ["fr24_csv_points"]

_NAMES = {
    "timestamp": "at",
    "callsign": "callsign",
    "position": "position",
    "altitude": "altitude_ft",
    "speed": "groundspeed_kt",
    "direction": "track_deg",
    "simulated": "simulated",
}


def fr24_csv_points(payload: bytes, airframe: str) -> pl.DataFrame:
    """Give the rows of an export as the columns that `door.admit` takes."""
    points = renamed(csv_table(payload), _NAMES).with_row_index("row")
    position = pl.col("position").str.split_exact(",", 1)
    simulated = any_simulated(points)
    return points.with_columns(
        epoch_us(points, "at").alias("at"),
        *(
            number(points, name)
            for name in ("altitude_ft", "groundspeed_kt", "track_deg")
            if name in points.columns
        ),
        lat_deg=position.struct[0].str.strip_chars().cast(pl.Float64, strict=False),
        lon_deg=position.struct[1].str.strip_chars().cast(pl.Float64, strict=False),
        callsign=callsign("callsign"),
        airframe=pl.lit(airframe),
        simulated=pl.lit(simulated),
    ).drop("position")
