"""A small bar chart of a base's days, as numbers that a template draws; its table says the same in words.

A bar is what was observed on a day, a lower bound. A day without data is marked as such: no bar there means
nothing. More days than fit are added up by month.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wheelsdown.faces.web.api.boards import BoardDay

__all__ = ["Bar", "DayChart", "day_chart"]

#: Days drawn one by one; a bar is then two units wide.
_MOST_DAYS: Final = 480

#: Width and height of the drawing in its own units; a phone shows it narrower.
_WIDTH, _HEIGHT, _FOOT = 960, 120, 18


@dataclass(frozen=True)
class Bar:
    """One day or month."""

    label: str
    n_arrivals: int
    n_departures: int
    #: Days of it without any data.
    n_missing: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class DayChart:
    """The bars, and what stands around them."""

    bars: tuple[Bar, ...]
    unit: str
    most: int
    bar_width: float
    width: int
    height: int
    foot: int
    #: Position and text of the marks below.
    marks: tuple[tuple[float, str], ...]
    n_missing: int

    @property
    def rows(self) -> tuple[Bar, ...]:
        """Give what the table lists: what has something to say."""
        return tuple(bar for bar in self.bars if bar.n_arrivals or bar.n_departures)


def day_chart(
    days: Sequence[BoardDay], span: tuple[str, str] | None, missing: Iterable[date]
) -> DayChart | None:
    """Lay out the chart; None where no day is known.

    >>> one = BoardDay(date="2025-10-02", n_arrivals=2, n_departures=1, n_airframes=2)
    >>> chart = day_chart([one], ("2025-10-01", "2025-10-04"), [date(2025, 10, 3)])
    >>> [(bar.label, bar.n_arrivals, bar.n_missing) for bar in chart.bars][1:3]
    [('2025-10-02', 2, 0), ('2025-10-03', 0, 1)]
    """
    if span is None:
        return None
    first, last = (date.fromisoformat(each) for each in span)
    if (last - first).days > 366 * 100:
        return None
    all_days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    cut = 10 if len(all_days) <= _MOST_DAYS else 7
    labels = list(dict.fromkeys(day.isoformat()[:cut] for day in all_days))
    came, left, lacking = Counter[str](), Counter[str](), Counter(day.isoformat()[:cut] for day in missing)
    for day in days:
        came[day.date[:cut]] += day.n_arrivals
        left[day.date[:cut]] += day.n_departures
    most = max((came[label] for label in labels), default=0)
    step = _WIDTH / len(labels)
    room = _HEIGHT - _FOOT
    bars = tuple(
        Bar(
            label=label,
            n_arrivals=came[label],
            n_departures=left[label],
            n_missing=lacking[label],
            x=round(n * step, 2),
            y=round(room - came[label] / max(most, 1) * room, 2),
            height=round(came[label] / max(most, 1) * room, 2),
        )
        for n, label in enumerate(labels)
    )
    return DayChart(
        bars=bars,
        unit="day" if cut == 10 else "month",
        most=most,
        bar_width=round(max(step - (1 if step > 3 else 0), 1), 2),
        width=_WIDTH,
        height=_HEIGHT,
        foot=_FOOT,
        marks=_marks(bars),
        n_missing=sum(bar.n_missing for bar in bars),
    )


def _marks(bars: Sequence[Bar]) -> tuple[tuple[float, str], ...]:
    """Name the first bar of each month or year, as many as fit."""
    cut = 7 if len(bars) > 31 else 10
    if bars and len(bars[0].label) == 7:
        cut = 4
    firsts: dict[str, float] = {}
    for bar in bars:
        firsts.setdefault(bar.label[:cut], bar.x)
    every = max(1, -(-len(firsts) // 10))
    kept = [(x, label) for label, x in firsts.items()][::every]
    return tuple((x, label) for x, label in kept if x < _WIDTH - 60)
