"""Each end of a flight: named where it was seen, and only there."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
import track_builder as build
from track_builder import EPOCH, FIELDS, Track

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import destination

Rows = list[dict[str, Any]]
Told = Callable[[Track], Rows]


@pytest.fixture(scope="session")
def told(told_over: Callable[[Airfields, Track], Rows], fields: Airfields) -> Told:
    return lambda track: told_over(fields, track)


def ends(rows: Rows) -> list[tuple[str | None, str, str | None, str]]:
    """Both ends of every flight: field and basis."""
    return [
        (f["take_off"]["aerodrome"], f["take_off"]["basis"], f["landing"]["aerodrome"], f["landing"]["basis"])
        for f in rows
    ]


def named(rows: Rows) -> list[str]:
    return [f[end]["aerodrome"] for f in rows for end in ("take_off", "landing") if f[end]["aerodrome"]]


# --- seen from stand to stand --------------------------------------------------------------------


@pytest.mark.parametrize("flag", [True, None], ids=["with ground flag", "without the word"])
@pytest.mark.parametrize("pressure_ft", [0.0, -700.0, 900.0])
@pytest.mark.parametrize("step_s", [1.0, 10.0])
def test_a_flight_seen_whole_has_both_ends_observed(
    told: Told, flag: bool | None, pressure_ft: float, step_s: float
) -> None:
    track = Track(flag=flag, pressure_ft=pressure_ft, step_s=step_s)
    rows = told(track.parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC"))
    assert ends(rows) == [("XQAA", "observed", "XQCC", "observed")]
    assert rows[0]["landing"]["runway"] in ("18", None)
    assert rows[0]["take_off"]["at"] < rows[0]["landing"]["at"]


def test_a_field_six_thousand_feet_up_is_landed_on_as_any_other(told: Told) -> None:
    rows = told(Track().parked(2).take_off("XQAA").fly_to("XQHI").land("XQHI"))
    assert ends(rows) == [("XQAA", "observed", "XQHI", "observed")]


@pytest.mark.parametrize("name", ["XQAA", "XQBB"])
def test_of_two_fields_with_parallel_runways_the_one_landed_on_is_named(told: Told, name: str) -> None:
    """Three miles apart: seen to the ground, or lost 150 ft above it."""
    for track in (
        Track().beside(name, 270, 40, 6_000).fly_to(name).land(name),
        Track().beside(name, 270, 40, 6_000).fly_to(name).approach(name, to_ft=150),
    ):
        assert named(told(track)) == [name]


def test_lined_up_below_300_ft_is_observed_with_its_runway(told: Told) -> None:
    rows = told(Track().beside("XQAA", 270, 40, 6_000).fly_to("XQAA").approach("XQAA", to_ft=200))
    assert ends(rows)[0][2:] == ("XQAA", "observed")
    assert rows[0]["landing"]["runway"] == "09"
    assert rows[0]["landing"]["because"] == "lined up with runway 09 below 300 ft"


def test_climbing_away_from_a_runway_below_300_ft_is_an_observed_take_off(told: Told) -> None:
    rows = told(Track().take_off("XQAA", from_ft=100).level(10, 300))
    assert ends(rows)[0][:2] == ("XQAA", "observed")


# --- never invented ------------------------------------------------------------------------------


def test_a_landing_seen_from_500_ft_only_is_bounded_or_unknown(told: Told) -> None:
    rows = told(Track().beside("XQAA", 270, 40, 6_000).fly_to("XQAA").approach("XQAA", to_ft=500))
    assert ends(rows)[0][3] in ("bounded", "unknown")
    candidates = [rows[0]["landing"]["aerodrome"], *(r["aerodrome"] for r in rows[0]["landing"]["rivals"])]
    assert {"XQAA", "XQBB"} <= set(candidates)


def test_a_landing_lost_at_500_ft_with_a_neighbour_three_miles_off_is_not_guessed_from_above(
    told: Told,
) -> None:
    rows = told(Track().beside("XQAA", 270, 40, 6_000).fly_to("XQAA").approach("XQAA", to_ft=2_500))
    assert named(rows) == []


def test_a_cruise_fragment_names_nothing_and_lists_nothing(told: Told) -> None:
    rows = told(Track().beside("XQAA", 270, 30, 34_000).place(35.0, 35.5, 34_000).level(6, 440))
    assert named(rows) == []
    assert rows[0]["take_off"]["rivals"] == rows[0]["landing"]["rivals"] == []


def test_a_ground_flag_in_cruise_is_a_glitch(told: Told) -> None:
    track = Track().place(35.0, 35.7, 34_000)
    track.level(2, 440)
    track.send(ground=True, altitude_ft=None).move(5)
    rows = told(track.level(5, 440))
    assert ends(rows) == [(None, "unknown", None, "unknown")]


@pytest.mark.parametrize("n_points", [1, 2, 5])
@pytest.mark.parametrize("altitude", [34_000.0, 900.0], ids=["in cruise", "low"])
@pytest.mark.parametrize("speed", [0.0, None])
def test_a_ground_flag_with_a_wrong_speed_over_a_field_is_a_glitch(
    told: Told, n_points: int, altitude: float, speed: float | None
) -> None:
    """The whole surface message is wrong: on the ground, standing still, no altitude, over a runway."""
    track = Track().place(35.0, 35.85, altitude)
    track.kt = 420.0 if altitude > 5_000 else 200.0
    while track.lon < 36.0:
        track.send().move(5)
    for _ in range(n_points):
        track.send(ground=True, altitude_ft=None, groundspeed_kt=speed).move(5)
    rows = told(track.level(5, track.kt))
    assert ends(rows) == [(None, "unknown", None, "unknown")]


def test_repeated_positions_with_a_ground_flag_in_cruise_are_a_glitch(told: Told) -> None:
    track = Track().place(35.0, 35.7, 34_000).level(2, 440)
    lat, lon = track.lat, track.lon
    for _ in range(4):
        track.send(ground=True, altitude_ft=None, groundspeed_kt=None, lat_deg=35.0, lon_deg=36.0).move(5)
    assert (lat, lon) != (track.lat, track.lon)
    assert named(told(track.level(5, 440))) == []


@pytest.mark.parametrize("flag", [True, None], ids=["says airborne", "without the word"])
def test_a_hovering_helicopter_has_not_landed(told: Told, flag: bool | None) -> None:
    track = Track(flag=flag).beside("XQAA", 270, 10, 1_000)
    track.heading = 90.0
    track.level(6, 100)
    track.place(35.0, 36.0, 150.0)
    for i in range(60):
        track.kt = 2.0
        track.send(lat_deg=35.0 + i * 1e-6)
    rows = told(track.level(6, 100, altitude=1_000))
    assert [basis for _, a, _, b in ends(rows) for basis in (a, b)].count("observed") == 0


def test_a_go_around_is_no_landing(told: Told) -> None:
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC", to_ft=150)
    track.slope(4_000, 150, 2_000)
    rows = told(track.level(10, 200))
    assert ends(rows) == [(None, "unknown", None, "unknown")]


def test_a_go_around_lost_while_climbing_is_no_landing(told: Told) -> None:
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC", to_ft=150)
    rows = told(track.slope(1_260, 150, 2_000))
    assert named(rows) == []


@pytest.mark.parametrize("to_ft", [150.0, 600.0])
def test_a_go_around_whose_positions_were_lost_is_no_landing(told: Told, to_ft: float) -> None:
    """Altitudes still come in and climb; only the positions end low over the runway."""
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC", to_ft=to_ft)
    altitude = track.altitude
    for i in range(120):
        track.send(lat_deg=None, lon_deg=None, altitude_ft=altitude + 100 * i, rate=1_200.0)
    assert named(told(track)) == []


def test_a_take_off_is_not_where_a_descending_aircraft_is_first_placed(told: Told) -> None:
    """Altitudes come in from cruise down to 200 ft; the first position is over the runway, climbing again."""
    track = Track().beside("XQCC", 180, 3, 4_000)
    for i in range(80):
        track.send(lat_deg=None, lon_deg=None, altitude_ft=9_000 - 100.0 * i, rate=-1_200.0)
    rows = told(track.take_off("XQCC", from_ft=100).level(5, 250))
    assert rows[0]["take_off"]["aerodrome"] is None


def test_a_low_pass_is_no_landing(told: Told) -> None:
    track = Track().beside("XQAA", 270, 20, 1_500)
    track.heading = 90.0
    track.slope(300, 250, 1_000)
    while track.lon < 36.1:
        track.send().move(5)
    rows = told(track.slope(5_000, 250, 3_000).level(5, 250))
    assert ends(rows) == [(None, "unknown", None, "unknown")]


def test_a_low_pass_lost_over_the_runway_is_no_landing(told: Told) -> None:
    """A display or a fighter: level, 200 ft up, far faster than anything lands."""
    track = Track().beside("XQAA", 270, 20, 300)
    track.heading, track.kt = 90.0, 400.0
    while track.lon < 36.0:
        track.send().move(5)
    assert named(told(track)) == []


def test_a_touch_and_go_above_taxi_speed_is_no_stop(told: Told) -> None:
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC")
    track.altitude, track.kt = 1_000.0, 120.0
    for _ in range(3):
        track.send(ground=True).move(5)
    rows = told(track.slope(5_000, 150, 2_000).level(5, 200))
    assert len(rows) == 1
    assert named(rows) == []


def test_a_plateau_above_the_aircraft_is_no_candidate(told: Told) -> None:
    """XQHI lies at 6,000 ft; an aircraft sinking through 3,000 ft beside it is bound elsewhere."""
    track = Track().beside("XQHI", 270, 4, 4_500)
    track.heading = 90.0
    rows = told(track.slope(3_000, 140, 700))
    assert named(rows) == []
    assert "XQHI" not in [rival["aerodrome"] for rival in rows[0]["landing"]["rivals"]]


def test_sinking_beside_two_fields_and_seen_beside_both_again_is_not_decided(told: Told) -> None:
    """Half way between XQAA and XQBB, three miles apart: the nearer by a hair gets nothing."""
    track = Track(step_s=10).place(34.976, 35.8, 2_000)
    track.slope(900, 120, 600)
    track.silence(45).place(34.976, 36.0, 900.0)
    rows = told(track.slope(4_000, 150, 1_500))
    assert named(rows) == []


def test_spoofed_landings_are_not_credited(told: Told) -> None:
    """The positions jump to XQAA, hang there, and come down to its runway: none of it is evidence."""
    track = Track().place(33.5, 34.5, 30_000).level(20, 420)
    track.place(35.0, 35.99, 30_000)
    for i in range(30):
        track.send(lat_deg=35.0 + i * 1e-5, groundspeed_kt=50.0)
    track.approach("XQAA", from_nm=1.0, to_ft=100)
    assert named(told(track)) == []


# --- silences ------------------------------------------------------------------------------------


def test_a_stop_hidden_in_an_eight_minute_silence_is_a_stop(told: Told) -> None:
    track = Track(step_s=10).beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC", to_ft=600)
    track.silence(8).take_off("XQCC", from_ft=700)
    rows = told(track.level(10, 250))
    assert [(f["take_off"]["aerodrome"], f["landing"]["aerodrome"]) for f in rows] == [
        (None, "XQCC"), ("XQCC", None)
    ]  # fmt: skip
    assert {rows[0]["landing"]["basis"], rows[1]["take_off"]["basis"]} == {"bounded"}
    assert all(not f["silences"] for f in rows)


def test_a_silence_over_the_sea_is_bridged_where_no_stop_fits_and_it_is_listed(told: Told) -> None:
    track = Track().place(33.0, 30.0, 35_000).level(20, 450)
    start = track.rows[-1]["at"]
    track.move(3_000)
    track.silence(50)
    end = track.at
    rows = told(track.level(20, 450))
    assert len(rows) == 1
    assert [(s["start"], s["end"]) for s in rows[0]["silences"]] == [(start, end)]


def test_a_silence_in_which_a_stop_fits_is_not_bridged(told: Told) -> None:
    track = Track().place(33.0, 30.0, 35_000).level(20, 450)
    track.move(1_200)
    rows = told(track.silence(50).level(20, 450))
    assert ends(rows) == [(None, "unknown", None, "unknown")] * 2
    assert all(not f["silences"] for f in rows)


def test_a_silence_a_faster_cruise_would_have_left_time_in_is_not_bridged(told: Told) -> None:
    """Lost and found at 250 kt, 450 NM apart in two hours; it cruises at 450 kt, so a stop fits."""
    track = Track().place(33.0, 25.0, 35_000).level(20, 450)
    track.slope(12_000, 250, 3_000)
    track.kt = 225.0
    track.move(7_200)
    track.kt = 250.0
    rows = told(track.silence(120).level(10, 250))
    assert len(rows) == 2


def test_an_aircraft_back_sooner_than_anything_flies_is_not_bridged(told: Told) -> None:
    track = Track().place(33.0, 30.0, 35_000).level(20, 450)
    track.place(33.0, 50.0, 35_000, 90)
    assert len(told(track.silence(40).level(20, 450))) == 2


def test_a_silence_of_hours_is_never_bridged(told: Told) -> None:
    track = Track().place(33.0, 0.0, 35_000).level(20, 450)
    track.move(5 * 3_600)
    assert len(told(track.silence(300).level(20, 450))) == 2


def test_next_seen_leaving_the_field_it_sank_to_is_a_bounded_arrival(told: Told) -> None:
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC", to_ft=1_200)
    last = track.rows[-1]["at"]
    track.silence(600).parked(0.1)
    track.rows.pop()
    rows = told(track.take_off("XQCC").level(10, 250))
    landing = rows[0]["landing"]
    assert (landing["aerodrome"], landing["basis"], landing["at"]) == ("XQCC", "bounded", None)
    assert landing["earliest"] == last
    assert landing["latest"] == track.rows[rows[0]["n_points"]]["at"]
    assert landing["because"] == "low and sinking, next seen departing from this field"


def test_a_landing_seen_only_after_a_silence_lies_between(told: Told) -> None:
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").approach("XQCC", to_ft=2_000)
    last = track.rows[-1]["at"]
    track.silence(20).place(36.0, 39.0, 1_000)
    first = track.at
    landing = told(track.parked(5))[0]["landing"]
    assert (landing["aerodrome"], landing["basis"], landing["at"]) == ("XQCC", "observed", None)
    assert (landing["earliest"], landing["latest"]) == (last, first)


# --- rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("airframe", "icao24"),
    [("a00001", "a00001"), ("~a00001", None), ("anon:0123456789abcdef", None)],
)
def test_only_an_icao_address_is_one(told: Told, airframe: str, icao24: str | None) -> None:
    row = told(Track(airframe=airframe).place(35, 36, 30_000).level(5, 400))[0]
    assert (row["airframe"], row["icao24"]) == (airframe, icao24)


def test_evidence_points_at_the_rows_of_the_end(told: Told) -> None:
    track = Track().beside("XQCC", 0, 40, 6_000).fly_to("XQCC").land("XQCC")
    landing = told(track)[0]["landing"]
    (proof,) = landing["evidence"]
    touched = next(i for i, row in enumerate(track.rows) if row["on_ground"])
    assert proof["first_row"] <= touched <= proof["last_row"]
    assert track.rows[touched]["at"] == landing["at"]


def test_taxiing_is_no_flight(told: Told) -> None:
    track = Track().parked(3)
    for kt in (15.0, 25.0, 15.0):
        track.kt = kt
        for _ in range(10):
            track.send(ground=True).move(5)
    assert told(track.parked(3)) == []


def test_a_slow_helicopter_that_leaves_the_field_has_flown(told: Told) -> None:
    """Never faster than 70 kt, but miles from the field it was parked at."""
    track = Track(step_s=10).parked(3)
    track.altitude = 900.0
    track.level(8, 70)
    track.heading = 270.0
    track.level(8, 70)
    rows = told(track.place(35.0, 36.0, 100.0).parked(3))
    assert ends(rows) == [("XQAA", "observed", "XQAA", "observed")]


def test_sightings_are_the_first_and_last_positions(told: Told) -> None:
    track = Track().place(35, 36, 30_000).level(5, 400)
    row = told(track)[0]
    assert row["first_seen"]["at"] == EPOCH
    assert row["last_seen"]["at"] == track.rows[-1]["at"]
    assert row["last_seen"]["lon_deg"] == pytest.approx(track.rows[-1]["lon_deg"])
    assert row["n_points"] == len(track.rows)


def test_fields_of_the_builder_lie_where_the_tests_think() -> None:
    lat, _ = destination(*FIELDS["XQAA"][:2], 180, 3.0)
    assert float(lat) == pytest.approx(FIELDS["XQBB"][0], abs=1e-3)


# --- standing still ------------------------------------------------------------------------------


def test_an_aircraft_that_only_stands_at_a_field_has_not_flown(told: Told) -> None:
    """Its transponder has no word for the ground."""
    assert told(Track(flag=None).parked(20)) == []


def test_an_aircraft_that_stands_in_the_air_is_still_listed(told: Told) -> None:
    """A balloon or a hovering helicopter, far above the field."""
    assert len(told(Track(flag=None, altitude=3_000.0).parked(20))) == 1


def test_a_runway_of_unknown_height_is_not_seen_to_be_landed_on(
    told_over: Callable[[Airfields, Track], Rows],
) -> None:
    bare = build.aerodrome_table().with_columns(elevation_ft=pl.lit(None, dtype=pl.Float64))
    known = build.aerodrome_table()
    track = Track().beside("XQAA", 270, 40, 6_000).fly_to("XQAA").approach("XQAA", to_ft=100)
    bases = [
        told_over(Airfields(table, build.runway_table()), track)[-1]["landing"]["basis"]
        for table in (known, bare)
    ]
    assert bases[0] == "observed"
    assert bases[1] != "observed"
