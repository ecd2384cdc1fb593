"""Give back space without losing what a reader or a finding needs."""

from dataclasses import dataclass
from datetime import timedelta

from wheelsdown.store.cleaning import RETENTION
from wheelsdown.store.compaction import several
from wheelsdown.store.refusals import one_line_for_disk_errors
from wheelsdown.store.tables import TABLES
from wheelsdown.store.tidying import cleaned, merged
from wheelsdown.store.workspace import Workspace

__all__ = ["RETENTION", "Compaction", "compact"]


@dataclass(frozen=True)
class Compaction:
    """What an upkeep did."""

    #: Tables whose many small files became one.
    merged: tuple[str, ...]
    n_files_removed: int


def compact(workspace: Workspace, *, retention: timedelta = RETENTION) -> Compaction:
    """Merge small files and remove the files of versions that nothing names any more.

    The published snapshot and every pinned one stay readable, whatever their age. Commits do this by
    themselves as files pile up; this merges every table into one file.

    Parameters
    ----------
    retention
        What was in use until less than this ago stays.

    Raises
    ------
    WorkspaceError
        Somebody else writes; the disk refuses. What was published before stands.
    """
    with workspace.writing(), one_line_for_disk_errors(workspace.path):
        before = workspace.snapshot()
        after = merged(workspace.layout, before, before.versions, several)
        n_removed = cleaned(workspace.layout, after, after.versions, retention=retention)
    changed = [name for name in sorted(TABLES) if after.versions.get(name) != before.versions.get(name)]
    return Compaction(tuple(changed), n_removed)
