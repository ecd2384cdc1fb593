"""A ten-day window of the scenario, written once, and its rows read back with plain tools."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from wheelsdown.simulation import SimulationOutcome, simulate

WINDOW = (date(2025, 10, 22), date(2025, 11, 1))


class Trace(NamedTuple):
    """One member of a daily archive, as read by tarfile, gzip and json alone."""

    archive: str
    member: str
    content: dict[str, Any]


def read_traces(archive: Path) -> Iterator[Trace]:
    """Read every trace below a folder; the parts of a split archive are joined first."""
    whole: dict[str, bytes] = {}
    for file in sorted(archive.iterdir()):
        name = file.name.removesuffix(".aa").removesuffix(".ab")
        whole[name] = whole.get(name, b"") + file.read_bytes()
    for name, content in whole.items():
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            for member in tar:
                if member.isfile():
                    stored = tar.extractfile(member)
                    assert stored is not None
                    yield Trace(name, member.name, json.loads(gzip.decompress(stored.read())))


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> SimulationOutcome:
    return simulate(
        "latakia-2025", tmp_path_factory.mktemp("window") / "latakia", start=WINDOW[0], end=WINDOW[1]
    )


@pytest.fixture(scope="session")
def traces(window: SimulationOutcome) -> list[Trace]:
    return list(read_traces(window.archive))


@pytest.fixture(scope="session")
def points(traces: list[Trace]) -> dict[str, list[list[Any]]]:
    """All rows of each airframe over all days, with Unix seconds in column 0."""
    found: dict[str, list[list[Any]]] = {}
    for trace in traces:
        start = trace.content["timestamp"]
        rows = found.setdefault(trace.content["icao"], [])
        rows.extend([start + row[0], *row[1:]] for row in trace.content["trace"])
    return found


@pytest.fixture(scope="session")
def flights(window: SimulationOutcome) -> list[dict[str, Any]]:
    return read_lines(window.truth / "flights.jsonl")


@pytest.fixture(scope="session")
def visits(window: SimulationOutcome) -> list[dict[str, Any]]:
    return read_lines(window.truth / "visits.jsonl")


@pytest.fixture(scope="session")
def days(window: SimulationOutcome) -> list[dict[str, Any]]:
    return read_lines(window.truth / "days.jsonl")
