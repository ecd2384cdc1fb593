"""What was received of one aircraft, point by point, with what each point is worth.

Straight from the raw archive. Nothing that was received is changed or left away: the verdict on the
positions and the values that cannot be true stand beside them, found exactly as for flights and visits.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Rows
from wheelsdown.flights.phases import PHASES, phases
from wheelsdown.geo.airfields import Airfields
from wheelsdown.lacking import missing_data
from wheelsdown.readback import read_received
from wheelsdown.reference.identity import asserted_addresses
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.schemas.trace_points import TracePoint
from wheelsdown.schemas.words import Integrity, WorkspaceKind
from wheelsdown.store import Workspace
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.instants import one_state_an_instant
from wheelsdown.tracks.integrity import Verdict, judge
from wheelsdown.tracks.points import Points, points_by_airframe

__all__ = ["judged", "trace"]

#: The verdict on a point may rest on points this long before and after it (``tracks.integrity``: hits
#: up to 90 minutes apart are one stretch, which reaches 10 minutes beyond them).
CONTEXT = timedelta(hours=2)

#: Columns in which a value may be masked, and where ``Points`` has them.
_MASKABLE = {
    "lat_deg": "lat",
    "lon_deg": "lon",
    "altitude_ft": "altitude_ft",
    "geometric_altitude_ft": "geometric_altitude_ft",
    "groundspeed_kt": "groundspeed_kt",
    "track_deg": "track_deg",
    "vertical_rate_fpm": "vertical_rate_fpm",
}


def trace(
    workspace: Workspace,
    airframe: str,
    interval: Interval,
    register: PlaceRegister,
    *,
    doubtful: bool = False,
) -> Rows:
    """Give the points of one airframe in an interval as `TracePoint` rows, in order of time.

    One for each instant. With ``doubtful`` only those whose integrity is not ok or that have a masked
    value. What is not given is counted in ``left_out``.
    """
    before, after = (edge and edge + by for edge, by in ((interval.start, -CONTEXT), (interval.end, CONTEXT)))
    held = workspace.table("identity_assertions").filter(pl.col("attribute") == "icao24").collect()
    received = read_received(workspace, airframe, before, after, asserted=asserted_addresses(held))
    states = one_state_an_instant(received)
    rows = judged(states, Airfields(aerodromes_with(register), load_runway_ends())).filter(_in(interval))
    left_out = {"more states of an instant shown": received.filter(_in(interval)).height - rows.height}
    if doubtful:
        doubts = (pl.col("integrity") != Integrity.OK.value) | (pl.col("masked").list.len() > 0)
        left_out["points without any doubt"] = rows.filter(~doubts).height
        rows = rows.filter(doubts)
    simulated = workspace.kind is WorkspaceKind.SIMULATED
    return Rows(rows, simulated, left_out, missing_data(workspace, interval), airframe)


def _in(interval: Interval) -> pl.Expr:
    inside = pl.lit(value=True)
    if interval.start is not None:
        inside &= pl.col("at") >= interval.start
    if interval.end is not None:
        inside &= pl.col("at") < interval.end
    return inside


def judged(states: pl.DataFrame, fields: Airfields) -> pl.DataFrame:
    """Give `StateVector` rows of one airframe, sorted by time, as `TracePoint` rows: none more, none less."""
    empty = TracePoint.create_empty()
    if states.is_empty():
        return empty
    [found] = [_worth(points, fields) for _, points, _ in points_by_airframe(states)]
    return states.with_columns(
        phase=pl.Series(found.phase, dtype=pl.String),
        integrity=pl.Series(found.integrity, dtype=pl.String),
        masked=_masked(states, found.points),
    ).select(empty.columns)


@dataclass(frozen=True)
class _Worth:
    """What is left of the points, and the words for each."""

    points: Points
    phase: list[str]
    integrity: list[str]


def _worth(points: Points, fields: Airfields) -> _Worth:
    verdict = judge(points)
    points.lat[verdict.no_evidence] = points.lon[verdict.no_evidence] = np.nan
    cleaned = clean(points)
    words = [PHASES[code].value for code in phases(cleaned, fields)]
    return _Worth(cleaned, words, _integrity(verdict).tolist())


def _integrity(verdict: Verdict) -> NDArray[np.str_]:
    worst_first = (verdict.suspect, verdict.jammed, verdict.degraded)
    words = (Integrity.SPOOF_SUSPECT.value, Integrity.JAMMED.value, Integrity.DEGRADED.value)
    return np.asarray(np.select(worst_first, words, default=Integrity.OK.value))


def _masked(states: pl.DataFrame, cleaned: Points) -> pl.Series:
    """List for every row the columns that hold a value which was not kept."""
    lost = {
        column: states[column].is_not_null().to_numpy() & ~np.isfinite(getattr(cleaned, name))
        for column, name in _MASKABLE.items()
    }
    names: list[list[str]] = [[] for _ in range(len(states))]
    for column, rows in lost.items():
        for row in np.flatnonzero(rows).tolist():
            names[row].append(column)
    return pl.Series(names, dtype=pl.List(pl.String))
