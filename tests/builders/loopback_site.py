"""A site on this machine that speaks the real layouts, and misbehaves as it is told."""

import gzip
import io
import json
import struct
import tarfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DAY = date(2025, 10, 26)
DAY_S = datetime(2025, 10, 26, tzinfo=UTC).timestamp()


@dataclass(frozen=True)
class Answer:
    """What one request is answered with."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    #: The connection is cut after so many bytes of the body.
    cut_after: int | None = None
    #: Content-Length as claimed, where it is not the body's.
    claimed: int | None = None
    #: Whether a Range is honoured, and what version of the file this is.
    etag: str | None = None
    #: Sends no length and closes the connection at the end.
    without_length: bool = False
    #: Sends the body again and again, until the client goes away.
    endless: bool = False


@dataclass
class Site:
    """The server: its routes, and what it was asked."""

    base: str = ""
    routes: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def paths(self, method: str = "GET") -> list[str]:
        return [path for verb, path, _ in self.asked if verb == method]

    def answer(self, path: str) -> Answer:
        """Give the answer to a path, the next one where several are queued; the last one stays."""
        found = self.routes.get(path, self.routes.get(path.partition("?")[0], Answer(b"not here", 404)))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 2**16  # head and body in one go, as real servers send them
    site: Site

    def do_GET(self) -> None:
        self._give(with_body=True)

    def do_HEAD(self) -> None:
        self._give(with_body=False)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _give(self, *, with_body: bool) -> None:
        self.site.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = self.site.answer(self.path)
        status, body, headers = answer.status, answer.body, dict(answer.headers)
        if answer.etag is not None:
            headers["ETag"] = answer.etag
            status, body = self._ranged(answer, headers)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if not (answer.without_length or answer.endless):
            self.send_header("Content-Length", str(len(body) if answer.claimed is None else answer.claimed))
        if (
            answer.without_length
            or answer.endless
            or answer.cut_after is not None
            or answer.claimed is not None
        ):
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if with_body:
            self.wfile.write(body if answer.cut_after is None else body[: answer.cut_after])
        while with_body and answer.endless:
            self.wfile.write(body)

    def _ranged(self, answer: Answer, headers: dict[str, str]) -> tuple[int, bytes]:
        asked, condition = self.headers.get("Range"), self.headers.get("If-Range")
        if answer.status != 200 or asked is None or condition not in (None, answer.etag):
            return answer.status, answer.body
        start = int(asked.removeprefix("bytes=").partition("-")[0])
        if start >= len(answer.body):
            return 416, b""
        headers["Content-Range"] = f"bytes {start}-{len(answer.body) - 1}/{len(answer.body)}"
        return 206, answer.body[start:]


@contextmanager
def running_site() -> Iterator[Site]:
    """Lend a site that listens on a free port of this machine."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients go away, that is the point
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def trace(
    address: str, *, lat: float = 35.4, lon: float = 35.95, day_s: float = DAY_S, n: int = 4, **header: Any
) -> bytes:
    """Write a trace as sites hold it: gzip'd, though it is called .json."""
    points = [[i * 5.0, lat + i / 1000, lon, 1000 + i, 200.0, 90.0, 0, 0, None] for i in range(n)]
    document = {"icao": address, "timestamp": day_s, **header, "trace": points}
    return gzip.compress(json.dumps(document).encode(), mtime=0)


def heatmap(positions: Mapping[str, tuple[float, float]], day_s: float = DAY_S) -> bytes:
    """Write a heatmap of one slice: address -> latitude and longitude."""
    at_ms = int(day_s * 1000)
    head = struct.pack("<IiIhh", 0x0E7F7C9D, at_ms >> 32, at_ms & 0xFFFFFFFF, 30000, 0)
    records = [
        struct.pack("<Iiihh", int(address, 16), round(lat * 1e6), round(lon * 1e6), 40, 1400)
        for address, (lat, lon) in positions.items()
    ]
    return gzip.compress(head + b"".join(records), mtime=0)


def history_path(kind: str, day: date = DAY) -> str:
    return f"/globe_history/{day:%Y/%m/%d}/{kind}"


def trace_route(address: str, day: date = DAY) -> str:
    return history_path(f"traces/{address[-2:]}/trace_full_{address}.json", day)


def heatmap_routes(
    positions: Mapping[str, tuple[float, float]], halves: Iterable[int] = range(48)
) -> dict[str, Answer]:
    """Give the routes of a day's heatmaps; every aircraft is in all of them."""
    payload = heatmap(positions)
    return {history_path(f"heatmap/{half:02d}.bin.ttf"): Answer(payload) for half in halves}


def archive(traces: Mapping[str, bytes], folders: Iterable[str] | None = None) -> bytes:
    """Write a day's archive; ``folders`` are those that are there even when empty."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for folder in folders if folders is not None else sorted({address[-2:] for address in traces}):
            member = tarfile.TarInfo(f"./traces/{folder}")
            member.type = tarfile.DIRTYPE
            tar.addfile(member)
        for address, payload in traces.items():
            member = tarfile.TarInfo(f"./traces/{address[-2:]}/trace_full_{address}.json")
            member.size = len(payload)
            tar.addfile(member, io.BytesIO(payload))
    return buffer.getvalue()


def release_routes(
    base: str,
    parts: Mapping[str, Answer],
    *,
    tag: str = "v2025.10.26-planes-readsb-prod-0",
    digests: Mapping[str, str] | None = None,
) -> dict[str, Answer | list[Answer]]:
    """Give the routes of a release and its parts, by their endings (``""``, ``.aa``, ...)."""
    assets = [
        {
            "name": f"{tag}.tar{ending}",
            "size": len(answer.body),
            "browser_download_url": f"{base}/download/{tag}.tar{ending}",
            **({"digest": f"sha256:{digests[ending]}"} if digests else {}),
        }
        for ending, answer in parts.items()
    ]
    assets.append({"name": "README.md", "size": 1, "browser_download_url": f"{base}/x"})
    described = Answer(json.dumps({"tag_name": tag, "assets": assets}).encode())
    return {
        f"/releases/2025/{tag}": described,
        **{f"/download/{tag}.tar{ending}": answer for ending, answer in parts.items()},
    }


class Hours:
    """Time that passes only when somebody sleeps, or a little with every look at the clock."""

    def __init__(self, per_look_s: float = 0.0) -> None:
        self.slept: list[float] = []
        self._now = 1000.0
        self._per_look_s = per_look_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._now += seconds

    def ticks(self) -> float:
        self._now += self._per_look_s
        return self._now
