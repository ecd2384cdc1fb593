"""``wheelsdown store``: is all still as it was written, and can space be given back."""

from collections import Counter
from typing import TYPE_CHECKING

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import NO, say

if TYPE_CHECKING:
    from wheelsdown.store import Fault

__all__ = ["CHECK_EXAMPLES", "COMPACT_EXAMPLES", "EXAMPLES", "check", "compact"]

EXAMPLES = examples("wheelsdown store check", "wheelsdown store compact")
CHECK_EXAMPLES = examples("wheelsdown store check", "wheelsdown store check && echo unchanged")
COMPACT_EXAMPLES = examples("wheelsdown store compact --workspace /data/desk")


def check(workspace: WorkspaceOption = DEFAULT_WORKSPACE) -> None:
    """Check that raw files, kept articles, log and tables are what was written.

    Reads every original and compares its SHA-256. Exit 3 when something does not match.
    """
    from wheelsdown import store
    from wheelsdown.faces.cli.progress import shown_waiting
    from wheelsdown.faces.cli.workspaces import existing

    opened = existing(workspace)
    with shown_waiting("reading every original"):
        faults = store.check(opened)
    for fault in faults:
        say(f"{fault.kind}: {fault.message}")
    typer.echo(_verdict(faults, len(opened.acquisitions()) if not faults else 0))
    if faults:
        raise typer.Exit(NO)


def compact(workspace: WorkspaceOption = DEFAULT_WORKSPACE) -> None:
    """Merge small files and remove what nothing needs any more.

    What a finding rests on is never removed, nor are originals.
    """
    from wheelsdown import store
    from wheelsdown.faces.cli.workspaces import existing

    done = store.compact(existing(workspace))
    merged = ", ".join(done.merged) or "none"
    typer.echo(f"Tables merged: {merged}. Files removed: {done.n_files_removed:,}.")


def _verdict(faults: "list[Fault]", n_acquisitions: int) -> str:
    if not faults:
        return f"All is as it was written: {n_acquisitions:,} acquisitions, the log and the tables."
    counts = Counter(str(fault.kind) for fault in faults)
    found = ", ".join(f"{n:,} {kind}" for kind, n in sorted(counts.items()))
    return f"Not as it was written: {found}."
