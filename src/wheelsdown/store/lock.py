"""Let one process at a time write; readers are never held up.

The lock is ``flock(2)`` on a file of the workspace: the kernel frees it when its holder dies, however
it dies. The file's content only says who holds it, for the message.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from wheelsdown.clock import now, rfc3339
from wheelsdown.errors import WorkspaceError

__all__ = ["WriterLock"]

#: Seconds a second writer waits: longer than a publish takes, shorter than a person's patience.
PATIENCE_S = 3.0

#: Seconds between two tries.
_PAUSE_S = 0.05


class WriterLock:
    """The right to write; may be taken again by the thread that has it."""

    def __init__(self, path: Path, *, patience_s: float = PATIENCE_S) -> None:
        self._path = path
        self._patience_s = patience_s
        self._thread = RLock()
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the lock; yields True where it was not held before.

        Raises
        ------
        WorkspaceError
            Another process holds it and did not let go within the patience.
        """
        with self._thread:
            if self._depth:
                yield False
                return
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                self._take(descriptor)
                self._depth += 1
                try:
                    yield True
                finally:
                    self._depth -= 1
            finally:
                os.close(descriptor)

    def _take(self, descriptor: int) -> None:
        deadline = time.monotonic() + self._patience_s
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise WorkspaceError(self._who_holds_it(descriptor)) from None
                time.sleep(_PAUSE_S)
            else:
                break
        with suppress(OSError):  # a full disk must not stop a command that will free space
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()} {rfc3339(now())}".encode(), 0)

    def _who_holds_it(self, descriptor: int) -> str:
        holder, _, since = os.pread(descriptor, 100, 0).decode("ascii", "replace").partition(" ")
        who = f"process {holder} (since {since})" if holder.isdigit() else "another process"
        return (
            f"workspace {self._path.parent} is being written by {who}; nothing was changed: "
            "wait until it has ended and run the same command again"
        )
