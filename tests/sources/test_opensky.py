"""OpenSky state vectors: CSV, Parquet and REST answer, in our units."""

import csv
import io
import json
from datetime import UTC, datetime

import polars as pl
import pytest

from wheelsdown.schemas import SourceFormat, StateVector

COLUMNS = {
    "time": 1755648000, "icao24": "a0b1c2", "lat": 35.5, "lon": 36.0, "velocity": 100.0, "heading": 90.0,
    "vertrate": -2.0, "callsign": "AB12    ", "onground": False, "alert": False, "spi": False,
    "squawk": "0021", "baroaltitude": 304.8, "geoaltitude": 335.28, "lastposupdate": 1755647999.5,
    "lastcontact": 1755647999.9, "hour": 1755648000,
}  # fmt: skip
CAMEL = {
    "time": "eventTime", "vertrate": "vertRate", "onground": "onGround", "baroaltitude": "baroAltitude",
    "geoaltitude": "geoAltitude", "lastposupdate": "lastPosUpdate", "lastcontact": "lastContact",
}  # fmt: skip


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_parquet(rows, names=None):
    buffer = io.BytesIO()
    frame = pl.DataFrame(rows).with_columns(
        pl.from_epoch("time").dt.replace_time_zone("UTC").dt.cast_time_unit("ns")
    )
    frame.rename(names or {}).write_parquet(buffer)
    return buffer.getvalue()


def as_states(rows):
    states = [
        [
            r["icao24"], r["callsign"], "Nowhere", r["lastposupdate"], r["lastcontact"], r["lon"], r["lat"],
            r["baroaltitude"], r["onground"], r["velocity"], r["heading"], r["vertrate"], None,
            r["geoaltitude"], r["squawk"], False, 0,
        ]
        for r in rows
    ]  # fmt: skip
    return json.dumps({"time": rows[0]["time"], "states": states}).encode()


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (as_csv([COLUMNS]), SourceFormat.OPENSKY_CSV),
        (as_parquet([COLUMNS]), SourceFormat.OPENSKY_PARQUET),
        (as_parquet([COLUMNS], CAMEL), SourceFormat.OPENSKY_PARQUET),
        (as_states([COLUMNS]), SourceFormat.OPENSKY_STATES),
    ],
)
def test_si_units_become_ours_in_every_form(read, points, payload, kind):
    reading = read(payload)
    StateVector.validate(reading.state_vectors)
    (row,) = points(reading)
    assert reading.format is kind
    assert (row["airframe"], row["at"]) == ("a0b1c2", datetime(2025, 8, 20, tzinfo=UTC))
    assert (row["lat_deg"], row["lon_deg"], row["track_deg"]) == (35.5, 36.0, 90.0)
    assert row["altitude_ft"] == pytest.approx(1000)
    assert row["geometric_altitude_ft"] == pytest.approx(1100)
    assert row["groundspeed_kt"] == pytest.approx(194.384, abs=0.001)
    assert row["vertical_rate_fpm"] == pytest.approx(-393.70, abs=0.01)
    assert (row["callsign"], row["squawk"], row["on_ground"]) == ("AB12", "0021", False)
    assert row["source_type"] == ("adsb_icao" if kind is SourceFormat.OPENSKY_STATES else None)


@pytest.mark.parametrize(
    ("code", "word"), [(0, "adsb_icao"), (1, "asterix"), (2, "mlat"), (3, "flarm"), (9, None)]
)
def test_the_source_of_a_position_is_named(read, points, code, word):
    answer = json.loads(as_states([COLUMNS]))
    answer["states"][0][16] = code
    assert points(read(json.dumps(answer).encode()))[0]["source_type"] == word


def test_states_may_be_short_or_none(read):
    assert read(b'{"time": 1755648000, "states": null}').state_vectors.is_empty()
    assert read(b'{"time": 1755648000, "states": []}').state_vectors.is_empty()
    short = read(b'{"time": 1755648000, "states": [["a0b1c2", "AB12"], []]}')
    assert (short.state_vectors.height, short.dropped) == (1, {"bad_address": 1})


def test_an_address_that_lost_its_zeros_is_no_address(read):
    assert read(as_csv([COLUMNS | {"icao24": "b1c2"}, COLUMNS])).dropped == {"bad_address": 1}


