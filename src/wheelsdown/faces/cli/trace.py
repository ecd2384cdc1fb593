"""``wheelsdown trace``: what was received of one aircraft, straight from the raw files."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.clock import Interval
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import (
    OutputFormat,
    OutputOption,
    ShowFlaggedOption,
    WideOption,
    WorkspaceOption,
    examples,
)
from wheelsdown.faces.cli.output import Output, emit, show, write_bytes
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from wheelsdown.dossiers.listings import Rows
    from wheelsdown.store import Workspace

__all__ = ["EXAMPLES", "trace"]

EXAMPLES = examples(
    "wheelsdown trace ac671b --since 2025-02-04 --until 2025-02-04",
    "wheelsdown trace N449DF --suspect",
    "wheelsdown trace 4b1803 -o track.kml",
    "wheelsdown trace 4b1803 --format traffic -o track.parquet",
)


class TraceFormat(StrEnum):
    """How points are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    KML = "kml"
    TRAFFIC = "traffic"
    READSB = "readsb"


#: Forms by a file's ending; a traffic frame is Parquet and a readsb trace JSON, so those must be asked for.
_BY_ENDING = {f".{each}": each for each in TraceFormat if each not in {"table", "traffic", "readsb"}}

#: Forms of bytes that no screen should get.
_BINARY = (TraceFormat.PARQUET, TraceFormat.TRAFFIC)


def trace(
    aircraft: Annotated[str, typer.Argument(metavar="ICAO24", help="An address or a registration.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="From this UTC day, month or time on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Up to it; a day or month counts whole.")
    ] = None,
    suspect: Annotated[
        bool,
        typer.Option("--suspect/--all", help="Only points with a doubt, or every point (the default)."),
    ] = False,
    format_: Annotated[
        TraceFormat | None,
        typer.Option("--format", help="How points are written; else by FILE's ending, else a table."),
    ] = None,
    output: OutputOption = None,
    wide: WideOption = False,
    show_flagged: ShowFlaggedOption = None,
) -> None:
    """Print or export one aircraft's points, as received.

    Values stand as they were received. What is not believed is said beside them, and nothing is taken
    away: spoofing suspected, jammed, one side of a jump, or a value that cannot be true.
    """
    from wheelsdown import pipeline, traces
    from wheelsdown.faces.cli.workspaces import existing

    form = _chosen(format_, output)
    try:
        interval = Interval.parse(since, until)
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--since/--until") from None
    opened = existing(workspace)
    airframe = pipeline.identity(opened, aircraft).airframe
    _guard(opened, workspace, airframe, show_flagged)
    listing = traces.trace(opened, airframe, interval, pipeline.places(opened), doubtful=suspect)
    _write(listing, form, output, interval, wide=wide)


def _chosen(format_: TraceFormat | None, file: Path | None) -> TraceFormat:
    """Choose the form: as told, else by the file's ending, else a table."""
    form = format_ or (_BY_ENDING.get(file.suffix.lower()) if file else None) or TraceFormat.TABLE
    if form in _BINARY and file is None and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} is not for a screen; add -o FILE", param_hint="--format")
    return form


def _guard(opened: "Workspace", folder: Path, airframe: str, reason: str | None) -> None:
    """Refuse an aircraft flagged PIA or LADD, or log the reason it is shown for."""
    from wheelsdown import pipeline
    from wheelsdown.care.withholding import log_disclosure, refuse_flagged

    flagged = pipeline.flagged_airframes(opened)
    if reason is None:
        refuse_flagged(airframe, flagged)
    elif airframe in flagged:
        log_disclosure(folder, reason, sys.argv[1:], [airframe])


def _write(listing: "Rows", form: TraceFormat, file: Path | None, interval: Interval, *, wide: bool) -> None:
    from wheelsdown.dossiers.listings import ListKind
    from wheelsdown.faces.cli.tables.trace import trace_table

    if form.value in set(OutputFormat) and form is not TraceFormat.GEOJSON:
        chosen = Output(OutputFormat(form.value), file, wide)
        emit(listing, ListKind.TRACE, chosen, lambda: trace_table(listing, interval), lambda _: {})
    else:
        _export(listing, form, file)


def _export(listing: "Rows", form: TraceFormat, file: Path | None) -> None:
    """Write a form of its own, and say on standard error what it has no room for."""
    from wheelsdown.dossiers.trace_geojson import trace_geojson_lines
    from wheelsdown.dossiers.trace_kml import trace_kml_lines
    from wheelsdown.dossiers.trace_readsb import readsb_left_out, trace_readsb_lines
    from wheelsdown.dossiers.trace_traffic import trace_traffic_bytes, traffic_hint, traffic_left_out
    from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted, left_out_sentence

    left_out, hint = dict(listing.left_out), None
    match form:
        case TraceFormat.TRAFFIC:
            left_out |= traffic_left_out(listing)
            hint = traffic_hint(listing)
            write_bytes(trace_traffic_bytes(listing), file)
        case TraceFormat.READSB:
            left_out |= readsb_left_out(listing)
            show(trace_readsb_lines(listing), file)
        case TraceFormat.KML:
            show(trace_kml_lines(listing), file)
        case _:
            show(trace_geojson_lines(listing), file)
    if listing.simulated:
        say(SIMULATED_BANNER)
    for sentence in filter(None, [left_out_sentence(left_out), hint, *listing.missing]):
        say(sentence)
    if file is not None:
        n_points = listing.rows.height - sum(left_out.values()) + sum(listing.left_out.values())
        say(f"Wrote {form} to {file}: {counted(n_points, 'point')}.")
