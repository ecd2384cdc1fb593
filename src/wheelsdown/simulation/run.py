"""Play a scenario and write its archive, day by day, with the truth beside it."""

import json
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from wheelsdown.clock import rfc3339
from wheelsdown.errors import WheelsdownError, WorkspaceError
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.simulation.archive import FOLDERS, Heard, trace_bytes, write_day
from wheelsdown.simulation.fields import Fields
from wheelsdown.simulation.reception import Reception
from wheelsdown.simulation.sampling import sample
from wheelsdown.simulation.scenario import Scenario, load_scenario
from wheelsdown.simulation.schedule import PlannedFlight, plan_flights, stream
from wheelsdown.simulation.trajectory import trajectory
from wheelsdown.simulation.transponder import report
from wheelsdown.simulation.truth import FlightTruth, flight_line, visit_lines, write_lines

__all__ = ["SimulationOutcome", "simulate"]

#: Tracks this close to the watched place are counted in the manifest.
NEAR_PLACE_NM = 60.0

#: The file that marks a folder as simulated.
MARKER = "SIMULATED.json"

#: No planned flight lasts longer, from the first row to the last.
LONGEST_FLIGHT = timedelta(hours=14)


@dataclass(frozen=True)
class SimulationOutcome:
    """What a run wrote."""

    scenario: str
    seed: int
    archive: Path
    truth: Path
    n_points: int
    n_flights: int
    n_days: int
    size_bytes: int
    seconds: float


def simulate(
    scenario: str,
    folder: Path,
    *,
    seed: int = 2025,
    start: date | None = None,
    end: date | None = None,
    aerodromes: pl.DataFrame | None = None,
    runway_ends: pl.DataFrame | None = None,
) -> SimulationOutcome:
    """Write a scenario's archive to ``folder/archive`` and its truth to ``folder/truth``.

    The same scenario and seed give the same bytes on one machine (another version of numpy or zlib may
    round or pack differently; the story and the truth stay). ``start`` and ``end`` (the first day after the
    last) cut out a window, whose days are those of the whole.

    Parameters
    ----------
    scenario
        A name from ``SCENARIOS``.
    folder
        Made if absent; a simulation already in it is replaced, anything else is left alone.
    seed
        Draws weather, receivers, delays and flown paths; the story stays.
    start, end
        First day to write, and the first day after the last; by default all of the scenario.
    aerodromes, runway_ends
        Tables of ``schemas.Aerodrome`` and ``schemas.RunwayEnd``; by default those shipped.

    Raises
    ------
    UnknownReference
        No such scenario, or a field it needs is not in the tables.
    WorkspaceError
        The folder cannot be written, or holds something that is not a simulation.
    """
    began = time.perf_counter()
    story = load_scenario(scenario)
    places = load_aerodromes() if aerodromes is None else aerodromes
    strips = load_runway_ends() if runway_ends is None else runway_ends
    run = _Run(story, Fields(places, strips, _codes(story)), seed, _days(story, start, end))
    try:
        _prepare(folder)
        mark = {"scenario": story.name, "seed": seed}
        (folder / MARKER).write_text(
            json.dumps({"simulated": mark, "truth": story.truth}) + "\n", encoding="utf-8"
        )
        sizes = [path.stat().st_size for path in run.write_archive(folder / "archive", mark)]
        manifest = run.write_truth(folder / "truth", mark)
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: cannot write the simulation ({error.strerror}); choose another folder"
        ) from error
    return SimulationOutcome(
        scenario=story.name,
        seed=seed,
        archive=folder / "archive",
        truth=folder / "truth",
        n_points=manifest["n_points"],
        n_flights=manifest["n_flights"],
        n_days=manifest["n_days_with_data"],
        size_bytes=sum(sizes),
        seconds=time.perf_counter() - began,
    )


