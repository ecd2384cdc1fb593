"""Download one large file so that nothing got twice and nothing mixed.

Bytes go to ``NAME.part`` and, with the site's word for this version of the file (ETag, else
Last-Modified; RFC 9110 section 13.1.5) beside it, are continued where they stopped: after a dropped
connection and in the next run. A site that has another version by then sends the whole file anew. The
file takes its name when its length, and its digest where one is known, are right.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from wheelsdown.downloads.landing import land
from wheelsdown.downloads.politeness import Again, PoliteClient, Report, given_up, silent
from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import printable

__all__ = ["Wanted", "download", "wrong_digest"]

_RANGE: Final = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")

#: Broken connections of one download that are put up with, however much each of them gave.
_MOST_BREAKS: Final = 1000


@dataclass(frozen=True)
class Wanted:
    """A file to be downloaded: where from, and what is known of it beforehand."""

    url: str
    size_bytes: int | None = None
    sha256: str | None = None


def download(
    client: PoliteClient, wanted: Wanted, target: Path, *, max_bytes: int, report: Report = silent
) -> Path:
    """Download a file to a path, going on from what an earlier try left; gives where it landed.

    Raises
    ------
    SourceError
        ``unreachable``, ``http_404`` and the like, ``too_large``, ``wrong_length`` or ``wrong_digest``.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _Part(target)
    failures = 0
    for _ in range(_MOST_BREAKS):
        before = part.size
        try:
            _continue(client, wanted, part, max_bytes, report)
            break
        except Again as again:
            failures = 0 if part.size > before else failures + 1
            if failures >= client.politeness.n_tries:
                raise given_up(wanted.url, again, failures) from again
            client.wait(failures, again.wait_s)
    _verify(wanted, part)
    return land(part.finished(), target)


class _Part:
    """The unfinished file and the word for its version."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f"{target.name}.part")
        self._version = target.with_name(f"{target.name}.part.version")
        #: Length of the whole file, once the site said it.
        self.total: int | None = None

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def version(self) -> str | None:
        """Give the word for the version of the bytes that are here; None where they cannot be continued."""
        return self._version.read_text("utf-8") if self.size and self._version.exists() else None

    def start(self, version: str | None) -> None:
        """Begin anew with bytes of this version."""
        self.discard()
        self.path.touch()
        if version is not None:
            self._version.write_text(version, encoding="utf-8")

    def discard(self) -> None:
        """Remove what is here."""
        self.path.unlink(missing_ok=True)
        self._version.unlink(missing_ok=True)

    def finished(self) -> Path:
        """Give the complete file, without the word beside it."""
        self._version.unlink(missing_ok=True)
        return self.path


def _continue(client: PoliteClient, wanted: Wanted, part: _Part, max_bytes: int, report: Report) -> None:
    """Ask once for what is missing and take it."""
    version = part.version
    headers = {"Accept-Encoding": "identity"}
    if version is not None:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": version}
    with client.opened("GET", wanted.url, headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            if part.size == wanted.size_bytes:
                return
            part.discard()
            raise Again("the file there is shorter than what is here")
        _require_fit(response, part, max_bytes)
        most = max_bytes if wanted.size_bytes is None else min(max_bytes, wanted.size_bytes)
        with part.path.open("ab") as stream:
            for piece in client.pieces(response):
                stream.write(piece)
                if stream.tell() > most:
                    part.discard()
                    raise _too_large(response, most)
                total = part.total or wanted.size_bytes
                report(part.path.name.removesuffix(".part"), stream.tell(), total, in_bytes=True)
            stream.flush()
            os.fsync(stream.fileno())


def _require_fit(response: httpx.Response, part: _Part, max_bytes: int) -> None:
    """Make sure that the body goes on where the bytes here end, or begin anew."""
    shown = printable(str(response.url))
    match response.status_code:
        case httpx.codes.PARTIAL_CONTENT:
            found = _RANGE.fullmatch(response.headers.get("content-range", ""))
            if found is None or int(found[1]) != part.size:
                part.discard()
                raise Again("sent another range than was asked for")
            part.total = int(found[3]) if found[3] != "*" else None
        case httpx.codes.OK:
            part.start(_version(response))
            length = response.headers.get("content-length", "")
            part.total = int(length) if length.isdigit() else None
        case status:
            raise SourceError(
                f"{shown}: answered {status}, so it was not downloaded", where=shown, reason=f"http_{status}"
            )
    if part.total is not None and part.total > max_bytes:
        part.discard()
        raise _too_large(response, max_bytes)


def _version(response: httpx.Response) -> str | None:
    etag = response.headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        return str(etag)
    modified: str | None = response.headers.get("last-modified")
    return modified


def _verify(wanted: Wanted, part: _Part) -> None:
    shown = printable(wanted.url)
    for expected in (wanted.size_bytes, part.total):
        if expected is not None and part.size != expected:
            found = part.size
            part.discard()
            raise SourceError(
                f"{shown}: {found} bytes came where {expected} were announced; run the same command again",
                where=shown,
                reason="wrong_length",
            )
    if wanted.sha256 is not None and _sha256(part.path) != wanted.sha256.lower():
        part.discard()
        raise wrong_digest(wanted)


def wrong_digest(wanted: Wanted) -> SourceError:
    """Say that a file is not the one whose digest was published."""
    shown = printable(wanted.url)
    words = f"{shown}: the bytes are not those whose digest the site publishes; run the same command again"
    return SourceError(words, where=shown, reason="wrong_digest")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _too_large(response: httpx.Response, max_bytes: int) -> SourceError:
    shown = printable(str(response.url))
    return SourceError(
        f"{shown}: larger than the {max_bytes} bytes it can have; nothing of it was kept",
        where=shown,
        reason="too_large",
    )
