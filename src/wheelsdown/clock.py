"""UTC instants and half-open intervals, read from and written as the words people use."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wheelsdown.errors import WheelsdownError

__all__ = ["Interval", "now", "parse_instant", "rfc3339"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def now() -> datetime:
    """Give the present instant in UTC."""
    return datetime.now(UTC)


def rfc3339(instant: datetime | None) -> str | None:
    """Write an instant as RFC 3339 in UTC, whole seconds unless there are fractions; None stays None.

    >>> rfc3339(datetime(2025, 10, 26, 7, 30, tzinfo=UTC))
    '2025-10-26T07:30:00Z'
    """
    if instant is None:
        return None
    text = instant.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if '.' in text else text}Z"


def parse_instant(text: str, *, end: bool = False) -> datetime:
    """Read a UTC instant from ``2025-10-26``, ``2025-10`` or an RFC 3339 time; no zone means UTC.

    With ``end`` a day or month stands for its end, so that ``--since 2025-10 --until 2025-10`` is the
    whole month and ``--until 2025-10-29`` includes the 29th.

    >>> parse_instant("2025-10-29", end=True)
    datetime.datetime(2025, 10, 30, 0, 0, tzinfo=datetime.timezone.utc)
    """
    text = text.strip()
    try:
        if month := _MONTH.fullmatch(text):
            first = datetime(int(month[1]), int(month[2]), 1, tzinfo=UTC)
            return (first + timedelta(days=32)).replace(day=1) if end else first
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise WheelsdownError(
            f"'{text}' is not a UTC day or time; write 2025-10-26, 2025-10 or 2025-10-26T07:30:00Z"
        ) from None
    if end and _DAY.fullmatch(text):
        instant += timedelta(days=1)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


@dataclass(frozen=True)
class Interval:
    """A half-open interval of time [start, end); None leaves a side open."""

    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise WheelsdownError(
                f"the interval ends ({rfc3339(self.end)}) before it starts ({rfc3339(self.start)})"
            )

    @classmethod
    def parse(cls, since: str | None, until: str | None) -> "Interval":
        """Read ``--since`` and ``--until``; both days count whole."""
        return cls(
            parse_instant(since) if since else None,
            parse_instant(until, end=True) if until else None,
        )

    def days(self) -> list[date]:
        """List the UTC days the interval touches; empty when a side is open."""
        if self.start is None or self.end is None:
            return []
        last = (self.end - timedelta(microseconds=1)).date()
        n_days = (last - self.start.date()).days + 1
        return [self.start.date() + timedelta(days=i) for i in range(n_days)]
