"""Checks claims for others: the evidence is made careful before it is judged, not afterwards.

A verdict would say what a row may not: so what is withheld of flagged aircraft, and what waits at watched
places, is taken out of the evidence before any claim is compared with it. Both are counted.
"""

from collections.abc import Mapping

import polars as pl

from wheelsdown.care.delays import DELAYED
from wheelsdown.care.withholding import WITHHELD
from wheelsdown.checking import check_claims
from wheelsdown.claims.claim import ClaimsDocument
from wheelsdown.dossiers.listings import Listing
from wheelsdown.schemas import Acquisition
from wheelsdown.store import Snapshot, Workspace
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["check_shown"]


def check_shown(
    workspace: Workspace, visits: Listing, document: ClaimsDocument
) -> tuple[CheckedDocument, Mapping[str, int]]:
    """Give every claim its verdict, from visits that may be shown.

    Parameters
    ----------
    workspace
        Where everything else lies.
    visits
        The table ``visits`` as it may be shown (`delayed`, `withhold`).

    Returns
    -------
    CheckedDocument
        With verdicts.
    left_out
        Reason to number: pieces of evidence whose identity is withheld, and visits in the workspace that
        wait, whichever claim they bear on.
    """
    checked = check_claims(_Shown(workspace, visits.rows), document)
    evidence = [row for article in checked.articles for claim in article.claims for row in claim.evidence]
    counts = {
        "identity_withheld": sum(row.icao24 == WITHHELD for row in evidence),
        DELAYED: visits.left_out.get(DELAYED, 0),
    }
    return checked, {reason: n for reason, n in counts.items() if n}


class _Shown(Workspace):
    """A workspace whose visits are those that may be shown."""

    def __init__(self, workspace: Workspace, visits: pl.DataFrame) -> None:
        super().__init__(workspace.path)
        self._workspace = workspace
        self._visits = visits

    @property
    def called(self) -> str | None:
        """Give what the workspace itself is called by."""
        return self._workspace.called

    def snapshot(self) -> Snapshot:
        """Give the published state that is asked."""
        return self._workspace.snapshot()

    def acquisitions(self) -> tuple[Acquisition, ...]:
        """Give everything that came in."""
        return self._workspace.acquisitions()

    def table(self, name: str, *, at: Snapshot | None = None) -> pl.LazyFrame:
        """Read a table; never visits of another state."""
        return self._visits.lazy() if name == "visits" else self._workspace.table(name, at=at)
