"""The user's door: the real command in a real process, on small traces built here."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

#: 2025-05-01T00:00:00Z.
DAY = 1_746_057_600.0


def trace(icao: str = "4ca001", *, points: list[list[Any]] | None = None, **header: Any) -> dict[str, Any]:
    """A readsb trace of an aircraft that climbs straight on; nothing in it is real."""
    if points is None:
        points = [
            [
                10.0 * i,
                50.0 + 0.02 * i,
                10.0,
                9000 + 100 * i,
                300.0,
                0.0,
                0,
                600,
                {"flight": "QQA12   "},
                "adsb_icao",
            ]
            for i in range(60)
        ]
    return {"icao": icao, "r": "QQ-ABC", "t": "IL76", "timestamp": DAY, "trace": points, **header}


@pytest.fixture
def good() -> dict[str, Any]:
    return trace()


@pytest.fixture
def make() -> Callable[..., dict[str, Any]]:
    return trace


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write bytes, or a trace as gzip'd JSON the way archives hold it."""

    def written(name: str, content: bytes | dict[str, Any]) -> Path:
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            content if isinstance(content, bytes) else gzip.compress(json.dumps(content).encode())
        )
        return path

    return written


@pytest.fixture
def tar(tmp_path: Path) -> Callable[..., Path]:
    """Write a tar of traces and of whatever else a hostile archive holds."""

    def written(name: str, members: list[tuple[tarfile.TarInfo | str, bytes]]) -> Path:
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(path, "w") as archive:
            for entry, content in members:
                info = tarfile.TarInfo(entry) if isinstance(entry, str) else entry
                if info.isreg():
                    info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        return path

    return written


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``wheelsdown`` in a process of its own."""

    def ran(
        *words: str | Path, workspace: Path | None = None, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "WHEELSDOWN_WORKSPACE": str(workspace or tmp_path / "workspace"),
            "COLUMNS": "80",
        }
        command = [sys.executable, "-m", "wheelsdown", *map(str, words)]
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=120, **options
        )

    return ran


@pytest.fixture
def flights(run: Run) -> Callable[..., list[dict[str, Any]]]:
    """Ask the workspace for its flights."""

    def asked(workspace: Path | None = None) -> list[dict[str, Any]]:
        answer = run("flights", "--format", "json", workspace=workspace)
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)["items"]

    return asked
