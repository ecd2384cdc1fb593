"""``wheelsdown status``: what the workspace holds and what it lacks."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import FormatOption, OutputFormat, WorkspaceOption, examples
from wheelsdown.faces.cli.output import show

if TYPE_CHECKING:
    from wheelsdown.store import Status

__all__ = ["EXAMPLES", "status"]

EXAMPLES = examples("wheelsdown status", "wheelsdown status --format json")


def status(workspace: WorkspaceOption = DEFAULT_WORKSPACE, format_: FormatOption = None) -> None:
    """Say what the workspace holds, and what it lacks.

    Days without data between the first and the last are named: silence on them means nothing.
    """
    from wheelsdown import pipeline
    from wheelsdown.faces.cli.workspaces import existing

    if format_ not in {None, OutputFormat.TABLE, OutputFormat.JSON}:
        raise typer.BadParameter("status is one object; use table or json", param_hint="--format")
    found = pipeline.status(existing(workspace))
    show(_json(found) if format_ is OutputFormat.JSON else _words(found, workspace))


def _json(found: "Status") -> Iterator[str]:
    import msgspec

    from wheelsdown.dossiers.listings import plain_value
    from wheelsdown.dossiers.rows_json import encode

    simulated = found.kind == "simulated"
    held = msgspec.to_builtins(found, builtin_types=())
    yield encode({"schema": "wheelsdown/status/1", "simulated": simulated, **_dict(plain_value(held))})


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _words(found: "Status", folder: Path) -> Iterator[str]:
    from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted, day_spans, left_out_sentence
    from wheelsdown.faces.cli.tables.layout import Cell, Column, paragraph, row_lines

    if found.kind == "simulated":
        yield typer.style(SIMULATED_BANNER, fg="black", bg="yellow", bold=True)
    yield from paragraph(f"Workspace {folder}: {f'{found.kind} data' if found.kind else 'no data yet'}")
    columns = (Column("", 14), Column("", 60))
    for name, words in _facts(found):
        yield from row_lines(columns, [Cell.of(name, dim=True), Cell.of(words)], indent=2)
    for table, held in found.tables.items():
        words = f"{held.n_rows:,} rows, {held.size_bytes / 1e6:,.1f} MB, version {held.version}"
        yield from row_lines(columns, [Cell.of(table.replace("_", " "), dim=True), Cell.of(words)], indent=2)
    if sentence := left_out_sentence(found.dropped):
        yield from paragraph(sentence, hang=2)
    if found.missing_days:
        spans = ", ".join(day_spans(found.missing_days))
        yield from paragraph(
            f"Missing: no data for {spans} ({counted(len(found.missing_days), 'day')})", hang=2
        )
    for acquisition in found.pending:
        yield from paragraph(f"Not worked in yet: {acquisition.paths[0]}; any ingest completes it", hang=2)
    for note in found.notes:
        yield from paragraph(f"Note: {note}", hang=2)
    if found.kind == "simulated":
        yield typer.style(SIMULATED_BANNER, fg="black", bg="yellow", bold=True)


def _facts(found: "Status") -> Iterator[tuple[str, str]]:
    from wheelsdown.dossiers.wording import counted

    refused = f", {found.n_refused:,} refused files or members" if found.n_refused else ""
    yield (
        "raw data",
        f"{counted(found.n_acquisitions, 'acquisition')}, {found.size_bytes / 1e6:,.1f} MB{refused}",
    )
    yield "points", f"{found.n_points_kept:,} kept of {found.n_points_read:,} read"
    if found.first_at and found.last_at:
        yield "from, to", f"{found.first_at:%Y-%m-%d %H:%M} to {found.last_at:%Y-%m-%d %H:%M} UTC"
    yield "days with data", f"{len(found.days):,}"
