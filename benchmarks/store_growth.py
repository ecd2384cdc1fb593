"""What a day costs after five years of days: commits, files, bytes, and a question to the tables.

1,825 daily commits of made flights and visits (``made_tables`` says what is not real about them), a third
of a day's visits amended on the next. Readers are given no time here, since days pass in a fraction of a
second; elsewhere files that were merged stay for an hour.

    python -m benchmarks.store_growth [DAYS]
"""

import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl

from benchmarks.made_tables import grow, made_days
from wheelsdown.store import Workspace, check, cleaning, compact, delta

N_DAYS, N_FLIGHTS, N_VISITS = 1_825, 200, 250
BASES = [f"XX{n:02}" for n in range(60)]
WINDOW = 30


def size(folder: Path) -> tuple[int, int]:
    """Give the number of files and their bytes, all there are: old ones and logs as well."""
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(files)


def question_ms(workspace: Workspace, times: int = 9) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        workspace.table("visits").filter(pl.col("aerodrome") == "XX07").collect()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took[1:])


def main(n_days: int = N_DAYS) -> None:
    out = sys.stdout.write
    with TemporaryDirectory() as folder, patch.object(cleaning, "RETENTION", timedelta(0)):
        workspace = Workspace.create(Path(folder) / "workspace")
        days = made_days(n_days, n_flights=N_FLIGHTS, n_visits=N_VISITS, bases=BASES)
        took = [seconds * 1000 for seconds in grow(workspace, days)]
        out(f"{n_days:,} daily commits of {N_FLIGHTS} flights and {N_VISITS} visits\n")
        for name, some in (("first", took[1 : WINDOW + 1]), ("last", took[-WINDOW:]), ("all", took)):
            out(
                f"  a commit, {name:5} {len(some):5}: median {statistics.median(some):6.0f} ms, "
                f"mean {statistics.mean(some):6.0f} ms, longest {max(some):6.0f} ms\n"
            )
        versions = workspace.snapshot().versions
        for name, version in sorted(versions.items()):
            read = len(delta.data_files(workspace.layout.table(name), version))
            there, n_bytes = size(workspace.layout.table(name))
            out(f"  {name:13} {read:3} files are read; {there:4} are there, {n_bytes / 1e6:7.1f} MB\n")
        grown_bytes = size(workspace.path / "tables")[1]
        grown_ms = question_ms(workspace)
        out(f"  check finds {len(check(workspace))} faults\n")
        compact(workspace, retention=timedelta(0))
        fresh_bytes = size(workspace.path / "tables")[1]
        fresh_ms = question_ms(workspace)
        out(f"  size against one fresh file a table: {grown_bytes / fresh_bytes:.2f} times\n")
        out(f"  visits to one base: {grown_ms:.0f} ms; out of one fresh file: {fresh_ms:.0f} ms\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
