"""The two oracles of the bulk pass's tables agree row by row, and with tables worked out by hand."""

from datetime import date
from types import ModuleType

import numpy as np
import polars as pl
import pytest
from benchmarks.benchmark_day import write_days
from polars.testing import assert_frame_equal
from tests.oracles import duckdb_ends, polars_ends
from tests.oracles.bulk_day import COLUMNS, points_of

#: 2025-10-26T00:00:00Z.
MIDNIGHT_S = 1_761_436_800
BOTH = pytest.mark.parametrize("oracle", [polars_ends, duckdb_ends])
PLACES = pl.DataFrame(
    {"id": ["here", "pole"], "lat": [45.1, 90.0], "lon": [10.1, 0.0], "radius_nm": [12.0, 60.0]}
)


def table(*rows: tuple) -> pl.DataFrame:
    """Build points of ``(airframe, seconds after midnight, lat, lon, altitude, ground)``."""
    points = [
        (name, (MIDNIGHT_S + s) * 1_000_000, lat, lon, alt, None, g) for name, s, lat, lon, alt, g in rows
    ]
    return pl.DataFrame(points, schema=COLUMNS, orient="row")


def seconds(found: pl.DataFrame) -> list[tuple]:
    """Give rows with times as seconds after midnight."""
    times = pl.col("first_us", "last_us") // 1_000_000 - MIDNIGHT_S
    return found.with_columns(times).rows()


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    truth = write_days(
        tmp_path_factory.mktemp("days"), first_day=date(2025, 10, 26), n_days=2, n_aircraft=12, seed=5
    )
    return points_of(truth.archives)


def crowd(seed: int, n: int) -> pl.DataFrame:
    """Draw points that collide: few instants, few places, at the edges of cells and of the globe."""
    rng = np.random.default_rng(seed)
    lats, lons = [np.nan, 90, -90, 45.25, 45.0, 44.99], [np.nan, 180, -180, 10, 10.25, 9.9]
    start = MIDNIGHT_S + rng.integers(0, 300, n) * 600
    return pl.DataFrame(
        {
            "airframe": rng.choice(["00a001", "00a002", "~00a001"], n),
            "time_us": start * 1_000_000 + rng.integers(-1, 2, n),
            "lat": rng.choice(lats, n),
            "lon": rng.choice(lons, n),
            "altitude_ft": rng.choice([np.nan, -100, 0, 999.9, 1_000, 35_000], n),
            "groundspeed_kt": rng.choice([np.nan, 0, 100.5], n),
            "ground": rng.choice([1, 0, -1], n),
        },
        schema_overrides={"ground": pl.Int8},
    ).with_columns(pl.col(pl.Float64).fill_nan(None))


def assert_agreement(points: pl.DataFrame, places: pl.DataFrame) -> None:
    for name in ("tracks", "ground_runs", "cell_runs"):
        ours, theirs = (getattr(oracle, name)(points) for oracle in (polars_ends, duckdb_ends))
        assert_frame_equal(ours, theirs, check_exact=True)
    assert_frame_equal(polars_ends.reception(points, places), duckdb_ends.reception(points, places))


def test_they_agree_on_generated_days(two_days: pl.DataFrame) -> None:
    middle = two_days.filter(pl.col("ground") == 1).group_by("airframe").first().sort("airframe").head(5)
    places = middle.select(id="airframe", lat="lat", lon="lon", radius_nm=pl.lit(20.0))
    assert polars_ends.ground_runs(two_days).height > 20
    assert polars_ends.reception(two_days, places)["n_points"].sum() > 500
    assert_agreement(two_days, places)


@pytest.mark.parametrize(("seed", "n"), [(1, 0), (2, 1), (3, 40), (4, 700), (5, 6_000)])
def test_they_agree_where_points_collide(seed: int, n: int) -> None:
    assert_agreement(crowd(seed, n), PLACES)


