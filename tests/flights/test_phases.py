"""Phases of flight: by height, rate and speed together, never by the ground flag alone."""

from collections import Counter
from collections.abc import Callable
from dataclasses import astuple
from math import nan
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from track_builder import Track, aerodrome_table, runway_table, world

from wheelsdown.flights.phases import PHASES, circumstances, phase_at, phases
from wheelsdown.geo.airfields import Airfields
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.schemas.words import Phase
from wheelsdown.sources import find_sources, read_source
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.points import Points, points_by_airframe


@pytest.fixture(scope="module")
def fields() -> Airfields:
    return world()


def words(points: Points, fields: Airfields) -> list[Phase]:
    return [PHASES[code] for code in phases(points, fields)]


def runs(points: Points, fields: Airfields) -> list[Phase]:
    """Phases in order of time, repeats left out."""
    every = words(points, fields)
    return [phase for i, phase in enumerate(every) if i == 0 or phase is not every[i - 1]]


def test_a_whole_flight_has_its_phases_in_order(fields: Airfields) -> None:
    track = Track().parked(3).take_off("XQAA").fly_to("XQCC").land("XQCC")
    assert runs(track.points(), fields) == [
        Phase.GROUND, Phase.INITIAL_CLIMB, Phase.CLIMB, Phase.DESCENT, Phase.APPROACH, Phase.GROUND,
    ]  # fmt: skip


def test_high_and_level_is_cruise_and_low_and_level_is_not(fields: Airfields) -> None:
    track = Track().beside("XQAA", 45, 60, 33_000).level(5, 440)
    assert set(words(track.points(), fields)) == {Phase.CRUISE}
    track = Track().beside("XQAA", 45, 60, 12_000).level(5, 250)
    assert set(words(track.points(), fields)) == {Phase.LEVEL}


def test_an_approach_is_one_only_near_a_field(fields: Airfields) -> None:
    near = Track().approach("XQAA", from_nm=8, to_ft=500)
    assert set(words(near.points(), fields)) == {Phase.APPROACH}
    far = Track().beside("XQAA", 45, 60, 2_500).slope(1_500, 200, 800)
    assert set(words(far.points(), fields)) == {Phase.DESCENT}


def test_a_high_field_is_as_much_ground_as_one_by_the_sea(fields: Airfields) -> None:
    track = Track(flag=None, altitude=6_000.0).take_off("XQHI").fly_to("XQHI").land("XQHI")
    every = words(track.points(), fields)
    assert every[-1] is Phase.GROUND
    assert Phase.INITIAL_CLIMB in every


@pytest.mark.parametrize("pressure_ft", [-900.0, 0.0, 900.0])
def test_a_transponder_that_never_sends_the_flag_is_on_the_ground_when_it_stands(
    fields: Airfields, pressure_ft: float
) -> None:
    track = Track(flag=None, pressure_ft=pressure_ft).take_off("XQAA").fly_to("XQCC").land("XQCC")
    assert words(track.points(), fields)[-20:] == [Phase.GROUND] * 20


def test_a_transponder_that_always_says_airborne_is_not_believed_when_it_stands(fields: Airfields) -> None:
    track = Track(flag=False).take_off("XQAA").fly_to("XQCC").land("XQCC")
    for row in track.rows:
        row["on_ground"] = False
    assert words(track.points(), fields)[-20:] == [Phase.GROUND] * 20


def test_a_hovering_helicopter_is_not_on_the_ground(fields: Airfields) -> None:
    track = Track(flag=None).place(35.0, 36.0, 400).level(5, 90).level(5, 0)
    assert Phase.GROUND not in words(track.points(), fields)


@pytest.mark.parametrize("altitude", [33_000.0, None])
def test_a_ground_flag_at_flying_speed_is_a_glitch(fields: Airfields, altitude: float | None) -> None:
    track = Track().beside("XQAA", 45, 20, 33_000).level(5, 440)
    for row in track.rows[10:20]:
        row.update(on_ground=True, altitude_ft=altitude)
    assert Phase.GROUND not in words(track.points(), fields)


def test_a_ground_flag_high_above_any_field_is_a_glitch_even_when_slow(fields: Airfields) -> None:
    track = Track().beside("XQAA", 45, 2, 8_000).level(5, 60)
    for row in track.rows[10:20]:
        row["on_ground"] = True
    assert Phase.GROUND not in words(track.points(), fields)


def test_a_flag_stuck_on_grounds_nobody_in_flight(fields: Airfields) -> None:
    track = Track().parked(3).take_off("XQAA").fly_to("XQCC").land("XQCC")
    for row in track.rows:
        row.update(on_ground=True, altitude_ft=None)
    every = words(track.points(), fields)
    speed = track.points().groundspeed_kt
    assert every[0] is every[-1] is Phase.GROUND
    assert {phase for phase, kt in zip(every, speed, strict=True) if kt > 200} <= {
        Phase.UNKNOWN, Phase.CLIMB, Phase.DESCENT,
    }  # fmt: skip


def test_the_roll_counts_with_the_taxi_it_leads_to(fields: Airfields) -> None:
    track = Track().land("XQAA", from_nm=4)
    for row in track.rows:
        if row["on_ground"]:
            row["altitude_ft"] = None  # as readsb writes it
    points = track.points()
    rolling = (points.ground == 1) & (points.groundspeed_kt > 80)
    assert rolling.sum() >= 3
    assert {words(points, fields)[i] for i in np.flatnonzero(rolling)} == {Phase.GROUND}


