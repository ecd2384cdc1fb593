"""What a frame saved by the ``traffic`` library says.

The frames are written by ``Traffic.to_parquet`` and ``to_json``: one row per state, in aviation
units, times in milliseconds since 1970 in JSON and as timestamps in Parquet. JSON comes as a list of
records or column by column (``{"altitude": {"0": 1550, ...}, ...}``).

Where ``last_position`` is given it says when the position was received; repeated positions are
masked as `received_positions` tells. Columns that traffic derives or that only some files have
(``flight_id``, ``origin``, ``destination``) are somebody's conclusion and are not read.
"""

from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.sources.columns import any_simulated, epoch_us, flag, from_values, number, renamed
from wheelsdown.sources.door import callsign, squawk
from wheelsdown.sources.json_text import decode_json

__all__ = ["COLUMNS", "REQUIRED", "json_table", "traffic_points"]

#: Columns without which a table is no traffic frame.
REQUIRED: Final = frozenset({"timestamp", "icao24", "latitude", "longitude"})

_NAMES: Final = {
    "timestamp": "at",
    "icao24": "airframe",
    "callsign": "callsign",
    "latitude": "lat_deg",
    "longitude": "lon_deg",
    "altitude": "altitude_ft",
    "geoaltitude": "geometric_altitude_ft",
    "groundspeed": "groundspeed_kt",
    "track": "track_deg",
    "vertical_rate": "vertical_rate_fpm",
    "onground": "on_ground",
    "squawk": "squawk",
    "last_position": "position_at",
    "simulated": "simulated",
}

#: Columns that are read.
COLUMNS: Final = frozenset(_NAMES)

_NUMBERS: Final = (
    "lat_deg",
    "lon_deg",
    "altitude_ft",
    "geometric_altitude_ft",
    "groundspeed_kt",
    "track_deg",
    "vertical_rate_fpm",
)


class _Record(msgspec.Struct, gc=False):
    """One row, or all values of each column; whatever type they are."""

    timestamp: Any = None
    icao24: Any = None
    callsign: Any = None
    latitude: Any = None
    longitude: Any = None
    altitude: Any = None
    geoaltitude: Any = None
    groundspeed: Any = None
    track: Any = None
    vertical_rate: Any = None
    onground: Any = None
    squawk: Any = None
    last_position: Any = None
    simulated: Any = None


_RECORDS: Final = msgspec.json.Decoder(list[_Record])
_COLUMNS: Final = msgspec.json.Decoder(_Record)


def json_table(payload: bytes, *, where: str) -> pl.DataFrame:
    """Give a frame saved as JSON, of records or column by column, as a table.

    Raises
    ------
    SourceError
        When it is not JSON, or a required column is missing.
    """
    by_columns = payload.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    columns = _by_columns(payload, where) if by_columns else _by_records(payload, where)
    filled = {name: values for name, values in columns.items() if any(value is not None for value in values)}
    missing = REQUIRED - filled.keys()
    if missing:
        raise SourceError(
            f"{where}: no column {', '.join(sorted(missing))} as a traffic frame has them",
            where=where,
            reason="wrong_columns",
        )
    return pl.DataFrame({name: from_values(values) for name, values in filled.items()})


def traffic_points(table: pl.DataFrame) -> pl.DataFrame:
    """Give the rows of a frame as the columns that `door.admit` takes, and ``position_at``."""
    points = renamed(table, _NAMES).with_row_index("row")
    simulated = any_simulated(points)
    given = set(points.columns)
    times = [epoch_us(points, name).alias(name) for name in ("at", "position_at") if name in given]
    words = {"callsign": callsign("callsign"), "squawk": squawk("squawk")}
    return points.with_columns(
        *times,
        *(number(points, name) for name in _NUMBERS if name in given),
        *(word.alias(name) for name, word in words.items() if name in given),
        *([flag(points, "on_ground")] if "on_ground" in given else []),
        airframe=pl.col("airframe").cast(pl.String, strict=False).str.strip_chars().str.to_lowercase(),
        simulated=pl.lit(simulated),
    )


def _by_records(payload: bytes, where: str) -> dict[str, list[Any]]:
    records = decode_json(payload, _RECORDS, where=where)
    return {name: [getattr(record, name) for record in records] for name in _Record.__struct_fields__}


def _by_columns(payload: bytes, where: str) -> dict[str, list[Any]]:
    frame = decode_json(payload, _COLUMNS, where=where)
    columns = {name: getattr(frame, name) for name in _Record.__struct_fields__}
    times = columns["timestamp"]
    if isinstance(times, dict):
        return {
            name: _in_order(column, times) for name, column in columns.items() if isinstance(column, dict)
        }
    lists = {name: column for name, column in columns.items() if isinstance(column, list)}
    if len({len(column) for column in lists.values()}) > 1:
        raise SourceError(f"{where}: columns of different lengths", where=where, reason="wrong_columns")
    return lists


def _in_order(column: dict[str, Any], times: dict[str, Any]) -> list[Any]:
    return [column.get(index) for index in times]
