"""From the socket to the archive and the picture: counts match exactly, whatever happens to the feed."""

import asyncio
import http.server
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from loopback_feeder import LoopbackFeeder, Recorded, avr, beast

from wheelsdown.errors import WorkspaceError
from wheelsdown.live import archive
from wheelsdown.live.arrival import ArrivalClock
from wheelsdown.live.listener import Listener
from wheelsdown.live.picture import FeedState, read_picture
from wheelsdown.schemas import Integrity
from wheelsdown.sources.capture_records import Capture, Kind
from wheelsdown.sources.captured import captured

Captures = Callable[[str], list[Capture]]
Listen = Callable[..., Listener]

SBS = "MSG,3,1,1,{hex},1,,,,,,3700,,,{lat:.5f},{lon:.5f},,,0,0,0,0\r\n"


def bytes_of(captures: list[Capture]) -> bytes:
    return b"".join(r.payload for each in captures for r in each.records if r.kind == Kind.DATA)


def heard(n: int) -> Callable[[Listener], bool]:
    return lambda listener: listener.totals.n_messages >= n


def test_every_byte_sent_is_archived_and_every_message_counted(
    tmp_path: Path, flight: list[Recorded], listened: Listen, captures: Captures
) -> None:
    pieces = [beast(m.frame, n) for n, m in enumerate(flight)]
    with LoopbackFeeder(pieces) as feeder:
        listener = listened([f"roof=beast://127.0.0.1:{feeder.port}"], heard(len(flight)))
    (capture,) = captures("roof")
    assert bytes_of([capture]) == b"".join(pieces)
    assert capture.is_closed
    said = capture.records[-1].said()
    assert (said["n_messages"], said["n_bytes"]) == (len(flight), feeder.n_sent)
    (feed,) = listener.totals.feeds
    assert (feed.n_messages, feed.n_dropped.get("garbage_bytes", 0)) == (len(flight), 0)
    picture = read_picture(tmp_path)
    assert picture is not None
    (aircraft,) = picture.aircraft
    assert (aircraft.hex, aircraft.flight, aircraft.receivers) == ("393322", "AFR34ZG", ["roof"])


def test_files_that_rotate_hold_together_what_came(
    flight: list[Recorded], listened: Listen, captures: Captures, tmp_path: Path
) -> None:
    stream = b"".join(beast(m.frame) for m in flight[:1500])
    pieces = [stream[at : at + 1001] for at in range(0, len(stream), 1001)]  # never at the end of a message
    with LoopbackFeeder(pieces, pause_s=0.02) as feeder:
        listened([f"roof=beast://127.0.0.1:{feeder.port}"], heard(1500), max_age_s=0.15)
    found = captures("roof")
    assert len(found) > 3
    assert all(capture.is_closed for capture in found)
    assert bytes_of(found) == stream
    assert sum(capture.records[-1].said()["n_messages"] for capture in found) == 1500
    assert any(capture.header.carried for capture in found)
    numbers = [
        captured(path.read_bytes(), where="x").points["row"].max() for path in sorted(tmp_path.rglob("*.gz"))
    ]
    assert all(n is not None for n in numbers)


def test_a_feed_that_breaks_is_reached_again(
    flight: list[Recorded], listened: Listen, captures: Captures
) -> None:
    pieces = [beast(m.frame) for m in flight[:50]]
    with LoopbackFeeder(pieces, stay=False) as feeder:
        listener = listened([f"roof=beast://127.0.0.1:{feeder.port}"], heard(150))
    assert feeder.n_connections >= 3
    events = [r.said() for each in captures("roof") for r in each.records if r.kind == Kind.EVENT]
    assert [event["event"] for event in events[:3]] == ["connected", "disconnected", "connected"]
    assert events[0]["peer"] == f"127.0.0.1:{feeder.port}"
    assert bytes_of(captures("roof")).startswith(b"".join(pieces) * 3)
    assert listener.totals.feeds[0].n_messages >= 150


def test_a_message_cut_off_by_a_lost_connection_is_not_glued_to_the_next(
    flight: list[Recorded], listened: Listen, captures: Captures
) -> None:
    whole = beast(flight[0].frame)
    with LoopbackFeeder([whole + whole[:11]], stay=False) as feeder:
        listener = listened([f"roof=beast://127.0.0.1:{feeder.port}"], heard(3))
    assert set(listener.totals.feeds[0].n_dropped) <= {"garbage_bytes", "position_not_resolved"}
    assert listener.totals.feeds[0].n_dropped["garbage_bytes"] >= 22


def test_a_feed_nobody_offers_waits_longer_and_longer(listened: Listen, captures: Captures) -> None:
    said: list[str] = []
    with LoopbackFeeder([]) as gone:
        port = gone.port
    listener = listened([f"roof=beast://127.0.0.1:{port}"], lambda _: len(said) >= 4, say=said.append)
    assert listener.totals.feeds[0].state in (FeedState.BROKEN, FeedState.CONNECTING)
    assert all(line.startswith("roof: ") and "trying again in" in line for line in said)
    assert listener.totals.n_messages == 0


