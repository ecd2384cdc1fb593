"""A bulk pass that is killed or stopped anywhere is completed by the next run, with the rows of a calm one."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest
from benchmarks.benchmark_day import write_days
from tests.builders.ingested import Held, assert_same, held, in_bulk, ingested

from wheelsdown.store import Workspace

#: The command, with archives of any size read in bulk and each worked in alone.
COMMAND = """
import sys
from wheelsdown import pipeline, sweep
sweep.BULK_BYTES, pipeline.BYTES_PER_BATCH = 0, 1
from wheelsdown.faces.cli import main
main()
"""
N_DAYS = 4


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("days")
    return write_days(folder, first_day=date(2025, 10, 26), n_days=N_DAYS, n_aircraft=8, seed=21).archives


@pytest.fixture(scope="module")
def calm(days: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Held:
    with in_bulk():
        return ingested(tmp_path_factory.mktemp("calm") / "w", days)


def started(workspace: Path, days: tuple[Path, ...]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "ingest", *map(str, days)],
        env=os.environ | {"WHEELSDOWN_WORKSPACE": str(workspace)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def stopped(workspace: Path, days: tuple[Path, ...], how: signal.Signals, n_lines: int, then_s: float) -> int:
    """Stop the command some time after the log has so many lines; give its exit code."""
    log = workspace / "acquisitions.jsonl"
    with started(workspace, days) as child:
        until = time.monotonic() + 60
        while child.poll() is None and time.monotonic() < until:
            if log.exists() and log.read_bytes().count(b"\n") >= n_lines:
                time.sleep(then_s)
                break
            time.sleep(0.005)
        child.send_signal(how)
        child.communicate(timeout=60)
    return child.returncode


def test_killed_again_and_again(days: tuple[Path, ...], calm: Held, tmp_path: Path) -> None:
    random, workspace = Random(1), tmp_path / "w"
    codes = [stopped(workspace, days, signal.SIGKILL, n, random.uniform(0, 0.3)) for n in (1, 2, 3)]
    assert -signal.SIGKILL in codes, "no kill came in time"
    with started(workspace, days) as child:
        _, said = child.communicate(timeout=60)
    assert child.returncode == 0, said
    assert_same(held(Workspace.open(workspace)), calm)


def test_stopped_by_the_user(days: tuple[Path, ...], calm: Held, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    assert stopped(workspace, days, signal.SIGINT, 2, 0.1) == 130
    with started(workspace, days) as child:
        _, said = child.communicate(timeout=60)
    assert child.returncode == 0, said
    assert_same(held(Workspace.open(workspace)), calm)
