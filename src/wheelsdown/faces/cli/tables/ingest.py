"""What an ingest took in: file by file when there are few, summed up when there are many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted
from wheelsdown.faces.cli.tables.layout import paragraph

if TYPE_CHECKING:
    from wheelsdown.pipeline import IngestOutcome
    from wheelsdown.schemas import Acquisition

__all__ = ["ingest_lines"]

#: Acquisitions told one by one; more are summed up.
_MOST_TOLD = 10


def ingest_lines(outcome: "IngestOutcome") -> Iterator[str]:
    """Give the lines that say what is new, what was known, and what the workspace now holds."""
    banner = [typer.style(SIMULATED_BANNER, fg="black", bg="yellow", bold=True)]
    if not any(acquisition.simulated for acquisition in (*outcome.new, *outcome.known)):
        banner = []
    yield from banner
    if len(outcome.new) > _MOST_TOLD:
        yield from _summed(outcome.new)
    else:
        for acquisition in outcome.new:
            yield from _one(acquisition)
    for acquisition in outcome.known[:_MOST_TOLD]:
        yield from paragraph(f"{_name(acquisition.paths)}: already here, nothing changed", hang=2)
    n_points = counted(sum(each.n_points_kept for each in outcome.new), "new point")
    known, refused = len(outcome.known), len(outcome.refused)
    yield f"{len(outcome.new):,} new, {known:,} already here, {refused:,} refused; {n_points}."
    flights, visits = counted(outcome.n_flights, "flight"), counted(outcome.n_visits, "visit")
    yield f"The workspace now holds {flights} and {visits}."
    yield from banner


def _one(acquisition: "Acquisition") -> Iterator[str]:
    words = f"{_name(acquisition.paths)}: {acquisition.format}, {_points([acquisition])}"
    yield from paragraph(f"{words}, sha256 {acquisition.sha256[:8]}", hang=2)
    for note in acquisition.notes:
        yield from paragraph(f"note: {note}", indent=2, hang=2)


def _summed(new: Sequence["Acquisition"]) -> Iterator[str]:
    formats = ", ".join(f"{n:,} {kind}" for kind, n in Counter(each.format for each in new).most_common())
    yield from paragraph(f"{formats}: {_points(new)}", hang=2)
    noted = [each for each in new if each.notes]
    if noted:
        words = f"notes on {len(noted):,} of them, such as: {_name(noted[0].paths)}: {noted[0].notes[0]}"
        yield from paragraph(f"{words}; acquisitions.jsonl in the workspace holds them all", indent=2, hang=2)


def _points(acquisitions: Sequence["Acquisition"]) -> str:
    dropped = sum((Counter(each.dropped) for each in acquisitions), Counter[str]())
    reasons = ", ".join(f"{n:,} {reason.replace('_', ' ')}" for reason, n in dropped.most_common() if n)
    first = min((each.first_at for each in acquisitions if each.first_at), default=None)
    last = max((each.last_at for each in acquisitions if each.last_at), default=None)
    span = f", {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC" if first and last else ""
    left_out = f", {dropped.total():,} left out ({reasons})" if reasons else ""
    return f"{sum(each.n_points_kept for each in acquisitions):,} points kept{left_out}{span}"


def _name(paths: Sequence[str]) -> str:
    more = f" and {counted(len(paths) - 1, 'more part')}" if len(paths) > 1 else ""
    return f"{Path(paths[0]).name}{more}"
