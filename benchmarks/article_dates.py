"""How well are dates, lengths and counts read: invented expressions in four languages with their gold.

The gold is `tests/data/dates/*.tsv` (its README says what a row holds). A row is right when all its dates, all
its lengths and all its counts are right and nothing else was found. Half of the rows is held back: its figure
is printed, its rows are not.

usage: python -m benchmarks.article_dates [--wrong]
"""

import csv
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from wheelsdown.articles.article import Article, Language, Span
from wheelsdown.articles.counts import find_counts
from wheelsdown.articles.dates import find_dates
from wheelsdown.articles.durations import find_durations
from wheelsdown.articles.marks import (
    AircraftMark,
    CountMark,
    DateValue,
    DurationMark,
    Operation,
    Precision,
    Publication,
    Unit,
)
from wheelsdown.articles.resolution import resolve
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.date_words import load_date_words

GOLD = Path(__file__).parent.parent / "tests" / "data" / "dates"
ONE_DAY = timedelta(days=1)
PLURAL = {"+": True, "-": False}
FIELDS = ("dates", "durations", "counts")


def gold_rows() -> list[dict[str, str]]:
    """Read every row of the gold."""
    rows = []
    for file in sorted(GOLD.glob("*.tsv")):
        with file.open(encoding="utf-8") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


def is_held_back(row: dict[str, str]) -> bool:
    """Say whether a row belongs to the half that nobody looks at."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 1


def unmarked(text: str) -> tuple[str, list[AircraftMark]]:
    """Take the brackets out of a gold text and give the aircraft words that stood in them."""
    plain, marks, start, is_flight = "", [], 0, False
    for char in text:
        if char in "[{":
            start, is_flight = len(plain), char == "{"
        elif char in "]}":
            word = plain[start:].rstrip("+-")
            plural = PLURAL.get(plain[-1])
            plain = plain[:start] + word
            marks.append(
                AircraftMark(
                    Span(start, len(plain)), word, None, is_generic=True, plural=plural, is_flight=is_flight
                )
            )
        else:
            plain += char
    return plain, marks


def read(row: dict[str, str]) -> dict[str, str]:
    """Read a row's text and write what was found as the gold does."""
    text, aircraft = unmarked(row["text"])
    article = Article("-", "", text, Language.OTHER, tokenise(text), (), ())
    words = load_date_words()
    marks = find_dates(article, words)
    published = _day(row["published"], "told")
    anchor = row["anchor"] and date.fromisoformat(row["anchor"])
    value = DateValue("", anchor, anchor + ONE_DAY, Precision.DAY, "") if anchor else None
    durations = find_durations(article, words)
    counts = find_counts(article, words, aircraft, marks, durations)
    return {
        "dates": ";".join(written(resolve(mark, published, value)) for mark in marks),
        "durations": ";".join(map(length, durations)),
        "counts": ";".join(map(counted, (mark for mark in counts if mark.unit is not Unit.OTHER))),
    }


def _day(text: str, year_from: str) -> Publication:
    if not text:
        return Publication()
    day = date.fromisoformat(text)
    return Publication(day, day + ONE_DAY, (), year_from)


def written(value: DateValue) -> str:
    """Write a resolved date as the gold does."""
    if value.start is None and value.end is None:
        return "|".join(_days(*days) for days in value.candidates) or "?"
    return _days(value.start, value.end)


def _days(start: date | None, end: date | None) -> str:
    last = end - ONE_DAY if end else None
    if start and start == last:
        return start.isoformat()
    return f"{start or ''}..{last or ''}"


def length(mark: DurationMark) -> str:
    """Write a length as the gold does."""
    return ("" if mark.op is Operation.EXACTLY else mark.op.value) + mark.duration


def counted(mark: CountMark) -> str:
    """Write a count as the gold does."""
    unit = "a" if mark.unit is Unit.AIRFRAMES else "e"
    place = f" #{mark.ordinal}" if mark.ordinal else ""
    return f"{mark.count.op.value}{mark.count.n} {unit}{place}{' i' if mark.implied else ''}"


def same(gold: str, got: str) -> bool:
    """Say whether two fields say the same; candidates have no order."""
    sides = [[frozenset(one.split("|")) for one in field.split(";")] for field in (gold, got)]
    return sides[0] == sides[1]


def wrong_fields(row: dict[str, str]) -> list[str]:
    """Get the fields of a row that are read wrongly, with what was read."""
    got = read(row)
    return [
        f"{name}: want {row[name]!r}, got {got[name]!r}" for name in FIELDS if not same(row[name], got[name])
    ]


def score(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    """Give the lines of the table: a language and a half each."""
    right, n = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in rows:
        half = "held back" if is_held_back(row) else "shown"
        for key in ((row["id"][:2], half), ("all", half)):
            n[key] += 1
            right[key] += not wrong_fields(row)
    for key in sorted(n):
        yield f"{key[0]:<4}{key[1]:<10}{right[key]:>4} of {n[key]:>3}  {right[key] / n[key]:.3f}"


def main() -> None:
    """Print the table, and with ``--wrong`` the shown rows that are wrong."""
    rows = gold_rows()
    start = time.perf_counter()
    print("\n".join(score(rows)))
    print(f"{(time.perf_counter() - start) / len(rows) * 500:.2f} ms a row")
    if "--wrong" in sys.argv[1:]:
        for row in rows:
            if not is_held_back(row) and (wrong := wrong_fields(row)):
                print(row["id"], row["text"], *wrong, sep="\n    ")


if __name__ == "__main__":
    main()
