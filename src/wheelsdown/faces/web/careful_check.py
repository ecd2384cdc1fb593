"""Checks claims for who may see what: which visits that are, worked out once for a state and a minute."""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from wheelsdown.care.checking import check_shown
from wheelsdown.checking import check_claims
from wheelsdown.claims.claim import ClaimsDocument
from wheelsdown.clock import now
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.faces.web.care import Answered, careful
from wheelsdown.faces.web.snapshots import View
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["careful_check"]

#: Seconds during which what is delayed counts as unchanged.
_DELAY_STEP_S = 60


def careful_check(view: View, document: ClaimsDocument) -> tuple[CheckedDocument, Mapping[str, int]]:
    """Give every claim its verdict from what may be shown, and what is left out (`check_shown`)."""
    if not (view.settings.delay or view.flagged):
        return check_claims(view.workspace, document), {}
    step = now().timestamp() // _DELAY_STEP_S * _DELAY_STEP_S if view.settings.delay else 0.0
    visits = view.once(("careful_visits", step), lambda: _visits(view, step))
    return check_shown(view.workspace, visits, document)


def _visits(view: View, step: float) -> Listing:
    rows = view.workspace.table("visits").collect()
    if view.settings.delay:  # who is military may wait; that is asked only of those whom it is about
        is_watched = rows["aerodrome"].is_in([watch.place for watch in view.watches])
        rows = pl.concat([view.identities.filled(rows.filter(is_watched)), rows.filter(~is_watched)])
    at = datetime.fromtimestamp(step, now().tzinfo)
    return careful(view, Answered(Rows(rows, view.simulated)), at)
