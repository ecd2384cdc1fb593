"""Every column of the readsb reader against an independent, slow and plain reading of the same bytes."""

import gzip
import hashlib
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wheelsdown.sources import find_sources, read_source

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CARRIED = {
    "callsign": "flight",
    "squawk": "squawk",
    "nic": "nic",
    "nac_p": "nac_p",
    "adsb_version": "version",
}


def plain_reading(stored: bytes) -> list[dict[str, Any]]:
    """One dictionary per point kept, in the order of the reader, by loops over orjson's lists."""
    text = gzip.decompress(stored) if stored[:2] == b"\x1f\x8b" else stored
    document = orjson.loads(text)
    simulated = bool(document.get("simulated"))
    rows = []
    for row, point in enumerate(document["trace"]):
        p = [*point, *[None] * (15 - len(point))]
        details = p[8] or {}
        flags = p[6] or 0
        source = p[9] if p[9] is not None else details.get("type")
        simulated |= source is not None and source.startswith("sim_")
        barometric = p[3] if isinstance(p[3], int | float) and not flags & 8 else None
        geometric = next(
            (
                v
                for v in (p[10], details.get("alt_geom"), p[3] if flags & 8 and p[3] != "ground" else None)
                if v is not None
            ),
            None,
        )
        rows.append(
            {
                "airframe": document["icao"],
                "at_us": round(document["timestamp"] * 1e6) + round(p[0] * 1e6),
                "lat_deg": None if p[2] is None else p[1],
                "lon_deg": None if p[1] is None else p[2],
                "altitude_ft": barometric,
                "geometric_altitude_ft": geometric,
                "on_ground": True if p[3] == "ground" else None if p[3] is None else False,
                "groundspeed_kt": p[4],
                "track_deg": p[5],
                "vertical_rate_fpm": p[7],
                "source_type": source.removeprefix("sim_") if source else None,
                "stale": bool(flags & 1),
                "new_leg": bool(flags & 2),
                "estimated": False,
                "sha256": hashlib.sha256(stored).hexdigest(),
                "row": row,
                "details": details,
            }
        )
    rows.sort(key=lambda r: (r["at_us"], r["row"]))
    carry(rows)
    return without_repeats([r | {"simulated": simulated} for r in rows])


def carry(rows: list[dict[str, Any]]) -> None:
    for name, key in CARRIED.items():
        value, since = None, -math.inf
        for r in rows:
            here = r["details"].get(key)
            if name == "callsign" and here is not None:
                here = here.strip() or None
            if here is not None:
                value, since = here, r["at_us"]
            r[name] = value if r["at_us"] - since <= 60_000_000 else None


def without_repeats(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen, kept = set(), []
    for r in rows:
        del r["details"]
        values = tuple(v for k, v in r.items() if k != "row")
        if values not in seen:
            kept.append(r)
        seen.add(values)
    for r in kept:
        r["at"] = EPOCH + timedelta(microseconds=r.pop("at_us"))
    return kept


def read_back(path: Path) -> list[dict[str, Any]]:
    (source,), _ = find_sources([path])
    (reading,) = read_source(source)
    return reading.state_vectors.to_dicts()


def test_the_real_trace_is_read_as_a_plain_reading_reads_it(data):
    path = data / "trace_full_ac671b.json"
    expected = plain_reading(path.read_bytes())
    assert len(expected) == 2500
    assert read_back(path) == expected


@pytest.mark.shared
def test_the_real_trace_reads_the_same_unpacked(shared_data):
    path = shared_data / "tracks" / "trace_full_ac671b.json"
    assert read_back(path) == plain_reading(path.read_bytes())


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


NUMBERS = st.floats(-1e5, 1e5, allow_nan=False) | st.integers(-100_000, 100_000)
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["adsb_icao", "mlat"]),
        "flight": st.sampled_from(["AB123   ", "RFF7074 ", "        "]),
        "squawk": st.sampled_from(["0021", "7700"]),
        "nic": st.integers(0, 11),
        "nac_p": st.integers(0, 11),
        "version": st.integers(0, 2),
        "alt_geom": st.integers(-1000, 50_000),
        "nav_modes": st.just(["autopilot", "vnav"]),
        "emergency": st.just("none"),
    },
)


@st.composite
def trace_points(draw: st.DrawFn) -> list[Any]:
    """A point of 9 to 15 columns, whose time may be negative, repeated or out of order."""
    point = [
        draw(st.floats(-200, 400).map(lambda x: round(x, 2))),
        draw(maybe(st.floats(-90, 90))),
        draw(maybe(st.floats(-180, 180))),
        draw(st.none() | st.just("ground") | st.integers(-1000, 60_000)),
        draw(maybe(NUMBERS)),
        draw(maybe(st.floats(0, 360))),
        draw(st.integers(0, 15)),
        draw(maybe(st.integers(-6000, 6000))),
        draw(maybe(DETAILS)),
        draw(maybe(st.sampled_from(["adsb_icao", "mlat", "tisb_icao", "sim_adsb_icao"]))),
        draw(maybe(st.integers(-1000, 60_000))),
        draw(maybe(st.integers(-6000, 6000))),
        draw(maybe(st.integers(0, 500))),
        draw(maybe(NUMBERS)),
        "0123abcd",
    ]
    return point[: draw(st.integers(9, 15))]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    points=st.lists(trace_points(), max_size=12),
    icao=st.sampled_from(["a0b1c2", "~29f0ab"]),
    start=st.floats(1.6e9, 1.75e9).map(lambda x: round(x, 3)),
    simulated=st.sampled_from([None, False, True]),
    zipped=st.booleans(),
    repeats=st.integers(0, 2),
)
def test_any_trace_is_read_as_a_plain_reading_reads_it(
    tmp_path, points, icao, start, simulated, zipped, repeats
):
    document = {"icao": icao, "timestamp": start, "trace": points + points[:repeats]}
    if simulated is not None:
        document["simulated"] = simulated
    payload = orjson.dumps(document)
    path = tmp_path / "anything"
    path.write_bytes(gzip.compress(payload, mtime=0) if zipped else payload)
    assert read_back(path) == plain_reading(path.read_bytes())
