"""Articles from the web: what is asked, what is kept, and what is refused."""

import gzip
import hashlib
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from loopback_site import Answer, Hours, Site

from wheelsdown.articles.article import Article
from wheelsdown.downloads.checked_transport import CheckedTransport
from wheelsdown.downloads.fetch_log import FetchKind, FetchLog, Outcome
from wheelsdown.downloads.politeness import PoliteClient, Politeness
from wheelsdown.downloads.warc import response_record
from wheelsdown.downloads.web_article import POLITENESS, article_client, fetch_article, is_address
from wheelsdown.errors import ArticleError, SourceError
from wheelsdown.sources.article_files import MOST_BYTES

PAGE = (
    b"<html><head><title>T</title><meta property='article:published_time' content='2027-03-10'></head><body>"
    b"<article><h1>Planes return</h1><p>A cargo plane landed at Korvash air base on Monday, the ministry said, "
    b"and it went to Velmar.</p></article></body></html>"
)

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def fetch(client: PoliteClient, site: Site, tmp_path: Path) -> Callable[..., Article]:
    def run(path: str = "/a", **options: Any) -> Article:
        return fetch_article(client, tmp_path, site.base + path, **options)

    return run


def test_an_article_is_read_archived_and_written_down(fetch: Any, site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = Answer(PAGE, headers=HTML)
    article = fetch()
    assert article.path == f"{site.base}/a"
    assert article.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert article.told is not None
    assert (article.title, str(article.told[0])) == ("T", "2027-03-10")
    [logged] = FetchLog(tmp_path, {}).fetches()
    assert (logged.kind, logged.outcome, logged.sha256) == (
        FetchKind.ARTICLE,
        Outcome.HAD_TEXT,
        article.sha256,
    )
    assert logged.path == f"raw/articles/{article.sha256}.warc.gz"
    record = gzip.decompress((tmp_path / str(logged.path)).read_bytes())
    head, _, rest = record.partition(b"\r\n\r\n")
    answer, _, body = rest.partition(b"\r\n\r\n")
    assert body == PAGE + b"\r\n\r\n"
    assert head.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
    assert f"WARC-Target-URI: {site.base}/a".encode() in head
    assert f"WARC-Payload-Digest: sha256:{article.sha256}".encode() in head
    assert f"Content-Length: {len(rest) - 4}".encode() in head
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert (tmp_path / str(logged.path)).stat().st_mode & 0o222 == 0


def test_the_same_page_twice_is_kept_once_and_written_down_twice(
    fetch: Any, site: Site, tmp_path: Path
) -> None:
    site.routes["/a"] = Answer(PAGE, headers=HTML)
    fetch()
    fetch()
    assert len(list((tmp_path / "raw" / "articles").iterdir())) == 1
    assert len(FetchLog(tmp_path, {}).fetches()) == 2


def test_a_site_is_asked_once_by_name_and_without_packing(fetch: Any, site: Site) -> None:
    site.routes["/a"] = Answer(PAGE, headers=HTML)
    fetch()
    [(method, path, headers)] = site.asked
    assert (method, path) == ("GET", "/a")
    assert headers["user-agent"].startswith("wheelsdown/")
    assert headers["accept-encoding"] == "identity"


def test_a_page_that_was_packed_for_the_way_is_kept_unpacked(fetch: Any, site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = Answer(gzip.compress(PAGE), headers={**HTML, "Content-Encoding": "gzip"})
    article = fetch()
    assert article.sha256 == hashlib.sha256(PAGE).hexdigest()
    [kept] = (tmp_path / "raw" / "articles").iterdir()
    record = gzip.decompress(kept.read_bytes())
    assert b"x-archive-orig-content-encoding: gzip" in record
    assert b"\r\ncontent-encoding:" not in record.lower()


def test_the_charset_of_the_answer_counts(fetch: Any, site: Site) -> None:
    text = "Борт сел"
    site.routes["/a"] = Answer(text.encode("koi8-r"), headers={"Content-Type": "text/plain; charset=KOI8-R"})
    assert fetch().text == text


def test_a_redirect_is_followed_and_told(fetch: Any, site: Site) -> None:
    site.routes["/a"] = Answer(b"", 302, headers={"Location": "/b"})
    site.routes["/b"] = Answer(PAGE, headers=HTML)
    article = fetch()
    assert article.path == f"{site.base}/a"
    assert f"sent on to {site.base}/b" in article.notes


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(b"gone", 404), "answered 404"),
        (Answer(b"no", 403), "answered 403"),
        (Answer(b"\x89PNG", headers={"Content-Type": "image/png"}), "image/png and no article"),
        (Answer(b"", headers=HTML), "is empty"),
        (Answer(b"x", headers={**HTML, "Content-Encoding": "br"}), "not asked for"),
        (Answer(b"<html><script>a()</script></html>", headers=HTML), "without text"),
        (Answer(b"x" * 1000, headers=HTML, endless=True), "sends more than"),
        (Answer(gzip.compress(bytes(MOST_BYTES + 1)), headers={**HTML, "Content-Encoding": "gzip"}), "more than"),
        (Answer(b"", 302, headers={"Location": "file:///etc/passwd"}), "only http and https"),
        (Answer(b"", 302, headers={"Location": "/a"}), "from address to address"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_in_one_line(fetch: Any, site: Site, answer: Answer, said: str) -> None:
    site.routes["/a"] = answer
    with pytest.raises(ArticleError) as refused:
        fetch()
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_refusal_is_written_down_and_nothing_is_kept(fetch: Any, site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = Answer(b"gone", 404)
    with pytest.raises(ArticleError):
        fetch()
    [logged] = FetchLog(tmp_path, {}).fetches()
    assert (logged.outcome, logged.path) == (Outcome.REFUSED, None)
    assert "404" in logged.because
    assert not (tmp_path / "raw").exists()


def test_this_machine_is_never_asked_without_permission(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = Answer(PAGE, headers=HTML)
    with article_client() as careful, pytest.raises(ArticleError, match="private network") as refused:
        fetch_article(careful, tmp_path, f"{site.base}/a")
    assert site.asked == []
    assert "--allow-private" not in str(refused.value)
    assert not POLITENESS.allow_private


def test_a_slow_site_is_given_up(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = Answer(b"x" * 100, headers=HTML, endless=True)
    hours = Hours(per_look_s=15.0)
    impatient = replace(POLITENESS, allow_private=True, slowest_bytes_per_s=1e12)
    with PoliteClient(impatient, sleep=hours.sleep, ticks=hours.ticks) as client, pytest.raises(ArticleError):
        fetch_article(client, tmp_path, f"{site.base}/a")
    assert len(site.asked) == POLITENESS.n_tries


class TestCheckedTransport:
    """Where a connection really goes."""

    def requests(self, lookup: Any, *urls: str) -> list[httpx.Request]:
        sent: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(200)

        transport = CheckedTransport(lookup=lookup, inner=httpx.MockTransport(answer))
        with httpx.Client(transport=transport) as client:
            for url in urls:
                client.get(url)
        return sent

    def lookup(self, *answers: str) -> Any:
        waiting = list(answers)
        return lambda *_, **__: [(socket.AF_INET, 0, 0, "", (waiting.pop(0), 80))]

    def test_it_goes_to_the_address_that_was_checked_under_its_name(self) -> None:
        [sent] = self.requests(self.lookup("1.1.1.1", "127.0.0.1"), "https://news.example:8443/a?b")
        assert str(sent.url) == "https://1.1.1.1:8443/a?b"
        assert sent.headers["host"] == "news.example:8443"
        assert sent.extensions["sni_hostname"] == "news.example"

    def test_a_name_that_turns_private_is_refused(self) -> None:
        with pytest.raises(SourceError, match="private network"):
            self.requests(self.lookup("1.1.1.1", "10.0.0.1"), "http://a.example/", "http://a.example/")

    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest"])
    def test_addresses_of_this_machine_are_refused(self, url: str) -> None:
        with pytest.raises(SourceError, match="private network"):
            self.requests(socket.getaddrinfo, url)

    def test_the_next_address_is_tried_when_one_does_not_answer(self) -> None:
        tried: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            tried.append(request.url.host)
            if len(tried) == 1:
                raise httpx.ConnectError("no route")
            return httpx.Response(200)

        def lookup(*_: Any, **__: Any) -> Any:
            return [(socket.AF_INET, 0, 0, "", (ip, 80)) for ip in ("2606:4700::1111", "1.1.1.1")]

        transport = CheckedTransport(lookup=lookup, inner=httpx.MockTransport(answer))
        with httpx.Client(transport=transport) as client:
            assert client.get("http://a.example/").status_code == 200
        assert tried == ["2606:4700::1111", "1.1.1.1"]

    def test_a_redirect_into_the_network_is_refused(self, tmp_path: Path) -> None:
        def answer(_: httpx.Request) -> httpx.Response:
            return httpx.Response(302, headers={"location": "http://192.168.1.1/admin"})

        transport = CheckedTransport(inner=httpx.MockTransport(answer))
        client = PoliteClient(Politeness(n_tries=1), transport=transport)
        with client, pytest.raises(ArticleError, match="private network"):
            fetch_article(client, tmp_path, "http://1.1.1.1/a")


def test_headers_of_a_record_cannot_forge_others() -> None:
    record = response_record(
        "http://a.example/\r\nWARC-Type: warcinfo", 200, {"x": "y\r\nset-cookie: z"}, b"b",
        at=datetime(2027, 3, 10, tzinfo=UTC),
    )  # fmt: skip
    lines = gzip.decompress(record).split(b"\r\n")
    assert not any(line.startswith((b"set-cookie", b"WARC-Type: warcinfo")) for line in lines)


def test_what_is_an_address() -> None:
    assert is_address("HTTPS://example.com/a")
    assert not any(is_address(text) for text in ("a.txt", "ftp://example.com", "-", "http:", "httpx://a"))
