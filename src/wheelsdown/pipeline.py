"""The page that reads as the product: raw files in, who visited a place out.

>>> from wheelsdown import pipeline                                              # doctest: +SKIP
>>> pipeline.ingest(workspace, [Path("v2025.10.26-planes-readsb-prod-0.tar")])   # doctest: +SKIP
>>> pipeline.visits(workspace, "Хмеймим").rows                                   # doctest: +SKIP
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.growth import amendments
from wheelsdown.intake import Progress, Tally, raw_source
from wheelsdown.questions import Answer, RowFilter, ask_flights, ask_rotations, ask_visits
from wheelsdown.reconstruction import Ground, flights_and_visits, reconstruct
from wheelsdown.reference.identity import (
    IdentityCard,
    asserted_addresses,
    assertion,
    identified,
    identity_card,
    shipped_assertions,
)
from wheelsdown.reference.imports import DatabaseKind, Imported, import_database
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.reference.standing_data import shipped_addresses
from wheelsdown.schemas import Acquisition, Refusal, WorkspaceKind
from wheelsdown.sources import RawSource, find_sources, fingerprint
from wheelsdown.store import Amendment, Status, Workspace
from wheelsdown.store import status as holdings
from wheelsdown.sweep import sweep

__all__ = [
    "Answer",
    "IngestOutcome",
    "Progress",
    "RowFilter",
    "assert_identity",
    "change_places",
    "flagged_airframes",
    "flights",
    "identity",
    "import_reference",
    "ingest",
    "places",
    "rotations",
    "status",
    "visits",
]


#: Raw bytes worked in as one: what a crash costs at most, and what is held in memory.
BYTES_PER_BATCH = 2**29


@dataclass(frozen=True)
class IngestOutcome:
    """What an ingest did: what is new, what was known already, what was refused, and what there is now."""

    new: tuple[Acquisition, ...]
    known: tuple[Acquisition, ...]
    refused: tuple[Refusal, ...]
    n_flights: int
    n_visits: int


def _silent(_: Progress) -> None:
    """Report to nobody."""


def ingest(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    provider: str | None = None,
    copy: bool = False,
    progress: Callable[[Progress], None] = _silent,
) -> IngestOutcome:
    """Register raw files, then rebuild the flights and visits of every airframe they hold.

    A file that is known already changes nothing; one of which nothing can be kept is refused, and
    the others still count. What an interrupted run recorded but did not finish is finished here.
    """
    with workspace.writing():
        sources, refused = find_sources(paths)
        unfinished = [_recorded(acquisition) for acquisition in workspace.pending()]
        fresh, known = _fresh(workspace, sources, refused, provider=provider, copy=copy)
        new: list[Acquisition] = []
        ground = _ground(workspace) if unfinished or fresh else None
        for batch in _batches([*unfinished, *fresh]):
            taken = _work_in(workspace, batch, ground, refused, progress) if ground else []
            new.extend(a for a in taken if a.sha256 not in {each.sha256 for each in unfinished})
        n_flights, n_visits = (workspace.n_rows(name) for name in ("flights", "visits"))
    return IngestOutcome(tuple(new), tuple(known), tuple(refused), n_flights, n_visits)


def flights(workspace: Workspace, row_filter: RowFilter) -> Answer:
    """Give the flights that overlap the interval and fit the filter."""
    return ask_flights(workspace, row_filter, places(workspace), _identify(workspace))


def visits(workspace: Workspace, place: str, row_filter: RowFilter) -> Answer:
    """Give the visits to a place, known by any of its names, that overlap the interval and fit the filter."""
    return ask_visits(workspace, place, row_filter, places(workspace), _identify(workspace))


def rotations(workspace: Workspace, place: str, row_filter: RowFilter) -> Answer:
    """Give the legs before and after each visit to a place, one row a leg."""
    return ask_rotations(workspace, place, row_filter, places(workspace), _identify(workspace))


def identity(workspace: Workspace, asked: str, at: datetime | None = None) -> IdentityCard:
    """Give every assertion about an airframe, named by address or registration, with the conflicts."""
    table = workspace.table("identity_assertions")
    registered = table.filter(pl.col("attribute") == "registration").collect()
    airframe = _airframe_named(asked, registered)
    held = table.filter(pl.col("airframe") == airframe).collect()
    return identity_card(pl.concat([held, shipped_assertions([airframe])]), airframe, at)


def assert_identity(
    workspace: Workspace,
    airframe: str,
    attribute: str,
    value: str,
    *,
    by: str,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    progress: Callable[[Progress], None] = _silent,
) -> None:
    """Keep what an analyst says about an airframe, as that person's assertion.

    Naming the address of an anonymous track joins it with the tracks of that address.
    """
    simulated = workspace.kind is WorkspaceKind.SIMULATED
    row = assertion(
        airframe, attribute, value, by, valid_from=valid_from, valid_to=valid_to, simulated=simulated
    )
    with workspace.writing():
        workspace.append("identity_assertions", row)
        if attribute == "icao24":
            _rebuild(workspace, {airframe, value.lower()}, progress)


def import_reference(
    workspace: Workspace, database: DatabaseKind, path: Path, retrieved_at: datetime | None = None
) -> Imported:
    """Put a database that the user brings along on record, as assertions of that database."""
    imported = import_database(database, path, retrieved_at=retrieved_at)
    workspace.append("identity_assertions", imported.assertions)
    return imported


def change_places(
    workspace: Workspace,
    change: Callable[[PlaceRegister], None],
    progress: Callable[[Progress], None] = _silent,
) -> None:
    """Change the register of places; where that adds or removes a field, reconstruct every airframe.

    What can be named must not depend on whether a place was added before or after the data came in.
    """
    with workspace.writing():
        register = places(workspace)
        before = aerodromes_with(register)
        change(register)
        airframes = set(workspace.table("parts").select("airframe").collect()["airframe"].to_list())
        if airframes and not before.equals(aerodromes_with(register)):
            _rebuild(workspace, airframes, progress)


def places(workspace: Workspace) -> PlaceRegister:
    """Give the register of places: those shipped, and those the user added in this workspace."""
    return PlaceRegister.open(workspace.path / "places.json")


def flagged_airframes(workspace: Workspace) -> frozenset[str]:
    """Give the airframes whose source flags them as private (PIA, LADD)."""
    held = workspace.table("identity_assertions")
    flagged = held.filter(pl.col("attribute").is_in(["pia", "ladd"]) & (pl.col("value") == "true"))
    return frozenset(flagged.select("airframe").collect()["airframe"].to_list())


def status(workspace: Workspace) -> Status:
    """Give what the workspace holds and lacks."""
    return holdings(workspace)


def _fresh(
    workspace: Workspace,
    sources: Sequence[RawSource],
    refused: list[Refusal],
    *,
    provider: str | None,
    copy: bool,
) -> tuple[list[Tally], list[Acquisition]]:
    """Tell the sources that are new from those that have come in before."""
    fresh: dict[str, Tally] = {}
    known: list[Acquisition] = []
    for source in sources:
        try:
            sha256, size_bytes = fingerprint(source)
            if workspace.has(sha256):
                known.append(next(a for a in workspace.acquisitions() if a.sha256 == sha256))
            elif sha256 not in fresh:
                paths = workspace.keep_copy(source.paths) if copy else source.paths
                fresh[sha256] = Tally(source, sha256, size_bytes, provider, paths)
        except SourceError as error:
            refused.append(Refusal(error.where or source.name, error.reason, str(error)))
    return list(fresh.values()), known


def _recorded(acquisition: Acquisition) -> Tally:
    """Describe an acquisition once more, for a run that stopped between logging and deriving."""
    source = raw_source(acquisition)
    sha256, size_bytes = fingerprint(source)
    if sha256 != acquisition.sha256:
        raise IntegrityError(
            f"{source.name}: its bytes are not those recorded; put the original back and try again",
            expected=acquisition.sha256,
            found=sha256,
        )
    return Tally(source, sha256, size_bytes, acquisition.provider, source.paths)


def _batches(tallies: Sequence[Tally]) -> Iterator[list[Tally]]:
    """Give sources in batches of bounded size: each is worked in as one, and stays when the next fails."""
    batch: list[Tally] = []
    for tally in tallies:
        if batch and sum(each.size_bytes for each in batch) + tally.size_bytes > BYTES_PER_BATCH:
            yield batch
            batch = []
        batch.append(tally)
    if batch:
        yield batch


def _work_in(
    workspace: Workspace,
    batch: Sequence[Tally],
    ground: Ground,
    refused: list[Refusal],
    progress: Callable[[Progress], None],
) -> list[Acquisition]:
    """Read some sources, record them, and publish what changes in the tables as one snapshot."""
    asserted = _asserted_addresses(workspace)
    swept = sweep(workspace, batch, ground, asserted=asserted, progress=progress)
    refused.extend(swept.refused)
    if not swept.intakes:
        return []
    taken = [workspace.record(intake.acquisition) for intake in swept.intakes]
    progress(Progress("working in", 0, None))
    changes = amendments(workspace, swept.facts, swept.windows, ground, twin=swept.twin)
    changes["parts"] = Amendment(pl.concat(intake.parts for intake in swept.intakes), ())
    said = pl.concat(intake.assertions for intake in swept.intakes)
    changes["identity_assertions"] = Amendment(said, ())
    changes["cell_runs"] = Amendment(swept.runs["cell_runs"], ())
    covers = {*workspace.snapshot().covers, *(a.sha256 for a in taken)}
    workspace.amend(changes, covers=covers)
    return taken


def _rebuild(workspace: Workspace, airframes: set[str], progress: Callable[[Progress], None]) -> None:
    """Reconstruct some airframes from all their raw points and publish the tables as one snapshot."""
    asserted = _asserted_addresses(workspace)
    airframes |= {asserted[a] for a in airframes if a in asserted}
    airframes |= {anonymous for anonymous, address in asserted.items() if address in airframes}
    theirs = pl.col("airframe").is_in(list(airframes))
    ground = _ground(workspace)
    facts = reconstruct(
        workspace.table("parts").filter(theirs).collect(),
        {a.sha256: a for a in workspace.acquisitions()},
        ground=ground,
        asserted=asserted,
        progress=progress,
    )
    flights, visits = flights_and_visits(facts, ground)
    rows = {
        "tracks": (facts.tracks, "track_id"),
        "track_ends": (facts.ends, "end_id"),
        "ground_contacts": (facts.contacts, "contact_id"),
        "flights": (flights, "flight_id"),
        "visits": (visits, "visit_id"),
    }
    changes = {
        name: Amendment(added, workspace.table(name).filter(theirs).select(key).collect()[key])
        for name, (added, key) in rows.items()
    }
    workspace.amend(changes, covers=set(workspace.snapshot().covers))


def _ground(workspace: Workspace) -> Ground:
    return Ground.of(aerodromes_with(places(workspace)), load_runway_ends())


def _asserted_addresses(workspace: Workspace) -> dict[str, str]:
    """Give the addresses that analysts gave to anonymous tracks."""
    anonymous = (pl.col("airframe") >= "anon:") & (pl.col("airframe") < "anon;")  # a range skips files
    held = workspace.table("identity_assertions").filter(anonymous, pl.col("attribute") == "icao24")
    return asserted_addresses(held.collect())


def _airframe_named(asked: str, held: pl.DataFrame) -> str:
    """Give the airframe that a registration names in this workspace; anything else is an address."""
    plain = asked.replace("-", "").upper()
    registered = held.filter(
        (pl.col("attribute") == "registration")
        & (pl.col("value").str.replace_all("-", "").str.to_uppercase() == plain)
    )
    shipped = shipped_addresses(asked)
    return str([*registered["airframe"], *shipped, asked.lower()][0])


def _identify(workspace: Workspace) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Give the function that fills the identity columns of rows with what is best known of them."""
    return lambda rows: identified(rows, workspace.table("identity_assertions"))
