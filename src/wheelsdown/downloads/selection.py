"""Keep of a day's archive only the traces that come near a place, while it streams past.

Nothing but the selection touches the disk. A member that is kept keeps its name and its bytes. Before the
traces lies ``SELECTION.json``, which says what was asked for and what it was taken from, and by which readers
know that this is not a whole day; after them ``COUNTS.json``, which says what went past.
Length and digest of each part are checked as it ends; a selection from other bytes is thrown away.
"""

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Final

import msgspec

from wheelsdown.clock import now, rfc3339
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.downloads.near_place import trace_comes_near
from wheelsdown.downloads.politeness import Again, PoliteClient, Report, given_up, silent
from wheelsdown.downloads.releases import Release
from wheelsdown.downloads.resumable import Wanted, wrong_digest
from wheelsdown.errors import SourceError
from wheelsdown.sources.members import COUNTS_NOTE, SELECTION_NOTE
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, printable

__all__ = ["Selected", "select_traces"]

_TRACE: Final = re.compile(
    r"(?:.*/)?traces/(?P<folder>[0-9a-f]{2})(?:/trace_full_~?[0-9a-f]{6}\.json(?:\.gz)?)?"
)


@dataclass
class Selected:
    """What went past and what was kept."""

    n_traces: int = 0
    n_kept: int = 0
    n_unreadable: int = 0
    folders: set[str] = field(default_factory=set)


def select_traces(
    client: PoliteClient, release: Release, near: Selection, target: Path, *, report: Report = silent
) -> Selected:
    """Stream a release and write the traces that come near a place to a smaller archive at ``target``.

    Raises
    ------
    SourceError
        The site cannot be reached, sends other bytes than announced, or the archive is damaged.
    """
    selected = Selected()
    stream = _Stream(_bytes(client, release, report))
    where = printable(release.tag)
    try:
        with (
            tarfile.open(fileobj=stream, mode="r|", ignore_zeros=False) as archive,
            tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as kept,
        ):
            _add(kept, SELECTION_NOTE, _note(release, near))
            for member in archive:
                _pass_on(archive, member, kept, near, selected)
            stream.drain()
            _add(kept, COUNTS_NOTE, _counts(selected))
    except (tarfile.TarError, EOFError) as error:
        target.unlink(missing_ok=True)
        words = f"{where}: the archive is damaged ({printable(str(error), 80)}); run the same command again"
        raise SourceError(words, where=where, reason="broken_archive") from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return selected


def _pass_on(
    archive: tarfile.TarFile,
    member: tarfile.TarInfo,
    kept: tarfile.TarFile,
    near: Selection,
    selected: Selected,
) -> None:
    name = _TRACE.fullmatch(member.name)
    if name is None:
        return
    selected.folders.add(name["folder"])
    if not member.isreg() or not member.name.endswith((".json", ".json.gz")):
        return
    selected.n_traces += 1
    source = archive.extractfile(member) if member.size <= MAX_MEMBER_BYTES else None
    payload = source.read() if source is not None else b""
    try:
        if trace_comes_near(payload, near, where=printable(member.name)):
            _add(kept, member.name, payload, mtime=int(member.mtime))
            selected.n_kept += 1
    except SourceError:
        selected.n_unreadable += 1


def _add(archive: tarfile.TarFile, name: str, payload: bytes, mtime: int = 0) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(payload), mtime, 0o644
    archive.addfile(member, io.BytesIO(payload))


def _note(release: Release, near: Selection) -> bytes:
    said = {
        "what": "a selection: only traces with a position inside the circle were kept",
        "near": near,
        "from": [{"name": name, **asdict(wanted)} for name, wanted in release.parts],
        "selected_at": rfc3339(now()),
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=1)


def _counts(selected: Selected) -> bytes:
    said = asdict(selected) | {"folders": sorted(selected.folders)}
    return msgspec.json.format(msgspec.json.encode(said), indent=1)


def _bytes(client: PoliteClient, release: Release, report: Report) -> Iterator[bytes]:
    """Give the bytes of all parts, one after the other."""
    done = 0
    for name, wanted in release.parts:
        digest = hashlib.sha256()
        for piece in _part_bytes(client, wanted):
            digest.update(piece)
            done += len(piece)
            yield piece
            report(name, done, release.size_bytes, in_bytes=True)
        if wanted.sha256 is not None and digest.hexdigest() != wanted.sha256.lower():
            raise wrong_digest(wanted)


def _part_bytes(client: PoliteClient, wanted: Wanted) -> Iterator[bytes]:
    """Give the bytes of one part; a dropped connection is continued where it broke."""
    at, failures, version = 0, 0, None
    while wanted.size_bytes is None or at < wanted.size_bytes:
        before = at
        headers = {"Accept-Encoding": "identity"}
        if at:
            headers |= {"Range": f"bytes={at}-", **({"If-Range": version} if version else {})}
        try:
            with client.opened("GET", wanted.url, headers) as response:
                _require_start(response.status_code, response.headers.get("content-range", ""), at, wanted)
                version = version or response.headers.get("etag")
                for piece in client.pieces(response):
                    at += len(piece)
                    _require_size(at, wanted)
                    yield piece
            if wanted.size_bytes is None:
                return
            failures = failures + 1 if at < wanted.size_bytes and at == before else 0
        except Again as again:
            failures = 0 if at > before else failures + 1
            if failures >= client.politeness.n_tries:
                raise given_up(wanted.url, again, failures) from again
            client.wait(failures, again.wait_s)
        if failures >= client.politeness.n_tries:
            raise given_up(wanted.url, Again("it ends before its announced length"), failures)


def _require_start(status: int, content_range: str, at: int, wanted: Wanted) -> None:
    fits = status == 200 if at == 0 else status == 206 and content_range.startswith(f"bytes {at}-")
    if not fits:
        shown = printable(wanted.url)
        words = f"{shown}: answered {status} and cannot be continued; run the same command again"
        raise SourceError(words, where=shown, reason=f"http_{status}")


def _require_size(at: int, wanted: Wanted) -> None:
    if wanted.size_bytes is not None and at > wanted.size_bytes:
        shown = printable(wanted.url)
        words = f"{shown}: more bytes than the {wanted.size_bytes} announced; run the same command again"
        raise SourceError(words, where=shown, reason="wrong_length")


class _Stream(io.RawIOBase, IO[bytes]):
    """Bytes that come in pieces, read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = b""

    def readable(self) -> bool:
        return True

    def drain(self) -> None:
        """Take what comes after the end of the archive, so that every part is checked."""
        while self.read(2**20):
            pass

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, fewer only at the end."""
        taken = [self._left]
        n_bytes = len(self._left)
        while size < 0 or n_bytes < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            taken.append(piece)
            n_bytes += len(piece)
        joined = b"".join(taken)
        cut = len(joined) if size < 0 else size
        self._left = joined[cut:]
        return joined[:cut]
