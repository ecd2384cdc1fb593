"""What an aircraft says about itself: rounded, by barometer and by satellite, and wrongly when spoofed."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from wheelsdown.geo.great_circle import Floats, destination, distance_nm
from wheelsdown.simulation.reception import horizon_ft
from wheelsdown.simulation.sampling import Samples
from wheelsdown.simulation.scenario import Spoofing
from wheelsdown.simulation.schedule import PlannedFlight, stream
from wheelsdown.units import KNOTS_PER_METRE_PER_SECOND

__all__ = ["Report", "report", "weather"]

#: Height of the geoid above the ellipsoid in the eastern Mediterranean, rounded (EGM96: 20 to 28 m).
GEOID_FT = 75.0

#: Feet per hectopascal near sea level.
FT_PER_HPA = 27.3

#: Standard gravity, metres per second squared.
GRAVITY_MS2 = 9.80665

#: Above this the pressure setting is 1013.25 hPa in full.
TRANSITION_FT = 18000.0


@dataclass(frozen=True)
class Report:
    """The rows one flight sends, as readsb would keep them; arrays in order of time."""

    t: Floats
    lat: Floats
    lon: Floats
    altitude_ft: Floats
    geometric_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    vertical_fpm: Floats
    ias_kt: Floats
    roll_deg: Floats
    on_ground: np.ndarray
    stale: np.ndarray
    spoofed: np.ndarray
    #: The true place, for the truth files only.
    true_lat: Floats
    true_lon: Floats
    true_height_ft: Floats

    def only(self, mask: np.ndarray) -> "Report":
        """Keep the rows of a mask."""
        return Report(**{name: values[mask] for name, values in vars(self).items()})


def weather(seed: int, day: date) -> tuple[float, float]:
    """Give the sea-level pressure in hPa, and by which part true height exceeds pressure height."""
    rng = stream(seed, "weather", day.isoformat())
    return float(np.clip(rng.normal(1013.0, 4.0), 1000.0, 1028.0)), float(rng.uniform(0.0, 0.04))


def report(samples: Samples, planned: PlannedFlight, spoofing: tuple[Spoofing, ...], seed: int) -> Report:
    """Turn the true state into what is sent."""
    pressure, warmth = weather(seed, planned.take_off_at.date())
    height = samples.height_ft
    setting = (1013.25 - pressure) * FT_PER_HPA * np.clip(1 - height / TRANSITION_FT, 0.0, 1.0)
    geometric = height * (1 + warmth) + GEOID_FT
    speed, lat, lon = samples.speed_kt.copy(), samples.lat.copy(), samples.lon.copy()
    track = samples.track_deg.copy()
    spoofed = np.zeros(len(lat), dtype=bool)
    for number, episode in enumerate(spoofing):
        rng = stream(seed, "spoofing", str(number), planned.flight)
        taken = _taken_in(samples, planned, episode, rng)
        if taken.any():
            spoofed |= taken
            lat[taken], lon[taken], speed[taken], track[taken] = _false_place(samples.t[taken], episode, rng)
            geometric[taken] = episode.altitude_ft + GEOID_FT + rng.normal(0, 40, int(taken.sum()))
    density = np.clip(1 - height * 6.876e-6, 0.1, 1.0) ** 4.256  # ICAO standard atmosphere
    pull = np.radians(samples.turn_deg_s) * samples.speed_kt / KNOTS_PER_METRE_PER_SECOND / GRAVITY_MS2
    return Report(
        t=samples.t,
        lat=np.round(lat, 6),
        lon=np.round(lon, 6),
        altitude_ft=25.0 * np.round((height + setting) / 25.0),
        geometric_ft=25.0 * np.round(geometric / 25.0),
        speed_kt=np.round(speed, 1),
        track_deg=np.round(track, 1) % 360.0,
        vertical_fpm=64.0 * np.round(samples.vertical_fpm / 64.0),
        ias_kt=np.round(samples.speed_kt * np.sqrt(density)),
        roll_deg=np.asarray(np.round(np.degrees(np.arctan(pull)), 1), dtype=np.float64),
        on_ground=samples.on_ground,
        stale=np.diff(samples.t, prepend=samples.t[:1]) > 120.0,
        spoofed=spoofed,
        true_lat=samples.lat,
        true_lon=samples.lon,
        true_height_ft=height,
    )


def _taken_in(
    samples: Samples, planned: PlannedFlight, episode: Spoofing, rng: np.random.Generator
) -> np.ndarray:
    """Tell which rows carry the false position: in the air, in sight and reach, during the episode."""
    if rng.random() >= episode.share and planned.airframe.name not in episode.always:
        return np.zeros(len(samples.t), dtype=bool)
    during = (samples.t >= episode.start.timestamp()) & (samples.t < episode.end.timestamp())
    away = distance_nm(episode.centre_lat_deg, episode.centre_lon_deg, samples.lat, samples.lon)
    over = distance_nm(episode.lat_deg, episode.lon_deg, samples.lat, samples.lon)
    in_sight = samples.height_ft > horizon_ft(over, episode.mast_ft)
    return np.asarray(during & (away < episode.reach_nm) & in_sight & ~samples.on_ground)


def _false_place(
    t: Floats, episode: Spoofing, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the false latitude, longitude, ground speed and track: a slow drift about one spot."""
    phase = t / 400.0 + rng.uniform(0, 2 * np.pi)
    around = np.degrees(phase) % 360.0
    lat, lon = destination(episode.lat_deg, episode.lon_deg, around, 0.3 + rng.normal(0, 0.02, len(t)))
    return lat, lon, np.abs(rng.normal(4, 3, len(t))), (around + 90.0) % 360.0
