"""What many readsb traces say, as one table.

Points are turned into columns for many traces at once, because a table per trace would cost more
than reading it. The details that readsb sends only now and then (callsign, squawk, NIC, NACp,
version) are carried forward within one trace, in time order, for 60 seconds at most.
"""

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import numpy as np
import polars as pl

from wheelsdown.sources.door import callsign, squawk
from wheelsdown.sources.readsb_trace import Point, Trace

__all__ = ["CARRY_S", "carried", "trace_points"]

#: How long a detail may be carried forward: readsb writes the object at every fourth point or so,
#: and after a minute of silence an aircraft may have another crew, callsign or squawk.
CARRY_S: Final = 60

#: Bits of the seventh column (json_out.c).
_STALE, _NEW_LEG, _GEOMETRIC_ALTITUDE = 1, 2, 8

_DETAILS: Final = {
    "callsign": "flight",
    "squawk": "squawk",
    "nic": "nic",
    "nac_p": "nac_p",
    "adsb_version": "version",
}
_NUMBERS: Final = (
    "offset_s",
    "lat_deg",
    "lon_deg",
    "groundspeed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "geometric_altitude_ft",
    "flags",
)
_SIMULATED: Final = "sim_"


def trace_points(traces: Sequence[Trace]) -> pl.DataFrame:
    """Give the points of traces as the columns that `door.admit` takes; ``part`` indexes the traces."""
    points = list(chain.from_iterable(trace.points for trace in traces))
    source_type, altitude = pl.col("source_type"), pl.col("altitude_ft")
    frame = pl.DataFrame(_columns(points)).with_columns(
        _of_traces(traces), bits=pl.col("flags").cast(pl.Int64, strict=False).fill_null(0)
    )
    geometric = pl.col("bits") & _GEOMETRIC_ALTITUDE != 0
    frame = frame.with_columns(
        at=_microseconds("start_s") + _microseconds("offset_s"),
        stale=pl.col("bits") & _STALE != 0,
        new_leg=pl.col("bits") & _NEW_LEG != 0,
        on_ground=pl.when(pl.col("ground") | altitude.is_not_null()).then(pl.col("ground")),
        altitude_ft=pl.when(~geometric).then(altitude),
        geometric_altitude_ft=pl.coalesce(
            "geometric_altitude_ft", "details_altitude_ft", pl.when(geometric).then(altitude)
        ),
        callsign=callsign("callsign"),
        squawk=squawk("squawk"),
        simulated=pl.col("simulated") | source_type.str.starts_with(_SIMULATED).fill_null(value=False),
        source_type=_word(source_type.str.strip_prefix(_SIMULATED)),
    )
    return carried(frame.sort("part", "at", "row"), tuple(_DETAILS))


def carried(points: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Fill nulls with the last value of the same part that is at most `CARRY_S` old.

    ``points`` are sorted by ``part`` and ``at`` (microseconds).
    """
    return points.with_columns(_carried(name).alias(name) for name in columns)


def _carried(name: str) -> pl.Expr:
    here = pl.col(name).is_not_null() & pl.col("at").is_not_null()
    value, part, at = (pl.when(here).then(pl.col(column)).forward_fill() for column in (name, "part", "at"))
    fresh = (part == pl.col("part")) & (pl.col("at") - at <= CARRY_S * 1_000_000)
    return pl.when(fresh).then(value)


def _columns(points: list[Point]) -> dict[str, pl.Series]:
    columns = {name: _series(map(attrgetter(name), points), pl.Float64()) for name in _NUMBERS}
    altitudes = [point.altitude for point in points]
    columns["altitude_ft"] = _series(altitudes, pl.Float64())
    columns["ground"] = pl.Series([altitude == "ground" for altitude in altitudes], dtype=pl.Boolean)
    details = [point.details for point in points]
    for column, name in _DETAILS.items():
        dtype = pl.String() if column in ("callsign", "squawk") else pl.Int16()
        columns[column] = _series([d and getattr(d, name) for d in details], dtype)
    columns["details_altitude_ft"] = _series([d and d.alt_geom for d in details], pl.Float64())
    sources = _series(map(attrgetter("source_type"), points), pl.String())
    in_details = _series([d and d.type for d in details], pl.String())
    columns["source_type"] = sources.zip_with(sources.is_not_null(), in_details)
    return columns


def _of_traces(traces: Sequence[Trace]) -> list[pl.Series]:
    sizes = [len(trace.points) for trace in traces]
    part = pl.Series("part", np.repeat(np.arange(len(traces), dtype=np.uint32), sizes))
    rows = [trace.rows if trace.rows is not None else range(len(trace.points)) for trace in traces]
    return [
        part,
        pl.Series("row", np.fromiter(chain.from_iterable(rows), np.uint32, sum(sizes))),
        pl.Series("airframe", [trace.airframe for trace in traces], dtype=pl.String).gather(part),
        pl.Series("start_s", [trace.start_s for trace in traces], dtype=pl.Float64).gather(part),
        pl.Series("simulated", [bool(trace.header.simulated) for trace in traces], dtype=pl.Boolean).gather(
            part
        ),
    ]


def _series(values: Any, dtype: pl.DataType) -> pl.Series:
    return pl.Series(list(values), dtype=dtype, strict=False)


def _word(text: pl.Expr) -> pl.Expr:
    """Give a word as readsb writes them; anything else, which may be made to harm, is null."""
    return pl.when(text.str.contains(r"^[a-z0-9_]{1,24}$")).then(text)


def _microseconds(column: str) -> pl.Expr:
    return (pl.col(column) * 1_000_000).round().cast(pl.Int64, strict=False)
