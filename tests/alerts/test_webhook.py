"""A webhook gets what it takes; one that fails, hangs or sends elsewhere is said so and gets nothing more."""

import json
from collections.abc import Callable
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from alerts_built import Hook, make_alert
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.alerts.rules import Webhook, WebhookFormat
from wheelsdown.alerts.webhook import WebhookChannel, header_text
from wheelsdown.errors import WheelsdownError

HOSTILE = "EVIL\r\nX-Injected: 1\x1b[2J\u202e"
SITE = "http://127.0.0.1:8097"


def channel(hook: Hook, **changes: object) -> WebhookChannel:
    return WebhookChannel(Webhook(name="phone", url=hook.url, **changes), SITE, deadline_s=1.0)  # type: ignore[arg-type]  # as a test says


def test_ntfy_gets_title_tags_link_and_text(hook_of: Callable[..., Hook]) -> None:
    hook = hook_of()
    reply = channel(hook).send(make_alert(title="Хмеймим: A124", simulated=True))
    assert (reply.ok, reply.said) == (True, "answered 200")
    [(headers, body)] = hook.posts
    assert str(make_header(decode_header(headers["Title"]))) == "Хмеймим: A124"
    assert headers["Tags"] == "seen,simulated"
    assert headers["Click"] == f"{SITE}/aircraft/a1b2c3"
    assert body.decode() == "S2T N4321Q was received."


def test_json_holds_the_whole_alert(hook_of: Callable[..., Hook]) -> None:
    hook = hook_of()
    alert = make_alert()
    assert channel(hook, format=WebhookFormat.JSON).send(alert).ok
    [(headers, body)] = hook.posts
    said = json.loads(body)
    assert said["schema"] == "wheelsdown/alert/1"
    assert (said["id"], said["text"], said["simulated"]) == (alert.id, alert.text, False)
    assert headers["Idempotency-Key"] == alert.id


def test_no_header_can_be_added(hook_of: Callable[..., Hook]) -> None:
    hook = hook_of()
    assert channel(hook).send(make_alert(title=HOSTILE, place=HOSTILE, airframe=HOSTILE)).ok
    [(headers, _)] = hook.posts
    assert "X-Injected" not in headers
    assert headers["Title"] == "EVIL  X-Injected: 1"
    assert headers["Click"] == f"{SITE}/"


@given(st.text())
def test_whatever_a_title_is_a_header_holds_it(text: str) -> None:
    said = header_text(text)
    assert said.isascii()
    assert said.isprintable()


def test_a_long_text_is_cut_between_characters(hook_of: Callable[..., Hook]) -> None:
    hook = hook_of()
    assert channel(hook).send(make_alert(text="Ж" * 5000)).ok
    [(_, body)] = hook.posts
    assert len(body) <= 3800
    assert set(body.decode()) == {"Ж"}


@pytest.mark.parametrize(
    ("status", "is_down", "words"),
    [
        (500, True, "answered 500"),
        (503, True, "answered 503"),
        (429, True, "answered 429"),
        (404, False, "answered 404"),
        (0, True, "did not answer within 1 s"),
        (307, True, "a redirect, which is not followed"),
        (302, True, "a redirect, which is not followed"),
    ],
)
def test_what_fails_is_said(status: int, is_down: bool, words: str, hook_of: Callable[..., Hook]) -> None:
    hook = hook_of(status)
    reply = channel(hook).send(make_alert())
    assert (reply.ok, reply.is_down) == (False, is_down)
    assert words in reply.said
    assert len(hook.posts) == 1


def test_a_server_that_is_not_there_is_down(hook_of: Callable[..., Hook]) -> None:
    gone = Hook("http://127.0.0.1:1/topic", [200])
    reply = channel(gone).send(make_alert())
    assert (reply.ok, reply.is_down) == (False, True)


def test_the_token_goes_along_and_is_never_shown(
    hook_of: Callable[..., Hook], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PUSH_TOKEN", " tk_verysecret\n")
    path = tmp_path / "token"
    path.write_text("tk_verysecret\n")
    hook = hook_of(200, 401)
    by_env, by_file = channel(hook, token_env="PUSH_TOKEN"), channel(hook, token_file=str(path))
    replies = [by_env.send(make_alert()), by_file.send(make_alert())]
    assert [headers["Authorization"] for headers, _ in hook.posts] == ["Bearer tk_verysecret"] * 2
    assert "verysecret" not in f"{replies}{by_env!r}{by_file!r}"


@pytest.mark.parametrize("value", ["", "  \n", "line\nline", "тайна", "a\x00b"])
def test_a_secret_that_is_none_is_refused_and_not_shown(
    value: str, hook_of: Callable[..., Hook], tmp_path: Path
) -> None:
    path = tmp_path / "token"
    path.write_text(value)
    with pytest.raises(WheelsdownError, match=r"channel 'phone': the file .* holds no secret") as found:
        channel(hook_of(), token_file=str(path))
    assert not value.strip() or value not in str(found.value)


def test_a_secret_that_is_not_there_is_refused(hook_of: Callable[..., Hook], tmp_path: Path) -> None:
    with pytest.raises(WheelsdownError, match="environment variable NO_SUCH_TOKEN holds no secret"):
        channel(hook_of(), token_env="NO_SUCH_TOKEN")
    with pytest.raises(WheelsdownError, match="cannot be read"):
        channel(hook_of(), token_file=str(tmp_path / "none"))
