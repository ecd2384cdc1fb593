"""Who gets in, by which way, and what a browser may do with the answer."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.web.security import MAX_TRIES, TRIES_WINDOW_S, FailedTries, _given_token, _host_name
from wheelsdown.faces.web.settings import Settings, is_loopback

TOKEN = "an-invented-token-of-some-length"
STATUS = "/api/v1/status"


def shared(workspace: Path, **more: object) -> Settings:
    return Settings(workspace, token=TOKEN, private=False, **more)  # type: ignore[arg-type]


def basic(password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"anyone:{password}".encode()).decode()}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading(client: TestClient, method: str) -> None:
    answer = client.request(method, STATUS)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", [STATUS, "/nowhere", "/api/v1/visits", "/data/aircraft.json"])
def test_every_answer_says_what_a_browser_must_not_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


def test_tiles_of_the_user_may_be_loaded_and_nothing_else(
    workspace: Path, client_of: Callable[..., TestClient]
) -> None:
    asked = client_of(Settings(workspace, tiles_url="https://tiles.example:8443/{z}/{x}/{y}.png"))
    for path in (STATUS, "/", "/places/KRNM", "/static/site.css"):
        policy = asked.get(path).headers["content-security-policy"]
        allowed = dict(each.split(" ", 1) for each in policy.split("; "))
        assert allowed["img-src"] == "'self' data: blob: https://tiles.example:8443"
        assert allowed["connect-src"] == "'self' https://tiles.example:8443"
        theirs = [word for words in allowed.values() for word in words.split() if ":" in word]
        assert set(theirs) == {"data:", "blob:", "https://tiles.example:8443"}
    for path in ("/", "/places/KRNM", "/playback"):
        assert 'data-tiles="https://tiles.example:8443/{z}/{x}/{y}.png"' in asked.get(path).text


def test_without_tiles_of_the_user_no_other_host_is_named(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert not re.search(r"https?:", policy)
    assert 'data-tiles=""' in client.get("/").text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8097", "127.0.0.1.evil.example", "192.0.2.1", ""]
)
def test_a_name_that_was_pointed_here_gets_nothing(client: TestClient, host: str) -> None:
    assert client.get(STATUS, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8097", "127.0.0.1:1", "[::1]:8097"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get(STATUS, headers={"host": host}).status_code == 200


def test_a_proxy_is_told_to_be_asked_for(client: TestClient) -> None:
    answer = client.get(STATUS, headers={"x-forwarded-for": "192.0.2.1"})
    assert answer.status_code == 403
    assert "--shared" in answer.json()["detail"]


def test_beyond_this_machine_a_token_is_needed(workspace: Path, client_of: Callable[..., TestClient]) -> None:
    asked = client_of(shared(workspace))
    refused = asked.get(STATUS)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic ")
    assert asked.get(STATUS, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert asked.get(STATUS, headers=basic(TOKEN)).status_code == 200
    assert asked.get(STATUS, headers={**basic(TOKEN), "host": "base.example"}).status_code == 200
    for wrong in (f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Basic ???", "Digest x", "Bearer \xff"):
        answer = asked.get(STATUS, headers={"Authorization": wrong.encode("latin-1")})
        assert answer.status_code == 401
        assert TOKEN not in answer.text


def test_guessing_is_slowed_down(workspace: Path, client_of: Callable[..., TestClient]) -> None:
    asked = client_of(shared(workspace))
    for _ in range(MAX_TRIES):
        assert asked.get(STATUS, headers=basic("wrong")).status_code == 401
    answer = asked.get(STATUS, headers=basic(TOKEN))
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_tries_are_forgotten_in_time_and_memory() -> None:
    tries = FailedTries()
    for number in range(MAX_TRIES):
        tries.count("here", number * 0.1)
    assert tries.wait_s("here", 1.0) > 0
    assert tries.wait_s("elsewhere", 1.0) == 0
    assert tries.wait_s("here", TRIES_WINDOW_S + 2) == 0
    for number in range(20_000):
        tries.count(str(number), 1.0)
    assert len(tries._tries) <= 10_000


@given(st.text())
def test_any_header_is_read_without_an_error(text: str) -> None:
    header = text.encode("latin-1", "replace").decode("latin-1")
    _given_token(header)
    _given_token(f"Basic {header}")
    _host_name(header)


def test_a_long_address_is_refused(client: TestClient) -> None:
    assert client.get(f"{STATUS}?{'a' * 5000}").status_code == 414


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"host": "0.0.0.0"}, "not private"),
        ({"host": "0.0.0.0", "private": False}, "--token-file"),
        ({"private": False}, "--token-file"),
        ({"token": "short"}, "16"),
        ({"token": "with a line\nbreak in the middle"}, "printable"),
        ({"tiles_url": "javascript:alert(1)"}, "https://"),
        ({"tiles_url": "https://user:secret@tiles.example/{z}"}, "no name and password"),
        ({"tiles_url": "https://tiles.example;script-src *"}, "a name or a number"),
        ({"tiles_url": "https:///{z}/{x}/{y}.png"}, "a name or a number"),
    ],
)
def test_unsafe_settings_are_refused(workspace: Path, words: dict[str, object], said: str) -> None:
    with pytest.raises(WheelsdownError, match=said):
        Settings(workspace, **words)  # type: ignore[arg-type]


def test_the_token_is_not_shown_with_the_settings(workspace: Path) -> None:
    assert TOKEN not in repr(shared(workspace))


def test_what_counts_as_this_machine() -> None:
    assert [is_loopback(each) for each in ("127.8.0.1", "::1", "::", "192.168.0.2", "localhost.evil.example")] == [
        True, True, False, False, False,
    ]  # fmt: skip
