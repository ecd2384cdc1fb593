"""Fields and runways are found by cells of the map as they are found by the plain definition."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
import track_builder as build
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wheelsdown.compiling import compiled
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import (
    FieldGrid,
    Found,
    field_grid,
    near,
    off_runway,
    offsets_from,
    room_for_fields,
)
from wheelsdown.geo.great_circle import distance_nm, offsets_nm
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.schemas import Aerodrome, RunwayEnd

RADII = (0.0, 1.25, 4.5, 6.0, 8.0, 30.0, 52.0, 700.0)


@pytest.fixture(scope="module")
def world() -> Airfields:
    return Airfields(load_aerodromes(), load_runway_ends())


@pytest.fixture(scope="module")
def grid(world: Airfields) -> FieldGrid:
    return field_grid(world)


def scattered(places: list[tuple[float, float]]) -> Airfields:
    """Fields without runways at some places, in the order of their numbers."""
    (row,) = build.aerodrome_table().head(1).to_dicts()
    rows = [
        row | {"aerodrome": f"X{i:04d}", "lat_deg": lat, "lon_deg": lon}
        for i, (lat, lon) in enumerate(places)
    ]
    return Airfields(pl.DataFrame(rows, schema=Aerodrome.create_empty().schema), RunwayEnd.create_empty())


def nearby(
    search: Callable[..., int], grid: FieldGrid, lat: float, lon: float, radius_nm: float, room: Found
) -> tuple[list[int], list[float]]:
    n = search(grid, lat, lon, radius_nm, room)
    return room.field[:n].tolist(), room.distance[:n].tolist()


def assert_found_alike(
    search: Callable[..., int], fields: Airfields, grid: FieldGrid, lat: float, lon: float, radius_nm: float
) -> int:
    found, distances = fields.near(lat, lon, radius_nm)
    got, away = nearby(search, grid, lat, lon, radius_nm, room_for_fields(grid))
    assert got == found.tolist()
    assert away == pytest.approx(distances.tolist(), rel=0, abs=1e-9)
    return len(got)


def test_around_the_world(world: Airfields, grid: FieldGrid) -> None:
    random, fast, n = np.random.default_rng(1), compiled(near), 0
    for field in random.integers(len(world.ids), size=700).tolist():
        lat, lon = world.lat[field] + random.normal(0, 0.1), world.lon[field] + random.normal(0, 0.1)
        n += assert_found_alike(fast, world, grid, lat, lon, float(random.choice(RADII)))
    assert n > 3_000


def test_at_the_antimeridian_and_the_poles() -> None:
    places = [(lat, lon) for lat in (-90.0, -89.9, -17.0, 0.0, 65.1, 89.99, 90.0)
              for lon in (-180.0, -179.99, -90.0, 0.0, 179.9, 180.0)]  # fmt: skip
    fields = scattered(places)
    cells, fast, n = field_grid(fields), compiled(near), 0
    for lat, lon in [*places, (89.0, 12.0), (-17.2, -179.9), (-17.2, 179.95), (0.0, 180.1), (65.0, -180.2)]:
        for radius_nm in (1.0, 10.0, 80.0, 6_000.0):
            found, _ = fields.near(lat, lon, radius_nm)
            got, away = nearby(fast, cells, lat, lon, radius_nm, room_for_fields(cells))
            assert sorted(got) == sorted(found.tolist())  # at one pole all are equally near, but for rounding
            assert away == sorted(away)
            n += len(got)
    assert n > 2_000


globe = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(st.lists(globe, min_size=1, max_size=30), globe, st.floats(0.001, 300.0))
@settings(max_examples=40)
@example([(35.0, 36.0), (35.0, 36.0), (35.0, 36.0)], (35.0, 36.1), 10.0)
def test_uncompiled_over_any_fields(
    places: list[tuple[float, float]], here: tuple[float, float], nm: float
) -> None:
    fields = scattered(places)
    cells = field_grid(fields)
    found, distances = fields.near(*here, nm)
    got, away = nearby(near, cells, *here, nm, room_for_fields(cells))
    exact = distance_nm(*here, fields.lat, fields.lon)
    # Positions a millimetre apart, or from the edge, fall on either side of it by rounding.
    edge = {f for f in set(got) ^ set(found.tolist()) if abs(float(exact[f]) - nm) < 1e-6}
    assert set(got) ^ set(found.tolist()) <= edge
    if not edge:
        assert away == pytest.approx(distances.tolist(), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("lat", "lon"), [(np.nan, 0.0), (0.0, np.nan), (91.0, 0.0), (0.0, np.inf), (1e300, 1e300)]
)
def test_a_place_that_is_none_has_no_fields(grid: FieldGrid, lat: float, lon: float) -> None:
    for search in (near, compiled(near)):
        assert search(grid, lat, lon, 50.0, room_for_fields(grid)) == 0


def test_too_little_room_is_told_not_overrun(grid: FieldGrid) -> None:
    room = Found(np.zeros(3, dtype=np.int64), np.zeros(3))
    assert compiled(near)(grid, 51.47, -0.45, 100.0, room) == -1


def test_no_fields_at_all() -> None:
    none = field_grid(Airfields(Aerodrome.create_empty(), RunwayEnd.create_empty()))
    assert compiled(near)(none, 35.0, 36.0, 50.0, room_for_fields(none)) == 0


@pytest.mark.parametrize("off", [off_runway, compiled(off_runway)], ids=["plain", "compiled"])
def test_distances_from_runways(world: Airfields, grid: FieldGrid, off: Callable[..., float]) -> None:
    random, n = np.random.default_rng(2), 0
    for field in random.integers(len(world.ids), size=400).tolist():
        lat = world.lat[field] + random.normal(0, 0.05, 3)
        lon = world.lon[field] + random.normal(0, 0.05, 3)
        expected = world.off_runway_nm(field, lat, lon)
        got = [off(grid, field, a, b) for a, b in zip(lat.tolist(), lon.tolist(), strict=True)]
        np.testing.assert_allclose(got, expected, rtol=0, atol=1e-9)
        n += int(np.isfinite(expected).sum())
    assert n > 600


def test_offsets_along_and_across_a_runway(world: Airfields, grid: FieldGrid) -> None:
    random, fast, ways = np.random.default_rng(3), compiled(offsets_from), world.runways
    for way in random.integers(len(ways.heading), size=300).tolist():
        lat, lon = ways.threshold_lat[way], ways.threshold_lon[way]
        here = (lat + random.normal(0, 0.1), lon + random.normal(0, 0.1))
        np.testing.assert_allclose(
            fast(grid, way, *here), offsets_nm(*here, lat, lon, ways.heading[way]), rtol=0, atol=1e-9
        )
