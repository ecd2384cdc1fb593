"""Write the benchmark day: the real layout of a public daily archive, with the truth beside it.

One ``.tar`` a day of gzip'd traces (level 9, named ``.json``), about 1,500 points an aircraft-day, about
200 bytes a point of JSON and 32 packed; or the same files as a tree. Beside it ``truth/legs.jsonl``, one
line a leg. Every file carries the mark of simulated data, which no reader may drop.

How far it is real, and where not:

- Aerodromes and runways are the real ones (published, both ends surveyed, long enough for jets); there are
  no light aircraft, helicopters, gliders, small fields or closed runways in it.
- Airframes, addresses, owners, callsigns and traffic are invented. Traffic is spread over the world's
  fields, six times as much at large ones; rush hours, airways, holding and vectors are missing, so the air
  over a big hub is emptier, and over small states fuller, than on a real day.
- Flights follow great circles; approaches are straight for the last miles, at three degrees; nobody goes
  around, diverts or returns. Pressure is one value per field and day; wind does not bend the track.
- Reception is a floor per field, random loss, and silence far from land. There is no jamming, spoofing,
  wrong ground flag, wrong altitude, foreign position or duplicate address in it: the real archives have
  all of these (FORMATS, section 11), so speed is measured here, and honesty elsewhere, on real samples.
- The writer and wheelsdown have the same authors: figures for right and wrong on it are a sanity check.

    python -m benchmarks.benchmark_day OUT --aircraft 2000 --days 1 --tiles 1
"""

import argparse
import io
import json
import multiprocessing
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Literal

import numpy as np

from benchmarks.day_copies import packed, repeat_day
from benchmarks.day_points import Heard, heard
from benchmarks.day_rotations import ADDRESSES, DAY_S, Rotation, rotation
from benchmarks.day_text import FOOTER, header, traces
from wheelsdown.clock import rfc3339
from wheelsdown.simulation.archive import FOLDERS
from wheelsdown.simulation.schedule import stream

Format = Literal["tar", "tree"]

#: Airframes simulated and written together: some 60 MB of columns.
CHUNK = 100
#: An end was inside reception if the aircraft was heard on the ground within this of it.
SEEN_S = 120.0
#: What lies beside the archives and says what they are.
MARK = {"simulated": True, "by": "wheelsdown benchmark day", "note": "invented traffic; evidence of nothing"}


@dataclass(frozen=True)
class Truth:
    """What was written, and where the true legs are."""

    #: One archive (or tree) a day, in order.
    archives: tuple[Path, ...]
    legs: Path
    #: Airframes with a trace; one in two hundred finds nothing in its reach to fly to.
    n_aircraft: int
    n_points: int
    n_json_bytes: int
    n_packed_bytes: int


@dataclass(frozen=True)
class _Trace:
    day: int
    address: str
    content: bytes
    n_points: int
    n_json_bytes: int


def write_day(folder: Path, *, day: date, n_aircraft: int, seed: int, format: Format = "tar") -> Truth:  # noqa: A002  # what the caller calls it
    """Write one day that joins itself at midnight: see `write_days`."""
    return write_days(folder, first_day=day, n_days=1, n_aircraft=n_aircraft, seed=seed, format=format)


def write_days(
    folder: Path,
    *,
    first_day: date,
    n_days: int,
    n_aircraft: int,
    seed: int,
    format: Format = "tar",  # noqa: A002  # what the caller calls it
    n_processes: int = 1,
) -> Truth:
    """Write days of the same airframes, each flown without a break and cut at midnight as readsb does.

    The same arguments give the same bytes. The truth counts a leg once, wherever midnight falls, and
    twice if the end of the period cuts it: its end then stands before its beginning in the files.
    """
    rng = stream(seed, "addresses")
    addresses = rng.choice(np.arange(1, ADDRESSES), n_aircraft, replace=False)
    addresses = sorted(addresses.tolist(), key=lambda address: (address % 256, address))
    jobs = [
        (start, addresses[start : start + CHUNK], first_day, n_days, seed)
        for start in range(0, n_aircraft, CHUNK)
    ]
    legs = folder / "truth" / "legs.jsonl"
    legs.parent.mkdir(parents=True, exist_ok=True)
    (folder / "simulated.json").write_text(json.dumps(MARK) + "\n")
    days = [first_day + timedelta(days=number) for number in range(n_days)]
    totals = np.zeros(3, dtype=np.int64)
    airframes: set[str] = set()
    with ExitStack() as stack:
        writers = [stack.enter_context(_writer(folder, day, format)) for day in days]
        truth = stack.enter_context(legs.open("w"))
        for chunk, lines in _made(jobs, n_processes):
            truth.writelines(lines)
            for each in chunk:
                writers[each.day].write(each.address, each.content)
                airframes.add(each.address)
                totals += each.n_points, each.n_json_bytes, len(each.content)
    archives = tuple(_path(folder, day, format) for day in days)
    return Truth(archives, legs, len(airframes), *totals.tolist())


def _made(jobs: list[tuple], n_processes: int) -> Iterator[tuple[list[_Trace], list[str]]]:
    if n_processes == 1:
        yield from map(_chunk, jobs)
        return
    # Spawned, not forked: a fork inherits the locks of polars' threads.
    with ProcessPoolExecutor(n_processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_chunk, jobs)


def _chunk(job: tuple[int, list[int], date, int, int]) -> tuple[list[_Trace], list[str]]:
    """Simulate some airframes; give their traces, in the order of the archive, and their true legs."""
    start, addresses, first_day, n_days, seed = job
    rotations = [rotation(start + i, a, first_day, n_days, seed) for i, a in enumerate(addresses)]
    rotations = [each for each in rotations if each.legs]
    points = heard(rotations, seed)
    made = []
    for index, day, n_points, text in traces(rotations, points, seed).iter_rows():
        each = rotations[index]
        head = header(each, each.start + day * DAY_S).encode()
        body = (text + FOOTER).encode()
        address = each.airframe.icao24
        made.append(_Trace(day, address, packed(head, body), n_points, len(head) + len(body)))
    return made, list(_truth(rotations, points))


