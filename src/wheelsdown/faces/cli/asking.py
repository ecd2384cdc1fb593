"""What every command that lists rows of flights takes: the filters and the form of the output."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wheelsdown.clock import Interval
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.options import (
    FormatOption,
    OutputOption,
    ShowFlaggedOption,
    WideOption,
    WorkspaceOption,
    address,
)
from wheelsdown.faces.cli.output import Output

if TYPE_CHECKING:
    from wheelsdown.pipeline import RowFilter

__all__ = ["DEFAULT_WORKSPACE", "Asked", "lists_rows"]

#: Where tables go when nobody says (DESIGN, section 5).
DEFAULT_WORKSPACE = Path("wheelsdown-workspace")


@dataclass(frozen=True)
class Asked:
    """What was asked besides the place: which rows, how they are written, and from which workspace."""

    workspace: Path
    interval: Interval
    icao24: str | None
    callsign: str | None
    type_designator: str | None
    operator: str | None
    military: bool | None
    came_from: str | None
    went_to: str | None
    min_probability: float | None
    show_flagged: str | None
    output: Output

    def row_filter(self) -> "RowFilter":
        """Give the filter as the pipeline takes it."""
        from wheelsdown.pipeline import RowFilter

        return RowFilter(
            interval=self.interval,
            icao24=self.icao24,
            callsign=self.callsign,
            type_designator=self.type_designator,
            operator=self.operator,
            military=self.military,
            came_from=self.came_from,
            went_to=self.went_to,
            min_probability=self.min_probability,
        )


def _asked(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="From this UTC day, month or time on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Up to it; a day or month counts whole.")
    ] = None,
    icao24: Annotated[
        str | None, typer.Option(metavar="HEX", parser=address, help="Only this aircraft's address.")
    ] = None,
    callsign: Annotated[str | None, typer.Option(metavar="TEXT", help="Only this callsign.")] = None,
    type_designator: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="Only this type (ICAO Doc 8643: A124, IL62).")
    ] = None,
    operator: Annotated[str | None, typer.Option(metavar="TEXT", help="Only this operator.")] = None,
    military: Annotated[
        bool | None,
        typer.Option("--military/--civil", help="Only aircraft some source calls military, or civil."),
    ] = None,
    came_from: Annotated[
        str | None, typer.Option("--from", metavar="PLACE", help="Only what came from there.")
    ] = None,
    went_to: Annotated[
        str | None, typer.Option("--to", metavar="PLACE", help="Only what went on to there.")
    ] = None,
    min_probability: Annotated[
        float | None,
        typer.Option(
            metavar="P", min=0.0, max=1.0, help="Only observed rows and those at least this likely."
        ),
    ] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    show_flagged: ShowFlaggedOption = None,
) -> Asked:
    try:
        interval = Interval.parse(since, until)
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--since/--until") from None
    return Asked(
        workspace=workspace,
        interval=interval,
        icao24=icao24,
        callsign=callsign,
        type_designator=type_designator.upper() if type_designator else None,
        operator=operator,
        military=military,
        came_from=came_from,
        went_to=went_to,
        min_probability=min_probability,
        show_flagged=show_flagged,
        output=Output.chosen(format_, output, wide=wide),
    )


def lists_rows(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters and outputs that every list has, as its last argument ``asked``."""
    shared = inspect.signature(_asked, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True).parameters

    def run(**words: Any) -> None:
        asked = _asked(**{name: words.pop(name) for name in shared})
        command(**words, asked=asked)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    kept = [parameter for name, parameter in own.items() if name != "asked"]
    keyword = partial(inspect.Parameter.replace, kind=inspect.Parameter.KEYWORD_ONLY)
    parameters = [keyword(parameter) for parameter in (*kept, *shared.values())]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # how inspect is told
    return run
