"""Record and amend without end, until killed; run as ``python amend_forever.py WORKSPACE ORIGINALS``.

Generation g records one original, adds flight fg and visit vg with the callsign ``Gg``, gives visit v(g-1)
that callsign too, and adds parts of the original. Files are merged and removed at almost every step.
One line of output per generation.
"""

import runpy
import sys
from datetime import timedelta
from pathlib import Path

import polars as pl

from wheelsdown.store import Amendment, Workspace, cleaning, compaction


def main(folder: Path, originals: Path) -> None:
    make = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
    compaction.FAN_IN, cleaning.RETENTION = 2, timedelta(0)
    workspace = Workspace.create(folder)
    # a killed run may have recorded one original more than it published
    generation = len(workspace.snapshot().covers)
    while True:
        generation += 1
        newest = workspace.record(make["make_acquisition"](originals / str(generation))).sha256
        flights = make["make_flights"](generation + 1, f"G{generation}").tail(1)
        visits = make["make_visits"](generation + 1, f"G{generation}").tail(2)
        last = f"v{generation - 1}"
        if generation == 1:
            visits = visits.filter(pl.col("visit_id") != last)
        workspace.amend(
            {
                "flights": Amendment(flights),
                "visits": Amendment(visits, [last]),
                "parts": Amendment(make["make_parts"](1, newest)),
                "identity_assertions": Amendment(make["make_assertions"](f"G{generation}")),
            },
            covers=[*workspace.snapshot().covers, newest],
        )
        sys.stdout.write(f"{generation}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
