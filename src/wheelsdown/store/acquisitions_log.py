"""Keep the log of what raw data came in, so that a later change to it shows.

``acquisitions.jsonl`` is an append-only hash chain: canonical JSON lines (sorted keys, UTF-8, RFC 3339
times), each of which holds the SHA-256 of the bytes of the line before it. A line is there once its
newline is; the unfinished tail a crash leaves is no line, and the next writer moves it aside. The last
line has no successor to vouch for it: the published snapshot does, so a change to it shows as soon as
its tables are published.

Not done here, on purpose: no signature and no outside timestamp. Somebody who rewrites the whole log and
the snapshot leaves no trace inside the workspace; the head of the chain printed elsewhere would show it.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from wheelsdown.clock import now, rfc3339
from wheelsdown.errors import IntegrityError, SchemaError
from wheelsdown.schemas import Acquisition
from wheelsdown.store.durable import sync
from wheelsdown.store.snapshots import Snapshot

__all__ = ["Chain", "append_line", "canonical", "move_torn_tail", "read_chain", "require_head"]

_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Chain:
    """The finished lines of the log, verified, with the SHA-256 of each."""

    acquisitions: tuple[Acquisition, ...] = ()
    hashes: tuple[str, ...] = ()
    size_bytes: int = 0

    @property
    def head(self) -> str | None:
        """Give the SHA-256 of the last line; None while there is none."""
        return self.hashes[-1] if self.hashes else None


def read_chain(path: Path) -> Chain:
    """Read and verify the log; an unfinished last line does not count.

    Raises
    ------
    IntegrityError
        A finished line is not what was written; the message names it.
    """
    content = path.read_bytes() if path.exists() else b""
    lines = content.split(b"\n")[:-1]
    hashes = tuple(sha256(line).hexdigest() for line in lines)
    acquisitions = []
    for i, line in enumerate(lines):
        acquisition = _decode(path, i + 1, line)
        expected = hashes[i - 1] if i else None
        if acquisition.previous != expected:
            raise _broken(path, i, expected=acquisition.previous, found=expected)
        acquisitions.append(acquisition)
    return Chain(tuple(acquisitions), hashes, sum(len(line) + 1 for line in lines))


def append_line(path: Path, chain: Chain, acquisition: Acquisition) -> Chain:
    """Append one acquisition, on the disk when this returns; gives the longer chain.

    Raises
    ------
    OSError
        The disk refuses; the log is as it was.
    """
    chained = msgspec.structs.replace(acquisition, previous=chain.head)
    line = msgspec.json.encode(chained, order="sorted")
    _append_bytes(path, line + b"\n")
    return Chain(
        (*chain.acquisitions, chained),
        (*chain.hashes, sha256(line).hexdigest()),
        chain.size_bytes + len(line) + 1,
    )


def move_torn_tail(log: Path, torn: Path) -> None:
    """Move an unfinished last line, as a crash leaves it, from the log to ``acquisitions.torn``."""
    content = log.read_bytes() if log.exists() else b""
    end = content.rfind(b"\n") + 1
    if end == len(content):
        return
    n_bytes = len(content) - end
    note = f"# {rfc3339(now())} {n_bytes} bytes of an unfinished line, cut off at byte {end} of {log.name}\n"
    _append_bytes(torn, note.encode() + content[end:] + b"\n")
    os.truncate(log, end)
    sync(log)


def _append_bytes(path: Path, content: bytes) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        before = os.fstat(descriptor).st_size
        try:
            written = os.write(descriptor, content)
            while written < len(content):
                written += os.write(descriptor, content[written:])
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, before)
            raise
    finally:
        os.close(descriptor)
    if is_new:
        sync(path.parent)


def _decode(path: Path, number: int, line: bytes) -> Acquisition:
    try:
        return msgspec.json.decode(line, type=Acquisition)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IntegrityError(
            f"line {number} of {path} is not an acquisition ({error}): the log was changed after it was "
            "written; restore it from a copy"
        ) from None


def _broken(path: Path, number: int, *, expected: str | None, found: str | None) -> IntegrityError:
    where = f"line {number}" if number else "the beginning"
    return IntegrityError(
        f"{where} of {path} does not match the hash that line {number + 1} holds of it: the log was changed "
        "after it was written; restore it from a copy",
        expected=expected or "",
        found=found or "",
    )


def canonical(acquisition: Acquisition) -> Acquisition:
    """Give a line as it is written: hash checked, times in UTC; refuse what cannot be written."""
    if len(acquisition.sha256) != 64 or not _HEX.issuperset(acquisition.sha256):
        raise SchemaError(f"'{acquisition.sha256}' is not a SHA-256 in lower-case hex")
    times = {name: _utc(name, getattr(acquisition, name)) for name in ("first_at", "last_at", "acquired_at")}
    try:
        msgspec.json.encode(acquisition)
    except UnicodeEncodeError:
        names = ", ".join(ascii(path) for path in acquisition.paths)
        raise SchemaError(f"{names} is not valid UTF-8; rename it and run the same command again") from None
    return msgspec.structs.replace(acquisition, **times)


def _utc(name: str, instant: datetime | None) -> datetime | None:
    if instant is None:
        return None
    if instant.tzinfo is None:
        raise SchemaError(f"{name} has no time zone; times are UTC")
    return instant.astimezone(UTC)


def require_head(log: Path, chain: Chain, snapshot: Snapshot) -> None:
    """Refuse a log that no longer holds the lines that the tables were published with."""
    n_lines = snapshot.n_acquisitions
    if len(chain.hashes) < n_lines:
        raise IntegrityError(
            f"{log} holds {len(chain.hashes)} lines, but {n_lines} when the tables were published: line "
            f"{len(chain.hashes) + 1} and what follows was removed; restore it from a copy"
        )
    found = chain.hashes[n_lines - 1] if n_lines else None
    if found != snapshot.head:
        raise IntegrityError(
            f"line {n_lines} of {log} does not match the hash that the snapshot holds of it: the log was "
            "changed after it was written; restore it from a copy",
            expected=snapshot.head or "",
            found=found or "",
        )
