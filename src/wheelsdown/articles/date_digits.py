"""Read dates written in digits: 2025-10-26, 26.10.2025, 26/10/2025, 10/26.

Slashes are read both ways where both are days, but in Arabic, where the day is first; the readers decide by
what fits the publication. Two numbers alone are a date only behind a preposition of days or at the head of an
entry of a log, and only with a slash or a dot.
"""

from collections.abc import Sequence
from datetime import date

from wheelsdown.articles.calendar_words import Scan
from wheelsdown.articles.expressions import CalendarDate, Either
from wheelsdown.articles.scripts import is_arabic, is_cyrillic

__all__ = ["FIRST_YEAR", "LAST_YEAR", "read_digits"]

#: Years that digits may mean: before is history, after is no news.
FIRST_YEAR, LAST_YEAR = 1900, 2100

#: Marks between the day of an entry and its time.
_APART = (",", "-", "|", ":", ".")

#: Two-digit years: news of this century.
CENTURY = 2000


def read_digits(scan: Scan, index: int) -> tuple[CalendarDate | Either, int] | None:
    """Read a date in digits that begins at a token; None when there is none."""
    if (
        not scan.is_digits(index)
        or scan.in_name(index)
        or (scan.form(index - 1) in (".", ":", "/") and scan.glued(index))
    ):
        return None
    numbers, mark = [scan.form(index)], scan.form(index + 1)
    last = index + 1
    while mark in (".", "/", "-") and len(numbers) < 3 and _goes_on(scan, last, mark):
        numbers.append(scan.form(last + 1))
        last += 2
    if mark == "/" and len(numbers) == 1 and _is_spaced_out(scan, index):
        numbers, last = [scan.form(index), scan.form(index + 2), scan.form(index + 4)], index + 5
    if _goes_on(scan, last, mark) or any(len(number) > 4 for number in numbers):
        return None
    ways = _three(numbers, mark) if len(numbers) == 3 else _two(scan, index, numbers, mark)
    if not ways:
        return None
    if any(is_arabic(scan.form(at)) for at in (index - 1, last)):
        ways = ways[:1]
    year = scan.skip(last, "yearword")
    return (ways[0] if len(ways) == 1 else Either(tuple(ways))), year


def _goes_on(scan: Scan, index: int, mark: str) -> bool:
    return (
        scan.form(index) == mark and scan.glued(index) and scan.is_digits(index + 1) and scan.glued(index + 1)
    )


def _is_spaced_out(scan: Scan, index: int) -> bool:
    """Say whether a day, a month and a year stand there with spaces: "11 / 1 / 2025"."""
    digits = all(scan.is_digits(index + step) for step in (2, 4))
    return digits and scan.form(index + 3) == "/" and len(scan.form(index + 4)) == len("2025")


def _three(numbers: list[str], mark: str) -> list[CalendarDate]:
    first, second, third = (int(number) for number in numbers)
    if len(numbers[0]) == 4:
        return _days([(first, second, third)])
    if len(numbers[2]) not in (2, 4):
        return []
    year = third if len(numbers[2]) == 4 else CENTURY + third
    orders = [(year, second, first)]
    if mark == "/" and first != second:
        orders.append((year, first, second))
    return _days(orders)


def _two(scan: Scan, index: int, numbers: list[str], mark: str) -> list[CalendarDate]:
    if len(numbers) != 2 or mark == "-" or any(len(number) > 2 for number in numbers):
        return []
    if mark == "." and (len(numbers[1]) < 2 or scan.get(index + 3, "ampm", "zone")):
        return []
    cued = scan.get(index - 1, "on", "since", "from", "until", "between", "weekday")
    if scan.get(index + 3, "month") or not (cued or _heads_entry(scan, index, numbers, mark)):
        return []
    first, second = (int(number) for number in numbers)
    orders: list[tuple[int | None, int, int]] = [(None, second, first)]
    if mark == "/" and first != second:
        orders.append((None, first, second))
    return _days(orders)


def _heads_entry(scan: Scan, index: int, numbers: list[str], mark: str) -> bool:
    """Say whether it begins an entry of a log, or stands in one: "05.05, 13", "07/05 RCH247", "(07.05)"."""
    if any(len(number) != 2 for number in numbers):
        return False
    after = index + 3
    around = (scan.form(index - 1), scan.form(after))
    if around == ("|", "|") or (around == ("(", ")") and mark == "."):
        return True
    if not (index == 0 or scan.tokens[index].line) or after >= len(scan.tokens) or scan.tokens[after].line:
        return False
    at = scan.skip(after + (scan.form(after) in _APART), "on")
    timed = scan.is_digits(at) and scan.form(at + 1) == ":" and scan.is_digits(at + 2)
    named = is_cyrillic(scan.form(at)) and scan.capital(at)  # «05.05 Ил-76 сел», no «05.05 тонн»
    return timed or mark == "/" or scan.form(after) == "|" or named


def _days(orders: Sequence[tuple[int | None, int, int]]) -> list[CalendarDate]:
    found = []
    for year, month, day in orders:
        try:
            date(year or 2000, month, day)
        except ValueError:
            continue
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        found.append(CalendarDate(year=year, month=month, day=day))
    return found
