"""What of a flight is heard: a floor that differs by place and day, and days on which a station is off.

A receiver hears what is above its radio horizon, 1.23 (sqrt(antenna) + sqrt(aircraft)) nautical miles with
heights in feet (standard refraction), out to a fixed range, and nothing below its terrain shadows. The
weather of the day moves each receiver's floor up or down.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.simulation.scenario import Receiver, Scenario
from wheelsdown.simulation.schedule import stream

__all__ = ["Reception", "horizon_ft"]

#: Nautical miles per square root of a foot: radio horizon with standard refraction.
HORIZON = 1.23

#: Nothing is heard from farther away.
RANGE_NM = 230.0

#: Spread (log scale) of a receiver's floor from day to day, and of single points about the floor.
DAY_SPREAD, POINT_SPREAD = 0.25, 0.06

#: Chance that a receiver that is off or on stays as it is from one day to the next.
PERSISTENCE = 0.6

#: Share of points lost at random.
LOSS = 0.04


@dataclass(frozen=True)
class _Day:
    """One receiver on one day."""

    works: bool
    factor: float


class Reception:
    """All receivers of a scenario on all of its days, drawn once."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._receivers = scenario.receivers
        n_days = (scenario.end - scenario.start).days
        self._days: dict[tuple[str, date], _Day] = {}
        for receiver in scenario.receivers:
            rng = stream(seed, "receiver", receiver.name)
            works = rng.random() < receiver.on
            for number in range(-1, n_days + 1):
                if rng.random() > PERSISTENCE:
                    works = rng.random() < receiver.on
                factor = float(np.exp(rng.normal(0, DAY_SPREAD)))
                self._days[receiver.name, scenario.start + timedelta(days=number)] = _Day(bool(works), factor)

    def heard(
        self, t: Floats, lat: Floats, lon: Floats, height_ft: Floats, rng: np.random.Generator
    ) -> np.ndarray:
        """Tell for points in order of time which of them somebody heard."""
        floor = self.floor_ft(t, lat, lon)
        floor *= np.exp(rng.normal(0, POINT_SPREAD, len(t)))
        return np.asarray((height_ft >= floor) & (rng.random(len(t)) >= LOSS))

    def floor_ft(self, t: Floats, lat: Floats, lon: Floats) -> Floats:
        """Give the lowest height above sea heard at each place and time; infinite where nobody listens."""
        floor = np.full(len(t), np.inf)
        for receiver in self._receivers:
            near = np.flatnonzero(np.abs(lat - receiver.lat_deg) * 60.0 < RANGE_NM)  # a cheap first cut
            distance = distance_nm(receiver.lat_deg, receiver.lon_deg, lat[near], lon[near])
            near, distance = near[distance < RANGE_NM], distance[distance < RANGE_NM]
            if len(near):
                here = _floor_of(receiver, lat[near], lon[near], distance, self._factor(receiver, t[near]))
                floor[near] = np.minimum(floor[near], here)
        return floor

    def works(self, receiver: Receiver, at: datetime) -> bool:
        """Tell whether a receiver works at an instant."""
        if any(start <= at < end for start, end in receiver.on_from_to):
            return True
        if any(start <= at < end for start, end in receiver.off_from_to):
            return False
        day = self._days.get((receiver.name, at.date()))
        return day is not None and day.works

    def _factor(self, receiver: Receiver, t: Floats) -> Floats:
        """Give by how much the floor is moved at each time; infinite while the receiver is off."""
        hours, place = np.unique(np.floor(t / 3600.0), return_inverse=True)
        factors = []
        for hour in hours:
            at = datetime.fromtimestamp(hour * 3600.0, UTC)
            day = self._days.get((receiver.name, at.date()))
            factors.append(day.factor if day is not None and self.works(receiver, at) else np.inf)
        return np.array(factors)[place]


def horizon_ft(distance: Floats, antenna_ft: float) -> Floats:
    """Give the height from which an antenna is in sight at a distance in nautical miles."""
    return np.asarray(np.maximum(distance / HORIZON - np.sqrt(antenna_ft), 0.0) ** 2)


def _floor_of(receiver: Receiver, lat: Floats, lon: Floats, distance: Floats, factor: Floats) -> Floats:
    """Give one receiver's floor above sea level at places within its range."""
    horizon = horizon_ft(distance, receiver.antenna_ft)
    works = np.isfinite(factor)
    floor = receiver.elevation_ft - 150.0 + horizon * np.where(works, factor, 1.0)
    if (shadow := receiver.shadow) is not None:
        inside = (lat > shadow.south_deg) & (lat < shadow.north_deg)
        inside &= (lon > shadow.west_deg) & (lon < shadow.east_deg)
        floor = np.where(inside, np.maximum(floor, shadow.below_ft * np.where(works, factor, 1.0)), floor)
    return np.where(works, floor, np.inf)
