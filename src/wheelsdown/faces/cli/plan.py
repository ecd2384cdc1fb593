"""``wheelsdown plan``: what data a place lacks, and the command that gets it."""

from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import RadiusOption, SinceOption, UntilOption, wanted_days
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output, emit

if TYPE_CHECKING:
    from wheelsdown.downloads.plan import Plan

__all__ = ["EXAMPLES", "plan"]

EXAMPLES = examples(
    "wheelsdown plan OSLK --since 2025-04 --until 2025-10",
    "wheelsdown plan Hmeimim --since 2025-10-20 --from adsblol,opensky",
)


def plan(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Code or name of one place.")],
    since: SinceOption,
    until: UntilOption = None,
    radius_nm: RadiusOption = 60.0,
    from_: Annotated[
        str, typer.Option("--from", metavar="SITES", help="Where to get it: site names, opensky, URLs.")
    ] = "adsblol",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
) -> None:
    """Say what data is missing for a place, and how to get it.

    For every source the missing days, about how much would come, and the exact command. Nothing is
    fetched. Days of which a source is known to have nothing are not offered from it again.
    """
    from wheelsdown import pipeline
    from wheelsdown.dossiers.listings import ListKind, Rows
    from wheelsdown.downloads.circles import circle_around
    from wheelsdown.downloads.fetch_log import FetchLog
    from wheelsdown.downloads.plan import plan as plan_for
    from wheelsdown.downloads.sites import sites_named
    from wheelsdown.faces.cli.tables.plan import plan_missing, plan_rows, plan_table
    from wheelsdown.faces.cli.workspaces import existing
    from wheelsdown.reference.places import PlaceRegister

    chosen, days = Output.chosen(format_, output, wide=wide), wanted_days(since, until)
    names = [name.strip() for name in from_.split(",")]
    sites = sites_named(",".join(name for name in names if name != "opensky"))
    named = None if workspace == DEFAULT_WORKSPACE else str(workspace)
    held = existing(workspace) if workspace.exists() else None
    register = pipeline.places(held) if held is not None else PlaceRegister.open(None)
    near = circle_around(place, register, radius_nm)
    found: Plan = plan_for(
        near,
        days,
        held.acquisitions() if held is not None else (),
        FetchLog(workspace, {}).fetches(),
        sites,
        with_opensky="opensky" in names,
        workspace=named,
    )
    listing = Rows(plan_rows(found), simulated=False, missing=plan_missing(found), place=near.place)
    emit(listing, ListKind.PLAN, chosen, lambda: plan_table(listing, found), positions=lambda _: {})
