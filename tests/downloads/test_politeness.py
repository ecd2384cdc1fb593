"""How sites are asked: pauses, tries, waits, redirects, limits, and bodies as they are on the wire."""

import email.utils
import gzip
from datetime import timedelta

import pytest
from loopback_site import Answer, Hours, Site

from wheelsdown import __version__
from wheelsdown.clock import now
from wheelsdown.downloads import politeness
from wheelsdown.downloads.politeness import PoliteClient, Politeness
from wheelsdown.downloads.safe_addresses import refuse_unsafe
from wheelsdown.errors import SourceError


def test_it_says_who_asks(client: PoliteClient, site: Site) -> None:
    client.get(f"{site.base}/x", max_bytes=10)
    [(_, _, headers)] = site.asked
    assert headers["user-agent"] == f"wheelsdown/{__version__}"


def test_a_pause_lies_between_two_requests_to_one_host(
    client: PoliteClient, site: Site, hours: Hours
) -> None:
    for _ in range(3):
        client.get(f"{site.base}/x", max_bytes=10)
    assert hours.slept == [1.0, 1.0]


def test_trouble_that_passes_is_tried_again_with_doubling_waits(
    client: PoliteClient, site: Site, hours: Hours
) -> None:
    site.routes["/x"] = [Answer(status=503), Answer(status=500), Answer(status=502), Answer(b"ok")]
    assert client.get(f"{site.base}/x", max_bytes=10).body == b"ok"
    assert hours.slept == [2.0, 4.0, 8.0]


def test_too_many_requests_waits_as_long_as_it_is_told(
    client: PoliteClient, site: Site, hours: Hours
) -> None:
    later = email.utils.format_datetime(now() + timedelta(seconds=60), usegmt=False)
    site.routes["/x"] = [
        Answer(status=429, headers={"Retry-After": "17"}),
        Answer(status=429, headers={"Retry-After": later}),
        Answer(status=429, headers={"Retry-After": "soon"}),
        Answer(b"ok"),
    ]
    assert client.get(f"{site.base}/x", max_bytes=10).status == 200
    assert hours.slept[0] == 17.0
    assert 50 < hours.slept[1] <= 60
    assert hours.slept[2] == 8.0


def test_a_site_that_asks_for_hours_is_left_alone(client: PoliteClient, site: Site, hours: Hours) -> None:
    site.routes["/x"] = Answer(status=429, headers={"Retry-After": "7200"})
    with pytest.raises(SourceError, match="asks to wait 7200 s") as refused:
        client.get(f"{site.base}/x", max_bytes=10)
    assert (refused.value.reason, len(site.asked), hours.slept) == ("asked_to_wait", 1, [])


def test_a_site_that_never_recovers_is_given_up(client: PoliteClient, site: Site) -> None:
    site.routes["/x"] = Answer(status=500)
    with pytest.raises(SourceError, match="no answer after 6 tries") as refused:
        client.get(f"{site.base}/x", max_bytes=10)
    assert (refused.value.reason, len(site.asked)) == ("unreachable", 6)


def test_nobody_listening_is_unreachable(client: PoliteClient) -> None:
    with pytest.raises(SourceError) as refused:
        client.get("http://127.0.0.1:9/x", max_bytes=10)
    assert refused.value.reason == "unreachable"


def test_a_connection_dropped_inside_the_body_is_tried_again(client: PoliteClient, site: Site) -> None:
    site.routes["/x"] = [
        Answer(b"0123456789", cut_after=4),
        Answer(b"01234", claimed=10),
        Answer(b"0123456789"),
    ]
    assert client.get(f"{site.base}/x", max_bytes=100).body == b"0123456789"
    assert len(site.asked) == 3


@pytest.mark.parametrize("status", [403, 404, 410, 451])
def test_a_plain_no_is_an_answer(client: PoliteClient, site: Site, status: int) -> None:
    site.routes["/x"] = Answer(b"no", status)
    assert client.get(f"{site.base}/x", max_bytes=10).status == status
    assert len(site.asked) == 1


def test_redirects_are_followed_a_few_times(client: PoliteClient, site: Site) -> None:
    site.routes |= {
        "/a": Answer(status=302, headers={"Location": "/b"}),
        "/b": Answer(status=307, headers={"Location": f"{site.base}/c"}),
        "/c": Answer(b"here"),
    }
    reply = client.get(f"{site.base}/a", max_bytes=10)
    assert (reply.body, reply.url) == (b"here", f"{site.base}/c")


def test_a_circle_of_redirects_ends(client: PoliteClient, site: Site) -> None:
    site.routes["/a"] = Answer(status=301, headers={"Location": "/a"})
    with pytest.raises(SourceError) as refused:
        client.get(f"{site.base}/a", max_bytes=10)
    assert (refused.value.reason, len(site.asked)) == ("redirects", 6)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example/y", "http://u:p@x.example/"])
