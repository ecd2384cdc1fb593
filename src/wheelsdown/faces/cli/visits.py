"""``wheelsdown visits``: who visited a place."""

from typing import Annotated

import typer

from wheelsdown.faces.cli.asking import Asked, lists_rows
from wheelsdown.faces.cli.options import examples

__all__ = ["EXAMPLES", "visits"]

EXAMPLES = examples(
    "wheelsdown visits KRNM",
    "wheelsdown visits Хмеймим --since 2025-10-20 --until 2025-10",
    "wheelsdown visits OSLK --type IL62 --format json",
    "wheelsdown visits LTK --from Libya -o visits.geojson",
)


@lists_rows
def visits(
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help="Code or name in any script; or a region, country, set."),
    ],
    asked: Asked,
) -> None:
    """List who visited a place, from where, and how it is known.

    A visit is one stay of one aircraft on the ground; either end may be unseen. Each row names the rows
    of the raw files that prove it. No observed visits is never the same as nobody came.
    """
    from wheelsdown import pipeline
    from wheelsdown.dossiers.listings import ListKind
    from wheelsdown.faces.cli.listing_flow import answer_with_rows
    from wheelsdown.faces.cli.tables.visits import visits_table

    answer_with_rows(
        asked,
        ListKind.VISITS,
        lambda workspace, row_filter: pipeline.visits(workspace, place, row_filter),
        visits_table,
    )
