"""``wheelsdown serve``: refuses what is unsafe, finds a free port, says where it is, ends cleanly."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest
from typer.testing import CliRunner

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli import app
from wheelsdown.faces.cli.serve import _address, _delay
from wheelsdown.faces.web.server import PORT, bound, read_token

TOKEN = "an-invented-token-of-some-length"


@contextmanager
def served(workspace: Path, *words: str, **environment: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    command = [sys.executable, "-m", "wheelsdown", "serve", "--workspace", str(workspace), *words]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})
    try:
        stream: IO[str] | None = running.stderr
        assert stream is not None
        said = re.search(r"http://\S+", stream.readline())
        assert said is not None
        yield said[0], running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "--token-file"),
        (["--shared"], "WHEELSDOWN_TOKEN"),
        (["--delay-military", "0h"], "--i-know-what-this-shows"),
        (["--delay-military", "soon"], "24h or 3d"),
        (["--token-file", "nowhere"], "cannot be read"),
        (["--host", "192.0.2.1", "--port", "1", "--token-file", "token"], "cannot be listened at"),
        (["--workspace", "nowhere"], "no workspace"),
    ],
)
def test_what_is_unsafe_or_impossible_is_refused_in_words(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHEELSDOWN_TOKEN", raising=False)
    Path("token").write_text(TOKEN)
    Path("token").chmod(0o600)
    result = CliRunner().invoke(app, ["serve", "--workspace", str(workspace), *words])
    assert result.exit_code in {1, 2}
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert TOKEN not in result.output


def test_it_says_where_it_is_and_ends_cleanly_with_a_stream_open(workspace: Path) -> None:
    with served(workspace) as (address, running):
        assert httpx.get(f"{address}api/v1/status").json()["private"]
        with httpx.stream("GET", f"{address}api/v1/live/events", timeout=10) as stream:
            parts = stream.iter_text()
            next(parts)
            began = time.monotonic()
            running.send_signal(signal.SIGTERM)
            for _ in parts:
                pass
        assert running.wait(10) in {0, -signal.SIGTERM}
        assert time.monotonic() - began < 8
        assert running.stderr is not None
        assert "Traceback" not in running.stderr.read()


def test_others_need_the_token_of_the_file(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    file.chmod(0o600)
    with served(workspace, "--shared", "--token-file", str(file)) as (address, _):
        assert httpx.get(f"{address}api/v1/status").status_code == 401
        answer = httpx.get(f"{address}api/v1/status", auth=("anyone", TOKEN)).json()
        assert (answer["private"], answer["delay_military_h"]) == (False, 24)


def test_a_port_that_is_taken_is_passed_over_or_refused() -> None:
    first, second = bound("127.0.0.1", None), bound("127.0.0.1", None)
    ports = [each.getsockname()[1] for each in (first, second)]
    assert PORT <= ports[0] < ports[1]
    with pytest.raises(WheelsdownError, match="--port"):
        bound("127.0.0.1", ports[0])
    first.close()
    second.close()


def test_a_token_is_read_with_care(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN)
    file.chmod(0o644)
    with pytest.raises(WheelsdownError, match="chmod 600"):
        read_token(file, None)
    file.chmod(0o600)
    assert read_token(file, "other") == TOKEN
    assert read_token(None, TOKEN) == TOKEN
    assert read_token(None, "") is None
    file.write_text(" \n")
    with pytest.raises(WheelsdownError, match="no token"):
        read_token(file, None)


def test_addresses_and_times_are_read_as_meant() -> None:
    assert [_address(each, 80) for each in ("0.0.0.0", "::", "::1", "base.example")] == [
        "http://127.0.0.1:80/", "http://[::1]:80/", "http://[::1]:80/", "http://base.example:80/",
    ]  # fmt: skip
    assert _delay("3d") == _delay("72h")
