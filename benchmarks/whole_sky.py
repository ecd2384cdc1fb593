"""Whole days of the whole sky, beside a named peer and a floor: speed, memory, growth, right and wrong.

In this process on one core (the peer has one thread, so all have), each figure the median of three rounds in
which everything takes its turn, on a generated day of thirty million points: ten copies of one of three
million (``benchmark_day`` says how far it is real):

- *ours* is the whole ``pipeline.ingest``: archive to tables on disk. Compiled code is loaded before.
- *the floor* unpacks every member, as bytes at their place and to their exact size, and drops the text.
- *gzip + orjson + numpy* is the honest peer (``gzip_orjson_numpy`` says what it does, and what not).

In processes of their own, because of their memory: a day of 10^8 points tiled from that day; 1, 2, 4, ...
days of three million points; and one day more in a workspace that holds many.

Needs 8 GB of disk for a while, in ``.cache/benchmark-day``; the generated day stays there.

    python -m benchmarks.whole_sky [--quick | --long]
"""

import argparse
import json
import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from isal import igzip_lib

from benchmarks import gzip_orjson_numpy as peer
from benchmarks.benchmark_day import archive_name, write_day
from benchmarks.day_copies import repeat_day
from benchmarks.end_scores import named_ends, scored
from benchmarks.traffic_peer import ends_of
from wheelsdown import pipeline
from wheelsdown.bulk_pass import warm_up
from wheelsdown.sources import find_sources
from wheelsdown.sources.trace_archive import TraceArchive
from wheelsdown.store import Workspace

CACHE = Path(__file__).parent.parent / ".cache" / "benchmark-day"
DAY = date(2025, 10, 26)
N_AIRCRAFT, SEED = 2_000, 1
#: Copies of the day that make 10^8 points.
N_COPIES = 34
#: Copies on which everything is compared side by side.
N_SIDE_BY_SIDE = 10
#: Large days before the one that is added to them: what it touches lies in the last ones.
N_LARGE_BEFORE = 5
ROUNDS = 3
#: Free bytes without which the large steps are left out: the archives, and the tables made of them.
NEEDED_BYTES = 8 * 10**9

out = sys.stdout.write


def the_day() -> tuple[Path, Path]:
    """Give the generated day and its truth; they are made the first time, which takes some minutes."""
    stamp = CACHE / f"made-{N_AIRCRAFT}-{SEED}"
    if not stamp.exists():
        write_day(CACHE, day=DAY, n_aircraft=N_AIRCRAFT, seed=SEED)
        stamp.touch()
    return CACHE / archive_name(DAY), CACHE / "truth" / "legs.jsonl"


# --- side by side ----------------------------------------------------------------------------------


def ours(archive: Path) -> int:
    """Take an archive in; give the points kept."""
    with TemporaryDirectory() as folder:
        outcome = pipeline.ingest(Workspace.create(Path(folder) / "workspace"), [archive])
        return sum(a.n_points_kept for a in outcome.new)


def unpack(archive: Path) -> int:
    """Unpack every trace as the bulk pass does, and nothing else; give the bytes."""
    [source], _ = find_sources([archive])
    n_bytes = 0
    with TraceArchive(source) as traces:
        for place in traces.places():
            stored = traces.stored(place)
            stream = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
            n_bytes += len(stream.decompress(stored, max_length=int.from_bytes(stored[-4:], "little")))
    return n_bytes


