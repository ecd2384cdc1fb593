"""What is shown to whom: the one door through which every answer leaves (DESIGN, section 7).

Aircraft flagged PIA or LADD keep their event and lose their identity, whoever asks. Where others than this
machine's user are served, military movements at watched places wait. What is not shown is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from wheelsdown.dossiers.listings import Listing
from wheelsdown.faces.web.snapshots import View
from wheelsdown.faces.withholding import WITHHELD, withhold
from wheelsdown.live.picture import Aircraft, Picture

__all__ = ["Answered", "careful", "careful_picture"]

#: Bits of readsb's ``dbFlags``: PIA and LADD.
_FLAGGED = 4 | 8


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


def careful_picture(view: View, picture: Picture) -> tuple[Picture, Mapping[str, int]]:
    """Give the picture that may be shown, and what of it may not."""
    aircraft: list[Aircraft] = []
    n_withheld = 0
    for each in picture.aircraft:
        if (each.db_flags or 0) & _FLAGGED or each.hex in view.flagged:
            n_withheld += 1
            bare = {"flight": None, "squawk": None, "r": None, "t": None, "desc": None, "own_op": None}
            each = msgspec.structs.replace(each, hex=f"{WITHHELD}:{n_withheld}", **bare)  # noqa: PLW2901
        aircraft.append(each)
    shown = msgspec.structs.replace(picture, aircraft=aircraft)
    return shown, {"identity_withheld": n_withheld} if n_withheld else {}