def test_garbage_is_archived_counted_and_stops_nothing(
    flight: list[Recorded], listened: Listen, captures: Captures
) -> None:
    garbage = bytes(range(256)) * 4
    pieces = [
        garbage,
        *(beast(m.frame) for m in flight[:100]),
        b"\x1a\x1a\x1a" * 20,
        b"GET / HTTP/1.0\r\n\r\n",
    ]
    pieces.append(beast(flight[100].frame) * 2)
    with LoopbackFeeder(pieces) as feeder:
        listener = listened([f"roof=beast://127.0.0.1:{feeder.port}"], heard(102))
    assert bytes_of(captures("roof")) == b"".join(pieces)
    assert listener.totals.feeds[0].n_dropped["garbage_bytes"] > 500


def test_silence_is_called_quiet_and_ends_in_a_new_connection(
    flight: list[Recorded], listened: Listen
) -> None:
    states: list[FeedState] = []

    def seen(listener: Listener) -> bool:
        state = listener.picture().feeds[0].state
        if not states or states[-1] is not state:
            states.append(state)
        return feeder.n_connections > 1

    with LoopbackFeeder([beast(flight[0].frame)]) as feeder:
        listened([f"roof=beast://127.0.0.1:{feeder.port}"], seen)
    wanted = [FeedState.CONNECTED, FeedState.QUIET, FeedState.BROKEN]
    assert [state for state in states if state in wanted][:3] == wanted


def test_the_same_frames_from_two_feeds_count_once_and_both_are_named(
    flight: list[Recorded], listened: Listen, captures: Captures, tmp_path: Path
) -> None:
    frames = [m.frame for m in flight[2000:2300]]
    one_feeder = LoopbackFeeder([beast(frame) for frame in frames], pause_s=0.001)
    with one_feeder as one, LoopbackFeeder([avr(frame) for frame in frames], pause_s=0.001) as other:
        feeds = [f"a=beast://127.0.0.1:{one.port}", f"b=avr://127.0.0.1:{other.port}"]
        listener = listened(feeds, heard(2 * len(frames)), receiver=(49.0, 2.55))
    a, b = listener.totals.feeds
    assert (a.n_messages, b.n_messages) == (len(frames), len(frames))
    told = a.n_dropped.get("told_by_another_feed", 0) + b.n_dropped.get("told_by_another_feed", 0)
    picture = read_picture(tmp_path)
    assert picture is not None
    assert picture.aircraft[0].receivers == ["a", "b"]
    assert picture.messages == 2 * len(frames) - told
    assert told >= 0.9 * len(frames)
    files = sorted(tmp_path.rglob("*.capture.gz"))
    rows = [captured(path.read_bytes(), where=path.name) for path in files]
    located = sum(each.points["lat_deg"].is_not_null().sum() for each in rows)
    n_sent = sum(m.lat_deg is not None for m in flight[2000:2300])
    assert located <= n_sent  # heard by two, evidence once
    assert located >= 0.8 * n_sent


def test_sbs_and_frames_of_the_same_position_are_one(
    flight: list[Recorded], listened: Listen, tmp_path: Path
) -> None:
    airborne = [m for m in flight if m.lat_deg is not None][-60:]
    frames = [beast(m.frame) for m in airborne]
    lines = [SBS.format(hex="393322", lat=m.lat_deg, lon=m.lon_deg).encode() for m in airborne]
    with LoopbackFeeder(frames, pause_s=0.01) as one, LoopbackFeeder(lines, pause_s=0.01) as other:
        feeds = [f"a=beast://127.0.0.1:{one.port}", f"b=sbs://127.0.0.1:{other.port}"]
        listener = listened(feeds, heard(120))
    a, b = listener.totals.feeds
    told = a.n_dropped.get("told_by_another_feed", 0) + b.n_dropped.get("told_by_another_feed", 0)
    assert told >= 45
    assert a.n_positions + b.n_positions <= 75


def test_the_clock_that_is_set_is_written_down(
    flight: list[Recorded], listened: Listen, captures: Captures
) -> None:
    set_by = itertools.chain([0] * 12, itertools.repeat(-3_600_000_000_000))
    clock = ArrivalClock(wall_ns=lambda: time.time_ns() + next(set_by))
    pieces = [beast(m.frame) for m in flight[:200]]
    with LoopbackFeeder(pieces, pause_s=0.002) as feeder:
        listened([f"roof=beast://127.0.0.1:{feeder.port}"], heard(200), clock=clock)
    found = captures("roof")
    jumps = [r.said() for each in found for r in each.records if r.said().get("event") == "clock_jump"]
    assert len(clock.jumps) == 1
    assert [jump["by_us"] for jump in jumps] == [pytest.approx(-3_600_000_000, abs=50_000)]
    assert len(found) == 2  # the file before ends where the clock was set
    assert bytes_of(found[::-1]) == b"".join(pieces)