def test_a_redirect_to_another_scheme_is_refused(client: PoliteClient, site: Site, target: str) -> None:
    site.routes["/a"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(SourceError) as refused:
        client.get(f"{site.base}/a", max_bytes=10)
    assert refused.value.reason == "unsafe_address"


@pytest.fixture
def strict(site: Site, hours: Hours, monkeypatch: pytest.MonkeyPatch) -> PoliteClient:
    """A client to which the site here counts as public, and nothing else that is private does."""

    def check(url: str, *, allow_private: bool) -> None:
        if not url.startswith(site.base):
            refuse_unsafe(url, allow_private=allow_private)

    monkeypatch.setattr(politeness, "refuse_unsafe", check)
    return PoliteClient(Politeness(), sleep=hours.sleep, ticks=hours.ticks)


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::1]:80/"])
def test_a_redirect_into_a_private_network_is_refused(
    strict: PoliteClient, site: Site, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(politeness, "refuse_private_peer", lambda *_: None)
    site.routes["/a"] = Answer(status=302, headers={"Location": target})
    with strict, pytest.raises(SourceError) as refused:
        strict.get(f"{site.base}/a", max_bytes=10)
    assert refused.value.reason == "unsafe_address"


def test_a_name_that_changes_to_a_private_address_is_caught_at_the_connection(
    strict: PoliteClient, site: Site
) -> None:
    site.routes["/a"] = Answer(b"secret")
    with strict, pytest.raises(SourceError) as refused:
        strict.get(f"{site.base}/a", max_bytes=10)
    assert refused.value.reason == "unsafe_address"


def test_a_key_is_never_sent_on_to_another_host(client: PoliteClient, site: Site, other_site: Site) -> None:
    site.routes["/a"] = Answer(status=302, headers={"Location": "/b"})
    site.routes["/b"] = Answer(status=302, headers={"Location": f"{other_site.base}/c"})
    client.get(f"{site.base}/a", max_bytes=10, headers={"Authorization": "Bearer k"})
    assert [headers.get("authorization") for _, _, headers in site.asked] == ["Bearer k", "Bearer k"]
    [(_, _, headers)] = other_site.asked
    assert "authorization" not in headers


def test_more_than_agreed_is_refused_or_left_unread(client: PoliteClient, site: Site) -> None:
    site.routes["/x"] = Answer(b"x" * 1000)
    with pytest.raises(SourceError) as refused:
        client.get(f"{site.base}/x", max_bytes=999)
    assert refused.value.reason == "too_large"
    assert client.get(f"{site.base}/x", max_bytes=10, cut=True).body == b"x" * 10


def test_a_slow_drip_is_given_up_like_a_dropped_connection(site: Site) -> None:
    hours = Hours(per_look_s=50.0)
    site.routes["/x"] = Answer(b"x" * 200_000)
    slow = Politeness(allow_private=True, slowest_bytes_per_s=1e6, n_tries=2)
    with (
        PoliteClient(slow, sleep=hours.sleep, ticks=hours.ticks) as client,
        pytest.raises(SourceError) as refused,
    ):
        client.get(f"{site.base}/x", max_bytes=10**6)
    assert "bytes in" in str(refused.value)
    assert len(site.asked) == 2


PLAIN = b'{"icao": "4b1803"}'
STORED = gzip.compress(PLAIN, mtime=0)


@pytest.mark.parametrize(
    ("body", "encoding", "stored"),
    [
        (STORED, None, STORED),  # gzip served as identity
        (STORED, "gzip", STORED),  # what is stored packed, said to be packed
        (gzip.compress(STORED, mtime=0), "gzip", STORED),  # packed once more for the way
        (PLAIN, None, PLAIN),
        (PLAIN, "gzip", PLAIN),  # said to be packed, and is not
    ],
    ids=["identity", "as-stored", "packed-twice", "plain", "falsely-packed"],
)
def test_a_body_is_kept_as_the_site_holds_it(
    client: PoliteClient, site: Site, body: bytes, encoding: str | None, stored: bytes
) -> None:
    site.routes["/x"] = Answer(body, headers={"Content-Encoding": encoding} if encoding else {})
    reply = client.get(f"{site.base}/x", max_bytes=1000)
    assert (reply.as_stored(), reply.unpacked()) == (stored, PLAIN)


def test_an_encoding_nobody_asked_for_is_refused(client: PoliteClient, site: Site) -> None:
    site.routes["/x"] = Answer(b"?", headers={"Content-Encoding": "br"})
    with pytest.raises(SourceError, match="not asked for"):
        client.get(f"{site.base}/x", max_bytes=10).as_stored()
