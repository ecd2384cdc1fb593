"""Frames of the traffic library: JSON by records or by columns, and Parquet, say the same."""

import gzip
import io
import json
from datetime import UTC, datetime

import polars as pl
import pytest

from wheelsdown.schemas import SourceFormat, StateVector

RECORD = {
    "timestamp": 1755648000000, "icao24": "A0B1C2", "callsign": " AB12 ", "latitude": 35.5, "longitude": 36.0,
    "altitude": 1000, "geoaltitude": 1100.5, "groundspeed": 200.0, "track": 90, "vertical_rate": -64.0,
    "onground": False, "squawk": 21, "flight_id": "AB12_001", "destination": "XXXX",
}  # fmt: skip


def packed(records):
    return json.dumps(records).encode()


def by_columns(records, column=dict):
    names = {name for record in records for name in record}
    return packed({n: column((str(i), r.get(n)) for i, r in enumerate(records)) for n in names})


def as_lists(records):
    return packed({name: [record.get(name) for record in records] for name in records[0]})


def as_parquet(records):
    buffer = io.BytesIO()
    times = (
        pl.from_epoch("timestamp", time_unit="ms").dt.replace_time_zone("UTC").cast(pl.Datetime("ns", "UTC"))
    )
    pl.DataFrame(records).with_columns(times).write_parquet(buffer)
    return buffer.getvalue()


def test_columns_mean_what_they_say(read, points):
    reading = read(packed([RECORD]))
    StateVector.validate(reading.state_vectors)
    (row,) = points(reading)
    assert reading.format is SourceFormat.TRAFFIC_JSON
    assert row["at"] == datetime(2025, 8, 20, tzinfo=UTC)
    assert (row["airframe"], row["callsign"], row["squawk"]) == ("a0b1c2", "AB12", "0021")
    assert (row["lat_deg"], row["lon_deg"], row["altitude_ft"], row["geometric_altitude_ft"]) == (
        35.5,
        36,
        1000,
        1100.5,
    )
    assert (row["groundspeed_kt"], row["track_deg"], row["vertical_rate_fpm"]) == (200, 90, -64)
    assert (row["on_ground"], row["stale"], row["simulated"], row["source_type"]) == (
        False,
        False,
        False,
        None,
    )
    assert reading.assertions.is_empty()


@pytest.mark.parametrize("write", [by_columns, as_lists, as_parquet, lambda r: gzip.compress(packed(r))])
def test_all_ways_of_saving_a_frame_say_the_same(read, write):
    records = [RECORD | {"timestamp": RECORD["timestamp"] + 1000 * i, "altitude": 1000 + i} for i in range(5)]
    expected = read(packed(records)).state_vectors.drop("sha256")
    assert read(write(records)).state_vectors.drop("sha256").equals(expected)


@pytest.mark.parametrize(
    "time",
    [
        1755648000,
        1755648000.0,
        1755648000000000,
        1755648000000000000,
        "1755648000000",
        "2025-08-20T00:00:00Z",
        "2025-08-20 00:00:00",
        "2025-08-20 00:00:00+00:00",
        "2025-08-20T02:00:00.000+0200",
    ],
)
def test_times_are_read_in_every_common_writing(read, points, time):
    (row,) = points(read(packed([RECORD | {"timestamp": time}])))
    assert row["at"] == datetime(2025, 8, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("squawk", "expected"),
    [(21, "0021"), (4720.0, "4720"), ("7700", "7700"), (9999, None), ("12345", None), (None, None)],
)
def test_squawks_are_four_octal_digits_or_nothing(read, points, squawk, expected):
    (row,) = points(read(packed([RECORD | {"squawk": squawk}])))
    assert row["squawk"] == expected


