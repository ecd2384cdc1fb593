"""How a feed is reached, and reached again: with waits that grow, and chance so that none come together.

A connection that stands but says nothing for a minute is ``quiet``; after five minutes it is made anew,
because a peer that vanished without a word looks the same as one with nothing to say.
"""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

import httpx

from wheelsdown import __version__, clock
from wheelsdown.errors import SourceError
from wheelsdown.live.feed_address import FeedAddress, Wire
from wheelsdown.live.hearing import Hearing
from wheelsdown.live.picture import Feed, FeedState
from wheelsdown.sources.payloads import printable

__all__ = ["Patience", "Say", "keep_listening"]

#: Is told a line for a person.
Say = Callable[[str], None]

#: Read at most so much at once: a busy receiver sends some 30 kB a second.
_PIECE: Final = 2**16

#: The list of a whole network with 20,000 aircraft is below this.
_MAX_LIST_BYTES: Final = 64 * 2**20

_N_REDIRECTS: Final = 3

_BROKEN: Final = (OSError, EOFError, httpx.HTTPError, httpx.InvalidURL, SourceError)


@dataclass(frozen=True)
class Patience:
    """How long a feed is waited for; seconds."""

    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    connect_s: float = 15.0
    quiet_after_s: float = 60.0
    give_up_after_s: float = 300.0
    #: A number from 0 to 1.
    chance: Callable[[], float] = random.random

    def wait_s(self, n_failures: int) -> float:
        """Give the wait after so many failures in a row: doubled each time, half of it by chance."""
        wait_s = min(self.longest_wait_s, self.first_wait_s * 2.0 ** min(n_failures - 1, 30))
        return wait_s * (0.5 + self.chance() / 2)


async def keep_listening(address: FeedAddress, hearing: Hearing, patience: Patience, say: Say) -> None:
    """Listen to one feed until cancelled, whatever happens to it.

    Raises
    ------
    WorkspaceError
        What is received cannot be kept.
    """
    listen = _ask if address.wire is Wire.AIRCRAFT_JSON else _stream
    n_failures = 0
    while True:
        n_before = hearing.feed.n_messages
        state(hearing.feed, FeedState.CONNECTING)
        try:
            await listen(address, hearing, patience, say)
        except _BROKEN as error:
            why = _why(error)
            state(hearing.feed, FeedState.BROKEN)
            hearing.archive.event(event="disconnected", why=why)
            n_failures = 1 if hearing.feed.n_messages > n_before else n_failures + 1
            wait_s = patience.wait_s(n_failures)
            say(f"{address.name}: {why}; trying again in {wait_s:.0f} s")
            await asyncio.sleep(wait_s)


def state(feed: Feed, now: FeedState) -> None:
    """Note how a feed does, and since when."""
    if feed.state is not now:
        feed.state, feed.since = now, clock.now()


async def _stream(address: FeedAddress, hearing: Hearing, patience: Patience, say: Say) -> None:
    async with _connected(address, patience) as (reader, peer):
        hearing.begin()
        hearing.archive.event(event="connected", peer=peer)
        state(hearing.feed, FeedState.CONNECTED)
        say(f"{address.name}: connected to {peer}")
        while received := await _heard(reader, hearing, patience):
            hearing.take(received)
            state(hearing.feed, FeedState.CONNECTED)
    raise EOFError("the other side closed the connection")


async def _heard(reader: asyncio.StreamReader, hearing: Hearing, patience: Patience) -> bytes:
    """Wait for the next piece of a stream."""
    waits = (patience.quiet_after_s, patience.give_up_after_s - patience.quiet_after_s)
    for wait_s in waits:
        try:
            async with asyncio.timeout(wait_s):  # not wait_for: before Python 3.12 it may swallow a cancel
                return await reader.read(_PIECE)
        except TimeoutError:
            state(hearing.feed, FeedState.QUIET)
    raise TimeoutError(f"connected, but silent for {patience.give_up_after_s:.0f} s")


@asynccontextmanager
async def _connected(
    address: FeedAddress, patience: Patience
) -> AsyncIterator[tuple[asyncio.StreamReader, str]]:
    async with asyncio.timeout(patience.connect_s):
        reader, writer = await asyncio.open_connection(address.host, address.port, limit=_PIECE)
    peer: Any = writer.get_extra_info("socket")
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    try:
        yield reader, _shown(writer.get_extra_info("peername"))
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def _shown(peer: Any) -> str:
    host, port = (peer or ("?", 0))[:2]
    return f"[{host}]:{port}" if ":" in str(host) else f"{host}:{port}"


async def _ask(address: FeedAddress, hearing: Hearing, patience: Patience, say: Say) -> None:
    timeout = httpx.Timeout(patience.connect_s)
    agent = {"User-Agent": f"wheelsdown/{__version__}", "Accept": "application/json"}
    loop = asyncio.get_running_loop()
    async with httpx.AsyncClient(
        timeout=timeout, headers=agent, follow_redirects=True, max_redirects=_N_REDIRECTS, trust_env=False
    ) as client:
        hearing.begin()
        peer, n_before, heard_at = "", -1, loop.time()
        while True:
            asked_at = loop.time()
            body, answered_by = await _list(client, address)
            if answered_by != peer:
                peer = answered_by
                hearing.archive.event(event="connected", peer=peer)
                say(f"{address.name}: connected to {peer}")
            hearing.take(body)
            n_before, heard_at = _quietness(hearing, n_before, heard_at, loop.time(), patience)
            await asyncio.sleep(max(0.0, address.every_s - (loop.time() - asked_at)))


def _quietness(
    hearing: Hearing, n_before: int, heard_at: float, now: float, patience: Patience
) -> tuple[int, float]:
    """Note whether lists still say something new; one served again and again says nothing."""
    n_new = hearing.feed.n_messages - hearing.taken().n_dropped.get("same_list_again", 0)
    if n_new != n_before:
        state(hearing.feed, FeedState.CONNECTED)
        return n_new, now
    if now - heard_at >= patience.quiet_after_s:
        state(hearing.feed, FeedState.QUIET)
    return n_before, heard_at


async def _list(client: httpx.AsyncClient, address: FeedAddress) -> tuple[bytes, str]:
    """Ask once; give the body and who answered.

    Raises
    ------
    SourceError
        The answer is no list, or larger than any.
    """
    async with client.stream("GET", address.secret_url) as response:
        if response.status_code != httpx.codes.OK:
            raise SourceError(f"answered {response.status_code}", where=address.url, reason="refused")
        stream: Any = response.extensions["network_stream"]
        url, peer = response.url, _shown(stream.get_extra_info("server_addr"))
        pieces, size = [], 0
        async for piece in response.aiter_bytes():
            size += len(piece)
            if size > _MAX_LIST_BYTES:
                raise SourceError("answered with more than any list", where=address.url, reason="too_large")
            pieces.append(piece)
        return b"".join(pieces), f"{peer} ({url.scheme}://{url.netloc.decode('ascii', 'replace')}{url.path})"


def _why(error: BaseException) -> str:
    """Give the reason in a few words, without the secrets a URL may hold."""
    if isinstance(error, httpx.ConnectTimeout | httpx.ReadTimeout | httpx.PoolTimeout):
        return "no answer in time"
    if isinstance(error, httpx.ConnectError | ConnectionRefusedError):
        return "cannot be reached"
    if isinstance(error, TimeoutError) and not str(error):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "its name has no address"
    if isinstance(error, OSError):
        return printable(error.strerror or str(error), 80)
    return printable(str(error) or type(error).__name__, 80)
