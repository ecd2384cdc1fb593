"""The options that several commands share: one name, one meaning, one sentence of help."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = [
    "FormatOption",
    "OutputFormat",
    "OutputOption",
    "ShowFlaggedOption",
    "WideOption",
    "WorkspaceOption",
    "address",
    "examples",
]

#: The address of an airframe as every command takes it: ICAO, non-ICAO, anonymous (schemas).
_AIRFRAME = re.compile(r"~?[0-9a-f]{6}|anon:[0-9a-f]{16}")


class OutputFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"


def examples(*lines: str) -> str:
    """Write the examples of a command as they stand below its help, one to a line, unwrapped."""
    body = "\n".join(f"  {line}" for line in lines)
    return f"\b\n{'Example' if len(lines) == 1 else 'Examples'}:\n{body}"


def address(text: str) -> str:
    """Read an airframe's address; capitals are as good as small letters."""
    lowered = text.strip().lower()
    if not _AIRFRAME.fullmatch(lowered):
        raise typer.BadParameter(f"{text!r} is no address; write six hex digits such as 4b1803")
    return lowered


WorkspaceOption: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--workspace",
        metavar="DIR",
        envvar="WHEELSDOWN_WORKSPACE",
        help="Folder that holds the tables and the log of raw files.",
    ),
]

FormatOption: TypeAlias = Annotated[
    OutputFormat | None,
    typer.Option("--format", help="How rows are written; else by FILE's ending, else a table."),
]

OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output."),
]

WideOption: TypeAlias = Annotated[
    bool, typer.Option("--wide", help="In tables, show every column and whole ids and hashes.")
]

ShowFlaggedOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--show-flagged",
        metavar="REASON",
        help="Name aircraft flagged PIA or LADD; the reason is logged in the workspace.",
    ),
]
