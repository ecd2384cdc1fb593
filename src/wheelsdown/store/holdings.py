"""Sum up what a workspace holds and what it lacks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wheelsdown.schemas import Acquisition, WorkspaceKind
from wheelsdown.store import delta
from wheelsdown.store.tables import TABLES
from wheelsdown.store.workspace import Workspace

__all__ = ["Status", "TableStatus", "status"]


@dataclass(frozen=True)
class TableStatus:
    """One published table: its version, rows and bytes."""

    version: int
    n_rows: int
    size_bytes: int


@dataclass(frozen=True)
class Status:
    """What a workspace holds. Times are UTC, the range is that of the points kept."""

    kind: WorkspaceKind | None
    n_acquisitions: int
    size_bytes: int
    first_at: datetime | None
    last_at: datetime | None
    #: UTC days with at least one point, and the days between the first and the last without any.
    days: tuple[date, ...]
    missing_days: tuple[date, ...]
    n_points_read: int
    n_points_kept: int
    #: Reason -> number of points not kept.
    dropped: dict[str, int]
    n_refused: int
    tables: dict[str, TableStatus]
    pending: tuple[Acquisition, ...]
    #: What a person should know, such as lines lost in a crash.
    notes: tuple[str, ...]


def status(workspace: Workspace) -> Status:
    """Sum up the acquisitions and the published tables of a workspace.

    Raises
    ------
    IntegrityError
        The log or a table was changed after it was written.
    """
    acquisitions = workspace.acquisitions()
    days = sorted({day for each in acquisitions for day in each.days})
    dropped = sum((Counter(each.dropped) for each in acquisitions), Counter[str]())
    return Status(
        kind=workspace.kind,
        n_acquisitions=len(acquisitions),
        size_bytes=sum(each.size_bytes for each in acquisitions),
        first_at=min((each.first_at for each in acquisitions if each.first_at), default=None),
        last_at=max((each.last_at for each in acquisitions if each.last_at), default=None),
        days=tuple(days),
        missing_days=_missing(days),
        n_points_read=sum(each.n_points_read for each in acquisitions),
        n_points_kept=sum(each.n_points_kept for each in acquisitions),
        dropped=dict(sorted(dropped.items())),
        n_refused=sum(len(each.refused) for each in acquisitions),
        tables=_tables(workspace),
        pending=workspace.pending(),
        notes=_notes(workspace),
    )


def _missing(days: list[date]) -> tuple[date, ...]:
    if not days:
        return ()
    there = set(days)
    between = (days[0] + timedelta(days=i) for i in range((days[-1] - days[0]).days))
    return tuple(day for day in between if day not in there)


def _tables(workspace: Workspace) -> dict[str, TableStatus]:
    tables = {}
    snapshot = workspace.snapshot()
    for name in sorted({*snapshot.versions} & {*TABLES}):
        version = snapshot.versions[name]
        files = delta.data_files(workspace.layout.table(name), version)
        size_bytes = sum(file.size_bytes for file in files)
        tables[name] = TableStatus(version, workspace.n_rows(name, at=snapshot), size_bytes)
    return tables


def _notes(workspace: Workspace) -> tuple[str, ...]:
    torn = workspace.layout.torn
    if not torn.exists():
        return ()
    return (f"an interrupted run left an unfinished line, kept in {torn}; ingest the same data again",)
