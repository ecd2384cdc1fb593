"""Polled answers: kept as they came, hour by hour, whatever ends the poll."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback_site import Answer, Hours, Site

from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.poll import Polled, finish_left_over, point_url, poll
from wheelsdown.downloads.sites import Site as Source
from wheelsdown.downloads.sites import site_named
from wheelsdown.errors import WheelsdownError
from wheelsdown.sources import find_sources, read_source

START = datetime(2025, 10, 26, 11, 58, tzinfo=UTC)
PLANE = {"hex": "4b1803", "lat": 35.4, "lon": 35.9, "alt_baro": 900, "seen": 0.1, "seen_pos": 0.2}


def body(minute: int = 0) -> bytes:
    now_ms = int((START + timedelta(minutes=minute)).timestamp() * 1000)
    return json.dumps({"ac": [PLANE], "now": now_ms, "msg": "No error"}).encode()


@pytest.fixture
def url(source: Source) -> str:
    return point_url(source, 35.401, 35.949, 60)


@pytest.fixture
def run(client: PoliteClient, url: str, tmp_path: Path, hours: Hours) -> Any:
    began = hours.ticks()

    def clock() -> datetime:
        return START + timedelta(seconds=hours.ticks() - began)

    def poll_some(n_times: int | None, **options: Any) -> Polled:
        return poll(client, url, tmp_path / "p", every_s=60.0, n_times=n_times, clock=clock, **options)

    return poll_some


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in gzip.decompress(path.read_bytes()).splitlines():
        yield json.loads(line)


def test_the_address_is_that_of_the_point_interface(url: str, site: Site) -> None:
    assert url == f"{site.base}/v2/point/35.4010/35.9490/60"


def test_answers_are_kept_as_they_came_one_file_an_hour(run: Any, site: Site, url: str) -> None:
    site.routes["/v2/point/35.4010/35.9490/60"] = [
        Answer(body(i), headers={"X-Who": "site"}) for i in range(5)
    ]
    polled = run(5)
    assert (polled.n_answers, polled.n_refused) == (5, 0)
    assert [len(list(lines(path))) for path in polled.paths] == [2, 3]
    assert [path.name.rpartition("-")[0] for path in polled.paths] == [
        "point-2025-10-26T115800Z", "point-2025-10-26T120000Z",
    ]  # fmt: skip
    first = next(lines(polled.paths[0]))
    assert first["body"].encode() == body()
    assert (first["url"], first["status"], first["headers"]["x-who"]) == (url, 200, "site")
    assert first["at"].startswith("2025-10-26T11:58")


def test_what_was_polled_can_be_ingested(run: Any, site: Site) -> None:
    site.routes["/v2/point/35.4010/35.9490/60"] = [Answer(body(i)) for i in range(3)]
    sources, refused = find_sources(run(3).paths)
    rows = [
        row
        for source in sources
        for reading in read_source(source)
        for row in reading.state_vectors.rows(named=True)
    ]
    assert not refused
    assert [row["at"] for row in rows] == [START + timedelta(minutes=i, milliseconds=-100) for i in range(3)]
    assert {row["airframe"] for row in rows} == {"4b1803"}


def test_a_packed_answer_is_kept_as_text(run: Any, site: Site) -> None:
    site.routes["/v2/point/35.4010/35.9490/60"] = Answer(
        gzip.compress(body()), headers={"Content-Encoding": "gzip"}
    )
    [path] = run(1).paths
    assert next(lines(path))["body"].encode() == body()


def test_being_stopped_finishes_the_file(run: Any, site: Site, hours: Hours, client: PoliteClient) -> None:
    site.routes["/v2/point/35.4010/35.9490/60"] = Answer(body())

    def stop(seconds: float) -> None:
        hours.sleep(seconds)
        if len(hours.slept) == 2:
            raise KeyboardInterrupt

    client.sleep = stop
    polled = run(None)
    assert (polled.n_answers, polled.because) == (2, "stopped")
    [path] = polled.paths
    assert len(list(lines(path))) == 2


def test_answers_that_do_not_come_are_counted_and_kept_where_there_is_something(run: Any, site: Site) -> None:
    site.routes["/v2/point/35.4010/35.9490/60"] = [Answer(b"no", 403), Answer(body())]
    polled = run(2)
    assert (polled.n_answers, polled.n_refused) == (1, 1)
    [path] = polled.paths
    assert [line["status"] for line in lines(path)] == [403, 200]


def test_a_site_that_keeps_refusing_ends_the_poll(run: Any, site: Site) -> None:
    site.routes["/v2/point/35.4010/35.9490/60"] = Answer(b"no", 403)
    polled = run(None)
    assert (polled.n_answers, polled.n_refused) == (0, 5)
    assert polled.because


def test_a_file_that_a_dead_machine_left_open_is_finished_without_its_torn_line(tmp_path: Path) -> None:
    whole = [gzip.compress(b'{"wheelsdown_poll": 1}\n') for _ in range(2)]
    for torn in (b"", whole[0][:7], whole[0][:-1]):
        folder = tmp_path / str(len(torn))
        folder.mkdir()
        (folder / "point-x.json.gz.part").write_bytes(b"".join(whole) + torn)
        (folder / "point-y.json.gz.part").write_bytes(torn)
        [path] = finish_left_over(folder)
        assert path.read_bytes() == b"".join(whole)
        assert list(folder.iterdir()) == [path]


def test_too_often_too_wide_and_nowhere_are_refused(
    client: PoliteClient, source: Source, tmp_path: Path
) -> None:
    with pytest.raises(WheelsdownError, match="too often"):
        poll(client, "http://127.0.0.1/", tmp_path, every_s=4.9)
    with pytest.raises(WheelsdownError, match="250 NM"):
        point_url(source, 1.0, 1.0, 251.0)
    with pytest.raises(WheelsdownError, match="point interface"):
        point_url(site_named("https://x.example/globe_history"), 1.0, 1.0, 20.0)


def test_a_file_that_another_poll_writes_is_left_alone(tmp_path: Path) -> None:
    import fcntl

    part = tmp_path / "point-x.json.gz.part"
    part.write_bytes(gzip.compress(b"{}"))
    with part.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert finish_left_over(tmp_path) == []
    assert len(finish_left_over(tmp_path)) == 1
