"""How long the API takes for visits of a year: 730,000 rows, 20 requests a second, half a minute.

365 daily commits of 2,000 visits and 2,000 flights at 300 bases, as ``made_tables`` makes them, served by a
process of its own over loopback. Requests come by the clock, whether earlier ones are answered or not, so a
slow answer is counted with those that wait behind it. Each asks for the year, or a month of it, of a base
drawn anew, as one of seven forms of the question.

    python -m benchmarks.api_latency [SECONDS] [REQUESTS_A_SECOND]
"""

import asyncio
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import httpx

from benchmarks.base_query import N_A_DAY, N_DAYS, bases
from benchmarks.made_tables import grow, made_days
from wheelsdown.store import Workspace, cleaning

#: What must be reached, in milliseconds, for 99 of 100 requests.
AT_MOST_MS = 150

PORT = 18097

#: Name of the question -> its path; ``{base}`` and ``{month}`` are drawn anew each time.
QUESTIONS = {
    "a year, first 100": "/api/v1/visits?place={base}",
    "a year, first 1000": "/api/v1/visits?place={base}&limit=1000",
    "a month": "/api/v1/visits?place={base}&since=2025-{month:02}&until=2025-{month:02}",
    "a year, from one base": "/api/v1/visits?place={base}&from={other}",
    "one aircraft": "/api/v1/visits?place={base}&icao24=3c{number:04x}",
    "a month as CSV": "/api/v1/visits?place={base}&since=2025-{month:02}&until=2025-{month:02}&format=csv",
    "a year, again": "/api/v1/visits?place={popular}",
}


def question(rng: random.Random, codes: list[str]) -> tuple[str, str]:
    name = rng.choice(list(QUESTIONS))
    words = {"base": rng.choice(codes), "other": rng.choice(codes), "popular": rng.choice(codes[:5]),
             "month": rng.randint(1, 12), "number": rng.randint(0, 20_000)}  # fmt: skip
    return name, QUESTIONS[name].format(**words)


def server(workspace: Path) -> "subprocess.Popen[bytes]":
    words = ["serve", "--workspace", str(workspace), "--port", str(PORT)]
    started = subprocess.Popen([sys.executable, "-m", "wheelsdown", *words], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{PORT}/api/v1/status"
    for _ in range(300):
        time.sleep(0.2)
        try:
            httpx.get(address, timeout=30).raise_for_status()
        except httpx.TransportError:
            continue
        return started
    raise SystemExit("the server did not start")


async def asked(client: httpx.AsyncClient, name: str, path: str, took: dict[str, list[float]]) -> None:
    began = time.perf_counter()
    answer = await client.get(path)
    answer.raise_for_status()
    took[name].append((time.perf_counter() - began) * 1000)


async def load(codes: list[str], seconds: float, rate: float) -> dict[str, list[float]]:
    rng, took = random.Random(7), defaultdict[str, list[float]](list)
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", limits=limits, timeout=60) as client:
        began, waiting = time.perf_counter(), []
        for number in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            waiting.append(asyncio.create_task(asked(client, *question(rng, codes), took)))
        await asyncio.gather(*waiting)
    return took


def cpu_s(pid: int) -> float:
    """Give the processor time of a process so far (proc(5): utime and stime); 0 where nobody says."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main(seconds: float = 30, rate: float = 20) -> None:
    out, codes = sys.stdout.write, bases()
    with TemporaryDirectory() as folder, patch.object(cleaning, "RETENTION", timedelta(0)):
        kept = os.environ.get("WHEELSDOWN_BENCHMARK_YEAR")
        path = Path(kept) if kept else Path(folder) / "workspace"
        if not path.exists():
            for _ in grow(
                Workspace.create(path), made_days(N_DAYS, n_flights=N_A_DAY, n_visits=N_A_DAY, bases=codes)
            ):
                pass
        running = server(path)
        try:
            time.sleep(10)  # it loads its tables after it began to answer
            before = cpu_s(running.pid)
            took = asyncio.run(load(codes, seconds, rate))
            spent_ms = (cpu_s(running.pid) - before) * 1000
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(20)
    every = [each for values in took.values() for each in values]
    out(
        f"{len(every)} requests, {rate:g} a second, over {Workspace.open(path).n_rows('visits') if kept else N_DAYS * N_A_DAY:,} visits; ms\n"
    )
    out(f"  {'':26} {'n':>5} {'median':>7} {'p95':>7} {'p99':>7} {'worst':>7}\n")
    for name, values in [*sorted(took.items()), ("all", every)]:
        figures = (statistics.median(values), percentile(values, 0.95), percentile(values, 0.99), max(values))
        out(f"  {name:26} {len(values):5} " + " ".join(f"{each:7.1f}" for each in figures) + "\n")
    out(f"  CPU of the server for one request: {spent_ms / len(every):.1f} ms\n")
    out(f"  (at most {AT_MOST_MS} ms are asked for, for 99 of 100 requests)\n")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
