"""What really happened in a simulated world, and how much of it the archive shows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from wheelsdown.clock import rfc3339
from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.simulation.fields import Fields, Strip
from wheelsdown.simulation.schedule import PlannedFlight
from wheelsdown.simulation.trajectory import Trajectory
from wheelsdown.simulation.transponder import Report

__all__ = ["FlightTruth", "flight_line", "visit_lines", "write_lines"]

#: Rows this close to a field count as seen near it.
NEAR_NM = 30.0

#: Ground rows this close to a field are on it.
ON_FIELD_NM = 3.0

#: So many ground rows make an end fully seen, unless a false position lies so close in time.
FULLY_SEEN_ROWS, SPOOFED_S = 3, 600.0


@dataclass
class FlightTruth:
    """One true flight and the rows of it that were written."""

    planned: PlannedFlight
    flown: Trajectory
    written: list[Report] = field(default_factory=list)


def _instant(t: float) -> str | None:
    return rfc3339(datetime.fromtimestamp(round(t), UTC))


def _end(rows: dict[str, Floats], strip: Strip, t: float, fields: Fields) -> dict[str, Any]:
    """Tell where and when one end truly was, and what of it the archive shows."""
    place = fields.reference(strip.aerodrome)
    near = (distance_nm(*place, rows["true_lat"], rows["true_lon"]) < NEAR_NM) & (
        np.abs(rows["t"] - t) < 3600
    )
    honest = near & (rows["spoofed"] == 0)
    ground = honest & (rows["on_ground"] == 1) & (distance_nm(*place, rows["lat"], rows["lon"]) < ON_FIELD_NM)
    deceived = ((rows["spoofed"] == 1) & (np.abs(rows["t"] - t) < SPOOFED_S)).any()
    lowest = float(np.min(rows["true_height_ft"][honest])) - strip.elevation_ft if honest.any() else None
    return {
        "aerodrome": strip.aerodrome,
        "runway": strip.runway,
        "at": _instant(t),
        "fully_seen": bool(ground.sum() >= FULLY_SEEN_ROWS and not deceived),
        "n_ground_rows": int(ground.sum()),
        "lowest_above_field_ft": None if lowest is None else round(lowest),
        "spoofed_near": bool(deceived),
    }


def _low_pass(rows: dict[str, Floats], truth: FlightTruth, fields: Fields) -> dict[str, Any] | None:
    """Tell where a flight came down without landing, and how low it was seen there."""
    code, t = truth.planned.low_pass_at, truth.flown.low_pass_t
    if code is None or t is None:
        return None
    near = distance_nm(*fields.reference(code), rows["true_lat"], rows["true_lon"]) < NEAR_NM
    lowest = round(float(rows["true_height_ft"][near].min())) if near.any() else None
    return {"aerodrome": code, "at": _instant(t), "lowest_seen_ft": lowest}


def _rows(truth: FlightTruth) -> dict[str, Floats]:
    names = ("t", "lat", "lon", "true_lat", "true_lon", "true_height_ft", "on_ground", "spoofed")
    return {
        name: np.concatenate([np.empty(0), *(getattr(report, name) for report in truth.written)])
        for name in names
    }


def flight_line(truth: FlightTruth, fields: Fields) -> dict[str, Any]:
    """Give one line of ``flights.jsonl``."""
    planned, flown, rows = truth.planned, truth.flown, _rows(truth)
    return {
        "simulated": True,
        "flight": planned.flight,
        "icao24": planned.airframe.icao24,
        "registration": planned.airframe.registration,
        "type_designator": planned.airframe.type,
        "military": planned.airframe.military,
        "callsign": planned.callsign,
        "take_off": _end(rows, flown.take_off, flown.take_off_t, fields),
        "landing": _end(rows, flown.landing, flown.landing_t, fields),
        "low_pass": _low_pass(rows, truth, fields),
        "sent_positions": planned.positions,
        "n_rows": len(rows["t"]),
        "n_spoofed_rows": int(rows["spoofed"].sum()),
        "first_row_at": _instant(rows["t"].min()) if len(rows["t"]) else None,
        "last_row_at": _instant(rows["t"].max()) if len(rows["t"]) else None,
        "note": planned.note,
    }


def visit_lines(flights: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join each landing with the next take-off of the same airframe: the lines of ``visits.jsonl``.

    An airframe's first take-off ends a stay whose beginning lies before the story; its ``arrived_at``
    is null, and so is the ``departed_at`` of its last stay.
    """
    by_airframe: dict[str, list[dict[str, Any]]] = {}
    for flight in flights:
        by_airframe.setdefault(flight["icao24"], []).append(flight)
    visits = []
    for chain in by_airframe.values():
        chain.sort(key=lambda flight: flight["take_off"]["at"])
        visits += [_visit(*stay) for stay in zip([None, *chain], [*chain, None], strict=True)]
    return sorted(visits, key=lambda visit: (visit["arrived_at"] or visit["departed_at"], visit["icao24"]))


def _visit(arrival: dict[str, Any] | None, departure: dict[str, Any] | None) -> dict[str, Any]:
    """Join one arrival and the departure after it; one of the two may be outside the story."""
    known = arrival or departure or {}
    landing = arrival["landing"] if arrival else {}
    take_off = departure["take_off"] if departure else {}
    return {
        "simulated": True,
        "aerodrome": landing.get("aerodrome", take_off.get("aerodrome")),
        **{name: known[name] for name in ("icao24", "registration", "type_designator", "military")},
        "arrived_at": landing.get("at"),
        "departed_at": take_off.get("at"),
        "came_from": arrival["take_off"]["aerodrome"] if arrival else None,
        "went_to": departure["landing"]["aerodrome"] if departure else None,
        "arrival_fully_seen": landing.get("fully_seen", False),
        "departure_fully_seen": take_off.get("fully_seen", False),
        "fully_seen": landing.get("fully_seen", False) and take_off.get("fully_seen", False),
        "arrival_lowest_above_field_ft": landing.get("lowest_above_field_ft"),
        "departure_lowest_above_field_ft": take_off.get("lowest_above_field_ft"),
        "arrival_spoofed": bool(arrival and arrival["n_spoofed_rows"]),
        "sent_positions": known["sent_positions"],
        "arrival_flight": arrival["flight"] if arrival else None,
        "departure_flight": departure["flight"] if departure else None,
        "note": arrival["note"] if arrival else None,
    }


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
