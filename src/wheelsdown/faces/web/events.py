"""Server-sent events (HTML standard, 9.2): everybody hears what changed, and nobody waits for the slowest.

Each subscriber has a short queue of its own. Events are encoded once for all. Whoever falls behind so far
that the queue is full loses what is in it and is told the whole state instead: the latest state wins. Whoever
does not take even that within half a minute is dropped.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from wheelsdown.faces.web.problems import ProblemError

__all__ = ["Event", "EventStream", "Hub", "Subscriber"]

#: Events that wait for one subscriber; then the whole state takes their place.
MOST_WAITING: Final = 12

#: Streams open at once.
MOST_STREAMS: Final = 500

#: Seconds between two signs of life: proxies and browsers take longer silence for a dead line.
HEARTBEAT_S: Final = 15.0

#: Seconds a client may take to receive what was sent.
PATIENCE_S: Final = 30.0


@dataclass(frozen=True)
class Event:
    """One event, ready to be sent."""

    name: str
    wire: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> "Event":
        r"""Write an event; JSON on one line holds no line break, so the data is one field.

        >>> Event.of("state", b'{"state":"a"}').wire
        b'event: state\ndata: {"state":"a"}\n\n'
        """
        return cls(name, b"event: " + name.encode("ascii") + b"\ndata: " + data + b"\n\n")


@dataclass(eq=False)
class Subscriber:
    """One stream: what it has still to hear."""

    waiting: deque[Event] = field(default_factory=deque)
    #: Something is there, or the server ends.
    signal: asyncio.Event = field(default_factory=asyncio.Event)
    #: Names of the events it is told; None is told all.
    only: frozenset[str] | None = None
    #: It fell behind, so it is told the whole state next.
    behind: bool = True
    closed: bool = False

    def wants(self, event: Event) -> bool:
        """Tell whether it is told of an event."""
        return self.only is None or event.name in self.only


class Hub:
    """The subscribers of a server; all of it runs in the event loop.

    Parameters
    ----------
    whole
        Gives the whole state, for who begins or fell behind.
    """

    def __init__(self, whole: Callable[[], Sequence[Event]]) -> None:
        self._wholes = [whole]
        self._subscribers: set[Subscriber] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._subscribers)

    def also(self, whole: Callable[[], Sequence[Event]]) -> None:
        """Let somebody else say too what belongs to the whole state."""
        self._wholes.append(whole)

    def publish(self, event: Event) -> None:
        """Tell everybody; costs the same however slow somebody is."""
        for each in self._subscribers:
            if not each.wants(event):
                continue
            if not each.behind:
                each.waiting.append(event)
                if len(each.waiting) > MOST_WAITING:
                    each.waiting.clear()
                    each.behind = True
            each.signal.set()

    def subscribe(self, only: frozenset[str] | None = None) -> Subscriber:
        """Begin to listen, to all events or to those named.

        Raises
        ------
        ProblemError
            There are too many streams already, or the server is about to end.
        """
        if self._closed or len(self._subscribers) >= MOST_STREAMS:
            raise ProblemError(
                503,
                "too many event streams are open; ask /api/v1/live instead",
                headers={"Retry-After": "30"},
            )
        subscriber = Subscriber(only=only)
        subscriber.signal.set()
        self._subscribers.add(subscriber)
        return subscriber

    def unsubscribe(self, subscriber: Subscriber) -> None:
        """Stop listening."""
        self._subscribers.discard(subscriber)

    def close(self) -> None:
        """End every stream; further ones are refused."""
        self._closed = True
        for each in self._subscribers:
            each.closed = True
            each.signal.set()

    async def next(self, subscriber: Subscriber) -> bytes | None:
        """Give what a subscriber is told next, a sign of life where nothing happens; None at the end."""
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                await subscriber.signal.wait()
        except TimeoutError:
            return b": still here\n\n"
        if subscriber.closed:
            return None
        subscriber.signal.clear()
        if subscriber.behind:
            subscriber.behind = False
            subscriber.waiting.clear()
            told = (event for whole in self._wholes for event in whole())
            events: Sequence[Event] = [event for event in told if subscriber.wants(event)]
        else:
            events = tuple(subscriber.waiting)
            subscriber.waiting.clear()
        return b"".join(each.wire for each in events)


class EventStream:
    """The answer that goes on: an ASGI application that ends with the client, the server or its patience."""

    def __init__(self, hub: Hub, only: frozenset[str] | None = None) -> None:
        self._hub = hub
        self._only = only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until somebody ends it."""
        subscriber = self._hub.subscribe(self._only)
        try:
            await send(_START)
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            leaving = asyncio.create_task(_left(receive, subscriber))
            try:
                await self._tell(subscriber, send)
            finally:
                leaving.cancel()
        finally:
            self._hub.unsubscribe(subscriber)

    async def _tell(self, subscriber: Subscriber, send: Send) -> None:
        await _patiently(send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True}))
        while (told := await self._hub.next(subscriber)) is not None:
            message: Message = {"type": "http.response.body", "body": told, "more_body": True}
            if told and not await _patiently(send(message)):
                return
        await _patiently(send({"type": "http.response.body", "body": b""}))


_START: Final[Message] = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ],
}


async def _patiently(sending: Awaitable[None]) -> bool:
    """Send, unless the client takes too long; tells whether it took it."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            await sending
    except TimeoutError:
        return False
    return True


async def _left(receive: Receive, subscriber: Subscriber) -> None:
    """Wait until the client goes."""
    while (await receive())["type"] != "http.disconnect":
        pass
    subscriber.closed = True
    subscriber.signal.set()
