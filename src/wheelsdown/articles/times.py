"""Step over the time of day that goes with a date: "at 14:05 UTC", "в 14:05 мск", "الساعة 14:05".

Hours are not resolved: claims are about days.
"""

from collections.abc import Iterator, Sequence

from wheelsdown.articles.calendar_words import Scan
from wheelsdown.articles.view import Token

__all__ = ["clock_tokens", "skip_daytime", "skip_time"]

#: Digits of the minutes.
_MINUTES = 2


def skip_daytime(scan: Scan, index: int) -> int:
    """Get the token after a time of day behind a weekday, but not one that begins the next: "وظهر السبت"."""
    daytime = scan.get(index, "daytime")
    if daytime is None or ("و" in daytime.particles and scan.get(daytime.last, "weekday", "dayword")):
        return index
    return scan.skip(index, "daytime")


def skip_time(scan: Scan, index: int) -> tuple[int, bool]:
    """Get the token after a time of day, and whether there was one.

    A time is hours and minutes ("14:05"), or with a.m., p.m. or a zone an hour or "14.05".
    """
    at = index + 1 if scan.form(index) in (",", "(", "t") else index
    at = scan.skip(at, "on", "to")
    at = scan.skip(at, "clock")
    if not scan.is_digits(at) or int(scan.form(at)[:6] or 0) > 24 or _is_below(scan, index, at):
        return index, False
    last, has_minutes = at + 1, False
    while _minutes(scan, last) and last < at + 5:
        last, has_minutes = last + 2, has_minutes or scan.form(last) == ":"
    named = scan.get(last, "ampm")
    last = named.last if named else last
    last += bool(named) and scan.form(last) == "." and scan.glued(last)
    zone = scan.get(last, "zone")
    last = zone.last if zone else last
    return (last, True) if has_minutes or named or zone else (index, False)


def _is_below(scan: Scan, first: int, last: int) -> bool:
    """Say whether a time stands on a line below, where it begins an entry of its own."""
    return any(scan.tokens[index].line for index in range(first, last + 1))


def _minutes(scan: Scan, index: int) -> bool:
    if scan.form(index) not in (":", ".") or not scan.is_digits(index + 1) or not scan.glued(index + 1):
        return False
    return len(scan.form(index + 1)) == 2 and int(scan.form(index + 1)) < 60


def clock_tokens(tokens: Sequence[Token]) -> Iterator[int]:
    """Get the places of hours and minutes among the tokens: "14:05"."""
    for index in range(1, len(tokens) - 1):
        hour, colon, minute = tokens[index - 1 : index + 2]
        glued = colon.form == ":" and not colon.spaced and not minute.spaced
        if glued and hour.form.isdigit() and minute.form.isdigit() and len(minute.form) == _MINUTES:
            yield from (index - 1, index, index + 1)
