"""A workspace that cannot be written, a disk that fills, a process killed: nothing is half done."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

N_AIRCRAFT = 40


def _season(write: Any, make: Any) -> list[Path]:
    """Many small files, so that an ingest has many moments to be killed at."""
    return [
        write(f"trace_full_4ca{i:03x}.json", make(f"4ca{i:03x}", r=f"QQ-A{i:02d}"))
        for i in range(1, N_AIRCRAFT + 1)
    ]


def _process(workspace: Path, paths: list[Path]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "wheelsdown", "ingest", *map(str, paths)],
        env=os.environ | {"WHEELSDOWN_WORKSPACE": str(workspace)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("seconds", [0.4, 0.7, 1.0, 1.3, 1.6, 2.0])
def test_an_ingest_that_is_killed_is_completed_by_the_next(
    run: Any, write: Any, make: Any, flights: Any, tmp_path: Path, seconds: float
) -> None:
    paths = _season(write, make)
    workspace = tmp_path / "killed"
    child = _process(workspace, paths)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    if (workspace / "workspace.json").exists():
        halfway = run("flights", "--format", "json", workspace=workspace)
        assert "Traceback" not in halfway.stderr
    answer = run("ingest", *paths, workspace=workspace)
    assert answer.returncode == 0, answer.stderr
    assert run("store", "check", workspace=workspace).returncode == 0
    assert len(flights(workspace)) == N_AIRCRAFT


def test_a_killed_ingest_gives_the_same_rows_as_an_undisturbed_one(
    run: Any, write: Any, make: Any, flights: Any, tmp_path: Path
) -> None:
    paths = _season(write, make)
    run("ingest", *paths, workspace=tmp_path / "calm")
    child = _process(tmp_path / "killed", paths)
    time.sleep(1.2)
    child.kill()
    child.wait()
    run("ingest", *paths, workspace=tmp_path / "killed")
    assert flights(tmp_path / "killed") == flights(tmp_path / "calm")


@pytest.mark.needs_tmpfs
def test_a_full_disk_is_one_clear_line_and_the_next_run_completes(
    run: Any, write: Any, make: Any, flights: Any, small_disk: Path
) -> None:
    paths = _season(write, make)
    workspace = small_disk / "workspace"
    run("ingest", paths[0], workspace=workspace)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"0" * 4096):
            pass
    answer = run("ingest", *paths, workspace=workspace)
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "space" in " ".join(answer.stderr.split())
    assert len(flights(workspace)) == 1
    filler.unlink()
    assert run("ingest", *paths, workspace=workspace).returncode == 0
    assert len(flights(workspace)) == N_AIRCRAFT


@pytest.mark.needs_tmpfs
def test_a_read_only_workspace_answers_questions_and_refuses_data(
    run: Any, write: Any, make: Any, flights: Any, small_disk: Path
) -> None:
    workspace = small_disk / "workspace"
    run("ingest", write("trace_full_4ca001.json", make()), workspace=workspace)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    answer = run("ingest", write("trace_full_4ca002.json", make("4ca002")), workspace=workspace)
    assert answer.returncode == 1, answer.stderr
    assert "Traceback" not in answer.stderr
    assert "read-only" in answer.stderr
    assert [flight["icao24"] for flight in flights(workspace)] == ["4ca001"]
