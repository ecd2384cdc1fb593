"""Distances, bearings and offsets against pyproj: the same sphere exactly, WGS 84 within 0.57 %."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod

from wheelsdown.geo.great_circle import (
    EARTH_RADIUS_NM,
    angle_between_deg,
    bearing_deg,
    destination,
    distance_nm,
    offsets_nm,
    unit_vectors,
)
from wheelsdown.units import METRES_PER_NM

SPHERE = Geod(a=EARTH_RADIUS_NM * METRES_PER_NM, b=EARTH_RADIUS_NM * METRES_PER_NM)
WGS84 = Geod(ellps="WGS84")
#: A millimetre.
CLOSE_NM = 1e-3 / METRES_PER_NM

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
courses = st.floats(0, 360, exclude_max=True)
points = st.tuples(latitudes, longitudes)


@given(points, points)
def test_distance_is_that_of_the_same_sphere(a: tuple[float, float], b: tuple[float, float]) -> None:
    _, _, metres = SPHERE.inv(a[1], a[0], b[1], b[0])
    # Towards the antipode the haversine loses digits (arcsin near 1): some centimetres of 10,800 NM.
    assert float(distance_nm(*a, *b)) == pytest.approx(
        metres / METRES_PER_NM, abs=max(CLOSE_NM, 1e-4 * (metres > 1.9e7))
    )


@given(points, points)
def test_distance_is_within_the_promised_share_of_the_ellipsoid(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    _, _, metres = WGS84.inv(a[1], a[0], b[1], b[0])
    assert float(distance_nm(*a, *b)) == pytest.approx(metres / METRES_PER_NM, rel=0.0057, abs=CLOSE_NM)


@given(points, points)
def test_distance_is_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert float(distance_nm(*a, *b)) == pytest.approx(float(distance_nm(*b, *a)), abs=CLOSE_NM)


@given(st.tuples(st.floats(-89, 89), longitudes), st.tuples(st.floats(-89, 89), longitudes))
def test_bearing_is_that_of_the_same_sphere(a: tuple[float, float], b: tuple[float, float]) -> None:
    azimuth, _, metres = SPHERE.inv(a[1], a[0], b[1], b[0])
    assume(1 < metres < 1.9e7)
    bearing = float(bearing_deg(*a, *b))
    assert 0 <= bearing < 360
    assert float(angle_between_deg(bearing, azimuth)) < 1e-3


def test_bearing_just_west_of_north_is_not_360() -> None:
    assert float(bearing_deg(0.0, 0.0, 10.0, -1e-16)) < 360


@given(st.tuples(st.floats(-89, 89), longitudes), courses, st.floats(0, 5_000))
def test_destination_is_that_of_the_same_sphere(start: tuple[float, float], course: float, nm: float) -> None:
    lon, lat, _ = SPHERE.fwd(start[1], start[0], course, nm * METRES_PER_NM)
    reached = destination(*start, course, nm)
    assert float(distance_nm(lat, lon, *reached)) < 10 * CLOSE_NM
    assert -180 <= float(reached[1]) <= 180


@given(st.tuples(st.floats(-89, 89), longitudes), courses, st.floats(0.01, 5_000))
def test_one_comes_back_from_a_destination_by_its_distance_and_bearing(
    start: tuple[float, float], course: float, nm: float
) -> None:
    reached = destination(*start, course, nm)
    assert float(distance_nm(*start, *reached)) == pytest.approx(nm, abs=1e-5)
    assert float(angle_between_deg(bearing_deg(*start, *reached), course)) < 1e-2


@given(st.floats(-80, 80), longitudes, courses, st.floats(-50, 50), st.floats(-20, 20))
def test_offsets_are_how_a_point_was_reached(
    lat: float, lon: float, course: float, along: float, across: float
) -> None:
    """Along the line first, then at a right angle to it: the inverse of the two offsets."""
    forward = course if along >= 0 else (course + 180) % 360
    foot = destination(lat, lon, forward, abs(along))
    onward = float(bearing_deg(*foot, *destination(*foot, bearing_deg(*foot, lat, lon), -1.0)))
    onward = course if abs(along) < 1e-6 else onward if along >= 0 else (onward + 180) % 360
    point = destination(*foot, (onward + 90) % 360, across)
    found = offsets_nm(*point, lat, lon, course)
    assert float(found[0]) == pytest.approx(along, abs=1e-4)
    assert float(found[1]) == pytest.approx(across, abs=1e-4)


def test_offsets_hold_beyond_a_quarter_of_the_globe() -> None:
    along, across = offsets_nm(0.0, 120.0, 0.0, 0.0, 90.0)
    assert float(along) == pytest.approx(120 * 60 * EARTH_RADIUS_NM / (180 * 60 / np.pi), rel=1e-9)
    assert float(across) == pytest.approx(0.0, abs=1e-9)


def test_the_antimeridian_is_no_barrier() -> None:
    assert float(distance_nm(0, 179.9, 0, -179.9)) == pytest.approx(float(distance_nm(0, -0.1, 0, 0.1)))
    assert float(bearing_deg(0, 179.9, 0, -179.9)) == pytest.approx(90)
    lat, lon = destination(0, 179.9, 90, 12.0)
    assert (float(lat), float(lon)) == (pytest.approx(0), pytest.approx(-179.9, abs=1e-3))


@pytest.mark.parametrize("lon", [0.0, 90.0, -135.0])
def test_at_a_pole_every_meridian_meets(lon: float) -> None:
    assert float(distance_nm(90, 0, 90, lon)) == pytest.approx(0, abs=1e-9)
    assert float(bearing_deg(90, lon, 89, lon)) == pytest.approx(180)


def test_not_a_number_goes_through() -> None:
    assert np.isnan(distance_nm(np.nan, 0, 0, 0))
    assert np.isnan(bearing_deg(0, 0, np.nan, 0))


@given(points, points)
def test_chords_of_unit_vectors_give_the_distance(a: tuple[float, float], b: tuple[float, float]) -> None:
    chord = float(np.linalg.norm(unit_vectors(*a)[0] - unit_vectors(*b)[0]))
    great_circle = 2 * EARTH_RADIUS_NM * np.arcsin(min(chord / 2, 1))
    assert great_circle == pytest.approx(float(distance_nm(*a, *b)), abs=1e-3)
