"""Cut real landings short and ask again: how often is the field named, and is it the right one?

A landing that was seen to the ground is known. Its track is cut where it last came down through a
height above the field, as if reception had ended there; with ``next`` the airframe's later points stay
(from the first one above the same height on: what a receiver with that horizon would have heard), with
``alone`` nothing does. The answer is right, wrong, or none. A wrong name counts double, so to speak: no
``observed`` end may be wrong, and of the ``bounded`` ones 2 % at most.

    python -m benchmarks.truncated_landings
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from wheelsdown.flights.assemble import history
from wheelsdown.geo.airfields import Airfields
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.sources import find_sources, read_source
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.points import Points, points_by_airframe

DATA = Path(__file__).parent.parent / "tests" / "data"
FLOORS_FT = (500, 1_000, 1_500, 3_000, 5_000)


@dataclass(frozen=True)
class Landing:
    """One landing whose field is known: the cleaned points of its airframe, and when it was down."""

    points: Points
    field: str
    time: float


@cache
def world() -> Airfields:
    return Airfields(load_aerodromes(), load_runway_ends())


@cache
def airframes(path: Path) -> dict[str, Points]:
    """The cleaned points of every airframe in a file."""
    sources, _ = find_sources([path])
    table = pl.concat([reading.state_vectors for reading in read_source(sources[0])]).sort("airframe", "at")
    return {name: clean(points) for name, points, _ in points_by_airframe(table)}


def paris() -> Iterator[Landing]:
    """The landings labelled by hand and map, without wheelsdown's rules."""
    points = airframes(DATA / "tracks" / "quickstart.parquet")
    with (DATA / "truth" / "paris_landings.csv").open() as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["crossed_at"]).replace(tzinfo=UTC)
            yield Landing(points[row["icao24"]], row["aerodrome"], at.timestamp())


def observed(*paths: Path) -> Iterator[Landing]:
    """The landings on the ground of other samples, as the whole track shows them."""
    for path in paths:
        for points in airframes(path).values():
            for flight in history(points, world()).flights:
                end = flight.landing
                if end.field is not None and end.basis == "observed":
                    yield Landing(points, world().ids[end.field], end.latest or float(points.time[end.last]))


def samples() -> dict[str, list[Landing]]:
    """Every real landing the project's data holds."""
    tracks = DATA / "tracks"
    return {
        "paris": list(paris()),
        "savan": list(observed(tracks / "savan.parquet")),
        "calibration": list(observed(*sorted((tracks / "calibration").glob("*.json.gz")))),
        "elal": list(observed(tracks / "elal747.json.gz")),
    }


def cut_short(landing: Landing, floor_ft: float, *, later: bool) -> Points | None:
    """Give the points without those below a height above the field; None where it never was above it."""
    points, fields = landing.points, world()
    height = points.level_ft - fields.elevation_ft[fields.ids.index(landing.field)]
    above = np.flatnonzero((points.time < landing.time) & (height > floor_ft) & points.placed)
    if len(above) == 0:
        return None
    last = int(above[-1])
    kept = np.arange(len(points)) <= last
    if later:
        again = np.flatnonzero((points.time > landing.time) & (height > floor_ft) & points.placed)
        kept |= np.arange(len(points)) >= (again[0] if len(again) else len(points))
    return points[kept]


def answer(landing: Landing, floor_ft: float, *, later: bool) -> tuple[str, str] | None:
    """Give basis and verdict (right, wrong, none) for one landing cut short."""
    points = cut_short(landing, floor_ft, later=later)
    if points is None:
        return None
    flights = history(points, world()).flights
    before = [flight for flight in flights if points.time[flight.start] <= landing.time]
    end = before[-1].landing
    if end.field is None:
        return str(end.basis), "none"
    return str(end.basis), "right" if world().ids[end.field] == landing.field else "wrong"


def tally(landings: Iterable[Landing], floor_ft: float, *, later: bool) -> Counter[tuple[str, str]]:
    """Count the answers for some landings cut at one height."""
    answers = (answer(landing, floor_ft, later=later) for landing in landings)
    return Counter(found for found in answers if found)


COLUMNS = [
    ("observed", "right"),
    ("observed", "wrong"),
    ("bounded", "right"),
    ("bounded", "wrong"),
    ("unknown", "none"),
]


def main() -> None:
    out = sys.stdout.write
    out(
        f"{'sample':12} {'seen':6} {'floor ft':>8} "
        + " ".join(f"{f'{b} {v}':>15}" for b, v in COLUMNS)
        + "\n"
    )
    for name, landings in samples().items():
        for later in (False, True):
            for floor in FLOORS_FT:
                found = tally(landings, floor, later=later)
                counts = " ".join(f"{found[column]:15}" for column in COLUMNS)
                out(f"{name:12} {'next' if later else 'alone':6} {floor:8,} {counts}\n")


if __name__ == "__main__":
    main()
