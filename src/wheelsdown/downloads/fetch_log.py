"""What every request for data gave, so that "no file" is never read as "no flight".

``fetches.jsonl`` in the workspace holds one line per outcome, appended and never rewritten: address, day,
airframe, outcome, status, bytes, SHA-256, time, publisher, licence. A line that cannot be read (a crash
cut it off) is passed over: the worst that follows is that a day is asked for once more.
"""

import os
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec

from wheelsdown.clock import now
from wheelsdown.store.durable import sync

__all__ = ["Fetch", "FetchKind", "FetchLog", "Outcome", "Selection"]

_NAME: Final = "fetches.jsonl"


class Outcome(StrEnum):
    """What a request gave; only ``had_points`` and ``had_none`` say anything about flights."""

    HAD_POINTS = "had_points"  #: positions came
    HAD_TEXT = "had_text"  #: the page of an article came; it says nothing about flights received
    #: The site has that day (and that address folder), and nothing of this aircraft: its receivers
    #: did not hear it, which is not the same as that it did not fly.
    HAD_NONE = "had_none"
    REFUSED = "refused"  #: the site or the network did not give it; asked again next time
    NOT_YET_AVAILABLE = "not_yet_available"  #: the day is not over, or not published yet
    EXPIRED = "expired"  #: the site has nothing at all of that day (any more)
    FOLDER_ABSENT = "folder_absent"  #: the site has that day, but not this aircraft's address folder


#: What need not be asked again.
_FINAL: Final = frozenset({Outcome.HAD_POINTS, Outcome.HAD_NONE, Outcome.EXPIRED, Outcome.FOLDER_ABSENT})


class FetchKind(StrEnum):
    """What was asked for."""

    TRACE = "trace"
    DAY = "day"
    OPENSKY = "opensky"
    FR24 = "fr24"
    POLL = "poll"
    ARTICLE = "article"


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The circle that traces had to touch to be kept; what lies outside it was not kept."""

    place: str
    lat_deg: float
    lon_deg: float
    radius_nm: float


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome: a line of ``fetches.jsonl``."""

    kind: FetchKind
    #: Short name or address of the site, as the user gave it.
    site: str
    url: str
    day: date | None = None
    #: None where more than one airframe was asked for.
    airframe: str | None = None
    outcome: Outcome
    #: HTTP status; None where nothing was asked or nothing answered.
    status: int | None = None
    n_bytes: int | None = msgspec.field(default=None, name="bytes")
    sha256: str | None = None
    #: Where the file landed, relative to the workspace.
    path: str | None = None
    selection: Selection | None = None
    #: What a person should know, in words.
    because: str = ""
    #: What the source itself does not have of what was asked for, in words; empty where it has all of it.
    lacks: str = ""
    at: datetime
    provider: str
    licence: str


class FetchLog:
    """The log of one workspace.

    Parameters
    ----------
    workspace
        The workspace's folder.
    licences
        Publisher -> licence, as acquisitions name them.
    """

    def __init__(self, workspace: Path, licences: Mapping[str, str]) -> None:
        self.workspace = workspace
        self._path = workspace / _NAME
        self._licences = licences
        self._fetches = list(_read(self._path))
        self._landed = {fetch.path: fetch for fetch in self._fetches if fetch.path is not None}

    def fetches(self) -> tuple[Fetch, ...]:
        """Give all outcomes, the oldest first."""
        return tuple(self._fetches)

    def add(self, *, provider: str, path: Path | None = None, **facts: Any) -> Fetch:
        """Write down one outcome, on the disk when this returns."""
        inside = None if path is None else path.relative_to(self.workspace).as_posix()
        licence = self._licences.get(provider, "unknown")
        fetch = Fetch(provider=provider, licence=licence, at=now(), path=inside, **facts)
        _append(self._path, msgspec.json.encode(fetch, order="sorted") + b"\n")
        self._fetches.append(fetch)
        if inside is not None:
            self._landed[inside] = fetch
        return fetch

    def landed(self, path: Path) -> Fetch | None:
        """Give the newest outcome that landed as this file; None where none did."""
        return self._landed.get(path.relative_to(self.workspace).as_posix())

    def settled(
        self,
        kind: FetchKind,
        provider: str,
        day: date,
        airframe: str | None,
        selection: Selection | None = None,
    ) -> Fetch | None:
        """Give the outcome that need not be asked for again, or None; the newest where there are several.

        A file that is no longer where it landed has to be got again; so has a day that counted as gone and
        of which other aircraft came since.
        """
        same_day = [f for f in self._fetches if (f.kind, f.provider, f.day) == (kind, provider, day)]
        asked = (f for f in reversed(same_day) if (f.airframe, f.selection) == (airframe, selection))
        newest = next(asked, None)
        if newest is None or newest.outcome not in _FINAL or self._is_lost(newest):
            return None
        is_there = any(f.outcome is Outcome.HAD_POINTS for f in same_day)
        return None if newest.outcome is Outcome.EXPIRED and is_there else newest

    def answered(self, url: str) -> Fetch | None:
        """Give the newest answer from an address whose file is still there; what it gave is paid for."""
        found = (f for f in reversed(self._fetches) if f.url == url and f.path is not None)
        newest = next(found, None)
        return None if newest is None or self._is_lost(newest) else newest

    def _is_lost(self, fetch: Fetch) -> bool:
        return fetch.path is not None and not (self.workspace / fetch.path).exists()


def _read(path: Path) -> list[Fetch]:
    fetches = []
    for line in path.read_bytes().split(b"\n") if path.exists() else ():
        try:
            fetches.append(msgspec.json.decode(line, type=Fetch))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return fetches


def _append(path: Path, line: bytes) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":  # a crash cut the line before this one
            line = b"\n" + line
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync(path.parent)
