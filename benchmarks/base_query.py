"""All visits to one base over a year, out of 730,000: how long a warm process takes, step by step.

365 daily commits of 2,000 visits and 2,000 flights at 300 bases, merged as files piled up and not
otherwise; ``made_tables`` says what is not real about them. Nobody asserts anything about these airframes
but the data inside the package, so the identity step is at its cheapest.

    python -m benchmarks.base_query [DAYS]
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl

from benchmarks.made_tables import grow, made_days
from wheelsdown import pipeline
from wheelsdown.questions import ask_visits
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.names import resolve
from wheelsdown.store import Workspace, cleaning, delta

N_DAYS, N_A_DAY, N_BASES = 365, 2_000, 300

#: What must be reached, in milliseconds.
AT_MOST_MS = 100


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    """Give the median wall time in milliseconds, after one run that does not count."""
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def bases() -> list[str]:
    """Give 300 real codes, spread over the world."""
    known = load_aerodromes()["aerodrome"].unique().sort()
    codes = known.filter(known.str.contains(r"^[A-Z]{4}$"))
    return codes.gather_every(len(codes) // N_BASES)[:N_BASES].to_list()


def main(n_days: int = N_DAYS) -> None:
    out = sys.stdout.write
    codes = bases()
    base = codes[N_BASES // 2]
    with TemporaryDirectory() as folder, patch.object(cleaning, "RETENTION", timedelta(0)):
        workspace = Workspace.create(Path(folder) / "workspace")
        days = made_days(n_days, n_flights=N_A_DAY, n_visits=N_A_DAY, bases=codes)
        for _ in grow(workspace, days):
            pass
        asked = pipeline.RowFilter()
        register = pipeline.places(workspace)
        visits = workspace.table("visits").filter(pl.col("aerodrome") == base)
        n_files = len(
            delta.data_files(workspace.layout.table("visits"), workspace.snapshot().versions["visits"])
        )
        out(
            f"{len(visits.collect()):,} visits to {base} out of {workspace.n_rows('visits'):,} "
            f"in {n_files} files\n"
        )
        rows = {
            "read the visits": lambda: (
                workspace.table("visits").filter(pl.col("aerodrome") == base).collect()
            ),
            "find the place by its name": lambda: resolve(base, register),
            "answer, identities left open": lambda: ask_visits(workspace, base, asked, register, lambda r: r),
            "answer, with identities": lambda: pipeline.visits(workspace, base, asked),
        }
        for name, work in rows.items():
            out(f"  {name:32} {median_ms(work):6.0f} ms\n")
        out(f"  (at most {AT_MOST_MS} ms are asked for)\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
