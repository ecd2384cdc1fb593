"""The board of one base: who came, who left, who was not seen to leave, day by day and from where to where.

Counts are of observed visits: lower bounds, never totals. Who came and was not seen to leave may have left
unseen; the board says when it was last known to be there and leaves the rest open.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
import polars as pl
from msgspec import Meta

from wheelsdown.clock import Interval, now, rfc3339
from wheelsdown.dossiers.listings import Listing, ListKind, Rows, plain_rows
from wheelsdown.dossiers.wording import basis_sentences, nothing_observed
from wheelsdown.faces.web.api.asking import BoardAsked
from wheelsdown.faces.web.api.here_now import HereNow, LiveWord, here_now, live_words
from wheelsdown.faces.web.api.placing import PlaceAnswer, place_answer
from wheelsdown.faces.web.care import Answered, careful
from wheelsdown.faces.web.present import Present
from wheelsdown.faces.web.snapshots import View
from wheelsdown.questions import RowFilter, ask_rotations, ask_visits
from wheelsdown.reference.names import resolve
from wheelsdown.reference.regions import region_label

__all__ = ["Board", "BoardDay", "board"]

#: Visits whose legs before and after are shown: reading legs costs most of a board.
_MOST_ROTATIONS = 20

VisitRows = Annotated[
    list[dict[str, Any]], Meta(extra_json_schema={"items": {"$ref": "#/components/schemas/visits.row"}})
]
LegRows = Annotated[
    list[dict[str, Any]], Meta(extra_json_schema={"items": {"$ref": "#/components/schemas/rotations.row"}})
]


class BoardDay(msgspec.Struct, frozen=True, kw_only=True):
    """One UTC day at a base."""

    date: str
    n_arrivals: int
    n_departures: int
    n_airframes: int


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """Visits that came from, or went on to, one other place."""

    direction: Literal["from", "to"]
    id: str | None
    #: aerodrome, region, country or unknown: as finely as the evidence allows.
    level: str
    label: str
    lat_deg: float | None
    lon_deg: float | None
    n_visits: int
    n_airframes: int


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """The board of one base."""

    schema: Literal["wheelsdown/board/1"] = "wheelsdown/board/1"
    simulated: bool
    place: PlaceAnswer
    since: str | None
    until: str | None
    #: The last instant of which there is data: "now" on this board.
    data_until: str | None
    n_visits: int
    n_airframes: int
    #: Came and was not seen to leave, nor is heard elsewhere now; the latest first.
    present: VisitRows
    #: Came, was not seen to leave, and is heard in the air or elsewhere now: the tables do not know it yet.
    heard_elsewhere: VisitRows
    #: Airframe -> what live reception says of it, for the two lists above.
    live_words: dict[str, LiveWord]
    #: Who is heard there now.
    here_now: HereNow
    arrivals: VisitRows
    departures: VisitRows
    days: list[BoardDay]
    exchange: list[Exchange]
    #: Legs before and after the latest visits.
    rotations: LegRows
    #: What the basis words that occur mean, and what an empty board does not mean.
    sentences: list[str]
    left_out: dict[str, int]
    missing: list[str]
    #: Where all rows are.
    links: dict[str, str]


def board(present: Present, asked: BoardAsked) -> Board:
    """Give the board of a place over an interval, with what live reception says of it now."""
    view = present.view
    found = resolve(asked.id, view.register)
    listing = _visits(view, found.id, asked.interval)
    rows = listing.rows.with_columns(came=_came(), left=_left())
    place = place_answer(view, found)
    staying = rows.filter(pl.col("left").is_null()).sort("came", descending=True)
    here = here_now(present, place)
    words = live_words(present, here, place, staying["airframe"].to_list())
    gone = pl.col("airframe").is_in([name for name, word in words.items() if word.state == "gone"])
    return Board(
        simulated=listing.simulated or (here.is_known and _is_simulated(present)),
        place=place,
        since=rfc3339(asked.interval.start),
        until=rfc3339(asked.interval.end),
        data_until=rfc3339(
            max((a.last_at for a in view.workspace.acquisitions() if a.last_at), default=None)
        ),
        n_visits=rows.height,
        n_airframes=_n_airframes(rows),
        present=_shown(listing, staying.filter(~gone), asked.limit),
        heard_elsewhere=_shown(listing, staying.filter(gone), asked.limit),
        live_words=dict(words),
        here_now=here,
        arrivals=_shown(listing, rows.drop_nulls("came").sort("came", descending=True), asked.limit),
        departures=_shown(listing, rows.drop_nulls("left").sort("left", descending=True), asked.limit),
        days=_days(rows),
        exchange=_exchange(view, rows),
        rotations=_rotations(view, found.id, asked.interval, rows),
        sentences=_sentences(found.label, rows, asked.interval),
        left_out=dict(listing.left_out),
        missing=list(listing.missing),
        links=_links(found.id, asked),
    )


def _is_simulated(present: Present) -> bool:
    return present.sky.picture is not None and present.sky.picture.simulated


def _visits(view: View, place: str, interval: Interval) -> Listing:
    answer = view.once(
        ("board", place, interval),
        lambda: ask_visits(
            view.workspace, place, RowFilter(interval=interval), view.register, view.identities.filled
        ),
    )
    return careful(view, Answered(answer), now())


def _came() -> pl.Expr:
    arrived = pl.col("arrived_at").struct
    return pl.coalesce(arrived.field("latest"), arrived.field("earliest"))


def _left() -> pl.Expr:
    departed = pl.col("departed_at").struct
    return pl.coalesce(departed.field("earliest"), departed.field("latest"))


def _n_airframes(rows: pl.DataFrame) -> int:
    """Count airframes; one whose identity is withheld counts as one however many there are."""
    return rows["airframe"].n_unique()


def _shown(listing: Listing, rows: pl.DataFrame, most: int) -> list[dict[str, Any]]:
    page = rows.head(most).drop("came", "left")
    return list(plain_rows(Rows(page, listing.simulated)))


def _days(rows: pl.DataFrame) -> list[BoardDay]:
    """Count arrivals and departures by the UTC day they were last possible and first possible on."""
    came = rows.drop_nulls("came").select(pl.col("came").dt.date().alias("date"), "airframe", arrival=1)
    left = rows.drop_nulls("left").select(pl.col("left").dt.date().alias("date"), "airframe", arrival=0)
    both = (
        pl.concat([came, left])
        .group_by("date")
        .agg(
            n_arrivals=pl.col("arrival").sum(),
            n_departures=(1 - pl.col("arrival")).sum(),
            n_airframes=pl.col("airframe").n_unique(),
        )
    )
    return [
        BoardDay(date=row["date"].isoformat(), **{name: row[name] for name in row if name != "date"})
        for row in both.sort("date").iter_rows(named=True)
    ]


def _exchange(view: View, rows: pl.DataFrame) -> list[Exchange]:
    found: list[Exchange] = []
    for direction, column in (("from", "came_from"), ("to", "went_to")):
        counted = (
            rows.select("airframe", pl.col(column).struct.unnest())
            .group_by("id", "level")
            .agg(n_visits=pl.len(), n_airframes=pl.col("airframe").n_unique())
            .sort("n_visits", "id", descending=[True, False], nulls_last=True)
        )
        found += [_exchanged(view, direction, row) for row in counted.iter_rows(named=True)]
    return found


def _exchanged(view: View, direction: Any, row: Mapping[str, Any]) -> Exchange:
    name = row["id"]
    point = view.positions.get(name) if row["level"] == "aerodrome" else None
    label = "unknown" if name is None else view.names.get(name) or region_label(name) or name
    return Exchange(
        direction=direction,
        label=label,
        lat_deg=point[0] if point else None,
        lon_deg=point[1] if point else None,
        **row,
    )


def _rotations(view: View, place: str, interval: Interval, rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the legs around the latest visits; only so far back are legs read."""
    latest = rows.drop_nulls("came").sort("came", descending=True).head(_MOST_ROTATIONS)
    if latest.is_empty():
        return []
    since = latest["came"][-1]
    start = max(since, interval.start) if interval.start else since
    row_filter = RowFilter(interval=Interval(start, interval.end))
    answer = view.once(
        ("board legs", place, row_filter),
        lambda: ask_rotations(view.workspace, place, row_filter, view.register, view.identities.filled),
    )
    return list(plain_rows(careful(view, Answered(answer), now())))


def _sentences(label: str, rows: pl.DataFrame, interval: Interval) -> list[str]:
    if rows.is_empty():
        return [nothing_observed(ListKind.VISITS, label, interval)]
    words: Iterable[str] = [*rows["arrival_basis"], *rows["departure_basis"]]
    return basis_sentences(words)


def _links(place: str, asked: BoardAsked) -> dict[str, str]:
    said = {"place": place, "since": asked.since, "until": asked.until}
    query = urlencode({name: value for name, value in said.items() if value is not None})
    return {name: f"/api/v1/{name}?{query}" for name in ("visits", "rotations")}
