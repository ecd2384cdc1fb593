"""How long a person waits: starting the program, a look-up of 500 aircraft, a small commit of tables.

Figures of one machine, to be compared side by side in one run; nothing is asserted.

    python -m benchmarks.promptness
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from wheelsdown import pipeline
from wheelsdown.reference.identity import best_known, shipped_assertions
from wheelsdown.reference.standing_data import shipped_aircraft
from wheelsdown.store import Workspace

CALFIRE = Path(pipeline.__file__).parent / "demo_data" / "calfire.json.gz"


def median_ms(work: Callable[[], object], times: int = 5) -> float:
    """Give the median wall time in milliseconds, after one run that does not count."""
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def started(*words: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True)


def main() -> None:
    airframes = shipped_aircraft()["airframe"].to_list()[::33][:500]
    with TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "workspace")
        pipeline.ingest(workspace, [CALFIRE])
        visits = workspace.table("visits").collect()
        covers = workspace.snapshot().covers
        sizes = iter(range(1, len(visits)))
        rows = {
            "python that does nothing (the floor)": started("-c", "pass"),
            "wheelsdown --help": started("-m", "wheelsdown", "--help"),
            "look up 500 aircraft": lambda: best_known(shipped_assertions(airframes), airframes),
            "publish a changed table": lambda: workspace.publish(
                {"visits": visits.head(next(sizes))}, covers=covers
            ),
            "ask for the visits to one place": lambda: pipeline.visits(
                workspace, "KRNM", pipeline.RowFilter()
            ),
        }
        sys.stdout.write("Waiting times, median of five, ms\n")
        for name, work in rows.items():
            sys.stdout.write(f"  {name:40} {median_ms(work):8.0f}\n")


if __name__ == "__main__":
    main()
