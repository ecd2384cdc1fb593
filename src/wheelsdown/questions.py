"""Questions to the tables: which flights, which visits, which legs; and what the answer lacks.

Rows are filtered, never re-judged here. An answer says what it left out, and what the workspace lacks
for it: an empty list is "no observed visits", never "no flights".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import polars as pl

from wheelsdown.clock import Interval
from wheelsdown.downloads.circles import USUAL_RADIUS_NM, circle_of
from wheelsdown.lacking import missing_data, missing_near
from wheelsdown.reference.names import PlaceSelection, SelectionLevel, resolve
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.regions import name_finely, region_label
from wheelsdown.schemas import Basis, PlaceLevel
from wheelsdown.schemas.rotations import RotationLeg
from wheelsdown.store import Workspace

__all__ = ["Answer", "RowFilter", "ask_flights", "ask_rotations", "ask_visits"]

Identify = Callable[[pl.DataFrame], pl.DataFrame]

#: Legs shown before and after a visit.
LEGS_EACH_SIDE = 2
#: A leg further from the visit in time than this belongs to another story.
LEGS_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class RowFilter:
    """Which rows are asked for; None asks for all."""

    interval: Interval = field(default_factory=Interval)
    icao24: str | None = None
    callsign: str | None = None
    type_designator: str | None = None
    operator: str | None = None
    military: bool | None = None
    came_from: str | None = None
    went_to: str | None = None
    min_probability: float | None = None

    @property
    def by_identity(self) -> bool:
        """Tell whether what is known of an airframe, beyond its address and call sign, decides."""
        return any(each is not None for each in (self.type_designator, self.operator, self.military))


@dataclass(frozen=True)
class Answer:
    """Rows, and what must be said with them."""

    rows: pl.DataFrame
    #: Reason -> number of rows not shown.
    left_out: Mapping[str, int]
    #: What the workspace lacks for this question, in words.
    missing: Sequence[str]
    simulated: bool
    place: str | None = None


def ask_flights(
    workspace: Workspace, asked: RowFilter, register: PlaceRegister, identify: Identify
) -> Answer:
    """Give the flights that overlap the interval and fit the filter."""
    seen = [pl.col(name).struct.field("at") for name in ("first_seen", "last_seen")]
    overlapping = workspace.table("flights").filter(_overlaps(asked.interval, *seen), _as_received(asked))
    rows = _fitting(identify(overlapping.collect()), asked)
    for name, place in (("take_off", asked.came_from), ("landing", asked.went_to)):
        if place is not None:
            rows = rows.filter(
                pl.col(name).struct.field("aerodrome").is_in(resolve(place, register).aerodromes)
            )
    if asked.min_probability is not None:
        kept = _likely("take_off", asked.min_probability) | _likely("landing", asked.min_probability)
        rows = rows.filter(kept)
    return Answer(rows, {}, missing_data(workspace, asked.interval), _simulated(workspace))


def ask_visits(
    workspace: Workspace, place: str, asked: RowFilter, register: PlaceRegister, identify: Identify
) -> Answer:
    """Give the visits to a place that overlap the interval and fit the filter."""
    where = resolve(place, register)
    if where.level is SelectionLevel.PORT:
        return Answer(
            identify(workspace.table("visits").clear().collect()),
            {},
            ["no ship data in this workspace"],
            _simulated(workspace),
            where.label,
        )
    at_place = workspace.table("visits").filter(pl.col("aerodrome").is_in(where.aerodromes))
    since = pl.coalesce(_field("arrived_at", "earliest"), _field("arrived_at", "latest"))
    until = pl.coalesce(_field("departed_at", "latest"), _field("departed_at", "earliest"))
    overlapping = at_place.filter(_overlaps(asked.interval, since, until), _as_received(asked))
    rows = _fitting(identify(overlapping.collect()), asked)
    for name, other in (("came_from", asked.came_from), ("went_to", asked.went_to)):
        if other is not None:
            rows = rows.filter(_names(name, resolve(other, register)))
    if asked.min_probability is not None:
        certain = pl.col("basis") == Basis.OBSERVED.value
        rows = rows.filter(certain | (pl.col("probability") >= asked.min_probability))
    left_out = _questions_near(workspace, where, asked, identify)
    missing = _lacking(workspace, where, asked.interval, register)
    return Answer(rows, left_out, missing, _simulated(workspace), where.label)


def ask_rotations(
    workspace: Workspace, place: str, asked: RowFilter, register: PlaceRegister, identify: Identify
) -> Answer:
    """Give the legs before and after each visit that fits the filter, one row a leg."""
    stays = ask_visits(workspace, place, asked, register, identify)
    airframes = stays.rows["airframe"].unique().to_list()
    flights = identify(workspace.table("flights").filter(pl.col("airframe").is_in(airframes)).collect())
    aerodromes = aerodromes_with(register)
    named = dict(aerodromes.select("aerodrome", "name").rows())
    legs = [
        _leg(visit, position, flight, aerodromes, named)
        for visit in stays.rows.iter_rows(named=True)
        for position, flight in _legs_around(visit, flights)
    ]
    rows = pl.DataFrame(legs, schema=RotationLeg.create_empty().schema, orient="row")
    return Answer(rows, stays.left_out, stays.missing, stays.simulated, stays.place)


def _field(column: str, name: str) -> pl.Expr:
    return pl.col(column).struct.field(name)


def _overlaps(interval: Interval, since: pl.Expr, until: pl.Expr) -> pl.Expr:
    """Keep what may overlap a half-open interval, by the outer bounds of both sides.

    A side that nothing bounds ends at the last time the aircraft is known to have been there: who landed
    in March and was never received again is no visitor of October.
    """
    kept = pl.lit(value=True)
    if interval.start is not None:
        kept &= (pl.coalesce(until, since) >= interval.start).fill_null(value=True)
    if interval.end is not None:
        kept &= (pl.coalesce(since, until) < interval.end).fill_null(value=True)
    return kept


def _as_received(asked: RowFilter) -> pl.Expr:
    """Keep the rows of the address and call sign asked for: known before anything is looked up."""
    kept = pl.lit(value=True)
    if asked.icao24 is not None:
        kept &= pl.col("icao24") == asked.icao24.lower()
    if asked.callsign is not None:
        kept &= pl.col("callsign").str.to_uppercase() == asked.callsign.strip().upper()
    return kept


def _fitting(rows: pl.DataFrame, asked: RowFilter) -> pl.DataFrame:
    """Keep the rows of the aircraft asked for."""
    kept = _as_received(asked)
    if asked.type_designator is not None:
        kept &= pl.col("type_designator").str.to_uppercase() == asked.type_designator.upper()
    if asked.operator is not None:
        kept &= pl.col("operator").str.to_lowercase().str.contains(asked.operator.lower(), literal=True)
    if asked.military is not None:
        kept &= pl.col("military") == asked.military
    return rows.filter(kept)


def _likely(end: str, probability: float) -> pl.Expr:
    observed = _field(end, "basis") == Basis.OBSERVED.value
    return observed | (_field(end, "probability") >= probability)


def _names(column: str, place: PlaceSelection) -> pl.Expr:
    """Tell which ends a place covers: by aerodrome, or by the region or country they are named as."""
    name = _field(column, "id")
    covered = name.is_in([*place.aerodromes, place.id])
    if place.level is SelectionLevel.COUNTRY:
        covered |= name.str.starts_with(f"{place.id}-")
    return covered.fill_null(value=False)


def _questions_near(
    workspace: Workspace, where: PlaceSelection, asked: RowFilter, identify: Identify
) -> dict[str, int]:
    """Count the flights lost low within reach of the place: perhaps visits, and not counted as such."""
    near = workspace.table("lost_flights").filter(pl.col("aerodrome").is_in(where.aerodromes))
    last = pl.col("last_at")
    lost = near.filter(_overlaps(asked.interval, last, last)).collect()
    named = identify(lost) if asked.by_identity else lost
    n_lost = _fitting(named, asked)["flight_id"].n_unique()
    flights = "flight" if n_lost == 1 else "flights"
    return {f"{flights} last received low within reach of it, landing not seen": n_lost} if n_lost else {}


def _simulated(workspace: Workspace) -> bool:
    return workspace.kind is not None and workspace.kind.value == "simulated"


def _lacking(
    workspace: Workspace, where: PlaceSelection, interval: Interval, register: PlaceRegister
) -> list[str]:
    """Say what is lacking; what is one point has surroundings, as far as it is watched."""
    if where.level is not SelectionLevel.AERODROME:
        return missing_data(workspace, interval)
    radius_nm = register.watched().get(where.id, USUAL_RADIUS_NM)
    return missing_near(workspace, interval, circle_of(where, register, radius_nm))


def _legs_around(visit: Mapping[str, Any], flights: pl.DataFrame) -> list[tuple[int, dict[str, Any]]]:
    """Give the flights of the visiting airframe before (-1, -2) and after (1, 2) the visit."""
    mine = flights.filter(pl.col("airframe") == visit["airframe"]).sort(_field("first_seen", "at"))
    turn = visit["departed_at"]["earliest"] or visit["arrived_at"]["latest"]
    after_turn = _field("first_seen", "at") >= turn
    before = mine.filter(~after_turn & (_field("last_seen", "at") >= turn - LEGS_WITHIN))
    after = mine.filter(after_turn & (_field("first_seen", "at") <= turn + LEGS_WITHIN))
    back = before.tail(LEGS_EACH_SIDE).to_dicts()
    on = after.head(LEGS_EACH_SIDE).to_dicts()
    return [
        *((i - len(back), leg) for i, leg in enumerate(back)),
        *((i + 1, leg) for i, leg in enumerate(on)),
    ]


def _leg(
    visit: Mapping[str, Any],
    position: int,
    flight: Mapping[str, Any],
    aerodromes: pl.DataFrame,
    named: Mapping[str, str],
) -> dict[str, Any]:
    kept = ("flight_id", "airframe", "icao24", "callsign", "registration", "type_designator", "operator",
            "take_off", "landing", "integrity", "simulated")  # fmt: skip
    return {
        "visit_id": visit["visit_id"],
        "position": position,
        **{name: flight[name] for name in kept},
        "from": _place(flight["take_off"], aerodromes, named),
        "to": _place(flight["landing"], aerodromes, named),
    }


def _place(end: Mapping[str, Any], aerodromes: pl.DataFrame, named: Mapping[str, str]) -> dict[str, Any]:
    """Name the end of a leg as finely as the evidence allows."""
    if end["aerodrome"] is not None:
        label = named.get(end["aerodrome"], end["aerodrome"])
        return {"id": end["aerodrome"], "level": PlaceLevel.AERODROME.value, "label": label}
    rivals = [rival["aerodrome"] for rival in end["rivals"]]
    place, level = name_finely(rivals, aerodromes, finest=PlaceLevel.REGION)
    return {"id": place, "level": level.value, "label": region_label(place) if place else None}
