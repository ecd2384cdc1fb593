"""Which rows answer a question: asked as the command line asks it, of one published state."""

import polars as pl

from wheelsdown import pipeline, traces
from wheelsdown.care.withholding import chosen_by_withheld
from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Rows
from wheelsdown.dossiers.rows_places import place_rows
from wheelsdown.downloads.circles import USUAL_RADIUS_NM, circle_of
from wheelsdown.faces.web.api.asking import (
    AircraftFlightsAsked,
    FlightsAsked,
    NearAsked,
    PlacesAsked,
    TraceAsked,
    VisitsAsked,
)
from wheelsdown.faces.web.care import Answered
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.snapshots import View
from wheelsdown.nearby import near_place
from wheelsdown.questions import RowFilter, ask_flights, ask_rotations, ask_visits
from wheelsdown.reference.names import resolve

__all__ = [
    "MOST_DAYS",
    "aircraft_flights",
    "airframe_named",
    "flights",
    "near",
    "places",
    "rotations",
    "trace",
    "visits",
]

#: Days of flights of the whole sky that are listed at once.
MOST_DAYS = 31

#: Points of raw files that one question may read back: some twenty seconds.
MOST_POINTS_READ = 3_000_000


def visits(view: View, asked: VisitsAsked) -> Answered:
    """Give who visited a place."""
    _refuse_flagged(view, asked.icao24)
    wanted = asked.row_filter()
    answer = ask_visits(view.workspace, asked.place, wanted, view.register, view.identities.filled)
    return Answered(answer, by_identity=chosen_by_withheld(wanted))


def rotations(view: View, asked: VisitsAsked) -> Answered:
    """Give the legs before and after each visit to a place."""
    _refuse_flagged(view, asked.icao24)
    wanted = asked.row_filter()
    answer = ask_rotations(view.workspace, asked.place, wanted, view.register, view.identities.filled)
    return Answered(answer, by_identity=chosen_by_withheld(wanted))


def flights(view: View, asked: FlightsAsked) -> Answered:
    """Give the legs that were seen."""
    _refuse_flagged(view, asked.icao24)
    if asked.icao24 is None and asked.callsign is None:
        _require_few_days(view, asked.interval)
    wanted = asked.row_filter()
    answer = ask_flights(view.workspace, wanted, view.register, view.identities.filled)
    return Answered(answer, by_identity=chosen_by_withheld(wanted))


def aircraft_flights(view: View, asked: AircraftFlightsAsked) -> Answered:
    """Give the legs of one aircraft."""
    airframe = airframe_named(view, asked.icao24)
    wanted = RowFilter(interval=asked.interval, icao24=airframe)
    answer = ask_flights(view.workspace, wanted, view.register, view.identities.filled)
    return Answered(answer)


def trace(view: View, asked: TraceAsked) -> Answered:
    """Give the points of one aircraft, as received."""
    airframe = airframe_named(view, asked.icao24)
    _require_few_points(view, airframe, asked.interval)
    return Answered(
        traces.trace(view.workspace, airframe, asked.interval, view.register, doubtful=asked.suspect)
    )


def near(view: View, asked: NearAsked) -> Answered:
    """Give the aircraft received near a place."""
    found = resolve(asked.place, view.register)
    radius_nm = asked.radius_nm or view.register.watched().get(found.id, USUAL_RADIUS_NM)
    circle = circle_of(found, view.register, radius_nm)
    return Answered(
        near_place(view.workspace, circle, asked.interval, below_ft=asked.below_ft, exact=asked.exact)
    )


def places(view: View, asked: PlacesAsked) -> Answered:
    """Give the places of the register."""
    rows = place_rows(view.register)
    if asked.watched is not None:
        rows = rows.filter(pl.col("watched_radius_nm").is_not_null() == asked.watched)
    return Answered(Rows(rows, simulated=False))


def airframe_named(view: View, text: str) -> str:
    """Give the airframe that an address or registration names, unless it is withheld.

    Raises
    ------
    ProblemError
        It is flagged PIA or LADD, or is private and European and others are served.
    """
    airframe = pipeline.identity(view.workspace, text).airframe
    _refuse_flagged(view, airframe)
    return airframe


def _refuse_flagged(view: View, airframe: str | None) -> None:
    if airframe is not None and airframe.lower() in view.flagged:
        words = "is flagged PIA or LADD, or private: its events are shown, its name is not"
        raise ProblemError(403, f"{airframe.lower()} {words}")


def _require_few_days(view: View, interval: Interval) -> None:
    """Refuse to list the flights of the whole sky over more than a month."""
    held = [day for each in view.workspace.acquisitions() for day in each.days]
    start = interval.start.date() if interval.start else min(held, default=None)
    end = interval.end.date() if interval.end else max(held, default=None)
    if start is not None and end is not None and (end - start).days > MOST_DAYS:
        raise ProblemError(
            400,
            f"that is more than {MOST_DAYS} days; name an aircraft or call sign, or ask for less",
        )


def _require_few_points(view: View, airframe: str, interval: Interval) -> None:
    parts = view.workspace.table("parts").filter(pl.col("airframe") == airframe)
    if interval.start is not None:
        parts = parts.filter(pl.col("last_at") >= interval.start)
    if interval.end is not None:
        parts = parts.filter(pl.col("first_at") < interval.end)
    n_points = int(parts.select(pl.col("n_points").cast(pl.Int64).sum()).collect().item())
    if n_points > MOST_POINTS_READ:
        raise ProblemError(
            400,
            f"that are {n_points:,} points, and {MOST_POINTS_READ:,} the most; ask for a shorter time",
        )
