"""``wheelsdown reference import``: take in a database of aircraft that cannot ship with the product."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from wheelsdown.errors import SourceError, WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples

__all__ = ["EXAMPLES", "Database", "import_reference"]

EXAMPLES = examples(
    "wheelsdown reference import tar1090-db aircraft.csv.gz",
    "wheelsdown reference import plane-alert-db plane-alert-db.csv",
    "wheelsdown reference import opensky aircraftDatabase.csv",
)

#: The words of `DatabaseKind`, written out: importing the readers would make ``--help`` slow.
Database: TypeAlias = Literal["tar1090-db", "plane-alert-db", "opensky"]


def import_reference(
    database: Annotated[Database, typer.Argument(metavar="DATABASE", help="Which database it is.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file, as you downloaded it.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    retrieved: Annotated[
        str | None, typer.Option(metavar="TIME", help="When you downloaded it; else the file's own date.")
    ] = None,
) -> None:
    """Import a database of aircraft as one more source of assertions.

    These databases have no licence or a share-alike one, so they are read on your request and never
    shipped. Each row becomes an assertion of that database; conflicts with others are shown.
    """
    from wheelsdown import pipeline
    from wheelsdown.dossiers.wording import counted, left_out_sentence
    from wheelsdown.faces.cli.progress import shown_waiting
    from wheelsdown.faces.cli.workspaces import made_if_absent
    from wheelsdown.reference.imports import DatabaseKind

    retrieved_at = _retrieved_at(path, retrieved)
    opened = made_if_absent(workspace)
    with shown_waiting(f"reading {path.name}"):
        imported = pipeline.import_reference(opened, DatabaseKind(database), path, retrieved_at)
    said = counted(imported.assertions.height, "assertion")
    typer.echo(f"{said} of {database} on record, as of {retrieved_at:%Y-%m-%d}.")
    if sentence := left_out_sentence(imported.dropped):
        typer.echo(sentence)


def _retrieved_at(path: Path, retrieved: str | None) -> datetime:
    """Give when the file was downloaded; its own date, so that importing it twice changes nothing."""
    from wheelsdown.clock import parse_instant

    if retrieved:
        try:
            return parse_instant(retrieved)
        except WheelsdownError as error:
            raise typer.BadParameter(str(error), param_hint="--retrieved") from None
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read ({error.strerror}); check the path", where=str(path)
        ) from error
