"""Work the facts of new tracks into the tables: what they replace, and which flights and visits change.

New points of an airframe change the tracks they touch and no other. A flight or visit rests on the
tracks before and after it, so what changes beyond is small: the flights and visits beside the tracks
that changed. They are decided again from the stored facts of that airframe, not from points.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from wheelsdown.flights.decide import Decided, Twin, decide, plain
from wheelsdown.flights.facts import Facts, joined
from wheelsdown.flights.tables import flights_table, per_flight
from wheelsdown.reconstruction import Ground
from wheelsdown.store import Amendment, Workspace
from wheelsdown.tracks.cut import MAX_SILENCE_S
from wheelsdown.visits.stays import visits_table

__all__ = ["amendments", "touched"]

#: How far back, and on, stored facts are looked for at first, and after that where flights still lack.
REACHES = (timedelta(days=2), timedelta(days=16), timedelta(days=128), None)
#: Flights of an airframe before what changes that must be known: the last one may change, the one before it
#: is part of a visit that does, and rests on the one before that.
FLIGHTS_BESIDE = 3
_SILENCE = timedelta(seconds=MAX_SILENCE_S)
_UTC = pl.Datetime("us", "UTC")
#: Flights differ from what was decided before in ``[since, until]``; null has no bound.
_WITHIN = {"airframe": pl.String, "since": _UTC, "until": _UTC}


def touched(workspace: Workspace, spans: pl.DataFrame) -> pl.DataFrame:
    """Give the intervals in which tracks must be cut anew, where airframes have points in ``spans``.

    ``spans`` and what is given have ``airframe``, ``first_at`` and ``last_at``: the interval reaches
    over every stored track that is no farther from the new points than a track's silence. No other
    stored point can belong to a track with them.
    """
    if spans.is_empty():
        return spans
    since, until = _hull(spans, _SILENCE)
    near = (
        workspace.table("tracks")
        .filter(
            pl.col("airframe").is_in(spans["airframe"].implode()),
            pl.col("last_at") >= since,
            pl.col("first_at") <= until,
        )
        .select("airframe", track_from="first_at", track_to="last_at")
        .collect()
        .join(spans, on="airframe")
        .filter(
            pl.col("track_to") >= pl.col("first_at") - _SILENCE,
            pl.col("track_from") <= pl.col("last_at") + _SILENCE,
        )
        .select("airframe", first_at="track_from", last_at="track_to")
    )
    return (
        pl.concat([spans.select("airframe", "first_at", "last_at"), near])
        .group_by("airframe", maintain_order=True)
        .agg(pl.col("first_at").min(), pl.col("last_at").max())
        .sort("airframe")
    )


def amendments(
    workspace: Workspace, new: Facts, windows: pl.DataFrame, ground: Ground, *, twin: Twin = plain
) -> dict[str, Amendment]:
    """Give what changes in the tables when ``new`` replaces all facts of ``windows`` (as `touched` gives)."""
    context = _context(workspace, windows, ground, twin)
    old, kept = context.facts, _outside(context.facts, windows)
    before, after = context.decided, decide(joined([kept, new]), ground.fields, ground.grid, twin=twin)
    within = _bounds(before, old, windows)
    gone = _inside(old, windows)
    return {
        "tracks": Amendment(new.tracks, gone.tracks["track_id"]),
        "track_ends": Amendment(new.ends, gone.ends["end_id"]),
        "ground_contacts": Amendment(new.contacts, gone.contacts["contact_id"]),
        "flights": _difference(
            flights_table(before, within=within), flights_table(after, within=within), "flight_id"
        ),
        "visits": _difference(
            visits_table(before, ground.places, within=within, twin=twin),
            visits_table(after, ground.places, within=within, twin=twin),
            "visit_id",
        ),
    }


def _difference(before: pl.DataFrame, after: pl.DataFrame, key: str) -> Amendment:
    return Amendment(after, before[key])


@dataclass(frozen=True)
class _Context:
    """Stored facts round the windows, and what they add up to."""

    facts: Facts
    decided: Decided


def _context(workspace: Workspace, windows: pl.DataFrame, ground: Ground, twin: Twin) -> _Context:
    """Load as many stored facts of each airframe as its changes can rest on."""
    found: list[Facts] = []
    wanted = windows
    for reach in REACHES:
        facts = _stored(workspace, wanted, reach)
        if reach is None:
            found.append(facts)
            break
        decided = decide(facts, ground.fields, ground.grid, twin=twin)
        lacking = _lacking(decided, facts, wanted, _unread(workspace, wanted, reach))
        if not found and lacking.is_empty():  # nearly always: nothing is to be decided again
            return _Context(facts, decided)
        here = wanted.join(lacking, on="airframe", how="anti").select("airframe")
        found.append(_only(facts, here))
        wanted = wanted.join(lacking, on="airframe", how="semi")
        if wanted.is_empty():
            break
    facts = joined(found)
    return _Context(facts, decide(facts, ground.fields, ground.grid, twin=twin))


def _stored(workspace: Workspace, windows: pl.DataFrame, reach: timedelta | None) -> Facts:
    airframe = pl.col("airframe").is_in(windows["airframe"].implode())

    def rows(name: str, first: str, last: str) -> pl.DataFrame:
        table = workspace.table(name).filter(airframe)
        if reach is None or windows.is_empty():
            return table.collect()
        since, until = _hull(windows, reach)
        table = table.filter(pl.col(last) >= since, pl.col(first) <= until)
        return table.collect()

    return joined(
        [
            Facts(
                rows("tracks", "first_at", "last_at"),
                rows("track_ends", "track_from", "track_to"),
                rows("ground_contacts", "track_from", "track_to"),
            )
        ]
    )


def _unread(workspace: Workspace, windows: pl.DataFrame, reach: timedelta) -> tuple[bool, bool]:
    """Tell whether the workspace holds data before, and after, what is within reach of the windows."""
    held = [(a.first_at, a.last_at) for a in workspace.acquisitions() if a.first_at and a.last_at]
    if not held or windows.is_empty():
        return False, False
    since, until = _hull(windows, reach)
    return min(first for first, _ in held) < since, max(last for _, last in held) > until


def _hull(spans: pl.DataFrame, margin: timedelta) -> tuple[datetime, datetime]:
    """Give the interval that holds all spans, of which there is one at least, and a margin more."""
    first, last = spans.select(pl.col("first_at").min(), pl.col("last_at").max()).row(0)
    return first - margin, last + margin


def _lacking(
    decided: Decided, facts: Facts, windows: pl.DataFrame, unread: tuple[bool, bool]
) -> pl.DataFrame:
    """List the airframes of which more flights must be known, on one side or the other."""
    before, after = unread
    edges = _changing(facts, windows)
    flights = (
        per_flight(decided)
        .select("airframe", "leg_from", "leg_to")
        .join(edges, on="airframe")
        .group_by("airframe")
        .agg(
            n_before=(pl.col("leg_from") < pl.col("first_at")).sum(),
            n_after=(pl.col("leg_to") > pl.col("last_at")).sum(),
        )
    )
    known = edges.join(flights, on="airframe", how="left")
    few = (before & (pl.col("n_before") < FLIGHTS_BESIDE)) | (after & (pl.col("n_after") < FLIGHTS_BESIDE))
    return known.filter(few.fill_null(value=before or after)).select("airframe")


def _changing(facts: Facts, windows: pl.DataFrame) -> pl.DataFrame:
    """Widen each window by the stored track before and after it: whether those are believed may change."""
    beside = (
        facts.tracks.select("airframe", track_from="first_at", track_to="last_at")
        .join(windows.select("airframe", "first_at", "last_at"), on="airframe")
        .group_by("airframe")
        .agg(
            pl.col("track_from").filter(pl.col("track_to") < pl.col("first_at")).max().alias("before"),
            pl.col("track_to").filter(pl.col("track_from") > pl.col("last_at")).min().alias("after"),
        )
    )
    return windows.join(beside, on="airframe", how="left", maintain_order="left").select(
        "airframe",
        first_at=pl.coalesce("before", "first_at"),
        last_at=pl.coalesce("after", "last_at"),
    )


def _bounds(before: Decided, old: Facts, windows: pl.DataFrame) -> pl.DataFrame:
    """Give between which flights something may change: the last one before, the first one after."""
    edges = _changing(old, windows)
    flights = (
        per_flight(before)
        .select("airframe", "leg_from")
        .join(edges, on="airframe")
        .group_by("airframe")
        .agg(
            since=pl.col("leg_from").filter(pl.col("leg_from") < pl.col("first_at")).max(),
            until=pl.col("leg_from").filter(pl.col("leg_from") > pl.col("last_at")).min(),
        )
    )
    return (
        windows.select("airframe")
        .join(flights, on="airframe", how="left")
        .cast({"since": _UTC, "until": _UTC})
    )


def _outside(facts: Facts, windows: pl.DataFrame) -> Facts:
    return _split(facts, windows, lambda inside: ~inside)


def _inside(facts: Facts, windows: pl.DataFrame) -> Facts:
    return _split(facts, windows, lambda inside: inside)


def _split(facts: Facts, windows: pl.DataFrame, kept: Callable[[pl.Expr], pl.Expr]) -> Facts:
    bounds = windows.select("airframe", window_from="first_at", window_to="last_at")

    def rows(table: pl.DataFrame, first: str, last: str) -> pl.DataFrame:
        inside = (pl.col(last) >= pl.col("window_from")) & (pl.col(first) <= pl.col("window_to"))
        return (
            table.join(bounds, on="airframe", how="left", maintain_order="left")
            .filter(kept(inside.fill_null(value=False)))
            .select(table.columns)
        )

    return Facts(
        rows(facts.tracks, "first_at", "last_at"),
        rows(facts.ends, "track_from", "track_to"),
        rows(facts.contacts, "track_from", "track_to"),
    )


def _only(facts: Facts, airframes: pl.DataFrame) -> Facts:
    def rows(table: pl.DataFrame) -> pl.DataFrame:
        return table.join(airframes, on="airframe", how="semi", maintain_order="left")

    return Facts(rows(facts.tracks), rows(facts.ends), rows(facts.contacts))
