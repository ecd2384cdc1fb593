"""The compiled pass gives, row for row, what the plain definitions give, and knows no midnight.

Generated days and real samples are taken in plainly, in bulk, day by day and in any order. Beside it
the polars and DuckDB oracles say the tables of tracks and of cell runs once more.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from types import ModuleType

import numpy as np
import polars as pl
import pytest
from benchmarks.benchmark_day import write_days
from polars.testing import assert_frame_equal
from tests.builders.daily_archives import archive, daily, member, real_points
from tests.builders.ingested import (
    Held,
    also,
    assert_places,
    assert_same,
    assert_same_log,
    in_bulk,
    ingested,
    plainly,
)
from tests.oracles import duckdb_ends, polars_ends
from tests.oracles.bulk_day import COLUMNS, traces_of

from wheelsdown.open_points import OpenPoints
from wheelsdown.sources import find_sources
from wheelsdown.sources.bulk_reader import BulkReader
from wheelsdown.sources.trace_archive import TraceArchive
from wheelsdown.store import Workspace, piles
from wheelsdown.tracks.cells import address_number


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Three generated days of some 25 aircraft, most of them in the air or parked at midnight."""
    folder = tmp_path_factory.mktemp("days")
    return write_days(folder, first_day=date(2025, 10, 26), n_days=3, n_aircraft=25, seed=11).archives


