"""When a claimed day may have been: the union of the local days it could mean, and what is surely in it.

An article seldom says whose day it means. "On 26 October" is taken as that day in every time zone concerned
(of either end of the flight, and UTC): the *outer* window holds all instants it could mean, and what is
seen in it may support. Only the *inner* window, which is that day in all of them, may contradict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from wheelsdown.claims.claim import ClaimedDate
from wheelsdown.clock import Interval

__all__ = ["Window", "window_of"]


@dataclass(frozen=True, slots=True)
class Window:
    """Instants that the claimed days may mean (``outer``), and that they mean in any case (``inner``).

    ``inner`` is None where nothing is sure: the words leave several dates, or one side, open.
    """

    outer: Interval
    inner: Interval | None


def window_of(claimed: ClaimedDate | None, zones: Sequence[tzinfo], *, until: date | None) -> Window | None:
    """Get the instants that a claimed date may mean.

    Parameters
    ----------
    claimed
        Days, half-open; an open end is the publication.
    zones
        Time zones concerned; UTC always is one.
    until
        First day after the latest possible publication; None where that is unknown.

    Returns
    -------
    Window or None
        None when the claim has no date.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> day = ClaimedDate(start="2031-10-26", end="2031-10-27")
    >>> window = window_of(day, [ZoneInfo("Europe/Moscow")], until=None)
    >>> window.outer.start.isoformat(), window.inner.start.isoformat()
    ('2031-10-25T21:00:00+00:00', '2031-10-26T00:00:00+00:00')
    """
    if claimed is None:
        return None
    spans = [(date.fromisoformat(start), date.fromisoformat(end)) for start, end in claimed.candidates]
    if not spans and claimed.start is None and claimed.end is None:
        return None
    if not spans:
        first = date.fromisoformat(claimed.start) if claimed.start else None
        last = date.fromisoformat(claimed.end) if claimed.end else until
        return _window(first, last, zones, is_sure=claimed.end is not None and first is not None)
    return _window(min(s for s, _ in spans), max(e for _, e in spans), zones, is_sure=False)


def _window(first: date | None, last: date | None, zones: Sequence[tzinfo], *, is_sure: bool) -> Window:
    everywhere = (UTC, *zones)
    starts = [_midnight(first, zone) for zone in everywhere] if first else []
    ends = [_midnight(last, zone) for zone in everywhere] if last else []
    outer = Interval(min(starts, default=None), max(ends, default=None))
    if not (is_sure and starts and ends and max(starts) < min(ends)):
        return Window(outer, None)
    return Window(outer, Interval(max(starts), min(ends)))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