def test_only_one_listener_a_workspace(flight: list[Recorded], listened: Listen, tmp_path: Path) -> None:
    refused: list[str] = []

    def other(_: Listener) -> bool:
        if not (tmp_path / "live" / "aircraft.json").exists():
            return False
        task = asyncio.ensure_future(Listener(tmp_path, []).listen(0.1))
        task.add_done_callback(lambda done: refused.append(str(done.exception())))
        return bool(refused)

    with LoopbackFeeder([beast(flight[0].frame)]) as feeder:
        listened([f"roof=beast://127.0.0.1:{feeder.port}"], other)
    assert "another 'wheelsdown listen' is at work" in refused[0]


def test_a_disk_that_is_full_ends_the_listening_in_one_line(
    flight: list[Recorded], listened: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive._File, "_store", full)
    with (
        LoopbackFeeder([beast(m.frame) for m in flight[:10]]) as feeder,
        pytest.raises(
            WorkspaceError, match="cannot be kept \\(No space left on device\\), so listening stops"
        ),
    ):
        listened([f"roof=beast://127.0.0.1:{feeder.port}"], lambda _: False)


# --- lists ----------------------------------------------------------------------------------------


def aircraft_list(now: float, **said: Any) -> dict[str, Any]:
    entry = {
        "hex": "4ca2d6",
        "alt_baro": 3300,
        "gs": 180,
        "lat": 51.5,
        "lon": -0.1,
        "seen_pos": 0.2,
        "seen": 0.1,
    }
    return {"now": now, "messages": 1, "aircraft": [entry | said]}


@contextmanager
def web_server(bodies: Iterator[bytes | int]) -> Iterator[int]:
    """Answers with one body after the other; a number is a status, -1 a redirect to the lists."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = next(bodies) if self.path == "/data/aircraft.json" else -1
            status = {-1: 302}.get(body, body) if isinstance(body, int) else 200
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/data/aircraft.json")
            self.end_headers()
            if isinstance(body, bytes):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def lists(*said: dict[str, Any] | bytes | int) -> Iterator[bytes | int]:
    yield from (json.dumps(each).encode() if isinstance(each, dict) else each for each in said)
    last = said[-1]
    yield from itertools.repeat(json.dumps(last).encode() if isinstance(last, dict) else last)


def test_lists_are_kept_as_they_came_and_shown(listened: Listen, captures: Captures, tmp_path: Path) -> None:
    sent = [aircraft_list(1000.0 + n, lat=51.5 + n / 1000, r="G-TEST", dbFlags=1) for n in range(3)]
    with web_server(lists(*sent)) as port:
        url = f"http://127.0.0.1:{port}/elsewhere?every=0.5"
        listener = listened([f"web=http://user:secret@{url[7:]}"], heard(3))
    (capture,) = captures("web")
    bodies = [json.loads(r.payload) for r in capture.records if r.kind == Kind.SNAPSHOT]
    assert bodies[:3] == sent
    assert capture.header.url == f"http://127.0.0.1:{port}/elsewhere"
    assert "secret" not in str(capture)
    picture = read_picture(tmp_path)
    assert picture is not None
    (aircraft,) = picture.aircraft
    assert (aircraft.r, aircraft.db_flags, aircraft.lat) == ("G-TEST", 1, 51.502)
    assert listener.totals.feeds[0].dialect == "readsb"
    assert f"127.0.0.1:{port}" in capture.records[0].said()["peer"]


def test_a_list_served_again_and_again_is_quiet_not_new(listened: Listen) -> None:
    with web_server(lists(aircraft_list(1000.0))) as port:
        listener = listened(
            [f"web=http://127.0.0.1:{port}/data/aircraft.json?every=0.5"],
            lambda listener: listener.picture().feeds[0].state is FeedState.QUIET,
        )
    assert listener.totals.feeds[0].n_positions == 1


@pytest.mark.parametrize("answer", [b"<html>", b"", b'{"now": 1}', 404, b"[" * 100_000])
def test_what_is_no_list_stops_nothing(listened: Listen, answer: bytes | int) -> None:
    with web_server(lists(answer, aircraft_list(1000.0))) as port:
        listener = listened(
            [f"web=http://127.0.0.1:{port}/data/aircraft.json?every=0.5"],
            lambda listener: listener.totals.feeds[0].n_positions == 1,
        )
    assert listener.totals.feeds[0].n_positions == 1


def test_what_a_feed_calls_simulated_is_shown_as_simulated(listened: Listen, tmp_path: Path) -> None:
    with web_server(lists(aircraft_list(1000.0) | {"simulated": True})) as port:
        listened([f"web=http://127.0.0.1:{port}/data/aircraft.json"], heard(1))
    picture = read_picture(tmp_path)
    assert picture is not None
    assert picture.simulated


def test_a_jump_is_shown_as_suspect(listened: Listen, tmp_path: Path) -> None:
    with web_server(lists(aircraft_list(1000.0), aircraft_list(1001.0, lat=33.8, lon=35.5))) as port:
        listened([f"web=http://127.0.0.1:{port}/data/aircraft.json?every=0.5"], heard(2))
    picture = read_picture(tmp_path)
    assert picture is not None
    assert (picture.aircraft[0].lat, picture.aircraft[0].integrity) == (51.5, Integrity.SPOOF_SUSPECT)
