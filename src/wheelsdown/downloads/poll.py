"""Ask a site every so often what flies near a point, and keep every answer as it came.

Answers go to ``point-<from>-<process>.json.gz`` files, one for each hour: one line an answer, with its
address, time, status and headers and the answer itself as text. Every line is packed by itself, so that a
machine that dies loses the line it was writing and no other; a file that was left open so is finished by
the next poll, unless another one is still writing it. Each file that is finished is handed on at once, so
that what was heard is worked in hour by hour, and written down (`on_record`): an hour in which nobody was
near is an answer too, and one in which the site said nothing is none.
The point interface (``/v2/point/<lat>/<lon>/<radius>``) is that of adsb.lol, at most 250 NM.
"""

import fcntl
import gzip
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from wheelsdown.clock import now, parse_instant, rfc3339
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, FetchLog, Outcome, Selection
from wheelsdown.downloads.landing import land
from wheelsdown.downloads.politeness import PoliteClient, Reply, Report, silent
from wheelsdown.downloads.sites import Site
from wheelsdown.errors import SourceError, WheelsdownError
from wheelsdown.sources.payloads import MAX_FILE_BYTES, gunzip, printable
from wheelsdown.sources.readsb_aircraft import POLL_KEY, read_snapshots

__all__ = ["FASTEST_S", "WIDEST_NM", "Polled", "finish_left_over", "on_record", "point_url", "poll"]

#: Sites ask for at most one request a second from everybody together; one poll need not be near that.
FASTEST_S: Final = 5.0

#: Largest radius the interface answers for (adsb.lol, v2 point).
WIDEST_NM: Final = 250

_MAX_BYTES: Final = 64 * 2**20

_HOUR: Final = timedelta(hours=1)

#: Refusals in a row after which a poll ends.
_MOST_REFUSED: Final = 5

#: Is given files as they are finished.
Finished = Callable[[list[Path]], None]


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
    finished: Finished = lambda _: None,
) -> Polled:
    """Ask again and again until told to stop (Ctrl-C), or ``n_times``; the file at hand is finished then.

    An answer that does not come, or is no list of aircraft, is kept and counted; after five in a row the
    poll ends.

    Parameters
    ----------
    every_s
        From one question to the next.
    finished
        Called with the files of an hour once it is over, at the beginning with those that a poll before
        this one left open, and at the end.

    Raises
    ------
    WheelsdownError
        The pause is shorter than sites put up with.
    """
    if every_s < FASTEST_S:
        raise WheelsdownError(f"every {every_s:g} s is too often; ask every {FASTEST_S:g} s or less often")
    polled, hours = Polled(), _Hours(folder, finished)
    n_bad, asked_at = 0, clock()
    try:
        hours.begin(polled)
        while n_times is None or polled.n_answers + polled.n_refused < n_times:
            if polled.n_answers + polled.n_refused:
                client.sleep(min(every_s, max(0.0, every_s - (clock() - asked_at).total_seconds())))
            asked_at = clock()
            n_bad = 0 if _ask(client, url, hours.at(asked_at, polled), clock, polled) else n_bad + 1
            report(f"answers from {printable(url)}", polled.n_answers, n_times)
            if n_bad >= _MOST_REFUSED:
                polled.because = f"no good answer {n_bad} times in a row, the last: {polled.because}"
                break
    except KeyboardInterrupt:
        polled.because = "stopped"
    hours.end(polled)
    return polled


def on_record(log: FetchLog, path: Path, *, site: Site, url: str, near: Selection) -> Fetch:
    """Write down what a finished file holds; what is on record already is given as it stands.

    ``had_none`` means that the site answered and named nobody near; ``refused`` that it did not answer.
    """
    if (known := log.landed(path)) is not None:
        return known
    stored = path.read_bytes()
    tally = _Tally()
    for line in gunzip(stored, where=path.name, limit=MAX_FILE_BYTES).splitlines():
        tally.add(line)
    outcome = Outcome.HAD_NONE if tally.n_lists else Outcome.REFUSED
    because = f"{tally.n_lists} answers, {tally.n_with} of them with aircraft; {tally.n_others} others"
    return log.add(
        kind=FetchKind.POLL, site=site.name, provider=site.provider, url=url, selection=near, path=path,
        day=None if tally.first_at is None else tally.first_at.date(), because=because, n_bytes=len(stored),
        sha256=sha256(stored).hexdigest(), outcome=Outcome.HAD_POINTS if tally.n_with else outcome,
    )  # fmt: skip


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


class _Hours:
    """The files of a poll, one after the other; each is handed on when it is finished."""

    def __init__(self, folder: Path, finished: Finished) -> None:
        self._folder = folder
        self._hand_on = finished
        self._archive: _Archive | None = None

    def begin(self, polled: Polled) -> None:
        """Hand on what an earlier poll left."""
        polled.paths += (paths := finish_left_over(self._folder))
        self._hand_on(paths)

    def at(self, at: datetime, polled: Polled) -> _Archive:
        """Give the file of this hour; that of an earlier hour is finished."""
        if self._archive is not None and at >= self._archive.hour + _HOUR:
            self.end(polled)
        if self._archive is None:
            self._archive = _Archive(self._folder, at)
        return self._archive

    def end(self, polled: Polled) -> None:
        """Finish the file at hand, if there is one."""
        archive, self._archive = self._archive, None
        if archive is not None:
            polled.paths += (paths := archive.finished())
            self._hand_on(paths)


@dataclass
class _Tally:
    """What the lines of a file are."""

    n_lists: int = 0
    n_with: int = 0
    n_others: int = 0
    first_at: datetime | None = None

    def add(self, line: bytes) -> None:
        """Count one line."""
        try:
            said = msgspec.json.decode(line, type=dict[str, Any])
            at = parse_instant(str(said.get("at")))
            n_aircraft = (
                _n_aircraft(str(said.get("body")).encode(), "answer") if said["status"] == 200 else None
            )
        except (msgspec.DecodeError, WheelsdownError, KeyError, UnicodeError):
            self.n_others += 1
            return
        self.first_at = self.first_at or at
        self.n_lists += n_aircraft is not None
        self.n_with += bool(n_aircraft)
        self.n_others += n_aircraft is None


def _require_list(reply: Reply) -> None:
    """Make sure that an answer is a list of aircraft.

    Raises
    ------
    SourceError
        It is none.
    """
    if reply.status != 200:
        raise SourceError(f"the site answered {reply.status}", where=reply.url)
    _n_aircraft(reply.unpacked(), "what came is no list of aircraft")


def _n_aircraft(body: bytes, where: str) -> int:
    """Count the aircraft in an answer.

    Raises
    ------
    SourceError
        It is no list of aircraft.
    """
    return read_snapshots(body, where=where).points.height


def _ask(
    client: PoliteClient, url: str, archive: _Archive, clock: Callable[[], datetime], polled: Polled
) -> bool:
    try:
        reply = client.get(url, max_bytes=_MAX_BYTES)
        archive.add(_line(reply, clock()))
        _require_list(reply)
    except SourceError as error:
        polled.n_refused += 1
        polled.because = str(error)
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
