"""A small benchmark day as a table of points, read without any of wheelsdown's readers."""

import gzip
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson
import polars as pl

#: The columns that the oracles take.
COLUMNS = {
    "airframe": pl.String,
    "time_us": pl.Int64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "altitude_ft": pl.Float64,
    "groundspeed_kt": pl.Float64,
    "ground": pl.Int8,
}


def points_of(archives: Sequence[Path]) -> pl.DataFrame:
    """Give every point of some archives; ground is 1 where the altitude says so, 0 where it is a number."""
    rows = [row for path in archives for trace in traces_of(path) for row in _rows(trace)]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def traces_of(path: Path) -> Iterator[dict]:
    """Give every trace of an archive, as its JSON says."""
    with tarfile.open(path) as tar:
        for info in tar:
            if (file := tar.extractfile(info)) is not None:
                yield orjson.loads(gzip.decompress(file.read()))


def _rows(trace: dict) -> Iterator[tuple]:
    start_us = round(trace["timestamp"] * 1_000_000)
    for offset, lat, lon, altitude, speed, *_ in trace["trace"]:
        down = altitude == "ground"
        height = None if down else altitude
        ground = 1 if down else (0 if altitude is not None else -1)
        yield trace["icao"], start_us + round(offset * 1_000_000), lat, lon, height, speed, ground