@BOTH
def test_order_of_points_does_not_matter(oracle: ModuleType) -> None:
    points = crowd(6, 500)
    shuffled = points.sample(fraction=1.0, shuffle=True, seed=1)
    for name in ("tracks", "ground_runs", "cell_runs"):
        assert_frame_equal(getattr(oracle, name)(points), getattr(oracle, name)(shuffled), check_exact=True)
    assert_frame_equal(oracle.reception(points, PLACES), oracle.reception(shuffled, PLACES))


@BOTH
def test_a_track_ends_after_more_than_half_an_hour(oracle: ModuleType) -> None:
    points = table(
        ("00a001", 0, 1.0, 1.0, 500, 0),
        ("00a001", 1_800, None, None, None, -1),
        ("00a001", 3_601, 1.0, None, None, 1),
        ("00a002", 3_602, 1.0, 1.0, None, 1),
    )
    assert seconds(oracle.tracks(points)) == [
        ("00a001", 0, 1_800, 2, 1, 0),
        ("00a001", 3_601, 3_601, 1, 0, 1),
        ("00a002", 3_602, 3_602, 1, 1, 1),
    ]


@BOTH
def test_a_ground_run_ends_with_the_flag_and_with_the_track(oracle: ModuleType) -> None:
    flags = [(0, 1), (10, 1), (20, -1), (30, 1), (1_830, 1), (3_631, 1), (3_640, 0)]
    points = table(*(("00a001", s, 1.0, 1.0, None, flag) for s, flag in flags))
    assert seconds(oracle.ground_runs(points)) == [
        ("00a001", 0, 10, 2),
        ("00a001", 30, 1_830, 2),
        ("00a001", 3_631, 3_631, 1),
    ]


@BOTH
def test_a_cell_run_ends_with_the_cell_and_the_day(oracle: ModuleType) -> None:
    points = table(
        ("00a001", 86_000, 0.0, -180.0, 900, 0),
        ("00a001", 86_100, None, None, 100, 0),
        ("00a001", 86_200, 0.1, 180.0, 800, 0),
        ("00a001", 86_400, 0.1, 180.0, None, 0),
        ("00a001", 86_500, 90.0, 0.0, None, 0),
        ("00a001", 86_600, 0.2, -179.9, 700, 0),
    )
    home, pole = 360 * 1440, 719 * 1440 + 720
    assert seconds(oracle.cell_runs(points)) == [
        ("00a001", home, 86_000, 86_200, 2, 800.0),
        ("00a001", home, 86_400, 86_400, 1, None),
        ("00a001", home, 86_600, 86_600, 1, 700.0),
        ("00a001", pole, 86_500, 86_500, 1, None),
    ]


@BOTH
def test_reception_counts_points_and_airframes_by_band_and_hour(oracle: ModuleType) -> None:
    places = pl.DataFrame({"id": ["base"], "lat": [0.0], "lon": [179.95], "radius_nm": [6.1]})
    points = table(
        ("00a001", 0, 0.0, 179.9, 999.9, 0),
        ("00a001", 10, 0.0, -179.95, 0, 0),  # over the date line, 6.004 NM away
        ("00a002", 20, 0.0, 179.9, 1_000, 0),
        ("00a002", 30, 0.0, 179.9, 5_000, 1),
        ("00a002", 3_600, 0.0, 179.9, None, -1),
        ("00a002", 3_610, 0.0, 179.9, -60, 0),
        ("00a002", 40, 0.0, 179.8, 0, 0),  # 9 NM away
        ("00a002", 50, None, 179.9, 0, 0),
    )
    hour = MIDNIGHT_S // 3_600
    assert oracle.reception(points, places).rows() == [
        ("base", -2, hour, 1, 1),
        ("base", -1, hour + 1, 1, 1),
        ("base", 0, hour, 2, 1),
        ("base", 0, hour + 1, 1, 1),
        ("base", 1, hour, 1, 1),
    ]
