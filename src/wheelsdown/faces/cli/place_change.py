"""``wheelsdown place remove``, ``watch`` and ``set``: change which places are known, watched, or one set."""

from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from wheelsdown.reference.places import PlaceRegister

__all__ = ["REMOVE_EXAMPLES", "SET_EXAMPLES", "WATCH_EXAMPLES", "name_set", "remove", "watch"]

REMOVE_EXAMPLES = examples("wheelsdown place remove XQ-STRIP")
WATCH_EXAMPLES = examples(
    "wheelsdown place watch OSLK --radius-nm 60",
    "wheelsdown place watch Хмеймим",
    "wheelsdown place watch OSLK --stop",
)
SET_EXAMPLES = examples(
    "wheelsdown place set libya-south HL59 HL69 HL56 HL66 LY-BCQ",
    "wheelsdown visits libya-south",
    "wheelsdown place set libya-south --remove",
)

#: Nautical miles around a watched place in which reception is counted; the neighbourhood of the case
#: that started this (60 NM of OSLK).
_RADIUS_NM = 60.0


def remove(
    place_id: Annotated[str, typer.Argument(metavar="ID", help="Its code, as `place list` shows it.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Take a place off the register, and stop watching it.

    An aerodrome below it stays known, and raw data stays as it is.
    """
    from wheelsdown import pipeline
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.workspaces import existing

    with shown_progress() as progress:
        pipeline.change_places(existing(workspace), lambda places: places.remove(place_id), progress)
    say(f"{place_id} is off the register.")


def watch(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Code or name, in any script.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    radius_nm: Annotated[
        float, typer.Option(metavar="NM", help="How far around it reception is counted.")
    ] = _RADIUS_NM,
    stop: Annotated[bool, typer.Option("--stop", help="Watch it no more.")] = False,
) -> None:
    """Watch a place, or stop watching it."""
    from wheelsdown.faces.cli.workspaces import place_register

    register = place_register(workspace, make=True)
    found = _id(place, register)
    if stop:
        register.unwatch(found)
        say(f"{found} is not watched.")
    else:
        register.watch(found, radius_nm)
        say(f"{found} is watched within {radius_nm:g} NM.")


def name_set(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the set: letters, digits, hyphens.")],
    members: Annotated[
        list[str] | None,
        typer.Argument(metavar="MEMBER", help="Codes or names of places, regions or countries."),
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    remove_it: Annotated[bool, typer.Option("--remove", help="Forget the set; its places stay.")] = False,
) -> None:
    """Give several places one name, to be asked about together."""
    from wheelsdown.faces.cli.workspaces import place_register

    if bool(members) == remove_it:
        raise typer.BadParameter("name the members of the set, or --remove it", param_hint="MEMBERS")
    register = place_register(workspace, make=True)
    if remove_it:
        register.remove_set(name)
        say(f"The set {name} is forgotten.")
    else:
        ids = [_id(member, register) for member in members or ()]
        register.save_set(name, ids)
        say(f"{name} stands for {', '.join(ids)}.")


def _id(text: str, register: "PlaceRegister") -> str:
    from wheelsdown.reference.names import resolve

    return resolve(text, register).id
