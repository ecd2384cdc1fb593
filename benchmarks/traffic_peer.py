"""Beside `traffic` 2.13 on the same real and generated points: speed, and right, wrong or none per end.

What each does, in a sentence:

- ``traffic, infer_airport`` names the aerodrome nearest to the first and last point of every flight, at any
  distance and height: it never answers "none".
- ``traffic, landing any`` names the aerodrome nearest to the lowest point of each descent below 8,000 ft, if
  the flight was lined up with one of its runways for a minute; it says nothing of take-offs.
- ``wheelsdown`` cleans and judges the points, names an end only where ground contact, a runway, or a low
  descent towards one plausible field supports it, and keeps the evidence; its figure holds the whole
  ingest, from packed files to tables on disk, while `traffic`'s starts from a table in memory.

So the speeds are of different work and no multiple of one another is a claim. `traffic` gets our aerodromes
and runways in the place of its downloads (both are OurAirports'), callsigns filled in between messages,
and altitudes on the ground, which readsb does not give.

It does not go with pandas 3, so it runs in an environment of its own, made by the first run with pip
(1.1 GB, in ``.cache/venv-traffic``; remove the folder to be rid of it).

    python -m benchmarks.traffic_peer [--aircraft 60] [--venv DIR]
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks import paris
from benchmarks.benchmark_day import write_day
from benchmarks.end_scores import End, scored
from wheelsdown import pipeline
from wheelsdown.geo.airfields import FIXED_WING_KINDS
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runways
from wheelsdown.sources import find_sources, read_source
from wheelsdown.store import Workspace

#: Pinned: a peer that moves is no measure.
REQUIREMENTS = ("traffic==2.13", "pandas<3")
ENVIRONMENT = Path(__file__).parent.parent / ".cache" / "venv-traffic"
RUN = Path(__file__).with_name("traffic_peer_run.py")
TRACKS = paris.DATA / "tracks"


@dataclass(frozen=True)
class Peer:
    """What `traffic` said: its flights, and CPU seconds by step."""

    flights: list[dict]
    n_points: int
    cpu_s: dict[str, float]

    def rate(self, *steps: str) -> float:
        """Give points per CPU-second of some of the steps."""
        return self.n_points / sum(self.cpu_s[step] for step in steps)

    def nearest_ends(self) -> Iterable[End]:
        """Give what `infer_airport` says."""
        for each in self.flights:
            for kind in ("departure", "arrival"):
                yield End(each["airframe"], kind, each["first_t"], each["last_t"], each[kind])

    def aligned_ends(self) -> Iterable[End]:
        """Give the last approach of each flight that was lined up with a runway."""
        for each in self.flights:
            if each["aligned"]:
                name, start, stop = each["aligned"][-1]
                yield End(each["airframe"], "arrival", start, stop, name)


def environment(folder: Path) -> Path:
    """Give the interpreter of the peer's environment, made with the ordinary pip client if need be."""
    python = folder / "bin" / "python"
    stamp = folder / "installed"
    if not stamp.exists() or stamp.read_text() != " ".join(REQUIREMENTS):
        sys.stderr.write(f"Setting up {folder} for {REQUIREMENTS[0]} (1.1 GB; the first time only) ...\n")
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *REQUIREMENTS], check=True)
        stamp.write_text(" ".join(REQUIREMENTS))
    return python


def ask(python: Path, state_vectors: pl.DataFrame) -> Peer:
    """Run `traffic` over points and give what it found."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _aerodromes().write_parquet(folder / "airports_ourairports.parquet")
        _runways().write_parquet(folder / "runways_ourairports.parquet")
        _points(state_vectors).write_parquet(folder / "points.parquet")
        told = {
            "TRAFFIC_CACHE_PATH": name,
            "TRAFFIC_TQDM_STYLE": "silent",
            "XDG_CONFIG_HOME": name,
            "HOME": name,
            "PATH": os.environ.get("PATH", ""),
        }
        out = folder / "flights.jsonl"
        subprocess.run(
            [str(python), str(RUN), str(folder / "points.parquet"), str(out)], env=told, check=True
        )
        *flights, last = map(json.loads, out.read_text().splitlines())
    return Peer(flights, last["n_points"], last["cpu_s"])


def _aerodromes() -> pl.DataFrame:
    """Give our aerodromes as `traffic` keeps its own: the fields that aeroplanes land on."""
    return (
        load_aerodromes()
        .filter(pl.col("kind").is_in(list(FIXED_WING_KINDS)))
        .select(
            "name",
            pl.lit("").alias("iata"),
            icao="aerodrome",
            latitude="lat_deg",
            longitude="lon_deg",
            country=pl.col("country").fill_null(""),
            altitude=pl.col("elevation_ft").fill_null(0.0),
            type="kind",
        )
    )


def _runways() -> pl.DataFrame:
    """Give our runways as OurAirports names the columns."""
    ends = {
        f"{end}_{long}": pl.col(f"{end}_{short}_udeg") / 1e6
        for end in ("le", "he")
        for long, short in (("latitude_deg", "lat"), ("longitude_deg", "lon"))
    }
    names = {f"{end}_ident": f"{end}_designator" for end in ("le", "he")}
    return load_runways().select(airport_ident="aerodrome", **names, **ends)


def _points(state_vectors: pl.DataFrame) -> pl.DataFrame:
    """Give state vectors as `traffic` names them.

    Callsigns are filled in both ways within stretches of ten minutes' silence at most: `traffic` cuts
    where they change, and one carried over a stop would make a flight of the first points after it.
    """
    table = state_vectors.drop_nulls(["lat_deg", "lon_deg"]).sort("airframe", "at")
    silent = pl.col("at").diff().over("airframe").fill_null(timedelta()) > timedelta(minutes=10)
    table = table.with_columns(stretch=silent.cum_sum().over("airframe"))
    return table.select(
        timestamp="at",
        icao24="airframe",
        callsign=pl.col("callsign").forward_fill().backward_fill().over("airframe", "stretch").fill_null(""),
        latitude="lat_deg",
        longitude="lon_deg",
        altitude=pl.col("altitude_ft").forward_fill().backward_fill().over("airframe", "stretch"),
        groundspeed="groundspeed_kt",
        track=pl.col("track_deg").forward_fill().over("airframe", "stretch"),
        vertical_rate="vertical_rate_fpm",
        onground=pl.col("on_ground").fill_null(value=False),
    )


def points_in(*paths: Path) -> pl.DataFrame:
    """Read raw files as both sides get them."""
    sources, _ = find_sources(list(paths))
    return pl.concat([reading.state_vectors for source in sources for reading in read_source(source)])


def ours(*paths: Path) -> tuple[list[End], float]:
    """Give the ends wheelsdown names in raw files, and the CPU seconds of the whole ingest."""
    with TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "workspace")
        began = time.process_time()
        pipeline.ingest(workspace, list(paths))
        cpu_s = time.process_time() - began
        flights = workspace.table("flights").collect().to_dicts()
    return ends_of(flights), cpu_s


def ends_of(flights: Iterable[dict]) -> list[End]:
    """Give the ends of some of wheelsdown's flights."""
    ends = []
    for each in flights:
        for kind, end, seen in (("departure", "take_off", "first_seen"), ("arrival", "landing", "last_seen")):
            at = (each[end]["at"] or each[seen]["at"]).timestamp()
            ends.append(End(each["airframe"], kind, at, at, each[end]["aerodrome"]))
    return ends


