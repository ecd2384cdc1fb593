"""How far work has come, on standard error: a bar where somebody watches, or lines of JSON for a program.

A bar comes only on a terminal, and not before a second has passed. ``--json`` writes one object a line,
``{stage, done, total, points_per_second, seconds_left, detail}``: at most two a second for each stage, and
the last report of every stage always. Nothing of either ever reaches standard output.
"""

import contextlib
import json
import sys
import time
from collections import deque
from typing import TYPE_CHECKING

from wheelsdown.dossiers.safe_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from wheelsdown.pipeline import Progress

__all__ = ["Pace", "say_as_json", "shown_progress", "shown_waiting"]

#: Work shorter than this needs no bar (DESIGN, section 5).
_PATIENCE_S = 1.0

#: A stage says how far it is no more often than this, as a program reads it.
_PAUSE_S = 0.5

#: The pace is that of the last seconds, so that it follows a change of files or a busy disk.
_WINDOW_S = 10.0


class Pace:
    """How quickly one stage goes: points per second over the last ten seconds, and what is left at that."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, at_s: float, done: int) -> None:
        """Take note of how much was done at an instant of a clock that never goes back."""
        if self._seen and done < self._seen[-1][1]:  # the next file of the same stage began
            self._seen.clear()
        self._seen.append((at_s, done))
        while len(self._seen) > 2 and at_s - self._seen[1][0] >= _WINDOW_S:
            self._seen.popleft()

    @property
    def per_second(self) -> float | None:
        """Give points per second; None until two instants are known.

        >>> pace = Pace()
        >>> pace.add(0.0, 0); pace.add(2.0, 3_000_000); pace.per_second
        1500000.0
        """
        if len(self._seen) < 2:
            return None
        (first_s, first), (last_s, last) = self._seen[0], self._seen[-1]
        return (last - first) / (last_s - first_s) if last_s > first_s else None

    def seconds_left(self, total: int | None) -> float | None:
        """Give the seconds that what is left takes at this pace; None where that is not known."""
        if total is None or not self.per_second:
            return None
        return max(0.0, (total - self._seen[-1][1]) / self.per_second)


@contextlib.contextmanager
def shown_progress(*, as_json: bool = False) -> "Iterator[Callable[[Progress], None]]":
    """Lend a function that takes reports of progress and shows them as asked, or where somebody watches."""
    if not as_json and not sys.stderr.isatty():
        yield lambda _: None
        return
    shown: _Told | _Shown = _Told() if as_json else _Shown()
    try:
        yield shown
    finally:
        shown.close()


class _Told:
    """Lines of JSON on standard error."""

    def __init__(self) -> None:
        self._paces: dict[str, Pace] = {}
        self._told_s: dict[str, float] = {}
        self._untold: dict[str, Progress] = {}

    def __call__(self, progress: "Progress") -> None:
        """Write one report, or keep it until the stage may speak again."""
        now_s = time.monotonic()
        self._paces.setdefault(progress.stage, Pace()).add(now_s, progress.done)
        for stage in [stage for stage in self._untold if stage != progress.stage]:
            self._tell(self._untold.pop(stage))
        if now_s - self._told_s.get(progress.stage, -_PAUSE_S) >= _PAUSE_S:
            self._untold.pop(progress.stage, None)
            self._told_s[progress.stage] = now_s
            self._tell(progress)
        else:
            self._untold[progress.stage] = progress

    def close(self) -> None:
        """Write the last report of every stage that was kept back."""
        for progress in self._untold.values():
            self._tell(progress)
        self._untold.clear()

    def _tell(self, progress: "Progress") -> None:
        pace = self._paces[progress.stage]
        per_second = pace.per_second if progress.unit == "points" else None
        _write(progress, _rounded(per_second, 0), _rounded(pace.seconds_left(progress.total), 1))


def say_as_json(line: str) -> None:
    """Write a line for a person as one more object of the same shape, of the stage ``note``."""
    from wheelsdown.intake import Progress

    _write(Progress("note", 0, None, line), None, None)


def _write(progress: "Progress", per_second: float | None, seconds_left: float | None) -> None:
    line = {
        "stage": progress.stage,
        "done": progress.done,
        "total": progress.total,
        "points_per_second": per_second,
        "seconds_left": seconds_left,
        "detail": printable(progress.detail),
    }
    sys.stderr.write(json.dumps(line) + "\n")
    sys.stderr.flush()


class _Shown:
    """One bar per stage, made when the first report arrives late enough."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}
        self._paces: dict[str, Pace] = {}

    def __call__(self, progress: "Progress") -> None:
        """Show one report."""
        now_s = time.monotonic()
        pace = self._paces.setdefault(progress.stage, Pace())
        pace.add(now_s, progress.done)
        if now_s - self._began < _PATIENCE_S:
            return
        bar = self._bar or self._open()
        words = f"{progress.stage} {printable(progress.detail)[-30:]}".rstrip()
        if progress.stage not in self._tasks:
            self._tasks[progress.stage] = bar.add_task(words, total=progress.total, pace="")
        bar.update(
            self._tasks[progress.stage],
            completed=progress.done,
            total=progress.total,
            description=words,
            pace=_pace_words(pace, progress.total, progress.unit),
        )

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def _open(self) -> "Bar":
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar

        parts = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=16))
        counts = (TextColumn("{task.completed:,.0f}"), TextColumn("{task.fields[pace]}", markup=False))
        self._bar = Bar(*parts, *counts, console=Console(stderr=True), transient=True)
        self._bar.start()
        return self._bar


def _pace_words(pace: Pace, total: int | None, unit: str) -> str:
    """Say the pace and the time left as a person reads them."""
    words = []
    if (per_second := pace.per_second) is not None and unit != "answers":
        words.append(f"{per_second / 1e6:,.1f} MB/s" if unit == "bytes" else f"{per_second:,.0f}/s")
    if (left_s := pace.seconds_left(total)) is not None:
        minutes, seconds = divmod(round(left_s), 60)
        words.append(f"{minutes}:{seconds:02} left")
    return ", ".join(words)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


@contextlib.contextmanager
def shown_waiting(words: str) -> "Iterator[None]":
    """Show that work whose end is not known goes on: on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(printable(words)):
        yield
