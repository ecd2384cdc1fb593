"""A served workspace with an invented sky, and a real browser that looks at it.

The browser is Debian's Chromium, driven from Node by playwright-core (site/package.json); it renders in
software, so it needs no graphics card.
"""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from invented_sky import sky

from wheelsdown import pipeline
from wheelsdown.live.picture import write_picture
from wheelsdown.simulation import simulate
from wheelsdown.store import Workspace

__all__ = ["browsed", "invented_case", "lacking", "served"]

REPOSITORY = Path(__file__).resolve().parent.parent.parent
SITE = REPOSITORY / "site"
STATIC = REPOSITORY / "src" / "wheelsdown" / "faces" / "web" / "static"
CHECKS = REPOSITORY / "tests" / "browser" / "checks.mjs"

#: Days of the simulated case that the tests look at; all of it would take a minute to make.
DAYS = (date(2025, 10, 20), date(2025, 10, 30))


def lacking() -> str | None:
    """Say what this machine lacks for looking at the site; None where everything is there."""
    if shutil.which("node") is None:
        return "there is no node here (Debian: apt-get install nodejs npm)"
    if shutil.which("chromium") is None:
        return "there is no chromium here (Debian: apt-get install chromium)"
    if not (SITE / "node_modules" / "playwright-core").is_dir():
        return "the packages of the site are not installed (cd site && npm ci)"
    if not (STATIC / "page.js").is_file():
        return "the site is not built (make site)"
    return None


def invented_case(folder: Path, days: tuple[date, date] = DAYS) -> Path:
    """Simulate the Latakia case and ingest some of its days; gives the workspace."""
    simulate("latakia-2025", folder / "case", start=days[0], end=days[1])
    workspace = folder / "workspace"
    pipeline.ingest(Workspace.create(workspace), [folder / "case" / "archive"])
    return workspace


@contextlib.contextmanager
def served(workspace: Path, n_aircraft: int) -> Iterator[str]:
    """Serve a workspace under a sky that moves once a second; gives the address."""
    stop = threading.Event()

    def fly() -> None:
        while not stop.is_set():
            write_picture(workspace, sky(n_aircraft, time.time(), hostile=True))
            stop.wait(1.0)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flying = threading.Thread(target=fly, daemon=True)
    flying.start()
    words = ["serve", "--port", str(port), "--workspace", str(workspace)]
    server = subprocess.Popen(
        [sys.executable, "-m", "wheelsdown", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        stop.set()
        flying.join()
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.communicate(timeout=20)
        server.kill()
        server.wait()


def browsed(address: str, checks: Sequence[str], pictures: Path | None = None) -> dict[str, Any]:
    """Run checks in a real browser; gives what each found, or under ``error`` what went wrong."""
    words = [str(pictures)] if pictures else ["-"]
    ran = subprocess.run(
        ["node", str(CHECKS), address, *words, *checks],
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise AssertionError(f"the browser did not run: {ran.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        if server.poll() is not None:
            said = server.stderr.read() if server.stderr else b""
            raise AssertionError(f"the server ended: {said.decode(errors='replace')[-2000:]}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/about", timeout=5):
            return
        time.sleep(0.25)
    raise AssertionError("the server did not answer within a minute")
