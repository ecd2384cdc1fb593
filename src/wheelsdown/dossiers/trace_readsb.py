"""An aircraft's points as a readsb trace, for the viewers and tools that read those.

Reading the export again gives the same positions at the same instants. The header says that it is an
export, and simulated points stay simulated. Not in it: registration, type and operator, because a trace's
header is an assertion of the receiver network's database, and this is none; points without a position,
which readsb does not write; positions that a source calculated, for which a trace has no mark.

What the format cannot say is lost: an altitude beside a ground flag; "no word on the ground" beside an
altitude (a number there means airborne).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from wheelsdown import __version__
from wheelsdown.dossiers.listings import Listing, marked_rows, plain_value
from wheelsdown.dossiers.rows_json import encode
from wheelsdown.errors import WheelsdownError

__all__ = ["readsb_left_out", "trace_readsb_lines"]

#: readsb flag bits (json_out.c).
_STALE, _NEW_LEG, _GEOMETRIC_ALTITUDE = 1, 2, 8

#: Our column -> key of the sparse object.
_DETAILS = {
    "callsign": "flight",
    "squawk": "squawk",
    "nic": "nic",
    "nac_p": "nac_p",
    "adsb_version": "version",
}

#: Readers carry a detail for this long: it is written again only when it would not be known otherwise.
_CARRIED = timedelta(seconds=60)

_PLACED = pl.col("lat_deg").is_not_null() & pl.col("lon_deg").is_not_null()


def readsb_left_out(listing: Listing) -> dict[str, int]:
    """Count the rows that a trace has no place for, by reason."""
    estimated = pl.col("estimated")
    return {
        "calculated positions": listing.rows.filter(estimated).height,
        "points without a position": listing.rows.filter(~_PLACED & ~estimated).height,
    }


def trace_readsb_lines(listing: Listing) -> Iterator[str]:
    """Give a listing of `TracePoint` rows of one airframe line by line as one trace, not gzip'd.

    Raises
    ------
    WheelsdownError
        The track has no address; the format cannot do without.
    """
    rows = marked_rows(listing).filter(_PLACED & ~pl.col("estimated"))
    airframe = str(rows["airframe"][0]) if rows.height else str(listing.place)
    if airframe.startswith("anon:"):
        raise WheelsdownError(
            f"{airframe} has no address, and a readsb trace needs one; assert its icao24, or use traffic"
        )
    simulated = bool(rows["simulated"].any()) or listing.simulated
    start = rows["at"][0].replace(microsecond=0) if rows.height else datetime(1970, 1, 1, tzinfo=UTC)
    yield encode(_header(airframe, start, simulated=simulated))[:-1] + ', "trace": ['
    before: str | None = None
    for point in _points(rows, start, simulated=simulated):
        if before is not None:
            yield before + ","
        before = encode(point)
    if before is not None:
        yield before
    yield "]}"


def _header(airframe: str, start: datetime, *, simulated: bool) -> dict[str, Any]:
    mark = {"simulated": True} if simulated else {}
    return {
        "icao": airframe,
        "noRegData": True,
        **mark,
        "export": f"written by wheelsdown {__version__} from raw files; not an original",
        "timestamp": start.timestamp(),
    }


def _points(rows: pl.DataFrame, start: datetime, *, simulated: bool) -> Iterator[list[Any]]:
    known: dict[str, tuple[Any, datetime]] = {}
    for row in rows.iter_rows(named=True):
        yield _point({name: plain_value(value) if name != "at" else value for name, value in row.items()},
                     start, known, simulated=simulated)  # fmt: skip


def _point(
    row: dict[str, Any], start: datetime, known: dict[str, tuple[Any, datetime]], *, simulated: bool
) -> list[Any]:
    geometric = row["altitude_ft"] is None and row["on_ground"] is False
    flags = _STALE * row["stale"] + _NEW_LEG * row["new_leg"]
    source = row["source_type"]
    return [
        (row["at"] - start) // timedelta(microseconds=1) / 1e6,
        row["lat_deg"],
        row["lon_deg"],
        "ground"
        if row["on_ground"]
        else _whole(row["geometric_altitude_ft" if geometric else "altitude_ft"]),
        row["groundspeed_kt"],
        row["track_deg"],
        flags + _GEOMETRIC_ALTITUDE * geometric,
        _whole(row["vertical_rate_fpm"]),
        _details(row, known) or None,
        f"sim_{source}" if simulated and source else source,
        _whole(row["geometric_altitude_ft"]),
        None,
        None,
        None,
    ]


def _whole(value: float | None) -> float | None:
    """Give feet as readsb writes them, without a decimal point where nothing stands behind it."""
    return int(value) if value is not None and value.is_integer() else value


def _details(row: dict[str, Any], known: dict[str, tuple[Any, datetime]]) -> dict[str, Any]:
    """Give the details that a reader would not know at this point from the points before."""
    told = {}
    for name, key in _DETAILS.items():
        value, (said, at) = row[name], known.get(name, (None, row["at"]))
        if value is not None and (value != said or row["at"] - at > _CARRIED):
            told[key] = f"{value:8}" if name == "callsign" else value
            known[name] = value, row["at"]
    return told
