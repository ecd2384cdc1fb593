"""Join arrivals and departures of one airframe into visits: one stay at one aerodrome each.

Between a landing and the next take-off an airframe is on the ground. Where both name one field, it
is one visit, whatever days lie between. Where only one names a field, the other end of the visit is
unknown and bounded in time by the nearest sightings. Where they name two fields, something was not
seen: two visits, each with an end missing. Being seen on the ground is a visit too, though neither
end was. Nothing is joined across a flight that was seen.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import polars as pl

from wheelsdown.flights.assemble import FlownLeg
from wheelsdown.flights.ends import End
from wheelsdown.flights.ground import GroundStay
from wheelsdown.flights.rows import Airframe, content_id, evidence, flight_id, instant
from wheelsdown.geo.airfields import Airfields
from wheelsdown.schemas.visits import Visit
from wheelsdown.schemas.words import Basis, Integrity, PlaceLevel

__all__ = ["NameFinely", "visit_rows", "visits_frame"]


class NameFinely(Protocol):
    """Names a place as finely as its possible aerodromes, and ``finest``, allow: (id, level)."""

    def __call__(self, aerodromes: Sequence[str], *, finest: PlaceLevel) -> tuple[str | None, PlaceLevel]:
        """Name the place."""


#: Worst first.
_WORST = (Integrity.SPOOF_SUSPECT, Integrity.JAMMED, Integrity.DEGRADED, Integrity.OK)


@dataclass
class _Ground:
    """What is known of one time on the ground: the flights around it and the stays seen in it."""

    inbound: FlownLeg | None
    outbound: FlownLeg | None
    stays: list[GroundStay]


def visit_rows(airframe: Airframe, fields: Airfields, name_finely: NameFinely) -> list[dict[str, Any]]:
    """Give the rows of ``schemas.Visit`` for one airframe, identity columns still empty."""
    return [
        _row(airframe, ground, field, fields, name_finely)
        for ground in _grounds(airframe)
        for field in _named(ground)
    ]


def _grounds(airframe: Airframe) -> list[_Ground]:
    """Give the times on the ground in order: before the first flight, between flights, after the last."""
    flights, time = airframe.history.flights, airframe.points.time
    edges = [None, *flights, None]
    grounds = [_Ground(a, b, []) for a, b in itertools.pairwise(edges)]
    starts = [time[flight.start] for flight in flights]
    for stay in airframe.history.stays:
        index = sum(start < time[stay.start] for start in starts)
        grounds[index].stays.append(stay)
    return grounds


def _named(ground: _Ground) -> list[int]:
    """List the fields that this time on the ground names, in order of time."""
    named = [ground.inbound.landing.field] if ground.inbound else []
    named += [stay.field for stay in ground.stays]
    named += [ground.outbound.take_off.field] if ground.outbound else []
    return list(dict.fromkeys(field for field in named if field is not None))


def _row(
    airframe: Airframe, ground: _Ground, field: int, fields: Airfields, name_finely: NameFinely
) -> dict[str, Any]:
    arrival = _if_at(ground.inbound.landing if ground.inbound else None, field)
    departure = _if_at(ground.outbound.take_off if ground.outbound else None, field)
    stays = [stay for stay in ground.stays if stay.field == field]
    time = airframe.points.time
    present = [float(time[i]) for stay in stays for i in (stay.start, stay.stop - 1)]
    lost = _edge(ground.inbound.landing if ground.inbound else None, "earliest")
    found = _edge(ground.outbound.take_off if ground.outbound else None, "latest")
    since = _bounds(arrival, lost, min(present, default=_edge(departure, "latest")))
    until = _bounds(departure, max(present, default=_edge(arrival, "earliest")), found)
    proof = _proof(airframe, arrival, departure, stays)
    aerodrome = fields.ids[field]
    arrival_basis, departure_basis = (end.basis if end else Basis.UNKNOWN for end in (arrival, departure))
    seen = bool(stays) or Basis.OBSERVED in (arrival_basis, departure_basis)
    return {
        "visit_id": content_id("visit", airframe.name, aerodrome, *_first_sign(arrival, present, departure)),
        "aerodrome": aerodrome,
        "airframe": airframe.name,
        "icao24": airframe.icao24,
        "callsign": _callsign(airframe, ground),
        "arrived_at": since,
        "departed_at": until,
        "basis": (Basis.OBSERVED if seen else Basis.BOUNDED).value,
        "arrival_basis": arrival_basis.value,
        "departure_basis": departure_basis.value,
        "probability": None,
        "evidence_seen": _evidence_seen(arrival_basis, departure_basis, seen=seen),
        "rivals": _rivals(arrival, departure, field, fields, seen=seen),
        "came_from": _other_end(ground.inbound.take_off if ground.inbound else None, fields, name_finely),
        "went_to": _other_end(ground.outbound.landing if ground.outbound else None, fields, name_finely),
        "arrival_flight_id": flight_id(airframe, ground.inbound) if arrival and ground.inbound else None,
        "departure_flight_id": flight_id(airframe, ground.outbound)
        if departure and ground.outbound
        else None,
        "integrity": _worst(airframe, ground, stays).value,
        "simulated": airframe.simulated,
        "evidence": proof,
    }


def _if_at(end: End | None, field: int) -> End | None:
    return end if end is not None and end.field == field else None


def _edge(end: End | None, side: str) -> float | None:
    return getattr(end, side) if end else None


def _first_sign(arrival: End | None, present: list[float], departure: End | None) -> tuple[str, float | None]:
    """Give the first sign of a visit and its time: what names it, in whichever files its points came."""
    if arrival is not None:
        return "arrival", arrival.earliest
    return ("present", min(present)) if present else ("departure", _edge(departure, "latest"))


def _bounds(end: End | None, not_before: float | None, not_after: float | None) -> dict[str, Any]:
    """Bound the time of an end: as it was seen, else by the sightings around it."""
    if end is not None and end.at is not None:
        return {"earliest": instant(end.at), "latest": instant(end.at)}
    earliest = [t for t in (_edge(end, "earliest"), not_before) if t is not None]
    latest = [t for t in (_edge(end, "latest"), not_after) if t is not None]
    return {"earliest": instant(max(earliest, default=None)), "latest": instant(min(latest, default=None))}


def _evidence_seen(arrival: Basis, departure: Basis, *, seen: bool) -> int:
    """Grade by which evidence was seen: 4 both ends, 3 one (or the stay), 2 both bounded, 1 one bounded."""
    if arrival is Basis.OBSERVED and departure is Basis.OBSERVED:
        return 4
    if seen:
        return 3
    return 2 if arrival is Basis.BOUNDED and departure is Basis.BOUNDED else 1


def _rivals(
    arrival: End | None, departure: End | None, field: int, fields: Airfields, *, seen: bool
) -> list[dict[str, Any]]:
    """List the other fields within reach of a visit's ends; none where the ground was seen."""
    if seen:
        return []
    listed = [f for end in (arrival, departure) if end for f in end.rivals if f != field]
    return [{"aerodrome": fields.ids[f], "probability": None} for f in dict.fromkeys(listed)]


