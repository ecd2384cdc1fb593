"""Tracks around real aerodromes, flown by dice: what compiled and plain facts of a track are compared on.

Each track is one of ``FAMILIES``, from or to a random field of the world, with the habits of some source:
its step, its word for the ground, what it never sends, how it rounds, what it loses.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import destination
from wheelsdown.tracks.points import Points

Random = np.random.Generator

FEET_PER_NM = 318.0


@dataclass
class Aircraft:
    """Where an aircraft is and how it moves, and the states it has sent."""

    random: Random
    fields: Airfields
    step_s: float
    time: float = 1.76e9
    lat: float = 0.0
    lon: float = 0.0
    altitude: float = 0.0
    kt: float = 0.0
    course: float = 0.0
    rows: list[tuple[float, ...]] = field(default_factory=list)

    def send(self, *, ground: bool, rate: float = 0.0) -> None:
        """Write down one state, and move on by one step of time."""
        self.rows.append(
            (self.time, self.lat, self.lon, self.altitude, self.kt, self.course, rate, float(ground))
        )
        self.time += self.step_s
        self.altitude += rate * self.step_s / 60
        lat, lon = destination(self.lat, self.lon, self.course, self.kt * self.step_s / 3600)
        self.lat, self.lon = float(lat), float(lon)

    def at(self, place: int, way: int | None, miles_before: float = 0.0) -> None:
        """Be on, or in line with, a runway of a field; without one at its reference point."""
        ways = self.fields.runways
        lat, lon, self.course = self.fields.lat[place], self.fields.lon[place], self.random.uniform(0, 360)
        if way is not None:
            lat, lon, self.course = ways.threshold_lat[way], ways.threshold_lon[way], ways.heading[way]
        lat, lon = destination(lat, lon, self.course + 180, miles_before)
        self.lat, self.lon, self.course = float(lat), float(lon), float(self.course)
        self.altitude = float(self.fields.elevation_ft[place]) + miles_before * FEET_PER_NM

    def stand(self, minutes: float) -> None:
        self.kt = 0.0
        for _ in range(max(1, round(minutes * 60 / self.step_s))):
            self.send(ground=True)

    def taxi(self, minutes: float) -> None:
        for _ in range(max(1, round(minutes * 60 / self.step_s))):
            self.kt = self.random.uniform(3, 30)
            self.course += self.random.normal(0, 25)
            self.send(ground=True)

    def take_off(self, to_ft: float, kt: float) -> None:
        """Roll along the course and climb straight out."""
        ground = self.altitude
        for share in np.linspace(0.1, 0.9, max(1, round(25 / self.step_s))):
            self.kt = 150.0 * float(share)
            self.send(ground=True)
        while self.altitude < ground + to_ft:
            self.kt = min(self.kt + 2 * self.step_s, kt)
            self.send(ground=False, rate=self.random.uniform(1_200, 2_600))

    def fly(self, minutes: float, kt: float, rate: float = 0.0) -> None:
        self.kt = kt
        for _ in range(max(1, round(minutes * 60 / self.step_s))):
            self.send(ground=False, rate=rate)

    def approach(self, place: int, way: int | None, from_nm: float, to_nm: float = 0.0) -> None:
        """Come down a 3 degree path in line with the runway."""
        self.at(place, way, from_nm)
        self.kt = self.random.uniform(90, 160)
        miles = from_nm
        while miles > to_nm:
            self.send(ground=False, rate=-FEET_PER_NM * self.kt / 60)
            miles -= self.kt * self.step_s / 3600

    def land(self, place: int, way: int | None, from_nm: float) -> None:
        self.approach(place, way, from_nm)
        self.at(place, way)
        for share in np.linspace(0.8, 0.1, max(1, round(35 / self.step_s))):
            self.kt = 150.0 * float(share)
            self.send(ground=True)


@dataclass(frozen=True)
class Place:
    """A field, one of its runways if it has any, and the dice."""

    number: int
    way: int | None
    random: Random

    def minutes(self, low: float, high: float) -> float:
        return float(self.random.uniform(low, high))


def departure(aircraft: Aircraft, place: Place) -> None:
    aircraft.at(place.number, place.way)
    aircraft.stand(place.minutes(0, 4))
    aircraft.take_off(place.minutes(300, 6_000), place.minutes(120, 300))
    aircraft.fly(place.minutes(0, 10), place.minutes(100, 480), place.minutes(0, 1_500))


def arrival(aircraft: Aircraft, place: Place) -> None:
    aircraft.land(place.number, place.way, place.minutes(1, 14))
    aircraft.taxi(place.minutes(0.2, 6))


def lost_on_approach(aircraft: Aircraft, place: Place) -> None:
    aircraft.approach(place.number, place.way, place.minutes(3, 14), place.minutes(0, 1.2))


def turn_round(aircraft: Aircraft, place: Place) -> None:
    arrival(aircraft, place)
    if place.random.random() < 0.6:
        aircraft.time += 60 * place.minutes(1, 29)
    else:
        aircraft.stand(place.minutes(1, 12))
    aircraft.at(place.number, place.way)
    aircraft.take_off(place.minutes(500, 4_000), 200.0)
    aircraft.fly(place.minutes(0, 6), 300.0, 1_000.0)


def hidden_stop(aircraft: Aircraft, place: Place) -> None:
    """Lost low on the approach, and seen again low beside the field."""
    aircraft.approach(place.number, place.way, place.minutes(3, 9), place.minutes(0.3, 3))
    aircraft.time += 60 * place.minutes(1, 29)
    aircraft.at(place.number, place.way)
    aircraft.altitude += place.minutes(200, 3_500)
    aircraft.fly(place.minutes(1, 6), place.minutes(90, 200), 1_200.0)


def circuits(aircraft: Aircraft, place: Place) -> None:
    """Touch and go, again and again; of some only the words of the ground are seen."""
    for _ in range(place.random.integers(1, 4)):
        aircraft.land(place.number, place.way, place.minutes(0.5, 4))
        aircraft.kt = place.minutes(60, 130)
        aircraft.take_off(place.minutes(200, 1_500), 140.0)
        aircraft.fly(place.minutes(0, 2), 140.0)


def go_around(aircraft: Aircraft, place: Place) -> None:
    aircraft.approach(place.number, place.way, place.minutes(3, 9), place.minutes(0, 1))
    aircraft.fly(place.minutes(0.1, 5), 160.0, 1_500.0)


def on_the_apron(aircraft: Aircraft, place: Place) -> None:
    aircraft.at(place.number, place.way)
    aircraft.taxi(place.minutes(0.2, 10))
    if place.random.random() < 0.5:
        aircraft.stand(place.minutes(0.2, 10))


def helicopter(aircraft: Aircraft, place: Place) -> None:
    aircraft.at(place.number, place.way)
    aircraft.stand(place.minutes(0, 3))
    for _ in range(3):
        aircraft.fly(place.minutes(0.2, 2), place.minutes(0, 70), place.minutes(-300, 700))
    aircraft.taxi(place.minutes(0.2, 3))


def cruise(aircraft: Aircraft, place: Place) -> None:
    aircraft.at(place.number, place.way)
    aircraft.altitude += place.minutes(200, 38_000)
    aircraft.fly(place.minutes(0.2, 25), place.minutes(100, 480), place.minutes(-200, 200))


FAMILIES: list[Callable[[Aircraft, Place], None]] = [
    departure, arrival, lost_on_approach, turn_round, hidden_stop, circuits, go_around, on_the_apron,
    helicopter, cruise,
]  # fmt: skip


def flown_tracks(seed: int, n_tracks: int, fields: Airfields) -> Iterator[Points]:
    """Tracks of every family, with a source's habits; the same for the same seed."""
    random = np.random.default_rng(seed)
    contested = crowded_fields(fields)
    for i in range(n_tracks):
        number = int(random.choice(contested) if i % 3 == 0 else random.integers(len(fields.ids)))
        ways = fields.runways_of(number)
        way = int(random.integers(ways.start, ways.stop)) if ways.stop > ways.start else None
        aircraft = Aircraft(random, fields, float(random.choice([1.0, 2.5, 5.0, 9.0, 20.0])))
        FAMILIES[i % len(FAMILIES)](aircraft, Place(number, way, random))
        yield as_received(np.array(aircraft.rows).T, random)


