"""From the points of all days of an airframe to its flights and visits.

An airframe's points are joined over every file that holds some before anything is cut: midnight,
and the order of ingest, must not exist in the results. Work goes in slices of the airframes, so that
memory is bounded by the slice and not by the archive.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from wheelsdown.flights.decide import Twin, decide, plain
from wheelsdown.flights.facts import Facts, facts_of, joined
from wheelsdown.flights.tables import flights_table
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, field_grid
from wheelsdown.intake import Progress
from wheelsdown.readback import read_parts
from wheelsdown.reference.regions import place_names
from wheelsdown.schemas import Acquisition
from wheelsdown.tracks.instants import one_state_an_instant
from wheelsdown.visits.stays import visits_table

__all__ = ["POINTS_PER_SLICE", "Ground", "flights_and_visits", "named", "reconstruct"]

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
    found: list[Facts] = []
    total = int(parts["n_points"].sum())
    done = 0
    simulated = bool(parts["simulated"].any())
    for part_slice in _slices(parts, asserted):
        states = named(read_parts(part_slice, acquisitions), asserted)
        found.append(facts_of(one_state_an_instant(states), ground.fields, simulated=simulated))
        done += int(part_slice["n_points"].sum())
        progress(Progress("reconstructing", done, total))
    return joined(found)


def named(states: pl.DataFrame, asserted: Mapping[str, str]) -> pl.DataFrame:
    """Give anonymous tracks the addresses that analysts gave them."""
    return states.with_columns(pl.col("airframe").replace(dict(asserted))) if asserted else states


def _slices(parts: pl.DataFrame, asserted: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Cut the parts into slices of whole airframes, each about ``POINTS_PER_SLICE`` points."""
    joined_names = pl.col("airframe").replace(dict(asserted)) if asserted else pl.col("airframe")
    sized = parts.with_columns(whole=joined_names).sort("whole", maintain_order=True)
    totals = sized.group_by("whole", maintain_order=True).agg(pl.col("n_points").cast(pl.Int64).sum())
    numbered = totals.with_columns(slice=(pl.col("n_points").cum_sum() - 1) // POINTS_PER_SLICE)
    for _, group in numbered.group_by("slice", maintain_order=True):
        yield sized.join(group.select("whole"), on="whole", how="semi").drop("whole")
