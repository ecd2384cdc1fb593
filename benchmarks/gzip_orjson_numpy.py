"""The honest peer: daily archives to flights and visits with gzip, orjson, numpy and scipy, written by hand.

What a good analyst would write without a compiler: standard tarfile and gzip, the fastest JSON parser of
Python, columns as arrays, and no loop over points but the one that makes the columns. It does less than
the bulk pass (no integrity counters, no reception, no cells, eight columns and not fifteen, no fallback,
no evidence kept), all of which is in its favour.

Definition: cut where an airframe is silent for 30 minutes; a flight lies between two spells on the ground,
or the ends of the track; a spell needs two points with the ground flag. An end on the ground is at the
nearest airfield; an end in the air is at the nearest airfield within 8 km if it is below 3,000 ft above it,
else unknown. A visit is a landing and the airframe's next take-off from the same airfield.

    python -m benchmarks.gzip_orjson_numpy ARCHIVE.tar... [--truth truth/legs.jsonl]
"""

import argparse
import gzip
import re
import sys
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
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


def read(archives: list[Path]) -> Iterator[tuple[list[str], Points]]:
    """Give the points of the archives in batches of whole airframes, all days of an airframe together."""
    with ExitStack() as stack:
        members: dict[str, list[tuple[tarfile.TarFile, tarfile.TarInfo]]] = defaultdict(list)
        for path in archives:
            tar = stack.enter_context(tarfile.open(path))
            for info in tar:
                if found := _NAME.fullmatch(info.name):
                    members[found[1]].append((tar, info))
        names: list[str] = []
        columns: list[tuple[np.ndarray, ...]] = []
        n_points = 0
        for airframe, parts in members.items():
            for tar, info in parts:
                columns.append(
                    _columns(orjson.loads(gzip.decompress(tar.extractfile(info).read())), len(names))
                )
                n_points += len(columns[-1][0])
            names.append(airframe)
            if n_points >= BATCH:
                yield names, _sorted(columns)
                names, columns, n_points = [], [], 0
        if names:
            yield names, _sorted(columns)


def _columns(trace: dict, airframe: int) -> tuple[np.ndarray, ...]:
    points = trace["trace"]
    dt, lat, lon, altitude, speed, track, _, rate = list(zip(*points, strict=True))[:8]
    ground = np.array([value == "ground" for value in altitude], dtype=bool)
    feet = np.array([None if value == "ground" else value for value in altitude], dtype=np.float64)
    numbers = [np.array(column, dtype=np.float64) for column in (lat, lon, speed, track, rate)]
    t = trace["timestamp"] + np.array(dt, dtype=np.float64)
    return np.full(len(t), airframe), t, numbers[0], numbers[1], feet, *numbers[2:], ground


def _sorted(columns: list[tuple[np.ndarray, ...]]) -> Points:
    joined = [np.concatenate(parts) for parts in zip(*columns, strict=True)]
    order = np.lexsort((joined[1], joined[0]))
    return Points(*(column[order] for column in joined))


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


def flights(points: Points, fields: Field) -> dict[str, np.ndarray]:
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
        "departure": fields.at(points, first),
        "arrival": fields.at(points, last),
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


@dataclass(frozen=True)
class Run:
    """What one run over archives gave, and what it cost."""

    n_points: int
    n_visits: int
    flights: pl.DataFrame
    cpu_s: float


def run(archives: list[Path]) -> Run:
    """Turn archives into flights and visits; reading the reference table is not counted."""
    fields = Field.world()
    n_points = n_visits = 0
    tables = []
    began = time.process_time()
    for names, points in read(archives):
        found = flights(points, fields)
        n_points += len(points.t)
        n_visits += len(visits(found)["arrived_t"])
        tables.append({**found, "airframe": np.array(names)[found["airframe"]]})
    cpu_s = time.process_time() - began
    joined = {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}
    ids = np.append(fields.ids, None)
    named = {key: pl.Series(ids[joined[key]].tolist(), dtype=pl.String) for key in ("departure", "arrival")}
    return Run(n_points, n_visits, pl.DataFrame({**joined, **named}), cpu_s)


def main() -> None:
    parser = argparse.ArgumentParser(description="Archives to flights with gzip, orjson and numpy.")
    parser.add_argument("archives", type=Path, nargs="+")
    parser.add_argument("--truth", type=Path)
    asked = parser.parse_args()
    result = run(asked.archives)
    out = sys.stdout.write
    out(
        f"gzip + orjson + numpy: {result.n_points:,} points, {len(result.flights):,} flights, "
        f"{result.n_visits:,} visits, {result.cpu_s:.1f} CPU-s, "
        f"{result.n_points / result.cpu_s:,.0f} points per CPU-second\n"
    )
    if asked.truth:
        out(f"{scored(named_ends(result.flights), asked.truth)}\n")


if __name__ == "__main__":
    main()
