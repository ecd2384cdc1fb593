"""Builders of raw files: traces, archives, and the one line that reads them."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from wheelsdown.sources import Reading, find_sources, read_source

#: 2025-08-20T00:00:00Z.
START_S = 1755648000.0


@pytest.fixture
def trace() -> Callable[..., bytes]:
    """Build the JSON of one readsb trace; keyword arguments replace header keys."""

    def build(points: list[Any] | None = None, **header: Any) -> bytes:
        document = {"icao": "a0b1c2", "timestamp": START_S, **header}
        document["trace"] = [
            [i * 5.0, 35.0 + i / 100, 36.0, 1000 + i, 200.0, 90.0, 0, 0, None] for i in range(4)
        ]
        if points is not None:
            document["trace"] = points
        return json.dumps(document).encode()

    return build


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Write bytes to a file, read it, and give its only batch."""

    def one(payload: bytes, name: str = "raw.json", **options: Any) -> Reading:
        path = tmp_path / name
        path.write_bytes(payload)
        return one_batch(path, **options)

    return one


@pytest.fixture
def read_path() -> Callable[..., Reading]:
    """Read a file, archive or tree and give its only batch."""
    return one_batch


def one_batch(path: Path, **options: Any) -> Reading:
    sources, refusals = find_sources([path])
    assert not refusals, refusals
    (source,) = sources
    (reading,) = read_source(source, **options)
    return reading


@pytest.fixture
def tar(tmp_path: Path) -> Callable[..., Path]:
    """Write a tar archive of (name, bytes) pairs or ready TarInfo objects."""

    def build(members: Iterable[tuple[str, bytes] | tarfile.TarInfo], name: str = "day.tar") -> Path:
        path = tmp_path / name
        with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
            for member in members:
                if isinstance(member, tarfile.TarInfo):
                    archive.addfile(member)
                else:
                    info = tarfile.TarInfo(member[0])
                    info.size = len(member[1])
                    archive.addfile(info, io.BytesIO(member[1]))
        return path

    return build


@pytest.fixture
def day(trace: Callable[..., bytes]) -> list[tuple[str, bytes]]:
    """Three small traces of a day, gzip'd, in two address folders."""
    return [
        (f"./traces/{icao[-2:]}/trace_full_{icao}.json", gzip.compress(trace(icao=icao), mtime=0))
        for icao in ("a0b1c2", "3d0ac2", "4c01ff")
    ]


@pytest.fixture
def tree(tmp_path: Path, day: list[tuple[str, bytes]]) -> Path:
    """The same three traces as a folder tree of 20 August 2025."""
    root = tmp_path / "history" / "2025" / "08" / "20"
    for name, payload in day:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(payload)
    return root


@pytest.fixture
def points() -> Callable[[Reading], list[dict[str, Any]]]:
    """Give the state vectors of a reading as dictionaries, hashes as text."""

    def rows(reading: Reading) -> list[dict[str, Any]]:
        return reading.state_vectors.with_columns(pl.col("sha256").cast(pl.String)).to_dicts()

    return rows