def test_where_no_rate_was_received_the_altitudes_tell_it(fields: Airfields) -> None:
    track = Track().beside("XQAA", 45, 60, 5_000).slope(15_000, 300, 2_000)
    for row in track.rows:
        row["vertical_rate_fpm"] = None
    points = track.points()
    assert set(words(points, fields)) == {Phase.CLIMB}
    rate = circumstances(points, fields).rate_fpm
    assert np.allclose(rate[10:-10], 2_000, rtol=0.01)


def test_one_lone_point_says_nothing_it_cannot_know(fields: Airfields) -> None:
    track = Track(flag=None).beside("XQAA", 45, 60, 5_000)
    track.send(vertical_rate_fpm=None, groundspeed_kt=None)
    assert words(track.points(), fields) == [Phase.UNKNOWN]


def test_without_any_field_or_position_rate_and_altitude_still_tell() -> None:
    nowhere = Airfields(aerodrome_table().head(0), runway_table().head(0))
    track = Track().beside("XQAA", 45, 60, 33_000).level(1, 440)
    assert set(words(track.points(), nowhere)) == {Phase.CRUISE}
    for row in track.rows:
        row.update(lat_deg=None, lon_deg=None)
    assert set(words(track.points(), world())) == {Phase.CRUISE}


NUMBER = st.one_of(st.just(nan), st.floats(-2_000, 45_000))


@given(
    NUMBER,
    st.one_of(st.just(nan), st.floats(0, 500)),
    NUMBER,
    st.one_of(st.just(nan), st.floats(-6_000, 6_000)),
    st.one_of(st.just(nan), st.floats(0, 700)),
    st.sampled_from([-1, 0, 1]),
    st.booleans(),
    st.one_of(st.just(nan), st.floats(0, 700)),
)
def test_every_circumstance_has_one_phase_and_the_flag_alone_decides_nothing(
    height: float,
    distance: float,
    altitude: float,
    rate: float,
    speed: float,
    ground: int,
    slows: bool,
    fastest: float,
) -> None:
    phase = PHASES[phase_at(height, distance, altitude, rate, speed, ground, slows, fastest)]
    if speed > 200 or abs(height) > 1_200:
        assert phase is not Phase.GROUND
    if phase in {Phase.APPROACH, Phase.INITIAL_CLIMB}:
        assert distance <= 10
    if phase is Phase.UNKNOWN:
        assert np.isnan(rate) or ground == 1


@given(st.lists(st.sampled_from(["climb", "sink", "level", "park", "land"]), min_size=1, max_size=5))
def test_arrays_and_single_points_agree(legs: list[str]) -> None:
    track = Track(step_s=20.0)
    for leg in legs:
        match leg:
            case "climb":
                track.slope(track.altitude + 4_000, 250, 1_500)
            case "sink":
                track.slope(max(track.altitude - 3_000, 100), 220, 1_200)
            case "level":
                track.level(2, 300)
            case "park":
                track.parked(1)
            case "land":
                track.land("XQAA")
    points = track.points()
    seen = circumstances(points, world())
    single = [phase_at(*(column[i] for column in astuple(seen))) for i in range(len(points))]
    assert phases(points, world()).tolist() == single


@pytest.fixture(scope="module")
def real_fields() -> Airfields:
    return Airfields(load_aerodromes(), load_runway_ends())


@pytest.fixture
def real(data: Path, real_fields: Airfields) -> Callable[[str], tuple[Points, list[Phase]]]:
    """Read a real sample of one aircraft, cleaned, with its phases."""

    def read(name: str) -> tuple[Points, list[Phase]]:
        [source] = find_sources([data / name])[0]
        states = pl.concat([reading.state_vectors for reading in read_source(source)]).sort("airframe", "at")
        _, points, _ = next(points_by_airframe(states))
        points = clean(points)
        return points, words(points, real_fields)

    return read


def test_an_airliners_two_days(real: Callable[[str], tuple[Points, list[Phase]]]) -> None:
    points, every = real("trace_full_ac671b.json")
    flagged = points.ground == 1
    grounded = np.array([phase is Phase.GROUND for phase in every])
    assert (grounded & ~flagged).sum() == 0  # this transponder sends the flag, and sends it right
    assert (flagged & ~grounded).sum() <= 0.02 * flagged.sum()
    counts = Counter(every)
    assert counts[Phase.UNKNOWN] <= 0.01 * len(every)
    assert {Phase.CRUISE, Phase.CLIMB, Phase.DESCENT, Phase.APPROACH, Phase.INITIAL_CLIMB} <= set(counts)


@pytest.mark.parametrize("name", ["noisy_landing.json.gz", "noisy_takeoff.json.gz", "tracks/elal747.json.gz"])
def test_nothing_fast_or_high_is_on_the_ground(
    real: Callable[[str], tuple[Points, list[Phase]]], name: str
) -> None:
    points, every = real(name)
    grounded = np.array([phase is Phase.GROUND for phase in every])
    assert not (grounded & (points.groundspeed_kt > 195.5)).any()
    assert not (grounded & (points.altitude_ft > 9_000)).any()


def test_traffic_seen_above_flight_level_300_cruises_or_changes_level(
    data: Path, real_fields: Airfields
) -> None:
    [source] = find_sources([data / "tracks/switzerland.parquet"])[0]
    states = pl.concat([reading.state_vectors for reading in read_source(source)]).sort("airframe", "at")
    counts: Counter[Phase] = Counter()
    for _, points, _ in points_by_airframe(states):
        counts.update(words(clean(points), real_fields))
    assert set(counts) <= {Phase.CRUISE, Phase.CLIMB, Phase.DESCENT}
    assert counts[Phase.CRUISE] > 0.9 * counts.total()
