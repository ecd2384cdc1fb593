"""Workspaces made of archives, the plain way or in bulk, and what they hold, to be compared."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import polars as pl
from polars.testing import assert_frame_equal

from wheelsdown import bulk_pass, bulk_sweep, pipeline, sweep
from wheelsdown.reconstruction import Ground
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.store import Workspace

TABLES = (
    "parts",
    "tracks",
    "track_ends",
    "ground_contacts",
    "flights",
    "visits",
    "cell_runs",
    "identity_assertions",
)
#: No archive is as large.
NEVER = 2**60


@dataclass
class Seen:
    """What the compiled pass was given, and left to the plain way."""

    n_passes: int = 0
    n_points: int = 0
    left: list[str] = field(default_factory=list)


@dataclass
class Held:
    """What is in a workspace: tables without order, and the log but for when and where."""

    tables: dict[str, pl.DataFrame]
    log: list[dict[str, Any]]
    refused: list[tuple[str, str]]


@cache
def _world() -> Ground:
    """Give the shipped fields and places, which no workspace here adds to: half the time of a small ingest."""
    return Ground.of(aerodromes_with(PlaceRegister.open(Path("no places of a user's"))), load_runway_ends())


@contextmanager
def in_bulk(from_bytes: int = 0, *, batch: int | None = None) -> Iterator[Seen]:
    """Let archives of so many bytes take the compiled pass, and be worked in so many bytes at once."""
    seen, real = Seen(), bulk_pass.bulk_pass

    def spy(*given: Any, **named: Any) -> bulk_pass.BulkResult:
        result = real(*given, **named)
        seen.n_passes += 1
        seen.left.extend(chain.from_iterable(result.left))
        seen.n_points += result.n_points
        return result

    with (
        patch.object(sweep, "BULK_BYTES", from_bytes),
        patch.object(pipeline, "BYTES_PER_BATCH", batch or pipeline.BYTES_PER_BATCH),
        patch.object(pipeline, "_ground", lambda _: _world()),
        patch.object(bulk_sweep, "bulk_pass", spy),
    ):
        yield seen


def plainly() -> Any:
    return in_bulk(NEVER)


def ingested(folder: Path, *groups: Sequence[Path]) -> Held:
    """Take groups of files in, one after the other, into a new workspace."""
    Workspace.create(folder)
    return also(folder, *groups)


def also(folder: Path, *groups: Sequence[Path]) -> Held:
    """Take more groups of files in, one after the other."""
    workspace = Workspace.open(folder)
    outcomes = [pipeline.ingest(workspace, group) for group in groups]
    return held(workspace, [each for outcome in outcomes for each in outcome.refused])


def held(workspace: Workspace, refused: Iterable[Any] = ()) -> Held:
    log = [msgspec.structs.asdict(a) for a in workspace.acquisitions()]
    for line in log:
        for name in ("acquired_at", "paths", "position", "previous"):
            line.pop(name, None)
        line["refused"] = sorted(map(str, line["refused"]))
        line["notes"] = sorted(line["notes"])
    tables = {name: rows_of(workspace, name) for name in TABLES}
    return Held(
        tables, sorted(log, key=lambda line: line["sha256"]), sorted((r.where, r.reason) for r in refused)
    )


def rows_of(workspace: Workspace, name: str) -> pl.DataFrame:
    """Give a table in an order of its own; parts without where they lie, assertions without when they came."""
    table = workspace.table(name).collect()
    if name == "parts":
        table = table.drop("offset_bytes", "size_bytes")
    keys = [column for column in table.columns if not table[column].dtype.is_nested()]
    return table.sort(keys, nulls_last=True, maintain_order=True)


def assert_same(found: Held, wanted: Held, tables: Sequence[str] = TABLES) -> None:
    """Require the same rows in every table; see `assert_same_log` for the rest."""
    for name in tables:
        try:
            assert_frame_equal(found.tables[name], wanted.tables[name], check_exact=True)
        except AssertionError as error:
            raise AssertionError(f"table {name}: {error}") from error


def assert_same_log(found: Held, wanted: Held) -> None:
    """Require the same lines in the log (counts, notes, refusals, folders, days), and the same refused."""
    assert found.refused == wanted.refused
    assert found.log == wanted.log


def assert_places(workspace: Workspace) -> None:
    """Require that where the index says a trace lies, the bytes of that hash lie."""
    parts = workspace.table("parts").collect()
    assert parts["offset_bytes"].null_count() == 0
    for acquisition in workspace.acquisitions():
        stored = b"".join(Path(path).read_bytes() for path in acquisition.paths)
        for part in parts.filter(pl.col("acquisition") == acquisition.sha256).iter_rows(named=True):
            its = stored[part["offset_bytes"] : part["offset_bytes"] + part["size_bytes"]]
            assert hashlib.sha256(its).hexdigest() == part["sha256"], part["member"]
