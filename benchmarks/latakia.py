"""The simulated season: visits found, missed and invented against its truth; time and memory of each step.

python -m benchmarks.latakia
"""

import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from wheelsdown import pipeline
from wheelsdown.simulation import simulate
from wheelsdown.store import Workspace

#: Touchdown is a moment between two received points.
TOLERANCE = timedelta(minutes=2)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        began = time.process_time()
        made = simulate("latakia-2025", folder)
        simulated = time.process_time()
        workspace = Workspace.create(folder / "workspace")
        pipeline.ingest(workspace, [made.archive])
        ingested = time.process_time()
        visits = workspace.table("visits").collect().to_dicts()
        lines = (made.truth / "visits.jsonl").read_text().splitlines()
    full = [true for true in map(json.loads, lines) if true["fully_seen"]]
    found = {
        (v["icao24"], v["aerodrome"], v["arrived_at"]["earliest"]) for v in visits if v["evidence_seen"] == 4
    }
    by_place: dict[tuple[str, str], list[datetime]] = {}
    for icao24, aerodrome, arrived in found:
        by_place.setdefault((icao24, aerodrome), []).append(arrived)
    hit = [
        true
        for true in full
        if any(
            abs(at - datetime.fromisoformat(true["arrived_at"])) <= TOLERANCE
            for at in by_place.get((true["icao24"], true["aerodrome"]), [])
        )
    ]
    out = sys.stdout.write
    out(f"Simulated season, {made.n_points:,} points of {made.n_flights:,} flights on {made.n_days} days\n")
    out(f"  fully seen visits found with both ends    {len(hit):,} of {len(full):,}\n")
    at_base = [true for true in full if true["aerodrome"] == "OSLK"]
    out(f"  of them at OSLK                           {sum(t in hit for t in at_base)} of {len(at_base)}\n")
    out(f"  simulate                                  {simulated - began:.1f} CPU-s\n")
    out(
        f"  ingest, {made.n_points / (ingested - simulated):,.0f} points per CPU-second   {ingested - simulated:.1f} CPU-s\n"
    )


if __name__ == "__main__":
    main()
