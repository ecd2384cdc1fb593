"""Who or what is called so: who is heard now, aircraft, call signs, types and places, each on its own.

Searched is what this workspace has seen, what it hears now, and the places of the world. What begins so comes
before what only holds it. Aircraft whose identity is withheld are not found by any name. For others than this
machine's user nothing is found by flights that are still delayed.
"""

import re
from datetime import datetime, timedelta
from typing import Final, Literal
from urllib.parse import quote

import msgspec
import polars as pl

from wheelsdown.care.withholding import WITHHELD
from wheelsdown.clock import now
from wheelsdown.dossiers.wording import counted
from wheelsdown.errors import UnknownReference
from wheelsdown.faces.web.api.asking import SearchAsked
from wheelsdown.faces.web.api.place_names import NamedPlace, places_named
from wheelsdown.faces.web.api.rows import MOST_DAYS
from wheelsdown.faces.web.present import Present
from wheelsdown.faces.web.snapshots import View
from wheelsdown.live.picture import Aircraft
from wheelsdown.reference.names import resolve
from wheelsdown.reference.types import aircraft_type, designators_named

__all__ = ["Found", "Group", "SearchAnswer", "search", "seen_aircraft"]

_PLAIN: Final = re.compile(r"[\s-]")

#: Instants are rounded down to whole steps, so that an index of what is seen can be kept that long.
_STEP_S: Final = 3600