def test_an_address_of_digits_stays_text(read):
    assert read(as_csv([COLUMNS | {"icao24": "000123"}])).state_vectors["airframe"].to_list() == ["000123"]


@pytest.mark.parametrize(
    ("word", "flag"), [("TRUE", True), ("False", False), ("t", True), ("0", False), ("?", None), ("", None)]
)
def test_ground_flags_in_every_common_writing(read, points, word, flag):
    (row,) = points(read(as_csv([COLUMNS | {"onground": word}])))
    assert row["on_ground"] is flag


@pytest.mark.parametrize("nothing", ["", "NULL", "NA", "nan", "inf", "-inf", "1e999", "abc"])
def test_what_is_no_number_is_missing(read, points, nothing):
    (row,) = points(read(as_csv([COLUMNS | {"baroaltitude": nothing, "lat": nothing}])))
    assert (row["altitude_ft"], row["lat_deg"], row["lon_deg"]) == (None, None, None)
    assert row["geometric_altitude_ft"] == pytest.approx(1100)


def test_ragged_lines_cost_no_others(read):
    payload = as_csv([COLUMNS, COLUMNS | {"time": 1755648001}]).replace(b"\r\n", b"\n").split(b"\n")
    payload[2:2] = [b"1755648009", b",".join([b"x"] * 40), b'"\xff\xfe']
    reading = read(b"\n".join(payload))
    assert reading.state_vectors["at"].dt.second().to_list() == [0, 1]
    assert reading.dropped == {"bad_address": 3}


def test_a_simulated_table_is_marked(read):
    assert read(as_csv([COLUMNS | {"simulated": "TRUE"}])).state_vectors["simulated"].all()
    assert not read(as_csv([COLUMNS | {"simulated": "FALSE"}])).state_vectors["simulated"].any()


# Real state vectors.


def test_real_rows_repeated_after_loss_are_dropped_and_the_last_received_kept(data, read_path):
    path = data / "opensky_state_vectors.csv"
    raw = list(csv.DictReader(path.read_text().splitlines()))
    reading = read_path(path)
    assert (reading.n_points_read, reading.dropped) == (390, {"repeated_after_loss": 322})
    state_vectors = reading.state_vectors
    told = state_vectors.filter(pl.col("lat_deg").is_not_null())
    assert told.height == len({row["lastposupdate"] for row in raw})
    last = max(raw, key=lambda row: float(row["lastposupdate"]))
    assert told["lat_deg"][-1] == float(last["lat"])
    assert abs(told["at"][-1].timestamp() - float(last["lastposupdate"])) < 1


def test_real_rows_are_those_of_a_plain_conversion(data, read_path):
    path = data / "opensky_state_vectors.csv"
    raw = list(csv.DictReader(path.read_text().splitlines()))
    n_positions = 0
    for row in read_path(path).state_vectors.iter_rows(named=True):
        source = raw[row["row"]]
        assert (row["airframe"], row["callsign"]) == (source["icao24"], source["callsign"].strip())
        assert row["altitude_ft"] == converted(source["baroaltitude"], 1 / 0.3048)
        assert row["geometric_altitude_ft"] == converted(source["geoaltitude"], 1 / 0.3048)
        assert row["groundspeed_kt"] == converted(source["velocity"], 3600 / 1852)
        assert row["vertical_rate_fpm"] == converted(source["vertrate"], 60 / 0.3048)
        assert row["track_deg"] == converted(source["heading"], 1)
        assert row["on_ground"] == (source["onground"] == "TRUE")
        if row["lat_deg"] is not None:
            n_positions += 1
            assert (row["lat_deg"], row["lon_deg"]) == (float(source["lat"]), float(source["lon"]))
    assert n_positions > 30


def converted(text, factor):
    return None if text == "NA" else pytest.approx(float(text) * factor)


def test_a_real_query_result_is_read(data, read_path):
    path = data / "opensky_trino.parquet"
    raw = pl.read_parquet(path)
    reading = read_path(path)
    StateVector.validate(reading.state_vectors)
    assert (reading.n_points_read, reading.dropped) == (280, {"repeated_after_loss": 16})
    ours = reading.state_vectors
    expected = raw["lastposupdate"].drop_nulls().n_unique()
    assert ours["lat_deg"].count() == expected
    assert ours["at"].min() == raw["time"].min()
    assert ours["on_ground"].sum() == raw["onground"].sum()
