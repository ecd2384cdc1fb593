"""Real data, taken in through the whole pipeline as a user would."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from wheelsdown import pipeline
from wheelsdown.store import Workspace

Rows = list[dict[str, Any]]


class Taken:
    """Flights and visits reconstructed from some raw files."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.flights: Rows = workspace.table("flights").collect().to_dicts()
        self.visits: Rows = workspace.table("visits").collect().to_dicts()

    def ends(self, name: str, basis: str) -> Rows:
        """Give the flights whose take-off or landing has some basis."""
        return [flight for flight in self.flights if flight[name]["basis"] == basis]


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Taken]]:
    """Take raw files in; the same files are read once a module."""

    @cache
    def taken(*paths: Path) -> Taken:
        workspace = Workspace.create(tmp_path_factory.mktemp("real") / "workspace")
        outcome = pipeline.ingest(workspace, list(paths))
        assert not outcome.refused
        return Taken(workspace)

    yield taken
    taken.cache_clear()


@pytest.fixture(scope="session")
def demo_data() -> Path:
    """The real data that ships inside the package."""
    return Path(pipeline.__file__).parent / "demo_data"


@pytest.fixture(scope="session")
def raw_frame() -> Callable[[Path], pl.DataFrame]:
    """Read a sample of the `traffic` library without wheelsdown's readers: truth must not share them."""

    def read(path: Path) -> pl.DataFrame:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        import gzip
        import json

        records = json.loads(gzip.decompress(path.read_bytes()))
        if isinstance(records, dict):
            columns = {name: list(values.values()) for name, values in records.items()}
            return pl.DataFrame(columns, infer_schema_length=None)
        return pl.DataFrame(records, infer_schema_length=None)

    return read
