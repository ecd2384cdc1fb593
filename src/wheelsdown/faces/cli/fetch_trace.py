"""``wheelsdown fetch trace``: the daily traces of one aircraft."""

from typing import Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import (
    AllowPrivateOption,
    JsonOption,
    SinceOption,
    UntilOption,
    airframe_named,
    desk,
    fetched,
    wanted_days,
)
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output

__all__ = ["EXAMPLES", "trace"]

EXAMPLES = examples(
    "wheelsdown fetch trace 4b1803 --since 2025-10-20 --until 2025-10-29",
    "wheelsdown fetch trace RF-82038 --since 2025-10 --from adsblol,adsbfi",
    "wheelsdown fetch trace 4b1803 --since 2025-10 --from https://HOST/history",
)


def trace(
    aircraft: Annotated[str, typer.Argument(metavar="AIRCRAFT", help="ICAO address, or registration.")],
    since: SinceOption,
    until: UntilOption = None,
    from_: Annotated[
        str,
        typer.Option("--from", metavar="SITES", help="adsblol, adsbfi, airplaneslive, NAME=URL or URL."),
    ] = "adsblol",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    as_json: JsonOption = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Fetch one aircraft's daily traces and take them in.

    Says of every day whether the site had points, had none, refused, does not have the day yet, or has
    nothing of it: "no file" is never read as "no flight". Days that are known are not asked for again.
    """
    from wheelsdown.downloads.sites import sites_named
    from wheelsdown.downloads.traces import fetch_traces

    chosen, days, sites = (
        Output.chosen(format_, output, wide=wide),
        wanted_days(since, until),
        sites_named(from_),
    )
    with desk(workspace, allow_private=allow_private, as_json=as_json) as here:
        airframe = airframe_named(here.workspace, aircraft)
        with here.reported() as report:
            result = fetch_traces(here.client, here.log, sites, airframe, days, report=report)
        notes = [
            f"{site} kept refusing: {len(left)} days were not asked for; try again later"
            for site, left in result.not_asked.items()
        ]
        fetched(here, [*result.known, *result.fetched], chosen, note=" ".join(notes))
