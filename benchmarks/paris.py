"""Landings of the Paris sample seen down to a runway: right, wrong and none, against independent labels.

The floor beside it is the rule many tools use: the nearest aerodrome to the last received position.

    python -m benchmarks.paris
"""

import csv
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from wheelsdown import pipeline
from wheelsdown.geo.airfields import Airfields
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.store import Workspace

DATA = Path(__file__).parent.parent / "tests" / "data"
#: Labels say when a runway, or its last 0.9 NM, was entered; a flight ends within minutes of it.
NEAR = timedelta(minutes=4)


def table() -> list[tuple[str, int, int, int]]:
    """Give (rule, right, wrong, none) for wheelsdown and for the floor."""
    with (DATA / "truth" / "paris_landings.csv").open() as file:
        labels = list(csv.DictReader(file))
    with TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "workspace")
        pipeline.ingest(workspace, [DATA / "tracks" / "quickstart.parquet"])
        flights = workspace.table("flights").collect().to_dicts()
    fields = Airfields(load_aerodromes(), load_runway_ends())
    ours, floor = [], []
    for label in labels:
        crossed = datetime.fromisoformat(label["crossed_at"]).astimezone(UTC)
        own = [f for f in flights if f["icao24"] == label["icao24"]]
        near = [f for f in own if abs((f["landing"]["at"] or f["last_seen"]["at"]) - crossed) < NEAR]
        named = near[0]["landing"]["aerodrome"] if near else None
        ours.append(
            (label["aerodrome"], named if near and near[0]["landing"]["basis"] == "observed" else None)
        )
        nearest = None
        if near:
            last = near[0]["last_seen"]
            field, _ = fields.nearest(np.array([last["lat_deg"]]), np.array([last["lon_deg"]]))
            nearest = fields.ids[int(field[0])]
        floor.append((label["aerodrome"], nearest))
    return [
        ("wheelsdown, observed", *_counted(ours)),
        ("nearest aerodrome to the last position", *_counted(floor)),
    ]


def _counted(pairs: list[tuple[str, str | None]]) -> tuple[int, int, int]:
    right = sum(found == true for true, found in pairs)
    none = sum(found is None for _, found in pairs)
    return right, len(pairs) - right - none, none


def main() -> None:
    rows = table()
    sys.stdout.write(f"Paris, {sum(rows[0][1:])} labelled landings\n")
    for rule, right, wrong, none in rows:
        sys.stdout.write(f"  {rule:40} right {right:3}  wrong {wrong:3}  none {none:3}\n")


if __name__ == "__main__":
    main()
