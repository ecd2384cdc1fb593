"""The live sky: everybody hears what changed, and nobody waits for the slowest."""

import asyncio
import json
import socket
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from wheelsdown.faces.web import events
from wheelsdown.faces.web.events import Event, EventStream, Hub
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.settings import Settings
from wheelsdown.faces.web.sky import SkyNow, changes_between
from wheelsdown.live.picture import Picture

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def parsed(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and line[0] != ":")
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_who_falls_behind_is_told_the_whole_state_instead(in_loop: Run) -> None:
    async def check() -> None:
        hub = Hub(lambda: [Event("whole", b"whole")])
        quick, slow = hub.subscribe(), hub.subscribe()
        assert [await hub.next(each) for each in (quick, slow)] == [b"whole", b"whole"]
        for number in range(events.MOST_WAITING + 1):
            hub.publish(Event("n", str(number).encode()))
            assert await hub.next(quick) == str(number).encode()
        assert await hub.next(slow) == b"whole"
        hub.publish(Event("n", b"next"))
        assert await hub.next(slow) == b"next"
        assert not slow.waiting

    in_loop(check())


def test_streams_end_and_are_counted(in_loop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def check() -> None:
        hub = Hub(list)
        monkeypatch.setattr(events, "MOST_STREAMS", 1)
        first = hub.subscribe()
        with pytest.raises(ProblemError, match="too many"):
            hub.subscribe()
        hub.close()
        assert await hub.next(first) is None
        hub.unsubscribe(first)
        with pytest.raises(ProblemError):
            hub.subscribe()

    in_loop(check())


def test_a_quiet_stream_shows_signs_of_life(in_loop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def check() -> None:
        monkeypatch.setattr(events, "HEARTBEAT_S", 0.05)
        hub = Hub(list)
        listener = hub.subscribe()
        await hub.next(listener)
        told = await hub.next(listener)
        assert told is not None
        assert told.startswith(b":")

    in_loop(check())


def test_a_client_that_takes_nothing_is_dropped(in_loop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def check() -> None:
        monkeypatch.setattr(events, "PATIENCE_S", 0.1)
        hub = Hub(lambda: [Event("whole", b"whole")])

        async def never() -> dict[str, Any]:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def stuck(message: Any) -> None:
            if message["type"] == "http.response.body":
                await asyncio.sleep(60)

        stream = EventStream(hub)
        await stream({"type": "http", "method": "GET"}, never, stuck)  # type: ignore[arg-type]
        assert len(hub) == 0

    in_loop(check())


def test_only_what_was_heard_is_told(fly: Callable[..., Picture]) -> None:
    before, after = fly(3, tick=1), fly(4, tick=1)
    after.aircraft[0].messages += 1
    after.aircraft[1].seen += 1
    del after.aircraft[2]
    found = changes_between(SkyNow(before), SkyNow(after))
    assert found is not None
    assert [each.hex for each in found.aircraft] == ["a00000", "a00003"]
    assert found.gone == ["a00002"]
    assert not found.all
    assert changes_between(SkyNow(before), SkyNow()) is None


def test_the_picture_is_served_in_our_words_and_in_readsbs(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    fly(3)
    client = client_of(Settings(workspace))
    ours, theirs = client.get("/api/v1/live").json(), client.get("/data/aircraft.json").json()
    assert ours["listening"]
    assert [each["hex"] for each in ours["aircraft"]] == [each["hex"] for each in theirs["aircraft"]]
    assert {"now", "messages", "aircraft"} <= set(theirs)
    assert {"hex", "flight", "lat", "lon", "seen", "messages"} <= set(theirs["aircraft"][0])
    assert client.get("/data/receiver.json").json()["refresh"] == 1000


def test_without_a_listener_the_sky_is_unknown_not_empty(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    client = client_of(Settings(workspace))
    assert client.get("/data/aircraft.json").status_code == 503
    answer = client.get("/api/v1/live").json()
    assert (answer["listening"], answer["aircraft"], answer["now"]) == (False, [], None)
    assert "wheelsdown listen" in answer["missing"][0]


def test_a_stream_tells_what_moves(
    workspace: Path, serving: Callable[[Settings], Any], fly: Callable[..., Picture], in_loop: Run
) -> None:
    fly(3, tick=1)
    server = serving(Settings(workspace))

    async def listen() -> list[tuple[str, Any]]:
        text = ""
        async with (
            httpx.AsyncClient(timeout=10) as client,
            client.stream("GET", f"{server.address}/api/v1/live/events") as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            async for part in answer.aiter_text():
                text += part
                if "a00002" in text and text.count("event: aircraft") == 1:
                    fly(2, tick=2)
                if text.count("event: aircraft") == 2:
                    return parsed(text)
        raise AssertionError(text)

    told = in_loop(listen())
    first, then = [data for name, data in told if name == "aircraft"]
    assert first["all"]
    assert len(first["aircraft"]) == 3
    assert (then["all"], len(then["aircraft"]), then["gone"]) == (False, 2, ["a00002"])
    feeds = next(data for name, data in told if name == "feeds")
    assert feeds["listening"]


def test_a_hundred_streams_and_a_stuck_client_hold_up_nobody(
    workspace: Path, serving: Callable[[Settings], Any], fly: Callable[..., Picture], in_loop: Run
) -> None:
    fly(2000, tick=1)
    server = serving(Settings(workspace))
    stuck = socket.create_connection(("127.0.0.1", server.port))
    stuck.sendall(b"GET /api/v1/live/events HTTP/1.1\r\nHost: localhost\r\n\r\n")  # and it never reads

    async def listen(client: httpx.AsyncClient, open_now: list[int], all_open: asyncio.Event) -> int:
        async with client.stream("GET", "/api/v1/live/events") as answer:
            open_now.append(1)
            if len(open_now) == 100:
                all_open.set()
            n_bytes = 0
            async for part in answer.aiter_bytes():
                n_bytes += len(part)
        return n_bytes

    async def check() -> tuple[float, float, list[int]]:
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(base_url=server.address, timeout=30, limits=limits) as client:
            open_now: list[int] = []
            all_open = asyncio.Event()
            streams = [asyncio.create_task(listen(client, open_now, all_open)) for _ in range(100)]
            await all_open.wait()
            slowest = 0.0
            for tick in range(2, 5):
                await asyncio.to_thread(fly, 2000, tick)
                for _ in range(5):
                    began = time.perf_counter()
                    answer = await client.get("/api/v1/visits?place=KRNM&limit=5")
                    slowest = max(slowest, time.perf_counter() - began)
                    assert answer.status_code == 200
                    await asyncio.sleep(0.05)
            ended = await asyncio.to_thread(server.stop)
            return slowest, ended, await asyncio.gather(*streams)

    slowest, ended, heard = in_loop(check())
    stuck.close()
    assert slowest < 3
    assert ended < 10
    assert min(heard) > 100_000
