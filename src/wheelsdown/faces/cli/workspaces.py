"""Opening the workspace a command was pointed at."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wheelsdown.reference.places import PlaceRegister
    from wheelsdown.store.workspace import Workspace

__all__ = ["existing", "made_if_absent", "place_register"]


def existing(folder: Path) -> "Workspace":
    """Open the workspace; one that is not there is an error, never an empty answer."""
    from wheelsdown.store.workspace import Workspace

    return Workspace.open(folder)


def made_if_absent(folder: Path) -> "Workspace":
    """Open the workspace, or make it where there is none."""
    from wheelsdown.store.workspace import Workspace

    return Workspace.create(folder)


def place_register(folder: Path, *, make: bool) -> "PlaceRegister":
    """Open the register of places of a workspace; with ``make`` the workspace is made where there is none."""
    from wheelsdown import pipeline

    return pipeline.places(made_if_absent(folder) if make else existing(folder))