def real_landings(python: Path) -> None:
    """Print the labelled landings of the Paris sample, scored as `benchmarks.paris` scores them."""
    peer = ask(python, points_in(TRACKS / "quickstart.parquet"))
    rows = [*paris.table(), *((rule, *paris_score(ends)) for rule, ends in _rules(peer))]
    sys.stdout.write(f"Real: {sum(rows[0][1:])} labelled landings round Paris\n")
    for rule, right, wrong, none in rows:
        sys.stdout.write(f"  {rule:40} right {right:3}  wrong {wrong:3}  none {none:3}\n")
    _rates(peer)


def paris_score(ends: list[End]) -> tuple[int, int, int]:
    """Count right, wrong and none: the arrival of the same airframe nearest to when the runway was entered."""
    counts = Counter[str]()
    for label in csv.DictReader((paris.DATA / "truth" / "paris_landings.csv").open()):
        at = datetime.fromisoformat(label["crossed_at"]).astimezone(UTC).timestamp()
        own = [end for end in ends if end.airframe == label["icao24"] and end.kind == "arrival"]
        best = min(own, key=lambda end: end.away_s(at), default=None)
        if best is None or best.name is None or best.away_s(at) >= paris.NEAR.total_seconds():
            counts["none"] += 1
        else:
            counts["right" if best.name == label["aerodrome"] else "wrong"] += 1
    return counts["right"], counts["wrong"], counts["none"]


def real_overflights(python: Path) -> None:
    """Print how many ends are named where nothing landed: a day over Switzerland above 30,000 ft."""
    path = TRACKS / "switzerland.parquet"
    peer = ask(python, points_in(path))
    named, cpu_s = ours(path)
    sys.stdout.write("Real: a day over Switzerland above 30,000 ft, where no end may be named\n")
    for rule, ends in (("wheelsdown", named), *_rules(peer)):
        sys.stdout.write(f"  {rule:40} named {sum(end.name is not None for end in ends):5,}\n")
    _rates(peer)
    sys.stdout.write(
        f"  {'wheelsdown, the whole ingest':40} {peer.n_points / cpu_s:10,.0f} points per CPU-second\n"
    )


def generated(python: Path, n_aircraft: int) -> None:
    """Print the same for a generated day, against its truth."""
    with TemporaryDirectory() as folder:
        made = write_day(Path(folder), day=date(2025, 10, 26), n_aircraft=n_aircraft, seed=1)
        peer = ask(python, points_in(*made.archives))
        named, cpu_s = ours(*made.archives)
        sys.stdout.write(f"Generated: {made.n_points:,} points of {made.n_aircraft} airframes\n")
        for rule, ends in (("wheelsdown", named), *_rules(peer)):
            sys.stdout.write(f" {rule}\n{scored(ends, made.legs)}\n")
    _rates(peer)
    sys.stdout.write(
        f"  {'wheelsdown, the whole ingest':40} {made.n_points / cpu_s:10,.0f} points per CPU-second\n"
    )


def _rules(peer: Peer) -> list[tuple[str, list[End]]]:
    return [
        ("traffic, infer_airport", list(peer.nearest_ends())),
        ("traffic, landing any", list(peer.aligned_ends())),
    ]


def _rates(peer: Peer) -> None:
    for name, steps in (
        ("traffic, split alone", ["split"]),
        ("traffic, split and infer_airport", ["split", "infer_airport"]),
        ("traffic, split and landing any", ["split", "landing_any"]),
    ):
        sys.stdout.write(f"  {name:40} {peer.rate(*steps):10,.0f} points per CPU-second\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="wheelsdown beside traffic 2.13.")
    parser.add_argument("--aircraft", type=int, default=60, help="of the generated day")
    parser.add_argument(
        "--venv", type=Path, default=ENVIRONMENT, help="where traffic is, or will be, installed"
    )
    asked = parser.parse_args()
    python = environment(asked.venv)
    real_landings(python)
    real_overflights(python)
    generated(python, asked.aircraft)


if __name__ == "__main__":
    main()
