"""Real points, written into files in many ways, and what the whole pipeline makes of each."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from wheelsdown import pipeline
from wheelsdown.store import Workspace

Tables = tuple[pl.DataFrame, pl.DataFrame]


@pytest.fixture(scope="session")
def points() -> pl.DataFrame:
    """Fourteen of the fire-fighting aircraft, a week with stops, nights and silences: a `traffic` frame."""
    path = Path(pipeline.__file__).parent / "demo_data" / "calfire.json.gz"
    table = pl.DataFrame(json.loads(gzip.decompress(path.read_bytes())), infer_schema_length=None)
    some = table["icao24"].unique().sort()[::3]
    kept = table.filter(pl.col("icao24").is_in(some.implode()) | pl.col("icao24").is_in(["a515f1", "a52add"]))
    return kept.with_columns(pl.from_epoch("timestamp", "ms").dt.replace_time_zone("UTC"))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[pl.DataFrame]], list[Path]]:
    """Write tables as one Parquet file each."""

    def files(parts: list[pl.DataFrame]) -> list[Path]:
        folder = tmp_path_factory.mktemp("raw")
        paths = [folder / f"part{i}.parquet" for i in range(len(parts))]
        for path, part in zip(paths, parts, strict=True):
            part.write_parquet(path)
        return paths

    return files


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Workspace]:
    """Take files in, all at once or call by call."""

    def workspace(*calls: list[Path]) -> Workspace:
        made = Workspace.create(tmp_path_factory.mktemp("laws") / "workspace")
        for paths in calls:
            assert not pipeline.ingest(made, paths).refused
        return made

    return workspace


@pytest.fixture(scope="session")
def tables() -> Callable[[Workspace], Tables]:
    """Give the flights and visits of a workspace."""
    return lambda workspace: (workspace.table("flights").collect(), workspace.table("visits").collect())


@pytest.fixture(scope="session")
def whole(
    points: pl.DataFrame,
    written: Callable[[list[pl.DataFrame]], list[Path]],
    taken: Callable[..., Workspace],
) -> tuple[Workspace, list[Path]]:
    """All points in one file."""
    paths = written([points])
    return taken(paths), paths
