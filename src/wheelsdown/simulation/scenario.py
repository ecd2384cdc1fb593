"""What a scenario holds: airframes, lines, rotations, receivers, bad days; read from a TOML file."""

import tomllib
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any

import msgspec

from wheelsdown.errors import UnknownReference

__all__ = [
    "SCENARIOS",
    "AircraftType",
    "Airframe",
    "Leg",
    "Line",
    "Receiver",
    "Rotation",
    "Scenario",
    "Shadow",
    "Spoofing",
    "load_scenario",
]

#: Scenario name -> file beside this module.
SCENARIOS = {"latakia-2025": "latakia_2025.toml"}

Point = tuple[float, float]


class AircraftType(msgspec.Struct, frozen=True):
    """How a type flies: round figures of its size class."""

    description: str
    climb_fpm: float
    cruise_kt: float
    approach_kt: float
    rotate_kt: float
    roll_nm: float
    category: str
    adsb_version: int


class Shadow(msgspec.Struct, frozen=True):
    """Terrain that hides from one receiver what flies below a height inside a box."""

    west_deg: float
    east_deg: float
    south_deg: float
    north_deg: float
    below_ft: float


class Receiver(msgspec.Struct, frozen=True):
    """A ground station: where it stands, how high its antenna is, how often it works."""

    name: str
    lat_deg: float
    lon_deg: float
    antenna_ft: float
    elevation_ft: float
    #: Share of days on which it works; days come in runs.
    on: float
    shadow: Shadow | None = None
    on_from_to: tuple[tuple[datetime, datetime], ...] = ()
    off_from_to: tuple[tuple[datetime, datetime], ...] = ()


class Airframe(msgspec.Struct, frozen=True):
    """One invented aircraft."""

    name: str
    icao24: str
    registration: str
    type: str
    military: bool = True
    operator: str | None = None


class Leg(msgspec.Struct, frozen=True, array_like=True):
    """One flight of a rotation; it may pass low over a field on the way and land elsewhere."""

    take_off_at: datetime
    origin: str
    destination: str
    way: str
    low_pass_at: str | None = None
    way_after: str = "direct"


class Rotation(msgspec.Struct, frozen=True):
    """A chain of flights of one watched airframe."""

    airframe: str
    callsign: str
    legs: tuple[Leg, ...]
    note: str | None = None
    #: False: the transponder answers, but no position is ever sent.
    positions: bool = True


class Line(msgspec.Struct, frozen=True):
    """A background line, flown out and back by a small fleet of its own."""

    designator: str
    number: int
    home: str
    away: str
    departs: time
    type: str
    cruise_ft: float
    #: daily, odd or even (days of the year).
    days: str
    first_address: str
    registration: str
    n_airframes: int
    operator: str
    way: tuple[Point, ...] = ()
    military: bool = False


class Spoofing(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """A transmitter that makes aircraft in reach report a false position."""

    start: datetime
    end: datetime
    lat_deg: float
    lon_deg: float
    altitude_ft: float
    centre_lat_deg: float
    centre_lon_deg: float
    reach_nm: float
    #: How high the transmitter stands; who is below its radio horizon keeps the true position.
    mast_ft: float
    #: Share of the flights in reach that are taken in.
    share: float
    always: tuple[str, ...] = ()


class Scenario(msgspec.Struct, frozen=True):
    """A whole story; ``end`` is the first day after the last."""

    name: str
    start: date
    end: date
    place: str
    truth: str
    missing_days: tuple[date, ...]
    half_days: tuple[date, ...]
    split_days: tuple[date, ...]
    types: dict[str, AircraftType]
    receivers: tuple[Receiver, ...]
    ways: dict[str, tuple[Point, ...]]
    lines: tuple[Line, ...]
    airframes: tuple[Airframe, ...]
    rotations: tuple[Rotation, ...]
    spoofing: tuple[Spoofing, ...]


def load_scenario(name: str) -> Scenario:
    """Read a scenario by name.

    Raises
    ------
    UnknownReference
        No scenario has that name; the message lists those there are.
    """
    if name not in SCENARIOS:
        known = ", ".join(sorted(SCENARIOS))
        raise UnknownReference(
            f"there is no scenario '{name}'; there is: {known}", asked=name, nearest=sorted(SCENARIOS)
        )
    text = files("wheelsdown.simulation").joinpath(SCENARIOS[name]).read_text(encoding="utf-8")
    content: dict[str, Any] = tomllib.loads(text)
    return msgspec.convert(content, Scenario)
