"""Aircraft near a place: under each day, a line for each, with how close it was received."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.wording import NOT_INDEXED, counted, interval_words
from wheelsdown.faces.cli.tables.layout import Cell, Column, heading, paragraph, row_lines
from wheelsdown.faces.cli.tables.parts import aircraft, banner, day_line, footer, n_aircraft_words

if TYPE_CHECKING:
    from wheelsdown.downloads.fetch_log import Selection

__all__ = ["near_table"]

_COLUMNS = (
    Column("first", 5),
    Column("last", 5),
    Column("aircraft", 16),
    Column("callsign", 8),
    Column("lowest", 9),
    Column("positions", 9),
    Column("closest", 16),
)

_EXACT = (
    "closest: the received position nearest to the place. Between two the aircraft may have been nearer.",
    "--format json names the rows of the raw files.",
)
_COARSE = ("Times, heights and counts are of cells that touch the circle: it may not have been inside.",)


def near_table(
    listing: Listing, circle: "Selection", interval: Interval, below_ft: float | None
) -> Iterator[str]:
    """Give the lines of the table, at most 80 columns wide."""
    yield from banner(listing)
    where = f"within {circle.radius_nm:g} NM of {circle.place}"
    if below_ft is not None:
        where += f" below {below_ft:,.0f} ft"
    when = interval_words(interval)
    if listing.rows.is_empty():
        indexed = "In what is indexed by place, no" if NOT_INDEXED in listing.left_out else "No"
        said = ", ".join(filter(None, [f"{indexed} aircraft was received {where}", when]))
        yield from paragraph(f"{said}. Not received is not the same as not flown.")
        yield from footer(listing, "", ())
        return
    yield from paragraph(", ".join(filter(None, [f"Received {where}", when, "times UTC"])))
    yield ""
    yield heading(_COLUMNS)
    day = None
    for row in listing.rows.iter_rows(named=True):
        if row["day"] != day:
            day = row["day"]
            yield day_line(day)
        yield from row_lines(_COLUMNS, _cells(row))
    exact = bool(listing.rows["exact"].all())
    summary = f"{n_aircraft_words(listing.rows)} on {counted(listing.rows['day'].n_unique(), 'day')}."
    yield from footer(listing, summary, (), _EXACT if exact else _COARSE)


def _cells(row: Mapping[str, Any]) -> list[Cell]:
    return [
        Cell.of(f"{row['first_at']:%H:%M}", bold=True),
        Cell.of(f"{row['last_at']:%H:%M}"),
        aircraft(row),
        Cell.of(row["callsign"] or ""),
        Cell.of(_lowest(row)),
        Cell.of(f"{row['n_points']:>9,}".replace(" ", "\N{NO-BREAK SPACE}")),
        _closest(row["closest"]),
    ]


def _lowest(row: Mapping[str, Any]) -> str:
    if row["n_on_ground"]:
        return "on ground"
    return "" if row["lowest_ft"] is None else f"{row['lowest_ft']:,.0f} ft"


def _closest(closest: Mapping[str, Any] | None) -> Cell:
    if closest is None or closest["at"] is None:
        return Cell.of("not asked", dim=True)
    return Cell.of(f"{closest['distance_nm']:.1f} NM at {closest['at']:%H:%M}")
