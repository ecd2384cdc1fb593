"""From the points of all days of an airframe to its flights and visits.

An airframe's points are joined over every file that holds some before anything is cut: midnight,
and the order of ingest, must not exist in the results. Work goes in slices of the airframes, so that
memory is bounded by the slice and not by the archive.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from wheelsdown.errors import IntegrityError
from wheelsdown.flights.assemble import history
from wheelsdown.flights.rows import Airframe, flight_rows, flights_frame
from wheelsdown.geo.airfields import Airfields
from wheelsdown.intake import Progress, raw_source
from wheelsdown.reference.regions import name_finely
from wheelsdown.schemas import Acquisition, PlaceLevel
from wheelsdown.sources import read_source
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.integrity import judge
from wheelsdown.tracks.points import points_by_airframe
from wheelsdown.visits.stays import NameFinely, visit_rows, visits_frame

__all__ = ["POINTS_PER_SLICE", "airframes_in", "reconstruct"]

#: Points held in memory at once (about 600 B each while they are worked on).
POINTS_PER_SLICE = 1_000_000


def reconstruct(
    parts: pl.DataFrame,
    acquisitions: Mapping[str, Acquisition],
    *,
    aerodromes: pl.DataFrame,
    runway_ends: pl.DataFrame,
    asserted: Mapping[str, str],
    progress: Callable[[Progress], None],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the flights and visits of the airframes in ``parts``, from the raw files themselves.

    ``asserted`` maps an anonymous track to the address an analyst gave it. Raises ``IntegrityError``
    when a raw file no longer holds the bytes its parts were recorded from.
    """
    fields = Airfields(aerodromes, runway_ends)
    finely = _naming(aerodromes)
    flights: list[dict[str, Any]] = []
    visits: list[dict[str, Any]] = []
    total = int(parts["n_points"].sum())
    done = 0
    for part_slice in _slices(parts, asserted):
        points = _points(part_slice, acquisitions, asserted)
        for airframe in airframes_in(points, fields, simulated=bool(parts["simulated"].any())):
            flights.extend(flight_rows(airframe, fields))
            visits.extend(visit_rows(airframe, fields, finely))
        done += int(part_slice["n_points"].sum())
        progress(Progress("reconstructing", done, total))
    return flights_frame(flights), visits_frame(visits)


def _slices(parts: pl.DataFrame, asserted: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Cut the parts into slices of whole airframes, each about ``POINTS_PER_SLICE`` points."""
    joined = pl.col("airframe").replace(dict(asserted)) if asserted else pl.col("airframe")
    sized = parts.with_columns(whole=joined).sort("whole", maintain_order=True)
    totals = sized.group_by("whole", maintain_order=True).agg(pl.col("n_points").cast(pl.Int64).sum())
    numbered = totals.with_columns(slice=(pl.col("n_points").cum_sum() - 1) // POINTS_PER_SLICE)
    for _, group in numbered.group_by("slice", maintain_order=True):
        yield sized.join(group.select("whole"), on="whole", how="semi").drop("whole")


def _points(
    parts: pl.DataFrame, acquisitions: Mapping[str, Acquisition], asserted: Mapping[str, str]
) -> pl.DataFrame:
    """Read the points of some parts back, joined over their files, one row per airframe and instant."""
    frames = []
    airframes = set(parts["airframe"].to_list())
    for (sha256,), wanted in parts.group_by("acquisition", maintain_order=True):
        members = wanted["member"].drop_nulls().unique().to_list()
        source = raw_source(acquisitions[str(sha256)])
        found: set[str] = set()
        for reading in read_source(source, members=members or None, airframes=airframes):
            frames.append(reading.state_vectors)
            found |= set(reading.parts["sha256"].to_list())
        lost = set(wanted["sha256"].to_list()) - found
        if lost:
            raise IntegrityError(
                f"{source.name}: its bytes are not those recorded; put the original back and try again",
                expected=min(lost),
            )
    table = pl.concat(frames)
    if asserted:
        table = table.with_columns(pl.col("airframe").replace(dict(asserted)))
    return _one_state_an_instant(table)


#: Of several states of one airframe at one instant: those with a position first, then by content alone.
_PREFERENCE = ("lat_deg", "lon_deg", "altitude_ft", "groundspeed_kt", "track_deg", "vertical_rate_fpm",
               "on_ground", "geometric_altitude_ft", "callsign", "nac_p", "nic", "squawk")  # fmt: skip


def _one_state_an_instant(table: pl.DataFrame) -> pl.DataFrame:
    """Give the states sorted, one per airframe and instant; in which file a state came decides nothing."""
    instant = ["airframe", "at"]
    several = pl.struct(instant).is_duplicated()
    chosen = (
        table.filter(several)
        .sort(*instant, *_PREFERENCE, pl.col("sha256").cast(pl.String), "row", nulls_last=True)
        .unique(instant, keep="first", maintain_order=True)
    )
    return pl.concat([table.filter(~several), chosen]).sort(instant)


def airframes_in(table: pl.DataFrame, fields: Airfields, *, simulated: bool) -> Iterator[Airframe]:
    """Judge, clean and reconstruct each airframe; positions that are suspect are no evidence."""
    for name, points, names in points_by_airframe(table):
        verdict = judge(points)
        points.lat[verdict.no_evidence] = points.lon[verdict.no_evidence] = float("nan")
        cleaned = clean(points)
        yield Airframe(name, cleaned, names, history(cleaned, fields), verdict, simulated)


def _naming(aerodromes: pl.DataFrame) -> NameFinely:
    """Give the naming function the visits use, with its answers remembered."""

    @lru_cache(maxsize=100_000)
    def remembered(candidates: tuple[str, ...], finest: PlaceLevel) -> tuple[str | None, PlaceLevel]:
        return name_finely(candidates, aerodromes, finest=finest)

    def finely(aerodromes: Sequence[str], *, finest: PlaceLevel) -> tuple[str | None, PlaceLevel]:
        return remembered(tuple(aerodromes), finest)

    return finely
