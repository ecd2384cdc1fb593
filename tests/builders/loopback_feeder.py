"""A receiver on loopback: sends bytes to whoever connects, as fast or as brokenly as a test wants."""

import csv
import gzip
import io
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: Ticks of a Beast counter in a second.
HZ = 12_000_000


@dataclass(frozen=True)
class Recorded:
    """One message with the position that was recorded beside it."""

    at_s: float
    frame: str
    lat_deg: float | None
    lon_deg: float | None


def recorded_messages(path: Path) -> list[Recorded]:
    """Read a slice of recorded messages."""
    text = gzip.decompress(path.read_bytes()).decode()
    return [
        Recorded(
            float(row["timestamp"]),
            row["frame"],
            float(row["latitude"]) if row["latitude"] else None,
            float(row["longitude"]) if row["longitude"] else None,
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def beast(frame: str, ticks: int = 0, signal: int = 0x80) -> bytes:
    """Write a frame as a Beast message."""
    payload = bytes.fromhex(frame)
    body = ticks.to_bytes(6, "big") + bytes([signal]) + payload
    return b"\x1a" + (b"3" if len(payload) == 14 else b"2") + body.replace(b"\x1a", b"\x1a\x1a")


def avr(frame: str) -> bytes:
    """Write a frame as AVR text."""
    return f"*{frame.upper()};\n".encode()


@dataclass
class LoopbackFeeder:
    """Listens on a free port of 127.0.0.1 and sends the same to everybody who connects.

    ``pieces`` are sent one after the other, ``pause_s`` apart; then the connection is closed, or held
    open with ``stay``.
    """

    pieces: Sequence[bytes]
    pause_s: float = 0.0
    stay: bool = True
    #: Sends its pieces only once in all, whoever connects.
    once: bool = False
    n_connections: int = 0
    #: Bytes handed to the sockets.
    n_sent: int = 0
    port: int = 0
    _server: socket.socket = field(default_factory=socket.socket)
    _open: list[socket.socket] = field(default_factory=list)
    _next: int = 0
    _over: bool = False

    def __enter__(self) -> "LoopbackFeeder":
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._server.bind(("127.0.0.1", self.port))
        self._server.listen()
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for each in self._open:
            each.close()

    def _accept(self) -> None:
        while not self._over:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self.n_connections += 1
            self._open.append(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        at = self._next if self.once else 0
        try:
            while at < len(self.pieces) and not self._over:
                client.sendall(self.pieces[at])
                self.n_sent += len(self.pieces[at])
                at += 1
                self._next = max(self._next, at)
                time.sleep(self.pause_s)
        except OSError:
            return
        if not self.stay:
            client.close()
