"""Reception near a place: positions received by height, hour after hour, or day after day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.wording import NOT_INDEXED, counted, interval_words
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import banner, day_line, footer
from wheelsdown.schemas.reception import NO_ALTITUDE, ON_GROUND

if TYPE_CHECKING:
    from wheelsdown.downloads.fetch_log import Selection

__all__ = ["reception_table"]

#: Columns: their title, and the first band that is no longer in them.
_UP_TO = (("<1,000", 1), ("<2,000", 2), ("<3,000", 3), ("<5,000", 5), ("<10k", 10), ("<20k", 20))
_HIGHER = "higher"

#: More days than this are shown one to a line.
_MOST_DAYS_BY_HOUR = 3

_NOTES = (
    "Positions received, by altitude in feet; none: without an altitude.",
    "No number, or no line: nothing was received there. Nothing was there to hear, or nobody heard it.",
)

_TITLES = ["ground", *(title for title, _ in _UP_TO), _HIGHER, "none"]


def reception_table(listing: Listing, circle: "Selection", interval: Interval) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    where, when = f"within {circle.radius_nm:g} NM of {circle.place}", interval_words(interval)
    if listing.rows.is_empty():
        indexed = "In what is indexed by place, nothing" if NOT_INDEXED in listing.left_out else "Nothing"
        said = ", ".join(filter(None, [f"{indexed} was received {where}", when]))
        yield from paragraph(f"{said}. Not received is not the same as not flown.")
        yield from footer(listing, "", ())
        return
    yield from paragraph(", ".join(filter(None, [f"Received {where}", when, "times UTC"])))
    yield ""
    by_hour = listing.rows["hour_at"].dt.date().n_unique() <= _MOST_DAYS_BY_HOUR
    first = Column("hour", 5) if by_hour else Column("day", 10)
    columns = [first, *(Column(title.rjust(6).replace(" ", "\N{NO-BREAK SPACE}"), 6) for title in _TITLES)]
    yield heading(columns).replace("\N{NO-BREAK SPACE}", " ")
    yield from _body(listing.rows, columns, by_hour=by_hour)
    n_points, n_hours = int(listing.rows["n_points"].sum()), listing.rows["hour_at"].n_unique()
    summary = f"{counted(n_points, 'position')} in {counted(n_hours, 'hour')}."
    yield from footer(listing, summary, (), _NOTES)


def _body(rows: pl.DataFrame, columns: list[Column], *, by_hour: bool) -> Iterator[str]:
    time = pl.col("hour_at") if by_hour else pl.col("hour_at").dt.truncate("1d")
    counts = (
        rows.group_by(time=time, title=_title())
        .agg(pl.col("n_points").cast(pl.Int64).sum())
        .sort("time")
        .pivot("title", index="time", values="n_points")
    )
    day = None
    for row in counts.iter_rows(named=True):
        if by_hour and row["time"].date() != day:
            day = row["time"].date()
            yield day_line(day)
        label = f"{row['time']:%H:%M}" if by_hour else f"{row['time']:%Y-%m-%d}"
        texts = [_short(row.get(title)).rjust(6).replace(" ", "\N{NO-BREAK SPACE}") for title in _TITLES]
        lines = row_lines(columns, [Cell.of(label, bold=True), *map(Cell.of, texts)])
        yield from (line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in lines)


def _title() -> pl.Expr:
    """Give the column that a band stands in."""
    title = pl.lit(_HIGHER)
    for name, below in reversed(_UP_TO):
        title = pl.when(pl.col("band") < below).then(pl.lit(name)).otherwise(title)
    heard = pl.when(pl.col("band") == NO_ALTITUDE).then(pl.lit("none")).otherwise(title)
    return pl.when(pl.col("band") == ON_GROUND).then(pl.lit("ground")).otherwise(heard)


def _short(number: int | None) -> str:
    """Write a count in six letters at most.

    >>> _short(99_999), _short(1_234_567), _short(None)
    ('99,999', '1235k', '')
    """
    if not number:
        return ""
    return f"{number:,}" if number < 100_000 else f"{number / 1000:.0f}k"
