"""Write one airframe's history as flight rows: every end with its basis, reason and proving rows."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl

from wheelsdown.flights.assemble import AirframeHistory, FlownLeg
from wheelsdown.flights.ends import End
from wheelsdown.geo.airfields import Airfields
from wheelsdown.schemas.flights import Flight
from wheelsdown.schemas.words import Basis
from wheelsdown.tracks.integrity import Verdict
from wheelsdown.tracks.points import PointNames, Points

__all__ = ["Airframe", "content_id", "evidence", "flight_id", "flight_rows", "flights_frame", "instant"]


@dataclass(frozen=True)
class Airframe:
    """One airframe with everything that was computed from its points."""

    name: str
    points: Points
    names: PointNames
    history: AirframeHistory
    verdict: Verdict
    simulated: bool

    @property
    def icao24(self) -> str | None:
        """Give the ICAO address, or None where the airframe has none (``~`` and anonymous tracks)."""
        return self.name if len(self.name) == 6 and not self.name.startswith("~") else None


def instant(seconds: float | None) -> datetime | None:
    """Give seconds since 1970 as a UTC time, to the microsecond; None stays None."""
    if seconds is None or not np.isfinite(seconds):
        return None
    whole, micro = divmod(round(seconds * 1e6), 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(microsecond=micro)


def content_id(*parts: object) -> str:
    """Give an id that depends on content alone, never on the order of ingest."""
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()[:16]


def flight_id(airframe: Airframe, flight: FlownLeg) -> str:
    """Give the id of a flight: its airframe and the instant it was first received."""
    return content_id("flight", airframe.name, int(airframe.points.time[flight.start] * 1e6))


def evidence(airframe: Airframe, first: int, last: int) -> list[dict[str, Any]]:
    """Give the raw rows behind points ``first`` to ``last`` (inclusive), one range per raw file."""
    part = slice(first, last + 1)
    sources, rows = airframe.points.source[part], airframe.points.row[part]
    return [
        {
            "sha256": airframe.names.sha256[code],
            "first_row": int(rows[sources == code].min()),
            "last_row": int(rows[sources == code].max()),
        }
        for code in dict.fromkeys(sources.tolist())
    ]


def flight_rows(airframe: Airframe, fields: Airfields) -> list[dict[str, Any]]:
    """Give the rows of ``schemas.Flight`` for one airframe, identity columns still empty."""
    return [_row(airframe, flight, fields) for flight in airframe.history.flights]


def _row(airframe: Airframe, flight: FlownLeg, fields: Airfields) -> dict[str, Any]:
    points = airframe.points
    part = points[slice(flight.start, flight.stop)]
    placed = flight.start + np.flatnonzero(part.placed)
    first, last = (int(placed[0]), int(placed[-1])) if len(placed) else (flight.start, flight.stop - 1)
    callsigns = part.callsign[part.callsign >= 0]
    return {
        "flight_id": flight_id(airframe, flight),
        "airframe": airframe.name,
        "icao24": airframe.icao24,
        "callsign": airframe.names.callsign[_most_common(callsigns)] if len(callsigns) else None,
        "take_off": _end(airframe, flight, flight.take_off, fields),
        "landing": _end(airframe, flight, flight.landing, fields),
        "first_seen": _sighting(points, first),
        "last_seen": _sighting(points, last),
        "silences": [{"start": instant(a), "end": instant(b)} for a, b in flight.bridged],
        "n_points": flight.stop - flight.start,
        "integrity": airframe.verdict.of(flight.start, flight.stop).value,
        "simulated": airframe.simulated,
    }


def _most_common(codes: np.ndarray) -> int:
    values, counts = np.unique(codes, return_counts=True)
    return int(values[np.argmax(counts)])


def _sighting(points: Points, i: int) -> dict[str, Any]:
    ground = int(points.ground[i])
    return {
        "at": instant(points.time[i]),
        "lat_deg": _known(points.lat[i]),
        "lon_deg": _known(points.lon[i]),
        "altitude_ft": _known(points.level_ft[i]),
        "on_ground": None if ground < 0 else bool(ground),
    }


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _end(airframe: Airframe, flight: FlownLeg, end: End, fields: Airfields) -> dict[str, Any]:
    beyond = slice(end.last, flight.stop) if end.kind == "landing" else slice(flight.start, end.first + 1)
    if end.basis is Basis.UNKNOWN and airframe.verdict.no_evidence[beyond].any():
        tests = ", ".join(airframe.verdict.tests)
        end = replace(end, because=f"{end.because}; positions beyond are suspect ({tests})")
    return {
        "aerodrome": None if end.field is None else fields.ids[end.field],
        "runway": end.runway,
        "at": instant(end.at),
        "earliest": instant(end.earliest),
        "latest": instant(end.latest),
        "basis": end.basis.value,
        "probability": None,
        "rivals": [{"aerodrome": fields.ids[f], "probability": None} for f in end.rivals],
        "because": end.because,
        "evidence": evidence(airframe, min(end.first, end.last), max(end.first, end.last)),
    }


def flights_frame(
    rows: Iterable[dict[str, Any]], identify: Callable[[pl.DataFrame], pl.DataFrame] | None = None
) -> pl.DataFrame:
    """Give rows as a ``schemas.Flight`` table, sorted; ``identify`` fills the identity columns."""
    schema = Flight.create_empty().schema
    table = pl.DataFrame(list(rows), schema=schema, orient="row")
    if identify is not None:
        table = identify(table)
    return table.select(schema.names()).sort("airframe", pl.col("first_seen").struct.field("at"), "flight_id")
