"""Sites that send without end, bombs, web pages, or to other hosts: refused or bounded, whoever asks."""

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback_site import DAY, Answer, Site, archive, heatmap_routes, release_routes, trace, trace_route

from wheelsdown.downloads import fr24, near_place, releases, traces
from wheelsdown.downloads import poll as polling
from wheelsdown.downloads.days import fetch_day, offer_day
from wheelsdown.downloads.fetch_log import Fetch, FetchLog, Outcome, Selection
from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.poll import Polled, poll
from wheelsdown.downloads.resumable import Wanted, download
from wheelsdown.downloads.sites import Site as Source
from wheelsdown.downloads.traces import fetch_traces
from wheelsdown.errors import SourceError

WHO = "4b1803"
Circle = Callable[..., Selection]

ENDLESS = Answer(b"x" * 2**16, endless=True)
PAGE = Answer(b"<!DOCTYPE html><html>This day has expired.</html>", headers={"Content-Type": "text/html"})


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A hundred megabytes of nothing, packed a thousand times."""
    return gzip.compress(b" " * (100 * 2**20), 9, mtime=0)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set every limit so low that reaching it takes no time."""
    monkeypatch.setattr(traces, "MAX_MEMBER_BYTES", 2**20)
    monkeypatch.setattr(near_place, "_MAX_BYTES", 2**20)
    monkeypatch.setattr(polling, "_MAX_BYTES", 2**20)
    monkeypatch.setattr(releases, "_MAX_DESCRIPTION_BYTES", 2**20)
    monkeypatch.setattr(fr24, "_MAX_BYTES", 2**20)


def hostile(kind: str, bomb: bytes) -> Answer:
    return {
        "endless": ENDLESS,
        "bomb": Answer(bomb),
        "packed bomb": Answer(gzip.compress(bomb, mtime=0), headers={"Content-Encoding": "gzip"}),
        "web page": PAGE,
    }[kind]


EVERY = pytest.mark.parametrize("kind", ["endless", "bomb", "packed bomb", "web page"])


@EVERY
@pytest.mark.usefixtures("small")
def test_a_trace(
    kind: str, bomb: bytes, client: PoliteClient, log: FetchLog, site: Site, source: Source
) -> None:
    site.routes[trace_route(WHO)] = hostile(kind, bomb)
    [found] = fetch_traces(client, log, [source], WHO, [DAY]).fetched
    assert (found.outcome, found.path) == (Outcome.REFUSED, None)
    assert not list(log.workspace.rglob("trace_full*"))


@EVERY
@pytest.mark.usefixtures("small")
def test_what_shows_that_a_day_is_there(
    kind: str, bomb: bytes, client: PoliteClient, log: FetchLog, site: Site, source: Source
) -> None:
    """The trace is absent; from what came in place of the heatmaps nothing follows."""
    site.routes |= dict.fromkeys(heatmap_routes({}), hostile(kind, bomb))
    [found] = fetch_traces(client, log, [source], WHO, [DAY]).fetched
    assert found.outcome is Outcome.REFUSED
    assert "nothing can be concluded" in found.because


@pytest.mark.parametrize("kind", ["bomb", "packed bomb", "web page"])
@pytest.mark.usefixtures("small")
def test_heatmaps_that_name_candidates(
    kind: str, bomb: bytes, client: PoliteClient, log: FetchLog, site: Site, source: Source, circle: Circle
) -> None:
    site.routes |= dict.fromkeys(heatmap_routes({}), hostile(kind, bomb))
    with pytest.raises(SourceError, match="is no heatmap"):
        offer_day(client, log, source, DAY, circle())


@pytest.mark.usefixtures("small")
def test_a_heatmap_without_end(
    client: PoliteClient, log: FetchLog, site: Site, source: Source, circle: Circle
) -> None:
    site.routes |= dict.fromkeys(heatmap_routes({}), ENDLESS)
    with pytest.raises(SourceError) as refused:
        offer_day(client, log, source, DAY, circle())
    assert refused.value.reason == "too_large"


@EVERY
@pytest.mark.usefixtures("small")
def test_the_description_of_a_release(
    kind: str, bomb: bytes, client: PoliteClient, log: FetchLog, site: Site, source: Source
) -> None:
    site.routes["/releases/2025/v2025.10.26-planes-readsb-prod-0"] = hostile(kind, bomb)
    with pytest.raises(SourceError):
        offer_day(client, log, source, DAY)


@pytest.mark.parametrize("answer", [PAGE, ENDLESS], ids=["web page", "endless"])
@pytest.mark.parametrize("place", [False, True], ids=["whole", "streamed"])
def test_the_archive_itself(
    answer: Answer, place: bool, client: PoliteClient, log: FetchLog, site: Site, source: Source, circle: Circle
) -> None:  # fmt: skip
    whole = archive({WHO: trace(WHO)})
    site.routes |= release_routes(site.base, {"": Answer(whole)})
    site.routes["/download/v2025.10.26-planes-readsb-prod-0.tar"] = answer
    near = circle() if place else None
    [found] = fetch_day(client, log, offer_day(client, log, source, DAY, near))
    assert found.outcome is Outcome.REFUSED
    assert not list(log.workspace.rglob("*.tar"))


