"""The picture: one file, whole at every moment, that says when it is old; and which feed a person means."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wheelsdown.errors import SourceError, WheelsdownError
from wheelsdown.live.feed_address import parse_feed, parse_feeds
from wheelsdown.live.picture import (
    Aircraft,
    Feed,
    FeedState,
    Picture,
    picture_path,
    read_picture,
    write_picture,
)

SINCE = datetime(2026, 1, 5, 10, tzinfo=UTC)


def picture(now: float) -> Picture:
    feed = Feed(name="roof", url="beast://10.0.0.1:30005", dialect=None, state=FeedState.QUIET, since=SINCE)
    aircraft = Aircraft(
        hex="4ca2d6",
        alt_baro="ground",
        seen=1.0,
        messages=3,
        receivers=["roof"],
        integrity=None,
        own_op="X",
        db_flags=1,
    )
    return Picture(now=now, messages=3, simulated=False, feeds=[feed], aircraft=[aircraft])


def test_what_is_written_is_read_and_speaks_readsbs_dialect(tmp_path: Path) -> None:
    assert read_picture(tmp_path) is None
    now = time.time()
    write_picture(tmp_path, picture(now))
    found = read_picture(tmp_path)
    assert found == picture(now)
    assert not found.is_stale
    said = json.loads(picture_path(tmp_path).read_text())
    assert said["aircraft"] == [
        {"hex": "4ca2d6", "alt_baro": "ground", "seen": 1.0, "messages": 3, "ownOp": "X", "dbFlags": 1,
         "receivers": ["roof"], "integrity": None}
    ]  # fmt: skip
    assert said["feeds"][0]["state"] == "quiet"


def test_a_picture_nobody_renews_says_that_it_is_old(tmp_path: Path) -> None:
    write_picture(tmp_path, picture(time.time() - 31))
    found = read_picture(tmp_path)
    assert found is not None
    assert found.is_stale
    assert found.age_s == pytest.approx(31, abs=20)


@pytest.mark.parametrize("stored", [b"", b"[]", b"[" * 10_000, b'{"now": "x"}', b"\xff\xfe"])
def test_what_is_no_picture_is_refused_in_one_line(tmp_path: Path, stored: bytes) -> None:
    picture_path(tmp_path).parent.mkdir()
    picture_path(tmp_path).write_bytes(stored)
    with pytest.raises(SourceError, match="no live picture; remove it"):
        read_picture(tmp_path)


def test_feeds_have_names_ports_and_no_secrets() -> None:
    plain = parse_feed("beast://192.168.1.7")
    assert (plain.name, plain.port, plain.url) == ("192-168-1-7-30005", 30005, "beast://192.168.1.7")
    web = parse_feed("roof=https://ann:secret@example.net/data/aircraft.json?key=hidden&every=2")
    assert (web.name, web.url, web.every_s) == ("roof", "https://example.net/data/aircraft.json", 2.0)
    assert web.secret_url == "https://ann:secret@example.net/data/aircraft.json?key=hidden"
    assert parse_feed("sbs://[::1]:30003?tz=Europe/Kyiv").tz == "Europe/Kyiv"
    assert parse_feed("avr://[::1]").url == "avr://[::1]"


@pytest.mark.parametrize(
    "text",
    ["", "roof", "ftp://x", "beast://", "beast://h:99999", "beast://h/path", "beast://h?every=2", "../x=beast://h",
     "sbs://h?tz=Nowhere/Land", "sbs://h?tz=../../etc/passwd", "http://h?every=0", "http://h?every=x", "beast://h\x1b"],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_what_one_looks_like(text: str) -> None:
    with pytest.raises(WheelsdownError) as refused:
        parse_feed(text)
    assert "\x1b" not in str(refused.value)


def test_secrets_are_not_repeated_in_a_refusal_and_names_are_unique() -> None:
    with pytest.raises(WheelsdownError) as refused:
        parse_feed("gopher://ann:secret@host")
    assert "secret" not in str(refused.value)
    with pytest.raises(WheelsdownError, match="two feeds are called roof"):
        parse_feeds(["roof=beast://a", "roof=avr://b"])
