"""Which aircraft came near a place, day by day, and how close: any place, on any day, without a rescan.

Cells prune, points decide: the sidecar of cell runs names the tracks that may have come near, and their
believed points, read back from the raw files, say who was inside the circle. Asking the cells alone is
quick whatever the number of aircraft, and says so: a cell that touches the circle reaches beyond it.

Distances are to received positions. Between two of them an aircraft may have been nearer, and where
nothing was received nobody is listed: an empty list is "not received", nothing else.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Rows
from wheelsdown.dossiers.wording import NOT_INDEXED
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.intake import Progress
from wheelsdown.lacking import missing_near
from wheelsdown.reference.identity import identified
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.schemas.nearby import NearbyDay
from wheelsdown.store import Workspace
from wheelsdown.vicinity import (
    BelievedTrack,
    airframes_in,
    believed_tracks,
    n_points_to_read,
    runs_near,
    tracks_near,
    unindexed,
)

__all__ = ["FEW_POINTS", "near_place"]

#: Up to so many points are read back without being asked to: some ten seconds.
FEW_POINTS = 1_500_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S = 86_400.0


def _silent(_: Progress) -> None:
    """Report to nobody."""


def near_place(
    workspace: Workspace,
    circle: Selection,
    interval: Interval,
    *,
    below_ft: float | None = None,
    exact: bool | None = None,
    progress: Callable[[Progress], None] = _silent,
) -> Rows:
    """Give who was received within a radius of a place, one `NearbyDay` row an airframe and UTC day.

    Parameters
    ----------
    circle
        The place and the radius (``downloads.circles.circle_around``).
    interval
        Half-open; an open side has no bound.
    below_ft
        Only positions on the ground or below this altitude count; those without an altitude do not.
    exact
        True reads points back, False asks the cells alone; None reads where there are few.

    Returns
    -------
    Rows
        In order of day, first time and airframe. ``left_out`` counts what could not be decided,
        and the acquisitions that were never indexed by place; ``missing`` says what the workspace lacks,
        and whether only the cells were asked.

    Raises
    ------
    IntegrityError
        A raw file is gone, or does not hold the bytes it was recorded with.
    """
    tracks = tracks_near(workspace, [circle], interval)
    n_points = n_points_to_read(workspace, tracks) if exact is None else 0
    missing = missing_near(workspace, interval, circle)
    left_out: dict[str, int] = {}
    if exact or (exact is None and n_points <= FEW_POINTS):
        rows, left_out = _exactly(workspace, tracks, circle, interval, below_ft, progress)
    else:
        rows = _coarsely(workspace, circle, interval, below_ft)
        missing.append(_coarse_words(n_points))
    if n_unknown := len(unindexed(workspace, interval)):
        left_out[NOT_INDEXED] = n_unknown
    simulated = workspace.kind is WorkspaceKind.SIMULATED
    rows = identified(rows.with_columns(simulated=pl.lit(simulated)), workspace.table("identity_assertions"))
    return Rows(rows.sort("day", "first_at", "airframe"), simulated, left_out, missing, circle.place)


# --- by points ----------------------------------------------------------------------------------------


def _exactly(
    workspace: Workspace,
    tracks: pl.DataFrame,
    circle: Selection,
    interval: Interval,
    below_ft: float | None,
    progress: Callable[[Progress], None],
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Give the rows, and how many were not decided for want of an altitude."""
    inside = [_inside(track, circle, interval) for track in believed_tracks(workspace, tracks, progress)]
    points = pl.concat([_no_points(), *inside])
    counting = points
    if below_ft is not None:
        counting = points.filter(pl.col("on_ground") | (pl.col("level_ft") < below_ft))
    rows = _summed_up(counting)
    unknown = points.filter(pl.col("level_ft").is_null(), ~pl.col("on_ground")).join(
        rows, on=["airframe", "day"], how="anti"
    )
    n_unknown = unknown.select("airframe", "day").n_unique() if below_ft is not None else 0
    return rows, {"aircraft days without an altitude": n_unknown} if n_unknown else {}


def _inside(track: BelievedTrack, circle: Selection, interval: Interval) -> pl.DataFrame:
    """Give the believed points of a track inside the circle and the interval."""
    points = track.points
    distance = distance_nm(points.lat, points.lon, circle.lat_deg, circle.lon_deg)
    kept = np.flatnonzero((distance <= circle.radius_nm) & _during(points.time, interval))
    part = points[kept]
    return pl.DataFrame(
        {
            "airframe": pl.repeat(track.airframe, len(kept), dtype=pl.String, eager=True),
            "time_us": np.round(part.time * 1e6).astype(np.int64),
            "distance_nm": distance[kept],
            "lat_deg": part.lat,
            "lon_deg": part.lon,
            "level_ft": pl.Series(part.level_ft, dtype=pl.Float64).fill_nan(None),
            "on_ground": part.ground == 1,
            "said_ground": pl.Series(part.ground == 1).set(pl.Series(part.ground < 0), None),
            "callsign": _named(part.callsign, track.names.callsign),
            "sha256": _named(part.source, track.names.sha256),
            "row": part.row.astype(np.uint32),
        },
        schema=_POINTS,
    ).with_columns(day=pl.from_epoch(pl.col("time_us"), time_unit="us").dt.date())


