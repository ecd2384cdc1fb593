"""What is shown to whom: the one door through which every answer leaves (DESIGN, section 7).

Aircraft flagged PIA or LADD keep their event and lose their identity, whoever asks. Where others than this
machine's user are served, military movements at watched places wait. What is not shown is counted.
"""

from dataclasses import dataclass
from datetime import datetime

from wheelsdown.dossiers.listings import Listing
from wheelsdown.faces.web.snapshots import View
from wheelsdown.faces.withholding import withhold

__all__ = ["Answered", "careful"]


@dataclass(frozen=True)
class Answered:
    """All rows of an answer, as they are known here."""

    listing: Listing
    #: The rows were chosen by a column that is withheld of flagged aircraft.
    by_identity: bool = False


def careful(view: View, answered: Answered, at: datetime) -> Listing:
    """Give what may be shown at an instant."""
    del at
    listing = answered.listing
    if "airframe" in listing.rows.columns:
        listing = withhold(listing, view.flagged, asked_by_identity=answered.by_identity)
    return listing
