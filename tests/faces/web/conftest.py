"""A real workspace, small, and servers over it: in the same thread, and over loopback sockets."""

import asyncio
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from wheelsdown import pipeline
from wheelsdown.clock import now
from wheelsdown.faces.web import server
from wheelsdown.faces.web.app import make_app
from wheelsdown.faces.web.settings import Settings
from wheelsdown.live.picture import Aircraft, Feed, FeedState, Picture, write_picture
from wheelsdown.schemas import Integrity
from wheelsdown.store import Workspace

DEMO = Path(pipeline.__file__).parent / "demo_data"

#: An aircraft of the demo data that visits KRNM, and one that is flagged in the tests.
VISITOR, FLAGGED = "a53d70", "a05432"
HOSTILE = "=HYPERLINK(0)<script>\u202e"


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every test copies."""
    path = tmp_path_factory.mktemp("web") / "workspace"
    workspace = Workspace.create(path)
    pipeline.ingest(workspace, [DEMO / "calfire.json.gz", DEMO / "trace_full_ac671b.json"])
    for airframe, attribute, value in (
        (FLAGGED, "ladd", "true"),
        (VISITOR, "operator", "=HYPERLINK(0)<script>"),
        (VISITOR, "registration", "XQ-4321"),
        (VISITOR, "military", "true"),
    ):
        pipeline.assert_identity(workspace, airframe, attribute, value, by="Invented Person")
    pipeline.change_places(workspace, lambda register: register.watch("KRNM", 30.0))
    return path


@pytest.fixture
def workspace(master: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    copy = tmp_path / "workspace"
    shutil.copytree(master, copy)
    return copy


@pytest.fixture(scope="module")
def client(master: Path) -> Iterator[TestClient]:
    """A client of a server for this machine alone."""
    with TestClient(make_app(Settings(master)), base_url="http://localhost") as found:
        yield found


@pytest.fixture
def client_of() -> Iterator[Callable[[Settings], TestClient]]:
    """Start a server with settings of one's own."""
    with ExitStack() as stack:
        yield lambda settings: stack.enter_context(
            TestClient(make_app(settings), base_url="http://localhost", raise_server_exceptions=False)
        )


@dataclass
class Running:
    """A server over loopback sockets."""

    port: int
    stop: Callable[[], float]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    listening = server.bound("127.0.0.1", 0)
    started, held = threading.Event(), []

    class Kept(server._Server):
        def __init__(self, *words: object) -> None:
            super().__init__(*words)  # type: ignore[arg-type]
            held.append(self)

        def install_signal_handlers(self) -> None: ...

    original, server._Server = server._Server, Kept  # type: ignore[misc]
    thread = threading.Thread(target=server.run, args=(settings, listening, started.set), daemon=True)

    def stop() -> float:
        began = time.monotonic()
        held[0].should_exit = True
        thread.join(15)
        assert not thread.is_alive()
        return time.monotonic() - began

    try:
        port = listening.getsockname()[1]
        thread.start()
        assert started.wait(20)
        yield Running(port, stop)
    finally:
        server._Server = original  # type: ignore[misc]
        if thread.is_alive():
            stop()


@pytest.fixture
def serving() -> Iterator[Callable[[Settings], Running]]:
    """Start a server over loopback sockets."""
    with ExitStack() as stack:
        yield lambda settings: stack.enter_context(running(settings))


@pytest.fixture(scope="module")
def loopback(master: Path) -> Iterator[Running]:
    """A server over loopback sockets for a whole module."""
    with running(Settings(master)) as found:
        yield found


@pytest.fixture
def fly(workspace: Path) -> Callable[..., Picture]:
    """Write a live picture of some aircraft; ``tick`` says how much was heard of each."""

    def write(n: int = 3, tick: int = 1, **changes: object) -> Picture:
        aircraft = [
            Aircraft(hex=f"a{number:05x}", flight=f"XQ{number}", lat=33.0 + number / 1000, lon=-117.0 + tick / 1000,
                     seen=0.5, messages=10 * tick + number, receivers=["roof"], integrity=Integrity.OK,
                     **changes)  # type: ignore[arg-type]
            for number in range(n)
        ]  # fmt: skip
        feed = Feed(
            name="roof", url="tcp://192.0.2.7:30005", dialect=None, state=FeedState.CONNECTED, since=now()
        )
        picture = Picture(
            now=now().timestamp(), messages=tick, simulated=False, feeds=[feed], aircraft=aircraft
        )
        write_picture(workspace, picture)
        return picture

    return write


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """Wait until something holds, at most ten seconds."""

    def wait(holds: Callable[[], object]) -> None:
        end = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < end, "it never came to hold"
            time.sleep(0.05)

    return wait


@pytest.fixture
def in_loop() -> Callable[..., object]:
    """Run a coroutine to its end."""
    return lambda coroutine: asyncio.run(asyncio.wait_for(coroutine, 20))
