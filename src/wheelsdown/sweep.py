"""One pass over the raw points of some sources: what each source is, and the facts of the tracks in them.

Points are read once, turned into facts, and forgotten. Where new points touch a track that is known,
its older points are read back from the raw files they came in, so that a track is always judged whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.flights.facts import Facts, facts_of, no_facts
from wheelsdown.growth import touched
from wheelsdown.intake import Intake, Progress, Tally
from wheelsdown.readback import read_parts
from wheelsdown.reconstruction import Ground, named
from wheelsdown.schemas import Refusal, StateVector
from wheelsdown.sources import read_source
from wheelsdown.store import Workspace
from wheelsdown.tracks.instants import one_state_an_instant

__all__ = ["Swept", "sweep"]


@dataclass(frozen=True)
class Swept:
    """What one pass gave."""

    intakes: list[Intake]
    refused: list[Refusal]
    facts: Facts
    #: The intervals whose older facts these replace: ``airframe``, ``first_at``, ``last_at``.
    windows: pl.DataFrame


def sweep(
    workspace: Workspace,
    tallies: Sequence[Tally],
    ground: Ground,
    *,
    asserted: Mapping[str, str],
    progress: Callable[[Progress], None],
) -> Swept:
    """Read some sources from end to end; one of which nothing can be kept is refused, the others count."""
    intakes: list[Intake] = []
    refused: list[Refusal] = []
    frames: list[pl.DataFrame] = [StateVector.create_empty()]
    for tally in tallies:
        read: list[pl.DataFrame] = []
        try:
            for reading in read_source(tally.source):
                tally.add(reading)
                read.append(reading.state_vectors)
                progress(Progress("reading", tally.n_read, None, tally.source.name))
            intakes.append(tally.intake())
        except SourceError as error:
            refused.append(Refusal(error.where or tally.source.name, error.reason, str(error)))
            continue
        frames += read
    if not intakes:
        return Swept([], refused, no_facts(), _spans(frames[0]))
    new = named(pl.concat(frames), asserted)
    windows = touched(workspace, _spans(new))
    states = one_state_an_instant(pl.concat([new, _older(workspace, windows, intakes, asserted)]))
    simulated = any(intake.acquisition.simulated for intake in intakes)
    return Swept(intakes, refused, facts_of(states, ground.fields, simulated=simulated), windows)


def _spans(states: pl.DataFrame) -> pl.DataFrame:
    return (
        states.group_by("airframe")
        .agg(first_at=pl.col("at").min(), last_at=pl.col("at").max())
        .sort("airframe")
    )


def _older(
    workspace: Workspace, windows: pl.DataFrame, intakes: Sequence[Intake], asserted: Mapping[str, str]
) -> pl.DataFrame:
    """Read back the points, recorded earlier, that lie in the windows."""
    given = {
        anonymous: address for anonymous, address in asserted.items() if address in set(windows["airframe"])
    }
    airframes = [*windows["airframe"], *given]
    now = {intake.acquisition.sha256 for intake in intakes}
    bounds = windows.select("airframe", window_from="first_at", window_to="last_at")
    parts = named(
        workspace.table("parts")
        .filter(pl.col("airframe").is_in(airframes) & ~pl.col("acquisition").is_in(list(now)))
        .with_columns(recorded="airframe")
        .collect(),
        asserted,
    )
    near = parts.join(bounds, on="airframe").filter(
        pl.col("last_at") >= pl.col("window_from"), pl.col("first_at") <= pl.col("window_to")
    )
    if near.is_empty():
        return StateVector.create_empty()
    asked = near.with_columns(airframe="recorded")
    states = named(read_parts(asked, {a.sha256: a for a in workspace.acquisitions()}), asserted)
    return (
        states.join(bounds, on="airframe")
        .filter(pl.col("at") >= pl.col("window_from"), pl.col("at") <= pl.col("window_to"))
        .select(StateVector.column_names())
    )
