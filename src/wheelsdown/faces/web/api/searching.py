"""Who or what is called so: call signs, registrations, addresses, types and places, each group on its own.

Searched is what this workspace has seen, and the places of the world. Aircraft whose identity is withheld
are not found by any name. For others than this machine's user nothing is found by flights that are still
delayed.
"""

import re
from datetime import datetime
from typing import Final, Literal
from urllib.parse import quote

import msgspec
import polars as pl

from wheelsdown.clock import now
from wheelsdown.errors import UnknownReference
from wheelsdown.faces.web.api.asking import SearchAsked
from wheelsdown.faces.web.snapshots import View
from wheelsdown.reference.names import resolve
from wheelsdown.reference.types import aircraft_type, designators_named

__all__ = ["Found", "Group", "SearchAnswer", "search", "seen_aircraft"]

_PLAIN: Final = re.compile(r"[\s-]")

#: Instants are rounded down to whole steps, so that an index of what is seen can be kept that long.
_STEP_S: Final = 3600


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

    kind: Literal["aircraft", "callsign", "type", "place"]
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


def search(view: View, asked: SearchAsked) -> SearchAnswer:
    """Give what is called so."""
    plain = _PLAIN.sub("", asked.q).upper()
    seen = seen_aircraft(view, now())
    places, nearest = _places(view, asked)
    groups = [
        _aircraft(seen, plain, asked.limit),
        _callsigns(seen, plain, asked.limit),
        _types(asked.q),
        places,
    ]
    found = [group for group in groups if group.items]
    return SearchAnswer(simulated=view.simulated, q=asked.q, groups=found, nearest=[] if found else nearest)


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


def _aircraft(seen: pl.DataFrame, plain: str, most: int) -> Group:
    """Find by address or registration: exact ones first, then those that begin so."""
    address = pl.col("airframe").str.to_uppercase()
    begins = address.str.starts_with(plain) | pl.col("plain").str.starts_with(plain).fill_null(value=False)
    exact = (address == plain) | (pl.col("plain") == plain).fill_null(value=False)
    hits = seen.filter(begins).with_columns(exact=exact).unique("airframe", maintain_order=True)
    hits = hits.sort("exact", descending=True, maintain_order=True)
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
    found = seen.drop_nulls("callsign").filter(pl.col("callsign").str.to_uppercase().str.starts_with(plain))
    hits = found.group_by("callsign").agg(pl.col("n_flights").sum(), n_airframes=pl.len())
    hits = hits.sort(pl.col("callsign").str.len_chars(), "callsign")
    items = [
        Found(
            id=row["callsign"],
            label=row["callsign"],
            detail=f"{row['n_flights']} flights of {row['n_airframes']} aircraft",
            page=f"/search?q={quote(row['callsign'])}",
            api=f"/api/v1/flights?callsign={quote(row['callsign'])}",
        )
        for row in hits.head(most).iter_rows(named=True)
    ]
    return Group(kind="callsign", n_found=hits.height, items=items)


def _types(text: str) -> Group:
    found = designators_named(text)
    items = []
    for each in found:
        known = aircraft_type(each)
        words = " ".join(filter(None, (known.manufacturer, known.model)))
        address = f"/?type={quote(each)}"
        items.append(
            Found(id=each, label=each, detail=words, page=address, api=f"/api/v1/flights?type={quote(each)}")
        )
    return Group(kind="type", n_found=len(items), items=items)


def _places(view: View, asked: SearchAsked) -> tuple[Group, list[str]]:
    """Find the place that is called so; where several are, or none, give their labels."""
    try:
        found = view.once(("place", asked.q), lambda: resolve(asked.q, view.register))
    except UnknownReference as error:
        return Group(kind="place", n_found=0, items=[]), list(error.nearest)
    item = Found(
        id=found.id,
        label=found.label,
        detail=f"{found.level.value}, {len(found.aerodromes)} aerodromes"
        if len(found.aerodromes) > 1
        else found.level.value,
        page=f"/places/{quote(found.id)}",
        api=f"/api/v1/places/{quote(found.id)}",
    )
    return Group(kind="place", n_found=1, items=[item]), []
