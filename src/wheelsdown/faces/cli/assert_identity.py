"""``wheelsdown assert``: put a person's word about an aircraft on record."""

from typing import Annotated

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, address, examples
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "assert_identity"]

EXAMPLES = examples(
    'wheelsdown assert 4b1803 --registration HB-XYZ --by "night desk"',
    'wheelsdown assert anon:0123456789abcdef --icao24 4b1803 --by "night desk"',
    'wheelsdown assert 4b1803 --operator RFF --until 2024-06 --by "night desk"',
)


def assert_identity(
    airframe: Annotated[
        str,
        typer.Argument(metavar="AIRFRAME", parser=address, help="Address, or the id of an anonymous track."),
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Whose word it is; kept with it for ever.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    registration: Annotated[str | None, typer.Option(metavar="TEXT", help="Its registration.")] = None,
    type_designator: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="Its type (ICAO Doc 8643).")
    ] = None,
    operator: Annotated[str | None, typer.Option(metavar="TEXT", help="Who operates it.")] = None,
    icao24: Annotated[
        str | None,
        typer.Option(metavar="HEX", parser=address, help="The address of an anonymous track."),
    ] = None,
    military: Annotated[bool | None, typer.Option("--military/--civil", help="What it is.")] = None,
    valid_from: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help="True from this UTC day on.")
    ] = None,
    valid_to: Annotated[
        str | None,
        typer.Option("--until", metavar="TIME", help="True up to then; a day counts whole."),
    ] = None,
) -> None:
    """Put on record what you say about an aircraft, in your name.

    It stands beside what other sources say and replaces nothing.
    """
    from wheelsdown import pipeline
    from wheelsdown.clock import Interval
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.workspaces import existing

    said = {
        "registration": registration.upper() if registration else None,
        "type_designator": type_designator.upper() if type_designator else None,
        "operator": operator,
        "icao24": icao24,
        "military": None if military is None else str(military).lower(),
    }
    words = {attribute: value for attribute, value in said.items() if value}
    if not words:
        raise typer.BadParameter("say at least one thing, such as --registration HB-XYZ")
    try:
        valid = Interval.parse(valid_from, valid_to)
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--from/--until") from None
    opened = existing(workspace)
    for attribute, value in words.items():
        with shown_progress() as progress:
            pipeline.assert_identity(
                opened,
                airframe,
                attribute,
                value,
                by=by,
                valid_from=valid.start,
                valid_to=valid.end,
                progress=progress,
            )
        say(f"On record: {airframe} {attribute} {value}, as recorded by {by}.")
