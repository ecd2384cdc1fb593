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
from typing import Any

import numpy as np
import polars as pl

from wheelsdown.flights.decide import decide, times
from wheelsdown.flights.facts import facts_of
from wheelsdown.flights.tables import flights_table
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, field_grid
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.sources import find_sources, read_source
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.points import Points, points_by_airframe

DATA = Path(__file__).parent.parent / "tests" / "data"
FLOORS_FT = (500, 1_000, 1_500, 3_000, 5_000)


@dataclass(frozen=True)
class Airframe:
    """The states of one airframe, and its points made of them, row by row, and cleaned."""

    states: pl.DataFrame
    points: Points


@dataclass(frozen=True)
class Landing:
    """One landing whose field is known, and when the airframe was down (seconds since 1970)."""

    airframe: Airframe
    field: str
    time: float


@cache
def world() -> tuple[Airfields, FieldGrid]:
    fields = Airfields(load_aerodromes(), load_runway_ends())
    return fields, field_grid(fields)


@cache
def airframes(path: Path) -> dict[str, Airframe]:
    """The states and the cleaned points of every airframe in a file."""
    sources, _ = find_sources([path])
    table = pl.concat([reading.state_vectors for reading in read_source(sources[0])]).sort("airframe", "at")
    states = table.partition_by("airframe", maintain_order=True)
    points = points_by_airframe(table)
    return {name: _airframe(of, clean(its)) for of, (name, its, _) in zip(states, points, strict=True)}


def _airframe(states: pl.DataFrame, points: Points) -> Airframe:
    """Put the cleaned values into the states: what cuts them short must not bring errors back to life."""
    cleaned = {
        "lat_deg": points.lat, "lon_deg": points.lon, "altitude_ft": points.altitude_ft,
        "geometric_altitude_ft": points.geometric_altitude_ft, "groundspeed_kt": points.groundspeed_kt,
    }  # fmt: skip
    columns = (pl.Series(name, values).fill_nan(None) for name, values in cleaned.items())
    return Airframe(states.with_columns(columns), points)


def flown(states: pl.DataFrame) -> list[dict[str, Any]]:
    """The flights in the states of one airframe, in order: ``leg_from`` and how each one ends, ``landing``."""
    fields, grid = world()
    decided = decide(facts_of(states, fields, simulated=False), fields, grid)
    return flights_table(decided).with_columns(leg_from=times(decided.starts)).to_dicts()


def paris() -> Iterator[Landing]:
    """The landings labelled by hand and map, without wheelsdown's rules."""
    known = airframes(DATA / "tracks" / "quickstart.parquet")
    with (DATA / "truth" / "paris_landings.csv").open() as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["crossed_at"]).replace(tzinfo=UTC)
            yield Landing(known[row["icao24"]], row["aerodrome"], at.timestamp())


def observed(*paths: Path) -> Iterator[Landing]:
    """The landings on the ground of other samples, as the whole track shows them."""
    for path in paths:
        for airframe in airframes(path).values():
            for flight in flown(airframe.states):
                end = flight["landing"]
                if end["basis"] == "observed":
                    yield Landing(airframe, end["aerodrome"], end["latest"].timestamp())


def samples() -> dict[str, list[Landing]]:
    """Every real landing the project's data holds."""
    tracks = DATA / "tracks"
    return {
        "paris": list(paris()),
        "savan": list(observed(tracks / "savan.parquet")),
        "calibration": list(observed(*sorted((tracks / "calibration").glob("*.json.gz")))),
        "elal": list(observed(tracks / "elal747.json.gz")),
    }


def cut_short(landing: Landing, floor_ft: float, *, later: bool) -> pl.DataFrame | None:
    """Give the states without those below a height above the field; None where it never was above it."""
    points, (fields, _) = landing.airframe.points, world()
    height = points.level_ft - fields.elevation_ft[fields.ids.index(landing.field)]
    above = np.flatnonzero((points.time < landing.time) & (height > floor_ft) & points.placed)
    if len(above) == 0:
        return None
    last = int(above[-1])
    kept = np.arange(len(points)) <= last
    if later:
        again = np.flatnonzero((points.time > landing.time) & (height > floor_ft) & points.placed)
        kept |= np.arange(len(points)) >= (again[0] if len(again) else len(points))
    return landing.airframe.states.filter(pl.Series(kept))


def answer(landing: Landing, floor_ft: float, *, later: bool) -> tuple[str, str] | None:
    """Give basis and verdict (right, wrong, none) for one landing cut short."""
    states = cut_short(landing, floor_ft, later=later)
    if states is None:
        return None
    before = [each for each in flown(states) if each["leg_from"].timestamp() <= landing.time]
    end = before[-1]["landing"]
    if end["aerodrome"] is None:
        return end["basis"], "none"
    return end["basis"], "right" if end["aerodrome"] == landing.field else "wrong"


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
