"""One pass over the raw points of some sources: what each source is, and the facts of the tracks in them.

Points are read once, turned into facts, and forgotten. Where new points touch a track that is known,
its older points are read back from the raw files they came in, so that a track is always judged whole.

Archives of many traces go through the compiled pass (``bulk_pass``); small jobs, other formats and
whatever the compiled parser does not expect go the plain way. Both give the same facts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module

import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.flights.decide import Twin, plain
from wheelsdown.flights.facts import Facts, facts_of
from wheelsdown.growth import FACTS, rows_of, touched
from wheelsdown.intake import Intake, Progress, Tally
from wheelsdown.readback import read_parts
from wheelsdown.reconstruction import Ground, named
from wheelsdown.schemas import Acquisition, Refusal, StateVector
from wheelsdown.sources import Container, read_source
from wheelsdown.store import Pile, Workspace
from wheelsdown.tracks.cells import cell_runs
from wheelsdown.tracks.instants import one_state_an_instant

__all__ = ["BULK_BYTES", "Swept", "sweep"]

#: Stored bytes of traces from which on the compiled pass is worth loading it (some 300,000 points).
BULK_BYTES = 10 * 2**20
_UTC = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Swept:
    """What one pass gave."""

    intakes: list[Intake]
    refused: list[Refusal]
    #: The tables of ``growth.FACTS``.
    facts: Pile
    #: ``schemas.CellRun`` of all new points, as received.
    runs: Pile
    #: The intervals whose older facts these replace: ``airframe``, ``first_at``, ``last_at``.
    windows: pl.DataFrame
    #: What runs in place of a kernel where facts are many: its compiled twin, once the compiler is loaded.
    twin: Twin = plain


@dataclass
class _Pass:
    """What is the same for all sources of a pass, and what was gathered from them."""

    workspace: Workspace
    ground: Ground
    asserted: Mapping[str, str]
    progress: Callable[[Progress], None]
    refused: list[Refusal] = field(default_factory=list)


def sweep(
    workspace: Workspace,
    tallies: Sequence[Tally],
    ground: Ground,
    *,
    asserted: Mapping[str, str],
    progress: Callable[[Progress], None],
) -> Swept:
    """Read some sources from end to end; one of which nothing can be kept is refused, the others count."""
    this = _Pass(workspace, ground, asserted, progress)
    many = [tally for tally in tallies if tally.source.container is not Container.FILE]
    twin, done = plain, _no_windows()
    facts, runs = workspace.pile(*FACTS), workspace.pile("cell_runs")
    frames: list[pl.DataFrame] = [StateVector.create_empty()]
    if sum(tally.size_bytes for tally in many) >= BULK_BYTES:
        way = import_module("wheelsdown.bulk_sweep")  # not above: it loads the compiler
        bulk = way.bulk_sweep(workspace, many, ground, facts, runs, asserted=asserted, progress=progress)
        twin, done = way.twin, bulk.windows
        for tally, members in zip(many, bulk.left, strict=True):
            frames += _plainly(this, tally, members) if members else []
    else:
        many = []
    frames += [frame for tally in tallies if tally not in many for frame in _plainly(this, tally)]
    intakes = _intakes(this, tallies)
    if not intakes:
        return Swept([], this.refused, facts, runs, _no_windows())
    received = pl.concat(frames)
    new = named(received, asserted)
    again = _to_do_again(this, done, new, intakes)
    new = pl.concat([new, _read_parts(this, again, intakes)])
    windows, others = _plain_facts(this, new, intakes)
    if not again.is_empty():
        facts = facts.without("airframe", again["airframe"].unique())
    facts.add(rows_of(others))
    runs.add({"cell_runs": cell_runs(received)})
    return Swept(
        intakes,
        this.refused,
        facts,
        runs,
        pl.concat([done.join(again, on="airframe", how="anti"), windows]),
        twin,
    )


# --- the plain way ----------------------------------------------------------------------------------


def _plainly(this: _Pass, tally: Tally, members: Sequence[str] | None = None) -> list[pl.DataFrame]:
    """Give the points of one source, or of some of its members, and count them."""
    frames: list[pl.DataFrame] = []
    try:
        for reading in read_source(tally.source, members=members):
            tally.add(reading)
            frames.append(reading.state_vectors)
            this.progress(Progress("reading", tally.n_read, None, tally.source.name))
    except SourceError as error:
        this.refused.append(Refusal(error.where or tally.source.name, error.reason, str(error)))
        return []
    return frames


def _intakes(this: _Pass, tallies: Sequence[Tally]) -> list[Intake]:
    refused = {refusal.where for refusal in this.refused}
    intakes = []
    for tally in tallies:
        try:
            intakes.append(tally.intake())
        except SourceError as error:
            if tally.n_read or tally.refused or not refused:
                this.refused.append(Refusal(error.where or tally.source.name, error.reason, str(error)))
    return intakes


def _plain_facts(this: _Pass, new: pl.DataFrame, intakes: Sequence[Intake]) -> tuple[pl.DataFrame, Facts]:
    """Give the facts of new points, joined with the older ones they touch, and the intervals they replace."""
    windows = touched(this.workspace, _spans(new))
    states = one_state_an_instant(pl.concat([new, _older(this, windows, intakes)]))
    simulated = any(intake.acquisition.simulated for intake in intakes)
    return windows, facts_of(states, this.ground.fields, simulated=simulated)


def _spans(states: pl.DataFrame) -> pl.DataFrame:
    spans = states.group_by("airframe").agg(first_at=pl.col("at").min(), last_at=pl.col("at").max())
    return spans.sort("airframe")


def _older(this: _Pass, windows: pl.DataFrame, intakes: Sequence[Intake]) -> pl.DataFrame:
    """Read back the points, recorded earlier, that lie in the windows."""
    given = {
        track: address for track, address in this.asserted.items() if address in set(windows["airframe"])
    }
    airframes = [*windows["airframe"], *given]
    now = [intake.acquisition.sha256 for intake in intakes]
    bounds = windows.select("airframe", window_from="first_at", window_to="last_at")
    if not airframes:
        return StateVector.create_empty()
    parts = named(
        this.workspace.table("parts")
        .filter(pl.col("airframe").is_in(airframes) & ~pl.col("acquisition").is_in(now))
        .with_columns(recorded="airframe")
        .collect(),
        this.asserted,
    )
    near = parts.join(bounds, on="airframe").filter(
        pl.col("last_at") >= pl.col("window_from"), pl.col("first_at") <= pl.col("window_to")
    )
    states = _read_parts(this, near.with_columns(airframe="recorded"), intakes)
    return (
        states.join(bounds, on="airframe")
        .filter(pl.col("at") >= pl.col("window_from"), pl.col("at") <= pl.col("window_to"))
        .select(StateVector.column_names())
    )


def _read_parts(this: _Pass, parts: pl.DataFrame, intakes: Sequence[Intake]) -> pl.DataFrame:
    if parts.is_empty():
        return StateVector.create_empty()
    known: dict[str, Acquisition] = {a.sha256: a for a in this.workspace.acquisitions()}
    known |= {intake.acquisition.sha256: intake.acquisition for intake in intakes}
    return named(read_parts(parts, known), this.asserted)


def _to_do_again(
    this: _Pass, done: pl.DataFrame, states: pl.DataFrame, intakes: Sequence[Intake]
) -> pl.DataFrame:
    """Give the traces of this pass whose airframe the compiled pass did not see whole.

    That is where a trace turned out to be of another airframe than its name claims, or to touch a
    stored track that was not expected near it.
    """
    parts = pl.concat(intake.parts for intake in intakes)
    spans = (
        parts.join(done, on="airframe", how="semi")
        .group_by("airframe")
        .agg(pl.col("first_at").min(), pl.col("last_at").max())
    )
    expected = done.sort("airframe")
    found = touched(this.workspace, spans.sort("airframe")) if len(spans) else spans
    strange = found.join(expected, on=["airframe", "first_at", "last_at"], how="anti").select("airframe")
    mixed = states.select("airframe").unique().join(expected, on="airframe", how="semi")
    again = pl.concat([strange, mixed]).unique()
    plain = states.select(pl.col("sha256").cast(pl.String)).unique()
    return parts.join(again, on="airframe", how="semi").join(plain, on="sha256", how="anti")


def _no_windows() -> pl.DataFrame:
    return pl.DataFrame(schema={"airframe": pl.String, "first_at": _UTC, "last_at": _UTC})
