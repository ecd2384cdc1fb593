"""Impossible values are masked, rows stay, and what is true is left alone."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from track_builder import Track

from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.points import Points

KEPT = [f.name for f in fields(Points) if f.name not in (
    "lat", "lon", "altitude_ft", "geometric_altitude_ft", "groundspeed_kt",
)]  # fmt: skip


def differences(a: Points, b: Points) -> dict[str, list[int]]:
    """Column -> indices at which two sets of points differ."""
    found = {}
    for name in (field.name for field in fields(Points)):
        one, other = getattr(a, name), getattr(b, name)
        unlike = (one != other) & ~(np.isnan(one) & np.isnan(other))
        if unlike.any():
            found[name] = np.flatnonzero(unlike).tolist()
    return found


def cruise(minutes: float = 10, **changes: float) -> Track:
    return Track(**changes).place(35.0, 36.0, 30_000.0).level(minutes, 420.0)


def test_a_plain_flight_stays_as_it_is() -> None:
    points = Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC").points()
    assert differences(clean(points), points) == {}


def test_the_points_given_are_not_changed() -> None:
    points = cruise().points()
    points.altitude_ft[50] = 90_000
    clean(points)
    assert points.altitude_ft[50] == 90_000


@pytest.mark.parametrize("wrong", [-5_000.0, 66_000.0, 120_000.0])
def test_an_altitude_no_aircraft_has_is_masked(wrong: float) -> None:
    points = cruise().points()
    points.altitude_ft[7] = wrong
    assert np.flatnonzero(np.isnan(clean(points).altitude_ft)).tolist() == [7]


@pytest.mark.parametrize(
    "where", [slice(0, 1), slice(40, 41), slice(-1, None), slice(0, 8), slice(30, 50), slice(-20, None)]
)
def test_a_run_of_wrong_altitudes_is_masked_and_nothing_else(where: slice) -> None:
    points = cruise().points()
    points.altitude_ft[where] = 3_000.0
    masked = np.isnan(clean(points).altitude_ft)
    assert masked[where].all()
    assert masked.sum() == len(points.altitude_ft[where])


def test_an_altitude_held_while_reception_was_lost_is_no_error() -> None:
    """The source repeats 2,000 ft for two minutes of a climb, then gives 14,000 ft."""
    track = Track().place(35.0, 36.0, 2_000.0).level(5, 250.0)
    for _ in range(24):
        track.send().move(5)
    points = track.level(5, 250.0, altitude=14_000.0).points()
    assert not np.isnan(clean(points).altitude_ft).any()


def test_a_position_carried_on_after_the_loss_is_masked_from_its_second_time_on() -> None:
    track = cruise(5)
    lat, lon = track.lat, track.lon
    for _ in range(10):
        track.place(lat, lon, 30_000.0).send()
    masked = np.isnan(clean(track.points()).lat)
    assert np.flatnonzero(masked).tolist() == list(range(61, 70))


def test_an_aircraft_that_stands_on_the_ground_keeps_its_repeated_position() -> None:
    points = Track().parked(10).points()
    assert not np.isnan(clean(points).lat).any()


def test_a_mirrored_position_is_masked_and_its_neighbours_are_not() -> None:
    """Decoded in the other zone, or with the wrong sign: far away for a moment."""
    points = cruise().points()
    points.lat[60:62] = -points.lat[60:62]
    assert np.flatnonzero(np.isnan(clean(points).lat)).tolist() == [60, 61]


def test_a_stretch_elsewhere_as_long_as_the_rest_is_left_for_integrity_to_judge() -> None:
    points = cruise(20).points()
    points.lat[80:160] += 3.0
    assert not np.isnan(clean(points).lat).any()


@pytest.mark.parametrize("wrong", [-1.0, 1_500.0, np.inf])
def test_a_speed_no_aircraft_has_is_masked(wrong: float) -> None:
    points = cruise().points()
    points.groundspeed_kt[3] = wrong
    assert np.flatnonzero(np.isnan(clean(points).groundspeed_kt)).tolist() == [3]


def test_a_landing_speed_carried_on_while_taxiing_is_masked() -> None:
    track = Track().land("XQAA", taxi_min=1)
    for _ in range(60):
        track.kt = 12.0
        track.send(ground=True, groundspeed_kt=130.0).move(5)
    points = track.points()
    cleaned = clean(points)
    assert np.isnan(cleaned.groundspeed_kt[-40:]).all()
    assert np.isfinite(cleaned.groundspeed_kt[:-60]).all()


def test_a_speed_held_by_a_steady_cruise_is_no_error() -> None:
    points = cruise(30).points()
    assert not np.isnan(clean(points).groundspeed_kt).any()


def test_first_and_last_points_of_a_sparse_track_stay() -> None:
    points = (
        Track(step_s=28.0).take_off("XQAA", from_ft=300).fly_to("XQCC").approach("XQCC", to_ft=400).points()
    )
    cleaned = clean(points)
    assert np.isfinite(
        [cleaned.lat[0], cleaned.lat[-1], cleaned.altitude_ft[0], cleaned.altitude_ft[-1]]
    ).all()


def test_points_without_any_value_are_no_trouble() -> None:
    points = cruise(1).points()
    for name in ("lat", "lon", "altitude_ft", "groundspeed_kt", "track_deg", "vertical_rate_fpm"):
        getattr(points, name)[:] = np.nan
    assert differences(clean(points), points) == {}
    assert len(clean(points[slice(0, 0)])) == 0


@st.composite
def broken_tracks(draw: st.DrawFn) -> Points:
    """A plain flight with some runs of arbitrary values written over it."""
    points = cruise(4).points()
    for name, low, high in (
        ("altitude_ft", -3_000.0, 70_000.0), ("lat", -80.0, 80.0), ("groundspeed_kt", -10.0, 1_500.0),
    ):  # fmt: skip
        for start, length in draw(st.lists(st.tuples(st.integers(0, 47), st.integers(1, 12)), max_size=4)):
            getattr(points, name)[start : start + length] = draw(st.floats(low, high) | st.just(np.nan))
    repeat = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=3))
    for start, length in repeat:
        points.lat[start : start + length] = points.lat[start]
        points.lon[start : start + length] = points.lon[start]
    points.lon[np.isnan(points.lat)] = np.nan
    return points


@given(broken_tracks())
@settings(max_examples=150, deadline=None)
def test_rows_are_conserved_and_only_values_become_nan(points: Points) -> None:
    cleaned = clean(points)
    assert len(cleaned) == len(points)
    for name in KEPT:
        assert np.array_equal(getattr(cleaned, name), getattr(points, name), equal_nan=True)
    for name in ("lat", "lon", "altitude_ft", "groundspeed_kt"):
        was, now = getattr(points, name), getattr(cleaned, name)
        kept = np.isfinite(now)
        assert (now[kept] == was[kept]).all()


@given(broken_tracks())
@settings(max_examples=150, deadline=None)
def test_cleaning_twice_is_cleaning_once(points: Points) -> None:
    once = clean(points)
    assert differences(clean(once), once) == {}
