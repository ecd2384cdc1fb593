"""Fly invented aircraft over invented fields, one known defect at a time.

The fields (all in open country, nothing else near):

    XQAA  35.0 N 36.0 E, 100 ft, runway 09/27, 2 NM long
    XQBB  3 NM south of it, 100 ft, runway 09/27, 1.5 NM: a neighbour with a parallel runway
    XQCC  36.0 N 39.0 E, 1,000 ft, runway 18/36: some 160 NM away
    XQHI  33.0 N 36.0 E, 6,000 ft, runway 09/27: high up
    XQSM  34.0 N 37.5 E, 300 ft, a strip without any known runway
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import bearing_deg, destination, distance_nm
from wheelsdown.schemas import Aerodrome, RunwayEnd, StateVector
from wheelsdown.tracks.points import Points, points_by_airframe

EPOCH = datetime(2025, 10, 26, 10, tzinfo=UTC)
FEET_PER_NM_ON_THE_PATH = 318.0

#: name, lat, lon, elevation, runway headings (one direction each), length in NM.
FIELDS: dict[str, tuple[float, float, float, int | None, float]] = {
    "XQAA": (35.0, 36.0, 100.0, 90, 2.0),
    "XQBB": (34.95, 36.0, 100.0, 90, 1.5),
    "XQCC": (36.0, 39.0, 1_000.0, 180, 1.6),
    "XQHI": (33.0, 36.0, 6_000.0, 90, 2.0),
    "XQSM": (34.0, 37.5, 300.0, None, 0.0),
}


def aerodrome_table(**kinds: str) -> pl.DataFrame:
    rows = [
        {"aerodrome": name, "name": name, "kind": kinds.get(name, "medium_airport"), "lat_deg": lat,
         "lon_deg": lon, "elevation_ft": elevation, "country": "XQ", "region": f"XQ-{name[2:]}"}
        for name, (lat, lon, elevation, _, _) in FIELDS.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=Aerodrome.create_empty().schema)


def runway_table(**changes: Any) -> pl.DataFrame:
    rows = [
        runway(name, heading + turn, length) | changes
        for name, (_, _, _, heading, length) in FIELDS.items()
        if heading is not None
        for turn in (0, 180)
    ]
    return pl.DataFrame(rows, schema=RunwayEnd.create_empty().schema)


def runway(name: str, heading: int, length_nm: float) -> dict[str, Any]:
    """One runway direction, centred on the reference point of its field."""
    lat, lon, elevation, _, _ = FIELDS[name]
    (lat1, lon1), (lat2, lon2) = (destination(lat, lon, heading + turn, length_nm / 2) for turn in (180, 0))
    return {
        "aerodrome": name, "runway": f"{heading // 10:02d}", "surveyed": True, "closed": False,
        "threshold_lat_deg": float(lat1), "threshold_lon_deg": float(lon1), "end_lat_deg": float(lat2),
        "end_lon_deg": float(lon2), "heading_deg": float(heading), "length_ft": length_nm * 6076.12,
        "elevation_ft": elevation,
    }  # fmt: skip


def world() -> Airfields:
    return Airfields(aerodrome_table(), runway_table())


@dataclass
class Track:
    """The states of one airframe, written leg by leg; every method goes on from the last state."""

    airframe: str = "a00001"
    step_s: float = 5.0
    #: What the transponder says on the ground and in the air; None: it has no such word.
    flag: bool | None = True
    #: What altitudes read too high that day (low pressure: positive).
    pressure_ft: float = 0.0
    at: datetime = EPOCH
    lat: float = 35.0
    lon: float = 36.0
    altitude: float = 100.0
    kt: float = 0.0
    heading: float = 90.0
    callsign: str | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)

    def place(self, lat: float, lon: float, altitude: float, heading: float = 90.0) -> "Track":
        """Be somewhere else from now on, unseen."""
        self.lat, self.lon, self.altitude, self.heading = lat, lon, altitude, heading
        return self

    def beside(self, name: str, bearing: float, distance: float, altitude: float) -> "Track":
        """Be some miles away from a field, heading away from it."""
        lat, lon = destination(FIELDS[name][0], FIELDS[name][1], bearing, distance)
        return self.place(float(lat), float(lon), altitude, bearing)

    def silence(self, minutes: float) -> "Track":
        self.at += timedelta(minutes=minutes)
        return self

    def send(self, *, ground: bool = False, rate: float = 0.0, **changes: Any) -> "Track":
        """Write one state as it is now, and let a step of time pass."""
        self.rows.append(
            {
                "airframe": self.airframe, "at": self.at, "lat_deg": self.lat, "lon_deg": self.lon,
                "altitude_ft": self.altitude + self.pressure_ft, "groundspeed_kt": self.kt,
                "track_deg": self.heading % 360, "vertical_rate_fpm": rate, "callsign": self.callsign,
                "on_ground": None if self.flag is None else ground,
            } | changes
        )  # fmt: skip
        self.at += timedelta(seconds=self.step_s)
        return self

    def parked(self, minutes: float) -> "Track":
        self.kt = 0.0
        for _ in range(max(1, round(minutes * 60 / self.step_s))):
            self.send(ground=True)
        return self

    def level(self, minutes: float, kt: float, altitude: float | None = None) -> "Track":
        """Fly straight on at one height."""
        self.kt, self.altitude = kt, self.altitude if altitude is None else altitude
        for _ in range(max(1, round(minutes * 60 / self.step_s))):
            self.send().move(self.step_s)
        return self

    def slope(self, to_ft: float, kt: float, fpm: float) -> "Track":
        """Climb or sink straight on until a height; the state at that height is sent too."""
        self.kt = kt
        rate = fpm if to_ft > self.altitude else -fpm
        while (to_ft - self.altitude) * rate > 0:
            self.send(rate=rate).move(self.step_s)
            self.altitude += rate * self.step_s / 60
        self.altitude = to_ft
        return self.send(rate=rate).move(self.step_s)

    def approach(
        self,
        name: str,
        *,
        heading: int | None = None,
        from_nm: float = 12.0,
        to_ft: float = 0.0,
        kt: float = 140.0,
    ) -> "Track":
        """Come down a 3 degree path to the runway of a field, and stop at a height above the field."""
        threshold, elevation, way = self._runway(name, heading)
        self.heading, self.kt = way, kt
        distance = from_nm
        while (height := distance * FEET_PER_NM_ON_THE_PATH + 50) >= max(to_ft, 50):
            lat, lon = destination(*threshold, (way + 180) % 360, distance)
            self.place(float(lat), float(lon), elevation + height, way)
            self.send(rate=-FEET_PER_NM_ON_THE_PATH * kt / 60)
            distance -= kt * self.step_s / 3600
            if distance < -0.05:
                break
        return self

    def land(
        self, name: str, *, heading: int | None = None, from_nm: float = 12.0, taxi_min: float = 3.0
    ) -> "Track":
        """Approach, roll out on the runway, and stand at its end."""
        self.approach(name, heading=heading, from_nm=from_nm)
        threshold, elevation, way = self._runway(name, heading)
        self.place(float(threshold[0]), float(threshold[1]), elevation, way)
        for kt in (130.0, 110.0, 85.0, 60.0, 35.0, 20.0):
            self.kt = kt
            self.send(ground=True).move(self.step_s)
        return self.parked(taxi_min)

    def take_off(
        self, name: str, *, heading: int | None = None, to_ft: float = 5_000.0, from_ft: float = 0.0
    ) -> "Track":
        """Roll along the runway of a field and climb straight out; only what is above a height is sent."""
        threshold, elevation, way = self._runway(name, heading)
        self.place(float(threshold[0]), float(threshold[1]), elevation, way)
        for kt in (20.0, 60.0, 95.0, 120.0, 140.0):
            self.kt = kt
            self._sent_if(seen=from_ft == 0.0, ground=True).move(self.step_s)
        while self.altitude - elevation < to_ft:
            self.kt = min(self.kt + 2, 250)
            self.altitude += 1_800 * self.step_s / 60
            self._sent_if(seen=self.altitude - elevation >= from_ft, rate=1_800).move(self.step_s)
        return self

    def fly_to(
        self, name: str, *, heading: int | None = None, kt: float = 420.0, altitude: float = 33_000.0
    ) -> "Track":
        """Climb on, cruise straight, and sink to where an approach of 12 NM begins."""
        threshold, elevation, way = self._runway(name, heading)
        gate = destination(*threshold, (way + 180) % 360, 12.0)
        self.kt, top = kt, elevation + 12 * FEET_PER_NM_ON_THE_PATH
        step = kt * self.step_s / 3600
        while (left := float(distance_nm(self.lat, self.lon, *gate))) > step:
            self.heading = float(bearing_deg(self.lat, self.lon, *gate))
            ceiling = min(altitude, top + left * FEET_PER_NM_ON_THE_PATH)
            climb = min(2_000 * self.step_s / 60, ceiling - self.altitude)
            self.altitude += climb
            self.send(rate=climb * 60 / self.step_s).move(self.step_s)
        return self

    def _runway(self, name: str, heading: int | None) -> tuple[tuple[float, float], float, float]:
        lat, lon, elevation, way, length = FIELDS[name]
        way = way if heading is None else heading
        assert way is not None
        threshold = destination(lat, lon, way + 180, length / 2)
        return (float(threshold[0]), float(threshold[1])), elevation, float(way)

    def _sent_if(self, *, seen: bool, **state: Any) -> "Track":
        return self.send(**state) if seen else self.silence(self.step_s / 60)

    def move(self, seconds: float) -> "Track":
        """Be where speed and heading lead in some seconds; no time passes."""
        lat, lon = destination(self.lat, self.lon, self.heading, self.kt * seconds / 3600)
        self.lat, self.lon = float(lat), float(lon)
        return self

    def frame(self, *, sha256: str = "0" * 64) -> pl.DataFrame:
        """All states as ``schemas.StateVector``."""
        return states(self.rows, sha256=sha256)

    def points(self) -> Points:
        _, points, _ = next(points_by_airframe(self.frame()))
        return points

    def write(self, path: Path) -> Path:
        """All states as a file of the `traffic` library."""
        return write_traffic(path, self.rows)


_TRAFFIC = {
    "airframe": "icao24", "at": "timestamp", "lat_deg": "latitude", "lon_deg": "longitude",
    "altitude_ft": "altitude", "groundspeed_kt": "groundspeed", "track_deg": "track",
    "vertical_rate_fpm": "vertical_rate", "callsign": "callsign", "on_ground": "onground",
}  # fmt: skip


def states(rows: Iterable[dict[str, Any]], *, sha256: str = "0" * 64) -> pl.DataFrame:
    """Rows as ``schemas.StateVector``, sorted; what a row does not say is null."""
    schema = StateVector.create_empty().schema
    constant = {"stale": False, "new_leg": False, "estimated": False, "simulated": False, "sha256": sha256}
    full = [dict.fromkeys(schema) | constant | {"row": i} | row for i, row in enumerate(rows)]
    return pl.DataFrame(full, schema=schema, orient="row").sort("airframe", "at", "row")


def write_traffic(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    table = pl.DataFrame(
        [{_TRAFFIC[name]: value for name, value in row.items() if name in _TRAFFIC} for row in rows],
        infer_schema_length=None,
    )
    table.write_parquet(path)
    return path