#: From so many characters on, names that only hold what is sought are found too.
_WITHIN: Final = 3


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is called so."""

    id: str
    label: str
    #: What else is known of it, in a few words.
    detail: str
    #: Its page, and its rows.
    page: str
    api: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The hits of one kind, the best first."""

    kind: Literal["live", "aircraft", "callsign", "type", "place"]
    n_found: int
    items: list[Found]


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is called so, by kind; groups without a hit are not there."""

    schema: Literal["wheelsdown/search/1"] = "wheelsdown/search/1"
    simulated: bool
    q: str
    groups: list[Group]
    #: Close spellings of places, where nothing is called exactly so.
    nearest: list[str]


def search(present: Present, asked: SearchAsked) -> SearchAnswer:
    """Give what is called so."""
    view = present.view
    plain = _PLAIN.sub("", asked.q).upper()
    seen = seen_aircraft(view, now())
    places, nearest = _places(view, asked)
    live = _live(present, plain, asked.limit)
    groups = [
        live,
        _aircraft(seen, plain, asked.limit),
        _callsigns(seen, plain, asked.limit),
        _types(view, asked.q),
        places,
    ]
    found = [group for group in groups if group.items]
    picture = present.sky.picture
    simulated = view.simulated or bool(live.items and picture and picture.simulated)
    return SearchAnswer(simulated=simulated, q=asked.q, groups=found, nearest=[] if found else nearest)


def seen_aircraft(view: View, at: datetime) -> pl.DataFrame:
    """Give one row an airframe and call sign that flew, with what is best known of it.

    Columns ``airframe, callsign, n_flights, last_at, registration, type_designator, operator`` and
    ``plain``, the registration without hyphens.
    """
    until = None
    if view.settings.delay:
        latest = at.timestamp() - view.settings.delay.total_seconds()
        until = datetime.fromtimestamp(latest // _STEP_S * _STEP_S, at.tzinfo)
    return view.once(("seen", until), lambda: _seen(view, until))


def _seen(view: View, until: datetime | None) -> pl.DataFrame:
    last = pl.col("last_seen").struct.field("at")
    flights = view.workspace.table("flights").select("airframe", "callsign", last_at=last)
    if until is not None:
        flights = flights.filter(pl.col("last_at") < until)
    rows = (
        flights.group_by("airframe", "callsign")
        .agg(n_flights=pl.len(), last_at=pl.col("last_at").max())
        .filter(~pl.col("airframe").is_in(list(view.flagged)))
        .collect()
    )
    known = view.identities.of(rows["airframe"].unique())
    named = rows.join(known.drop("military"), on="airframe", how="left")
    plain = pl.col("registration").str.replace_all(r"[\s-]", "").str.to_uppercase()
    return named.with_columns(plain=plain).sort("last_at", "airframe", descending=[True, False])


def _fits(names: pl.Expr, plain: str) -> pl.Expr:
    """Say how well names fit: 0 is called so, 1 begins so, 2 holds it; null where none of it holds."""
    rank = pl.when(names == plain).then(0).when(names.str.starts_with(plain)).then(1)
    if len(plain) >= _WITHIN:
        rank = rank.when(names.str.contains(plain, literal=True)).then(2)
    return rank.otherwise(None)


def _live(present: Present, plain: str, most: int) -> Group:
    """Find who is heard now; nobody where nobody listens."""
    picture = present.sky.picture
    if picture is None or picture.is_stale or not plain:
        return Group(kind="live", n_found=0, items=[])
    shown = [each for each in picture.aircraft if not each.hex.startswith(WITHHELD)]
    names = pl.DataFrame(
        [
            (n, *(_PLAIN.sub("", name or "").upper() for name in (x.flight, x.r, x.hex)))
            for n, x in enumerate(shown)
        ],
        schema={"n": pl.Int64, "flight": pl.String, "r": pl.String, "hex": pl.String},
        orient="row",
    )
    rank = pl.min_horizontal(_fits(pl.col(name), plain) for name in ("flight", "r", "hex"))
    hits = names.with_columns(rank=rank).drop_nulls("rank").sort("rank", "flight", "hex")
    items = [_heard(shown[n]) for n in hits["n"].head(most)]
    return Group(kind="live", n_found=hits.height, items=items)


def _heard(each: Aircraft) -> Found:
    address = quote(each.hex, safe="~")
    flight = (each.flight or "").strip()
    words = (each.r, each.hex if flight else None, each.t, each.own_op)
    return Found(
        id=each.hex,
        label=flight or each.hex,
        detail=", ".join(filter(None, words)),
        page=f"/?sel={address}",
        api="/api/v1/live",
    )


def _aircraft(seen: pl.DataFrame, plain: str, most: int) -> Group:
    """Find by address or registration."""
    rank = pl.min_horizontal(
        _fits(pl.col("airframe").str.to_uppercase(), plain), _fits(pl.col("plain"), plain)
    )
    hits = seen.with_columns(rank=rank).drop_nulls("rank").unique("airframe", maintain_order=True)
    hits = hits.sort("rank", maintain_order=True)
    items = [
        Found(
            id=row["airframe"],
            label=row["registration"] or row["airframe"],
            detail=", ".join(filter(None, (row["airframe"], row["type_designator"], row["operator"]))),
            page=f"/aircraft/{quote(row['airframe'], safe='~')}",
            api=f"/api/v1/aircraft/{quote(row['airframe'], safe='~')}",
        )
        for row in hits.head(most).iter_rows(named=True)
    ]
    return Group(kind="aircraft", n_found=hits.height, items=items)


def _callsigns(seen: pl.DataFrame, plain: str, most: int) -> Group:
    rank = _fits(pl.col("callsign").str.to_uppercase(), plain)
    found = seen.with_columns(rank=rank).drop_nulls("rank")
    hits = found.group_by("callsign").agg(
        pl.col("n_flights").sum(), pl.col("rank").first(), pl.col("last_at").max(), n_airframes=pl.len()
    )
    hits = hits.sort("rank", pl.col("callsign").str.len_chars(), "callsign")
    items = [
        Found(
            id=row["callsign"],
            label=row["callsign"],
            detail=f"{counted(row['n_flights'], 'flight')} of {row['n_airframes']} aircraft, "
            f"last received {row['last_at']:%Y-%m-%d}",
            page=f"/callsigns/{quote(row['callsign'], safe='')}",
            api=f"/api/v1/flights?callsign={quote(row['callsign'])}",
        )
        for row in hits.head(most).iter_rows(named=True)
    ]
    return Group(kind="callsign", n_found=hits.height, items=items)


def _types(view: View, text: str) -> Group:
    found = designators_named(text)
    items = []
    lately = _lately(view)
    for each in found:
        known = aircraft_type(each)
        words = " ".join(filter(None, (known.manufacturer, known.model)))
        address = f"/?type={quote(each)}"
        rows = f"/api/v1/flights?type={quote(each)}{lately}"
        items.append(Found(id=each, label=each, detail=words, page=address, api=rows))
    return Group(kind="type", n_found=len(items), items=items)


def _lately(view: View) -> str:
    """Give the days that are asked about where all would be too many: the last ones with data."""
    last = max((day for each in view.workspace.acquisitions() for day in each.days), default=None)
    return f"&since={last - timedelta(days=MOST_DAYS - 1)}&until={last}" if last else ""


def _places(view: View, asked: SearchAsked) -> tuple[Group, list[str]]:
    """Find the place that is called so, then those whose names begin so; else what is spelled closely."""
    n_begin, begin = view.once(
        ("places named", asked.q, asked.limit), lambda: places_named(asked.q, view.register, asked.limit)
    )
    items, nearest = [], list[str]()
    try:
        exact = view.once(("place", asked.q), lambda: resolve(asked.q, view.register))
    except UnknownReference as error:
        nearest = list(error.nearest)
    else:
        several = f", {len(exact.aerodromes)} aerodromes" if len(exact.aerodromes) > 1 else ""
        items = [_place(exact.id, exact.label, f"{exact.level.value}{several}")]
    known = {each.id for each in items}
    items += [_place(each.id, each.label, _detail(each)) for each in begin if each.id not in known]
    n_found = max(n_begin, len(items))
    return Group(kind="place", n_found=n_found, items=items[: asked.limit]), nearest


def _detail(each: NamedPlace) -> str:
    """Say what a place is, and by which name it was found, where its label does not hold that."""
    kind = each.kind.replace("_", " ")
    return kind if each.called.casefold() in each.label.casefold() else f"{kind}, also called {each.called}"


def _place(name: str, label: str, detail: str) -> Found:
    address = quote(name, safe="")
    return Found(
        id=name, label=label, detail=detail, page=f"/places/{address}", api=f"/api/v1/places/{address}"
    )
