"""``wheelsdown near``: which aircraft came near any place on any day, and how well it was heard there."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.clock import Interval
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import (
    FormatOption,
    OutputOption,
    ShowFlaggedOption,
    WideOption,
    WorkspaceOption,
    examples,
)
from wheelsdown.faces.cli.output import Output, emit

if TYPE_CHECKING:
    from wheelsdown.dossiers.listings import Rows
    from wheelsdown.downloads.fetch_log import Selection
    from wheelsdown.store import Workspace

__all__ = ["EXAMPLES", "near"]

EXAMPLES = examples(
    "wheelsdown near OSLK --radius-nm 60 --since 2025-10-20 --until 2025-10-29",
    "wheelsdown near Hmeimim --radius-nm 15 --below-ft 6000 --format json",
    "wheelsdown near OSLK --since 2025-10 --coarse",
    "wheelsdown near OSLK --since 2025-10-26 --until 2025-10-26 --reception",
)


@dataclass(frozen=True)
class _Question:
    """What is asked of a workspace."""

    workspace: "Workspace"
    circle: "Selection"
    interval: Interval
    below_ft: float | None
    exact: bool | None


def near(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Code or name of one place, in any script.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    radius_nm: Annotated[
        float | None,
        typer.Option(metavar="R", min=0.1, max=250.0, help="How near; else as it is watched, else 60 NM."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="From this UTC day, month or time on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Up to it; a day or month counts whole.")
    ] = None,
    below_ft: Annotated[
        float | None, typer.Option(metavar="FT", help="Only what was on the ground or below this altitude.")
    ] = None,
    exact: Annotated[
        bool | None,
        typer.Option(
            "--exact/--coarse",
            help="Read points back, or ask the cells alone; else by how many.",
        ),
    ] = None,
    reception: Annotated[
        bool, typer.Option("--reception", help="Show how much was received there, by hour and height.")
    ] = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    show_flagged: ShowFlaggedOption = None,
) -> None:
    """List the aircraft received near a place, and how close.

    Any place will do, watched or not: an index of where every aircraft was finds them, and their points
    are read back from the raw files. Who was not received is not listed.
    """
    from wheelsdown import pipeline
    from wheelsdown.downloads.circles import USUAL_RADIUS_NM, circle_of
    from wheelsdown.faces.cli.workspaces import existing
    from wheelsdown.reference.names import resolve

    chosen = Output.chosen(format_, output, wide=wide)
    try:
        interval = Interval.parse(since, until)
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--since/--until") from None
    opened = existing(workspace)
    register = pipeline.places(opened)
    found = resolve(place, register)
    radius = radius_nm or register.watched().get(found.id, USUAL_RADIUS_NM)
    question = _Question(opened, circle_of(found, register, radius), interval, below_ft, exact)
    if reception:
        _show_reception(question, chosen)
    else:
        _show_aircraft(question, chosen, show_flagged)


def _show_aircraft(asked: _Question, output: Output, show_flagged: str | None) -> None:
    """Aircraft flagged PIA or LADD lose their identity, unless a reason was given, which is logged first."""
    from wheelsdown import pipeline
    from wheelsdown.care.withholding import log_disclosure, withhold
    from wheelsdown.dossiers.listings import ListKind
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.tables.near import near_table
    from wheelsdown.nearby import near_place

    with shown_progress() as progress:
        listing: Rows = near_place(
            asked.workspace,
            asked.circle,
            asked.interval,
            below_ft=asked.below_ft,
            exact=asked.exact,
            progress=progress,
        )
    flagged = pipeline.flagged_airframes(asked.workspace)
    if show_flagged is None:
        listing = withhold(listing, flagged)
    elif shown := flagged.intersection(listing.rows["airframe"]):
        log_disclosure(asked.workspace.path, show_flagged, sys.argv[1:], shown)
    emit(
        listing,
        ListKind.NEAR,
        output,
        lambda: near_table(listing, asked.circle, asked.interval, asked.below_ft),
        positions=lambda _: {},
    )


def _show_reception(asked: _Question, output: Output) -> None:
    from wheelsdown.dossiers.listings import ListKind, Rows
    from wheelsdown.dossiers.wording import NOT_INDEXED
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.tables.reception import reception_table
    from wheelsdown.lacking import missing_near
    from wheelsdown.reception import reception
    from wheelsdown.schemas import WorkspaceKind
    from wheelsdown.vicinity import unindexed

    if asked.below_ft is not None or asked.exact is not None:
        raise typer.BadParameter("it counts by height from the points themselves", param_hint="--reception")
    with shown_progress() as progress:
        rows = reception(asked.workspace, [asked.circle], asked.interval, progress=progress)
    simulated = asked.workspace.kind is WorkspaceKind.SIMULATED
    missing = missing_near(asked.workspace, asked.interval, asked.circle)
    n_unknown = len(unindexed(asked.workspace, asked.interval))
    left_out = {NOT_INDEXED: n_unknown} if n_unknown else {}
    listing = Rows(rows, simulated, left_out, missing, asked.circle.place)
    emit(
        listing,
        ListKind.RECEPTION,
        output,
        lambda: reception_table(listing, asked.circle, asked.interval),
        positions=lambda _: {},
    )
