"""Read the number of a day where it stands: "the 26th", "26-го", "двадцать шестого"."""

from wheelsdown.articles.calendar_words import Scan

__all__ = ["after_suffix", "ordinal_in_digits", "read_day_number"]


def read_day_number(scan: Scan, index: int) -> tuple[int, int, bool] | None:
    """Read the number of a day, and whether it is an ordinal ("the 26th", "26-го", "двадцать шестого")."""
    start = scan.skip(index, "the")
    number = scan.number(start)
    if number is None or not number.whole or not 1 <= number.n <= 31:
        return None
    if not number.in_digits:
        return (number.n, number.last, True) if number.is_ordinal else None
    last = after_suffix(scan, start + 1)
    if len(scan.form(start)) > 2 or number.last != last or scan.form(start + 1) == "in":
        return None  # "fourteen flights in April, up from 9 in March"
    return number.n, last, last > start + 1


def after_suffix(scan: Scan, index: int) -> int:
    """Get the token behind the ending of an ordinal, where there is one."""
    return scan.suffix(index) or index


def ordinal_in_digits(scan: Scan, index: int) -> tuple[int, int] | None:
    """Read a day in digits with the ending of an ordinal: "26th", "the 26th"."""
    day = read_day_number(scan, index)
    if day is None or not day[2] or not scan.is_digits(scan.skip(index, "the")):
        return None
    return day[0], day[1]
