"""End to end with a real receiver's software: Debian's dump1090-mutability, fed with recorded frames.

It is given the frames in Beast and gives them back as Beast, AVR, SBS and ``aircraft.json``. A second
reader of each stream, a few lines of its own, says what was sent: the archive must hold the same bytes.
"""

import contextlib
import http.server
import math
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest
from loopback_feeder import HZ, Recorded, beast

from wheelsdown.live.picture import Dialect, read_picture
from wheelsdown.sources.beast import BeastSplitter
from wheelsdown.sources.capture_records import Capture, Kind, read_capture
from wheelsdown.sources.captured import captured

STREAMS = ("beast", "avr", "sbs")


@dataclass
class Recorder:
    """Reads a stream beside the listener."""

    port: int
    heard: bytearray = field(default_factory=bytearray)

    def start(self) -> socket.socket:
        stream = socket.create_connection(("127.0.0.1", self.port))
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()
        return stream

    def _read(self, stream: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := stream.recv(65536):
                self.heard += piece


@dataclass
class Receiver:
    """dump1090 and what it serves."""

    into: int
    ports: dict[str, int]
    web: int
    n_lists: int = 0

    def feeds(self) -> list[str]:
        streams = [f"{name}={name}://127.0.0.1:{port}" for name, port in self.ports.items()]
        return [*streams, f"web=http://127.0.0.1:{self.web}/aircraft.json"]


def free_ports(n: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(n)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@pytest.fixture
def receiver(tmp_path: Path, for_want_of: Callable[[str], NoReturn]) -> Iterator[Receiver]:
    program = shutil.which("dump1090-mutability")
    if program is None:
        for_want_of("dump1090-mutability is not here (apt-get install dump1090-mutability)")
    folder = tmp_path / "json"
    folder.mkdir()
    raw_in, avr, sbs, into, out = free_ports(5)
    words = [program, "--net-only", "--net-bind-address", "127.0.0.1", "--lat", "49", "--lon", "2.55"]
    words += ["--net-ri-port", str(raw_in), "--net-ro-port", str(avr), "--net-sbs-port", str(sbs)]
    words += ["--net-bi-port", str(into), "--net-bo-port", str(out), "--net-buffer", "5", "--quiet"]
    words += ["--write-json", str(folder), "--write-json-every", "1"]
    found = Receiver(into, {"beast": out, "avr": avr, "sbs": sbs}, 0)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def send_response(self, code: int, message: str | None = None) -> None:
            found.n_lists += code == 200
            super().send_response(code, message)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    found.web = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for((folder / "aircraft.json").exists)
            yield found
        finally:
            process.terminate()
    server.shutdown()
    server.server_close()


def wait_for(what: Callable[[], bool], seconds: float = 20) -> None:
    ends_at = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends_at
        time.sleep(0.02)


@contextlib.contextmanager
def listening(workspace: Path, receiver: Receiver) -> Iterator["subprocess.Popen[bytes]"]:
    words = ["--workspace", str(workspace), "--no-ingest", "--at", "49,2.55"]
    command = [sys.executable, "-m", "wheelsdown", "listen", *receiver.feeds(), *words]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            n_connected = len(connections(workspace))
            wait_for(lambda: len(connections(workspace)) >= n_connected + len(STREAMS) + 1)
            yield process
        finally:
            if process.poll() is None and sys.exc_info()[0] is not None:
                process.kill()


def connections(workspace: Path) -> list[str]:
    return [
        str(path)
        for path in workspace.rglob("*.capture.gz")
        for record in held(path).records
        if record.said().get("event") == "connected"
    ]


def held(path: Path) -> Capture:
    with contextlib.suppress(Exception):
        return read_capture(path.read_bytes(), where=path.name)
    return Capture(None, [], False, "")  # type: ignore[arg-type]  # not even begun


def bytes_of(workspace: Path, feed: str) -> bytes:
    files = sorted((workspace / "raw" / "live" / feed).rglob("*.capture.gz"))
    return b"".join(r.payload for path in files for r in held(path).records if r.kind == Kind.DATA)


def send(receiver: Receiver, messages: list[Recorded]) -> None:
    """Send frames as a receiver hears them, but twenty times as fast."""
    with socket.create_connection(("127.0.0.1", receiver.into)) as stream:
        for at in range(0, len(messages), 50):
            piece = messages[at : at + 50]
            ticks = [int((m.at_s - messages[0].at_s) * HZ) + 1 for m in piece]
            stream.sendall(b"".join(beast(m.frame, n) for m, n in zip(piece, ticks, strict=True)))
            time.sleep(0.02)


def settled(workspace: Path, recorders: dict[str, Recorder]) -> bool:
    return all(len(bytes_of(workspace, name)) == len(recorders[name].heard) for name in STREAMS)


def test_what_dump1090_sends_is_archived_to_the_byte_and_decoded_as_recorded(
    tmp_path: Path, receiver: Receiver, flight: list[Recorded]
) -> None:
    workspace, half = tmp_path / "workspace", len(flight) // 2
    recorders = {name: Recorder(receiver.ports[name]) for name in STREAMS}
    with contextlib.ExitStack() as ends:
        for recorder in recorders.values():
            ends.enter_context(recorder.start())
        with listening(workspace, receiver) as listener:
            send(receiver, flight[:half])
            time.sleep(0.5)
            wait_for(lambda: settled(workspace, recorders))
            listener.send_signal(signal.SIGKILL)
        with listening(workspace, receiver) as listener:
            send(receiver, flight[half:])
            time.sleep(0.5)
            wait_for(lambda: settled(workspace, recorders))
            listener.send_signal(signal.SIGTERM)
    for name in STREAMS:
        assert bytes_of(workspace, name) == bytes(recorders[name].heard), name
    _lists_are_all_there(workspace, receiver)
    n_messages = len(BeastSplitter().split(bytes_of(workspace, "beast")))
    assert n_messages > 0.9 * len(flight)  # dump1090 keeps back replies of addresses it has not heard yet
    _positions_are_those_recorded(workspace, flight)
    _picture_is_true(workspace)


def test_killed_while_dump1090_streams_what_was_read_is_an_exact_part_of_the_stream(
    tmp_path: Path, receiver: Receiver, flight: list[Recorded]
) -> None:
    workspace = tmp_path / "workspace"
    recorders = {name: Recorder(receiver.ports[name]) for name in STREAMS}
    with contextlib.ExitStack() as ends:
        for recorder in recorders.values():
            ends.enter_context(recorder.start())
        again, half = threading.Event(), len(flight) // 2

        def stream() -> None:
            while not again.is_set():  # it never stops while nobody listens
                send(receiver, flight[:half])
            send(receiver, flight[half:])

        sending = threading.Thread(target=stream, daemon=True)
        with listening(workspace, receiver) as listener:
            sending.start()
            wait_for(lambda: all(len(bytes_of(workspace, name)) > 1000 for name in STREAMS))
            listener.send_signal(signal.SIGKILL)
            listener.wait(10)
        first = {name: bytes_of(workspace, name) for name in STREAMS}
        with listening(workspace, receiver) as listener:
            again.set()
            sending.join(60)
            time.sleep(0.5)
            wait_for(lambda: all(_reaches_the_end(workspace, recorders[name], name) for name in STREAMS))
            listener.send_signal(signal.SIGTERM)
    for name in STREAMS:
        heard, whole = bytes(recorders[name].heard), bytes_of(workspace, name)
        assert whole.startswith(first[name])
        second = whole[len(first[name]) :]
        assert heard.startswith(first[name]), name
        assert heard.endswith(second), name
        assert len(first[name]) + len(second) <= len(heard)  # between the two nobody listened
    picture = read_picture(workspace)
    assert picture is not None
    counts = {feed.name: feed.n_messages for feed in picture.feeds}
    after = bytes_of(workspace, "beast")[len(first["beast"]) :]
    assert counts["beast"] == len(BeastSplitter().split(after)) > 0


def _reaches_the_end(workspace: Path, recorder: Recorder, feed: str) -> bool:
    """Tell whether the last bytes of a stream are in the archive."""
    return bytes_of(workspace, feed).endswith(bytes(recorder.heard)[-64:])


def _lists_are_all_there(workspace: Path, receiver: Receiver) -> None:
    files = sorted((workspace / "raw" / "live" / "web").rglob("*.capture.gz"))
    n_kept = sum(r.kind == Kind.SNAPSHOT for path in files for r in held(path).records)
    assert 0 <= receiver.n_lists - n_kept <= 2  # an answer may be under way when the listener is killed


def _positions_are_those_recorded(workspace: Path, flight: list[Recorded]) -> None:
    truth = [(m.lat_deg, m.lon_deg) for m in flight if m.lat_deg is not None and m.lon_deg is not None]
    n_located = 0
    for path in sorted(workspace.rglob("*.capture.gz")):
        located = captured(path.read_bytes(), where=path.name).points.filter(pl.col("lat_deg").is_not_null())
        for lat, lon in located.select("lat_deg", "lon_deg").iter_rows():
            nearest = min(math.hypot(lat - a, (lon - b) * 0.66) for a, b in truth)
            assert nearest * 60 < 0.01, (path.name, lat, lon)
        n_located += located.height if "web" not in str(path) else 0
    # Three streams of one receiver: evidence once, not three times.
    assert 0.7 * len(truth) <= n_located <= 1.25 * len(truth)


def _picture_is_true(workspace: Path) -> None:
    picture = read_picture(workspace)
    assert picture is not None
    (aircraft,) = picture.aircraft
    assert (aircraft.hex, aircraft.flight) == ("393322", "AFR34ZG")
    assert {*aircraft.receivers} >= {"beast", "avr", "sbs"}
    assert {feed.name: feed.dialect for feed in picture.feeds}["web"] in (Dialect.DUMP1090, None)
