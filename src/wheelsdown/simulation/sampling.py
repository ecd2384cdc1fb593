"""When a flight is heard, if anybody listens: densely near the ground and in turns, sparsely in cruise.

The spacing follows what readsb keeps in its trace files: seconds on the runway and in turns, most of a
minute in steady cruise, and a parked aircraft about once a minute while its transponder is on.
"""

from dataclasses import dataclass

import numpy as np

from wheelsdown.geo.great_circle import Floats
from wheelsdown.simulation.trajectory import Trajectory

__all__ = ["Samples", "sample"]

#: Seconds between points: rolling, taxiing, parked.
ROLL_S, TAXI_S, PARKED_S = 3.0, 12.0, 60.0

#: Seconds between points below a height above the field in feet, the last for steady cruise.
LOW_FT, LOW_S = (1500.0, 5000.0, 12000.0), (4.0, 8.0, 14.0)
CLIMB_S, CRUISE_S, TURN_S = 27.0, 60.0, 7.0

#: Faster than this on the ground is a roll; a stronger turn, in degrees a second, is kept densely.
ROLL_KT, TURN_DEG_S = 30.0, 0.6

#: Steeper than this, in feet a minute, is climb or descent.
LEVEL_FPM = 300.0

#: The transponder is on for so long before taxi and after.
PARKED_MIN = 4.0


@dataclass(frozen=True)
class Samples:
    """The true state at the moments sampled, in order of time."""

    t: Floats
    lat: Floats
    lon: Floats
    height_ft: Floats
    above_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    vertical_fpm: Floats
    turn_deg_s: Floats
    on_ground: np.ndarray


def sample(flight: Trajectory, rng: np.random.Generator) -> Samples:
    """Read a flight at readsb's rhythm, with a few parked points at either end."""
    step = np.maximum(np.diff(flight.t), 1e-6)
    vertical = np.append(np.diff(flight.height_ft) / step * 60.0, 0.0)
    turn = np.append(np.diff(flight.track_deg) / step, 0.0)
    count = np.concatenate([[0.0], np.cumsum(step / _spacing(flight, vertical, turn)[:-1])])
    wanted = np.arange(0.0, count[-1])
    wanted = np.clip(wanted + rng.uniform(-0.3, 0.3, len(wanted)), 0.0, count[-1])
    moving = np.interp(wanted, count, flight.t)
    parked = np.arange(PARKED_S, PARKED_MIN * 60.0, PARKED_S)
    t = np.concatenate([flight.t[0] - parked[::-1], moving, flight.t[-1] + parked])
    t += rng.uniform(0.0, 0.4)
    before = np.clip(np.searchsorted(flight.t, t, side="right") - 1, 0, len(flight.t) - 1)
    still = (t < flight.t[0]) | (t > flight.t[-1])

    def at(values: Floats) -> Floats:
        return np.asarray(np.interp(t, flight.t, values), dtype=np.float64)

    return Samples(
        t=t,
        lat=at(flight.lat),
        lon=at(flight.lon),
        height_ft=at(flight.height_ft),
        above_ft=at(flight.above_ft),
        speed_kt=np.where(still, 0.0, at(flight.speed_kt)),
        track_deg=at(flight.track_deg) % 360.0,
        vertical_fpm=np.where(still, 0.0, vertical[before]),
        turn_deg_s=np.where(still, 0.0, turn[before]),
        on_ground=flight.on_ground[before],
    )


def _spacing(flight: Trajectory, vertical: Floats, turn: Floats) -> Floats:
    """Give the seconds between points at every point of the way."""
    air = np.where(np.abs(vertical) > LEVEL_FPM, CLIMB_S, CRUISE_S)
    for below, seconds in zip(LOW_FT[::-1], LOW_S[::-1], strict=True):
        air = np.where(flight.above_ft < below, np.minimum(air, seconds), air)
    air = np.where(np.abs(turn) > TURN_DEG_S, np.minimum(air, TURN_S), air)
    ground = np.where(flight.speed_kt > ROLL_KT, ROLL_S, TAXI_S)
    return np.where(flight.on_ground, ground, air)
