"""The honest peer: daily archives to flights and visits with gzip, orjson, numpy and scipy, written by hand.

What a good analyst would write without a compiler: standard tarfile and gzip, the fastest JSON parser of
Python, columns as arrays, and no loop over points but the one that makes the columns. Two amounts of work:

- ``flights``: eight columns, flights and visits. Less than the bulk pass does, so in the peer's favour.
- ``whole``: also what else the bulk pass gives later stages: hashes of the members, the geometric altitude
  and the callsign, NIC and NACp of the details, runs of cells, and reception near fifty watched places by
  height and hour. Still no cleaning, no integrity tests, no carrying forward, no fallback for bad rows.

Definition: cut where an airframe is silent for 30 minutes; a flight lies between two spells on the ground,
or the ends of the track; a spell needs two points with the ground flag. An end on the ground is at the
nearest airfield; an end in the air is at the nearest airfield within 8 km if it is below 3,000 ft above it,
else unknown. A visit is a landing and the airframe's next take-off from the same airfield.

    python -m benchmarks.gzip_orjson_numpy ARCHIVE.tar... [--truth truth/legs.jsonl]
"""

import argparse
import gzip
import hashlib
import re
import sys
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from benchmarks.end_scores import named_ends, scored
from wheelsdown.reference.aerodromes import load_aerodromes

SILENCE_S = 1_800.0
AWAY_KM, ABOVE_FT = 8.0, 3_000.0
#: Reception is counted this near to a watched place: 60 NM.
WATCHED_KM = 111.12
EARTH_KM = 6371.0088
#: Points worked on at a time.
BATCH = 400_000
_NAME = re.compile(r".*/trace_full_(~?[0-9a-f]{6})\.json")
#: Kinds of field an aeroplane lands on; the peer is told, or it would name heliports.
_KINDS = ("large_airport", "medium_airport", "small_airport")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Points:
    """Columns of some airframes' points, sorted by airframe and time."""

    airframe: NDArray[np.int64]
    t: Floats
    lat: Floats
    lon: Floats
    altitude_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    rate_fpm: Floats
    ground: NDArray[np.bool_]
    #: What only the whole work reads, by name.
    more: dict[str, np.ndarray] = field(default_factory=dict)


def read(archives: list[Path], *, whole: bool) -> Iterator[tuple[list[str], Points]]:
    """Give the points of the archives in batches of whole airframes, all days of an airframe together."""
    with ExitStack() as stack:
        members: dict[str, list[tuple[tarfile.TarFile, tarfile.TarInfo]]] = defaultdict(list)
        for path in archives:
            tar = stack.enter_context(tarfile.open(path))
            for info in tar:
                if found := _NAME.fullmatch(info.name):
                    members[found[1]].append((tar, info))
        names: list[str] = []
        columns: list[dict[str, np.ndarray]] = []
        n_points = 0
        for airframe, parts in members.items():
            for tar, info in parts:
                content = tar.extractfile(info).read()
                trace = orjson.loads(gzip.decompress(content))
                columns.append(_columns(trace, len(names)) | (_more(trace, content) if whole else {}))
                n_points += len(columns[-1]["t"])
            names.append(airframe)
            if n_points >= BATCH:
                yield names, _sorted(columns)
                names, columns, n_points = [], [], 0
        if names:
            yield names, _sorted(columns)


def _columns(trace: dict, airframe: int) -> dict[str, np.ndarray]:
    dt, lat, lon, altitude, speed, track, _, rate = list(zip(*trace["trace"], strict=True))[:8]
    return {
        "airframe": np.full(len(dt), airframe),
        "t": trace["timestamp"] + np.array(dt, dtype=np.float64),
        "lat": np.array(lat, dtype=np.float64),
        "lon": np.array(lon, dtype=np.float64),
        "altitude_ft": np.array([None if feet == "ground" else feet for feet in altitude], dtype=np.float64),
        "speed_kt": np.array(speed, dtype=np.float64),
        "track_deg": np.array(track, dtype=np.float64),
        "rate_fpm": np.array(rate, dtype=np.float64),
        "ground": np.array([feet == "ground" for feet in altitude], dtype=bool),
    }


