"""The points of one airframe as arrays: what the compiled and the plain definitions both work on."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats, distance_nm

__all__ = ["SPEED_BASE_S", "PointNames", "Points", "moved_speed_kt", "points_by_airframe"]

#: Positions closer in time than this give no honest speed (rounding, clocks of receivers).
SPEED_BASE_S = 4.0


@dataclass
class Points:
    """States of one airframe in order of time; NaN where a value was not received or is masked."""

    #: Seconds since 1970-01-01T00:00:00Z.
    time: Floats
    lat: Floats
    lon: Floats
    altitude_ft: Floats
    geometric_altitude_ft: Floats
    groundspeed_kt: Floats
    track_deg: Floats
    vertical_rate_fpm: Floats
    #: 1 the source said "on the ground", 0 it said "airborne", -1 it has no such word.
    ground: NDArray[np.int8]
    #: Navigation accuracy category; -1 where not received, and the version that gives it meaning.
    nac_p: NDArray[np.int16]
    nic: NDArray[np.int16]
    adsb_version: NDArray[np.int16]
    #: Code of the callsign in ``PointNames``; -1 where none was received.
    callsign: NDArray[np.int64]
    #: Code of the raw file or archive member in ``PointNames``, and the row in it.
    source: NDArray[np.int64]
    row: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.time)

    def __getitem__(self, part: slice | NDArray[np.bool_] | NDArray[np.int64]) -> "Points":
        return Points(*(getattr(self, field.name)[part] for field in fields(self)))

    @property
    def placed(self) -> NDArray[np.bool_]:
        """Tell which points have a position."""
        return np.isfinite(self.lat)

    @property
    def level_ft(self) -> Floats:
        """Give the barometric altitude, and the geometric one where no barometric was received."""
        return np.where(np.isfinite(self.altitude_ft), self.altitude_ft, self.geometric_altitude_ft)


@dataclass(frozen=True)
class PointNames:
    """What the codes in ``Points`` stand for, within one table."""

    callsign: list[str]
    sha256: list[str]


def points_by_airframe(state_vectors: pl.DataFrame) -> Iterator[tuple[str, Points, PointNames]]:
    """Give the points of every airframe in turn; the table is sorted by ``airframe`` and ``at``.

    Positions that the source calculated instead of receiving are masked: they are no evidence.
    """
    if state_vectors.is_empty():
        return
    names = PointNames(*(_distinct(state_vectors[c]) for c in ("callsign", "sha256")))
    received = ~pl.col("estimated")
    table = state_vectors.select(
        "airframe",
        time=pl.col("at").dt.epoch("us").map_batches(_seconds, return_dtype=pl.Float64),
        **{name: pl.when(received).then(column) for name, column in _MASKED.items()},
        ground=pl.col("on_ground").cast(pl.Int8).fill_null(-1),
        nac_p=pl.col("nac_p").fill_null(-1),
        nic=pl.col("nic").fill_null(-1),
        adsb_version=pl.col("adsb_version").fill_null(-1),
        callsign=_code("callsign", names.callsign),
        source=_code("sha256", names.sha256),
        row=pl.col("row").cast(pl.Int64),
    )
    columns: dict[str, Any] = {field.name: _filled(table[field.name]) for field in fields(Points)}
    airframes = table["airframe"]
    changed = (airframes != airframes.shift()).fill_null(value=True).to_numpy()
    starts = np.flatnonzero(changed)
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(table)], strict=True):
        yield airframes[start], Points(*(columns[f.name][start:stop].copy() for f in fields(Points))), names


#: Column of ``Points`` -> column of the table, where an estimated row's value is no evidence.
_MASKED = {
    "lat": "lat_deg",
    "lon": "lon_deg",
    "altitude_ft": "altitude_ft",
    "geometric_altitude_ft": "geometric_altitude_ft",
    "groundspeed_kt": "groundspeed_kt",
    "track_deg": "track_deg",
    "vertical_rate_fpm": "vertical_rate_fpm",
}


def _seconds(micro: pl.Series) -> pl.Series:
    """Divide as numpy does, correctly rounded: polars multiplies by the inverse, which may err by a bit."""
    return pl.Series(micro.to_numpy() / 1e6)


def _distinct(column: pl.Series) -> list[str]:
    """List the distinct texts of a column in alphabetical order."""
    return sorted(column.drop_nulls().unique().cast(pl.String).to_list())


def _code(column: str, names: list[str]) -> pl.Expr:
    """Give a column of texts as positions in a list; -1 for null."""
    if not names:
        return pl.lit(-1, dtype=pl.Int64)
    coded = pl.col(column).cast(pl.String).cast(pl.Enum(names)).to_physical()
    return coded.cast(pl.Int64).fill_null(-1)


def moved_speed_kt(points: Points, base_s: float = SPEED_BASE_S) -> Floats:
    """Give the speed in knots from each position to the next at least ``base_s`` later.

    NaN for points without position; the last points take the speed that led to them. A repeated
    position gives 0: who asks must know whether a standstill is plausible there.
    """
    speed = np.full(len(points), np.nan)
    placed = np.flatnonzero(points.placed)
    time = points.time[placed]
    later = np.searchsorted(time, time + base_s)
    has = later < len(placed)
    if not has.any():
        return speed
    here, there = placed[has], placed[later[has]]
    moved = distance_nm(points.lat[here], points.lon[here], points.lat[there], points.lon[there])
    speed[here] = moved / (points.time[there] - points.time[here]) * 3600
    speed[placed[~has]] = speed[here[-1]]
    return speed


def _filled(column: pl.Series) -> NDArray[np.generic]:
    """Give a column as an array, nulls as NaN where it holds floats."""
    return column.fill_null(float("nan")).to_numpy() if column.dtype.is_float() else column.to_numpy()
