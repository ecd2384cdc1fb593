"""What flies right now, as far as it may be shown: read once a second, for everybody who asks.

Nobody who asks reads the file: one task looks whether the listener wrote it anew, and tells the subscribers
what changed.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import anyio.to_thread
import msgspec

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.web.care import careful_picture
from wheelsdown.faces.web.events import Event, Hub
from wheelsdown.faces.web.snapshots import Served, View
from wheelsdown.live.naming import named
from wheelsdown.live.picture import Aircraft, Feed, Picture, picture_path, read_picture

__all__ = ["Changes", "Sky", "SkyNow", "changes_between"]

_log = logging.getLogger(__name__)

#: Seconds between two looks; the listener writes once a second.
_LOOK_EVERY_S: Final = 0.5


@dataclass(frozen=True)
class SkyNow:
    """The last picture as it may be shown."""

    #: None where nobody ever listened.
    picture: Picture | None = None
    #: What is not shown, with reasons.
    left_out: Mapping[str, int] = field(default_factory=dict)


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """The event ``aircraft``: which were heard since the last one, and which are gone."""

    now: float
    simulated: bool
    #: True where these are all there are, as at the first event of a stream.
    all: bool
    aircraft: list[Aircraft]
    gone: list[str]
    left_out: Mapping[str, int]


class FeedsNow(msgspec.Struct, frozen=True, kw_only=True):
    """The event ``feeds``: how each feed does."""

    #: False where nobody listens, or the listener is gone.
    listening: bool
    simulated: bool
    feeds: list[Feed]


class SkyTick(msgspec.Struct, frozen=True, kw_only=True):
    """The event ``sky``: the picture was written anew, for who wants no more than that."""

    now: float


class StateNow(msgspec.Struct, frozen=True, kw_only=True):
    """The event ``state``: what is published now has this name."""

    state: str


class Sky:
    """The present picture, and the subscribers to what changes in it."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.hub = Hub(self._whole)
        self.now = SkyNow()
        self._stamp: tuple[int, ...] | None = None
        self._told: dict[str, bytes] = {}
        self._all: tuple[SkyNow | None, list[Event]] = (None, [])

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep up with the picture until the server ends."""
        await self._look()
        watching = asyncio.create_task(self._keep_up())
        try:
            yield
        finally:
            self.hub.close()
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def _keep_up(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            try:
                await self._look()
            except (WheelsdownError, OSError):
                _log.exception("the live picture cannot be read; the one before is served on")

    async def _look(self) -> None:
        before = self.now
        if await anyio.to_thread.run_sync(self._read_anew) and len(self.hub):
            changes = changes_between(before, self.now)
            if changes is not None:
                data = await anyio.to_thread.run_sync(msgspec.json.encode, changes)
                self.hub.publish(Event.of("aircraft", data))
        self._tell("feeds", self._feeds())
        if self.now.picture is not None:
            self._tell("sky", SkyTick(now=self.now.picture.now))
        self._tell("state", StateNow(state=self.served.view.state))

    def _read_anew(self) -> bool:
        """Read the picture if it was written since; tells whether it was."""
        path = self.served.settings.workspace
        try:
            stat = picture_path(path).stat()
        except FileNotFoundError:
            stamp = None
        else:
            stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if stamp == self._stamp:
            return False
        picture = read_picture(path)
        self.now = SkyNow() if picture is None else _shown(self.served.view, picture)
        self._stamp = stamp
        return True

    def _tell(self, name: str, said: msgspec.Struct) -> None:
        """Tell the subscribers what is not as it was when it was told last."""
        data = msgspec.json.encode(said)
        if self._told.get(name) != data:
            self._told[name] = data
            self.hub.publish(Event.of(name, data))

    def _feeds(self) -> FeedsNow:
        picture = self.now.picture
        listening = picture is not None and not picture.is_stale
        feeds = picture.feeds if picture is not None else []
        return FeedsNow(listening=listening, simulated=bool(picture and picture.simulated), feeds=feeds)

    def _whole(self) -> list[Event]:
        """Give what a new subscriber, or one who fell behind, has to know."""
        if self._all[0] is not self.now:
            changes = changes_between(SkyNow(), self.now)
            events = [Event.of("aircraft", msgspec.json.encode(changes))] if changes else []
            self._all = (self.now, events)
        return [*(Event.of(name, data) for name, data in self._told.items()), *self._all[1]]


def _shown(view: View, picture: Picture) -> SkyNow:
    """Give what may be shown of a picture: with names, for who is military may have to wait."""
    known = view.identities.of(each.hex for each in picture.aircraft)
    return SkyNow(*careful_picture(view, named(picture, known)))


def changes_between(before: SkyNow, after: SkyNow) -> Changes | None:
    """Give what changed between two pictures; None where there is none.

    An aircraft changed when something was heard of it: the seconds since then are the reader's to count.
    """
    picture = after.picture
    if picture is None:
        return None
    known = {each.hex: each for each in before.picture.aircraft} if before.picture else {}
    heard = [each for each in picture.aircraft if _was_heard(known.pop(each.hex, None), each)]
    return Changes(
        now=picture.now,
        simulated=picture.simulated,
        all=before.picture is None,
        aircraft=heard,
        gone=sorted(known),
        left_out=after.left_out,
    )


def _was_heard(before: Aircraft | None, after: Aircraft) -> bool:
    return (
        before is None
        or before.messages != after.messages
        or (before.lat, before.lon, before.flight, before.integrity)
        != (after.lat, after.lon, after.flight, after.integrity)
        or before.filled != after.filled
    )
