"""Take raw files in: what each is, what of it was kept, and what was not, as one line of the log.

Points are not stored: they are handed on to be reconstructed, and forgotten.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from wheelsdown import __version__
from wheelsdown.clock import now
from wheelsdown.errors import SourceError
from wheelsdown.schemas import Acquisition, IdentityAssertion, Part, Refusal, SourceFormat
from wheelsdown.sources import Container, RawSource, Reading

__all__ = ["PROVIDERS", "Intake", "Progress", "Provider", "Tally", "raw_source"]


@dataclass(frozen=True)
class Progress:
    """How far a piece of work has come; ``total`` is None where it is not known."""

    stage: str
    done: int
    total: int | None
    detail: str = ""
    #: What is counted: points, or the answers or bytes of a download.
    unit: str = "points"


@dataclass(frozen=True)
class Provider:
    """Who published data, under which licence, and whether it may be passed on (None: not known)."""

    name: str
    licence: str
    redistributable: bool | None


#: Known publishers; their terms as published by themselves.
PROVIDERS = {
    p.name: p
    for p in (
        Provider("adsblol", "ODbL 1.0", redistributable=True),
        Provider("adsbfi", "adsb.fi terms: personal, non-commercial use", redistributable=False),
        Provider("airplaneslive", "airplanes.live terms: non-commercial use", redistributable=False),
        Provider("opensky", "OpenSky Network terms: research and non-commercial use", redistributable=False),
        Provider("fr24", "Flightradar24 terms of service", redistributable=False),
        Provider("own", "own receiver", redistributable=True),
        Provider("simulation", "simulated by wheelsdown", redistributable=True),
        Provider("unknown", "unknown", redistributable=None),
    )
}

#: Who publishes a format, where only one does.
_PUBLISHER = {
    SourceFormat.OPENSKY_CSV: "opensky",
    SourceFormat.OPENSKY_PARQUET: "opensky",
    SourceFormat.OPENSKY_STATES: "opensky",
    SourceFormat.FR24_CSV: "fr24",
    SourceFormat.FR24_KML: "fr24",
    SourceFormat.FR24_API: "fr24",
}


@dataclass
class Intake:
    """What reading one source gave, beyond its line in the log."""

    acquisition: Acquisition
    parts: pl.DataFrame
    assertions: pl.DataFrame


@dataclass
class Tally:
    """Counts over the batches of one source."""

    source: RawSource
    sha256: str
    size_bytes: int
    provider: str | None
    #: Where the workspace will find the originals again.
    paths: tuple[Path, ...]

    format: SourceFormat | None = None
    n_read: int = 0
    n_kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    first_at: datetime | None = None
    last_at: datetime | None = None
    simulated: bool = False
    parts: list[pl.DataFrame] = field(default_factory=list)
    assertions: list[pl.DataFrame] = field(default_factory=list)

    def add(self, reading: Reading, days: Iterable[date] | None = None) -> None:
        """Count one batch; ``days`` on which it has points, where they are known without its rows."""
        parts = reading.parts
        self.format = reading.format
        self.n_read += reading.n_points_read
        self.n_kept += int(parts["n_points"].sum())
        self.dropped.update(reading.dropped)
        self.refused.extend(reading.refused)
        self.notes.extend(note for note in reading.notes if note not in self.notes)
        self.folders |= reading.folders_present
        self.parts.append(parts)
        self.assertions.append(reading.assertions)
        if len(parts):
            first, last = parts.select(pl.col("first_at").min(), pl.col("last_at").max()).row(0)
            self.first_at = first if self.first_at is None else min(self.first_at, first)
            self.last_at = last if self.last_at is None else max(self.last_at, last)
            self.days |= set(reading.state_vectors["at"].dt.date().unique() if days is None else days)
            self.simulated |= bool(parts["simulated"].any())

    def intake(self) -> Intake:
        """Describe the source from what was counted, and hand its tables over: a month has many sources.

        Raises ``SourceError`` when nothing of it could be kept, with the reasons of its members.
        """
        described = _described(self)
        self.parts.clear()
        self.assertions.clear()
        return described


def _described(tally: Tally) -> Intake:
    source = tally.source
    if tally.n_kept == 0:
        reasons = Counter(refusal.reason for refusal in tally.refused) + tally.dropped
        why = ", ".join(f"{n} {reason}" for reason, n in reasons.most_common(3)) or "no points in it"
        raise SourceError(
            f"{source.name}: nothing could be kept ({why})", where=source.name, reason="nothing_kept"
        )
    if len({marked for parts in tally.parts for marked in parts["simulated"].unique()}) > 1:
        raise SourceError(
            f"{source.name}: holds simulated traces beside real ones, which are never mixed; take them apart",
            where=source.name,
            reason="mixed",
        )
    known = _provider(tally)
    acquisition = Acquisition(
        sha256=tally.sha256,
        paths=tuple(str(path.absolute()) for path in tally.paths),
        container=source.container.value,
        format=(tally.format or SourceFormat.READSB_TRACE).value,
        size_bytes=tally.size_bytes,
        first_at=tally.first_at,
        last_at=tally.last_at,
        days=tuple(sorted(tally.days)),
        n_points_read=tally.n_read,
        n_points_kept=tally.n_kept,
        dropped=dict(sorted(tally.dropped.items())),
        refused=tuple(tally.refused),
        notes=tuple(tally.notes),
        folders_present=tuple(sorted(tally.folders)) if tally.folders else None,
        provider=known.name,
        licence=known.licence,
        redistributable=known.redistributable,
        simulated=tally.simulated,
        acquired_at=now(),
        tool_version=__version__,
    )
    return Intake(acquisition, *_tables(tally.sha256, tally.parts, tally.assertions))


def _tables(
    sha256: str, parts: Iterable[pl.DataFrame], assertions: Iterable[pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give a source's parts (with the acquisition filled in) and assertions as two tables."""
    columns = Part.column_names()
    joined = pl.concat(parts).with_columns(acquisition=pl.lit(sha256)).select(columns)
    span = joined.group_by("sha256", "acquisition", "member", "airframe", maintain_order=True).agg(
        pl.col("offset_bytes", "size_bytes").first(),
        pl.col("first_at").min(), pl.col("last_at").max(), pl.col("n_points").sum(), pl.col("simulated").any()
    )  # fmt: skip
    said = pl.concat(assertions).select(IdentityAssertion.column_names()).unique(maintain_order=True)
    return span.select(columns), said


def raw_source(acquisition: Acquisition) -> RawSource:
    """Give the source that an acquisition describes, to read it again."""
    paths = tuple(Path(path) for path in acquisition.paths)
    return RawSource(paths=paths, container=Container(acquisition.container), name=paths[0].name)


def _provider(tally: Tally) -> Provider:
    """Name the publisher: simulated data is the simulation's, even where it stands for somebody's feed."""
    if tally.simulated:
        simulation = PROVIDERS["simulation"]
        name = f"{simulation.name}/{tally.provider}" if tally.provider else simulation.name
        return replace(simulation, name=name)
    if tally.provider is not None:
        return PROVIDERS.get(tally.provider, Provider(tally.provider, "unknown", redistributable=None))
    return PROVIDERS[_PUBLISHER.get(tally.format or SourceFormat.READSB_TRACE, "unknown")]
