"""The server itself: an address that is free, an end that is clean."""

import gc
import logging
import secrets
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import uvicorn

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.web.app import make_app
from wheelsdown.faces.web.settings import Settings
from wheelsdown.faces.web.sky import Sky

__all__ = ["PORT", "bound", "read_token", "run"]

#: Where a browser is told to look when nobody says; taken up to so many times, the next ones are tried.
PORT: Final = 8097
_TRIES: Final = 20

#: Seconds that answers under way have to end when the server is told to.
_GRACE_S: Final = 5

#: Connections at once: all event streams, and as many again.
_MOST_CONNECTIONS: Final = 1200


class _Server(uvicorn.Server):
    """Ends the event streams before it waits for answers under way, for they never end by themselves."""

    def __init__(self, config: uvicorn.Config, sky: Sky, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._sky = sky
        self._tell_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()  # modules and tables stay to the end: to look through them again would hold up answers
        if self.started:
            self._tell_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._sky.hub.close()
        await super().shutdown(sockets)


def bound(host: str, port: int | None) -> socket.socket:
    """Give a socket that is bound: to the port asked for, or to the first free one from 8097 on.

    Raises
    ------
    WheelsdownError
        The port is taken, or the host is not of this machine.
    """
    ports = range(PORT, PORT + _TRIES) if port is None else [port]
    refused: OSError | None = None
    for each in ports:
        try:
            return _bound(host, each)
        except OSError as error:
            refused = error
    why = refused.strerror or str(refused) if refused else ""
    hint = (
        "choose another one with --port, or let it be chosen"
        if port is not None
        else "choose one with --port"
    )
    raise WheelsdownError(f"{host}:{ports[0]} cannot be listened at ({why}); {hint}")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(2048)
    except OSError:
        found.close()
        raise
    return found


def read_token(file: Path | None, environment: str | None) -> str | None:
    """Give the token from a file, else from the environment; None where there is neither.

    Raises
    ------
    WheelsdownError
        The file cannot be read, is empty or can be read by others.
    """
    if file is None:
        return environment or None
    try:
        if file.stat().st_mode & 0o077:
            raise WheelsdownError(f"{file}: others can read it; chmod 600 it, and use another token")
        token = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WheelsdownError(f"{file}: the token cannot be read ({error}); name another file") from None
    if not token:
        raise WheelsdownError(f"{file}: there is no token in it; a good one is {secrets.token_urlsafe(24)}")
    return token


def run(settings: Settings, listening: socket.socket, started: Callable[[], None]) -> None:
    """Serve until told to end (Ctrl-C, SIGTERM); ``started`` is called once requests are answered.

    Raises
    ------
    WheelsdownError
        The workspace cannot be read.
    """
    app = make_app(settings)
    config = uvicorn.Config(
        app,
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        lifespan="on",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE_S,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=32 * 1024,
        proxy_headers=False,
        ws="none",
    )
    server = _Server(config, app.state.sky, started)
    with closing(listening):
        server.run(sockets=[listening])
