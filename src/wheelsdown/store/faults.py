"""Tell whether everything in a workspace still is what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.schemas import Acquisition
from wheelsdown.store import delta
from wheelsdown.store.originals import hash_file, hash_original
from wheelsdown.store.snapshots import Snapshot
from wheelsdown.store.tables import TABLES
from wheelsdown.store.workspace import Workspace

__all__ = ["Fault", "FaultKind", "check"]


class FaultKind(StrEnum):
    """Which part of a workspace is at fault."""

    LOG = "log"
    SNAPSHOT = "snapshot"
    TABLE = "table"
    ORIGINAL = "original"


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
        Called with a number of bytes whenever that many more have been read.
    """
    try:
        acquisitions = workspace.acquisitions()
    except IntegrityError as error:
        return [Fault(FaultKind.LOG, str(workspace.layout.log), str(error))]
    faults = [*_snapshot_faults(workspace, acquisitions)]
    for name, snapshot in (("", workspace.snapshot()), *workspace.pins().items()):
        faults += _table_faults(workspace, snapshot, pinned_for=name)
    for acquisition in acquisitions:
        faults += _original_faults(workspace, acquisition, progress)
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


def _table_faults(workspace: Workspace, snapshot: Snapshot, *, pinned_for: str) -> list[Fault]:
    faults = []
    for name, version in sorted(snapshot.versions.items()):
        remedy = "the rows must come from a copy" if pinned_for or _is_original(name) else "ingest again"
        for where, message in _damage(workspace.layout.table(name), version):
            faults.append(Fault(FaultKind.TABLE, where, f"table '{name}': {message}; {remedy}"))
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


def _original_faults(
    workspace: Workspace, acquisition: Acquisition, progress: Callable[[int], object] | None
) -> list[Fault]:
    where = ", ".join(acquisition.paths)
    try:
        found = hash_original([Path(path) for path in acquisition.paths], progress=progress)
    except SourceError as error:
        found, message = "", f"{error}: put it back where it was ingested from"
    else:
        message = (
            f"{where} is not what was ingested (SHA-256 {found[:12]}..., recorded "
            f"{acquisition.sha256[:12]}...); restore it from a copy"
        )
    if found == acquisition.sha256 or _copy_is_whole(workspace, acquisition):
        return []
    return [Fault(FaultKind.ORIGINAL, where, message)]


def _copy_is_whole(workspace: Workspace, acquisition: Acquisition) -> bool:
    copy = workspace.raw_path(acquisition.sha256)
    return copy.exists() and hash_original([copy]) == acquisition.sha256
