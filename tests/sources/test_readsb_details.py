"""Every field of a readsb trace, with its unit in its name."""

import gzip
import re

import orjson
import pytest

from wheelsdown.errors import SourceError
from wheelsdown.sources import read_trace_details
from wheelsdown.sources.readsb_details import DETAILS

#: The keys of FORMATS: what readsb may write into the object at index 8.
KEYS = [
    "flight",
    "alt_geom",
    "ias",
    "tas",
    "mach",
    "wd",
    "ws",
    "oat",
    "tat",
    "track",
    "track_rate",
    "roll",
    "mag_heading",
    "true_heading",
    "baro_rate",
    "geom_rate",
    "squawk",
    "emergency",
    "category",
    "nav_qnh",
    "nav_altitude_mcp",
    "nav_altitude_fms",
    "nav_heading",
    "nav_modes",
    "nic",
    "rc",
    "version",
    "nic_baro",
    "nac_p",
    "nac_v",
    "sil",
    "sil_type",
    "gva",
    "sda",
    "alert",
    "spi",
    "type",
]

#: Columns that count or name something and so have no unit.
UNITLESS = {
    "row", "mach", "squawk", "emergency", "category", "nav_modes", "nic", "adsb_version", "nic_baro", "nac_p", "nac_v",
    "sil", "sil_type", "gva", "sda", "alert", "spi", "callsign", "receiver_id", "at",
}  # fmt: skip


def test_every_key_has_a_column():
    assert set(DETAILS) == set(KEYS)


def test_every_number_says_its_unit(data):
    frame = read_trace_details((data / "trace_full_ac671b.json").read_bytes())
    for name, dtype in frame.schema.items():
        if dtype.is_numeric() and name not in UNITLESS:
            assert re.search(r"_(ft|kt|deg|deg_s|fpm|c|hpa|m)$", name), name


def test_the_real_trace_is_read_whole(data):
    payload = (data / "trace_full_ac671b.json").read_bytes()
    frame = read_trace_details(payload)
    trace = orjson.loads(gzip.decompress(payload))["trace"]
    assert frame.height == len(trace) == 2500
    for row in frame.sort("row").iter_rows(named=True):
        point = trace[row["row"]]
        assert (row["ias_kt"], row["roll_deg"], row["geometric_rate_fpm"]) == (
            point[12],
            point[13],
            point[11],
        )
        assert row["vertical_rate_is_geometric"] == bool(point[6] & 4)
        for key, (name, _) in DETAILS.items():
            if point[8] and key in point[8]:
                expected = point[8][key]
                expected = " ".join(expected) if isinstance(expected, list) else expected
                assert row[name] == (expected.strip() if key == "flight" else expected)


def test_details_are_carried_for_sixty_seconds(trace):
    details = {"tas": 240, "nav_altitude_mcp": 5008, "oat": -40}
    frame = read_trace_details(
        trace([[t, 35, 36, 1000, 200, 90, 0, 0, details if t == 0 else None] for t in (0, 60, 61)])
    )
    assert frame["tas_kt"].to_list() == [240, 240, None]
    assert frame["nav_altitude_mcp_ft"].to_list() == [5008, 5008, None]
    assert frame["oat_c"].to_list() == [-40, -40, None]


def test_odd_points_and_details_cost_nothing_else(trace):
    points = [
        [0, 35, 36, 1, 2, 3, 0, 0, {"tas": "fast", "category": "\x1b[31mA3"}],
        "x",
        [],
        [None],
        [True],
        [5, 35, 36, "ground"],
    ]
    frame = read_trace_details(trace(points))
    assert frame["row"].to_list() == [0, 5]
    assert (frame["tas_kt"][0], frame["category"][0], frame["on_ground"].to_list()) == (
        None,
        "[31mA3",
        [False, True],
    )


@pytest.mark.parametrize("payload", [b"", b"{}", b"[1]", b'{"timestamp": "x", "trace": []}', b"\x1f\x8b\x08"])
def test_what_is_no_trace_is_refused(payload):
    with pytest.raises(SourceError):
        read_trace_details(payload)
