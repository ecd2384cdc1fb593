"""Find the lengths of time in an article: "nearly six months", "полгода", "14-year", "نحو ستة أشهر".

Lengths that place something ("two days ago", "a few days later", "через два дня") are dates, not durations.
"""

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.calendar_words import DateWords, Scan
from wheelsdown.articles.marks import DurationMark, Operation

__all__ = ["find_durations", "is_longest"]

#: Kinds of words that a length may begin with.
_BEGIN = frozenset(("op", "length", "units2", "an", "cardinal", "scale", "digits"))

#: A number of this size before the word for year is a year.
LONGEST = 1000

#: Words between "the longest" and in how long: "the longest such lull in two years".
_SUPERLATIVE = 5

#: ISO 8601 designators of the units.
_ISO = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
#: The same with half of the unit more.
_HALF = {"hour": "PT{}H30M", "day": "P{}DT12H", "month": "P{}M15D", "year": "P{}Y6M"}


def find_durations(article: Article, words: DateWords) -> tuple[DurationMark, ...]:
    """Get the lengths of time of an article, in the order of the text.

    A length without a number ("a month", "month-long") counts as one; "several months" tells none and is left
    out. ``duration`` is ISO 8601; ``op`` says how it is hedged: "nearly six months" is ``<`` P6M.
    """
    scan = words.scan(article)
    marks: list[DurationMark] = []
    free = 0
    for index in scan.known:
        read = _read(scan, index) if index >= free else None
        if read is None:
            continue
        op, duration, free = read
        if not _places(scan, index, free):
            span = Span(scan.tokens[index].start, scan.tokens[free - 1].end)
            marks.append(DurationMark(span, article.words(span), duration, op))
    return tuple(marks)


def _read(scan: Scan, index: int) -> tuple[Operation, str, int] | None:
    if not scan.begins(index, _BEGIN) or (scan.form(index - 1) == "-" and scan.glued(index)):
        return None
    before = scan.get(index, "op")
    length = _length(scan, before.last if before else index)
    if length is None:
        return None
    duration, last = length
    after = scan.get(last, "opafter")
    if after:
        return Operation(after.value), duration, after.last
    return Operation(before.value) if before else Operation.EXACTLY, duration, last


def _places(scan: Scan, index: int, last: int) -> bool:
    """Say whether the length places something in time and so belongs to a date."""
    after = scan.get(last, "ago", "later", "earlier", "recentafter")
    if not scan.get(index - 1, "lasting"):
        after = after or scan.get(last, "after", "before")
    before = scan.get(index - 1, "thence", "agobefore", "recent") is not None
    return after is not None or before or is_longest(scan, index)


def is_longest(scan: Scan, index: int) -> bool:
    """Say whether a time stands behind a superlative: "the longest lull in two years" lasted less."""
    return any(scan.get(before, "longest") for before in range(max(index - _SUPERLATIVE, 0), index))


def _length(scan: Scan, index: int) -> tuple[str, int] | None:
    whole = scan.get(index, "length")
    if whole:
        return whole.value, whole.last
    dual = scan.get(index, "units2")
    if dual:
        return _ISO[dual.value].format(2), dual.last
    number = scan.number(index)
    one = scan.get(index, "an")
    if number and number.whole and not number.is_ordinal and number.n < LONGEST:
        half = number.fraction == "half"
        return _unit(scan, number.n, number.last, by_digits=number.in_digits, half=half)
    if one is None or scan.get(index - 1, "other", "event", "times"):
        return None
    return _unit(scan, 1, one.last, by_digits=False)


def _unit(scan: Scan, n: int, index: int, *, by_digits: bool, half: bool = False) -> tuple[str, int] | None:
    hyphen = scan.form(index) == "-" and scan.glued(index) and scan.glued(index + 1)
    unit = scan.get(index + hyphen, "unit") or (
        scan.get(index + hyphen, "unitadj") if hyphen and by_digits else None
    )
    if unit is None:
        return None
    iso = _HALF.get(unit.value, _ISO[unit.value]) if half else _ISO[unit.value]
    return iso.format(n), unit.last
