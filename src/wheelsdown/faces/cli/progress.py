"""A bar on standard error while long work runs: on a terminal only, and not before a second has passed."""

import contextlib
import sys
import time
from typing import TYPE_CHECKING

from wheelsdown.dossiers.safe_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from wheelsdown.pipeline import Progress

__all__ = ["shown_progress", "shown_waiting"]

#: Work shorter than this needs no bar (DESIGN, section 5).
_PATIENCE_S = 1.0


@contextlib.contextmanager
def shown_progress() -> "Iterator[Callable[[Progress], None]]":
    """Lend a function that takes reports of progress and shows them where somebody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    shown = _Shown()
    try:
        yield shown
    finally:
        shown.close()


class _Shown:
    """One bar per stage, made when the first report arrives late enough."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, progress: "Progress") -> None:
        """Show one report."""
        if time.monotonic() - self._began < _PATIENCE_S:
            return
        bar = self._bar or self._open()
        words = f"{progress.stage} {printable(progress.detail)[-40:]}".rstrip()
        if progress.stage not in self._tasks:
            self._tasks[progress.stage] = bar.add_task(words, total=progress.total)
        task = self._tasks[progress.stage]
        bar.update(task, completed=progress.done, total=progress.total, description=words)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def _open(self) -> "Bar":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        parts = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=20))
        counts = (MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Bar(*parts, *counts, console=Console(stderr=True), transient=True)
        self._bar.start()
        return self._bar


@contextlib.contextmanager
def shown_waiting(words: str) -> "Iterator[None]":
    """Show that work whose end is not known goes on: on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(printable(words)):
        yield