def _other_end(end: End | None, fields: Airfields, name_finely: NameFinely) -> dict[str, Any]:
    """Name the far end of a flight: the field it names, else the region or country of all its rivals."""
    if end is None:
        return {"id": None, "level": PlaceLevel.UNKNOWN.value}
    candidates = [end.field] if end.field is not None else list(end.rivals)
    if not candidates:
        return {"id": None, "level": PlaceLevel.UNKNOWN.value}
    # One field within reach of an end not seen is still a question, not a landing there.
    finest = PlaceLevel.REGION if end.field is None else PlaceLevel.AERODROME
    place, level = name_finely([fields.ids[f] for f in candidates], finest=finest)
    return {"id": place, "level": level.value}


def _proof(
    airframe: Airframe, arrival: End | None, departure: End | None, stays: list[GroundStay]
) -> list[dict[str, Any]]:
    """Collect the raw rows that prove a visit: of both ends, and of the time seen on the ground."""
    ranges = [(end.first, end.last) for end in (arrival, departure) if end]
    ranges += [(stay.start, stay.stop - 1) for stay in stays]
    rows = [row for a, b in sorted(ranges) for row in evidence(airframe, min(a, b), max(a, b))]
    apart: list[dict[str, Any]] = []
    for row in rows:
        last = apart[-1] if apart else None
        if last and last["sha256"] == row["sha256"] and row["first_row"] <= last["last_row"] + 1:
            last["last_row"] = max(last["last_row"], row["last_row"])
            last["first_row"] = min(last["first_row"], row["first_row"])
        else:
            apart.append(row)
    return apart


def _callsign(airframe: Airframe, ground: _Ground) -> str | None:
    """Give the callsign of the arriving flight, else of the departing one."""
    for flight in (ground.inbound, ground.outbound):
        if flight is None:
            continue
        codes = airframe.points.callsign[flight.start : flight.stop]
        known = codes[codes >= 0]
        if len(known):
            return airframe.names.callsign[int(known[-1 if flight is ground.inbound else 0])]
    return None


def _worst(airframe: Airframe, ground: _Ground, stays: list[GroundStay]) -> Integrity:
    """Give the worst state of the flights around a visit, and of the time seen on the ground."""
    parts = [(flight.start, flight.stop) for flight in (ground.inbound, ground.outbound) if flight]
    parts += [(stay.start, stay.stop) for stay in stays]
    states = {airframe.verdict.of(start, stop) for start, stop in parts}
    return next((state for state in _WORST if state in states), Integrity.OK)


def visits_frame(
    rows: Iterable[dict[str, Any]], identify: Callable[[pl.DataFrame], pl.DataFrame] | None = None
) -> pl.DataFrame:
    """Give rows as a ``schemas.Visit`` table, by aerodrome and time; ``identify`` fills the identity."""
    schema = Visit.create_empty().schema
    table = pl.DataFrame(list(rows), schema=schema, orient="row")
    if identify is not None:
        table = identify(table)
    known = pl.coalesce(
        pl.col("arrived_at").struct.field("earliest"), pl.col("arrived_at").struct.field("latest"),
        pl.col("departed_at").struct.field("earliest"),
    )  # fmt: skip
    return table.select(schema.names()).sort("aerodrome", known, "visit_id")
