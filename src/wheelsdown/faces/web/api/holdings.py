"""What this server answers from: the workspace, what it lacks, who listens and what is not shown."""

from datetime import date
from typing import Literal

import msgspec

from wheelsdown import __version__, pipeline
from wheelsdown.clock import Interval, rfc3339
from wheelsdown.dossiers.wording import SIMULATED_BANNER
from wheelsdown.faces.web.api.asking import NothingAsked
from wheelsdown.faces.web.snapshots import View
from wheelsdown.lacking import missing_data

__all__ = ["StatusAnswer", "status"]


class TableHeld(msgspec.Struct, frozen=True, kw_only=True):
    """One table as published."""

    version: int
    n_rows: int
    size_bytes: int


class StatusAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the workspace holds and lacks, and how it is served."""

    schema: Literal["wheelsdown/status/1"] = "wheelsdown/status/1"
    version: str = __version__
    simulated: bool
    #: Stands at the top of everything that shows simulated rows; null where the data is real.
    banner: str | None
    #: real or simulated; null while nothing has come in.
    kind: str | None
    #: Names what is answered from; it changes when something is published.
    state: str
    published_at: str | None
    n_acquisitions: int
    size_bytes: int
    first_at: str | None
    last_at: str | None
    days: list[date]
    #: Days without data between the first and the last: silence on them means nothing.
    missing_days: list[date]
    missing: list[str]
    #: Publisher and licence of what is held.
    credits: tuple[tuple[str, str], ...]
    n_points_read: int
    n_points_kept: int
    dropped: dict[str, int]
    n_refused: int
    n_pending: int
    tables: dict[str, TableHeld]
    notes: tuple[str, ...]
    #: Only this machine's user is served.
    private: bool
    #: How long military movements at watched places wait before they are shown.
    delay_military_h: float
    #: Airframes whose identity is withheld.
    n_withheld: int
    tiles_url: str | None


def status(view: View, asked: NothingAsked) -> StatusAnswer:
    """Give what the workspace holds, and how it is served."""
    del asked
    found = view.once("status", lambda: pipeline.status(view.workspace))
    lacking = missing_data(view.workspace, Interval(None, None)) if found.n_acquisitions else []
    return StatusAnswer(
        simulated=view.simulated,
        banner=SIMULATED_BANNER if view.simulated else None,
        kind=found.kind.value if found.kind else None,
        state=view.state,
        published_at=rfc3339(view.workspace.snapshot().published_at),
        n_acquisitions=found.n_acquisitions,
        size_bytes=found.size_bytes,
        first_at=rfc3339(found.first_at),
        last_at=rfc3339(found.last_at),
        days=list(found.days),
        missing_days=list(found.missing_days),
        missing=lacking,
        credits=view.credits,
        n_points_read=found.n_points_read,
        n_points_kept=found.n_points_kept,
        dropped=found.dropped,
        n_refused=found.n_refused,
        n_pending=len(found.pending),
        tables={
            name: TableHeld(version=each.version, n_rows=each.n_rows, size_bytes=each.size_bytes)
            for name, each in found.tables.items()
        },
        notes=found.notes if view.settings.private else (),
        private=view.settings.private,
        delay_military_h=view.settings.delay.total_seconds() / 3600,
        n_withheld=len(view.flagged),
        tiles_url=view.settings.tiles_url,
    )
