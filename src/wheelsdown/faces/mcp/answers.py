"""The answers: lists in the words of the command line, short enough to be read, with how each is known.

Text in them was sent by transponders and written by strangers, so it is made one inert line each. What does
not fit is counted in ``left_out``, never dropped in silence.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown import pipeline, traces
from wheelsdown.care.pictures import careful_picture
from wheelsdown.care.withholding import chosen_by_withheld
from wheelsdown.clock import Interval, parse_instant
from wheelsdown.dossiers.listings import Listing, ListKind, Rows, plain_rows, plain_value, schema_name
from wheelsdown.dossiers.rows_places import place_rows
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.dossiers.wording import BASIS_MEANS, SIMULATED_BANNER, nothing_observed
from wheelsdown.downloads.circles import USUAL_RADIUS_NM, circle_of
from wheelsdown.downloads.fetch_log import FetchLog
from wheelsdown.downloads.plan import plan as plan_for
from wheelsdown.downloads.sites import sites_named
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.mcp.desk import Desk
from wheelsdown.faces.mcp.questions import (
    FlightsAsked,
    IdentityAsked,
    LiveAsked,
    NearAsked,
    NothingAsked,
    PlacesAsked,
    PlanAsked,
    TraceAsked,
    VisitsAsked,
)
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.live.naming import named
from wheelsdown.live.picture import Aircraft, read_picture
from wheelsdown.nearby import near_place
from wheelsdown.reference.identity import known_of
from wheelsdown.reference.names import resolve

__all__ = [
    "Answer",
    "flights",
    "identity",
    "inert",
    "live",
    "near",
    "places",
    "plan",
    "rotations",
    "status",
    "trace",
    "visits",
]

Answer = dict[str, Any]

#: Sentences in ``missing``; the rest is counted.
_MOST_SENTENCES: Final = 20

#: Longest text of one value, in characters.
_MOST_TEXT: Final = 500

#: Elements of one list inside a row: rivals, proofs.
_MOST_PARTS: Final = 20

#: Days of flights of the whole sky that are listed at once, and days that one plan spans.
_MOST_DAYS: Final = 31
_MOST_PLAN_DAYS: Final = 3660

#: Points of raw files that one question may read back: some twenty seconds.
_MOST_POINTS_READ: Final = 3_000_000

#: The reasons under which is counted what an answer has no room for.
_LATER: Final = "rows_beyond_the_limit"
_THINNED: Final = "points_thinned_out"
_PARTS: Final = "elements_of_long_lists"


def visits(desk: Desk, asked: VisitsAsked) -> Answer:
    """List who visited a place, from where, and how it is known. None observed is not nobody came."""
    desk.refuse_flagged(asked.icao24)
    wanted = asked.row_filter()
    found = pipeline.visits(desk.workspace, asked.place, wanted)
    return _page(desk.careful(found, by_identity=chosen_by_withheld(wanted)), ListKind.VISITS, asked)


def rotations(desk: Desk, asked: VisitsAsked) -> Answer:
    """List the legs before and after each visit to a place, named as finely as the evidence allows."""
    desk.refuse_flagged(asked.icao24)
    wanted = asked.row_filter()
    found = pipeline.rotations(desk.workspace, asked.place, wanted)
    return _page(desk.careful(found, by_identity=chosen_by_withheld(wanted)), ListKind.ROTATIONS, asked)


def flights(desk: Desk, asked: FlightsAsked) -> Answer:
    """List the flights received, with what was seen of both ends; a month at most, or one aircraft."""
    desk.refuse_flagged(asked.icao24)
    if asked.icao24 is None and asked.callsign is None:
        _require_few_days(desk, asked.interval)
    wanted = asked.row_filter()
    found = pipeline.flights(desk.workspace, wanted)
    return _page(desk.careful(found, by_identity=chosen_by_withheld(wanted)), ListKind.FLIGHTS, asked)


def identity(desk: Desk, asked: IdentityAsked) -> Answer:
    """Give every assertion about an aircraft with its source; conflicts are shown, none is settled."""
    airframe = desk.airframe(asked.aircraft)
    card = pipeline.identity(desk.workspace, airframe)
    simulated = desk.simulated or bool(card.assertions["simulated"].any())
    answer = _listed(Rows(card.assertions, simulated), ListKind.IDENTITY, card.assertions)
    return {**answer, "airframe": airframe, "conflicts": inert(list(card.conflicts))}


def near(desk: Desk, asked: NearAsked) -> Answer:
    """List the aircraft received within a radius of any place, day by day, and how close."""
    where = resolve(asked.place, desk.register)
    radius_nm = asked.radius_nm or desk.register.watched().get(where.id, USUAL_RADIUS_NM)
    circle = circle_of(where, desk.register, radius_nm)
    found = near_place(desk.workspace, circle, asked.interval, below_ft=asked.below_ft)
    return _page(desk.careful(found), ListKind.NEAR, asked)


def trace(desk: Desk, asked: TraceAsked) -> Answer:
    """Give the points of one aircraft as received, thinned evenly to the limit, doubts said beside them."""
    airframe = desk.airframe(asked.aircraft)
    _require_few_points(desk, airframe, asked.interval)
    found = traces.trace(desk.workspace, airframe, asked.interval, desk.register, doubtful=asked.suspect)
    careful = desk.careful(found)
    n_points = careful.rows.height
    thinned = _thinned(careful.rows, asked.limit)
    left_out = dict(careful.left_out)
    if n_points > thinned.height:
        left_out[_THINNED] = n_points - thinned.height
    shown = Rows(thinned, careful.simulated, left_out, careful.missing, careful.place)
    return {**_listed(shown, ListKind.TRACE, thinned), "n_points": n_points}


def places(desk: Desk, asked: PlacesAsked) -> Answer:
    """List the places of the register with their names, claims about them, and which are watched."""
    rows = place_rows(desk.register)
    if asked.watched is not None:
        rows = rows.filter(pl.col("watched_radius_nm").is_not_null() == asked.watched)
    return _page(Rows(rows, simulated=False), ListKind.PLACES, asked)


def plan(desk: Desk, asked: PlanAsked) -> Answer:
    """Say which days of data a place lacks, and the command that gets each; nothing is fetched."""
    interval = Interval(parse_instant(asked.since), parse_instant(asked.until or asked.since, end=True))
    days = interval.days()
    if len(days) > _MOST_PLAN_DAYS:
        raise WheelsdownError(f"that are {len(days):,} days; ask for at most ten years")
    near_it = circle_of(resolve(asked.place, desk.register), desk.register, asked.radius_nm)
    held, fetches = desk.workspace.acquisitions(), FetchLog(desk.workspace.path, {}).fetches()
    found = plan_for(near_it, days, held, fetches, sites_named("adsblol"))
    return {
        "schema": schema_name(ListKind.PLAN),
        "simulated": desk.simulated,
        "place": found.place,
        "n_days": len(found.days),
        "n_covered": len(found.covered),
        "items": inert([msgspec.to_builtins(row) for row in found.rows[:_MOST_SENTENCES]]),
        "left_out": _beyond(len(found.rows) - _MOST_SENTENCES),
        "missing": [f"no source asked has {len(found.unavailable)} of the days"] * bool(found.unavailable),
        "remark": "Nothing was fetched. Days without data say nothing about flights.",
    }


def status(desk: Desk, asked: NothingAsked) -> Answer:
    """Say what the workspace holds and lacks; on days without data silence means nothing."""
    del asked
    found = pipeline.status(desk.workspace)
    said = plain_value(msgspec.to_builtins(found, builtin_types=()))
    held = {name: value for name, value in _mapping(said).items() if name not in {"days", "pending"}}
    marks = {"schema": "wheelsdown/status/1", "simulated": desk.simulated}
    return {**marks, **_banner(simulated=desk.simulated), "n_days": len(found.days), **_mapping(inert(held))}


def live(desk: Desk, asked: LiveAsked) -> Answer:
    """Give the aircraft in the live picture; one low near a place has not landed, and none is not nobody."""
    picture = read_picture(desk.workspace.path)
    if picture is None:
        missing = ["nobody listens in this workspace; wheelsdown listen FEED does"]
        return {"schema": "wheelsdown/live/1", "items": [], "left_out": {}, "missing": missing}
    known = known_of([each.hex for each in picture.aircraft], desk.workspace.table("identity_assertions"))
    shown, left_out = careful_picture(named(picture, known), desk.flagged, desk.watched)
    kept = [each for each in shown.aircraft if _asked_for(desk, asked, each)]
    beyond = _beyond(len(kept) - asked.limit)
    feeds = [
        {"name": feed.name, "state": feed.state.value, "last_message_at": plain_value(feed.last_message_at)}
        for feed in shown.feeds
    ]
    stale = [f"the picture is old: nobody renewed it for {picture.age_s:,.0f} s"] * picture.is_stale
    return {
        "schema": "wheelsdown/live/1",
        "simulated": picture.simulated or desk.simulated,
        **_banner(simulated=picture.simulated or desk.simulated),
        "age_s": round(picture.age_s, 1),
        "is_stale": picture.is_stale,
        "feeds": inert(feeds),
        "items": inert([msgspec.to_builtins(each) for each in kept[: asked.limit]]),
        "left_out": {**left_out, **beyond},
        "missing": stale,
        "remark": "Received now; nothing here is an arrival. What is not received is not listed.",
    }


def inert(value: object) -> Any:
    r"""Give a plain value with every text in it as one short line that acts on nothing.

    >>> inert({"callsign": "RFF\x1b[2J7040\u202e"})
    {'callsign': 'RFF7040'}
    """
    match value:
        case str():
            text = printable(value)
            return text if len(text) <= _MOST_TEXT else f"{text[: _MOST_TEXT - 3]}..."
        case Mapping():
            return {printable(name)[:_MOST_TEXT]: inert(part) for name, part in value.items()}
        case list() | tuple():
            return [inert(part) for part in value]
        case _:
            return value


# --- lists --------------------------------------------------------------------------------------------


def _short(rows: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Give rows whose lists, such as rivals and proofs, an answer has room for; and how much was cut off."""
    lists = [name for name, kind in rows.schema.items() if isinstance(kind, pl.List)]
    over = (rows[name].list.len().cast(pl.Int64) - _MOST_PARTS for name in lists)
    n_cut = sum(int(each.clip(lower_bound=0).sum()) for each in over)
    return rows.with_columns(pl.col(name).list.head(_MOST_PARTS) for name in lists), n_cut


