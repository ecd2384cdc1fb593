"""Large downloads: continued where they stopped, never mixed, checked, never over another file."""

import hashlib
from pathlib import Path

import pytest
from loopback_site import Answer, Site

from wheelsdown.downloads.landing import land_bytes
from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.resumable import Wanted, download
from wheelsdown.errors import SourceError

BODY = bytes(range(256)) * 40
SHA = hashlib.sha256(BODY).hexdigest()


def get(
    client: PoliteClient, site: Site, target: Path, *, size: int | None = len(BODY), sha256: str | None = SHA
) -> Path:
    return download(client, Wanted(f"{site.base}/x", size, sha256), target, max_bytes=10**6)


def ranges(site: Site) -> list[str | None]:
    return [headers.get("range") for _, _, headers in site.asked]


def test_a_dropped_connection_is_continued_where_it_broke(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = [Answer(BODY, etag='"v1"', cut_after=5000), Answer(BODY, etag='"v1"')]
    path = get(client, site, tmp_path / "f" / "x.tar")
    assert path.read_bytes() == BODY
    assert ranges(site) == [None, "bytes=5000-"]
    assert [p.name for p in path.parent.iterdir()] == ["x.tar"]


def test_the_next_run_goes_on_where_this_one_gave_up(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = [
        Answer(BODY, etag='"v1"', cut_after=5000),
        *[Answer(status=500)] * 6,
        Answer(BODY, etag='"v1"'),
    ]
    with pytest.raises(SourceError, match="goes on from there"):
        get(client, site, tmp_path / "x.tar")
    assert get(client, site, tmp_path / "x.tar").read_bytes() == BODY
    assert ranges(site)[-1] == "bytes=5000-"


def test_another_version_is_never_joined_to_the_first(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = [Answer(b"y" * 9000, etag='"old"', cut_after=5000), Answer(BODY, etag='"new"')]
    assert get(client, site, tmp_path / "x.tar").read_bytes() == BODY


def test_without_a_word_for_the_version_it_begins_anew(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = [Answer(BODY, cut_after=5000), Answer(BODY)]
    assert get(client, site, tmp_path / "x.tar").read_bytes() == BODY
    assert ranges(site) == [None, None]


def test_a_site_that_ignores_ranges_is_taken_from_the_start(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = [Answer(BODY, etag='"v1"', cut_after=5000), Answer(BODY, headers={"ETag": '"v1"'})]
    assert get(client, site, tmp_path / "x.tar").read_bytes() == BODY


def test_a_range_that_was_not_asked_for_is_thrown_away(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    wrong = Answer(BODY[7:], 206, {"Content-Range": f"bytes 7-{len(BODY) - 1}/{len(BODY)}", "ETag": '"v1"'})
    site.routes["/x"] = [Answer(BODY, etag='"v1"', cut_after=5000), wrong, Answer(BODY, etag='"v1"')]
    assert get(client, site, tmp_path / "x.tar").read_bytes() == BODY


def test_a_length_that_promises_too_much_ends(client: PoliteClient, site: Site, tmp_path: Path) -> None:
    site.routes["/x"] = Answer(BODY, claimed=len(BODY) + 5)
    with pytest.raises(SourceError) as refused:
        get(client, site, tmp_path / "x.tar", size=None)
    assert refused.value.reason == "unreachable"
    assert not (tmp_path / "x.tar").exists()


def test_a_length_that_promises_too_little_is_noticed(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = Answer(BODY, claimed=100)
    with pytest.raises(SourceError) as refused:
        get(client, site, tmp_path / "x.tar")
    assert (refused.value.reason, list(tmp_path.iterdir())) == ("wrong_length", [])


def test_other_bytes_than_the_published_digest_are_thrown_away(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    site.routes["/x"] = Answer(b"z" * len(BODY))
    with pytest.raises(SourceError) as refused:
        get(client, site, tmp_path / "x.tar")
    assert (refused.value.reason, list(tmp_path.iterdir())) == ("wrong_digest", [])


def test_more_than_agreed_is_refused_before_or_while_it_comes(
    client: PoliteClient, site: Site, tmp_path: Path
) -> None:
    for answer in (Answer(b"z" * 10**6 + b"z"), Answer(b"z" * 10**6 + b"z", without_length=True)):
        site.routes["/x"] = answer
        with pytest.raises(SourceError) as refused:
            get(client, site, tmp_path / "x.tar", size=None, sha256=None)
        assert refused.value.reason == "too_large"
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [403, 404])
def test_a_plain_no_is_said(client: PoliteClient, site: Site, tmp_path: Path, status: int) -> None:
    site.routes["/x"] = Answer(status=status)
    with pytest.raises(SourceError) as refused:
        get(client, site, tmp_path / "x.tar")
    assert refused.value.reason == f"http_{status}"


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    first = land_bytes(b"one", tmp_path / "x.json")
    second = land_bytes(b"two", tmp_path / "x.json")
    assert land_bytes(b"one", tmp_path / "x.json") == first
    assert land_bytes(b"two", tmp_path / "x.json") == second
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert second.name == f"{hashlib.sha256(b'two').hexdigest()[:8]}-x.json"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([first.name, second.name])
    assert first.stat().st_mode & 0o222 == 0
