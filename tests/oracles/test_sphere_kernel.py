"""Distances and bearings of two points equal those of arrays; the bounds hold everywhere on the globe."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.compiling import compiled
from wheelsdown.geo.great_circle import bearing_deg, distance_nm
from wheelsdown.geo.sphere_kernel import at_least_nm, at_most_nm, course_deg, haversine_nm

latitudes = st.floats(-90, 90) | st.sampled_from([-90.0, 0.0, 89.9999, 90.0])
longitudes = st.floats(-180, 180) | st.sampled_from([-180.0, 179.9999, 180.0])
nearby = st.floats(-1, 1) | st.sampled_from([0.0, 1e-6])
Scalar = Callable[[float, float, float, float], float]

#: Nautical miles: a micrometre, and the width of numbers near the antipodes.
ROUNDING_NM = 1e-9


@pytest.mark.parametrize("of", [lambda kernel: kernel, compiled], ids=["plain", "compiled"])
def test_many_pairs(of: Callable[[Scalar], Scalar]) -> None:
    random = np.random.default_rng(1)
    lat1, lat2 = random.uniform(-90, 90, (2, 2_000))
    lon1, lon2 = random.uniform(-180, 180, (2, 2_000))
    lat2[::2], lon2[::2] = lat1[::2] + 1e-3, lon1[::2] - 1e-3
    for kernel, arrays in ((haversine_nm, distance_nm), (course_deg, bearing_deg)):
        got = [of(kernel)(*pair) for pair in zip(lat1, lon1, lat2, lon2, strict=True)]
        np.testing.assert_allclose(got, arrays(lat1, lon1, lat2, lon2), rtol=1e-12, atol=1e-9)


@given(latitudes, longitudes, latitudes, longitudes)
@settings(max_examples=400)
def test_the_upper_bound_holds(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert haversine_nm(lat1, lon1, lat2, lon2) <= at_most_nm(lat1, lon1, lat2, lon2) + ROUNDING_NM


@given(latitudes, longitudes, nearby, nearby)
@settings(max_examples=400)
def test_both_bounds_hold_near_by(lat1: float, lon1: float, north: float, east: float) -> None:
    lat2 = max(-90.0, min(90.0, lat1 + north))
    there = haversine_nm(lat1, lon1, lat2, lon1 + east)
    assert at_least_nm(lat1, lon1, lat2, lon1 + east) <= there + ROUNDING_NM
    assert there <= at_most_nm(lat1, lon1, lat2, lon1 + east) + ROUNDING_NM


def test_the_bounds_are_near_enough_to_be_of_use() -> None:
    there = haversine_nm(50.0, 8.0, 50.01, 8.01)
    assert at_least_nm(50.0, 8.0, 50.01, 8.01) > 0.99 * there
    assert at_most_nm(50.0, 8.0, 50.0, 8.01) < 1.01 * haversine_nm(50.0, 8.0, 50.0, 8.01)


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_what_is_no_number_has_no_distance(odd: float) -> None:
    assert np.isnan(haversine_nm(50.0, odd, 50.0, 8.0))
    assert np.isnan(course_deg(50.0, 8.0, 50.0, odd))
    assert not at_most_nm(50.0, odd, 50.0, 8.0) <= 1e9
    assert not at_least_nm(50.0, odd, 50.0, 8.0) > 0
    assert at_most_nm(95.0, 8.0, 95.0, 8.0) == np.inf
