"""The fields near a point against brute force, and which fields and runways count."""

import numpy as np
import polars as pl
import pytest
import track_builder as build
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.great_circle import destination, distance_nm
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.schemas import Aerodrome, RunwayEnd


@pytest.fixture(scope="module")
def earth() -> Airfields:
    return Airfields(load_aerodromes(), load_runway_ends())


points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(points, st.floats(0.1, 300))
@settings(max_examples=60, deadline=None)
def test_near_is_brute_force(earth: Airfields, point: tuple[float, float], radius: float) -> None:
    away = distance_nm(*point, earth.lat, earth.lon)
    found, distances = earth.near(*point, radius)
    expected = np.flatnonzero(away <= radius)
    clear = np.abs(away - radius) > 1e-6
    assert set(found[clear[found]]) == set(expected[clear[expected]])
    assert (np.diff(distances) >= 0).all()
    assert distances == pytest.approx(away[found], abs=1e-9)


@given(st.lists(points, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_nearest_is_brute_force(earth: Airfields, at: list[tuple[float, float]]) -> None:
    lat, lon = (np.array(c) for c in zip(*at, strict=True))
    _, distances = earth.nearest(lat, lon)
    best = [float(distance_nm(a, o, earth.lat, earth.lon).min()) for a, o in at]
    assert distances == pytest.approx(best, abs=1e-3)


def test_near_reaches_over_the_antimeridian(earth: Airfields) -> None:
    found, _ = earth.near(-16.7, -179.99, 60.0)
    lon = earth.lon[found]
    assert (lon > 0).any()
    assert (lon < 0).any()


def test_the_whole_earth_is_within_half_its_girth(earth: Airfields) -> None:
    assert len(earth.near(0.0, 0.0, 20_000.0)[0]) == len(earth.ids)


def test_every_runway_belongs_to_its_field(earth: Airfields) -> None:
    ways = earth.runways
    for field in range(0, len(earth.ids), 997):
        part = earth.runways_of(field)
        assert (ways.field[part] == field).all()
    assert sum(earth.runways_of(f).stop - earth.runways_of(f).start for f in range(len(earth.ids))) == len(
        ways.field
    )


def test_a_point_on_the_runway_is_off_it_by_nothing() -> None:
    fields = build.world()
    field = fields.ids.index("XQAA")
    lat, lon = destination(35.0, 36.0, 90, np.array([-0.9, 0.0, 0.9]))
    assert fields.off_runway_nm(field, lat, lon) == pytest.approx([0, 0, 0], abs=2e-3)


def test_a_point_beside_and_beyond_the_runway_is_off_it_by_its_distance() -> None:
    fields = build.world()
    field = fields.ids.index("XQAA")
    beside = destination(35.0, 36.0, 0, 2.5)
    beyond = destination(35.0, 36.0, 90, 4.0)
    lat, lon = (np.array([float(a), float(b)]) for a, b in zip(beside, beyond, strict=True))
    assert fields.off_runway_nm(field, lat, lon) == pytest.approx([2.5, 3.0], abs=5e-3)


def test_a_field_without_runways_is_infinitely_far_from_one() -> None:
    fields = build.world()
    assert np.isinf(fields.off_runway_nm(fields.ids.index("XQSM"), np.array([34.0]), np.array([37.5]))).all()


def test_a_heliport_is_no_candidate() -> None:
    fields = Airfields(build.aerodrome_table(XQBB="heliport"), build.runway_table())
    assert "XQBB" not in fields.ids
    assert {fields.ids[f] for f in fields.runways.field} == {"XQAA", "XQCC", "XQHI"}


def test_every_kind_of_the_users_register_is_a_candidate() -> None:
    fields = Airfields(build.aerodrome_table(XQSM="airstrip", XQBB="air_base"), build.runway_table())
    assert {"XQSM", "XQBB"} <= set(fields.ids)


def test_a_closed_field_counts_with_a_long_runway_only() -> None:
    kinds = {"XQAA": "closed", "XQSM": "closed", "XQBB": "closed"}
    runways = build.runway_table().with_columns(
        length_ft=pl.when(pl.col("aerodrome") == "XQBB").then(3_000.0).otherwise("length_ft")
    )
    fields = Airfields(build.aerodrome_table(**kinds), runways)
    assert set(fields.ids) == {"XQAA", "XQCC", "XQHI"}


def test_a_closed_runway_counts_only_where_its_field_has_no_other() -> None:
    old = build.runway("XQAA", 180, 1.0) | {"closed": True}
    table = pl.concat([build.runway_table(), pl.DataFrame([old], schema=RunwayEnd.create_empty().schema)])
    table = table.with_columns(closed=pl.col("closed") | (pl.col("aerodrome") == "XQCC"))
    fields = Airfields(build.aerodrome_table(), table)
    named = {(fields.ids[f], name) for f, name in zip(fields.runways.field, fields.runways.name, strict=True)}
    assert ("XQAA", "18") not in named
    assert {("XQCC", "18"), ("XQCC", "36")} <= named


def test_the_longest_runway_of_a_field_is_known_and_missing_ones_are_not_a_number() -> None:
    fields = build.world()
    longest = dict(zip(fields.ids, fields.longest_runway_ft, strict=True))
    assert longest["XQAA"] == pytest.approx(2 * 6076.12, rel=1e-4)
    assert np.isnan(longest["XQSM"])


def test_a_world_without_fields_answers_nothing_near() -> None:
    none = Airfields(Aerodrome.create_empty(), RunwayEnd.create_empty())
    assert len(none.near(35.0, 36.0, 50.0)[0]) == 0


def test_a_field_without_elevation_borrows_that_of_the_nearest_one() -> None:
    bare = build.aerodrome_table().with_columns(
        elevation_ft=pl.when(pl.col("aerodrome") == "XQBB").then(None).otherwise("elevation_ft")
    )
    fields = Airfields(bare, build.runway_table())
    at = fields.ids.index("XQBB")
    assert (fields.elevation_ft[at], bool(fields.elevation_known[at])) == (100.0, False)
    assert fields.elevation_known.sum() == len(fields.ids) - 1