@contextmanager
def one_core() -> Iterator[None]:
    """Let this process have one processor, where the system can be told."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def side_by_side(archive: Path, rounds: int) -> None:
    """Print what each costs on the same archive."""
    n_points = ours(archive)
    works: dict[str, Callable[[], object]] = {
        "ours, archive to tables on disk": lambda: ours(archive),
        "floor: unpacking alone": lambda: unpack(archive),
        "gzip + orjson + numpy, flights and visits": lambda: peer.run([archive]),
        "gzip + orjson + numpy, the whole work": lambda: peer.run([archive], whole=True),
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            cpu, wall = time.process_time(), time.perf_counter()
            work()
            took[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    median = {name: tuple(map(statistics.median, zip(*each, strict=True))) for name, each in took.items()}
    out(f"{archive.name}: {n_points:,} points, {archive.stat().st_size / 1e6:.0f} MB; median of {rounds}\n")
    out(f"  {'':44} {'points per CPU-s':>16} {'CPU s':>8} {'wall s':>8}\n")
    for name, (cpu, wall) in median.items():
        out(f"  {name:44} {n_points / cpu:16,.0f} {cpu:8.2f} {wall:8.2f}\n")
    mine, floor, flights, whole = (cpu for cpu, _ in median.values())
    out(
        f"  share of the floor {floor / mine:.0%}; times the peer: {flights / mine:.1f} (flights and visits), "
    )
    out(f"{whole / mine:.1f} (the whole work)\n")


def right_and_wrong(archive: Path, truth: Path) -> None:
    """Print how often the ends named are the true ones, by us and by the peer."""
    with TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "workspace")
        pipeline.ingest(workspace, [archive])
        flights = workspace.table("flights").collect().to_dicts()
    out(f"ends against the generator's truth, ours\n{scored(ends_of(flights), truth)}\n")
    out(f"the peer\n{scored(named_ends(peer.run([archive]).flights), truth)}\n")


# --- in processes of their own -------------------------------------------------------------------------


@contextmanager
def copies(source: Path, days: Sequence[date], n_copies: int = 1) -> Iterator[list[Path]]:
    """Give archives of the same points on other days, or many times on one; they are removed at the end."""
    with TemporaryDirectory(dir=CACHE) as folder:
        paths = [Path(folder) / archive_name(day) for day in days]
        for path, day in zip(paths, days, strict=True):
            repeat_day(source, path, n_copies=n_copies, day=day)
        yield paths


def days_from(first: date, n: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(n)]


def alone(*words: str | Path) -> dict[str, float]:
    """Run one step of this benchmark in a process of its own; give what it measured."""
    command = [sys.executable, "-m", "benchmarks.whole_sky", *map(str, words)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def taken_in(workspace: Workspace, paths: Sequence[Path]) -> dict[str, float]:
    """Take archives in; give points, wall and CPU seconds, and the largest resident size so far, in MB."""
    cpu, wall = time.process_time(), time.perf_counter()
    outcome = pipeline.ingest(workspace, paths)
    return {
        "n_points": sum(a.n_points_kept for a in outcome.new),
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "max_mb": most_resident_mb(),
    }


def most_resident_mb() -> float:
    """Give the most memory this process ever had; ``ru_maxrss`` would count what its parent had when it began."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def step_ingest(paths: Sequence[Path]) -> dict[str, float]:
    warm_up()
    with TemporaryDirectory() as folder:
        return taken_in(Workspace.create(Path(folder) / "workspace"), paths)


def step_one_more(archive: Path, n_days: int, rounds: int, n_copies: int) -> dict[str, float]:
    """Add a day to a workspace of ``n_days``, and the same day to an empty one; days before are made and gone.

    Several days are added and as many empty workspaces begun, by turns.
    """
    warm_up()
    many, empty = [], []
    days = days_from(DAY, n_days + rounds)
    with TemporaryDirectory() as folder, TemporaryDirectory(dir=CACHE) as made:
        workspace = Workspace.create(Path(folder) / "many")
        for number, day in enumerate(days):
            path = Path(made) / archive_name(day)
            repeat_day(archive, path, n_copies=n_copies, day=day)
            took = taken_in(workspace, [path])
            if number >= n_days:
                many.append(took)
                empty.append(taken_in(Workspace.create(Path(folder) / f"empty-{number}"), [path]))
            if number > 1:  # the day before is still needed, to be read back
                (Path(made) / archive_name(days[number - 2])).unlink()
    return {
        f"{name}_{unit}": statistics.median(each[unit] for each in steps)
        for name, steps in (("many", many), ("empty", empty))
        for unit in ("cpu_s", "wall_s")
    }


