"""Work the facts of new tracks into the tables: what they replace, and which flights and visits change.

New points of an airframe change the tracks they touch and no other. A flight or visit rests on the
tracks before and after it, so what changes beyond is small: the flights and visits beside the tracks
that changed. They are decided again from the stored facts of that airframe, not from points.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided, Twin, assemble, decide, name_flights, plain
from wheelsdown.flights.end_arrays import seconds
from wheelsdown.flights.facts import Facts, joined, no_facts
from wheelsdown.flights.tables import flights_table
from wheelsdown.geo.great_circle import Floats
from wheelsdown.reconstruction import Ground
from wheelsdown.store import Amendment, Pile, Workspace
from wheelsdown.tracks.cut import MAX_SILENCE_S
from wheelsdown.visits.grounds import Grounds
from wheelsdown.visits.stays import grounds_of, visit_ids, visits_table

__all__ = ["FACTS", "amendments", "facts_of_rows", "rows_of", "touched"]

#: The tables of ``facts.Facts``, in the order of its fields; all begin with the airframe.
FACTS = ("tracks", "track_ends", "ground_contacts")

#: How far back, and on, stored facts are looked for at first, and after that where flights still lack.
REACHES = (timedelta(days=1), timedelta(days=4), timedelta(days=16), timedelta(days=128), None)
#: Flights of an airframe before what changes that must be known: the last one may change, the one before it
#: is part of a visit that does, and rests on the one before that.
FLIGHTS_BESIDE = 3
_SILENCE = timedelta(seconds=MAX_SILENCE_S)
#: Track ends worked on together: enough that what a slice costs by itself does not count, few enough that
#: the largest day is some slices.
ENDS_PER_SLICE = 50_000
_NOTHING_GONE = dict.fromkeys((*FACTS, "flights", "visits"), pl.Series([], dtype=pl.String))


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
    workspace: Workspace, new: Pile, windows: pl.DataFrame, ground: Ground, *, twin: Twin = plain
) -> dict[str, Amendment]:
    """Give what changes in the tables when ``new`` replaces all facts of ``windows`` (as `touched` gives).

    ``new`` holds the tables of `FACTS`. Airframes are worked on in slices, which bounds memory.
    """
    made = {name: workspace.pile(name, like=new) for name in ("flights", "visits")}
    gone: dict[str, list[pl.Series]] = {name: [keys] for name, keys in _NOTHING_GONE.items()}
    for here, rows in new.ranges():
        for each, its in _slices(facts_of_rows(rows), windows.filter(here)):
            changes = _changes(workspace, each, its, ground, twin)
            made["flights"].add({"flights": changes.flights})
            made["visits"].add({"visits": changes.visits})
            for name, keys in changes.gone.items():
                gone[name].append(keys)
    added = {**{name: new[name] for name in FACTS}, **{name: pile[name] for name, pile in made.items()}}
    return {name: Amendment(rows, pl.concat(gone[name])) for name, rows in added.items()}


def rows_of(facts: Facts) -> dict[str, pl.DataFrame]:
    """Give facts as rows of the tables of `FACTS`."""
    return dict(zip(FACTS, (facts.tracks, facts.ends, facts.contacts), strict=True))


def facts_of_rows(rows: Mapping[str, pl.DataFrame]) -> Facts:
    """Give rows of the tables of `FACTS` as facts, in their order."""
    return joined([Facts(*(rows[name] for name in FACTS))])


def _slices(new: Facts, windows: pl.DataFrame) -> Iterator[tuple[Facts, pl.DataFrame]]:
    """Cut facts and windows into slices of whole airframes, each about ``ENDS_PER_SLICE`` ends."""
    names = new.ends["airframe"]
    rest, left = new, windows
    for first in dict.fromkeys(names[i] for i in range(ENDS_PER_SLICE, len(names), ENDS_PER_SLICE)):
        before, rest = _parted(rest, first)
        yield before, left.filter(pl.col("airframe") < first)
        left = left.filter(pl.col("airframe") >= first)
    yield rest, left


def _parted(facts: Facts, airframe: str) -> tuple[Facts, Facts]:
    """Give the facts of the airframes before one, and the others."""
    tables = (facts.tracks, facts.ends, facts.contacts)
    n = [int(table["airframe"].search_sorted(airframe)) for table in tables]
    before = (table[:k] for table, k in zip(tables, n, strict=True))
    after = (table[k:] for table, k in zip(tables, n, strict=True))
    return Facts(*before), Facts(*after)


# --- what changes -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Changes:
    """What changes for some airframes: rows that are new, and the keys of what is gone, by table."""

    flights: pl.DataFrame
    visits: pl.DataFrame
    gone: dict[str, pl.Series]


@dataclass(frozen=True)
class _Context:
    """Stored facts round the windows, and the flights they add up to, not yet named."""

    facts: Facts
    flown: Decided


@dataclass(frozen=True)
class _Bounds:
    """Between which flights something may change: from the last one before to the first one after.

    ``airframe``, ``since`` and ``until``, when those flights start; null has no bound.
    """

    table: pl.DataFrame

    def flights(self, decided: Decided) -> NDArray[np.int64]:
        """Give the flights that start within the bounds."""
        start, of = decided.starts, decided.arrays.airframe[decided.first_leg[:-1]]
        since, until = self._of(decided)
        return np.flatnonzero(~(start < since[of]) & ~(start > until[of]))

    def beside(self, decided: Decided) -> NDArray[np.int64]:
        """Give the flights within the bounds, and those of the same airframes before and after them."""
        inside = self.flights(decided)
        of = decided.arrays.airframe[decided.first_leg[:-1]]
        before, after = inside[inside > 0], inside[inside < len(of) - 1]
        before, after = before[of[before - 1] == of[before]], after[of[after + 1] == of[after]]
        return np.unique(np.concatenate([before - 1, inside, after + 1]))

    def grounds(self, decided: Decided, twin: Twin) -> Grounds:
        """Give the times on the ground beside a flight that starts within the bounds."""
        every, start, (since, until) = grounds_of(decided, twin=twin), decided.starts, self._of(decided)
        start = np.append(start, np.nan)  # what stands at -1: no flight
        late = start[every.outbound] < since[every.airframe]
        early = start[every.inbound] > until[every.airframe]
        return Grounds._make(each[~(late | early)] for each in every)

    def _of(self, decided: Decided) -> tuple[Floats, Floats]:
        """Give the bounds of each airframe in seconds since 1970; NaN, which nothing is beyond, for none."""
        bounds = pl.DataFrame({"airframe": decided.airframes}).join(
            self.table, on="airframe", how="left", maintain_order="left"
        )
        return seconds(bounds["since"]), seconds(bounds["until"])


def _changes(workspace: Workspace, new: Facts, windows: pl.DataFrame, ground: Ground, twin: Twin) -> _Changes:
    before = _context(workspace, windows, ground, twin)
    if before is None:
        after = decide(new, ground.fields, ground.grid, twin=twin)
        visits = visits_table(after, ground.places, twin=twin)
        return _Changes(flights_table(after), visits, _NOTHING_GONE)
    facts = joined([_outside(before.facts, windows), new])
    flown = assemble(facts, ground.fields, ground.grid, twin=twin)
    bounds = _bounds(before, flown, windows)
    after = name_flights(flown, bounds.beside(flown), ground.grid, twin=twin)
    visits = visits_table(after, ground.places, grounds=bounds.grounds(after, twin))
    flights = flights_table(after, bounds.flights(after))
    return _Changes(flights, visits, _gone(before, windows, bounds, ground, twin))


def _gone(
    before: _Context, windows: pl.DataFrame, bounds: _Bounds, ground: Ground, twin: Twin
) -> dict[str, pl.Series]:
    """Give the keys of what no longer counts, by table."""
    facts = _inside(before.facts, windows)
    decided = name_flights(before.flown, bounds.beside(before.flown), ground.grid, twin=twin)
    return {
        "tracks": facts.tracks["track_id"],
        "track_ends": facts.ends["end_id"],
        "ground_contacts": facts.contacts["contact_id"],
        "flights": decided.flight_ids.gather(bounds.flights(decided)),
        "visits": visit_ids(decided, bounds.grounds(decided, twin)),
    }


def _bounds(before: _Context, after: Decided, windows: pl.DataFrame) -> _Bounds:
    flights = (
        _flown(before.flown)
        .join(_changing(before, after, windows), on="airframe")
        .group_by("airframe")
        .agg(
            since=pl.col("leg_from").filter(pl.col("leg_from") < pl.col("first_at")).max(),
            until=pl.col("leg_from").filter(pl.col("leg_from") > pl.col("last_at")).min(),
        )
    )
    return _Bounds(flights)


def _changing(before: _Context, after: Decided, windows: pl.DataFrame) -> pl.DataFrame:
    """Give the windows, wider where it may no longer be, or be now, that the tracks beside are believed."""
    doubted = pl.concat(
        each.airframes.gather(np.unique(each.arrays.airframe[each.arrays.void]))
        for each in (before.flown, after)
    )
    if doubted.is_empty():
        return windows
    there = pl.col("airframe").is_in(doubted.implode())
    wide = _widened(before.facts, windows.filter(there))
    return pl.concat([windows.filter(~there).select(wide.columns), wide])


def _flown(decided: Decided) -> pl.DataFrame:
    """Give when each flight was received: ``airframe``, ``leg_from`` and ``leg_to``."""
    first, last = decided.first_leg[:-1], decided.first_leg[1:] - 1
    return decided.ends.select("airframe", "leg_from")[2 * first].with_columns(
        decided.ends.select("leg_to")[2 * last + 1].to_series()
    )


def _widened(facts: Facts, windows: pl.DataFrame) -> pl.DataFrame:
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


# --- what it rests on -------------------------------------------------------------------------------


def _context(workspace: Workspace, windows: pl.DataFrame, ground: Ground, twin: Twin) -> _Context | None:
    """Load as many stored facts of each airframe as its changes can rest on; None where there are none."""
    found: list[Facts] = []
    wanted = windows
    for reach in REACHES:
        facts = _stored(workspace, wanted, reach)
        if reach is None:
            found.append(facts)
            break
        unread = _unread(workspace, wanted, reach)
        if facts.tracks.is_empty() and not any(unread):
            break
        flown = assemble(facts, ground.fields, ground.grid, twin=twin)
        lacking = _lacking(flown, facts, wanted, unread)
        if not found and lacking.is_empty():  # nearly always: nothing is to be decided again
            return _Context(facts, flown)
        here = wanted.join(lacking, on="airframe", how="anti").select("airframe")
        found.append(_only(facts, here))
        wanted = wanted.join(lacking, on="airframe", how="semi")
        if wanted.is_empty():
            break
    facts = joined(found)
    if facts.tracks.is_empty():
        return None
    return _Context(facts, assemble(facts, ground.fields, ground.grid, twin=twin))


def _stored(workspace: Workspace, windows: pl.DataFrame, reach: timedelta | None) -> Facts:
    if windows.is_empty():
        return no_facts()
    names = windows["airframe"]
    among = pl.col("airframe").is_between(pl.lit(names.min()), pl.lit(names.max()))  # rules out most groups

    def rows(name: str, first: str, last: str) -> pl.DataFrame:
        table = workspace.table(name).filter(among, pl.col("airframe").is_in(names.implode()))
        if reach is None:
            return table.collect()
        since, until = _hull(windows, reach)
        return table.filter(pl.col(last) >= since, pl.col(first) <= until).collect()

    tracks = rows("tracks", "first_at", "last_at")
    if tracks.is_empty():
        return no_facts()
    ends, contacts = (rows(name, "track_from", "track_to") for name in ("track_ends", "ground_contacts"))
    return joined([Facts(tracks, ends, contacts)])


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


def _lacking(flown: Decided, facts: Facts, windows: pl.DataFrame, unread: tuple[bool, bool]) -> pl.DataFrame:
    """List the airframes of which more flights must be known, on one side or the other."""
    before, after = unread
    if not before and not after:
        return windows.select("airframe").clear()
    edges = _widened(facts, windows)
    flights = (
        _flown(flown)
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
