"""The way of every list of flights: ask the pipeline, withhold what must be, write."""

import sys
from typing import TYPE_CHECKING

from wheelsdown.faces.cli.asking import Asked
from wheelsdown.faces.cli.output import emit
from wheelsdown.faces.cli.workspaces import existing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wheelsdown.clock import Interval
    from wheelsdown.dossiers.listings import Listing, ListKind
    from wheelsdown.dossiers.rows_geojson import Positions
    from wheelsdown.pipeline import Answer, RowFilter
    from wheelsdown.store.workspace import Workspace

__all__ = ["answer_with_rows"]


def answer_with_rows(
    asked: Asked,
    kind: "ListKind",
    question: "Callable[[Workspace, RowFilter], Answer]",
    table: "Callable[[Listing, Interval], Iterable[str]]",
) -> None:
    """Put the question to the pipeline and write the rows as asked.

    Aircraft flagged PIA or LADD lose their identity, unless a reason to show them was given, which is
    logged before anything is shown.
    """
    from wheelsdown import pipeline
    from wheelsdown.care.withholding import (
        chosen_by_withheld,
        log_disclosure,
        refuse_flagged,
        withhold,
    )

    workspace = existing(asked.workspace)
    flagged = pipeline.flagged_airframes(workspace)
    if asked.show_flagged is None:
        refuse_flagged(asked.icao24, flagged)
    wanted = asked.row_filter()
    listing: Listing = question(workspace, wanted)
    if asked.show_flagged is None:
        listing = withhold(listing, flagged, asked_by_identity=chosen_by_withheld(wanted))
    elif shown := flagged.intersection(listing.rows["airframe"]):
        log_disclosure(asked.workspace, asked.show_flagged, sys.argv[1:], shown)
    emit(
        listing,
        kind,
        asked.output,
        table=lambda: table(listing, asked.interval),
        positions=lambda aerodromes: _positions(workspace, aerodromes),
    )


def _positions(workspace: "Workspace", aerodromes: set[str]) -> "Positions":
    """Look up where aerodromes lie, those of the user's register included."""
    import polars as pl

    from wheelsdown import pipeline
    from wheelsdown.reference.places import aerodromes_with

    named = aerodromes_with(pipeline.places(workspace)).filter(pl.col("aerodrome").is_in(list(aerodromes)))
    return {row[0]: (row[1], row[2]) for row in named.select("aerodrome", "lat_deg", "lon_deg").iter_rows()}