def large_day(archive: Path) -> None:
    with copies(archive, [DAY], N_COPIES) as [large]:
        unpack(large)  # the page cache is warm
        took = alone("--step", "ingest", large)
    out(
        f"a day of {took['n_points']:,} points: {took['wall_s']:.1f} s wall, {took['cpu_s']:.1f} CPU s "
        f"({took['n_points'] / took['cpu_s']:,.0f} points per CPU-s), {took['max_mb']:,.0f} MB resident at most\n"
    )


def growth(archive: Path, most: int) -> None:
    out("days of the same size, at once into an empty workspace, each in a process of its own\n")
    out(f"  {'days':>4} {'wall s':>8} {'a day':>7} {'CPU s':>8} {'a day':>7} {'MB':>7}\n")
    with copies(archive, days_from(DAY, most)) as paths:
        for n in (2**i for i in range(most.bit_length())):
            took = alone("--step", "ingest", *paths[:n])
            wall, cpu = took["wall_s"], took["cpu_s"]
            out(f"  {n:4} {wall:8.2f} {wall / n:7.2f} {cpu:8.2f} {cpu / n:7.2f} {took['max_mb']:7,.0f}\n")
            sys.stdout.flush()


def one_more(archive: Path, n_days: int, n_copies: int = 1) -> None:
    took = alone("--step", "one-more", "--days", str(n_days), "--copies", str(n_copies), archive)
    out(
        f"one day more of {n_copies * 3} million points after {n_days}: {took['many_wall_s']:.2f} s wall, {took['many_cpu_s']:.2f} CPU s; "
        f"into an empty workspace {took['empty_wall_s']:.2f} s, {took['empty_cpu_s']:.2f} CPU s; "
        f"{took['many_wall_s'] / took['empty_wall_s']:.2f} times the wall, "
        f"{took['many_cpu_s'] / took['empty_cpu_s']:.2f} times the CPU time\n"
    )


def tables(*, quick: bool, long: bool) -> None:
    """Print every table that was asked for."""
    archive, truth = the_day()
    seconds, _ = warm_up()
    out(f"loading or compiling what the pass runs: {seconds:.1f} s\n")
    with copies(archive, [DAY], N_SIDE_BY_SIDE) as [ten], one_core():
        side_by_side(ten, 1 if quick else ROUNDS)
    right_and_wrong(archive, truth)
    if shutil.disk_usage(CACHE).free < NEEDED_BYTES:
        out(f"less than {NEEDED_BYTES / 1e9:.0f} GB are free: the large steps are left out\n")
        return
    sys.stdout.flush()
    growth(archive, 4 if quick else 32)
    one_more(archive, 3 if quick else 30)
    if not quick:
        one_more(archive, N_LARGE_BEFORE, N_SIDE_BY_SIDE)
        large_day(archive)
    if long:
        one_more(archive, 365)


def main(words: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description="Whole days of the whole sky: speed, memory, growth.")
    parser.add_argument("--quick", action="store_true", help="one round, few days, no large day")
    parser.add_argument("--long", action="store_true", help="also a day after a year of days")
    parser.add_argument("--step", choices=("ingest", "one-more"), help=argparse.SUPPRESS)
    parser.add_argument("--days", type=int, default=30, help=argparse.SUPPRESS)
    parser.add_argument("--copies", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("paths", type=Path, nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.step == "ingest":
        out(json.dumps(step_ingest(asked.paths)) + "\n")
    elif asked.step == "one-more":
        out(json.dumps(step_one_more(asked.paths[0], asked.days, ROUNDS, asked.copies)) + "\n")
    else:
        out(
            f"{shlex.join(['python', '-m', 'benchmarks.whole_sky', *words])}, load {os.getloadavg()[0]:.1f}, "
        )
        out(f"{os.cpu_count()} processors\n")
        tables(quick=asked.quick, long=asked.long)
        out(f"load at the end {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