def test_a_download_without_end_stops_where_it_was_announced_to(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = ENDLESS
    with pytest.raises(SourceError) as refused:
        download(client, Wanted(f"{site.base}/x", 1000), tmp_path / "x.tar", max_bytes=10**9)
    assert refused.value.reason == "too_large"
    assert list(tmp_path.iterdir()) == []


@EVERY
@pytest.mark.usefixtures("small")
def test_polled_answers_are_no_answers(
    kind: str, bomb: bytes, client: PoliteClient, log: FetchLog, site: Site, source: Source, circle: Circle
) -> None:
    site.routes["/point"] = hostile(kind, bomb)
    polled = polled_once(client, site, log)
    assert (polled.n_answers, polled.n_refused) == (0, 1)
    assert polled.because
    for path in polled.paths:
        found = polling.on_record(log, path, site=source, url=site.base, near=circle())
        assert (found.outcome, found.because) == (
            Outcome.REFUSED, "0 answers, 0 of them with aircraft; 1 others",
        )  # fmt: skip


def polled_once(client: PoliteClient, site: Site, log: FetchLog) -> Polled:
    return poll(client, f"{site.base}/point", log.workspace / "raw", every_s=60.0, n_times=1)


@EVERY
@pytest.mark.usefixtures("small")
def test_answers_of_an_interface_with_a_key(
    kind: str, bomb: bytes, client: PoliteClient, log: FetchLog, site: Site, circle: Circle
) -> None:
    site.routes["/historic/flight-positions/full"] = hostile(kind, bomb)
    at = datetime(2025, 10, 26, 12, tzinfo=UTC)
    [found] = fr24.fetch_positions(client, log, "key", circle(), [at], api=site.base)
    assert (found.outcome, found.path) == (Outcome.REFUSED, None)


def test_a_download_is_continued_on_the_host_that_it_was_sent_to(
    client: PoliteClient, site: Site, other_site: Site, tmp_path: Path
) -> None:
    """Releases lie on another host than their description; every try begins at the first."""
    body = bytes(range(256)) * 40
    site.routes["/x"] = Answer(status=302, headers={"Location": f"{other_site.base}/y"})
    other_site.routes["/y"] = [Answer(body, etag='"v1"', cut_after=5000), Answer(body, etag='"v1"')]
    wanted = Wanted(f"{site.base}/x", len(body), hashlib.sha256(body).hexdigest())
    assert download(client, wanted, tmp_path / "x.tar", max_bytes=10**6).read_bytes() == body
    assert [headers.get("range") for _, _, headers in other_site.asked] == [None, "bytes=5000-"]
    assert len(site.asked) == 2


def test_a_host_that_it_was_sent_to_and_that_has_other_bytes_is_found_out(
    client: PoliteClient, site: Site, other_site: Site, tmp_path: Path
) -> None:
    body = bytes(range(256)) * 40
    site.routes["/x"] = Answer(status=302, headers={"Location": f"{other_site.base}/y"})
    other_site.routes["/y"] = Answer(body[::-1])
    wanted = Wanted(f"{site.base}/x", len(body), hashlib.sha256(body).hexdigest())
    with pytest.raises(SourceError) as refused:
        download(client, wanted, tmp_path / "x.tar", max_bytes=10**6)
    assert refused.value.reason == "wrong_digest"


def test_an_asset_at_a_private_address_is_not_got(
    client: PoliteClient, log: FetchLog, site: Site, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The description of a release says where its parts lie; it may say anything."""
    tag = "v2025.10.26-planes-readsb-prod-0"
    for url in ("file:///etc/passwd", "http://u:p@x.example/y"):
        asset = {"name": f"{tag}.tar", "size": 10, "browser_download_url": url}
        site.routes[f"/releases/2025/{tag}"] = Answer(json.dumps({"assets": [asset]}).encode())
        [found] = fetch_day(client, log, offer_day(client, log, source, DAY))
        assert found.outcome is Outcome.REFUSED
        assert "address" in found.because


@pytest.mark.parametrize(
    "name", ["../../x.tar", "/etc/x.tar", "a/b.tar", "x.tar\n", "..tar", "x.tar.aa/../y"]
)
def test_the_name_of_an_asset_leads_nowhere_else(
    name: str, client: PoliteClient, log: FetchLog, site: Site, source: Source
) -> None:
    body = archive({WHO: trace(WHO)})
    tag = "v2025.10.26-planes-readsb-prod-0"
    asset = {"name": name, "size": len(body), "browser_download_url": f"{site.base}/y"}
    site.routes[f"/releases/2025/{tag}"] = Answer(json.dumps({"assets": [asset]}).encode())
    site.routes["/y"] = Answer(body)
    found: list[Fetch] = fetch_day(client, log, offer_day(client, log, source, DAY))
    landed = [log.workspace / fetch.path for fetch in found if fetch.path]
    folder = log.workspace / "raw/downloads/adsblol/releases/2025-10-26"
    assert all(path.resolve().parent == folder.resolve() for path in landed)
    assert {fetch.outcome for fetch in found} <= {Outcome.EXPIRED, Outcome.HAD_POINTS}
