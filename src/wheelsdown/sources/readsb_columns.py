"""What many readsb traces say, as one table.

Points are turned into columns for many traces at once, because a table per trace would cost more
than reading it. The details that readsb sends only now and then (callsign, squawk, NIC, NACp,
version) are carried forward within one trace, in time order, for 60 seconds at most.
"""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.sources.door import callsign, squawk
from wheelsdown.sources.readsb_trace import Details, Point, Trace

__all__ = ["CARRY_S", "carried_from", "trace_points"]

#: How long a detail may be carried forward: readsb writes the object at every fourth point or so,
#: and after a minute of silence an aircraft may have another crew, callsign or squawk.
CARRY_S: Final = 60

#: Bits of the seventh column (json_out.c).
_STALE, _NEW_LEG, _GEOMETRIC_ALTITUDE = 1, 2, 8

_CARRIED: Final = ("callsign", "squawk", "nic", "nac_p", "adsb_version")

_SIMULATED: Final = "sim_"

#: A source type as readsb writes them; anything else, which may be made to harm, is none.
_WORD: Final = re.compile(r"[a-z0-9_]{1,24}")


def trace_points(traces: Sequence[Trace]) -> pl.DataFrame:
    """Give the points of traces as the columns that `door.admit` takes; ``part`` indexes the traces."""
    points = list(chain.from_iterable(trace.points for trace in traces))
    details, of_point = _details(points)
    in_details = [pl.Series("details", of_point), details["details_altitude_ft"][of_point]]
    types = _source_types(points, details["details_type"], of_point)
    said = pl.DataFrame([*_of_traces(traces), *_of_points(points), *types, *in_details])
    return _with_carried(_in_order(said.select(_MEANT)), details)


def carried_from(told: NDArray[np.bool_], part: NDArray[Any], at_us: NDArray[Any]) -> NDArray[np.int64]:
    """Give the row from which each value is carried forward: the last one of its part, if it is fresh.

    Parameters
    ----------
    told
        Whether a value is told, one line a column and one row a point; points by part and time.
    part, at_us
        Part and time (microseconds) of each point.

    Returns
    -------
    Shaped as ``told``; the row itself where its value is told, -1 where nothing is known any more.
    """
    rows = np.arange(told.shape[1])
    last = np.maximum.accumulate(np.where(told, rows, -1), axis=1)
    fresh = (last >= 0) & (part[last] == part) & (at_us - at_us[last] <= CARRY_S * 1_000_000)
    return np.where(fresh, last, -1)


def _with_carried(points: pl.DataFrame, details: pl.DataFrame) -> pl.DataFrame:
    """Put the details that hold at each point beside it; ``details`` says which row of them is its own."""
    at, own = points["at"], points["details"].to_numpy()
    told = details.select(_TOLD).to_numpy().T[:, own]
    if at.has_nulls():
        told, at = told & at.is_not_null().to_numpy(), at.fill_null(0)
    source = carried_from(told, points["part"].to_numpy(), at.to_numpy())
    rows = np.where(source < 0, len(details) - 1, own[source])
    return points.hstack([details[name][of_column] for name, of_column in zip(_CARRIED, rows, strict=True)])


def _in_order(points: pl.DataFrame) -> pl.DataFrame:
    """Sort by part, time and row where points do not stand so already, as they nearly always do."""
    at, part = points["at"], points["part"].to_numpy()
    if at.has_nulls() or np.any((np.diff(at.to_numpy()) < 0) & (np.diff(part) == 0)):
        return points.sort("part", "at", "row")
    return points


def _of_traces(traces: Sequence[Trace]) -> list[pl.Series]:
    sizes = [len(trace.points) for trace in traces]
    part = np.repeat(np.arange(len(traces), dtype=np.uint32), sizes)
    rows = [np.arange(len(trace.points)) if trace.rows is None else trace.rows for trace in traces]
    marked = [bool(trace.header.simulated) for trace in traces]
    return [
        pl.Series("part", part),
        pl.Series("row", np.concatenate([np.empty(0, np.int64), *rows]), pl.UInt32),
        pl.Series("airframe", [trace.airframe for trace in traces], pl.String)[part],
        pl.Series("start_s", np.repeat([trace.start_s for trace in traces], sizes), pl.Float64),
        pl.Series("marked", np.repeat(marked, sizes), pl.Boolean),
    ]


