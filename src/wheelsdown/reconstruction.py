"""From the points of all days of an airframe to its flights and visits.

An airframe's points are joined over every file that holds some before anything is cut: midnight,
and the order of ingest, must not exist in the results. Work goes in slices of the airframes, so that
memory is bounded by the slice and not by the archive.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from wheelsdown.errors import IntegrityError
from wheelsdown.flights.decide import Twin, decide, plain
from wheelsdown.flights.facts import Facts, facts_of, no_facts
from wheelsdown.flights.tables import flights_table
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, field_grid
from wheelsdown.intake import Progress, raw_source
from wheelsdown.reference.regions import place_names
from wheelsdown.schemas import Acquisition
from wheelsdown.sources import read_source
from wheelsdown.visits.stays import visits_table

__all__ = ["POINTS_PER_SLICE", "Ground", "flights_and_visits", "reconstruct"]

#: Points held in memory at once (about 600 B each while they are worked on).
POINTS_PER_SLICE = 1_000_000


@dataclass(frozen=True)
class Ground:
    """The fields aircraft land on, and what the places they lie in are called."""

    fields: Airfields
    grid: FieldGrid
    #: For each ``aerodrome`` the ``region`` and ``country`` that name it.
    places: pl.DataFrame

    @classmethod
    def of(cls, aerodromes: pl.DataFrame, runway_ends: pl.DataFrame) -> "Ground":
        """Prepare tables of ``schemas.Aerodrome`` and ``schemas.RunwayEnd``."""
        fields = Airfields(aerodromes, runway_ends)
        return cls(fields, field_grid(fields), place_names(aerodromes))


def flights_and_visits(
    facts: Facts, ground: Ground, *, twin: Twin = plain
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the flights and visits that the facts of whole airframes add up to."""
    decided = decide(facts, ground.fields, ground.grid, twin=twin)
    return flights_table(decided), visits_table(decided, ground.places, twin=twin)


def reconstruct(
    parts: pl.DataFrame,
    acquisitions: Mapping[str, Acquisition],
    *,
    ground: Ground,
    asserted: Mapping[str, str],
    progress: Callable[[Progress], None],
) -> Facts:
    """Give the facts of the airframes in ``parts``, from the raw files themselves.

    ``asserted`` maps an anonymous track to the address an analyst gave it. Raises ``IntegrityError``
    when a raw file no longer holds the bytes its parts were recorded from.
    """
    found = [no_facts()]
    total = int(parts["n_points"].sum())
    done = 0
    for part_slice in _slices(parts, asserted):
        points = _points(part_slice, acquisitions, asserted)
        found.append(facts_of(points, ground.fields, simulated=bool(parts["simulated"].any())))
        done += int(part_slice["n_points"].sum())
        progress(Progress("reconstructing", done, total))
    return Facts(pl.concat(f.ends for f in found), pl.concat(f.contacts for f in found))


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
