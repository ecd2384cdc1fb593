"""An aircraft's points as a frame of the ``traffic`` library: Parquet that ``Traffic.from_file`` reads.

The columns, their units and their types are those the library writes itself. Beside them stand
``simulated``, which this package reads back, and ``integrity``. Positions that a source calculated
instead of receiving (``estimated``) have no mark in such a frame, so they do not get into one.

Compared by hand with ``traffic`` 2.13, which opens such files and works on them. Two of its ways matter: a
column of nulls alone gets no type, and then no aircraft can be looked up, so it is left away; and flights
are iterated by callsign, which skips points without one (`traffic_hint`).
"""

import io

import polars as pl

from wheelsdown.dossiers.listings import Listing, ListKind, marked_rows, schema_name
from wheelsdown.dossiers.wording import counted

__all__ = ["trace_traffic_bytes", "traffic_frame", "traffic_hint", "traffic_left_out"]

#: Our column -> theirs (``traffic`` documentation, "data format": feet, knots, feet per minute).
_COLUMNS = {
    "at": "timestamp",
    "airframe": "icao24",
    "callsign": "callsign",
    "lat_deg": "latitude",
    "lon_deg": "longitude",
    "altitude_ft": "altitude",
    "groundspeed_kt": "groundspeed",
    "track_deg": "track",
    "vertical_rate_fpm": "vertical_rate",
    "geometric_altitude_ft": "geoaltitude",
    "on_ground": "onground",
    "squawk": "squawk",
    "integrity": "integrity",
    "simulated": "simulated",
}


#: Columns that a frame may do without; the library gets on without them, but not with nulls alone.
_OPTIONAL = ("callsign", "squawk", "onground")


def traffic_frame(listing: Listing) -> pl.DataFrame:
    """Give `TracePoint` rows as a frame of the library; rows with calculated positions are not in it."""
    rows = marked_rows(listing).filter(~pl.col("estimated"))
    frame = rows.select(pl.col(ours).alias(theirs) for ours, theirs in _COLUMNS.items())
    unknown = [name for name in _OPTIONAL if 0 < frame.height == frame[name].null_count()]
    return frame.drop(unknown).with_columns(pl.col("timestamp").dt.cast_time_unit("ns"))


def trace_traffic_bytes(listing: Listing) -> bytes:
    """Give the frame as one Parquet file, whose metadata say that it is an export, and of what."""
    said = {
        "wheelsdown.schema": schema_name(ListKind.TRACE),
        "wheelsdown.export": "true",
        "wheelsdown.simulated": "true" if listing.simulated else "false",
    }
    held = io.BytesIO()
    traffic_frame(listing).write_parquet(held, metadata=said)
    return held.getvalue()


def traffic_left_out(listing: Listing) -> dict[str, int]:
    """Count the rows that such a frame has no place for, by reason."""
    return {"calculated positions": int(listing.rows["estimated"].sum())}


def traffic_hint(listing: Listing) -> str | None:
    """Say how many points the library passes over when it iterates, and how not to; None where none."""
    frame = traffic_frame(listing)
    n_nameless = frame["callsign"].null_count() if "callsign" in frame.columns else 0
    if not n_nameless:
        return None
    return (
        f"{counted(n_nameless, 'point')} without a callsign: the traffic library skips them when it "
        'iterates, unless told iterate(on="icao24")'
    )
