"""One pass over the raw points of some sources: what each source is, and the facts of the tracks in them.

Points are read once, turned into facts, and forgotten. Where new points touch a track that is known,
its older points are read back from the raw files they came in, so that a track is always judged whole.

Archives of many traces go through the compiled pass (``bulk_pass``); small jobs, other formats and
whatever the compiled parser does not expect go the plain way. Both give the same facts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.flights.decide import Twin, plain
from wheelsdown.flights.facts import Facts, facts_of, joined, no_facts
from wheelsdown.growth import touched
from wheelsdown.intake import Intake, Progress, Tally
from wheelsdown.readback import read_parts
from wheelsdown.reconstruction import Ground, named
from wheelsdown.schemas import Acquisition, Refusal, StateVector
from wheelsdown.sources import Container, read_source
from wheelsdown.store import Workspace
from wheelsdown.tracks.instants import one_state_an_instant

__all__ = ["BULK_BYTES", "Swept", "sweep"]

#: Stored bytes of traces from which on the compiled pass is worth loading it (some 300,000 points).
BULK_BYTES = 10 * 2**20
#: Stored bytes of traces that are read in the plain way at once.
_PLAIN_BYTES = 24 * 2**20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UTC = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Swept:
    """What one pass gave."""

    intakes: list[Intake]
    refused: list[Refusal]
    facts: Facts
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
    if sum(tally.size_bytes for tally in many) < BULK_BYTES:
        many = []
    bulk = _in_bulk(this, many) if many else _Bulk(no_facts(), _no_windows(), [], [])
    frames = [
        *bulk.states,
        *(each for tally in tallies if tally not in many for each in _plainly(this, tally)),
    ]
    intakes = _intakes(this, tallies)
    if not intakes:
        return Swept([], this.refused, no_facts(), _no_windows())
    new = named(pl.concat([StateVector.create_empty(), *frames]), asserted)
    again = _to_do_again(this, bulk, new, intakes)
    new = pl.concat([new, _read_parts(this, again, intakes)])
    windows, facts = _plain_facts(this, new, intakes)
    kept = _without(bulk.facts, again)
    return Swept(
        intakes,
        this.refused,
        joined([kept, facts]),
        pl.concat([bulk.windows.join(again, on="airframe", how="anti"), windows]),
        _twin() if many else plain,
    )


def _twin() -> Twin:
    from wheelsdown.compiling import compiled  # noqa: PLC0415

    return compiled


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
    fresh = frozenset(pl.concat(intake.parts for intake in intakes)["sha256"].to_list())
    return windows, facts_of(states, this.ground.fields, simulated=simulated, indexed=fresh)


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


# --- the compiled way -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Bulk:
    """What the compiled pass gave, and the points it left to the plain way."""

    facts: Facts
    windows: pl.DataFrame
    states: list[pl.DataFrame]
    tallies: Sequence[Tally]


def _in_bulk(this: _Pass, tallies: Sequence[Tally]) -> _Bulk:
    from wheelsdown.bulk_pass import Bulk, bulk_pass, default_threads, first_instants  # noqa: PLC0415

    near = _near(this, first_instants(tallies))
    tracks = {
        name: list(zip(first, last, strict=True))
        for name, first, last in near.group_by("airframe")
        .agg(pl.col("track_from").dt.epoch("us"), pl.col("track_to").dt.epoch("us"))
        .rows()
    }
    asserted = set(this.asserted.values())
    older, sources = _older_traces(this, near)
    found = bulk_pass(
        tallies,
        Bulk(tracks, older, sources, frozenset(asserted)),
        this.ground,
        n_threads=default_threads(),
        progress=this.progress,
    )
    states = [
        each
        for tally, members in zip(tallies, found.left, strict=True)
        if members
        for each in _plainly(this, tally, members)
    ]
    rows = [(name, first, last) for name, (first, last) in found.windows.items()]
    windows = pl.DataFrame(
        rows, schema={"airframe": pl.String, "first_at": pl.Int64, "last_at": pl.Int64}, orient="row"
    ).cast({"first_at": _UTC, "last_at": _UTC})
    return _Bulk(found.facts, windows, states, tallies)


def _near(this: _Pass, starts: Sequence[datetime]) -> pl.DataFrame:
    """Give the stored tracks near the days that new archives begin on."""
    schema = {"airframe": pl.String, "track_from": _UTC, "track_to": _UTC}
    if not starts:
        return pl.DataFrame(schema=schema)
    first, last = (
        each.replace(hour=0, minute=0, second=0, microsecond=0) for each in (min(starts), max(starts))
    )
    since, until = first - timedelta(minutes=30), last + timedelta(days=1, minutes=30)
    return (
        this.workspace.table("tracks")
        .filter(pl.col("last_at") >= since, pl.col("first_at") <= until)
        .select("airframe", track_from="first_at", track_to="last_at")
        .collect()
    )


def _older_traces(this: _Pass, near: pl.DataFrame):  # type: ignore[no-untyped-def] # see ``Bulk``
    """Give the traces on record that hold points of some tracks, by airframe, and where they lie."""
    from wheelsdown.bulk_pass import traces_on_record  # noqa: PLC0415

    parts = (
        this.workspace.table("parts")
        .filter(pl.col("airframe").is_in(near["airframe"].unique().implode()))
        .filter(pl.col("last_at") >= near["track_from"].min(), pl.col("first_at") <= near["track_to"].max())
        .collect()
        if len(near)
        else pl.DataFrame()
    )
    if parts.is_empty():
        return {}, {}
    holding = parts.join(near, on="airframe").filter(
        pl.col("last_at") >= pl.col("track_from"), pl.col("first_at") <= pl.col("track_to")
    )
    return traces_on_record(
        holding.unique(["acquisition", "sha256", "member"], maintain_order=True),
        this.workspace.acquisitions(),
    )


def _to_do_again(this: _Pass, bulk: _Bulk, states: pl.DataFrame, intakes: Sequence[Intake]) -> pl.DataFrame:
    """Give the traces of this pass whose airframe the compiled pass did not see whole.

    That is where a trace turned out to be of another airframe than its name claims, or to touch a
    stored track that was not expected near it.
    """
    parts = pl.concat(intake.parts for intake in intakes)
    spans = (
        parts.join(bulk.windows, on="airframe", how="semi")
        .group_by("airframe")
        .agg(pl.col("first_at").min(), pl.col("last_at").max())
    )
    expected = bulk.windows.sort("airframe")
    found = touched(this.workspace, spans.sort("airframe")) if len(spans) else spans
    strange = found.join(expected, on=["airframe", "first_at", "last_at"], how="anti").select("airframe")
    mixed = states.select("airframe").unique().join(expected, on="airframe", how="semi")
    again = pl.concat([strange, mixed]).unique()
    plain = states.select(pl.col("sha256").cast(pl.String)).unique()
    return parts.join(again, on="airframe", how="semi").join(plain, on="sha256", how="anti")


def _without(facts: Facts, parts: pl.DataFrame) -> Facts:
    """Leave out the facts of airframes that are done again."""
    if parts.is_empty():
        return facts
    names = parts.select("airframe").unique()
    tables = (facts.tracks, facts.ends, facts.contacts)
    kept = (table.join(names, on="airframe", how="anti", maintain_order="left") for table in tables)
    from wheelsdown.tracks.cells import address_number  # noqa: PLC0415

    addresses = [address_number(name) for name in names["airframe"]]
    return Facts(*kept, facts.runs.filter(~pl.col("address").is_in(addresses)))


def _no_windows() -> pl.DataFrame:
    return pl.DataFrame(schema={"airframe": pl.String, "first_at": _UTC, "last_at": _UTC})