_POINTS: dict[str, Any] = {
    "airframe": pl.String, "time_us": pl.Int64, "distance_nm": pl.Float64, "lat_deg": pl.Float64,
    "lon_deg": pl.Float64, "level_ft": pl.Float64, "on_ground": pl.Boolean, "said_ground": pl.Boolean,
    "callsign": pl.String, "sha256": pl.String, "row": pl.UInt32,
}  # fmt: skip


def _no_points() -> pl.DataFrame:
    return pl.DataFrame(schema={**_POINTS, "day": pl.Date})


def _named(codes: NDArray[np.int64], names: list[str]) -> pl.Series:
    """Give what codes stand for; null for -1."""
    index = pl.Series(codes)
    return pl.Series(names, dtype=pl.String).gather(index.set(index < 0, None))


def _during(time: Floats, interval: Interval) -> NDArray[np.bool_]:
    """Tell which times lie in the interval; times are whole microseconds, give or take their last bit."""
    inside = np.ones(len(time), dtype=bool)
    if interval.start is not None:
        inside &= time + 5e-7 >= (interval.start - _EPOCH) / timedelta(seconds=1)
    if interval.end is not None:
        inside &= time + 5e-7 < (interval.end - _EPOCH) / timedelta(seconds=1)
    return inside


def _summed_up(points: pl.DataFrame) -> pl.DataFrame:
    """Give one row an airframe and UTC day."""
    time = pl.col("time_us").cast(pl.Datetime("us", "UTC"))
    nearest = pl.struct(
        at=time, distance_nm="distance_nm", lat_deg="lat_deg", lon_deg="lon_deg",
        altitude_ft="level_ft", on_ground="said_ground",
    ).sort_by("distance_nm", "time_us").first()  # fmt: skip
    rows = points.group_by("airframe", "day", maintain_order=True).agg(
        callsign=pl.col("callsign").drop_nulls().mode().sort().first(),
        first_at=time.min(),
        last_at=time.max(),
        lowest_ft=pl.col("level_ft").min(),
        n_points=pl.len().cast(pl.UInt32),
        n_on_ground=pl.col("on_ground").sum().cast(pl.UInt32),
        closest=nearest,
    )
    proof = _evidence(points)
    return _as_rows(rows.join(proof, on=["airframe", "day"], how="left"), exact=True)


def _evidence(points: pl.DataFrame) -> pl.DataFrame:
    """Give the range of rows of each raw file that an airframe's day rests on."""
    files = points.group_by("airframe", "day", "sha256", maintain_order=True).agg(
        first_row=pl.col("row").min(), last_row=pl.col("row").max()
    )
    return files.group_by("airframe", "day", maintain_order=True).agg(
        evidence=pl.struct("sha256", "first_row", "last_row")
    )


# --- by cells -----------------------------------------------------------------------------------------


def _coarsely(
    workspace: Workspace, circle: Selection, interval: Interval, below_ft: float | None
) -> pl.DataFrame:
    """Give the rows as the cells know them; each run lies in one UTC day."""
    runs = runs_near(workspace, [circle], interval)
    if below_ft is not None:
        runs = runs.filter(pl.col("lowest_ft").is_null() | (pl.col("lowest_ft") < below_ft))
    days = (
        runs.with_columns(day=pl.from_epoch(pl.col("first_s")).dt.date())
        .group_by("address", "day")
        .agg(
            first_at=pl.col("first_s").min(),
            last_at=pl.col("last_s").max(),
            lowest_ft=pl.col("lowest_ft").min().cast(pl.Float64),
            n_points=pl.col("n_points").sum().cast(pl.UInt32),
        )
        .collect()
    )
    seconds = pl.from_epoch(pl.col("first_at", "last_at").cast(pl.Int64))
    timed = days.with_columns(seconds.dt.cast_time_unit("us").dt.replace_time_zone("UTC"))
    return _as_rows(airframes_in(timed), exact=False)


def _as_rows(found: pl.DataFrame, *, exact: bool) -> pl.DataFrame:
    """Give what was found with every column of `NearbyDay`; what is not known is null."""
    schema = NearbyDay.create_empty().schema
    lacking = [
        pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in found.columns
    ]
    nothing = pl.lit([], dtype=schema["evidence"])
    return (
        found.with_columns(lacking)
        .with_columns(
            pl.col("evidence").fill_null(nothing),
            icao24=pl.when(pl.col("airframe").str.contains(r"^[0-9a-f]{6}$")).then("airframe"),
            exact=pl.lit(exact),
        )
        .select(schema.names())
        .cast(dict(schema))  # type: ignore[arg-type]  # a schema is such a mapping
    )


def _coarse_words(n_points: int) -> str:
    much = f" (the points of these tracks, {n_points:,}, take a while to read: --exact)" if n_points else ""
    return (
        "only quarter-degree cells were asked, which reach up to 21 NM beyond the circle; no "
        f"distances, and no tracks without an address{much}"
    )