@pytest.fixture(scope="module")
def plain_days(days: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Held:
    with plainly():
        return ingested(tmp_path_factory.mktemp("plain") / "w", days)


@pytest.fixture(scope="module")
def real_days(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Real samples, over midnight and with the defects of the air, as daily archives."""
    points = {}
    for name in ("noisy_*", "tracks/elal747*", "tracks/aircraft_carrier*", "tracks/calibration/[a-l]*"):
        for path in sorted(data.glob(name + ".json.gz")):
            points |= real_points(path)
    return daily(tmp_path_factory.mktemp("real"), points)


@pytest.fixture(scope="module")
def plain_real_days(real_days: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Held:
    with plainly():
        return ingested(tmp_path_factory.mktemp("plain") / "w", real_days)


def one_by_one(paths: Sequence[Path], seed: int) -> list[list[Path]]:
    order = list(paths)
    Random(seed).shuffle(order)
    return [[path] for path in order]


def test_the_generated_days_hold_something(plain_days: Held) -> None:
    n_rows = {name: len(table) for name, table in plain_days.tables.items()}
    assert n_rows["flights"] > 150
    assert n_rows["visits"] > 100
    over_midnight = pl.col("first_at").dt.date() != pl.col("last_at").dt.date()
    assert plain_days.tables["tracks"].filter(over_midnight).height > 10


def test_all_days_in_one_pass(days: tuple[Path, ...], plain_days: Held, tmp_path: Path) -> None:
    with in_bulk() as seen:
        found = ingested(tmp_path / "w", days)
    assert (seen.n_passes, seen.left) == (1, [])
    assert seen.n_points == plain_days.tables["tracks"]["n_points"].sum()
    assert_same(found, plain_days)
    assert_same_log(found, plain_days)
    assert_places(Workspace.open(tmp_path / "w"))


def test_rows_that_wait_on_the_disk(
    days: tuple[Path, ...], plain_days: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piles, "MOST_BYTES", 2**16)
    with in_bulk() as seen:
        found = ingested(tmp_path / "w", days[:2], days[2:])
    assert (seen.n_passes, seen.left) == (2, [])
    assert_same(found, plain_days)
    assert_same_log(found, plain_days)
    assert [path.name for path in (tmp_path / "w" / "cache").iterdir()] == ["open-points"]


def test_day_by_day_the_plain_way(days: tuple[Path, ...], plain_days: Held, tmp_path: Path) -> None:
    with plainly() as seen:
        found = ingested(tmp_path / "w", *([path] for path in days))
    assert seen.n_passes == 0
    assert_same(found, plain_days)
    assert_same_log(found, plain_days)


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_day_by_day(days: tuple[Path, ...], plain_days: Held, tmp_path: Path, seed: int | None) -> None:
    groups = [[path] for path in days] if seed is None else one_by_one(days, seed)
    with in_bulk() as seen:
        found = ingested(tmp_path / "w", *groups)
    assert (seen.n_passes, seen.left) == (3, [])
    assert_same(found, plain_days)
    assert_same_log(found, plain_days)
    assert_places(Workspace.open(tmp_path / "w"))


@pytest.mark.parametrize("change", ["gone", "damaged"])
def test_points_kept_for_the_next_day_are_not_needed(
    days: tuple[Path, ...], plain_days: Held, tmp_path: Path, change: str
) -> None:
    with in_bulk() as seen:
        ingested(tmp_path / "w", [days[0]])
        files = list((tmp_path / "w" / "cache" / "open-points").glob("*.points"))
        assert files
        for path in files:
            path.write_bytes(bytes(path.stat().st_size)) if change == "damaged" else path.unlink()
        found = also(tmp_path / "w", [days[1]], [days[2]])
    assert seen.left == []
    assert_same(found, plain_days)


def test_points_are_kept_as_they_were_received(
    real_days: list[Path], days: tuple[Path, ...], tmp_path: Path
) -> None:
    n_points = 0
    for number, path in enumerate([*real_days, days[0]]):
        workspace, reader = tmp_path / f"{number}", BulkReader()
        with in_bulk():
            ingested(workspace, [path])
        [source], _ = find_sources([path])
        with TraceArchive(source) as traces, OpenPoints(workspace / "cache" / "open-points") as kept:
            for stored in [traces.stored(place) for place in traces.places()]:
                found = kept.points(sha256(stored).hexdigest(), 2**62, 0)
                trace = reader.read(stored) if found else None
                if found is None or trace is None:
                    continue
                n_points += len(found.time_us)
                for name in set(found._fields) - {"source"}:
                    raw = getattr(trace, name)[-len(found.time_us) :]
                    np.testing.assert_array_equal(getattr(found, name), raw, err_msg=name)
    assert n_points > 1000


def test_the_first_and_last_day_before_the_one_between(
    days: tuple[Path, ...], plain_days: Held, tmp_path: Path
) -> None:
    with in_bulk():
        assert_same(ingested(tmp_path / "w", [days[0], days[2]], [days[1]]), plain_days)


def test_some_days_in_bulk_and_others_plainly(
    days: tuple[Path, ...], plain_days: Held, tmp_path: Path
) -> None:
    with plainly():
        ingested(tmp_path / "w", [days[1]])
    with in_bulk() as seen:
        found = also(tmp_path / "w", [days[0]], [days[2]])
    assert seen.n_passes == 2
    assert_same(found, plain_days)


@pytest.mark.parametrize("batch", [1, 2_600_000])
def test_batches_of_any_size(days: tuple[Path, ...], plain_days: Held, tmp_path: Path, batch: int) -> None:
    with in_bulk(batch=batch) as seen:
        found = ingested(tmp_path / "w", days)
    assert seen.n_passes == (3 if batch == 1 else 2)
    assert_same(found, plain_days)
    assert_same_log(found, plain_days)


def test_what_is_known_already_changes_nothing(
    days: tuple[Path, ...], plain_days: Held, tmp_path: Path
) -> None:
    with in_bulk() as seen:
        found = ingested(tmp_path / "w", days[:2], [days[1], days[0], days[2]], days)
    assert seen.n_passes == 2
    assert_same(found, plain_days)


# --- real points ------------------------------------------------------------------------------------


def test_real_points_in_one_pass(real_days: list[Path], plain_real_days: Held, tmp_path: Path) -> None:
    assert set(plain_real_days.tables["track_ends"]["integrity"]) > {"ok"}
    with in_bulk() as seen:
        found = ingested(tmp_path / "w", real_days)
    assert seen.n_points > 0.8 * plain_real_days.tables["tracks"]["n_points"].sum()
    assert_same(found, plain_real_days)
    assert_same_log(found, plain_real_days)


def test_real_points_in_any_order(real_days: list[Path], plain_real_days: Held, tmp_path: Path) -> None:
    order = list(real_days)
    Random(3).shuffle(order)
    with in_bulk():
        found = ingested(tmp_path / "w", order[::3], order[1::3], order[2::3])
    assert_same(found, plain_real_days)


def test_a_real_trace_over_midnight(data: Path, tmp_path: Path) -> None:
    whole = (data / "trace_full_ac671b.json").read_bytes()
    alone = archive(tmp_path / "a.tar", [member("ac671b", whole)])
    with plainly():
        wanted = ingested(tmp_path / "plain", [alone])
    with in_bulk() as seen:
        found = ingested(tmp_path / "bulk", [alone])
    assert (seen.left, seen.n_points) == ([], 2_499)  # two points share an instant
    assert_same(found, wanted)
    assert_same_log(found, wanted)


def test_a_trace_file_before_and_after_archives(
    data: Path, real_days: list[Path], plain_real_days: Held, tmp_path: Path
) -> None:
    """Single files are on record beside archives, with points of the same track."""
    trace = data / "trace_full_ac671b.json"
    points = real_points(trace)
    days = daily(tmp_path / "days", points)
    assert len(days) == 2
    with plainly():
        wanted = ingested(tmp_path / "plain", [trace, *days])
    for name, groups in {
        "before": [[trace], days],
        "after": [days, [trace]],
        "between": [[days[0]], [trace], [days[1]]],
        "at once": [[*days, trace]],
    }.items():
        with in_bulk():
            found = ingested(tmp_path / name, *groups)
        assert_same(found, wanted)


# --- the oracles ------------------------------------------------------------------------------------


def oracle_points(archives: Sequence[Path]) -> pl.DataFrame:
    """Give every point as the oracles take it, with the height that is best known as its altitude."""
    rows = []
    for path in archives:
        for trace in traces_of(path):
            for offset, lat, lon, altitude, speed, _, _, _, _, _, higher, *_ in trace["trace"]:
                down = altitude == "ground"
                level = None if down else (higher if altitude is None else altitude)
                at = round(trace["timestamp"] * 1e6) + round(offset * 1e6)
                word = 1 if down else (-1 if altitude is None else 0)
                rows.append((trace["icao"], at, lat, lon, level, speed, word))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


@pytest.fixture(scope="module")
def bulk_days(days: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Held:
    with in_bulk():
        return ingested(tmp_path_factory.mktemp("bulk") / "w", *([path] for path in days))


BOTH = pytest.mark.parametrize("oracle", [polars_ends, duckdb_ends])


@BOTH
def test_the_oracles_give_the_same_tracks(
    oracle: ModuleType, days: tuple[Path, ...], bulk_days: Held
) -> None:
    wanted = oracle.tracks(oracle_points(days)).drop("n_ground")
    ours = bulk_days.tables["tracks"].select(
        "airframe",
        first_us=pl.col("first_at").dt.epoch("us"),
        last_us=pl.col("last_at").dt.epoch("us"),
        n_points=pl.col("n_points").cast(pl.Int64),
        n_placed=pl.col("n_placed").cast(pl.Int64),
    )
    assert_frame_equal(ours.sort(ours.columns), wanted, check_exact=True)


@BOTH
def test_the_oracles_give_the_same_cell_runs(
    oracle: ModuleType, days: tuple[Path, ...], bulk_days: Held
) -> None:
    """A daily file ends where the day does, so that a run of a file is a run of a day."""
    wanted = oracle.cell_runs(oracle_points(days)).select(
        "cell",
        address=pl.col("airframe").map_elements(address_number, return_dtype=pl.Int64),
        first_s=pl.col("first_us") // 1_000_000,
        last_s=pl.col("last_us") // 1_000_000,
        n_points="n_points",
        lowest_ft=pl.col("min_altitude_ft"),
    )
    ours = bulk_days.tables["cell_runs"].select(wanted.columns).cast(wanted.schema)
    assert len(ours) > 10_000
    columns = wanted.columns
    assert_frame_equal(
        ours.sort(columns, nulls_last=True), wanted.sort(columns, nulls_last=True), check_exact=True
    )
