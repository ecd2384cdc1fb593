"""What is shown to whom: the one door through which every answer leaves (DESIGN, section 7).

Aircraft flagged PIA or LADD keep their event and lose their identity, whoever asks. Where others than this
machine's user are served, so do private European ones, military movements at watched places wait, and points
that a licence keeps here stay here. What is not shown is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import polars as pl

from wheelsdown.care import pictures
from wheelsdown.care.delays import Watch, delayed
from wheelsdown.care.licences import passed_on
from wheelsdown.care.withholding import withhold
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.faces.web.snapshots import View
from wheelsdown.live.picture import Picture

__all__ = ["Answered", "careful", "careful_picture", "with_military"]


@dataclass(frozen=True)
class Answered:
    """All rows of an answer, as they are known here."""

    listing: Listing
    #: The rows were chosen by a column that is withheld of flagged aircraft.
    by_identity: bool = False


def careful(view: View, answered: Answered, at: datetime) -> Listing:
    """Give what may be shown at an instant."""
    listing = answered.listing
    if "airframe" not in listing.rows.columns:
        return listing
    if view.settings.delay:
        columns = listing.rows.columns
        known = _listing(listing, with_military(view, listing.rows))
        listing = delayed(known, view.watches, at - view.settings.delay)
        listing = _listing(listing, listing.rows.select(columns))
    if not view.settings.private:
        listing = passed_on(view.workspace, listing)
    return withhold(listing, view.flagged, asked_by_identity=answered.by_identity)


def careful_picture(view: View, picture: Picture) -> tuple[Picture, Mapping[str, int]]:
    """Give the picture that may be shown, and what of it may not; where feeds come from is the user's own."""
    watched: Sequence[Watch] = view.watches if view.settings.delay else ()
    shared = not view.settings.private
    shown, left_out = pictures.careful_picture(picture, view.flagged, watched, shared=shared)
    if shared:
        feeds = [msgspec.structs.replace(each, url="") for each in shown.feeds]
        shown = msgspec.structs.replace(shown, feeds=feeds)
    return shown, left_out


def with_military(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows with the column ``military``; where they lack it, as the sources say of their airframes."""
    if "military" in rows.columns:
        return rows
    known = view.identities.of(rows["airframe"].unique()).select("airframe", "military")
    return rows.join(known, on="airframe", how="left", maintain_order="left")


def _listing(of: Listing, rows: pl.DataFrame) -> Rows:
    return Rows(rows, of.simulated, of.left_out, of.missing, of.place)
