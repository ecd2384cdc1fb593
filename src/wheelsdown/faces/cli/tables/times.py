"""A time, or the interval it lies in, in as few letters as a table has room for.

``14:02`` was observed; ``~14:02-14:20`` lies between; ``before 09:10`` and ``after 14:02`` are bounded
on one side. A day other than the one the row stands under is written out.
"""

from collections.abc import Mapping
from datetime import date, datetime

from wheelsdown.schemas import Basis

__all__ = ["Bounds", "first_day", "time_lines"]

#: ``{earliest, latest}``; either may be None.
Bounds = Mapping[str, datetime | None]


def time_lines(bounds: Bounds | None, basis: str, day: date | None) -> tuple[str, ...]:
    """Say when, in lines of at most 16 letters.

    >>> at = datetime.fromisoformat
    >>> time_lines({"earliest": at("2025-10-26 14:02"), "latest": at("2025-10-26 14:20")}, "bounded",
    ...            date(2025, 10, 26))
    ('~14:02-14:20',)
    >>> time_lines({"earliest": None, "latest": at("2025-10-27 09:10")}, "bounded", date(2025, 10, 26))
    ('before', '10-27 09:10')
    """
    earliest, latest = (bounds["earliest"], bounds["latest"]) if bounds else (None, None)
    if earliest is None and latest is None:
        return ("not seen",)
    if earliest is None or latest is None:
        word, instant = ("after", earliest) if latest is None else ("before", latest)
        return _two_words(word, _clock(instant, day))
    about = "" if basis == Basis.OBSERVED else "~"
    first, last = _clock(earliest, day), _clock(latest, day)
    if first == last:
        return (about + first,)
    if earliest.date() == latest.date():
        joined = f"~{first}-{latest:%H:%M}"
        return (joined,) if earliest.date() == day else (f"~{first}", f"–{latest:%H:%M}")
    return (f"~{first}", f"–{last}")


def first_day(*bounds: Bounds | None) -> date | None:
    """Give the day of the first instant known; the day a row stands under."""
    for bound in bounds:
        for instant in (bound["earliest"], bound["latest"]) if bound else ():
            if instant is not None:
                return instant.date()
    return None


def _clock(instant: datetime | None, day: date | None) -> str:
    if instant is None:
        return ""
    if instant.date() == day:
        return f"{instant:%H:%M}"
    return f"{instant:%m-%d %H:%M}" if day and instant.year == day.year else f"{instant:%Y-%m-%d %H:%M}"


def _two_words(word: str, when: str) -> tuple[str, ...]:
    return (f"{word} {when}",) if len(when) == len("HH:MM") else (word, when)
