"""``wheelsdown fetch opensky``: state vectors from OpenSky's history."""

from typing import Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import (
    JsonOption,
    PlaceOption,
    RadiusOption,
    SinceOption,
    UntilOption,
    airframe_named,
    desk,
    fetched,
    wanted_days,
)
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output

__all__ = ["EXAMPLES", "opensky"]

EXAMPLES = examples(
    "wheelsdown fetch opensky 4b1803 --since 2025-10-24 --until 2025-10-29",
    "wheelsdown fetch opensky --place OSLK --since 2025-10-24 --until 2025-10-29",
)


def opensky(
    since: SinceOption,
    aircraft: Annotated[
        str | None, typer.Argument(metavar="AIRCRAFT", help="ICAO address, or registration.")
    ] = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    radius_nm: RadiusOption = 60.0,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    as_json: JsonOption = False,
) -> None:
    """Fetch an aircraft's, or a place's, state vectors from OpenSky.

    Through pyopensky (the extra [opensky]) and your own access to OpenSky; one query a day, kept as
    Parquet as given. Not tried against OpenSky itself: built from public documentation.
    """
    from wheelsdown.downloads import opensky as source

    chosen, days = Output.chosen(format_, output, wide=wide), wanted_days(since, until)
    ask = source.history()
    with desk(workspace, as_json=as_json) as here, here.reported() as report:
        airframe = airframe_named(here.workspace, aircraft) if aircraft else None
        near = here.near(place, radius_nm) if place else None
        fetches = source.fetch_opensky(ask, here.log, days, airframe=airframe, near=near, report=report)
    fetched(here, fetches, chosen)
