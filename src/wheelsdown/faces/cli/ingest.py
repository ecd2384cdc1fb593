"""``wheelsdown ingest``: take raw files into the workspace."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.output import show
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from wheelsdown.pipeline import IngestOutcome
    from wheelsdown.schemas import Acquisition, Refusal

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
        typer.Argument(metavar="PATH...", help="Files, folders, .tar or split .tar.aa of any known format."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    provider: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who published the data: adsblol, opensky, fr24, own receiver."),
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="Keep a copy of the originals in the workspace.")
    ] = False,
) -> None:
    """Take raw files in: log them by hash, find flights and visits.

    Formats are recognised by content, not by name. Originals are never changed. The same file twice
    changes nothing. Bad rows are counted and left out; a file of which nothing can be kept is refused
    (exit 1), the others still count.
    """
    from wheelsdown import pipeline
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.workspaces import made_if_absent

    opened = made_if_absent(workspace)
    with shown_progress() as progress:
        outcome = pipeline.ingest(opened, paths, provider=provider, copy=copy, progress=progress)
    show(_told(outcome))
    _say_refusals([refusal for acquisition in outcome.new for refusal in acquisition.refused])
    _say_refusals(outcome.refused)
    if outcome.refused or any(acquisition.n_points_kept == 0 for acquisition in outcome.new):
        raise typer.Exit(_REFUSED)


def _say_refusals(refusals: "Sequence[Refusal]") -> None:
    for refusal in refusals[:_MOST_REFUSALS]:
        say(f"wheelsdown: {refusal.message}")
    if more := len(refusals[_MOST_REFUSALS:]):
        say(f"wheelsdown: {more:,} more refused; acquisitions.jsonl in the workspace names them all")


def _told(outcome: "IngestOutcome") -> Iterator[str]:
    from wheelsdown.dossiers.safe_text import printable
    from wheelsdown.dossiers.wording import SIMULATED_BANNER
    from wheelsdown.faces.cli.tables.layout import paragraph

    simulated = any(acquisition.simulated for acquisition in (*outcome.new, *outcome.known))
    if simulated:
        yield typer.style(SIMULATED_BANNER, fg="black", bg="yellow", bold=True)
    for acquisition in outcome.new:
        yield from paragraph(_acquisition_words(acquisition), hang=2)
        for note in acquisition.notes:
            yield from paragraph(f"note: {printable(note)}", indent=2, hang=2)
    for acquisition in outcome.known:
        yield from paragraph(f"{_name(acquisition.paths)}: already here, nothing changed", hang=2)
    kept = sum(acquisition.n_points_kept for acquisition in outcome.new)
    yield (
        f"{len(outcome.new):,} new, {len(outcome.known):,} already here, {len(outcome.refused):,} refused; "
        f"{kept:,} new points"
    )
    yield f"The workspace now holds {outcome.n_flights:,} flights and {outcome.n_visits:,} visits."


def _acquisition_words(acquisition: "Acquisition") -> str:
    dropped = Counter(acquisition.dropped)
    reasons = ", ".join(f"{n:,} {reason.replace('_', ' ')}" for reason, n in dropped.most_common() if n)
    span = ""
    if acquisition.first_at and acquisition.last_at:
        span = f", {acquisition.first_at:%Y-%m-%d %H:%M} to {acquisition.last_at:%Y-%m-%d %H:%M} UTC"
    return (
        f"{_name(acquisition.paths)}: {acquisition.format}, {acquisition.n_points_kept:,} points kept"
        f"{f', {dropped.total():,} left out ({reasons})' if reasons else ''}{span}, "
        f"sha256 {acquisition.sha256[:8]}"
    )


def _name(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - 1} more parts" if len(paths) > 1 else ""
    return f"{Path(paths[0]).name}{more}"
