"""Opening the workspace a command was pointed at."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wheelsdown.store.workspace import Workspace

__all__ = ["existing", "made_if_absent"]


def existing(folder: Path) -> "Workspace":
    """Open the workspace; one that is not there is an error, never an empty answer."""
    from wheelsdown.store.workspace import Workspace

    return Workspace.open(folder)


def made_if_absent(folder: Path) -> "Workspace":
    """Open the workspace, or make it where there is none."""
    from wheelsdown.store.workspace import Workspace

    return Workspace.create(folder)
