"""Ask a site every so often what flies near a point, and keep every answer as it came.

Answers go to ``point-<from>-<process>.json.gz`` files, one for each hour: one line an answer, with its
address, time, status and headers and the answer itself as text. Every line is packed by itself, so that a
machine that dies loses the line it was writing and no other; a file that was left open so is finished by
the next poll, unless another one is still writing it.
The point interface (``/v2/point/<lat>/<lon>/<radius>``) is that of adsb.lol, at most 250 NM.
"""

import fcntl
import gzip
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from wheelsdown.clock import now, rfc3339
from wheelsdown.downloads.landing import land
from wheelsdown.downloads.politeness import PoliteClient, Reply, Report, silent
from wheelsdown.downloads.sites import Site
from wheelsdown.errors import SourceError, WheelsdownError
from wheelsdown.sources.payloads import printable
from wheelsdown.sources.readsb_aircraft import POLL_KEY

__all__ = ["FASTEST_S", "WIDEST_NM", "Polled", "finish_left_over", "point_url", "poll"]

#: Sites ask for at most one request a second from everybody together; one poll need not be near that.
FASTEST_S: Final = 5.0

#: Largest radius the interface answers for (adsb.lol, v2 point).
WIDEST_NM: Final = 250

_MAX_BYTES: Final = 64 * 2**20

_HOUR: Final = timedelta(hours=1)

#: Refusals in a row after which a poll ends.
_MOST_REFUSED: Final = 5


@dataclass
class Polled:
    """What a poll gave."""

    #: Finished files.
    paths: list[Path] = field(default_factory=list)
    n_answers: int = 0
    n_refused: int = 0
    #: Why it ended before its time, if it did.
    because: str = ""


def point_url(site: Site, lat_deg: float, lon_deg: float, radius_nm: float) -> str:
    """Give the address to ask.

    Raises
    ------
    WheelsdownError
        The site has no such interface, or does not answer for so wide a circle.
    """
    if site.point_api is None:
        raise WheelsdownError(f"{printable(site.name)} has no point interface that is known; use adsblol")
    if not 0 < radius_nm <= WIDEST_NM:
        raise WheelsdownError(
            f"a radius of {radius_nm:g} NM cannot be polled; choose one up to {WIDEST_NM} NM"
        )
    return site.point_api.format(lat=f"{lat_deg:.4f}", lon=f"{lon_deg:.4f}", radius=f"{radius_nm:.0f}")


def poll(
    client: PoliteClient,
    url: str,
    folder: Path,
    *,
    every_s: float,
    n_times: int | None = None,
    clock: Callable[[], datetime] = now,
    report: Report = silent,
) -> Polled:
    """Ask again and again until told to stop (Ctrl-C), or ``n_times``; the file at hand is finished then.

    An answer that does not come is counted; after five in a row the poll ends.

    Raises
    ------
    WheelsdownError
        The pause is shorter than sites put up with.
    """
    if every_s < FASTEST_S:
        raise WheelsdownError(f"every {every_s:g} s is too often; ask every {FASTEST_S:g} s or less often")
    polled = Polled(paths=finish_left_over(folder))
    archive: _Archive | None = None
    n_bad = 0
    try:
        while n_times is None or polled.n_answers + polled.n_refused < n_times:
            if polled.n_answers + polled.n_refused:
                client.sleep(every_s)
            archive = _current(archive, folder, clock(), polled)
            n_bad = 0 if _ask(client, url, archive, clock, polled) else n_bad + 1
            report(f"answers from {printable(url)}", polled.n_answers, n_times)
            if n_bad >= _MOST_REFUSED:
                polled.because = f"no good answer {n_bad} times in a row"
                break
    except KeyboardInterrupt:
        polled.because = "stopped"
    if archive is not None:
        polled.paths += archive.finished()
    return polled


def finish_left_over(folder: Path) -> list[Path]:
    """Finish files that a machine left open when it died; an incomplete last line goes."""
    finished: list[Path] = []
    for part in sorted(folder.glob("point-*.json.gz.part")):
        with part.open("r+b") as stream:
            if not _lock(stream):
                continue
            whole = _whole_lines(stream.read())
            stream.truncate(whole)
        if whole:
            finished.append(land(part, part.with_suffix("")))
        else:
            part.unlink()
    return finished


def _lock(stream: BinaryIO) -> bool:
    """Take a file for this process alone; False where another poll writes it."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class _Archive:
    """The file of one hour, one packed line an answer."""

    def __init__(self, folder: Path, begun: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.hour = begun.replace(minute=0, second=0, microsecond=0)
        self._part = folder / f"point-{begun:%Y-%m-%dT%H%M%SZ}-{os.getpid()}.json.gz.part"
        self._stream = self._part.open("ab")
        _lock(self._stream)

    def add(self, line: bytes) -> None:
        """Append one line, on the disk when this returns."""
        self._stream.write(gzip.compress(line + b"\n", mtime=0))
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def finished(self) -> list[Path]:
        """Give the file its name; none where no answer came."""
        self._stream.close()
        if not self._part.stat().st_size:
            self._part.unlink()
            return []
        return [land(self._part, self._part.with_suffix(""))]


def _current(archive: _Archive | None, folder: Path, at: datetime, polled: Polled) -> _Archive:
    """Give the archive of this hour; that of an earlier hour is finished."""
    if archive is not None and at < archive.hour + _HOUR:
        return archive
    if archive is not None:
        polled.paths += archive.finished()
    return _Archive(folder, at)


def _ask(
    client: PoliteClient, url: str, archive: _Archive, clock: Callable[[], datetime], polled: Polled
) -> bool:
    try:
        reply = client.get(url, max_bytes=_MAX_BYTES)
        archive.add(_line(reply, clock()))
    except SourceError as error:
        polled.n_refused += 1
        polled.because = str(error)
        return False
    if reply.status != 200:
        polled.n_refused += 1
        return False
    polled.n_answers += 1
    polled.because = ""
    return True


def _line(reply: Reply, at: datetime) -> bytes:
    kept = {name: value for name, value in reply.headers.items() if name != "set-cookie"}
    body = reply.unpacked().decode("utf-8", "backslashreplace")
    said = {
        POLL_KEY: 1,
        "at": rfc3339(at),
        "url": reply.url,
        "status": reply.status,
        "headers": kept,
        "body": body,
    }
    return msgspec.json.encode(said)


def _whole_lines(payload: bytes) -> int:
    """Give how many bytes of a file are whole packed lines."""
    whole = 0
    while whole < len(payload):
        stream = zlib.decompressobj(wbits=31)
        try:
            stream.decompress(payload[whole:])
        except zlib.error:
            break
        if not stream.eof:
            break
        whole = len(payload) - len(stream.unused_data)
    return whole
