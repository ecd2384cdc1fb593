"""What may come in: addresses, times, positions, numbers, repeats."""

import polars as pl
import pytest

from wheelsdown.sources.door import admit

POINT = [0.0, 35.0, 36.0, 1000, 200.0, 90.0, 0, 0, None]


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ([0, 200, 36, *POINT[3:]], "position_off_the_globe"),
        ([0, 35, -180.5, *POINT[3:]], "position_off_the_globe"),
        ([1e9, *POINT[1:]], "time_in_the_future"),
        ([-1.7e9, *POINT[1:]], "time_before_1990"),
        ([1e300, *POINT[1:]], "no_time"),
    ],
)
def test_an_impossible_point_is_dropped_and_counted(read, trace, point, reason):
    reading = read(trace([[-5, *POINT[1:]], point, [5, *POINT[1:]]]))
    assert reading.state_vectors["row"].to_list() == [0, 2]
    assert reading.dropped == {reason: 1}


@pytest.mark.parametrize("nothing", ["NaN", "-Infinity", "Infinity", "1e999", "-1E+400"])
def test_what_is_no_number_is_missing(read, points, nothing):
    points_text = '[0,NO,36,NO,NO,90,0,NO,{"nic":8,"alt_geom":NO}],[5,35,36,1,2,3,0,0,null]'
    body = '{"icao":"a0b1c2","timestamp":1755648000,"trace":[' + points_text + "]}"
    first, second = points(read(body.replace("NO", nothing).encode()))
    assert (first["lat_deg"], first["lon_deg"], first["altitude_ft"], first["groundspeed_kt"]) == (
        None,
        None,
        None,
        None,
    )
    assert (first["track_deg"], first["nic"], first["geometric_altitude_ft"]) == (90, 8, None)
    assert second["lat_deg"] == 35


def test_a_time_that_is_no_number_drops_the_point(read):
    two = b"[NaN,35,36,1,2,3,0,0,null],[5,35,36,1,2,3,0,0,null]"
    body = b'{"icao":"a0b1c2","timestamp":1755648000,"trace":[' + two + b"]}"
    reading = read(body)
    assert reading.state_vectors["row"].to_list() == [1]
    assert sum(reading.dropped.values()) == 1


def test_half_a_position_is_none(read, trace, points):
    (row,) = points(read(trace([[0, 35, None, *POINT[3:]]])))
    assert (row["lat_deg"], row["lon_deg"], row["altitude_ft"]) == (None, None, 1000)


def test_exact_repeats_are_dropped_and_near_ones_kept(read, trace):
    reading = read(trace([POINT, POINT, [*POINT[:4], 201, *POINT[5:]], POINT, [5, *POINT[1:]]]))
    assert reading.state_vectors["row"].to_list() == [0, 2, 4]
    assert reading.dropped == {"exact_duplicate": 2}


def test_what_is_read_is_kept_or_counted(read, trace):
    reading = read(trace([POINT, POINT, [0, 200, 36, *POINT[3:]], "x", [1e9, *POINT[1:]]]))
    assert reading.n_points_read == reading.state_vectors.height + sum(reading.dropped.values()) == 5


@pytest.mark.parametrize("at", [(90, 180), (-90, -180), (90, -180), (None, None)])
def test_the_edges_of_the_globe_are_on_it(read, trace, points, at):
    reading = read(trace([[0, *at, *POINT[3:]], [5, *POINT[1:]]]))
    assert [(row["lat_deg"], row["lon_deg"]) for row in points(reading)] == [at, (35, 36)]
    assert reading.dropped == {}


@pytest.mark.parametrize(
    "airframe", ["4CA123", "4ca12", "4ca1234", "~4ca123 ", "anon:0", "4ca123\n", "", None]
)
def test_a_name_that_is_no_address_is_dropped_also_beside_good_ones(airframe):
    names = pl.Series(["4ca123", airframe, "~4ca123", "anon:0123456789abcdef"], dtype=pl.String)
    rows = (
        pl.DataFrame({"airframe": names})
        .with_row_index("row")
        .with_columns(part=pl.lit(0, pl.UInt32), at=1_700_000_000_000_000 + pl.col("row").cast(pl.Int64))
    )
    admitted = admit(rows, [("a" * 64, None)])
    assert sorted(admitted.state_vectors["row"].to_list()) == [0, 2, 3]
    assert admitted.dropped == {"bad_address": 1}
    alone = admit(rows.filter(pl.col("row") == 1), [("a" * 64, None)])
    assert alone.dropped == {"bad_address": 1}