def _page(
    listing: Listing, kind: ListKind, asked: VisitsAsked | FlightsAsked | NearAsked | PlacesAsked
) -> Answer:
    """Give one page of a list."""
    rows = listing.rows.slice(asked.offset, asked.limit)
    n_rows, end = listing.rows.height, asked.offset + asked.limit
    answer = _listed(listing, kind, rows)
    answer["n_rows"] = n_rows
    answer["left_out"] |= _beyond(n_rows - end)
    answer["next_offset"] = end if end < n_rows else None
    if n_rows == 0:
        answer["remark"] = inert(nothing_observed(kind, listing.place, asked.interval))
    return answer


def _listed(listing: Listing, kind: ListKind, rows: pl.DataFrame) -> Answer:
    short, n_cut = _short(rows)
    items = list(plain_rows(Rows(short, listing.simulated)))
    left_out = {reason: n for reason, n in listing.left_out.items() if n}
    if n_cut:
        left_out[_PARTS] = n_cut
    missing = [*listing.missing[:_MOST_SENTENCES]]
    if (n_more := len(listing.missing) - _MOST_SENTENCES) > 0:
        missing.append(f"and {n_more} more remarks of this sort; ask about a shorter time")
    return {
        "schema": schema_name(kind),
        "simulated": listing.simulated,
        **_banner(simulated=listing.simulated),
        "place": inert(listing.place),
        "items": inert(items),
        "left_out": inert(left_out),
        "missing": inert(missing),
        "basis": {word.value: meaning for word, meaning in BASIS_MEANS.items() if word in _bases(rows)},
    }


