"""Whether the day in a folder's or archive's name agrees with the points inside; if not, they win."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import polars as pl

__all__ = ["DayTally", "named_day"]

#: ``2025/08/20`` in a path, or ``v2025.08.20-`` as daily archives are called.
_DAY: Final = re.compile(r"(?<!\d)(20\d\d)([/.\\-])(\d\d)\2(\d\d)(?!\d)")


def named_day(paths: Sequence[Path]) -> datetime | None:
    """Give the start of the UTC day that a path names, the last one if it names several.

    >>> named_day([Path("globe_history/2025/08/20")])
    datetime.datetime(2025, 8, 20, 0, 0, tzinfo=datetime.timezone.utc)
    """
    day = None
    for year, _, month, date in _DAY.findall(paths[0].absolute().as_posix()):
        try:
            day = datetime(int(year), int(month), int(date), tzinfo=UTC)
        except ValueError:
            continue
    return day


class DayTally:
    """Counts the traces that hold no point of the day their folder names."""

    def __init__(self, day: datetime | None) -> None:
        self._day = day
        self._n_traces = 0
        self._n_elsewhere = 0
        self._held: set[str] = set()

    def add(self, parts: pl.DataFrame) -> None:
        """Count the traces of one batch (`Part` rows)."""
        if self._day is None:
            return
        after = self._day + timedelta(days=1)
        elsewhere = parts.filter((pl.col("last_at") < self._day) | (pl.col("first_at") >= after))
        self._n_traces += parts.height
        self._n_elsewhere += elsewhere.height
        self._held.update(elsewhere["first_at"].dt.strftime("%Y-%m-%d").unique())

    def notes(self) -> tuple[str, ...]:
        """Say how far the folder's day is wrong; nothing if every trace holds a point of it."""
        if self._day is None or not self._n_elsewhere:
            return ()
        held = sorted(self._held)
        days = ", ".join(held[:3]) + (f" and {len(held) - 3} more days" if len(held) > 3 else "")
        said = (
            f"the name says {self._day:%Y-%m-%d}, but {self._n_elsewhere} of {self._n_traces} traces hold no "
            f"point of that day (theirs begin on {days}); the points' own times count"
        )
        return (said,)
