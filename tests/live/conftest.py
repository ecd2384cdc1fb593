"""What the tests of live feeds share."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from loopback_feeder import Recorded, recorded_messages

from wheelsdown.live.connections import Patience
from wheelsdown.live.feed_address import parse_feeds
from wheelsdown.live.listener import Listener
from wheelsdown.sources.capture_records import Capture, read_capture

#: Tests wait for nothing longer than they must.
QUICK = Patience(first_wait_s=0.05, longest_wait_s=0.2, quiet_after_s=0.3, give_up_after_s=2.0, connect_s=2.0)

Until = Callable[[Listener], bool]
Listen = Callable[..., Listener]


@pytest.fixture(scope="session")
def flight(data: Path) -> list[Recorded]:
    """4,500 messages of one flight, from the ground into the air."""
    return recorded_messages(data / "live" / "one_flight.csv.gz")


@pytest.fixture
def captures(tmp_path: Path) -> Callable[[str], list[Capture]]:
    """Reads the captures of one feed, in order."""

    def read(feed: str) -> list[Capture]:
        files = sorted((tmp_path / "raw" / "live" / feed).rglob("*.capture.gz"))
        return [read_capture(path.read_bytes(), where=path.name) for path in files]

    return read


@pytest.fixture
def listened(tmp_path: Path) -> Listen:
    """Listens to feeds until something is so, ten seconds at most, and gives the listener."""

    def listen(feeds: Sequence[str], until: Until, **words: object) -> Listener:
        listener = Listener(tmp_path, parse_feeds(list(feeds)), **({"patience": QUICK} | words))  # type: ignore[arg-type]
        asyncio.run(_until(listener, until))
        return listener

    return listen


async def _until(listener: Listener, until: Until) -> None:
    listening = asyncio.create_task(listener.listen())
    ends_at = time.monotonic() + 10
    while not until(listener) and not listening.done():
        assert time.monotonic() < ends_at, f"waited in vain: {listener.picture()}"
        await asyncio.sleep(0.02)
    if listening.done():
        listening.result()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
