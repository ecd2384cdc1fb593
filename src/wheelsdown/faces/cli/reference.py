"""``wheelsdown reference import``: take in a database of aircraft that cannot ship with the product."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "Database", "import_reference"]

EXAMPLES = examples(
    "wheelsdown reference import tar1090-db aircraft.csv.gz",
    "wheelsdown reference import plane-alert-db plane-alert-db.csv",
    "wheelsdown reference import opensky aircraftDatabase.csv",
)


class Database(StrEnum):
    """The databases that can be read."""

    TAR1090_DB = "tar1090-db"
    PLANE_ALERT_DB = "plane-alert-db"
    OPENSKY = "opensky"


def import_reference(
    database: Annotated[Database, typer.Argument(help="Which database it is.")],
    path: Annotated[Path, typer.Argument(help="The file, as you downloaded it.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Import a database of aircraft as one more source of assertions.

    These databases have no licence or a share-alike one, so they are read on your request and never
    shipped. Each row becomes an assertion of that database; conflicts with others are shown.
    """
    from wheelsdown import pipeline
    from wheelsdown.faces.cli.workspaces import made_if_absent

    done = pipeline.import_reference(made_if_absent(workspace), str(database), path)
    say(f"{done} assertions of {database} are on record.")
