"""A small simulated workspace, and servers on this machine that take alerts."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from alerts_built import Hook, Mailbox, converse

from wheelsdown import pipeline
from wheelsdown.simulation import simulate
from wheelsdown.store import Workspace


@pytest.fixture(scope="session")
def latakia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The week the press wrote about, taken in; tests copy it."""
    folder = tmp_path_factory.mktemp("latakia")
    simulate("latakia-2025", folder / "case", start=date(2025, 10, 23), end=date(2025, 10, 30))
    pipeline.ingest(Workspace.create(folder / "workspace"), [folder / "case" / "archive"])
    return folder / "workspace"


@pytest.fixture
def season(latakia: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "season"
    shutil.copytree(latakia, copy)
    return copy


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A workspace in which nothing came in."""
    return Workspace.create(tmp_path / "empty").path


@pytest.fixture
def hook_of() -> Iterator[Callable[..., Hook]]:
    """Start a webhook on this machine."""
    with ExitStack() as stack:

        def start(*statuses: int) -> Hook:
            class Handler(BaseHTTPRequestHandler):
                def do_POST(self) -> None:
                    body = self.rfile.read(int(self.headers["Content-Length"]))
                    hook.posts.append((dict(self.headers), body))
                    status = hook.statuses.pop(0) if len(hook.statuses) > 1 else hook.statuses[0]
                    if not status:
                        hook.ended.wait(20)
                        return
                    self.send_response(status)
                    if 300 <= status < 400:
                        self.send_header("Location", f"{hook.url}/elsewhere")
                    self.send_header("Content-Length", "0")
                    self.end_headers()

                def log_message(self, *_: object) -> None: ...

            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            server.daemon_threads = True
            hook = Hook(f"http://127.0.0.1:{server.server_port}/topic", list(statuses or (200,)))
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()

            def stop() -> None:
                hook.ended.set()
                server.shutdown()
                server.server_close()
                thread.join(5)

            stack.callback(stop)
            return hook

        yield start


@pytest.fixture
def mailbox_of() -> Iterator[Callable[..., Mailbox]]:
    """Start a mail server on this machine."""
    with ExitStack() as stack:

        def start(**replies: bytes) -> Mailbox:
            listening = socket.create_server(("127.0.0.1", 0))
            box = Mailbox(listening.getsockname()[1], replies)

            def serve() -> None:
                while True:
                    try:
                        connection, _ = listening.accept()
                    except OSError:
                        return
                    with connection, connection.makefile("rwb") as file:
                        converse(box, file)

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()

            def stop() -> None:
                listening.shutdown(socket.SHUT_RDWR)
                listening.close()
                thread.join(5)

            stack.callback(stop)
            return box

        yield start
