"""Checks claims for who may see what: the evidence is made careful before it is judged, not afterwards.

A verdict would say what a row may not: so aircraft flagged PIA or LADD lose their identity, and where others
than this machine's user are served military movements at watched places wait, before any claim is compared
with them. What is withheld or waits is counted.
"""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from wheelsdown.checking import check_claims
from wheelsdown.claims.claim import ClaimsDocument
from wheelsdown.clock import now
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.faces.web.care import Answered, careful
from wheelsdown.faces.web.snapshots import HeldWorkspace, View
from wheelsdown.store import Snapshot
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["careful_check"]

#: Seconds during which what is delayed counts as unchanged.
_DELAY_STEP_S = 60


def careful_check(view: View, document: ClaimsDocument) -> tuple[CheckedDocument, Mapping[str, int]]:
    """Give every claim its verdict, from what may be shown.

    Returns
    -------
    CheckedDocument
        With verdicts.
    left_out
        Reason to number of visits in the workspace that were not shown as they are known.
    """
    step = now().timestamp() // _DELAY_STEP_S * _DELAY_STEP_S if view.settings.delay else 0.0
    visits = view.once(("careful_visits", step), lambda: _visits(view, step))
    return check_claims(_CarefulWorkspace(view, visits.rows), document), visits.left_out


def _visits(view: View, step: float) -> Listing:
    rows = view.workspace.table("visits").collect()
    at = datetime.fromtimestamp(step, now().tzinfo)
    return careful(view, Answered(Rows(rows, view.simulated)), at)


class _CarefulWorkspace(HeldWorkspace):
    """A published state whose visits are those that may be shown."""

    def __init__(self, view: View, visits: pl.DataFrame) -> None:
        held = view.workspace
        super().__init__(held.path, held.snapshot(), held.acquisitions())
        self.held = {**held.held, "visits": visits}

    def table(self, name: str, *, at: Snapshot | None = None) -> pl.LazyFrame:
        """Read a table of this state; never the visits of another one."""
        return super().table(name, at=at if name != "visits" else None)
