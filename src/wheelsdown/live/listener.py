"""Listen to all feeds at once: the archive first, then the picture of the sky, once a second.

One listener a workspace, by a lock; several would write one picture.
"""

import asyncio
import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wheelsdown.errors import WorkspaceError
from wheelsdown.live.archive import MAX_AGE_S
from wheelsdown.live.arrival import ArrivalClock
from wheelsdown.live.connections import Patience, Say, keep_listening
from wheelsdown.live.feed_address import FeedAddress
from wheelsdown.live.hearing import Ear, Hearing, ListHearing, hearing
from wheelsdown.live.picture import Feed, Picture, write_picture
from wheelsdown.live.sky import Sky
from wheelsdown.live.told import Told

__all__ = ["Listener", "Totals", "captures_folder"]

#: The picture is replaced so often, and no oftener.
_PICTURE_S: Final = 1.0

#: What a machine that loses power loses at most.
_SYNC_S: Final = 5.0


def captures_folder(workspace: Path) -> Path:
    """Give where what was received is kept."""
    return workspace / "raw" / "live"


@dataclass
class Totals:
    """What a listener heard."""

    feeds: list[Feed]
    closed: list[Path] = field(default_factory=list)

    @property
    def n_messages(self) -> int:
        """Give the number of messages, those heard by several feeds several times."""
        return sum(feed.n_messages for feed in self.feeds)


class Listener:
    """Listens to feeds for one workspace.

    Parameters
    ----------
    workspace
        Folder of the workspace.
    receiver
        Latitude and longitude of the receiver in degrees, for aircraft first heard on the ground.
    simulated
        All feeds are simulated: no evidence, for ever.
    provider
        Who publishes what is heard: its licence says whether others may be shown it.
    closed
        Told of each capture that is closed.
    """

    def __init__(
        self,
        workspace: Path,
        feeds: Sequence[FeedAddress],
        *,
        receiver: tuple[float, float] | None = None,
        simulated: bool = False,
        provider: str = "unknown",
        patience: Patience | None = None,
        clock: ArrivalClock | None = None,
        closed: Callable[[Path], None] = lambda _: None,
        say: Say = lambda _: None,
        max_age_s: float = MAX_AGE_S,
    ) -> None:
        self._workspace = workspace
        self._closed_told = closed
        self._say = say
        self._patience = patience or Patience()
        self._clock = clock or ArrivalClock()
        self._sky = Sky()
        self._simulated = simulated
        self._provider = provider
        ear = Ear(
            self._sky,
            Told() if len(feeds) > 1 else None,
            self._clock,
            captures_folder(workspace),
            receiver,
            simulated,
            max_age_s,
            self._closed,
        )
        self._feeds = [(address, hearing(address, ear)) for address in feeds]
        self.totals = Totals([heard.feed for _, heard in self._feeds])

    async def listen(self, for_s: float | None = None) -> Totals:
        """Listen until cancelled, or for so long; files are closed and the last picture is written then.

        Raises
        ------
        WorkspaceError
            Another listener is at work here, or what is received cannot be kept.
        """
        with _alone(self._workspace):
            tasks = [
                asyncio.create_task(keep_listening(address, heard, self._patience, self._say))
                for address, heard in self._feeds
            ]
            tasks.append(asyncio.create_task(self._paint()))
            try:
                done, _ = await asyncio.wait(tasks, timeout=for_s, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                await _end(tasks)
                self._close()
        return self.totals

    def picture(self) -> Picture:
        """Give the picture as it is now."""
        now_us = self._clock.now_us()
        feeds = [heard.taken() for _, heard in self._feeds]
        return Picture(
            now=now_us / 1e6,
            messages=sum(feed.n_messages - feed.n_dropped.get("told_by_another_feed", 0) for feed in feeds),
            simulated=self._simulated or any(_is_simulated(heard) for _, heard in self._feeds),
            feeds=feeds,
            aircraft=self._sky.aircraft(now_us),
            provider=self._provider,
        )

    async def _paint(self) -> None:
        loop = asyncio.get_running_loop()
        synced_at = loop.time()
        while True:
            write_picture(self._workspace, self.picture())
            for _, heard in self._feeds:
                heard.archive.tick()
            if loop.time() - synced_at >= _SYNC_S:
                synced_at = loop.time()
                for _, heard in self._feeds:
                    heard.archive.sync()
            await asyncio.sleep(_PICTURE_S)

    def _close(self) -> None:
        """Close all files, those too that come after one the disk refuses."""
        with ExitStack() as ends:
            for _, heard in self._feeds:
                ends.callback(heard.archive.close, "stopped")
        with suppress(OSError):
            write_picture(self._workspace, self.picture())

    def _closed(self, path: Path) -> None:
        self.totals.closed.append(path)
        self._closed_told(path)


def _is_simulated(heard: Hearing) -> bool:
    return isinstance(heard, ListHearing) and heard.simulated


async def _end(tasks: Sequence["asyncio.Task[None]"]) -> None:
    """End tasks; one that was about to say something else is told again."""
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=1.0)


@contextmanager
def _alone(workspace: Path) -> Iterator[None]:
    """Hold the lock of the one listener.

    Raises
    ------
    WorkspaceError
        Another process holds it.
    """
    folder = workspace / "live"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkspaceError(
                f"another 'wheelsdown listen' is at work in {workspace}; stop it, or add the feed there"
            ) from None
        stream.truncate(0)
        stream.write(b"%d\n" % os.getpid())
        stream.flush()
        yield
