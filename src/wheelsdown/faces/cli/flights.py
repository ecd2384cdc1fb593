"""``wheelsdown flights``: which legs were seen."""

from wheelsdown.faces.cli.asking import Asked, lists_rows
from wheelsdown.faces.cli.options import examples

__all__ = ["EXAMPLES", "flights"]

EXAMPLES = examples(
    "wheelsdown flights --since 2020-09-08 --until 2020-09-09",
    "wheelsdown flights --icao24 a515f1 --format json",
    "wheelsdown flights --type A124 --military --from OSLK -o flights.csv",
)


@lists_rows
def flights(asked: Asked) -> None:
    """List the legs that were seen, with how each end is known.

    An end that was not seen stays unknown; nothing is guessed.
    """
    from wheelsdown import pipeline
    from wheelsdown.dossiers.listings import ListKind
    from wheelsdown.faces.cli.listing_flow import answer_with_rows
    from wheelsdown.faces.cli.tables.flights import flights_table

    answer_with_rows(asked, ListKind.FLIGHTS, pipeline.flights, flights_table)
