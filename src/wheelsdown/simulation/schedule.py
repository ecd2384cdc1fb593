"""Which flights happen: the background lines and the story's rotations, in order of take-off.

Each flight draws from a random stream of its own, named by airframe and time, so that a shorter
window of a scenario holds exactly the flights of the whole.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

import msgspec
import numpy as np

from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.simulation.fields import Fields
from wheelsdown.simulation.scenario import Airframe, Line, Scenario

__all__ = ["PlannedFlight", "plan_flights", "stream"]

#: Share of a line's days on which it does not fly.
CANCELLED = 0.12

#: Addresses of one fleet lie this far apart, so that they spread over the archive's folders.
ADDRESS_STEP = 23


class PlannedFlight(msgspec.Struct, frozen=True):
    """One flight as it is meant to go."""

    airframe: Airframe
    callsign: str
    take_off_at: datetime
    origin: str
    destination: str
    way: tuple[tuple[float, float], ...]
    cruise_ft: float
    low_pass_at: str | None = None
    way_after: tuple[tuple[float, float], ...] = ()
    positions: bool = True
    note: str | None = None

    @property
    def flight(self) -> str:
        """Name the flight by what it is: airframe and take-off."""
        return f"{self.airframe.icao24} {self.take_off_at:%Y-%m-%dT%H:%M:%SZ}"


def stream(seed: int, *names: str) -> np.random.Generator:
    """Give the random stream that belongs to a name, the same in every run with that seed."""
    return np.random.default_rng([seed, *(crc32(name.encode()) for name in names)])


def plan_flights(scenario: Scenario, fields: Fields, seed: int) -> list[PlannedFlight]:
    """List every flight of the scenario, by take-off."""
    flights = [*_rotations(scenario, seed), *_lines(scenario, fields, seed)]
    return sorted(flights, key=lambda flight: (flight.take_off_at, flight.airframe.icao24))


def _rotations(scenario: Scenario, seed: int) -> Iterator[PlannedFlight]:
    """Give the flights of the watched aircraft; levels are drawn."""
    airframes = {airframe.name: airframe for airframe in scenario.airframes}
    for rotation in scenario.rotations:
        for number, leg in enumerate(rotation.legs):
            rng = stream(seed, "rotation", rotation.airframe, str(leg.take_off_at))
            yield PlannedFlight(
                airframe=airframes[rotation.airframe],
                callsign=rotation.callsign,
                take_off_at=leg.take_off_at + timedelta(seconds=int(rng.integers(-180, 180))),
                origin=leg.origin,
                destination=leg.destination,
                way=scenario.ways[leg.way],
                cruise_ft=float(rng.choice([29000, 31000, 33000])),
                low_pass_at=leg.low_pass_at,
                way_after=scenario.ways[leg.way_after],
                positions=rotation.positions,
                note=rotation.note if number == 0 else None,
            )


def _lines(scenario: Scenario, fields: Fields, seed: int) -> Iterator[PlannedFlight]:
    """Give the background flights, out and back."""
    n_days = (scenario.end - scenario.start).days
    for line in scenario.lines:
        fleet = _fleet(line)
        for number in range(n_days):
            day = scenario.start + timedelta(days=number)
            rng = stream(seed, line.designator, str(line.number), str(day))
            if _flies(line, day) and rng.random() >= CANCELLED:
                yield from _round_trip(line, fleet[number % line.n_airframes], day, fields, scenario, rng)


def _flies(line: Line, day: date) -> bool:
    return line.days == "daily" or (day.timetuple().tm_yday % 2 == 1) == (line.days == "odd")


def _fleet(line: Line) -> list[Airframe]:
    first = int(line.first_address, 16)
    return [
        Airframe(
            name=f"{line.designator}{line.number}/{i}",
            icao24=f"{first + ADDRESS_STEP * i:06x}",
            registration=f"{line.registration}{i}",
            type=line.type,
            military=line.military,
            operator=line.operator,
        )
        for i in range(line.n_airframes)
    ]


def _round_trip(
    line: Line, airframe: Airframe, day: date, fields: Fields, scenario: Scenario, rng: np.random.Generator
) -> Iterator[PlannedFlight]:
    """Fly out, wait, fly back; the wait starts from a generous guess of the arrival."""
    out = datetime.combine(day, line.departs, UTC) + timedelta(seconds=int(rng.integers(-900, 900)))
    lat, lon = zip(fields.reference(line.home), *line.way, fields.reference(line.away), strict=True)
    length = float(distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:]).sum())
    airborne = timedelta(hours=length / (0.85 * scenario.types[line.type].cruise_kt), minutes=25)
    back = out + airborne + timedelta(minutes=int(rng.integers(40, 75)))
    for take_off_at, origin, destination, way, number in (
        (out, line.home, line.away, line.way, line.number),
        (back, line.away, line.home, line.way[::-1], line.number + 1),
    ):
        yield PlannedFlight(
            airframe=airframe,
            callsign=f"{line.designator}{number}",
            take_off_at=take_off_at,
            origin=origin,
            destination=destination,
            way=way,
            cruise_ft=line.cruise_ft + 1000 * int(rng.integers(-1, 2)),
        )
