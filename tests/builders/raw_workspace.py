"""Workspaces whose raw files are on record with their parts, and from which nothing was derived."""

import io
import tarfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from wheelsdown.schemas import Acquisition, IdentityAssertion, Part
from wheelsdown.sources import find_sources, fingerprint, read_source
from wheelsdown.store import Workspace


def on_record(folder: Path, paths: Sequence[Path]) -> Workspace:
    """Log raw files and publish their parts and assertions, as an ingest does before it derives anything."""
    workspace = Workspace.create(folder)
    parts, said = [], []
    for source in find_sources(paths)[0]:
        readings = list(read_source(source))
        sha256, size_bytes = fingerprint(source)
        states = pl.concat([reading.state_vectors for reading in readings])
        workspace.record(
            Acquisition(
                sha256=sha256, paths=tuple(map(str, source.paths)), container=source.container.value,
                format=readings[0].format.value, size_bytes=size_bytes, first_at=states["at"].min(),
                last_at=states["at"].max(), days=tuple(sorted(states["at"].dt.date().unique())),
                n_points_read=len(states), n_points_kept=len(states), dropped={}, refused=(), notes=(),
                folders_present=None, provider="own", licence="", redistributable=True,
                simulated=bool(states["simulated"].any()), acquired_at=datetime.now(UTC), tool_version="0",
            )
        )  # fmt: skip
        parts += [reading.parts.with_columns(acquisition=pl.lit(sha256)) for reading in readings]
        said += [reading.assertions for reading in readings]
    covers = [acquisition.sha256 for acquisition in workspace.acquisitions()]
    held = workspace.table("parts").collect()
    columns = Part.column_names()
    tables = {
        "parts": pl.concat([held, *(each.select(columns) for each in parts)]),
        "identity_assertions": pl.concat(said).select(IdentityAssertion.column_names()).unique(),
    }
    workspace.publish(tables, covers=covers)
    return workspace


def write_tar(path: Path, members: Mapping[str, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path
