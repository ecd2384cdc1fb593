"""``wheelsdown ingest``: take raw files into the workspace."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.output import show
from wheelsdown.faces.cli.refusals import INTERRUPTED, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wheelsdown.schemas import Refusal
    from wheelsdown.store import Workspace

__all__ = ["EXAMPLES", "ingest"]

EXAMPLES = examples(
    "wheelsdown ingest trace_full_ac671b.json",
    "wheelsdown ingest traces/ states.csv --provider opensky",
    "wheelsdown ingest v2025.10.26-planes-readsb-prod-0.tar.aa --copy",
)

#: Exit code when some file yielded nothing (DESIGN, section 5).
_REFUSED = 1

#: Refusals named one by one before the rest is counted.
_MOST_REFUSALS = 20


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, folders, .tar or split .tar.aa of any known format."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    provider: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who published the data: adsblol, opensky, fr24, own receiver."),
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="Keep a copy of the originals in the workspace.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Report progress on standard error, one JSON object a line.")
    ] = False,
) -> None:
    """Take raw files in: log them by hash, find flights and visits.

    Formats are recognised by content, not by name. Originals are never changed. The same file twice
    changes nothing. Bad rows are counted and left out; a file of which nothing can be kept is refused
    (exit 1), the others still count. After Ctrl-C the same command goes on from there.
    """
    from wheelsdown import pipeline
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.tables.ingest import ingest_lines
    from wheelsdown.faces.cli.workspaces import made_if_absent

    opened = made_if_absent(workspace)
    try:
        with shown_progress(as_json=as_json) as progress:
            outcome = pipeline.ingest(opened, paths, provider=provider, copy=copy, progress=progress)
    except KeyboardInterrupt:
        say(f"wheelsdown: stopped; {_kept(opened)}; the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from None
    show(ingest_lines(outcome))
    _say_refusals([refusal for acquisition in outcome.new for refusal in acquisition.refused])
    _say_refusals(outcome.refused)
    if outcome.refused or any(acquisition.n_points_kept == 0 for acquisition in outcome.new):
        raise typer.Exit(_REFUSED)


def _kept(workspace: "Workspace") -> str:
    """Say what an interrupted ingest left in the workspace."""
    from wheelsdown.dossiers.wording import counted

    n_logged, n_pending = len(workspace.acquisitions()), len(workspace.pending())
    if not n_logged:
        return "nothing had come in yet"
    waiting = f", {n_pending:,} of them not worked in yet" if n_pending else ", all of them worked in"
    return f"the workspace holds {counted(n_logged, 'raw file')}{waiting}"


def _say_refusals(refusals: "Sequence[Refusal]") -> None:
    for refusal in refusals[:_MOST_REFUSALS]:
        say(f"wheelsdown: {refusal.message}")
    if more := len(refusals[_MOST_REFUSALS:]):
        say(f"wheelsdown: {more:,} more refused; acquisitions.jsonl in the workspace names them all")
