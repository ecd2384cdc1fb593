"""Realistic tracks with defects injected: what compiled and plain definitions are compared on.

A track is a plain flight (or a stand, or a cruise) sampled anew, moved anywhere on the globe and rounded
as sources round, with none to four defects of the kinds named in ``DEFECTS`` written over it.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from track_builder import Track

from wheelsdown.geo.great_circle import destination
from wheelsdown.sources import find_sources, read_source
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.points import Points, points_by_airframe

Random = np.random.Generator


@cache
def plain_flights() -> tuple[Points, ...]:
    """Invented flights without a defect, at the steps of several sources."""
    whole = [
        Track(step_s=step, flag=flag).parked(4).take_off("XQAA").fly_to("XQCC").land("XQCC")
        for step, flag in ((5.0, True), (10.0, None), (28.0, True))
    ]
    parts = [
        Track(step_s=1.0).place(35.0, 36.0, 30_000.0).level(8, 420.0),
        Track(step_s=1.0).land("XQBB", taxi_min=2),
        Track(step_s=4.0).place(34.0, 36.0, 36_000.0).level(25, 480.0).slope(9_000.0, 380.0, 2_500.0),
        Track(step_s=5.0).place(34.0, 36.0, 20_000.0, 200.0).level(20, 130.0),
        Track(step_s=60.0).place(30.0, 36.0, 38_000.0, 300.0).level(300, 470.0),
    ]
    return tuple(track.points() for track in whole + parts)


def seeded_tracks(seed: int, n_tracks: int) -> Iterator[Points]:
    """Tracks with up to four defects each; the same for the same seed."""
    random = np.random.default_rng(seed)
    for _ in range(n_tracks):
        points = sampled(plain_flights()[random.integers(len(plain_flights()))], random)
        for inject in random.choice(np.array(DEFECTS), size=random.integers(0, 5)):
            inject(points, random)
        yield points


def real_tracks(path: Path) -> Iterator[Points]:
    """Every track of a sample of real data."""
    (source,), _ = find_sources([path])
    table = pl.concat([reading.state_vectors for reading in read_source(source)])
    for _, points, _ in points_by_airframe(table.sort("airframe", "at")):
        for track in cut(points):
            yield copied(points[track])


def copied(points: Points) -> Points:
    return Points(*(np.ascontiguousarray(getattr(points, field.name)).copy() for field in fields(Points)))


def sampled(points: Points, random: Random) -> Points:
    """A stretch of a track, some of its points lost, elsewhere on the globe, rounded as sources round."""
    start = int(random.integers(0, max(1, len(points) - 60)))
    part = points[start : start + int(random.integers(1, 500))]
    part = copied(part[random.random(len(part)) > random.choice([0.0, 0.1, 0.5])])
    part.time += np.round(random.uniform(-0.4, 0.4, len(part)), 2) * random.integers(0, 2)
    part.time = np.round(part.time, 2)
    part.lat = np.round(part.lat + random.choice([0.0, -34.5, -70.0, 10.0, 52.0]), int(random.integers(4, 7)))
    part.lon = (part.lon + random.choice([0.0, 144.0, -216.0, -100.0]) + 180) % 360 - 180
    part.lon = np.round(part.lon, int(random.integers(4, 7)))
    noise = random.choice([0.0, 0.5, 3.0])
    part.groundspeed_kt = np.round(np.abs(part.groundspeed_kt + random.normal(0, noise, len(part))), 1)
    part.track_deg = np.round((part.track_deg + random.normal(0, noise, len(part))) % 360, 1)
    part.altitude_ft = np.round(part.altitude_ft / 25) * 25
    part.geometric_altitude_ft = part.altitude_ft + random.choice([np.nan, 0.0, 350.0])
    accuracy = (part.nac_p, part.nic, part.adsb_version)
    for column, value in zip(accuracy, random.choice([[-1, -1, -1], [9, 8, 2], [8, 7, 0]]), strict=True):
        column[:] = value
    if random.random() < 0.3:  # every other point without position, as in some sources
        without(part, slice(1, None, 2))
    return part


def without(points: Points, where: slice) -> None:
    points.lat[where] = points.lon[where] = np.nan


def stretch(points: Points, random: Random, longest: int = 40) -> slice:
    start = int(random.integers(0, max(1, len(points))))
    return slice(start, start + int(random.integers(1, longest + 1)))


def altitudes(points: Points, random: Random) -> np.ndarray:
    return points.altitude_ft if random.random() < 0.7 else points.geometric_altitude_ft


def altitude_spikes(points: Points, random: Random) -> None:
    column = altitudes(points, random)
    for _ in range(random.integers(1, 6)):
        column[stretch(points, random, 3)] = random.choice([-5_000.0, 0.0, 3_000.0, 39_000.0, 126_700.0])


def nested_glitches(points: Points, random: Random) -> None:
    column, where = altitudes(points, random), stretch(points, random)
    middle = slice(where.start + 3, where.start + 6)
    shift = random.choice([1_000.0, 8_000.0, -12_000.0])
    column[where] += shift
    column[middle] += 2 * shift
    column[where.start + 4 : where.start + 5] -= 4 * shift


def altitude_held(points: Points, random: Random) -> None:
    where = stretch(points, random)
    points.altitude_ft[where] = points.altitude_ft[where][:1] if len(points.time[where]) else 0.0


def displace(points: Points, where: slice, random: Random, nm: float) -> None:
    bearing = random.uniform(0, 360)
    points.lat[where], points.lon[where] = destination(points.lat[where], points.lon[where], bearing, nm)


def wrong_positions(points: Points, random: Random) -> None:
    for _ in range(random.integers(1, 4)):
        displace(points, stretch(points, random, 12), random, random.choice([0.5, 3.0, 30.0, 300.0, 5_000.0]))


def nested_positions(points: Points, random: Random) -> None:
    where = stretch(points, random)
    displace(points, where, random, 40.0)
    displace(points, slice(where.start + 2, where.start + 5), random, 200.0)


def mirrored(points: Points, random: Random) -> None:
    column = random.choice(2)
    values = (points.lat, points.lon)[column]
    values[stretch(points, random, 5)] *= -1


def repeated_positions(points: Points, random: Random) -> None:
    for _ in range(random.integers(1, 4)):
        where = stretch(points, random, 20)
        for column in (points.lat, points.lon):
            column[where] = column[where][:1] if len(column[where]) else np.nan


def carried_velocity(points: Points, random: Random) -> None:
    where = stretch(points, random, 120)
    points.groundspeed_kt[where] = random.choice([60.0, 130.0, 250.0, 480.0])
    points.track_deg[where] = random.choice([np.nan, 90.0])
    if random.random() < 0.7:  # the aircraft taxis
        shown = points.lat[where], points.lon[where]
        n = len(shown[0])
        if n:
            points.lat[where] = np.round(shown[0][:1] + np.arange(n) * 1e-5, 6)
            points.lon[where] = shown[1][:1]


def jump_and_return(points: Points, random: Random) -> None:
    displace(points, stretch(points, random, 120), random, random.uniform(2, 150))


def lone_jump(points: Points, random: Random) -> None:
    displace(points, slice(stretch(points, random).start, None), random, random.uniform(2, 400))


def frozen(points: Points, random: Random) -> None:
    """All at once over another field, and nearly still, at cruising speed or hanging in the air."""
    where = slice(stretch(points, random).start, None)
    n = len(points.lat[where])
    points.lat[where] = np.round(33.82 + random.normal(0, 2e-4, n), 6)
    points.lon[where] = np.round(35.49 + random.normal(0, 2e-4, n), 6)
    points.groundspeed_kt[where] = random.choice([300.0, 101.0, 40.0])
    if random.random() < 0.5:
        points.groundspeed_kt[where][:: random.integers(2, 5)] = np.nan


def slow_high_up(points: Points, random: Random) -> None:
    where = stretch(points, random, 60)
    points.groundspeed_kt[where] = random.choice([139.0, 100.0, 40.0])
    points.altitude_ft[where] = random.choice([36_000.0, 18_100.0, 9_000.0])


def turned_away(points: Points, random: Random) -> None:
    """Velocities that do not agree with the positions."""
    where = stretch(points, random, 120)
    points.track_deg[where] = (points.track_deg[where] + random.uniform(30, 180)) % 360


def accuracy_lost(points: Points, random: Random) -> None:
    points.adsb_version[:] = random.choice([2, 1, 0, -1])
    points.nac_p[:], points.nic[:] = 9, 8
    for _ in range(random.integers(1, 4)):
        where = stretch(points, random, 8)
        points.nac_p[where], points.nic[where] = random.choice([[0, 0], [2, 8], [9, 0], [-1, -1], [3, 7]])


def not_received(points: Points, random: Random) -> None:
    where = stretch(points, random)
    names = ("altitude_ft", "geometric_altitude_ft", "groundspeed_kt", "track_deg", "position")
    name = random.choice(names)
    if name == "position":
        without(points, where)
    else:
        getattr(points, name)[where] = np.nan


def never_received(points: Points, random: Random) -> None:
    getattr(points, random.choice(["altitude_ft", "groundspeed_kt", "track_deg"]))[:] = np.nan


def impossible_speeds(points: Points, random: Random) -> None:
    points.groundspeed_kt[stretch(points, random, 5)] = random.choice([-1.0, 1_201.0, 2_000.0, 1_200.0])


def equal_times(points: Points, random: Random) -> None:
    where = stretch(points, random, 4)
    points.time[where] = points.time[where][:1] if len(points.time[where]) else 0.0


def silence(points: Points, random: Random) -> None:
    points.time[stretch(points, random).start :] += random.uniform(60, 1_500)


def ground_words(points: Points, random: Random) -> None:
    points.ground[stretch(points, random)] = random.choice([-1, 0, 1])


def across_the_pole(points: Points, random: Random) -> None:
    """Up one meridian, over the pole, and down the other side, with a shift by a quarter now and then."""
    n = len(points)
    along = 89.0 + np.arange(n) * 2.0 / max(n, 1)
    points.lat[:] = np.where(along > 90, 180 - along, along)
    points.lon[:] = np.where(along > 90, -144.0, 36.0)
    points.lon[stretch(points, random)] += random.choice([0.0, 60.0])


DEFECTS: list[Callable[[Points, Random], None]] = [
    altitude_spikes, nested_glitches, altitude_held, wrong_positions, nested_positions, mirrored,
    repeated_positions, carried_velocity, jump_and_return, lone_jump, frozen, slow_high_up, turned_away,
    accuracy_lost, not_received, never_received, impossible_speeds, equal_times, silence, ground_words,
    across_the_pole,
]  # fmt: skip
