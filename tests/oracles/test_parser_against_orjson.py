"""The strict reader against orjson and plain loops over its lists, bit for bit, in every column."""

import gzip
import math
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest
from benchmarks.parser import sample_trace

from wheelsdown.sources.bulk_reader import BulkReader

CARRY_US = 60_000_000


def expected(text: bytes) -> dict[str, list[Any]]:
    document = orjson.loads(text)
    columns: dict[str, list[Any]] = {name: [] for name in NAMES}
    seen: dict[str, tuple[Any, int]] = {}
    for row in document["trace"]:
        p = [*row, *[None] * (15 - len(row))]
        d, flags = p[8] or {}, p[6] or 0
        at = round(document["timestamp"] * 1e6) + round(p[0] * 1e6)
        seen |= {key: (d[key], at) for key in ("nac_p", "nic", "version") if key in d}
        if d.get("flight", "").strip():
            seen["flight"] = (d["flight"].strip(), at)
        fresh = {key: value for key, (value, sent) in seen.items() if at - sent <= CARRY_US}
        number = p[3] if isinstance(p[3], int | float) else None
        heights = [p[10], d.get("alt_geom"), number if flags & 8 else None]
        values = {
            "time_us": at,
            "lat": p[1],
            "lon": p[2],
            "altitude_ft": None if flags & 8 else number,
            "geometric_altitude_ft": next((h for h in heights if h is not None), None),
            "groundspeed_kt": p[4],
            "track_deg": p[5],
            "vertical_rate_fpm": p[7],
            "ground": -1 if p[3] is None else int(p[3] == "ground"),
            "nac_p": fresh.get("nac_p", -1),
            "nic": fresh.get("nic", -1),
            "adsb_version": fresh.get("version", -1),
            "callsign": int.from_bytes(fresh.get("flight", "").encode().ljust(8, b"\0"), "big"),
        }
        for name, value in values.items():
            columns[name].append(value)
    return columns


FLOATS = [
    "lat",
    "lon",
    "altitude_ft",
    "geometric_altitude_ft",
    "groundspeed_kt",
    "track_deg",
    "vertical_rate_fpm",
]
WHOLE = ["time_us", "ground", "nac_p", "nic", "adsb_version", "callsign"]
NAMES = (*FLOATS, *WHOLE)


def check(text: bytes) -> None:
    bulk = BulkReader().read(text)
    assert bulk is not None
    columns = expected(text)
    for name in FLOATS:
        values = np.array([math.nan if v is None else float(v) for v in columns[name]])
        got = getattr(bulk, name)
        assert np.array_equal(np.isnan(got), np.isnan(values)), name
        here = ~np.isnan(values)
        assert np.array_equal(got[here].view(np.int64), values[here].view(np.int64)), name
    for name in WHOLE:
        assert getattr(bulk, name).tolist() == columns[name], name


@pytest.mark.parametrize("style", range(32))
def test_generated_traces(style: int) -> None:
    check(sample_trace(100 + style, n_points=400, style=style))


def test_a_genuine_trace(data: Path) -> None:
    stored = (data / "trace_full_ac671b.json").read_bytes()
    check(gzip.decompress(stored) if stored[:2] == b"\x1f\x8b" else stored)
