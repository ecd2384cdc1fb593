"""A listener that is killed loses nothing it has read, and the next one goes on."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback_feeder import LoopbackFeeder, Recorded, beast
from typer.testing import CliRunner

from wheelsdown.errors import SourceError
from wheelsdown.faces.cli import app
from wheelsdown.live.picture import read_picture
from wheelsdown.sources.capture_records import Capture, Kind, read_capture
from wheelsdown.sources.captured import captured


def started(workspace: Path, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "wheelsdown", "listen", *words, "--workspace", str(workspace)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "80"})


def bytes_of(captures: list[Capture]) -> bytes:
    return b"".join(r.payload for each in captures for r in each.records if r.kind == Kind.DATA)


def wait_for(what: Callable[[], bool], seconds: float = 20) -> None:
    ends_at = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends_at
        time.sleep(0.01)


def test_killed_and_started_again_every_message_is_there_once(tmp_path: Path, flight: list[Recorded]) -> None:
    """Kill -9 when all is read, kill -9 in the middle of the stream, and a clean end."""
    workspace = tmp_path / "workspace"
    third = len(flight) // 3
    parts = [[beast(m.frame) for m in flight[n * third : (n + 1) * third]] for n in range(3)]
    for part, how in zip(parts, (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM), strict=True):
        n_before = len(bytes_of(held(workspace)))
        pause_s, wanted = (0.001, 500) if part is parts[1] else (0.0, len(b"".join(part)))
        with LoopbackFeeder(part, pause_s=pause_s) as feeder:
            feed = f"roof=beast://127.0.0.1:{feeder.port}"
            listener = started(workspace, feed, "--no-ingest", "--at", "49,2.55")
            wait_for(lambda n=n_before + wanted: len(bytes_of(held(workspace))) >= n)  # type: ignore[misc]
            listener.send_signal(how)
            _, said = listener.communicate(timeout=20)
    assert listener.returncode == 0
    assert f"roof: {third:,} messages kept" in said
    first, cut, last = held(workspace)
    assert [first.is_closed, cut.is_closed, last.is_closed] == [False, False, True]
    assert bytes_of([first]) == b"".join(parts[0])
    assert b"".join(parts[1]).startswith(bytes_of([cut]))
    assert 500 <= len(bytes_of([cut])) < len(b"".join(parts[1]))
    assert bytes_of([last]) == b"".join(parts[2])
    files = sorted(workspace.rglob("*.capture.gz"))
    assert all(captured(path.read_bytes(), where="x").points.height for path in files)
    picture = read_picture(workspace)
    assert picture is not None
    assert picture.feeds[0].n_messages == third


def held(workspace: Path) -> list[Capture]:
    found = []
    for path in sorted(workspace.rglob("*.capture.gz")):
        with contextlib.suppress(SourceError):
            found.append(read_capture(path.read_bytes(), where=path.name))
    return found


def test_it_ends_by_itself_and_works_in_what_it_heard(tmp_path: Path, flight: list[Recorded]) -> None:
    workspace = tmp_path / "workspace"
    with LoopbackFeeder([beast(m.frame) for m in flight]) as feeder:
        feed = f"roof=beast://127.0.0.1:{feeder.port}"
        listener = started(workspace, feed, "--for", "3s", "--at", "49,2.55", "--provider", "own")
        _, said = listener.communicate(timeout=90)
    assert listener.returncode == 0, said
    assert f"connected to 127.0.0.1:{feeder.port}" in said
    assert "1 new, 0 already here, 0 refused" in said
    assert all(len(line) <= 80 for line in said.splitlines())
    log = json.loads((workspace / "acquisitions.jsonl").read_text())
    assert (log["format"], log["provider"], log["simulated"]) == ("capture", "own", False)
    picture = read_picture(workspace)
    assert picture is not None
    assert picture.provider == "own"


def test_status_lines_are_json_where_a_program_reads_them(tmp_path: Path, flight: list[Recorded]) -> None:
    with LoopbackFeeder([beast(m.frame) for m in flight[:100]]) as feeder:
        feed = f"roof=beast://127.0.0.1:{feeder.port}"
        words = ["listen", feed, "--for", "1.5s", "--no-ingest", "--json", "--workspace", str(tmp_path / "w")]
        result = CliRunner().invoke(app, words)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    (status,) = [line for line in lines if line["stage"] == "listening"]
    assert (status["name"], status["n_messages"], status["state"]) == ("roof", 100, "connected")


def test_hearing_nothing_is_a_refusal(tmp_path: Path) -> None:
    with LoopbackFeeder([]) as gone:
        port = gone.port
    words = ["listen", f"roof=beast://127.0.0.1:{port}", "--for", "0.5s", "--workspace", str(tmp_path / "w")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    assert "roof: 0 messages kept" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ftp://127.0.0.1"], "is no feed"),
        (["beast://127.0.0.1", "--at", "999,1"], "is no place"),
        (["beast://127.0.0.1", "--for", "1m", "--until", "2030-01-01"], "not both"),
        (["beast://127.0.0.1", "--until", "2001-01-01"], "is over"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(tmp_path: Path, words: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["listen", *words, "--workspace", str(tmp_path / "w")])
    assert result.exit_code in (1, 2)
    assert said in " ".join(result.stderr.split())


def test_real_and_simulated_are_never_mixed(tmp_path: Path, flight: list[Recorded]) -> None:
    workspace = tmp_path / "w"
    with LoopbackFeeder([beast(m.frame) for m in flight]) as feeder:
        words = [
            "listen",
            f"roof=beast://127.0.0.1:{feeder.port}",
            "--for",
            "1s",
            "--workspace",
            str(workspace),
        ]
        assert CliRunner().invoke(app, [*words, "--simulated", "--at", "49,2.55"]).exit_code == 0
        result = CliRunner().invoke(app, words)
    picture = read_picture(workspace)
    assert picture is not None
    assert picture.simulated
    assert '"simulated":true' in (workspace / "acquisitions.jsonl").read_text()
    assert result.exit_code == 1
    assert "holds simulated data" in result.stderr