def _truth(rotations: list[Rotation], points: Heard) -> Iterator[str]:
    """Give the true legs of some airframes, one JSON line each, in order of airframe and time."""
    leg_of = [(each, number) for each in rotations for number in range(len(each.legs))]
    key = points.leg * 2 - points.cycle
    order = np.argsort(key, kind="stable")
    keys, first = np.unique(key[order], return_index=True)
    lines = []
    for value, rows in zip(keys.tolist(), np.split(order, first[1:]), strict=True):
        each, number = leg_of[value // 2]
        lines.append(_leg(each, number, -(value % 2), rows, points))
    for line in sorted(lines, key=lambda line: (line["airframe"], line["take_off_at"])):
        yield json.dumps(line) + "\n"


def _leg(each: Rotation, number: int, cycle: int, rows: np.ndarray, points: Heard) -> dict[str, object]:
    way = each.legs[number].way
    shift = cycle * each.period_s
    t, ground = points.t[rows] + each.start, points.state.on_ground[rows]
    ends = way.take_off_t + shift, way.landing_t + shift
    seen = [bool((ground & (np.abs(t - at) <= SEEN_S)).any()) for at in ends]
    inside = [each.start <= at < each.start + each.period_s for at in ends]
    outbound, above = points.state.outbound[rows], points.state.above_ft[rows]
    lowest = [round(float(above[half].min())) if half.any() else None for half in (outbound, ~outbound)]
    return {
        "airframe": each.airframe.icao24,
        "leg": number,
        "departure": way.take_off.aerodrome,
        "departure_runway": way.take_off.runway,
        "arrival": way.landing.aerodrome,
        "arrival_runway": way.landing.runway,
        "take_off_at": _instant(ends[0]),
        "landing_at": _instant(ends[1]),
        "departure_inside": inside[0],
        "arrival_inside": inside[1],
        "take_off_seen": seen[0],
        "landing_seen": seen[1],
        "lowest_outbound_ft": lowest[0],
        "lowest_inbound_ft": lowest[1],
        "first_received_at": _instant(float(t[0])),
        "last_received_at": _instant(float(t[-1])),
        "n_points": len(rows),
        "simulated": True,
    }


def _instant(seconds: float) -> str:
    return str(rfc3339(datetime.fromtimestamp(round(seconds), UTC)))


def archive_name(day: date) -> str:
    """Name a daily archive as public ones are named, with ``benchmark`` where those say ``prod``."""
    return f"v{day:%Y.%m.%d}-planes-readsb-benchmark-0.tar"


def _path(folder: Path, day: date, layout: Format) -> Path:
    return folder / (archive_name(day) if layout == "tar" else f"{day:%Y/%m/%d}")


class _TarWriter:
    """Appends traces to an archive: folders first, as the public ones have them."""

    def __init__(self, file: IO[bytes], day: date) -> None:
        self.tar = tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT)  # noqa: SIM115
        self.at = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
        for name in (".", "./traces", *(f"./traces/{xx}" for xx in FOLDERS)):
            info = self.member(name)
            info.type, info.mode = tarfile.DIRTYPE, 0o755
            self.tar.addfile(info)

    def member(self, name: str) -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.mtime = self.at
        return info

    def write(self, address: str, content: bytes) -> None:
        info = self.member(f"./traces/{address[-2:]}/trace_full_{address}.json")
        info.size = len(content)
        self.tar.addfile(info, io.BytesIO(content))


@dataclass(frozen=True)
class _TreeWriter:
    folder: Path

    def write(self, address: str, content: bytes) -> None:
        (self.folder / "traces" / address[-2:] / f"trace_full_{address}.json").write_bytes(content)


@contextmanager
def _writer(folder: Path, day: date, layout: Format) -> Iterator[_TarWriter | _TreeWriter]:
    path = _path(folder, day, layout)
    if layout == "tree":
        for xx in FOLDERS:
            (path / "traces" / xx).mkdir(parents=True, exist_ok=True)
        yield _TreeWriter(path)
        return
    with path.open("wb") as file:
        writer = _TarWriter(file, day)
        yield writer
        writer.tar.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Write benchmark days with their truth.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--aircraft", type=int, default=2000)
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument(
        "--tiles", type=int, default=1, help="write each day this many times, with other addresses"
    )
    parser.add_argument("--day", type=date.fromisoformat, default=date(2025, 10, 26))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("tar", "tree"), default="tar")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    truth = write_days(
        asked.out,
        first_day=asked.day,
        n_days=asked.days,
        n_aircraft=asked.aircraft,
        seed=asked.seed,
        format=asked.format,
        n_processes=asked.processes,
    )
    n = truth.n_points
    sys.stdout.write(
        f"{n:,} points of {truth.n_aircraft:,} airframes on {asked.days} day(s): "
        f"{truth.n_json_bytes / n:.1f} bytes a point of JSON, {truth.n_packed_bytes / n:.1f} packed\n"
    )
    if asked.tiles > 1 and asked.format == "tar":
        for path in truth.archives:
            large = path.with_name(path.name.replace("benchmark", f"benchmark-x{asked.tiles}"))
            repeat_day(path, large, n_copies=asked.tiles)
            path.unlink()
            sys.stdout.write(f"{large}: {large.stat().st_size:,} bytes, {n * asked.tiles:,} points\n")


if __name__ == "__main__":
    main()
