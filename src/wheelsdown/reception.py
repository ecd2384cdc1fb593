"""How well places were heard: positions and airframes near them, by UTC hour and band of height.

Whatever places, and whenever they became of interest: the sidecar of cell runs names the tracks, and
their believed points are read back from the raw files. A band in which nothing was received is one in
which a flight could have passed unseen; it is never a sign that none did.

Nothing is stored: an answer costs what lies near the places in the interval.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.clock import Interval
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.geo.great_circle import Floats
from wheelsdown.intake import Progress
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.schemas.reception import Reception
from wheelsdown.store import Workspace
from wheelsdown.tracks.points import Points
from wheelsdown.tracks.reception_kernel import (
    COUNT_BAND,
    COUNT_HOUR,
    COUNT_PLACE,
    COUNT_POINTS,
    N_COUNT_COLUMNS,
    count_reception,
    reception_counts,
)
from wheelsdown.vicinity import believed_tracks, n_points_to_read, tracks_near

__all__ = ["MANY_POINTS", "compile_ahead", "reception"]

#: From so many points times places on the compiler is worth its start (half a second, compiled before).
MANY_POINTS = 20_000_000

#: Rows of counts there is room for at first.
_ROOM = 4_096

_HOUR_US = 3_600_000_000
_AN_HOUR, _A_MOMENT = timedelta(hours=1), timedelta(microseconds=1)

_Counter = Callable[[Points, Floats], NDArray[np.int64]]


def _silent(_: Progress) -> None:
    """Report to nobody."""


def reception(
    workspace: Workspace,
    places: Sequence[Selection],
    interval: Interval,
    *,
    progress: Callable[[Progress], None] = _silent,
) -> pl.DataFrame:
    """Give the `Reception` rows of some places in an interval, sorted by place, hour and band.

    Parameters
    ----------
    places
        Circles, each with a ``place`` of its own (``downloads.circles.circle_around``).
    interval
        Half-open, in whole hours: an hour that the interval touches counts whole. None has no bound.

    Raises
    ------
    IntegrityError
        A raw file is gone, or does not hold the bytes it was recorded with.
    """
    hours = _whole_hours(interval)
    tracks = tracks_near(workspace, places, hours)
    many = n_points_to_read(workspace, tracks) * len(places) >= MANY_POINTS
    count = _compiled_counter() if many else _counted
    circles = np.array([(each.lat_deg, each.lon_deg, each.radius_nm) for each in places]).reshape(-1, 3)
    found = [
        _counts(track.airframe, count(track.points, circles))
        for track in believed_tracks(workspace, tracks, progress)
    ]
    simulated = workspace.kind is WorkspaceKind.SIMULATED
    return _rows(found, [each.place for each in places], hours, simulated=simulated)


def _whole_hours(interval: Interval) -> Interval:
    start, end = interval.start, interval.end
    floor = start and start.replace(minute=0, second=0, microsecond=0)
    last = end and (end - _A_MOMENT).replace(minute=0, second=0, microsecond=0) + _AN_HOUR
    return Interval(floor, last)


def _counted(points: Points, circles: Floats) -> NDArray[np.int64]:
    return reception_counts(points.time, points.lat, points.lon, points.level_ft, points.ground, circles)


def compile_ahead() -> None:
    """Compile what counts many points, before anybody waits for it."""
    nothing, nowhere = np.empty(0), np.empty((0, 3))
    room = np.empty((1, N_COUNT_COLUMNS), np.int64)
    _kernel()(nothing, nothing, nothing, nothing, np.empty(0, np.int8), nowhere, room)


def _kernel() -> Callable[..., int]:
    from wheelsdown.compiling import compiled  # noqa: PLC0415

    return compiled(count_reception)


def _compiled_counter() -> _Counter:
    """Give what counts by the compiled kernel."""
    kernel = _kernel()
    room = [np.empty((_ROOM, N_COUNT_COLUMNS), np.int64)]

    def count(points: Points, circles: Floats) -> NDArray[np.int64]:
        time, lat, lon, level = (
            np.ascontiguousarray(column) for column in (points.time, points.lat, points.lon, points.level_ft)
        )
        ground = np.ascontiguousarray(points.ground, dtype=np.int8)
        while (n := kernel(time, lat, lon, level, ground, circles, room[0])) < 0:
            room[0] = np.empty((2 * len(room[0]), N_COUNT_COLUMNS), np.int64)
        return room[0][:n].copy()

    return count


def _counts(airframe: str, counts: NDArray[np.int64]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "place": counts[:, COUNT_PLACE],
            "hour": counts[:, COUNT_HOUR],
            "band": counts[:, COUNT_BAND],
            "n_points": counts[:, COUNT_POINTS],
            "airframe": pl.repeat(airframe, len(counts), dtype=pl.String, eager=True),
        }
    )


def _rows(
    found: Sequence[pl.DataFrame], names: Sequence[str], hours: Interval, *, simulated: bool
) -> pl.DataFrame:
    """Add up the counts of all tracks; an airframe of several tracks is one."""
    columns = Reception.create_empty().schema
    if not found:
        return Reception.create_empty()
    kept = [pl.lit(value=True)]
    kept += [pl.col("hour_at") >= hours.start] if hours.start is not None else []
    kept += [pl.col("hour_at") < hours.end] if hours.end is not None else []
    named = pl.DataFrame(
        {"place": np.arange(len(names)), "name": names}, schema_overrides={"name": pl.String}
    )
    return (
        pl.concat(found)
        .group_by("place", "hour", "band")
        .agg(n_points=pl.col("n_points").sum(), n_airframes=pl.col("airframe").n_unique())
        .join(named, on="place")
        .with_columns(
            place="name",
            hour_at=(pl.col("hour") * _HOUR_US).cast(pl.Datetime("us", "UTC")),
            simulated=pl.lit(simulated),
        )
        .filter(kept)
        .select(columns.names())
        .cast(dict(columns))  # type: ignore[arg-type]  # a schema is such a mapping
        .sort("place", "hour_at", "band")
    )
