"""Give back space without losing what a reader or a finding needs."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec

from wheelsdown.store import delta
from wheelsdown.store.refusals import one_line_for_disk_errors
from wheelsdown.store.snapshots import Snapshot, write_snapshot
from wheelsdown.store.tables import table_named
from wheelsdown.store.workspace import Workspace

__all__ = ["RETENTION", "Compaction", "compact"]

#: A reader that opened a table before a newer version was published has this long to finish.
RETENTION = timedelta(hours=1)


@dataclass(frozen=True)
class Compaction:
    """What an upkeep did."""

    #: Tables whose many small files became one.
    merged: tuple[str, ...]
    n_files_removed: int


def compact(workspace: Workspace, *, retention: timedelta = RETENTION) -> Compaction:
    """Merge small files and remove the files of versions that nothing names any more.

    The published snapshot and every pinned one stay readable, whatever their age.

    Parameters
    ----------
    retention
        Files of other versions younger than this stay; whole hours.

    Raises
    ------
    WorkspaceError
        Somebody else writes; the disk refuses. What was published before stands.
    """
    with workspace.writing(), one_line_for_disk_errors(workspace.path):
        merged = _merge(workspace)
        n_removed = _vacuum(workspace, retention)
    return Compaction(merged, n_removed)


def _merge(workspace: Workspace) -> tuple[str, ...]:
    versions = workspace.snapshot().versions
    merged = {}
    for name, version in sorted(versions.items()):
        folder, table = workspace.layout.table(name), table_named(name)
        if len(delta.data_files(folder, version)) > 1:
            rows = delta.scan(folder, version, table).collect()
            merged[name] = delta.commit(folder, rows, append=False)
    _republish(workspace, merged)
    return tuple(merged)


def _vacuum(workspace: Workspace, retention: timedelta) -> int:
    snapshot = workspace.snapshot()
    n_removed, moved = 0, {}
    for name, version in sorted(snapshot.versions.items()):
        folder = workspace.layout.table(name)
        pinned = {pin.versions[name] for pin in workspace.pins().values() if name in pin.versions}
        is_newest = delta.latest_version(folder) == version
        n_files, newest = delta.vacuum(folder, keep={version, *pinned}, retention=retention)
        n_removed += n_files
        if is_newest:  # else a crash left a newer version behind, whose rows were never published
            moved[name] = newest
    _republish(workspace, moved)
    return n_removed


def _republish(workspace: Workspace, versions: dict[str, int]) -> Snapshot:
    before = workspace.snapshot()
    snapshot = msgspec.structs.replace(before, versions={**before.versions, **versions})
    if snapshot != before:
        write_snapshot(workspace.layout.snapshot, snapshot)
    return snapshot