def _more(trace: dict, content: bytes) -> dict[str, np.ndarray]:
    """Give what only the whole work reads."""
    rows = trace["trace"]
    details = [row[8] or {} for row in rows]
    return {
        "geometric_ft": np.array([row[10] for row in rows], dtype=np.float64),
        "callsign": np.array([each.get("flight", "") for each in details], dtype="U8"),
        "nic": np.array([each.get("nic", -1) for each in details], dtype=np.int16),
        "nac_p": np.array([each.get("nac_p", -1) for each in details], dtype=np.int16),
        "sha256": np.full(len(rows), np.void(hashlib.sha256(content).digest())),
    }


def _sorted(columns: list[dict[str, np.ndarray]]) -> Points:
    joined = {name: np.concatenate([part[name] for part in columns]) for name in columns[0]}
    order = np.lexsort((joined["t"], joined["airframe"]))
    ordered = {name: column[order] for name, column in joined.items()}
    core = {each.name: ordered.pop(each.name) for each in fields(Points) if each.name != "more"}
    return Points(**core, more=ordered)


@dataclass(frozen=True)
class Field:
    """The airfields of the world, searched by a tree over points of the unit sphere."""

    ids: np.ndarray
    elevation_ft: Floats
    tree: cKDTree

    @classmethod
    def world(cls) -> "Field":
        table = load_aerodromes().filter(pl.col("kind").is_in(_KINDS))
        elevation = table["elevation_ft"].fill_null(0.0).to_numpy()
        tree = cKDTree(_unit(table["lat_deg"].to_numpy(), table["lon_deg"].to_numpy()))
        return cls(table["aerodrome"].to_numpy(), elevation, tree)

    def at(self, points: Points, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the airfield at each of some points, -1 where there is none."""
        chord, field = self.tree.query(_unit(points.lat[rows], points.lon[rows]))
        away = 2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0, 1))
        above = points.altitude_ft[rows] - self.elevation_ft[field]
        near = (away <= AWAY_KM) & (points.ground[rows] | (above < ABOVE_FT))
        return np.where(near, field, -1)


def _unit(lat: Floats, lon: Floats) -> Floats:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)


def flights(points: Points, world: Field) -> dict[str, np.ndarray]:
    """Give the flights of a batch: airframe, first and last time, and the airfield at either end."""
    new_track = np.r_[True, (np.diff(points.airframe) != 0) | (np.diff(points.t) > SILENCE_S)]
    ground = points.ground
    alone = np.r_[False, ~ground[:-1]] & np.r_[~ground[1:], False] & ground  # one flag alone is a glitch
    ground = ground & ~alone
    lands = np.r_[False, ground[1:] & ~ground[:-1]] & ~new_track
    leaves = np.r_[False, ~ground[1:] & ground[:-1]] & ~new_track
    starts = np.flatnonzero((new_track & ~ground) | leaves)
    first = np.where(leaves[starts], starts - 1, starts)
    ends = np.flatnonzero((np.r_[new_track[1:], True] & ~ground) | np.r_[lands[1:], False])
    touched = np.r_[lands, False][ends + 1]
    last = np.where(touched, ends + 1, ends)
    return {
        "airframe": points.airframe[starts],
        "first_t": points.t[first],
        "last_t": points.t[last],
        "n_points": last - first + 1,
        "departure": world.at(points, first),
        "arrival": world.at(points, last),
    }


def visits(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Give each landing with the next take-off from the same airfield, or with none (NaN)."""
    arrival, n = found["arrival"], len(found["arrival"])
    following = np.minimum(np.arange(n) + 1, n - 1)
    same = (np.diff(found["airframe"], append=-1) == 0) & (found["departure"][following] == arrival)
    rows = np.flatnonzero(arrival >= 0)
    left = np.where(same, found["first_t"][following], np.nan)
    return {
        "airframe": found["airframe"][rows],
        "aerodrome": arrival[rows],
        "arrived_t": found["last_t"][rows],
        "left_t": left[rows],
    }


def cell_runs(points: Points) -> dict[str, np.ndarray]:
    """Give runs of consecutive points of an airframe in one cell of a quarter degree, on one day."""
    cell = np.floor((points.lat + 90) * 4) * 1440 + np.floor((points.lon + 180) * 4)
    keys = (points.airframe, cell, points.t // 86_400)
    changed = np.any([np.diff(key) != 0 for key in keys], axis=0) | (np.diff(points.t) > SILENCE_S)
    first = np.flatnonzero(np.r_[True, changed])
    return {
        "airframe": points.airframe[first],
        "cell": cell[first],
        "first_t": points.t[first],
        "n_points": np.diff(np.r_[first, len(cell)]),
        "min_altitude_ft": np.fmin.reduceat(points.altitude_ft, first),
    }


def reception(points: Points) -> dict[tuple[int, int, int], tuple[int, int]]:
    """Give the points and airframes received near each watched place, by height in thousands and hour."""
    found = {}
    band = np.where(points.ground, -2, np.nan_to_num(np.floor(points.altitude_ft / 1000), nan=-1))
    for place, (lat, lon) in enumerate(_watched()):
        rows = np.flatnonzero(np.abs(points.lat - lat) * 111.2 <= WATCHED_KM)
        half = np.sin(np.radians(points.lat[rows] - lat) / 2) ** 2
        half += (
            np.cos(np.radians(lat))
            * np.cos(np.radians(points.lat[rows]))
            * np.sin(np.radians(points.lon[rows] - lon) / 2) ** 2
        )
        rows = rows[2 * EARTH_KM * np.arcsin(np.sqrt(half)) <= WATCHED_KM]
        keys = np.stack([band[rows], points.t[rows] // 3_600], axis=1)
        bins, which, n_points = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
        pairs = np.unique(np.stack([which, points.airframe[rows]], axis=1), axis=0)
        n_airframes = np.bincount(pairs[:, 0], minlength=len(bins))
        for (height, hour), n, m in zip(bins.tolist(), n_points.tolist(), n_airframes.tolist(), strict=True):
            found[place, int(height), int(hour)] = n, m
    return found


@cache
def _watched() -> list[tuple[float, float]]:
    """Give fifty places to watch: large aerodromes all over the alphabet."""
    large = load_aerodromes().filter(pl.col("kind") == "large_airport")
    return large.gather_every(9).head(50).select("lat_deg", "lon_deg").rows()


@dataclass(frozen=True)
class Run:
    """What one run over archives gave, and what it cost."""

    n_points: int
    n_visits: int
    flights: pl.DataFrame
    cpu_s: float

    @property
    def rate(self) -> float:
        """Points per CPU-second."""
        return self.n_points / self.cpu_s


def run(archives: list[Path], *, whole: bool = False) -> Run:
    """Turn archives into flights and visits, or do the whole work; reading reference tables is not counted."""
    world, _ = Field.world(), _watched()
    n_points = n_visits = 0
    tables = []
    began = time.process_time()
    for names, points in read(archives, whole=whole):
        found = flights(points, world)
        n_points += len(points.t)
        n_visits += len(visits(found)["arrived_t"])
        tables.append({**found, "airframe": np.array(names)[found["airframe"]]})
        if whole:
            cell_runs(points)
            reception(points)
    cpu_s = time.process_time() - began
    joined = {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}
    ids = np.append(world.ids, None)
    named = {key: pl.Series(ids[joined[key]].tolist(), dtype=pl.String) for key in ("departure", "arrival")}
    return Run(n_points, n_visits, pl.DataFrame({**joined, **named}), cpu_s)


def main() -> None:
    parser = argparse.ArgumentParser(description="Archives to flights with gzip, orjson and numpy.")
    parser.add_argument("archives", type=Path, nargs="+")
    parser.add_argument("--truth", type=Path)
    asked = parser.parse_args()
    out = sys.stdout.write
    for work in ("flights", "whole"):
        result = run(asked.archives, whole=work == "whole")
        out(
            f"gzip + orjson + numpy, {work}: {result.n_points:,} points, {len(result.flights):,} flights, "
            f"{result.n_visits:,} visits, {result.cpu_s:.1f} CPU-s, {result.rate:,.0f} points per CPU-second\n"
        )
    if asked.truth:
        out(f"{scored(named_ends(result.flights), asked.truth)}\n")


if __name__ == "__main__":
    main()
