"""Daily archives of traces, in the layout readsb writes, from points that a test makes or real ones say."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from wheelsdown.sources import find_sources, read_source

DAY_S = 86_400
#: 2025-10-26T00:00:00Z.
MIDNIGHT_S = 1_761_436_800

Row = list[Any]
Member = tuple[str, bytes]


def flown(
    start_s: float,
    n: int,
    *,
    step_s: float = 10.0,
    lat: float = 50.0,
    lon: float = 10.0,
    callsigns: Sequence[str] = ("QQA12",),
    simulated: bool = False,
) -> list[tuple[float, Row]]:
    """Give points of an invented flight: seconds since 1970, and the row without its time."""
    source = "sim_adsb_icao" if simulated else "adsb_icao"
    return [
        (
            start_s + step_s * i,
            [
                round(lat + 0.01 * i, 6), lon, 9_000 + 25 * i, 300.0, 0.0, 0, 640,
                {"type": source, "flight": f"{callsigns[i % len(callsigns)]:8}", "nic": 8, "version": 2, "nac_p": 9},
                source, 9_200 + 25 * i, None, None, None,
            ],
        )
        for i in range(n)
    ]  # fmt: skip


def real_points(path: Path) -> dict[str, list[tuple[float, Row]]]:
    """Give the placed points of every airframe in a real sample, in order, as ``flown`` does."""
    sources, _ = find_sources([path])
    states = pl.concat([reading.state_vectors for reading in read_source(sources[0])])
    placed = states.filter(pl.col("lat_deg").is_not_null(), ~pl.col("estimated")).sort("airframe", "at")
    points: dict[str, list[tuple[float, Row]]] = {}
    for state in placed.iter_rows(named=True):
        points.setdefault(state["airframe"], []).append((state["at"].timestamp(), _row(state)))
    return points


def _row(state: dict[str, Any]) -> Row:
    level, higher = state["altitude_ft"], state["geometric_altitude_ft"]
    details = {"type": "adsb_icao", "flight": (state["callsign"] or "")[:8].ljust(8)}
    details |= {
        key: state[name]
        for key, name in (("nic", "nic"), ("version", "adsb_version"), ("nac_p", "nac_p"))
        if state[name] is not None
    }
    return [
        round(state["lat_deg"], 6),
        round(state["lon_deg"], 6),
        "ground" if state["on_ground"] else (None if level is None else round(level)),
        _tenths(state["groundspeed_kt"]),
        _tenths(state["track_deg"]),
        0,
        None if state["vertical_rate_fpm"] is None else round(state["vertical_rate_fpm"]),
        details if state["callsign"] else None,
        "adsb_icao",
        None if higher is None or state["on_ground"] else round(higher),
        None,
        None,
        None,
    ]


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def trace(
    icao: str, points: Iterable[tuple[float, Row]], start_s: float | None = None, **header: Any
) -> bytes:
    """Give a trace as archives hold it; its times count from ``start_s``, or from the first point's second."""
    points = list(points)
    start = int(points[0][0]) if start_s is None else start_s
    said = {"icao": icao, "r": "QQ-ABC", "t": "IL76", "version": "test", **header, "timestamp": start}
    head = json.dumps(said, separators=(",", ":"))[:-1]
    rows = [
        json.dumps(["@", *row], separators=(",", ":")).replace('"@"', f"{seconds - start:.2f}", 1)
        for seconds, row in points
    ]
    return gzip.compress((head + ',"trace":[\n' + ",\n".join(rows) + "\n]}\n").encode(), mtime=0)


def member(icao: str, content: bytes, folder: str | None = None) -> Member:
    return f"./traces/{folder or icao[-2:]}/trace_full_{icao}.json", content


def archive(path: Path, members: Iterable[Member]) -> Path:
    """Write an archive; a name may come more than once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def daily(folder: Path, points: dict[str, list[tuple[float, Row]]]) -> list[Path]:
    """Write points as one archive a UTC day, as public ones are."""
    days: dict[int, list[Member]] = {}
    for icao, theirs in sorted(points.items()):
        for day in sorted({int(seconds // DAY_S) for seconds, _ in theirs}):
            of_day = [each for each in theirs if each[0] // DAY_S == day]
            days.setdefault(day, []).append(member(icao, trace(icao, of_day, day * DAY_S)))
    return [
        archive(
            folder / f"v{datetime.fromtimestamp(day * DAY_S, UTC):%Y.%m.%d}-planes-readsb-prod-0.tar", members
        )
        for day, members in sorted(days.items())
    ]
