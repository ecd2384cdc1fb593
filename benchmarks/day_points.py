"""What of a benchmark day's flights is received, as columns of numbers: the true state, sampled and heard."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.day_rotations import (
    CLIMB_S,
    FLIGHT_SPREAD,
    FLOORS,
    LEVEL_S,
    LOSS,
    LOW_FT,
    LOW_S,
    REACH_NM,
    ROLL_S,
    STILL_S,
    TAXI_S,
    TURN_S,
    Flown,
    Rotation,
    world,
)
from wheelsdown.geo.great_circle import EARTH_RADIUS_NM, Floats, unit_vectors
from wheelsdown.simulation.schedule import stream
from wheelsdown.simulation.trajectory import Trajectory

#: Faster than this on the ground is a roll; a stronger turn (degrees a second) and a steeper climb
#: (feet a minute) are kept more densely.
ROLL_KT, TURN_DEG_S, STEEP_FPM = 30.0, 0.5, 300.0
#: Spread of the pressure over a field, in feet of altitude.
PRESSURE_FT = 160.0
#: Points nearer in time than this are one point.
ONE_POINT_S = 0.3


@dataclass(frozen=True)
class Sampled:
    """True states of one leg at the moments a receiver would keep, in order of time."""

    t: Floats
    lat: Floats
    lon: Floats
    height_ft: Floats
    above_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    vertical_fpm: Floats
    turn_deg_s: Floats
    on_ground: NDArray[np.bool_]
    #: Departure half of the leg, where the first field's floor of reception counts.
    outbound: NDArray[np.bool_]


def sampled(leg: Flown, rng: np.random.Generator) -> Sampled:
    """Read a leg at the rhythm in which readsb keeps points: seconds near the ground, more in cruise."""
    way = leg.way
    step = np.maximum(np.diff(way.t), 1e-6)
    vertical = np.append(np.diff(way.height_ft) / step * 60.0, 0.0)
    turn = np.append(np.diff(way.track_deg) / step, 0.0)
    count = np.concatenate([[0.0], np.cumsum(step / _spacing(way, vertical, turn)[:-1])])
    wanted = np.arange(0.0, count[-1])
    moving = np.interp(np.clip(wanted + rng.uniform(-0.3, 0.3, len(wanted)), 0, count[-1]), count, way.t)
    before = np.arange(way.t[0] - STILL_S, leg.on_from, -STILL_S)[::-1]
    after = np.arange(way.t[-1] + STILL_S, leg.on_to, STILL_S)
    t = np.concatenate([before, moving, after])
    still = (t < way.t[0]) | (t > way.t[-1])
    at = np.clip(np.searchsorted(way.t, t, side="right") - 1, 0, len(way.t) - 1)
    share = np.clip((t - way.t[at]) / np.append(step, 1.0)[at], 0, 1)
    beyond = np.minimum(at + 1, len(way.t) - 1)

    def between(values: Floats) -> Floats:
        return np.asarray(values[at] + share * (values[beyond] - values[at]))

    away = (between(np.unwrap(way.lon, period=360.0)) + 180) % 360 - 180
    return Sampled(
        t=t,
        lat=between(way.lat),
        lon=away,
        height_ft=between(way.height_ft),
        above_ft=between(way.above_ft),
        speed_kt=np.where(still, 0.0, between(way.speed_kt)),
        track_deg=between(way.track_deg) % 360.0,
        vertical_fpm=np.where(still, 0.0, vertical[at]),
        turn_deg_s=np.where(still, 0.0, turn[at]),
        on_ground=way.on_ground[at],
        outbound=t < (way.take_off_t + way.landing_t) / 2,
    )


def _spacing(way: Trajectory, vertical: Floats, turn: Floats) -> Floats:
    """Give the seconds between points at every point of the way."""
    air = np.where(np.abs(vertical) > STEEP_FPM, CLIMB_S, LEVEL_S)
    for below, seconds in zip(LOW_FT[::-1], LOW_S[::-1], strict=True):
        air = np.where(way.above_ft < below, np.minimum(air, seconds), air)
    air = np.where(np.abs(turn) > TURN_DEG_S, np.minimum(air, TURN_S), air)
    return np.where(way.on_ground, np.where(way.speed_kt > ROLL_KT, ROLL_S, TAXI_S), air)


@cache
def floor_ft(seed: int, code: str) -> float:
    """Give the height above a field from which an aircraft is heard; 0 where the ground is heard too."""
    rng = stream(seed, "floor", code)
    shares = [share for share, _, _ in FLOORS]
    _, low, high = FLOORS[int(rng.choice(len(FLOORS), p=shares))]
    return float(rng.uniform(low, high)) if high else 0.0


@cache
def pressure_ft(seed: int, code: str) -> float:
    """Give by how much barometric altitudes read too high at a field."""
    return float(np.clip(stream(seed, "pressure", code).normal(0, PRESSURE_FT), -400, 400))


@dataclass(frozen=True)
class Heard:
    """The received points of some airframes as parallel arrays, sorted by airframe and time.

    ``t`` is in seconds after the first midnight, within one period; ``leg`` counts from 0 through all
    legs of these airframes; ``cycle`` is -1 for what belongs to a leg begun in the period before.
    """

    airframe: NDArray[np.int64]
    leg: NDArray[np.int64]
    cycle: NDArray[np.int64]
    t: Floats
    state: Sampled
    altitude_ft: Floats


def heard(rotations: list[Rotation], seed: int) -> Heard:
    """Give the points of some airframes that somebody received."""
    parts, airframe, leg, floors, pressures = [], [], [], [], []
    n_legs = 0
    for index, each in enumerate(rotations):
        rng = stream(seed, "points", str(each.number))
        for flown in each.legs:
            part = sampled(flown, rng)
            codes = flown.way.take_off.aerodrome, flown.way.landing.aerodrome
            spread = np.exp(rng.normal(0, FLIGHT_SPREAD, 2))
            parts.append(part)
            airframe.append(np.full(len(part.t), index))
            leg.append(np.full(len(part.t), n_legs))
            floors.append(
                np.where(part.outbound, *(floor_ft(seed, c) * s for c, s in zip(codes, spread, strict=True)))
            )
            pressures.append(_pressure(flown, part, seed))
            n_legs += 1
    state = Sampled(**{k: np.concatenate([vars(p)[k] for p in parts]) for k in vars(parts[0])})
    who, which = np.concatenate(airframe), np.concatenate(leg)
    start, period = rotations[0].start, rotations[0].period_s
    mlat = np.array([each.source_type == "mlat" for each in rotations])[who]
    rng = stream(seed, "received", str(rotations[0].number))
    kept = _received(state, np.concatenate(floors), mlat, rng)
    since = np.floor((state.t - start) * 100) / 100
    cycle = -np.floor(since / period).astype(np.int64)
    t = np.round(since % period, 2)
    order = np.lexsort((t, who))
    order = order[kept[order]]
    repeated = (np.diff(t[order], prepend=-1e9) < ONE_POINT_S) & (np.diff(who[order], prepend=-1) == 0)
    order = order[~repeated]
    altitude = state.height_ft + np.concatenate(pressures) * np.clip(1 - state.height_ft / 18_000, 0, 1)
    state = Sampled(**{k: values[order] for k, values in vars(state).items()})
    return Heard(who[order], which[order], cycle[order], t[order], state, altitude[order])


def _pressure(flown: Flown, part: Sampled, seed: int) -> Floats:
    share = np.clip((part.t - flown.way.take_off_t) / (flown.way.landing_t - flown.way.take_off_t), 0, 1)
    first, last = (pressure_ft(seed, strip.aerodrome) for strip in (flown.way.take_off, flown.way.landing))
    return np.asarray(first + share * (last - first))


def _received(
    state: Sampled, floor: Floats, mlat: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Tell which points are heard: above the floor, not lost, within reach of land; MLAT never on the ground."""
    lost = rng.random(len(floor)) < LOSS
    chord, _ = world().ears.query(
        unit_vectors(state.lat, state.lon), distance_upper_bound=REACH_NM / EARTH_RADIUS_NM
    )
    return np.asarray((state.above_ft >= floor) & ~lost & np.isfinite(chord) & ~(mlat & state.on_ground))