def crowded_fields(fields: Airfields) -> np.ndarray:
    """Fields with another one near by."""
    chosen = range(0, len(fields.ids), 40)
    return np.array([f for f in chosen if len(fields.near(fields.lat[f], fields.lon[f], 4.5)[0]) > 1])


def as_received(rows: np.ndarray, random: Random) -> Points:
    """Give states as a source would: rounded, thinned, with what it never sends left out."""
    kept = random.random(rows.shape[1]) >= random.choice([0.0, 0.0, 0.3, 0.8])
    kept[random.integers(rows.shape[1])] = True
    time, lat, lon, altitude, kt, course, rate, ground = rows[:, kept]
    pressure = random.choice([0.0, 0.0, random.normal(0, 400)])
    digits = int(random.integers(3, 7))
    n = len(time)
    points = Points(
        time=time.copy(), lat=np.round(lat, digits), lon=np.round((lon + 180) % 360 - 180, digits),
        altitude_ft=np.round((altitude + pressure) / 25) * 25, geometric_altitude_ft=altitude + 80.0,
        groundspeed_kt=np.round(kt, 1), track_deg=np.round(course % 360, 1),
        vertical_rate_fpm=np.round(rate / 64) * 64, ground=ground.astype(np.int8),
        **{name: np.full(n, -1, dtype=np.int16) for name in ("nac_p", "nic", "adsb_version")},
        callsign=np.full(n, -1), source=np.zeros(n, dtype=np.int64), row=np.arange(n),
    )  # fmt: skip
    for habit in random.choice(np.array(HABITS), size=random.integers(0, 4)):
        habit(points, random)
    return points


