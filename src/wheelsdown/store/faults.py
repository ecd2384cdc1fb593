"""Tell whether everything in a workspace still is what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.schemas import Acquisition
from wheelsdown.store import delta
from wheelsdown.store.kept_articles import article_faults
from wheelsdown.store.originals import hash_file, hash_original
from wheelsdown.store.snapshots import Snapshot
from wheelsdown.store.tables import TABLES
from wheelsdown.store.workspace import Workspace

__all__ = ["Fault", "FaultKind", "check"]


_FROM_RAW_FILES = "ingest the same raw files into a new workspace, or restore the file from a copy"
_FROM_A_COPY = "restore the file from a copy"


class FaultKind(StrEnum):
    """Which part of a workspace is at fault."""

    LOG = "log"
    SNAPSHOT = "snapshot"
    TABLE = "table"
    ORIGINAL = "original"
    ARTICLE = "article"


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was written; the message is one line for a person."""

    kind: FaultKind
    where: str
    message: str


def check(workspace: Workspace, *, progress: Callable[[int], object] | None = None) -> list[Fault]:
    """List what is wrong; an empty list when all is well. Reads every original as a stream, writes nothing.

    Parameters
    ----------
    progress
        Called after each original with its size in bytes.
    """
    delta.forget()
    try:
        snapshot, pins = workspace.snapshot(), workspace.pins()
    except IntegrityError as error:
        return [Fault(FaultKind.SNAPSHOT, str(workspace.path), str(error))]
    faults = _table_faults(workspace, snapshot, pinned=False) or _key_faults(workspace, snapshot)
    for pin in pins.values():
        faults += _table_faults(workspace, pin, pinned=True)
    try:
        acquisitions = workspace.acquisitions()
    except IntegrityError as error:
        return [*faults, Fault(FaultKind.LOG, str(workspace.layout.log), str(error))]
    faults += _snapshot_faults(workspace, acquisitions)
    faults += [Fault(FaultKind.ARTICLE, *fault) for fault in article_faults(workspace.layout)]
    for acquisition in acquisitions:
        faults += _original_faults(acquisition)
        if progress is not None:
            progress(acquisition.size_bytes)
    return list(dict.fromkeys(faults))


def _snapshot_faults(workspace: Workspace, acquisitions: tuple[Acquisition, ...]) -> list[Fault]:
    unknown = set(workspace.snapshot().covers) - {each.sha256 for each in acquisitions}
    return [
        Fault(
            FaultKind.SNAPSHOT,
            str(workspace.layout.snapshot),
            f"the tables rest on acquisition {sha256}, which the log lacks; restore the log from a copy",
        )
        for sha256 in sorted(unknown)
    ]


def _table_faults(workspace: Workspace, snapshot: Snapshot, *, pinned: bool) -> list[Fault]:
    faults = []
    for name, version in sorted(snapshot.versions.items()):
        remedy = _FROM_A_COPY if pinned or _is_original(name) else _FROM_RAW_FILES
        for where, message in _damage(workspace.layout.table(name), version):
            faults.append(Fault(FaultKind.TABLE, where, f"table '{name}': {message}; {remedy}"))
    return faults


def _key_faults(workspace: Workspace, snapshot: Snapshot) -> list[Fault]:
    """Tell of rows that count though another row of the same key does."""
    faults = []
    for name, table in TABLES.items():
        if name not in snapshot.versions or table.key is None or table.derived is not None:
            continue
        keys = workspace.table(name, at=snapshot).select(table.key).collect().to_series()
        n_twice = len(keys) - keys.n_unique()
        if n_twice:
            message = f"table '{name}': {n_twice} rows are there twice; {_FROM_RAW_FILES}"
            faults.append(Fault(FaultKind.TABLE, str(workspace.layout.table(name)), message))
    return faults


def _is_original(name: str) -> bool:
    return name in TABLES and TABLES[name].append_only


def _damage(folder: Path, version: int) -> list[tuple[str, str]]:
    try:
        files = delta.data_files(folder, version)
    except IntegrityError:
        return [(str(folder), f"version {version} cannot be read")]
    damage = []
    for file in files:
        if not file.path.is_file():
            damage.append((str(file.path), f"{file.path.name} is missing"))
        elif hash_file(file.path) != file.sha256:
            damage.append((str(file.path), f"{file.path.name} does not hold the bytes its name says"))
    return damage


def _original_faults(acquisition: Acquisition) -> list[Fault]:
    where = ", ".join(acquisition.paths)
    try:
        found = hash_original(acquisition)
    except SourceError as error:
        found, message = "", str(error)
    else:
        message = (
            f"{where} is not what was ingested (SHA-256 {found[:12]}..., recorded "
            f"{acquisition.sha256[:12]}...); restore it from a copy"
        )
    return [] if found == acquisition.sha256 else [Fault(FaultKind.ORIGINAL, where, message)]
