"""Heatmaps: every field, hostile bytes, and beginnings that are cut off anywhere."""

import gzip
import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.errors import SourceError
from wheelsdown.sources.heatmap import read_heatmap, read_heatmap_start

AT_MS = 1761480000123


def slice_header(at_ms: int = AT_MS) -> bytes:
    return struct.pack("<IiIhh", 0x0E7F7C9D, at_ms >> 32, at_ms & 0xFFFFFFFF, 30000, 0)


def record(hex_: int, lat: float, lon: float, alt: int = 40, gs: int = 1405) -> bytes:
    return struct.pack("<Iiihh", hex_, round(lat * 1e6), round(lon * 1e6), alt, gs)


def test_every_field_is_read() -> None:
    payload = (
        slice_header()
        + record(0x4B1803, 35.401, -35.949)
        + record((5 << 27) | (1 << 24) | 0xABC, -1.0, 2.0, alt=-123, gs=-1)
        + struct.pack("<Iiihh", 0x4B1803, 1073741824 + 1200, 0, 0, 0)
    )
    found = read_heatmap(payload, where="x")
    first, second = found.rows.to_dicts()
    assert found.n_dropped == 0
    assert first == {
        "airframe": "4b1803", "at": datetime.fromtimestamp(AT_MS / 1000, UTC), "lat_deg": 35.401,
        "lon_deg": -35.949, "altitude_ft": 1000.0, "on_ground": False, "groundspeed_kt": 140.5,
        "source_type": "adsb_icao",
    }  # fmt: skip
    assert (second["airframe"], second["source_type"], second["on_ground"]) == ("~000abc", "mlat", True)
    assert (second["altitude_ft"], second["groundspeed_kt"]) == (None, None)


def test_each_position_has_the_time_of_its_slice_packed_or_not() -> None:
    later = AT_MS + 30_000
    payload = slice_header() + record(1, 1, 1) + slice_header(later) + record(2, 2, 2) + record(3, 3, 3)
    rows = read_heatmap(gzip.compress(payload), where="x").rows
    assert [round(at.timestamp() * 1000) for at in rows["at"]] == [AT_MS, later, later]
    assert rows["airframe"].to_list() == ["000001", "000002", "000003"]


def test_positions_off_the_globe_and_times_of_no_age_are_counted() -> None:
    payload = slice_header() + record(1, 91, 0) + record(2, 0, 181) + record(3, 1, 1)
    found = read_heatmap(payload, where="x")
    assert (found.rows["airframe"].to_list(), found.n_dropped) == (["000003"], 2)
    assert read_heatmap(slice_header(5) + record(3, 1, 1), where="x").n_dropped == 1


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"<html>not found</html>",
        record(1, 1, 1),
        slice_header() + b"x",
        gzip.compress(b"x" * 48, mtime=0)[:-3],
    ],
)
def test_what_is_no_heatmap_is_refused(bad: bytes) -> None:
    with pytest.raises(SourceError):
        read_heatmap(bad, where="x")


@given(st.integers(16, 200))
def test_a_beginning_gives_the_positions_it_holds(size: int) -> None:
    payload = slice_header() + b"".join(record(i, 1, 1) for i in range(1, 30))
    rows = read_heatmap_start(payload[:size], where="x").rows
    assert rows.height == size // 16 - 1
    packed = gzip.compress(payload)
    assert read_heatmap_start(packed[: len(packed) - 4], where="x").rows.height == 29


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(junk: bytes) -> None:
    for payload in (junk, slice_header() + junk):
        for reader in (read_heatmap, read_heatmap_start):
            try:
                found = reader(payload, where="x")
            except SourceError:
                continue
            assert found.rows.height + found.n_dropped <= len(payload) // 16
