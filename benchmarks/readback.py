"""How long one aircraft-day takes to read back out of a daily archive of three million points.

The archive is one real trace (tests/data) packed 2,000 times under invented addresses, 1,500 points each,
in the layout of the daily releases. Told apart: *warm*, the same process asks again, for other aircraft;
*cold*, a process that has read nothing yet (imports not counted); and the whole command in a new process.
Each is given by the clock and in CPU time, since the clock also shows what else the machine does. Beside
it how long it takes to find where an aircraft's day lies, in an index of few days and of many.
Floor: the member's bytes read at their place, hashed, unpacked and parsed as JSON by orjson.

Run: python -m benchmarks.readback
"""

import gzip
import hashlib
import io
import json
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import polars as pl
from isal import igzip

from wheelsdown.readback import read_trace
from wheelsdown.schemas import Acquisition, Part
from wheelsdown.store import Amendment, Workspace
from wheelsdown.store.part_lookup import parts_of

REAL = Path(__file__).resolve().parents[1] / "tests" / "data" / "trace_full_ac671b.json"
N_MEMBERS, N_POINTS = 2_000, 1_500
#: Days in the index among which one is looked up.
DAYS = (1, 64)


def pack(folder: Path, n_members: int = N_MEMBERS) -> tuple[Path, pl.DataFrame]:
    """Write the archive, and give its parts as an ingest would record them."""
    document = json.loads(gzip.decompress(REAL.read_bytes()))
    document["trace"] = document["trace"][:N_POINTS]
    times = [document["timestamp"] + point[0] for point in document["trace"]]
    first_at, last_at = (datetime.fromtimestamp(round(t, 2), UTC) for t in (min(times), max(times)))
    path = folder / "v2025.02.04-planes-readsb-prod-0.tar"
    rows = []
    with tarfile.open(path, "w") as archive:
        for number in range(n_members):
            airframe = f"{0xA00000 + number * 257:06x}"
            text = json.dumps(document | {"icao": airframe}, separators=(",", ":")).encode()
            stored = igzip.compress(text, compresslevel=3)
            member = tarfile.TarInfo(f"./traces/{airframe[-2:]}/trace_full_{airframe}.json")
            member.size = len(stored)
            offset = archive.offset + tarfile.BLOCKSIZE
            archive.addfile(member, io.BytesIO(stored))
            rows.append((hashlib.sha256(stored).hexdigest(), member.name, airframe, offset, len(stored)))
    columns = ["sha256", "member", "airframe", "offset_bytes", "size_bytes"]
    parts = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        acquisition=pl.lit("c" * 64), first_at=first_at, last_at=last_at, n_points=N_POINTS, simulated=False
    )
    return path, parts.select(Part.column_names()).cast(dict(Part.create_empty().schema))  # type: ignore[arg-type]


def workspace_of(folder: Path, archive: Path, parts: pl.DataFrame) -> Workspace:
    """Record the archive and its parts; nothing is derived from it, since only reading back is timed."""
    workspace = Workspace.create(folder / "workspace")
    workspace.record(acquisition_of(archive, parts, "c" * 64))
    workspace.publish({"parts": parts}, covers=["c" * 64])
    return workspace


def acquisition_of(archive: Path, parts: pl.DataFrame, sha256: str) -> Acquisition:
    """Describe an archive with some parts."""
    return Acquisition(
        sha256=sha256, paths=(str(archive),), container="tar", format="readsb_trace",
        size_bytes=len(parts) * N_POINTS, first_at=parts["first_at"][0], last_at=parts["last_at"][0],
        days=(parts["first_at"][0].date(),), n_points_read=len(parts) * N_POINTS,
        n_points_kept=len(parts) * N_POINTS, dropped={}, refused=(), notes=(), folders_present=None,
        provider="own", licence="", redistributable=True, simulated=False, acquired_at=datetime.now(UTC),
        tool_version="benchmark",
    )  # fmt: skip


def milliseconds(work: Callable[[str], int], airframes: list[str]) -> tuple[float, float]:
    """Time some work on each airframe, which gives a number of rows: median by the clock and of CPU time."""
    clock, cpu = [], []
    for airframe in airframes:
        began, began_cpu = time.perf_counter(), time.process_time()
        n_rows = work(airframe)
        clock.append((time.perf_counter() - began) * 1e3)
        cpu.append((time.process_time() - began_cpu) * 1e3)
        assert n_rows
    return statistics.median(clock), statistics.median(cpu)


def index_of_days(folder: Path, parts: pl.DataFrame, n_days: int) -> Workspace:
    """Record the same archive day after day under other hashes: an index as after so many days."""
    workspace = Workspace.create(folder / f"{n_days} days")
    covers: list[str] = []
    for day in range(n_days):
        covers.append(f"{day:064x}")
        times = (pl.col("first_at", "last_at") + timedelta(days=day)).name.keep()
        today = parts.with_columns(times, acquisition=pl.lit(covers[-1]))
        workspace.record(acquisition_of(folder / f"{day}.tar", today, covers[-1]))
        workspace.amend({"parts": Amendment(today, ())}, covers=covers)
    return workspace


def lookup_ms(workspace: Workspace, parts: pl.DataFrame) -> tuple[float, float]:
    """Time finding where the first day of an airframe lies."""
    since = parts["first_at"][0]
    until = since + timedelta(hours=1)
    airframes = parts["airframe"].to_list()[::20]
    parts_of(workspace, airframes[:1], since, until)
    return milliseconds(lambda each: parts_of(workspace, [each], since, until).height, airframes)


def floor_ms(archive: Path, parts: pl.DataFrame) -> float:
    """Time what nobody can save: the member's bytes, their hash, and their text as JSON."""
    with tarfile.open(archive) as tar:
        members = tar.getmembers()[:: max(1, len(parts) // 50)]
    took = []
    for member in members:
        began = time.perf_counter()
        with archive.open("rb") as stream:
            stream.seek(member.offset_data)
            stored = stream.read(member.size)
        hashlib.sha256(stored).hexdigest()
        orjson.loads(igzip.decompress(stored))
        took.append((time.perf_counter() - began) * 1e3)
    return statistics.median(took)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        archive, parts = pack(Path(name))
        workspace = workspace_of(Path(name), archive, parts)
        airframes = parts["airframe"].to_list()
        rows: dict[str, tuple[float, float | None]] = {}
        rows["cold"] = milliseconds(lambda each: read_trace(workspace, each).height, airframes[1000:1001])
        rows["warm"] = milliseconds(lambda each: read_trace(workspace, each).height, airframes[::20])
        for n_days in DAYS:
            rows[f"its place, of {n_days} days"] = lookup_ms(index_of_days(Path(name), parts, n_days), parts)
        began = time.perf_counter()
        command = ["trace", airframes[7], "--workspace", str(workspace.path), "--format", "csv"]
        code = "from wheelsdown.faces.cli import main; main()"
        subprocess.run([sys.executable, "-c", code, *command], check=True, stdout=subprocess.DEVNULL)
        rows["command, new process"] = (time.perf_counter() - began) * 1e3, None
        rows["floor (orjson)"] = floor_ms(archive, parts), None
        print(f"one aircraft-day, {N_POINTS:,} points, of {len(parts) * N_POINTS:,} in {archive.stat().st_size / 1e6:.0f} MB")  # fmt: skip
        for what, (clock, cpu) in rows.items():
            print(f"  {what:24} {clock:8.1f} ms" + (f", {cpu:.1f} ms CPU" if cpu is not None else ""))


if __name__ == "__main__":
    main()