def _codes(story: Scenario) -> set[str]:
    """Name every field the scenario needs."""
    lines = {code for line in story.lines for code in (line.home, line.away)}
    legs = [leg for rotation in story.rotations for leg in rotation.legs]
    codes = {code for leg in legs for code in (leg.origin, leg.destination, leg.low_pass_at)}
    return {story.place, *lines, *(code for code in codes if code is not None)}


def _days(story: Scenario, start: date | None, end: date | None) -> list[date]:
    """List the days to write."""
    first, after = max(start or story.start, story.start), min(end or story.end, story.end)
    if after <= first:
        raise WheelsdownError(
            f"{story.name} runs from {story.start} to {story.end}; no day lies in the window asked for"
        )
    return [first + timedelta(days=number) for number in range((after - first).days)]


def _prepare(folder: Path) -> None:
    """Make the folders; clear an older simulation, refuse anything else."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).is_file():
            raise WorkspaceError(f"{folder} is not empty and not a simulation; choose another folder")
        for old in [*folder.glob("archive/*-planes-readsb-simulated-0.tar*"), *folder.glob("truth/*.json*")]:
            old.unlink()
    for name in ("archive", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)


class _Run:
    """One run over the days of a window; flights are flown as their day comes."""

    def __init__(self, story: Scenario, fields: Fields, seed: int, days: list[date]) -> None:
        self._story, self._fields, self._seed, self._days = story, fields, seed, days
        self._reception = Reception(story, seed)
        self._truths: list[FlightTruth] = []
        self._day_lines: list[dict[str, Any]] = []
        self._near: Counter[str] = Counter()

    def write_archive(self, folder: Path, mark: dict[str, Any]) -> list[Path]:
        """Write the archive of every day that has data."""
        first = datetime.combine(self._days[0], datetime.min.time(), UTC)
        flights = iter(
            [
                f
                for f in plan_flights(self._story, self._fields, self._seed)
                if f.take_off_at > first - LONGEST_FLIGHT
            ]
        )
        waiting: dict[date, dict[str, list[tuple[FlightTruth, Heard]]]] = {}
        written: list[Path] = []
        upcoming = next(flights, None)
        for day in self._days:
            # A flight of the small hours taxies out the evening before.
            horizon = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=1, hours=1)
            while upcoming is not None and upcoming.take_off_at < horizon:
                truth = self._fly(upcoming, waiting)
                self._truths.append(truth)
                upcoming = next(flights, None)
            written += self._write_day(folder, day, waiting.pop(day, {}), mark)
        return written

    def _fly(
        self, planned: PlannedFlight, waiting: dict[date, dict[str, list[tuple[FlightTruth, Heard]]]]
    ) -> FlightTruth:
        """Fly one flight and lay what was heard of it onto the days it falls on."""
        flown = trajectory(planned, self._story, self._fields, self._seed)
        truth = FlightTruth(planned, flown)
        if not planned.positions:
            return truth
        rng = stream(self._seed, "reception", planned.flight)
        sent = report(sample(flown, rng), planned, self._story.spoofing, self._seed)
        heard = self._reception.heard(sent.t, sent.true_lat, sent.true_lon, sent.true_height_ft, rng)
        aircraft, squawk = (
            self._story.types[planned.airframe.type],
            f"{rng.integers(1, 7)}{rng.integers(0, 512):03o}",
        )
        for day in np.unique(sent.t[heard] // 86400):
            rows = sent.only(heard & (sent.t // 86400 == day))
            when = datetime.fromtimestamp(day * 86400, UTC).date()
            flight = Heard(planned.airframe, aircraft, planned.callsign, squawk, rows)
            waiting.setdefault(when, {}).setdefault(planned.airframe.icao24, []).append((truth, flight))
        return truth

    def _write_day(
        self, folder: Path, day: date, heard: dict[str, list[tuple[FlightTruth, Heard]]], mark: dict[str, Any]
    ) -> list[Path]:
        """Write one day and note what it holds."""
        missing = day in self._story.missing_days
        present = () if missing else FOLDERS[: 128 if day in self._story.half_days else 256]
        kept = {icao24: flights for icao24, flights in heard.items() if icao24[-2:] in present}
        traces = {
            icao24: trace_bytes(day, [flight for _, flight in flights], mark)
            for icao24, flights in kept.items()
        }
        n_rows = 0
        for flights in kept.values():
            for truth, flight in flights:
                truth.written.append(flight.report)
                n_rows += len(flight.report.t)
        self._count_near(day, kept)
        files = (
            []
            if missing
            else write_day(folder, day, traces, folders=present, split=day in self._story.split_days)
        )
        self._day_lines.append(
            {
                "simulated": True,
                "day": day.isoformat(),
                "has_data": not missing,
                "n_folders": len(present),
                "n_airframes": len(kept),
                "n_rows": n_rows,
                "floor_at_place_ft": self._floors(day),
                "files": [file.name for file in files],
            }
        )
        return files

    def _count_near(self, day: date, kept: dict[str, list[tuple[FlightTruth, Heard]]]) -> None:
        """Count the flights written that came near the watched place."""
        place = self._fields.reference(self._story.place)
        for flights in kept.values():
            for _, flight in flights:
                if (distance_nm(*place, flight.report.lat, flight.report.lon) < NEAR_PLACE_NM).any():
                    self._near[f"{day:%Y-%m}"] += 1

    def _floors(self, day: date) -> list[int]:
        """Give the lowest height heard over the watched place at 00, 06, 12 and 18 hours."""
        midnight = datetime.combine(day, datetime.min.time(), UTC).timestamp()
        t = midnight + 6 * 3600.0 * np.arange(4, dtype=np.float64)
        lat, lon = self._fields.reference(self._story.place)
        floor = self._reception.floor_ft(t, np.full(4, lat), np.full(4, lon))
        return [round(float(f)) for f in np.clip(floor, 0, 99999)]

    def write_truth(self, folder: Path, mark: dict[str, Any]) -> dict[str, Any]:
        """Write the truth of every flight that touches the window, and give the manifest."""
        begin = datetime.combine(self._days[0], datetime.min.time(), UTC).timestamp()
        end = datetime.combine(self._days[-1], datetime.min.time(), UTC).timestamp() + 86400
        inside = [t for t in self._truths if t.flown.landing_t >= begin and t.flown.take_off_t < end]
        flights = [flight_line(truth, self._fields) for truth in inside]
        visits = visit_lines(flights)
        at_place = [visit for visit in visits if visit["aerodrome"] == self._story.place]
        manifest = {
            "simulated": mark,
            "truth": self._story.truth,
            "place": self._story.place,
            "first_day": self._days[0].isoformat(),
            "last_day": self._days[-1].isoformat(),
            "n_points": sum(line["n_rows"] for line in self._day_lines),
            "n_flights": len(flights),
            "n_airframes": len({flight["icao24"] for flight in flights}),
            "n_days_with_data": sum(line["has_data"] for line in self._day_lines),
            "days_without_data": [line["day"] for line in self._day_lines if not line["has_data"]],
            "days_with_folders_missing": [
                line["day"] for line in self._day_lines if 0 < line["n_folders"] < 256
            ],
            "tracks_within_60_nm_by_month": dict(sorted(self._near.items())),
            "n_visits_at_place": len(at_place),
            "n_visits_at_place_fully_seen": sum(visit["fully_seen"] for visit in at_place),
            "spoofing": [
                {"from": rfc3339(s.start), "to": rfc3339(s.end), "lat_deg": s.lat_deg, "lon_deg": s.lon_deg}
                for s in self._story.spoofing
            ],
        }
        write_lines(folder / "flights.jsonl", flights)
        write_lines(folder / "visits.jsonl", visits)
        write_lines(folder / "days.jsonl", self._day_lines)
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        return manifest
