"""The workspace on disk: the sole reader and writer of our own tables, and the acquisitions log."""

from wheelsdown.store.faults import Fault, FaultKind, check
from wheelsdown.store.holdings import Status, TableStatus, status
from wheelsdown.store.piles import Pile
from wheelsdown.store.publishing import Amendment
from wheelsdown.store.snapshots import Snapshot
from wheelsdown.store.upkeep import Compaction, compact
from wheelsdown.store.workspace import Workspace

__all__ = [
    "Amendment",
    "Compaction",
    "Fault",
    "FaultKind",
    "Pile",
    "Snapshot",
    "Status",
    "TableStatus",
    "Workspace",
    "check",
    "compact",
    "status",
]