def _bases(rows: pl.DataFrame) -> set[str]:
    """Give the basis words that occur, so that each is explained."""
    columns = [rows[name] for name in rows.columns if name.endswith("basis")]
    columns += [rows[name].struct.field("basis") for name in ("take_off", "landing") if name in rows.columns]
    return {word for column in columns for word in column.drop_nulls().to_list()}


def _banner(*, simulated: bool) -> dict[str, str]:
    return {"banner": SIMULATED_BANNER} if simulated else {}


def _beyond(n: int) -> dict[str, int]:
    return {_LATER: n} if n > 0 else {}


def _thinned(rows: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Give at most so many rows, evenly, with the first and the last."""
    if rows.height <= limit:
        return rows
    last = rows.height - 1
    return rows[[round(i * last / (limit - 1)) for i in range(limit)]]


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


# --- bounds -------------------------------------------------------------------------------------------


def _require_few_days(desk: Desk, interval: Interval) -> None:
    held = [day for each in desk.workspace.acquisitions() for day in each.days]
    start = interval.start.date() if interval.start else min(held, default=None)
    end = interval.end.date() if interval.end else max(held, default=None)
    if start is not None and end is not None and end - start > timedelta(days=_MOST_DAYS):
        raise WheelsdownError(
            f"that is more than {_MOST_DAYS} days; name icao24 or callsign, or ask for less"
        )


def _require_few_points(desk: Desk, airframe: str, interval: Interval) -> None:
    parts = desk.workspace.table("parts").filter(pl.col("airframe") == airframe)
    if interval.start is not None:
        parts = parts.filter(pl.col("last_at") >= interval.start)
    if interval.end is not None:
        parts = parts.filter(pl.col("first_at") < interval.end)
    n_points = int(parts.select(pl.col("n_points").cast(pl.Int64).sum()).collect().item())
    if n_points > _MOST_POINTS_READ:
        raise WheelsdownError(f"that are {n_points:,} points to read; ask for a shorter time")


def _asked_for(desk: Desk, asked: LiveAsked, each: Aircraft) -> bool:
    """Tell whether an aircraft of the picture is one of those asked for."""
    if asked.callsign is not None and (each.flight or "").strip().upper() != asked.callsign.strip().upper():
        return False
    if asked.type is not None and (each.t or "").upper() != asked.type.upper():
        return False
    if asked.place is None:
        return True
    if each.lat is None or each.lon is None:
        return False
    circle = circle_of(resolve(asked.place, desk.register), desk.register, asked.radius_nm)
    return float(distance_nm(each.lat, each.lon, circle.lat_deg, circle.lon_deg)) <= asked.radius_nm