def some(points: Points, random: Random) -> np.ndarray:
    """Choose points: all, a share of them, or a stretch."""
    n = len(points)
    start = random.integers(n)
    stretch = (np.arange(n) >= start) & (np.arange(n) < start + random.integers(1, 40))
    return (np.ones(n, dtype=bool), random.random(n) < random.uniform(0, 1), stretch)[random.integers(3)]


def never_says_ground(points: Points, random: Random) -> None:
    points.ground[:] = -1


def seldom_says_ground(points: Points, random: Random) -> None:
    points.ground[some(points, random)] = -1


def ground_is_altitude_zero(points: Points, random: Random) -> None:
    points.altitude_ft[points.ground == 1] = 0.0


def no_altitude_on_ground(points: Points, random: Random) -> None:
    points.altitude_ft[points.ground == 1] = points.geometric_altitude_ft[points.ground == 1] = np.nan


def wrong_flag(points: Points, random: Random) -> None:
    points.ground[some(points, random)] = random.choice([0, 1])


def not_received(points: Points, random: Random) -> None:
    names = ["altitude_ft", "geometric_altitude_ft", "groundspeed_kt", "track_deg", "vertical_rate_fpm"]
    for name in random.choice(names, size=random.integers(1, 4)):
        getattr(points, name)[some(points, random)] = np.nan


def no_position(points: Points, random: Random) -> None:
    where = some(points, random)
    points.lat[where] = points.lon[where] = np.nan


def never_fast(points: Points, random: Random) -> None:
    points.groundspeed_kt[:] = np.minimum(points.groundspeed_kt, 60.0)


HABITS: list[Callable[[Points, Random], None]] = [
    never_says_ground, never_says_ground, seldom_says_ground, ground_is_altitude_zero,
    no_altitude_on_ground, wrong_flag, not_received, not_received, no_position, never_fast,
]  # fmt: skip
