"""Checks claims for who may see what: the evidence is made careful before it is judged, not afterwards.

A verdict would say what a row may not: so aircraft flagged PIA or LADD lose their identity, and where others
than this machine's user are served military movements at watched places wait, before any claim is compared
with them. What is withheld or waits is counted.
"""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from wheelsdown.care.delays import DELAYED
from wheelsdown.care.withholding import WITHHELD
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
        Reason to number: pieces of evidence whose identity is withheld, and visits in the workspace that
        wait, whichever claim they bear on.
    """
    if not (view.settings.delay or view.flagged):
        return check_claims(view.workspace, document), {}
    step = now().timestamp() // _DELAY_STEP_S * _DELAY_STEP_S if view.settings.delay else 0.0
    visits = view.once(("careful_visits", step), lambda: _visits(view, step))
    checked = check_claims(_CarefulWorkspace(view, visits.rows), document)
    evidence = [row for article in checked.articles for claim in article.claims for row in claim.evidence]
    counts = {
        "identity_withheld": sum(row.icao24 == WITHHELD for row in evidence),
        DELAYED: visits.left_out.get(DELAYED, 0),
    }
    return checked, {reason: n for reason, n in counts.items() if n}


def _visits(view: View, step: float) -> Listing:
    rows = view.workspace.table("visits").collect()
    if view.settings.delay:  # who is military may wait; that is asked only of those whom it is about
        is_watched = rows["aerodrome"].is_in([watch.place for watch in view.watches])
        rows = pl.concat([view.identities.filled(rows.filter(is_watched)), rows.filter(~is_watched)])
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