def test_bad_rows_are_counted_and_the_good_ones_kept(read, points):
    records = [
        RECORD,
        RECORD | {"icao24": "xyz"},
        RECORD | {"icao24": None},
        RECORD | {"icao24": "1234"},
        RECORD | {"timestamp": None},
        RECORD | {"timestamp": "soon"},
        RECORD | {"latitude": 200},
        RECORD | {"timestamp": 99755648000000},
        RECORD,
        RECORD | {"latitude": "north", "altitude": 5},
    ]
    reading = read(packed(records))
    assert [row["row"] for row in points(reading)] == [0, 9]
    assert reading.dropped == {
        "bad_address": 3,
        "no_time": 2,
        "position_off_the_globe": 1,
        "time_in_the_future": 1,
        "exact_duplicate": 1,
    }
    assert points(reading)[1]["lat_deg"] is None


def test_a_flag_is_no_number(read, points):
    for records in ([RECORD | {"latitude": True}, RECORD | {"altitude": 5}], [RECORD | {"altitude": True}]):
        assert all(row["lat_deg"] != 1 and row["altitude_ft"] != 1 for row in points(read(packed(records))))


@pytest.mark.parametrize("mark", [True, 1, "yes"])
def test_a_simulated_frame_is_marked_as_a_whole(read, mark):
    reading = read(packed([RECORD, RECORD | {"altitude": 5, "simulated": mark}]))
    assert reading.state_vectors["simulated"].to_list() == [True, True]


def test_large_tables_come_in_batches_cut_at_airframes(tmp_path, monkeypatch):
    from wheelsdown.sources import find_sources, read_source, table_reader

    monkeypatch.setattr(table_reader, "POINTS_PER_BATCH", 4)
    records = [
        RECORD | {"timestamp": RECORD["timestamp"] + i, "icao24": f"0000{i % 5:02x}"} for i in range(15)
    ]
    path = tmp_path / "frame.json"
    path.write_bytes(packed([*records, RECORD | {"icao24": ""}]))
    (source,), _ = find_sources([path])
    batches = list(read_source(source))
    assert len(batches) > 1
    assert [b.n_points_read for b in batches] == [16] + [0] * (len(batches) - 1)
    assert [b.dropped for b in batches] == [{"bad_address": 1}] + [{}] * (len(batches) - 1)
    assert [set(b.state_vectors["airframe"]) for b in batches] == [set(b.parts["airframe"]) for b in batches]
    everything = pl.concat([b.state_vectors for b in batches])
    assert everything.height == 15
    assert everything["airframe"].is_sorted()


def test_only_the_airframes_asked_for(read):
    records = [RECORD, RECORD | {"icao24": "3d0ac2"}]
    assert read(packed(records), airframes={"3d0ac2"}).state_vectors["airframe"].to_list() == ["3d0ac2"]


# Real frames with one known defect each.


@pytest.mark.parametrize(
    ("name", "airframe", "n_rows"),
    [
        ("ground", "440549", 924),
        ("landing", "3c664e", 848),
        ("takeoff", "3946e4", 730),
        ("time_issue", "4b1815", 8294),
    ],
)
def test_real_frames_are_read_whole(data, read_path, name, airframe, n_rows):
    reading = read_path(data / f"noisy_{name}.json.gz")
    assert (reading.n_points_read, reading.dropped) == (n_rows, {})
    assert reading.parts["airframe"].to_list() == [airframe]
    assert reading.parts["n_points"].to_list() == [reading.state_vectors.height]


def test_a_real_frame_tells_each_received_position_once(data, read_path):
    path = data / "noisy_spoofing.json.gz"
    raw = json.loads(gzip.decompress(path.read_bytes()))
    received = {time for time in raw["last_position"].values() if time is not None}
    reading = read_path(path)
    told = reading.state_vectors.filter(pl.col("lat_deg").is_not_null())
    assert told.height == len(received)
    ages = told["at"].dt.epoch("ms") - pl.Series(sorted(received))
    assert ages.min() >= 0
    assert ages.max() <= 15_000
    assert reading.state_vectors["row"].n_unique() == len(raw["timestamp"])
