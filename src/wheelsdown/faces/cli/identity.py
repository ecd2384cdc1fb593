"""``wheelsdown identity``: every assertion about an aircraft."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import (
    FormatOption,
    OutputFormat,
    OutputOption,
    ShowFlaggedOption,
    WideOption,
    WorkspaceOption,
    examples,
)
from wheelsdown.faces.cli.output import Output, emit

if TYPE_CHECKING:
    from datetime import datetime


__all__ = ["EXAMPLES", "identity"]

EXAMPLES = examples(
    "wheelsdown identity a515f1",
    "wheelsdown identity N449DF --at 2020-09-10",
    "wheelsdown identity 4b1803 --format json",
)


def identity(
    icao24: Annotated[str, typer.Argument(metavar="ICAO24", help="An address or a registration.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only what is asserted for this UTC day or time.")
    ] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    show_flagged: ShowFlaggedOption = None,
) -> None:
    """List every assertion about an aircraft, with its source.

    Sources disagree: conflicts are shown, none is chosen silently.
    """
    from wheelsdown import pipeline
    from wheelsdown.care.withholding import log_disclosure, refuse_flagged
    from wheelsdown.dossiers.listings import ListKind, Rows
    from wheelsdown.faces.cli.tables.identity import identity_table
    from wheelsdown.faces.cli.workspaces import existing

    chosen = Output.chosen(format_, output, wide=wide)
    if chosen.format is OutputFormat.GEOJSON:
        raise typer.BadParameter("assertions have no position; use json or csv", param_hint="--format")
    moment = _moment(at)
    opened = existing(workspace)
    card = pipeline.identity(opened, icao24, moment)
    flagged = pipeline.flagged_airframes(opened)
    shown = flagged.intersection(card.assertions["airframe"])
    if show_flagged is None:
        for airframe in sorted(shown):
            refuse_flagged(airframe, flagged)
    elif shown:
        log_disclosure(workspace, show_flagged, sys.argv[1:], shown)
    simulated = bool(card.assertions["simulated"].any())
    listing = Rows(card.assertions, simulated, place=None)

    def table() -> Iterator[str]:
        return identity_table(listing, card.conflicts, icao24)

    emit(listing, ListKind.IDENTITY, chosen, table, positions=lambda _: {})


def _moment(at: str | None) -> "datetime | None":
    from wheelsdown.clock import parse_instant
    from wheelsdown.errors import WheelsdownError

    try:
        return parse_instant(at) if at else None
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--at") from None
