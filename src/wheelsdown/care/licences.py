"""What of the raw data others may be given: of what may not be passed on, findings and hashes alone.

Visits and flights are findings of this house, and name the raw rows that prove them by their hash. Points
are the data itself: where others are served, those of a publisher who forbids it are left out and counted.
What nobody said anything about is the user's own to know.
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.intake import PROVIDERS
from wheelsdown.store import Workspace

__all__ = ["NOT_PASSED_ON", "credits_of", "is_kept_here", "passed_on", "restricted_parts"]

#: The reason under which points are counted that a licence keeps here.
NOT_PASSED_ON: Final = "not_passed_on_by_licence"


def credits_of(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """Give who published what a workspace holds, each with the licence: the attribution ODbL asks for."""
    return tuple(sorted({(each.provider, each.licence) for each in workspace.acquisitions()}))


def restricted_parts(
    workspace: Workspace, airframes: Iterable[str], interval: Interval | None = None
) -> pl.DataFrame:
    """Give ``airframe`` and ``sha256`` of raw files or members that may not be passed on.

    Parameters
    ----------
    airframes
        Whose parts.
    interval
        Only those with points in it; None gives all.
    """
    kept = [each.sha256 for each in workspace.acquisitions() if each.redistributable is False]
    if not kept:
        return pl.DataFrame(schema={"airframe": pl.String, "sha256": pl.String})
    theirs = pl.col("airframe").is_in(list(airframes)) & pl.col("acquisition").is_in(kept)
    parts = workspace.table("parts").filter(theirs)
    if interval is not None and interval.start is not None:
        parts = parts.filter(pl.col("last_at") >= interval.start)
    if interval is not None and interval.end is not None:
        parts = parts.filter(pl.col("first_at") < interval.end)
    return parts.select("airframe", "sha256").unique().collect()


def is_kept_here(provider: str) -> bool:
    """Tell whether what a publisher sends may not be passed on, by its terms as far as they are known.

    >>> is_kept_here("opensky"), is_kept_here("own"), is_kept_here("somebody")
    (True, False, False)
    """
    known = PROVIDERS.get(provider)
    return known is not None and known.redistributable is False


def passed_on(workspace: Workspace, listing: Listing) -> Listing:
    """Give a list without the points that may not be passed on; lists of findings are given whole."""
    if "sha256" not in listing.rows.columns:
        return listing
    parts = restricted_parts(workspace, listing.rows["airframe"].unique())
    stays = listing.rows["sha256"].cast(pl.String).is_in(parts["sha256"].to_list())
    if not stays.any():
        return listing
    left_out = {**listing.left_out, NOT_PASSED_ON: int(stays.sum())}
    return Rows(listing.rows.filter(~stays), listing.simulated, left_out, listing.missing, listing.place)
