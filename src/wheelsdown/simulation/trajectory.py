"""Where an aircraft truly is at every moment of a planned flight, from stand to stand."""

from dataclasses import dataclass

import numpy as np

from wheelsdown.geo.great_circle import Floats, bearing_deg, distance_nm
from wheelsdown.simulation import path
from wheelsdown.simulation.fields import Fields, Strip
from wheelsdown.simulation.path import Ends
from wheelsdown.simulation.profile import (
    TAXI_KT,
    TOUCHDOWN_NM,
    Profile,
    fly,
    landing_roll,
    take_off_roll,
)
from wheelsdown.simulation.scenario import Scenario
from wheelsdown.simulation.schedule import PlannedFlight, stream

__all__ = ["Trajectory", "trajectory"]

#: A low pass levels off this high above the field.
PASS_FT = 250.0


@dataclass(frozen=True)
class Trajectory:
    """The truth of one flight: arrays over points of the way, and what happened when.

    ``t`` is seconds since 1970 in UTC, ``height_ft`` above sea level, ``above_ft`` above the field
    left or approached.
    """

    t: Floats
    lat: Floats
    lon: Floats
    height_ft: Floats
    above_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    on_ground: np.ndarray
    take_off: Strip
    landing: Strip
    take_off_t: float
    landing_t: float
    low_pass_t: float | None


@dataclass(frozen=True)
class _Piece:
    """A stretch of the way."""

    lat: Floats
    lon: Floats
    height: Floats
    speed: Floats
    above: Floats
    on_ground: np.ndarray


def trajectory(planned: PlannedFlight, scenario: Scenario, fields: Fields, seed: int) -> Trajectory:
    """Fly a planned flight from stand to stand, perhaps with a low pass on the way."""
    rng = stream(seed, "trajectory", planned.flight)
    profile = Profile(
        aircraft=scenario.types[planned.airframe.type],
        cruise_ft=planned.cruise_ft,
        strength=float(rng.uniform(0.88, 1.12)),
        wind_kt=float(rng.normal(0, 20)),
        platform_nm=float(rng.uniform(0, 6)),
        platform_ft=float(rng.uniform(1800, 3200)),
    )
    codes = [planned.origin, *([planned.low_pass_at] if planned.low_pass_at else []), planned.destination]
    ways = [planned.way, planned.way_after]
    ends = _ends(codes, planned, fields, seed, rng)
    pieces = [_taxi_out(ends[0])]
    for number in range(len(ends) - 1):
        pass_from, pass_to = number > 0, number < len(ends) - 2
        pieces.append(_air(profile, ends[number], ends[number + 1], ways[number], pass_from, pass_to))
    pieces.append(_after_threshold(profile, ends[-1]))
    return _joined(pieces, ends, planned)


def _ends(
    codes: list[str], planned: PlannedFlight, fields: Fields, seed: int, rng: np.random.Generator
) -> list[Ends]:
    """Choose the runway direction of the day at every field, and how it is used."""
    places = np.array([fields.reference(code) for code in codes])
    legs = distance_nm(places[:-1, 0], places[:-1, 1], places[1:, 0], places[1:, 1])
    local = min(path.LOCAL_NM, 0.4 * float(legs.min()))
    day = planned.take_off_at.date().isoformat()
    chosen = []
    for code in codes:
        direction = int(stream(seed, "wind", day, code).integers(2))
        chosen.append(
            Ends(
                strip=fields.runway(code)[direction],
                side=1 - 2 * direction,
                final_nm=float(rng.uniform(9.6, 13.0)),
                local_nm=local,
            )
        )
    return chosen


def _taxi_out(ends: Ends) -> _Piece:
    lat, lon = path.taxi_out(ends)
    n = len(lat) - 1
    ground = np.full(n, ends.strip.elevation_ft)
    return _Piece(lat[:-1], lon[:-1], ground, np.full(n, TAXI_KT), np.zeros(n), np.ones(n, dtype=bool))


def _air(
    profile: Profile,
    start: Ends,
    end: Ends,
    way: tuple[tuple[float, float], ...],
    pass_from: bool,
    pass_to: bool,
) -> _Piece:
    """Fly from the start of one runway to the threshold of another, rolling or passing at either end."""
    a, b = start.strip, end.strip
    first = way[0] if way else (b.lat, b.lon)
    last = way[-1] if way else (a.lat, a.lon)
    out = path.departure(start, *first)
    home = path.approach(end, *last)
    middle = path.en_route([(out[0][-1], out[1][-1]), *way, (home[0][0], home[1][0])])
    lat, lon = (np.concatenate([out[i], middle[i][1:-1], home[i]]) for i in (0, 1))
    s = np.concatenate([[0.0], np.cumsum(distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:]))])
    lift_off, rolling = take_off_roll(profile, s, a.length_nm)
    height, speed = fly(
        profile,
        s,
        lift_off_nm=a.length_nm if pass_from else lift_off,
        from_ft=(a.elevation_ft, PASS_FT if pass_from else 0.0),
        to_ft=(b.elevation_ft, PASS_FT if pass_to else 0.0),
    )
    on_ground = (s < lift_off) & (not pass_from)
    speed = np.where(on_ground, rolling, speed)
    above = height - np.where(s < s[-1] / 2, a.elevation_ft, b.elevation_ft)
    keep = slice(None, -1)
    return _Piece(lat[keep], lon[keep], height[keep], speed[keep], above[keep], on_ground[keep])


def _after_threshold(profile: Profile, ends: Ends) -> _Piece:
    """Touch down, roll out, leave the runway, taxi to the stand."""
    leave, _ = landing_roll(profile, np.zeros(1), ends.strip.length_nm)
    lat, lon = path.taxi_in(ends, leave)
    s = np.concatenate([[0.0], np.cumsum(distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:]))])
    _, speed = landing_roll(profile, s, ends.strip.length_nm)
    above = np.maximum(50.0 * (1 - s / TOUCHDOWN_NM), 0.0)
    return _Piece(lat, lon, ends.strip.elevation_ft + above, speed, above, above == 0.0)


def _joined(pieces: list[_Piece], ends: list[Ends], planned: PlannedFlight) -> Trajectory:
    """Put the pieces end to end and run the clock so that the wheels lift at the planned time."""
    lat, lon, height, speed, above, on_ground = (
        np.concatenate([getattr(piece, name) for piece in pieces])
        for name in ("lat", "lon", "height", "speed", "above", "on_ground")
    )
    step = distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:])
    t = np.concatenate([[0.0], np.cumsum(7200.0 * step / (speed[:-1] + speed[1:]))])
    lift_off = int(np.argmin(on_ground))
    touch_down = len(t) - 1 - int(np.argmin(on_ground[::-1])) + 1
    t += planned.take_off_at.timestamp() - t[lift_off]
    moved = np.flatnonzero(step > 0)
    bearing = bearing_deg(lat[moved], lon[moved], lat[moved + 1], lon[moved + 1])
    track = np.interp(np.arange(len(t)), moved, np.degrees(np.unwrap(np.radians(bearing))))
    passed = len(pieces[0].lat) + len(pieces[1].lat) if len(ends) == 3 else None
    return Trajectory(
        t=t,
        lat=lat,
        lon=lon,
        height_ft=height,
        above_ft=above,
        speed_kt=speed,
        track_deg=track,
        on_ground=on_ground,
        take_off=ends[0].strip,
        landing=ends[-1].strip,
        take_off_t=float(t[lift_off]),
        landing_t=float(t[touch_down]),
        low_pass_t=None if passed is None else float(t[passed]),
    )
