"""Who may have been near a place: tracks with positions in the cells around it, and their believed points.

The sidecar of cell runs names the tracks, whatever place it is and whenever it became of interest; it
never says more than "in a quarter-degree cell that the circle touches". The points of those tracks are
read back from the raw files, each compared with its hash, joined, judged and cleaned whole tracks at a
time, exactly as for flights and visits: what is not believed there is not believed here.

Tracks without an address are not in the sidecar. They are few, and always read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from wheelsdown.clock import Interval
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.intake import Progress
from wheelsdown.readback import read_parts
from wheelsdown.reference.identity import asserted_addresses
from wheelsdown.schemas import Acquisition, StateVector
from wheelsdown.store import Snapshot, Workspace
from wheelsdown.tracks.cells import cells_near
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.instants import one_state_an_instant
from wheelsdown.tracks.integrity import judge
from wheelsdown.tracks.points import PointNames, Points, points_by_airframe

__all__ = [
    "BelievedTrack",
    "airframes_in",
    "believed_tracks",
    "days_possibly_near",
    "n_points_to_read",
    "runs_near",
    "tracks_near",
    "unindexed",
]

#: Points held in memory at once (about 600 B each while they are worked on).
_POINTS_AT_ONCE = 500_000

#: Numbers of addresses from here on stand for those that are not an airframe's identity (``tracks.cells``).
_NO_IDENTITY = 2**24

#: Every name of an anonymous track lies between these two.
_ANONYMOUS = ("anon:", "anon;")

_DAY_S = 86_400
_EPOCH = date(1970, 1, 1)
_UTC = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class BelievedTrack:
    """One track with what is believed of it; positions that are not are NaN."""

    airframe: str
    points: Points
    names: PointNames


def unindexed(workspace: Workspace, interval: Interval) -> list[Acquisition]:
    """Give the acquisitions that overlap the interval and of which the sidecar knows nothing.

    They came in before cell runs were kept. Nobody is found near a place for their sake, so an answer has
    to name them: what they hold is unknown, not none. Such of tracks without an address alone are not
    among them, because those are always read.
    """
    without = workspace.snapshot().unindexed()
    if not without:
        return []
    addressed = workspace.table("parts").filter(pl.col("acquisition").is_in(without) & ~_is_anonymous())
    there = addressed.filter(*_overlapping(interval)).select(pl.col("acquisition").unique())
    named = set(there.collect().to_series())
    return [each for each in workspace.acquisitions() if each.sha256 in named]


def runs_near(workspace: Workspace, circles: Sequence[Selection], interval: Interval) -> pl.LazyFrame:
    """Give the `CellRun` rows in cells that touch one of the circles and that overlap the interval."""
    return workspace.table("cell_runs").filter(_touching(_ranges(circles)), *_during(interval))


def tracks_near(workspace: Workspace, circles: Sequence[Selection], interval: Interval) -> pl.DataFrame:
    """Give ``airframe, first_at, last_at`` of every track that may have been inside a circle then.

    Sorted by airframe and time.
    """
    runs = runs_near(workspace, circles, interval).select("address", "first_s").unique().collect()
    named = airframes_in(runs)
    unlisted = _unlisted(workspace, interval)
    tracks = workspace.table("tracks").select("airframe", "first_at", "last_at")
    wanted = [*named["airframe"].unique(), *unlisted]
    known = tracks.filter(pl.col("airframe").is_in(wanted)).sort("first_at").collect()
    # Tracks of one airframe are half an hour apart at least, and runs begin at whole seconds.
    starts = named.with_columns(
        at=pl.from_epoch(pl.col("first_s") + 1).dt.cast_time_unit("us").dt.replace_time_zone("UTC")
    )
    holding = starts.sort("at").join_asof(
        known.rename({"first_at": "track_from"}),
        left_on="at",
        right_on="track_from",
        by="airframe",
        check_sortedness=False,
    )
    listed = holding.filter(pl.col("last_at") >= pl.col("at") - timedelta(seconds=1)).select(
        "airframe", first_at="track_from", last_at="last_at"
    )
    others = known.filter(pl.col("airframe").is_in(unlisted), *_overlapping(interval))
    return pl.concat([listed, others]).unique().sort("airframe", "first_at")


def airframes_in(runs: pl.DataFrame) -> pl.DataFrame:
    """Give rows of the sidecar with the column ``airframe`` for the number in ``address``."""
    numbers = runs["address"].unique().to_list()
    names = {"address": numbers, "airframe": [_airframe(number) for number in numbers]}
    named = pl.DataFrame(names, schema={"address": pl.UInt32, "airframe": pl.String})
    return runs.join(named, on="address", maintain_order="left").drop("address")


def n_points_to_read(workspace: Workspace, tracks: pl.DataFrame) -> int:
    """Count the points of the raw files that `believed_tracks` would read."""
    return int(_parts_of(workspace, tracks)["n_points"].cast(pl.Int64).sum())


def believed_tracks(
    workspace: Workspace, tracks: pl.DataFrame, progress: Callable[[Progress], None]
) -> Iterator[BelievedTrack]:
    """Give the believed points of whole tracks, as `tracks_near` names them, airframe after airframe.

    Raises
    ------
    IntegrityError
        A raw file is gone, or does not hold the bytes it was recorded with.
    """
    parts = _parts_of(workspace, tracks)
    acquisitions = {each.sha256: each for each in workspace.acquisitions()}
    asserted = _asserted(workspace)
    done, total = 0, int(parts["n_points"].cast(pl.Int64).sum())
    for some in _slices(parts):
        recorded = some.with_columns(airframe="recorded").select(pl.exclude("recorded"))
        states = _within(_renamed(read_parts(recorded, acquisitions), asserted), tracks)
        yield from _believed(one_state_an_instant(states))
        done += int(some["n_points"].cast(pl.Int64).sum())
        progress(Progress("reading", done, total))


def days_possibly_near(workspace: Workspace, circle: Selection, interval: Interval) -> frozenset[date]:
    """Give the UTC days with a position in a cell that touches the circle, or one that no cell tells of.

    On a day that is not among them nothing was received inside the circle. Among them are the days of
    tracks without an address, and of what is `unindexed`.
    """
    versions = {name: workspace.snapshot().versions.get(name) for name in ("cell_runs", "parts")}
    bounds = (interval.start, interval.end)
    known = tuple((name, version) for name, version in versions.items() if version is not None)
    unknown = {day for each in unindexed(workspace, interval) for day in each.days}
    return _days(workspace.path.absolute(), known, tuple(_ranges([circle])), bounds) | unknown


@lru_cache(maxsize=64)
def _days(
    folder: Path,
    versions: tuple[tuple[str, int], ...],
    ranges: tuple[tuple[int, int], ...],
    bounds: tuple[datetime | None, datetime | None],
) -> frozenset[date]:
    """Read the days from one version of the tables, once."""
    at, interval = Snapshot(versions=dict(versions)), Interval(*bounds)
    workspace = Workspace.open(folder)
    runs = workspace.table("cell_runs", at=at).filter(_touching(ranges), *_during(interval))
    numbers = runs.select((pl.col("first_s") // _DAY_S).unique()).collect().to_series().to_list()
    days = {_EPOCH + timedelta(days=number) for number in numbers}
    without = workspace.table("parts", at=at).filter(_is_anonymous(), *_overlapping(interval))
    for first, last in without.select("first_at", "last_at").collect().iter_rows():
        days |= {first.date() + timedelta(days=i) for i in range((last.date() - first.date()).days + 1)}
    return frozenset(days)


def _ranges(circles: Sequence[Selection]) -> list[tuple[int, int]]:
    """Give the cells around some circles as runs of numbers, so that files are skipped by their bounds."""
    numbers = [cells_near(each.lat_deg, each.lon_deg, each.radius_nm) for each in circles]
    cells = np.unique(np.concatenate(numbers)) if numbers else np.empty(0, dtype=np.int64)
    breaks = np.flatnonzero(np.diff(cells) > 1) + 1
    return [(int(each[0]), int(each[-1])) for each in np.split(cells, breaks) if len(each)]


def _touching(ranges: Sequence[tuple[int, int]]) -> pl.Expr:
    inside = [pl.col("cell").is_between(first, last) for first, last in ranges]
    return pl.any_horizontal(inside) if inside else pl.lit(value=False)


def _during(interval: Interval) -> list[pl.Expr]:
    kept = [pl.lit(value=True)]
    if interval.start is not None:
        kept.append(pl.col("last_s") >= int(interval.start.timestamp()))
    if interval.end is not None:
        kept.append(pl.col("first_s") < interval.end.timestamp())
    return kept


def _overlapping(interval: Interval) -> list[pl.Expr]:
    kept = [pl.lit(value=True)]
    if interval.start is not None:
        kept.append(pl.col("last_at") >= interval.start)
    if interval.end is not None:
        kept.append(pl.col("first_at") < interval.end)
    return kept


def _is_anonymous() -> pl.Expr:
    """Select by the order of the table, which is that of the names."""
    return (pl.col("airframe") >= _ANONYMOUS[0]) & (pl.col("airframe") < _ANONYMOUS[1])


def _unlisted(workspace: Workspace, interval: Interval) -> list[str]:
    """Give the airframes with points of files that name no address; some were given one since."""
    parts = workspace.table("parts").filter(_is_anonymous(), *_overlapping(interval))
    names = parts.select(pl.col("airframe").unique()).collect().to_series().to_list()
    asserted = _asserted(workspace) if names else {}
    return sorted({asserted.get(name, name) for name in names})


def _asserted(workspace: Workspace) -> Mapping[str, str]:
    held = workspace.table("identity_assertions").filter(pl.col("attribute") == "icao24")
    return asserted_addresses(held.collect())


def _airframe(number: int) -> str:
    """Give the address that a number in the sidecar stands for.

    >>> _airframe(0x4CA001), _airframe(0x4CA001 + 2**24)
    ('4ca001', '~4ca001')
    """
    return f"{'~' if number >= _NO_IDENTITY else ''}{number % _NO_IDENTITY:06x}"


def _parts_of(workspace: Workspace, tracks: pl.DataFrame) -> pl.DataFrame:
    """Give the parts that hold points of some tracks; ``recorded`` is the name in the raw file."""
    if tracks.is_empty():
        return workspace.table("parts").with_columns(recorded="airframe").clear().collect()
    asserted = _asserted(workspace)
    names = tracks["airframe"].unique()
    given = [track for track, address in asserted.items() if address in set(names)]
    parts = _renamed(
        workspace.table("parts")
        .filter(
            pl.col("airframe").is_in([*names, *given]),
            pl.col("last_at") >= tracks["first_at"].min(),
            pl.col("first_at") <= tracks["last_at"].max(),
        )
        .with_columns(recorded="airframe")
        .collect(),
        asserted,
    )
    # Tracks of one airframe do not overlap: only the last that begins before a part ends can hold it.
    spans = tracks.rename({"first_at": "track_from", "last_at": "track_to"}).sort("track_from")
    holding = parts.sort("last_at").join_asof(
        spans, left_on="last_at", right_on="track_from", by="airframe", check_sortedness=False
    )
    kept = holding.filter(pl.col("track_to") >= pl.col("first_at")).drop("track_from", "track_to")
    return kept.sort("airframe", "first_at", "sha256", "member")


def _renamed(rows: pl.DataFrame, asserted: Mapping[str, str]) -> pl.DataFrame:
    return rows.with_columns(pl.col("airframe").replace(dict(asserted))) if asserted else rows


def _slices(parts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Cut the parts into slices of whole airframes."""
    totals = parts.group_by("airframe", maintain_order=True).agg(pl.col("n_points").cast(pl.Int64).sum())
    numbered = totals.with_columns(slice=(pl.col("n_points").cum_sum() - 1) // _POINTS_AT_ONCE)
    for _, group in numbered.group_by("slice", maintain_order=True):
        yield parts.join(group.select("airframe"), on="airframe", how="semi", maintain_order="left")


def _within(states: pl.DataFrame, tracks: pl.DataFrame) -> pl.DataFrame:
    """Keep the states that belong to the tracks named."""
    spans = tracks.rename({"first_at": "track_from", "last_at": "track_to"}).sort("track_from")
    joined = states.sort("at", maintain_order=True).join_asof(
        spans, left_on="at", right_on="track_from", by="airframe", check_sortedness=False
    )
    return joined.filter(pl.col("at") <= pl.col("track_to")).select(StateVector.column_names())


def _believed(states: pl.DataFrame) -> Iterator[BelievedTrack]:
    for airframe, points, names in points_by_airframe(states):
        for part in cut(points):
            received = points[part]
            nowhere = judge(received).no_evidence
            received.lat[nowhere] = received.lon[nowhere] = np.nan
            yield BelievedTrack(airframe, clean(received), names)
