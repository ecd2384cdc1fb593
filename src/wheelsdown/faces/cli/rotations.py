"""``wheelsdown rotations``: the legs before and after each visit."""

from typing import Annotated

import typer

from wheelsdown.faces.cli.asking import Asked, lists_rows
from wheelsdown.faces.cli.options import examples

__all__ = ["EXAMPLES", "rotations"]

EXAMPLES = examples(
    "wheelsdown rotations OSLK --since 2025-10-20",
    "wheelsdown rotations Khmeimim --type IL62 --format json",
)


@lists_rows
def rotations(
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help="Code or name in any script; or a region, country, set."),
    ],
    asked: Asked,
) -> None:
    """List the legs before and after each visit to a place.

    Places are named as finely as the evidence allows: aerodrome, region, country or unknown.
    """
    from wheelsdown import pipeline
    from wheelsdown.dossiers.listings import ListKind
    from wheelsdown.faces.cli.listing_flow import answer_with_rows
    from wheelsdown.faces.cli.tables.rotations import rotations_table

    answer_with_rows(
        asked,
        ListKind.ROTATIONS,
        lambda workspace, row_filter: pipeline.rotations(workspace, place, row_filter),
        rotations_table,
    )
