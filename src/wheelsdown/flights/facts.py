"""What one track says by itself: its extent, the ends of its legs, and its contacts with the ground.

A track is judged, cleaned and cut into legs alone. So new data of an airframe changes the facts of
the tracks it belongs to and of no other, whatever files the points came in and in whichever order.
What needs the tracks before and after is decided from these facts, never from the points again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from wheelsdown.flights.ends import End, Tip, flies_on, observed_end
from wheelsdown.flights.ground import GroundStay, PressureOffsets
from wheelsdown.flights.legs import Leg, legs_of
from wheelsdown.flights.phases import PHASES, phase_at
from wheelsdown.geo.airfields import Airfields
from wheelsdown.schemas import GroundContact, Track, TrackEnd
from wheelsdown.schemas.words import EndKind
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.integrity import Verdict, judge
from wheelsdown.tracks.points import PointNames, Points, points_by_airframe

__all__ = ["Facts", "columns_of", "facts_of", "joined", "no_facts", "phase_of_tip"]

#: A field beside a tip is looked for within this.
FIELD_SEARCH_NM = 10.0


@dataclass(frozen=True)
class Facts:
    """The small tables that everything after the points rests on."""

    #: ``schemas.Track``, in order of airframe and time.
    tracks: pl.DataFrame
    #: ``schemas.TrackEnd``: the take-off of each leg, then its landing, in order of airframe and time.
    ends: pl.DataFrame
    #: ``schemas.GroundContact``, in order of airframe and time.
    contacts: pl.DataFrame


@dataclass(frozen=True)
class _Track:
    """One track as judged and cleaned."""

    airframe: str
    points: Points
    names: PointNames
    verdict: Verdict
    simulated: bool

    def times(self) -> dict[str, datetime]:
        return {"track_from": _instant(self.points.time[0]), "track_to": _instant(self.points.time[-1])}

    def evidence(self, first: int, last: int) -> list[dict[str, Any]]:
        """Give the raw rows behind points ``first`` to ``last`` (inclusive), one range per raw file."""
        part = slice(first, last + 1)
        sources, rows = self.points.source[part], self.points.row[part]
        return [
            {
                "sha256": self.names.sha256[code],
                "first_row": int(rows[sources == code].min()),
                "last_row": int(rows[sources == code].max()),
            }
            for code in dict.fromkeys(sources.tolist())
        ]


def facts_of(state_vectors: pl.DataFrame, fields: Airfields, *, simulated: bool) -> Facts:
    """Give the facts of every track in a table of state vectors, sorted by ``airframe`` and ``at``.

    Positions that are suspect are no evidence, and are not used (``tracks.integrity``).
    """
    tracks: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    contacts: list[dict[str, Any]] = []
    for airframe, points, names in points_by_airframe(state_vectors):
        for part in cut(points):
            received = points[part]
            verdict = judge(received)
            received.lat[verdict.no_evidence] = received.lon[verdict.no_evidence] = np.nan
            track = _Track(airframe, clean(received), names, verdict, simulated)
            tracks.append(_extent(track))
            legs, stays = legs_of(track.points, fields)
            pressure = PressureOffsets.of(track.points, stays, fields)
            for leg in legs:
                ends.extend(_leg_ends(track, leg, fields, pressure))
            contacts.extend(_contact(track, stay, fields) for stay in stays)
    return Facts(_table(tracks, Track), _table(ends, TrackEnd), _table(contacts, GroundContact))


@cache
def no_facts() -> Facts:
    """Give the facts of nothing."""
    return Facts(_table([], Track), _table([], TrackEnd), _table([], GroundContact))


def joined(facts: Iterable[Facts]) -> Facts:
    """Give the facts of several readings, in the order of the tables."""
    every = [no_facts(), *facts]
    return Facts(
        pl.concat(each.tracks for each in every).sort("airframe", "first_at"),
        pl.concat(each.ends for each in every).sort("airframe", "leg_from", pl.col("kind") == "landing"),
        pl.concat(each.contacts for each in every).sort("airframe", "first_at"),
    )


def _table(
    rows: Iterable[dict[str, Any]], schema: type[Track] | type[TrackEnd] | type[GroundContact]
) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=columns_of(schema), orient="row")


@cache
def columns_of(schema: type[Track] | type[TrackEnd] | type[GroundContact]) -> pl.Schema:
    """Give the columns of a table of facts; to make one of its frames for it takes some milliseconds."""
    return schema.create_empty().schema


def _extent(track: _Track) -> dict[str, Any]:
    time = track.points.time
    return {
        "track_id": f"{track.airframe}-{_microseconds(time[0])}",
        "airframe": track.airframe,
        "first_at": _instant(time[0]),
        "last_at": _instant(time[-1]),
        "n_points": len(time),
        "n_placed": int(track.points.placed.sum()),
        "simulated": track.simulated,
    }


def _leg_ends(track: _Track, leg: Leg, fields: Airfields, pressure: PressureOffsets) -> list[dict[str, Any]]:
    points = track.points
    part = points[slice(leg.start, leg.stop)]
    placed = leg.start + np.flatnonzero(part.placed)
    speeds = part.groundspeed_kt[part.placed & np.isfinite(part.groundspeed_kt)]
    codes = part.callsign[part.callsign >= 0]
    common, n_common = _most_common(codes)
    names = track.names.callsign
    leg_from, leg_to = _instant(points.time[leg.start]), _instant(points.time[leg.stop - 1])
    of_leg = {
        "airframe": track.airframe,
        **track.times(),
        "leg_from": leg_from,
        "leg_to": leg_to,
        "n_points": leg.stop - leg.start,
        "n_placed": len(placed),
        "fastest_kt": float(speeds.max()) if len(speeds) else None,
        "callsign": names[common] if len(codes) else None,
        "n_callsign": n_common,
        "first_callsign": names[codes[0]] if len(codes) else None,
        "last_callsign": names[codes[-1]] if len(codes) else None,
        "integrity": track.verdict.of(leg.start, leg.stop).value,
        "simulated": track.simulated,
    }
    return [
        {
            "end_id": f"{track.airframe}-{_microseconds(points.time[leg.start])}-{kind.value}",
            "kind": kind.value,
            **of_leg,
            **_end(track, leg, placed, kind, fields, pressure),
        }
        for kind in (EndKind.TAKE_OFF, EndKind.LANDING)
    ]


def _end(
    track: _Track, leg: Leg, placed: np.ndarray, kind: EndKind, fields: Airfields, pressure: PressureOffsets
) -> dict[str, Any]:
    points, landing = track.points, kind is EndKind.LANDING
    edge = leg.stop - 1 if landing else leg.start
    if len(placed):
        edge = int(placed[-1] if landing else placed[0])
    seen = observed_end(points, leg, kind, fields, pressure)
    stay = leg.after if landing else leg.before
    beyond = slice(edge, leg.stop) if landing else slice(leg.start, edge + 1)
    suspect = bool(track.verdict.no_evidence[beyond].any())
    ground = int(points.ground[edge])
    first, last = (seen.first, seen.last) if seen else (edge, edge)
    return {
        "at": _instant(points.time[edge]),
        "lat_deg": _known(points.lat[edge]),
        "lon_deg": _known(points.lon[edge]),
        "altitude_ft": _known(points.level_ft[edge]),
        "on_ground": None if ground < 0 else bool(ground),
        **_tip(points, placed, kind, fields, contact=stay is not None),
        "flies_on": flies_on(points, leg, edge, landing=landing),
        **_seen(seen, fields),
        "ground_from": None if stay is None else _instant(points.time[stay.start]),
        "ground_to": None if stay is None else _instant(points.time[stay.stop - 1]),
        "evidence": track.evidence(min(first, last), max(first, last)),
        "suspect_beyond": suspect,
        "tests": ", ".join(track.verdict.tests) or None,
    }


def _tip(
    points: Points, placed: np.ndarray, kind: EndKind, fields: Airfields, *, contact: bool
) -> dict[str, Any]:
    if len(placed) == 0:
        return {"phase": PHASES[-1].value}
    tip = Tip.of(points, placed, kind)
    near, away = fields.near(tip.lat, tip.lon, FIELD_SEARCH_NM)
    speeds = points.groundspeed_kt[placed]
    fastest = float(np.nanmax(np.r_[0.0, speeds]))
    rate = -tip.sink_fpm if tip.landing else tip.sink_fpm
    height = tip.level_ft - float(fields.elevation_ft[near[0]]) if len(near) else np.nan
    distance = float(away[0]) if len(near) else np.nan
    ground = int(points.ground[tip.index])
    return {
        "level_ft": _known(tip.level_ft),
        "groundspeed_kt": _known(tip.speed_kt),
        "sink_fpm": _known(tip.sink_fpm),
        "course_deg": _known(tip.course_deg),
        "phase": phase_of_tip(height, distance, tip.level_ft, rate, tip.speed_kt, ground, contact, fastest),
    }


def phase_of_tip(
    height_ft: float,
    distance_nm: float,
    level_ft: float,
    rate_fpm: float,
    speed_kt: float,
    ground: int,
    contact: bool,  # the order of ``phase_at``
    fastest_kt: float,
) -> str:
    """Give the word for what the aircraft does at a tip; a contact with the ground beside it slows it."""
    code = phase_at(height_ft, distance_nm, level_ft, rate_fpm, speed_kt, ground, contact, fastest_kt)
    return PHASES[code].value


def _seen(end: End | None, fields: Airfields) -> dict[str, Any]:
    if end is None:
        return {"seen": False}
    return {
        "seen": True,
        "aerodrome": fields.ids[end.field],
        "runway": end.runway,
        "seen_at": None if end.at is None else _instant(end.at),
        "earliest": _instant(end.earliest),
        "latest": _instant(end.latest),
    }


def _contact(track: _Track, stay: GroundStay, fields: Airfields) -> dict[str, Any]:
    time = track.points.time
    return {
        "contact_id": f"{track.airframe}-{_microseconds(time[stay.start])}",
        "airframe": track.airframe,
        "aerodrome": fields.ids[stay.field],
        **track.times(),
        "first_at": _instant(time[stay.start]),
        "last_at": _instant(time[stay.stop - 1]),
        "n_points": stay.stop - stay.start,
        "evidence": track.evidence(stay.start, stay.stop - 1),
        "integrity": track.verdict.of(stay.start, stay.stop).value,
        "simulated": track.simulated,
    }


def _most_common(codes: np.ndarray) -> tuple[int, int]:
    """Give the commonest code and how often it stands; of equally common ones the first by name."""
    if len(codes) == 0:
        return -1, 0
    values, counts = np.unique(codes, return_counts=True)
    at = int(np.argmax(counts))
    return int(values[at]), int(counts[at])


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _microseconds(seconds: float) -> int:
    return round(float(seconds) * 1e6)


def _instant(seconds: float) -> datetime:
    """Give seconds since 1970 as a UTC time, to the microsecond."""
    whole, micro = divmod(_microseconds(seconds), 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(microsecond=micro)