def _of_points(points: list[Point]) -> list[pl.Series]:
    """Give the columns of points; written out, because this is most of what reading a trace costs."""
    altitudes = [point.altitude for point in points]
    return [
        pl.Series("offset_s", [point.offset_s for point in points], pl.Float64),
        pl.Series("lat_deg", [point.lat_deg for point in points], pl.Float64),
        pl.Series("lon_deg", [point.lon_deg for point in points], pl.Float64),
        pl.Series("altitude_ft", altitudes, pl.Float64, strict=False),
        pl.Series("ground", [altitude == "ground" for altitude in altitudes], pl.Boolean),
        pl.Series("groundspeed_kt", [point.groundspeed_kt for point in points], pl.Float64),
        pl.Series("track_deg", [point.track_deg for point in points], pl.Float64),
        pl.Series("flags", [point.flags for point in points], pl.Float64),
        pl.Series("vertical_rate_fpm", [point.vertical_rate_fpm for point in points], pl.Float64),
        pl.Series("geometric_altitude_ft", [point.geometric_altitude_ft for point in points], pl.Float64),
    ]


def _details(points: list[Point]) -> tuple[pl.DataFrame, NDArray[np.uint32]]:
    """Give the sparse details that were sent, and for each point the row of them; the last row is empty."""
    told = [index for index, point in enumerate(points) if point.details is not None]
    details = [*(point.details for point in points if point.details is not None), Details()]
    of_point = np.full(len(points), len(told), dtype=np.uint32)
    of_point[told] = np.arange(len(told))
    said = pl.DataFrame(
        [
            pl.Series("callsign", [each.flight for each in details], pl.String, strict=False),
            pl.Series("squawk", [each.squawk for each in details], pl.String, strict=False),
            pl.Series("nic", [each.nic for each in details], pl.Int16, strict=False),
            pl.Series("nac_p", [each.nac_p for each in details], pl.Int16, strict=False),
            pl.Series("adsb_version", [each.version for each in details], pl.Int16, strict=False),
            pl.Series("details_altitude_ft", [each.alt_geom for each in details], pl.Float64, strict=False),
            pl.Series("details_type", [each.type for each in details], pl.String, strict=False),
        ]
    )
    return said.with_columns(_TEXTS), of_point


def _source_types(
    points: list[Point], in_details: pl.Series, of_point: NDArray[np.uint32]
) -> list[pl.Series]:
    """Give the words for the source types, and which points they call simulated; there are few types."""
    types = [point.source_type for point in points]
    if None in types:
        others = in_details[of_point].to_list()
        types = [other if own is None else own for own, other in zip(types, others, strict=True)]
    different = {each for each in types if each is not None}
    words = {each: _word(each.removeprefix(_SIMULATED)) for each in different}
    simulated = {each for each in different if each.startswith(_SIMULATED)}
    marked = [each in simulated for each in types] if simulated else np.zeros(len(types), dtype=bool)
    return [
        pl.Series("source_type", [each and words[each] for each in types], pl.String),
        pl.Series("simulated_type", marked, pl.Boolean),
    ]


def _word(text: str) -> str | None:
    return text if _WORD.fullmatch(text) else None


def _microseconds(column: str) -> pl.Expr:
    return (pl.col(column) * 1_000_000).round().cast(pl.Int64, strict=False)


def _meant() -> list[pl.Expr]:
    """Say what the columns mean, as the columns that `door.admit` takes."""
    bits = pl.col("flags").cast(pl.Int64, strict=False).fill_null(0)
    geometric = bits & _GEOMETRIC_ALTITUDE != 0
    altitude, ground = pl.col("altitude_ft"), pl.col("ground")
    heights = ("geometric_altitude_ft", "details_altitude_ft", pl.when(geometric).then(altitude))
    unchanged = ("part", "row", "airframe", "lat_deg", "lon_deg", "groundspeed_kt", "track_deg",
                 "vertical_rate_fpm", "source_type", "details")  # fmt: skip
    meant = {
        "at": _microseconds("start_s") + _microseconds("offset_s"),
        "stale": bits & _STALE != 0,
        "new_leg": bits & _NEW_LEG != 0,
        "on_ground": pl.when(ground | altitude.is_not_null()).then(ground),
        "altitude_ft": pl.when(~geometric).then(altitude),
        "geometric_altitude_ft": pl.coalesce(heights),
        "simulated": pl.col("marked") | pl.col("simulated_type"),
    }
    return [*map(pl.col, unchanged), *(expr.alias(name) for name, expr in meant.items())]


#: Expressions are made once: for one trace, making them costs more than what they do.
_MEANT: Final = _meant()
_TOLD: Final = pl.col(_CARRIED).is_not_null()
_TEXTS: Final = [callsign("callsign"), squawk("squawk")]
