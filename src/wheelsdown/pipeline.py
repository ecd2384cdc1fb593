"""The page that reads as the product: raw files in, who visited a place out.

>>> from wheelsdown import pipeline                                              # doctest: +SKIP
>>> pipeline.ingest(workspace, [Path("v2025.10.26-planes-readsb-prod-0.tar")])   # doctest: +SKIP
>>> pipeline.visits(workspace, "Хмеймим").rows                                   # doctest: +SKIP
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.intake import Intake, Progress, described, raw_source, take_in
from wheelsdown.questions import Answer, RowFilter, ask_flights, ask_rotations, ask_visits
from wheelsdown.reconstruction import Ground, flights_and_visits, reconstruct
from wheelsdown.reference.identity import (
    IdentityCard,
    assertion,
    best_known,
    identity_card,
    shipped_assertions,
)
from wheelsdown.reference.imports import DatabaseKind, Imported, import_database
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.reference.standing_data import shipped_addresses
from wheelsdown.schemas import Acquisition, Refusal, WorkspaceKind
from wheelsdown.sources import RawSource, find_sources, fingerprint, read_source
from wheelsdown.store import Status, Workspace
from wheelsdown.store import status as holdings

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
        new: list[Intake] = []
        known: list[Acquisition] = []
        for source in sources:
            try:
                taken = _register(workspace, source, provider=provider, copy=copy, progress=progress)
            except SourceError as error:
                refused.append(Refusal(error.where or source.name, error.reason, str(error)))
                continue
            if isinstance(taken, Intake):
                new.append(taken)
            else:
                known.append(taken)
        _complete(workspace, {intake.acquisition.sha256: intake for intake in new}, progress)
        n_flights, n_visits = (
            workspace.table(name).select(pl.len()).collect().item() for name in ("flights", "visits")
        )
    return IngestOutcome(
        tuple(intake.acquisition for intake in new), tuple(known), tuple(refused), n_flights, n_visits
    )


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
    held = workspace.table("identity_assertions").collect()
    airframe = _airframe_named(asked, held)
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


def _register(
    workspace: Workspace,
    source: RawSource,
    *,
    provider: str | None,
    copy: bool,
    progress: Callable[[Progress], None],
) -> Intake | Acquisition:
    """Log one source, unless it is known already."""
    sha256, size_bytes = fingerprint(source)
    if workspace.has(sha256):
        return next(a for a in workspace.acquisitions() if a.sha256 == sha256)
    paths = workspace.keep_copy(source.paths) if copy else source.paths
    intake = take_in(
        source, sha256=sha256, size_bytes=size_bytes, provider=provider, paths=paths, progress=progress
    )
    intake.acquisition = workspace.record(intake.acquisition)
    return intake


def _complete(workspace: Workspace, fresh: dict[str, Intake], progress: Callable[[Progress], None]) -> None:
    """Derive what recorded acquisitions still lack, those of an interrupted run included."""
    pending = workspace.pending()
    if not pending:
        return
    described_now = [
        (fresh[a.sha256].parts, fresh[a.sha256].assertions) if a.sha256 in fresh else _read_again(a)
        for a in pending
    ]
    parts = pl.concat([workspace.table("parts").collect(), *(parts for parts, _ in described_now)])
    said = pl.concat([said for _, said in described_now])
    affected = set(pl.concat([parts for parts, _ in described_now])["airframe"].to_list())
    covers = {*workspace.snapshot().covers, *(a.sha256 for a in pending)}
    _rebuild(workspace, affected, progress, parts=parts, said=said, covers=covers)


def _read_again(acquisition: Acquisition) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Describe an acquisition once more, for a run that stopped between logging and deriving."""
    readings = list(read_source(raw_source(acquisition)))
    return described(acquisition.sha256, [r.parts for r in readings], [r.assertions for r in readings])


def _rebuild(
    workspace: Workspace,
    airframes: set[str],
    progress: Callable[[Progress], None],
    *,
    parts: pl.DataFrame | None = None,
    said: pl.DataFrame | None = None,
    covers: set[str] | None = None,
) -> None:
    """Reconstruct some airframes from all their raw points and publish the tables as one snapshot."""
    parts = workspace.table("parts").collect() if parts is None else parts
    held = workspace.table("identity_assertions").collect()
    asserted = _asserted_addresses(held)
    airframes |= {asserted[a] for a in airframes if a in asserted}
    airframes |= {anonymous for anonymous, address in asserted.items() if address in airframes}
    ground = Ground.of(aerodromes_with(places(workspace)), load_runway_ends())
    facts = reconstruct(
        parts.filter(pl.col("airframe").is_in(list(airframes))),
        {a.sha256: a for a in workspace.acquisitions()},
        ground=ground,
        asserted=asserted,
        progress=progress,
    )
    flights, visits = flights_and_visits(facts, ground)
    others = ~pl.col("airframe").is_in(list(airframes))
    tables = {
        "parts": parts,
        "flights": pl.concat([workspace.table("flights").filter(others).collect(), flights]),
        "visits": pl.concat([workspace.table("visits").filter(others).collect(), visits]),
    }
    if said is not None:
        tables["identity_assertions"] = said
    workspace.publish(tables, covers=covers if covers is not None else set(workspace.snapshot().covers))


def _asserted_addresses(held: pl.DataFrame) -> dict[str, str]:
    """Give the addresses that analysts gave to anonymous tracks; the last word counts."""
    named = held.filter((pl.col("attribute") == "icao24") & pl.col("airframe").str.starts_with("anon:"))
    return dict(named.sort("retrieved_at").select("airframe", pl.col("value").str.to_lowercase()).rows())


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
    held = workspace.table("identity_assertions").collect()

    def identify(rows: pl.DataFrame) -> pl.DataFrame:
        airframes = rows["airframe"].unique().to_list()
        said = pl.concat([held.filter(pl.col("airframe").is_in(airframes)), shipped_assertions(airframes)])
        known = best_known(said, airframes).select(
            "airframe", "registration", "type_designator", "operator", "military"
        )
        bare = rows.drop("registration", "type_designator", "operator", "military")
        return bare.join(known, on="airframe", how="left", maintain_order="left").select(rows.columns)

    return identify
