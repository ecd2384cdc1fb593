"""The past on a slider: where every aircraft in a box was, one position a step, believed positions only.

The cells say which tracks may have been in the box, their points are read back from the raw files and
judged as for flights and visits. Between two positions nothing is drawn in: a client may glide from one to
the next where they are close in time, and must not where they are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.care.delays import DELAYED, waiting
from wheelsdown.care.licences import NOT_PASSED_ON, restricted_parts
from wheelsdown.clock import Interval, now, rfc3339
from wheelsdown.dossiers.listings import Rows
from wheelsdown.dossiers.wording import counted
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.faces.web.api.asking import PlaybackAsked
from wheelsdown.faces.web.care import Answered, careful
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.snapshots import View
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.lacking import missing_data
from wheelsdown.vicinity import BelievedTrack, believed_tracks, n_points_to_read, tracks_near, unindexed

__all__ = ["Box", "Playback", "PlayedTrack", "playback"]

#: Positions in one answer: some ten megabytes of JSON, a few seconds of a browser's work.
MOST_POSITIONS: Final = 200_000

#: Points of raw files that one question may read back.
MOST_POINTS_READ: Final = 3_000_000

#: Longest time played back at once.
LONGEST: Final = timedelta(days=7)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Box:
    """A box of longitudes and latitudes; with ``west`` above ``east`` it spans the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def read(cls, text: str) -> "Box":
        """Read ``west,south,east,north`` in degrees.

        Raises
        ------
        ProblemError
            It lies off the Earth or is upside down.

        Examples
        --------
        >>> Box.read("35,34.5,37,36.5").holds(np.array([35.4, 0.0]), np.array([36.0, 36.0])).tolist()
        [True, False]
        >>> Box.read("170,-50,-170,50").holds(np.array([0.0]), np.array([-175.0])).tolist()
        [True]
        """
        try:
            west, south, east, north = (float(each) for each in text.split(","))
        except ValueError:
            raise ProblemError(
                400, "bbox: write west,south,east,north in degrees, as 35,34.5,37,36.5"
            ) from None
        if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south < north <= 90):
            raise ProblemError(400, "bbox: longitudes to 180, latitudes to 90 degrees, south below north")
        return cls(west, south, east, north)

    @property
    def width_deg(self) -> float:
        """Give how many degrees of longitude it spans."""
        return (self.east - self.west) % 360 or 360.0

    def circle(self) -> Selection:
        """Give a circle that holds the box."""
        lat, lon = (self.south + self.north) / 2, (self.west + self.width_deg / 2 + 180) % 360 - 180
        far = max(
            float(distance_nm(np.array([each]), np.array([self.west]), lat, lon)[0])
            for each in (self.south, self.north, lat, min(max(0.0, self.south), self.north))
        )
        return Selection(
            place="the box", lat_deg=lat, lon_deg=lon, radius_nm=far if self.width_deg < 180 else 10_801.0
        )

    def holds(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which positions lie inside; NaN does not."""
        return (lat >= self.south) & (lat <= self.north) & ((lon - self.west) % 360 <= self.width_deg)


class PlayedTrack(msgspec.Struct, frozen=True, kw_only=True):
    """One aircraft's positions in the box, in order of time; the lists are equally long."""

    airframe: str
    icao24: str | None
    callsign: str | None
    registration: str | None
    type_designator: str | None
    operator: str | None
    military: bool | None
    #: Seconds after ``since``.
    t_s: list[float]
    lat_deg: list[float]
    lon_deg: list[float]
    #: Null where none was received, and on the ground.
    altitude_ft: list[float | None]
    track_deg: list[float | None]
    on_ground: list[bool]


class Playback(msgspec.Struct, frozen=True, kw_only=True):
    """Positions of every aircraft in a box over an interval."""

    schema: Literal["wheelsdown/playback/1"] = "wheelsdown/playback/1"
    simulated: bool
    since: str | None
    until: str | None
    step_s: float
    n_positions: int
    #: True where more aircraft were there than fit into one answer.
    capped: bool
    tracks: list[PlayedTrack]
    left_out: dict[str, int]
    missing: list[str]


def playback(view: View, asked: PlaybackAsked) -> Playback:
    """Give the positions of every aircraft in the box, thinned to the step."""
    interval, box = asked.interval, Box.read(asked.bbox)
    if interval.start is None or interval.end is None or interval.end - interval.start > LONGEST:
        raise ProblemError(400, f"until: at most {LONGEST.days} days after since")
    rows, n_cut = view.once(
        ("playback", interval, box, asked.step_s), lambda: _positions(view, interval, box, asked.step_s)
    )
    rows, n_kept_here = _passed_on(view, rows, interval)
    rows, n_waiting = _without_waiting(view, rows, interval)
    listing = careful(view, Answered(Rows(rows, view.simulated)), now())
    left_out = {**listing.left_out, **({DELAYED: n_waiting} if n_waiting else {})}
    if n_kept_here:
        left_out[NOT_PASSED_ON] = n_kept_here
    if n_cut:
        left_out[f"aircraft beyond {MOST_POSITIONS:,} positions"] = n_cut
    return Playback(
        simulated=view.simulated,
        since=rfc3339(interval.start),
        until=rfc3339(interval.end),
        step_s=asked.step_s,
        n_positions=int(listing.rows["t_s"].list.len().sum()),
        capped=bool(n_cut),
        tracks=[
            PlayedTrack(**{name: row[name] for name in PlayedTrack.__struct_fields__})
            for row in listing.rows.iter_rows(named=True)
        ],
        left_out=left_out,
        missing=_missing(view, interval),
    )


def _positions(view: View, interval: Interval, box: Box, step_s: float) -> tuple[pl.DataFrame, int]:
    """Give one row a track with its positions, and how many tracks were left out for want of room."""
    tracks = tracks_near(view.workspace, [box.circle()], interval)
    n_points = n_points_to_read(view.workspace, tracks)
    if n_points > MOST_POINTS_READ:
        words = f"that are {n_points:,} points, and {MOST_POINTS_READ:,} the most"
        raise ProblemError(400, f"{words}; ask for less time or a smaller box")
    kept, n_positions, n_cut = [], 0, 0
    for row in _rows(view, tracks, interval, box, step_s):
        n_positions += len(row["t_s"])
        if n_positions > MOST_POSITIONS:
            n_cut += 1
            n_positions -= len(row["t_s"])
        else:
            kept.append(row)
    rows = pl.DataFrame(kept, schema=_COLUMNS, orient="row")
    known = view.identities.of(rows["airframe"].unique())
    return rows.join(known, on="airframe", how="left", maintain_order="left"), n_cut


def _passed_on(view: View, rows: pl.DataFrame, interval: Interval) -> tuple[pl.DataFrame, int]:
    """Take out, where others are served, the aircraft of which some point then may not be passed on."""
    if view.settings.private or rows.is_empty():
        return rows, 0
    parts = restricted_parts(view.workspace, rows["airframe"].unique(), interval)
    shown = rows.filter(~pl.col("airframe").is_in(parts["airframe"].unique().to_list()))
    return shown, rows.height - shown.height


def _without_waiting(view: View, rows: pl.DataFrame, interval: Interval) -> tuple[pl.DataFrame, int]:
    """Take out the positions that wait where others are served; also gives of how many tracks."""
    if not view.settings.delay or rows.is_empty():
        return rows, 0
    lists = [name for name, kind in rows.schema.items() if isinstance(kind, pl.List)]
    seconds = (pl.col("t_s") * 1e6).cast(pl.Duration("us"))
    points = rows.with_row_index("track").explode(lists).with_columns(at=pl.lit(interval.start) + seconds)
    wait = waiting(points, view.watches, now() - view.settings.delay)
    kept = points.filter(~wait).drop("at")
    whole = [pl.col(name).first() for name in rows.columns if name not in lists]
    shown = kept.group_by("track", maintain_order=True).agg(*whole, *lists).select(rows.columns)
    return shown, points.filter(wait)["track"].n_unique()


def _missing(view: View, interval: Interval) -> list[str]:
    """Say which days lack data, and how many files the index of places does not know."""
    words = missing_data(view.workspace, interval)
    if unknown := unindexed(view.workspace, interval):
        words.append(
            f"{counted(len(unknown), 'acquisition')} came in before positions were indexed by place: "
            "who in them was in the box is unknown, not nobody"
        )
    return words


_COLUMNS: dict[str, Any] = {
    "airframe": pl.String, "icao24": pl.String, "callsign": pl.String, "t_s": pl.List(pl.Float64),
    "lat_deg": pl.List(pl.Float64), "lon_deg": pl.List(pl.Float64), "altitude_ft": pl.List(pl.Float64),
    "track_deg": pl.List(pl.Float64), "on_ground": pl.List(pl.Boolean), "simulated": pl.Boolean,
}  # fmt: skip


def _rows(
    view: View, tracks: pl.DataFrame, interval: Interval, box: Box, step_s: float
) -> Iterator[dict[str, Any]]:
    for track in believed_tracks(view.workspace, tracks, lambda _: None):
        row = _thinned(track, interval, box, step_s)
        if row is not None:
            yield {**row, "simulated": view.simulated}


def _thinned(track: BelievedTrack, interval: Interval, box: Box, step_s: float) -> dict[str, Any] | None:
    """Give the first position of each step inside the box; None where there is none."""
    points = track.points
    start, end = (
        (edge - _EPOCH).total_seconds() if edge else np.nan for edge in (interval.start, interval.end)
    )
    inside = np.flatnonzero(box.holds(points.lat, points.lon) & (points.time >= start) & (points.time < end))
    if not len(inside):
        return None
    steps = np.floor((points.time[inside] - start) / step_s)
    kept = points[inside[np.flatnonzero(np.diff(steps, prepend=-1.0) > 0)]]
    codes = kept.callsign[kept.callsign >= 0]
    airframe = track.airframe
    return {
        "airframe": airframe,
        "icao24": airframe if len(airframe) == 6 else None,
        "callsign": track.names.callsign[int(np.bincount(codes).argmax())] if len(codes) else None,
        "t_s": np.round(kept.time - start, 1).tolist(),
        "lat_deg": np.round(kept.lat, 5).tolist(),
        "lon_deg": np.round(kept.lon, 5).tolist(),
        "altitude_ft": _or_null(kept.level_ft),
        "track_deg": _or_null(np.round(kept.track_deg, 1)),
        "on_ground": (kept.ground == 1).tolist(),
    }


def _or_null(values: NDArray[np.float64]) -> list[float | None]:
    return [value if np.isfinite(value) else None for value in values.tolist()]
