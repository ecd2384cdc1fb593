"""Reception near places: the kernel, its plain definition and two oracles count the same."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest
from benchmarks.benchmark_day import write_days
from polars.testing import assert_frame_equal
from tests.oracles import duckdb_ends, polars_ends
from tests.oracles.bulk_day import points_of

from wheelsdown import pipeline, sweep
from wheelsdown.clock import Interval
from wheelsdown.compiling import compiled
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.reception import compile_ahead, reception
from wheelsdown.schemas.reception import Reception
from wheelsdown.store import Workspace
from wheelsdown.tracks.reception_kernel import N_COUNT_COLUMNS, count_reception, reception_counts

ALWAYS = Interval()
BOTH = pytest.mark.parametrize("oracle", [polars_ends, duckdb_ends])


# --- the kernel -----------------------------------------------------------------------------------------


def crowd(seed: int, n: int) -> tuple[np.ndarray, ...]:
    """Draw points of one track round a few places: at the edge of bands and hours, over the antimeridian."""
    random = np.random.default_rng(seed)
    time = np.sort(1_761_436_800 + random.choice([0.0, 3_599.999999, 3_600.0, 7_200.5], n))
    time += random.integers(0, 3, n) * 86_400.0
    lat = random.choice([np.nan, 45.0, 45.3, -17.0, 89.9], n) + random.normal(0, 0.2, n)
    lat = np.clip(lat, -90, 90)
    lon = random.choice([10.0, 10.3, 179.9, -179.9], n)
    level = random.choice([np.nan, -400.0, 0.0, 999.9, 1_000.0, 35_000.0], n)
    return np.sort(time), lat, lon, level, random.choice([-1, 0, 1], n).astype(np.int8)


PLACES = np.array([(45.1, 10.1, 12.0), (-17.0, 180.0, 25.0), (90.0, 0.0, 60.0), (0.0, 0.0, 5.0)])


def written(points: Sequence[np.ndarray], *, by: object = count_reception) -> np.ndarray:
    room = np.empty((512, N_COUNT_COLUMNS), np.int64)
    n = by(*points, PLACES, room)  # type: ignore[operator]
    assert n >= 0
    return room[:n]


@pytest.mark.parametrize(("seed", "n"), [(1, 0), (2, 1), (3, 30), (4, 400), (5, 3_000)])
def test_both_definitions_give_the_same_rows(seed: int, n: int) -> None:
    points = crowd(seed, n)
    plain = reception_counts(*points, PLACES)
    assert sorted(written(points).tolist()) == plain.tolist()
    assert (n < 400) or len(plain) > 20


def test_the_compiled_twin_gives_the_same_rows() -> None:
    twin = compiled(count_reception)
    for seed in range(20):
        points = crowd(seed, 200)
        assert sorted(written(points, by=twin).tolist()) == reception_counts(*points, PLACES).tolist()


def test_what_was_compiled_ahead_is_not_compiled_again() -> None:
    compile_ahead()
    written(crowd(4, 400), by=compiled(count_reception))
    assert len(compiled(count_reception).signatures) == 1  # type: ignore[attr-defined]  # numba's


def test_too_little_room_is_said() -> None:
    assert count_reception(*crowd(4, 400), PLACES, np.empty((3, N_COUNT_COLUMNS), np.int64)) == -1


# --- from the workspace ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("days")
    return write_days(folder, first_day=date(2025, 10, 26), n_days=2, n_aircraft=20, seed=7).archives


@pytest.fixture(scope="module")
def points(archives: tuple[Path, ...]) -> pl.DataFrame:
    return points_of(archives)


@pytest.fixture(scope="module", params=["plainly", "in bulk"])
def workspace(
    request: pytest.FixtureRequest, archives: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    held = Workspace.create(tmp_path_factory.mktemp("held") / "workspace")
    with patch.object(sweep, "BULK_BYTES", 0 if request.param == "in bulk" else 2**60):
        pipeline.ingest(held, list(archives))
    return held


@pytest.fixture(scope="module")
def places(points: pl.DataFrame) -> list[Selection]:
    grounds = points.filter(pl.col("ground") == 1).group_by("airframe").first().sort("airframe").head(6)
    found = [
        Selection(place=f"XQ-{number}", lat_deg=lat, lon_deg=lon, radius_nm=60.0 - 8 * number)
        for number, (lat, lon) in enumerate(grounds.select("lat", "lon").rows())
    ]
    return [*found, Selection(place="XQ-NOBODY", lat_deg=-80.0, lon_deg=0.0, radius_nm=100.0)]


def by_oracle(oracle: ModuleType, points: pl.DataFrame, places: Sequence[Selection]) -> pl.DataFrame:
    rows = [(each.place, each.lat_deg, each.lon_deg, each.radius_nm) for each in places]
    table = pl.DataFrame(rows, schema=["id", "lat", "lon", "radius_nm"], orient="row")
    return oracle.reception(points, table)  # type: ignore[no-any-return]


def as_oracles_say(rows: pl.DataFrame) -> pl.DataFrame:
    hour = pl.col("hour_at").dt.epoch("s") // 3_600
    named = rows.select(
        id="place", band=pl.col("band"), hour=hour, n_points="n_points", n_airframes="n_airframes"
    )
    return named.cast({pl.Int16: pl.Int64, pl.UInt32: pl.Int64}).sort(pl.all())


@BOTH
def test_every_row_is_as_the_oracles_count(
    workspace: Workspace, points: pl.DataFrame, places: list[Selection], oracle: ModuleType
) -> None:
    found = reception(workspace, places, ALWAYS)
    Reception.validate(found)
    assert found["simulated"].all()
    assert found["n_points"].sum() > 1_000
    assert_frame_equal(as_oracles_say(found), by_oracle(oracle, points, places))


def test_many_points_give_the_same_rows_compiled(workspace: Workspace, places: list[Selection]) -> None:
    plain = reception(workspace, places, ALWAYS)
    with patch("wheelsdown.reception.MANY_POINTS", 0), patch("wheelsdown.reception._ROOM", 1):
        assert_frame_equal(reception(workspace, places, ALWAYS), plain)


def test_places_do_not_depend_on_one_another(workspace: Workspace, places: list[Selection]) -> None:
    together = reception(workspace, places, ALWAYS)
    alone = pl.concat([reception(workspace, [each], ALWAYS) for each in places])
    assert_frame_equal(together, alone.sort("place", "hour_at", "band"))


def test_an_interval_counts_every_hour_it_touches_whole(
    workspace: Workspace, places: list[Selection]
) -> None:
    whole = reception(workspace, places, ALWAYS)
    hour = whole["hour_at"].sort()[len(whole) // 2]
    part = reception(workspace, places, Interval.parse(f"{hour:%FT%H:20}", f"{hour:%FT%H:30}"))
    assert_frame_equal(part, whole.filter(pl.col("hour_at") == hour))
    assert len(part) > 0


def test_nothing_and_nowhere_have_no_rows(workspace: Workspace, tmp_path: Path) -> None:
    assert reception(workspace, [], ALWAYS).is_empty()
    nowhere = Selection(place="XQ-NOBODY", lat_deg=-80.0, lon_deg=0.0, radius_nm=100.0)
    assert reception(workspace, [nowhere], ALWAYS).is_empty()
    assert reception(Workspace.create(tmp_path / "empty"), [nowhere], ALWAYS).is_empty()
