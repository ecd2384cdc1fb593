"""What OpenSky's state vectors say: the native CSV, the Trino table, the REST answer.

The three share their fields; SI units become ours here, at the door. Rows that repeat what was
received before are masked or dropped as `received_positions` tells. Field names as in
``state_vectors_data4`` (opensky docs, trino) or in camel case, as the public dumps have them; the
REST answer is the array of states-response.
"""

from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.sources.columns import any_simulated, epoch_us, flag, from_values, number, renamed
from wheelsdown.sources.door import callsign, squawk
from wheelsdown.sources.json_text import decode_json
from wheelsdown.units import FEET_PER_METRE, FPM_PER_METRE_PER_SECOND, KNOTS_PER_METRE_PER_SECOND

__all__ = ["COLUMNS", "is_opensky", "opensky_points", "states_table"]

_NAMES: Final = {
    "time": "at",
    "eventtime": "at",
    "icao24": "airframe",
    "lat": "lat_deg",
    "lon": "lon_deg",
    "velocity": "groundspeed_kt",
    "heading": "track_deg",
    "vertrate": "vertical_rate_fpm",
    "callsign": "callsign",
    "onground": "on_ground",
    "squawk": "squawk",
    "baroaltitude": "altitude_ft",
    "geoaltitude": "geometric_altitude_ft",
    "lastposupdate": "position_at",
    "lastcontact": "contact_at",
    "position_source": "source_type",
    "simulated": "simulated",
}

#: Columns that are read, in lower case.
COLUMNS: Final = frozenset(_NAMES)

_REQUIRED: Final = frozenset({"at", "airframe", "lat_deg", "lon_deg"})

#: Factor from OpenSky's unit to ours.
_FACTORS: Final = {
    "lat_deg": 1.0,
    "lon_deg": 1.0,
    "groundspeed_kt": KNOTS_PER_METRE_PER_SECOND,
    "track_deg": 1.0,
    "vertical_rate_fpm": FPM_PER_METRE_PER_SECOND,
    "altitude_ft": FEET_PER_METRE,
    "geometric_altitude_ft": FEET_PER_METRE,
}

#: position_source of the REST answer, in the words of readsb where it has one.
_SOURCES: Final = {"0": "adsb_icao", "1": "asterix", "2": "mlat", "3": "flarm"}

#: Fields of one state in the REST answer, by position (states-response); None is not read.
_STATE: Final = (
    "icao24",
    "callsign",
    None,
    "lastposupdate",
    "lastcontact",
    "lon",
    "lat",
    "baroaltitude",
    "onground",
    "velocity",
    "heading",
    "vertrate",
    None,
    "geoaltitude",
    "squawk",
    None,
    "position_source",
)


class _Answer(msgspec.Struct, gc=False):
    time: int | float
    states: list[list[Any]] | None = None
    simulated: Any = None


_ANSWER: Final = msgspec.json.Decoder(_Answer)


def is_opensky(columns: list[str]) -> bool:
    """Say whether a table with these columns is one of state vectors as OpenSky names them."""
    return {_NAMES.get(column.strip().lower()) for column in columns} >= _REQUIRED


def states_table(payload: bytes, *, where: str) -> pl.DataFrame:
    """Give the REST answer (``{"time": ..., "states": [[...], ...]}``) as a table.

    Raises
    ------
    SourceError
        When it is not JSON or not of that shape.
    """
    answer = decode_json(payload, _ANSWER, where=where)
    states = answer.states or []
    columns = {
        name: from_values([state[index] if index < len(state) else None for state in states])
        for index, name in enumerate(_STATE)
        if name is not None
    }
    table = pl.DataFrame(columns).with_columns(time=pl.lit(float(answer.time)))
    return table.with_columns(simulated=pl.lit(bool(answer.simulated)))


def opensky_points(table: pl.DataFrame, *, where: str) -> pl.DataFrame:
    """Give state vectors as the columns that `door.admit` takes, ``position_at`` and ``contact_at``.

    Raises
    ------
    SourceError
        ``wrong_columns`` if time, address or position is missing.
    """
    points = renamed(table, _NAMES).with_row_index("row")
    given = set(points.columns)
    if not given >= _REQUIRED:
        raise SourceError(
            f"{where}: no column for {', '.join(sorted(_REQUIRED - given))} as OpenSky has them",
            where=where,
            reason="wrong_columns",
        )
    simulated = any_simulated(points)
    words = {"callsign": callsign("callsign"), "squawk": squawk("squawk"), "source_type": _source_type()}
    return points.with_columns(
        *(
            epoch_us(points, name).alias(name)
            for name in ("at", "position_at", "contact_at")
            if name in given
        ),
        *(number(points, name, factor) for name, factor in _FACTORS.items() if name in given),
        *(word.alias(name) for name, word in words.items() if name in given),
        *([flag(points, "on_ground")] if "on_ground" in given else []),
        airframe=pl.col("airframe").cast(pl.String, strict=False).str.strip_chars().str.to_lowercase(),
        simulated=pl.lit(simulated),
    )


def _source_type() -> pl.Expr:
    code = pl.col("source_type").cast(pl.String, strict=False).str.replace(r"\.0$", "")
    return code.replace_strict(_SOURCES, default=None, return_dtype=pl.String)
