"""What `traffic` 2.13 makes of points: run in an environment of its own, which this project does not share.

Imports nothing but traffic and pandas. Takes a Parquet file of points as `traffic` names them and the two
tables it would otherwise download, writes one JSON line a flight, and last one with the CPU seconds.

    python traffic_peer_run.py POINTS.parquet OUT.jsonl

``TRAFFIC_CACHE_PATH`` names the folder with ``airports_ourairports.parquet`` and
``runways_ourairports.parquet``: that is where the library keeps its downloads.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import pandas as pd
from traffic.core import Flight, Traffic
from traffic.data import airports

warnings.filterwarnings("ignore")

#: A flight ends where its callsign does, or after this long a silence.
SILENCE = "30 min"


def split(points: Traffic) -> list[Flight]:
    """Cut points into flights as the library does: by address, callsign and silence."""
    return list(points.iterate(by=SILENCE))


def nearest(flight: Flight, end: str) -> str | None:
    """Name the aerodrome nearest to the first or last point: `infer_airport`, which takes any distance."""
    return flight.infer_airport(end).icao


def aligned(flight: Flight) -> list[tuple[str, float, float]]:
    """List the approaches lined up with a runway for a minute or more: `landing(method="any")`."""
    try:
        found = [(str(each.airport_max), each.start, each.stop) for each in flight.landing(method="any")]
    except (RuntimeError, ValueError, TypeError, AttributeError):  # no runway known, no altitude, one point
        return []
    return [(name, start.timestamp(), stop.timestamp()) for name, start, stop in found]


def main() -> None:
    points = Traffic(pd.read_parquet(sys.argv[1]))
    _ = airports.data
    cpu = {}
    began = time.process_time()
    flights = split(points)
    cpu["split"] = time.process_time() - began
    began = time.process_time()
    ends = [(nearest(flight, "takeoff"), nearest(flight, "landing")) for flight in flights]
    cpu["infer_airport"] = time.process_time() - began
    began = time.process_time()
    approaches = [aligned(flight) for flight in flights]
    cpu["landing_any"] = time.process_time() - began
    with Path(sys.argv[2]).open("w") as out:
        for flight, (departure, arrival), seen in zip(flights, ends, approaches, strict=True):
            row = {
                "airframe": flight.icao24,
                "first_t": flight.start.timestamp(),
                "last_t": flight.stop.timestamp(),
                "departure": departure,
                "arrival": arrival,
                "aligned": seen,
            }
            out.write(json.dumps(row) + "\n")
        out.write(json.dumps({"n_points": len(points.data), "cpu_s": cpu}) + "\n")


if __name__ == "__main__":
    main()
