"""Where the airframes of a benchmark day fly, and which of their points are received.

Every airframe flies a closed rotation between real aerodromes: after the period written (a whole number
of days) it is where it was. So the days join at every midnight, and the last one joins the first: a day,
or a month, can be repeated without a seam. What is flown between two runways is `wheelsdown.simulation`'s.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from wheelsdown.errors import UnknownReference
from wheelsdown.geo.great_circle import Floats, distance_nm, unit_vectors
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.simulation.fields import SHORTEST_RUNWAY_NM, Fields
from wheelsdown.simulation.scenario import AircraftType, Airframe, Scenario
from wheelsdown.simulation.schedule import PlannedFlight, stream
from wheelsdown.simulation.trajectory import Trajectory, trajectory
from wheelsdown.units import FEET_PER_METRE, METRES_PER_NM

DAY_S = 86_400.0


@dataclass(frozen=True)
class Line:
    """A kind of flying: the type, how far it flies at a time, how long a day is, and how common it is."""

    kind: AircraftType
    shortest_nm: float
    longest_nm: float
    hours: float
    level_ft: float
    share: float


def _type(description: str, figures: tuple[float, ...], category: str) -> AircraftType:
    climb_fpm, cruise_kt, approach_kt, rotate_kt, roll_nm = figures
    return AircraftType(description, climb_fpm, cruise_kt, approach_kt, rotate_kt, roll_nm, category, 2)


#: Round figures of each size class: climb (ft/min), cruise, approach, lift-off (kt), roll (NM).
LINES = {
    "A320": Line(_type("AIRBUS A-320", (2300, 450, 135, 140, 0.75), "A3"), 250, 1100, 11.5, 35_000, 0.26),
    "B738": Line(_type("BOEING 737-800", (2400, 450, 140, 145, 0.8), "A3"), 250, 1200, 11.5, 36_000, 0.26),
    "E190": Line(_type("EMBRAER ERJ-190", (2300, 440, 128, 132, 0.7), "A3"), 150, 700, 11, 33_000, 0.14),
    "AT76": Line(_type("ATR-72-600", (1200, 270, 110, 110, 0.5), "A2"), 80, 300, 10, 18_000, 0.10),
    "B77W": Line(_type("BOEING 777-300ER", (2100, 485, 145, 155, 1.05), "A5"), 2200, 3900, 20, 37_000, 0.08),
    "GLF6": Line(_type("GULFSTREAM G650", (3200, 480, 118, 125, 0.6), "A2"), 200, 1500, 9, 43_000, 0.08),
    "C17": Line(_type("BOEING C-17", (2000, 440, 125, 130, 0.8), "A5"), 400, 2200, 14, 33_000, 0.04),
    "C30J": Line(_type("LOCKHEED C-130J", (1500, 320, 110, 112, 0.5), "A4"), 100, 700, 10, 24_000, 0.04),
}

#: Types that only air forces fly.
MILITARY = frozenset({"C17", "C30J"})
#: Share of airframes by how they are received; the rest is ADS-B with an ICAO address.
MLAT, NOT_ICAO = 0.05, 0.02
#: Floor of reception over a field, feet: shares, and the range of each.
FLOORS = ((0.55, 0.0, 0.0), (0.25, 150.0, 1_500.0), (0.20, 1_500.0, 9_000.0))
#: Nobody listens farther than this from every large and medium field: the oceans and deserts.
REACH_NM = 210.0
#: Share of points lost at random, and spread of the floor from flight to flight.
LOSS, FLIGHT_SPREAD = 0.02, 0.25
#: Share of stops with the transponder on all the time; else it is on this long before and after.
ALWAYS_ON, PARKED_S = 0.15, 240.0
#: Addresses of one day lie below this, so that copies of the day can have what lies above it.
ADDRESSES = 2**18

#: Seconds between the points kept: rolling, taxiing, parked; below heights (feet); climbing; level; turning.
ROLL_S, TAXI_S, STILL_S = 2.0, 6.0, 60.0
LOW_FT, LOW_S = (1_500.0, 5_000.0, 12_000.0), (3.0, 6.0, 10.0)
CLIMB_S, LEVEL_S, TURN_S = 15.0, 22.0, 4.0


@dataclass(frozen=True)
class World:
    """The fields flown between: code, place, whether it is large, and whether somebody hears the ground."""

    codes: list[str]
    lat: Floats
    lon: Floats
    weight: Floats
    fields: Fields
    ears: cKDTree


@cache
def world() -> World:
    """Give the large and medium aerodromes with a long runway of which both ends are surveyed."""
    aerodromes, ends = load_aerodromes(), load_runway_ends()
    long_ft = SHORTEST_RUNWAY_NM * METRES_PER_NM * FEET_PER_METRE * 1.05
    good = ends.filter(pl.col("surveyed") & ~pl.col("closed") & (pl.col("length_ft") >= long_ft))
    used = aerodromes.filter(pl.col("kind").is_in(["large_airport", "medium_airport"])).sort("aerodrome")
    lat, lon = (used[c].to_numpy() for c in ("lat_deg", "lon_deg"))
    ears = cKDTree(unit_vectors(lat, lon))
    used = used.filter(pl.col("aerodrome").is_in(good["aerodrome"].unique().implode()))
    fields = Fields(aerodromes, ends, set(used["aerodrome"]))
    used = used.filter(pl.Series([_flown_to(fields, code) for code in used["aerodrome"]]))
    lat, lon = (used[c].to_numpy() for c in ("lat_deg", "lon_deg"))
    large = np.where(used["kind"] == "large_airport", 6.0, 1.0)
    return World(used["aerodrome"].to_list(), lat, lon, large / large.sum(), fields, ears)


def _flown_to(fields: Fields, code: str) -> bool:
    try:
        fields.runway(code)
    except UnknownReference:
        return False
    return True


@dataclass(frozen=True)
class Flown:
    """One leg as it truly went, and the times between which the transponder is on."""

    way: Trajectory
    on_from: float
    on_to: float


@dataclass(frozen=True)
class Rotation:
    """One airframe, how it is received, and its legs within one period from ``start`` on."""

    number: int
    airframe: Airframe
    kind: AircraftType
    source_type: str
    legs: list[Flown]
    start: float
    period_s: float


def rotation(number: int, address: int, first_day: date, n_days: int, seed: int) -> Rotation:
    """Give what airframe ``number`` does in ``n_days`` days; the next ``n_days`` are the same again."""
    rng = stream(seed, "airframe", str(number))
    names = list(LINES)
    shares = np.array([LINES[name].share for name in names])
    name = names[int(rng.choice(len(names), p=shares / shares.sum()))]
    source_type = str(
        rng.choice(["mlat", "adsb_other", "adsb_icao"], p=[MLAT, NOT_ICAO, 1 - MLAT - NOT_ICAO])
    )
    icao = f"{'~' if source_type == 'adsb_other' else ''}{address:06x}"
    airframe = Airframe(f"{number}", icao, f"BM-{number:05d}", name, military=name in MILITARY)
    start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC).timestamp()
    legs = _legs(airframe, LINES[name], start, n_days, seed, rng)
    return Rotation(number, airframe, LINES[name].kind, source_type, legs, start, n_days * DAY_S)


def _legs(
    airframe: Airframe, line: Line, start: float, n_days: int, seed: int, rng: np.random.Generator
) -> list[Flown]:
    """Fly from field to field on every day, and home on the last."""
    here = home = int(rng.choice(len(world().codes), p=world().weight))
    pool = _pool(home, line, rng)
    phase = rng.uniform(0, n_days * DAY_S)
    legs: list[Flown] = []
    for day in range(n_days):
        began = now = start + phase + day * DAY_S + rng.uniform(0, 1_800)
        last = day == n_days - 1
        while (
            goal := _next(here, home, pool, line, (began + line.hours * 3600 - now) / 3600, rng)
        ) is not None:
            legs.append(_fly(airframe, line, now, here, goal, seed, rng))
            here, now = goal, legs[-1].way.t[-1] + 60 * (35 + rng.exponential(25))
        if here != home and last:
            legs.append(_fly(airframe, line, now, here, home, seed, rng))
            here = home
    return _transponders(legs, n_days * DAY_S, rng)


def _pool(home: int, line: Line, rng: np.random.Generator) -> NDArray[np.int64]:
    """Choose the handful of fields that an airframe flies to."""
    away = _away(home)
    reach = np.flatnonzero((away >= line.shortest_nm) & (away <= line.longest_nm))
    if len(reach) < 3:
        reach = np.argsort(away)[1:6]
    weight = world().weight[reach]
    return np.asarray(rng.choice(reach, size=min(6, len(reach)), replace=False, p=weight / weight.sum()))


def _away(field: int) -> Floats:
    return distance_nm(world().lat[field], world().lon[field], world().lat, world().lon)


def _next(
    here: int, home: int, pool: NDArray[np.int64], line: Line, hours_left: float, rng: np.random.Generator
) -> int | None:
    """Choose where to next, so that the way home from there still fits into the day."""
    away, from_home = _away(here), _away(home)
    speed = 0.8 * line.kind.cruise_kt
    fits = [
        int(field)
        for field in (*pool, home)
        if field != here
        and 60 <= away[field] <= 1.2 * line.longest_nm
        and (away[field] + from_home[field]) / speed + (1.0 if field == home else 2.8) <= hours_left
    ]
    return int(rng.choice(fits)) if fits else None


def _fly(
    airframe: Airframe, line: Line, now: float, here: int, goal: int, seed: int, rng: np.random.Generator
) -> Flown:
    length = float(_away(here)[goal])
    level = min(line.level_ft, 6_000 + 60 * length) + 1_000 * int(rng.integers(-2, 3))
    planned = PlannedFlight(
        airframe=airframe,
        callsign="",  # written from the number of the leg, not from the plan
        take_off_at=datetime.fromtimestamp(now + 900, UTC),  # the longest taxi takes eleven minutes
        origin=world().codes[here],
        destination=world().codes[goal],
        way=(),
        cruise_ft=level,
    )
    way = trajectory(planned, _scenario(), world().fields, seed)
    return Flown(way, float(way.t[0]) - PARKED_S, float(way.t[-1]) + PARKED_S)


def callsign(airframe: Airframe, leg: int) -> str:
    """Give the callsign of a leg: airlines change it from leg to leg, air forces keep it for the day."""
    return f"BMF{airframe.name}" if airframe.military else f"BMK{airframe.name}{chr(ord('A') + leg % 26)}"


@cache
def _scenario() -> Scenario:
    """Give an empty scenario: only its table of types is used."""
    none = {"lines": (), "airframes": (), "rotations": (), "spoofing": (), "receivers": ()}
    days = {"start": date.min, "end": date.min, "missing_days": (), "half_days": (), "split_days": ()}
    types = {name: line.kind for name, line in LINES.items()}
    return Scenario(name="benchmark day", place="", truth="", types=types, ways={}, **none, **days)


def _transponders(legs: list[Flown], period_s: float, rng: np.random.Generator) -> list[Flown]:
    """Let the transponder on through some of the stops, and never on twice."""
    out = []
    for number, leg in enumerate(legs):
        last = number == len(legs) - 1
        after = legs[0].way.t[0] + period_s if last else legs[number + 1].way.t[0]
        stays_on = not last and rng.random() < ALWAYS_ON
        on_to = after - PARKED_S - 5 if stays_on else min(leg.on_to, (leg.way.t[-1] + after) / 2)
        on_from = leg.on_from if not out else max(leg.on_from, out[-1].on_to + 5)
        out.append(Flown(leg.way, float(on_from), float(on_to)))
    return out
