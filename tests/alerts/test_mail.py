"""A mail server gets one message an alert; one that cannot keep it private gets nothing."""

from collections.abc import Callable
from email import message_from_string
from email.policy import default

import pytest
from alerts_built import Mailbox, make_alert

from wheelsdown.alerts.mail import MailChannel
from wheelsdown.alerts.rules import Mail, MailSecurity


def channel(box: Mailbox, **changes: object) -> MailChannel:
    words = {
        "name": "desk", "host": "127.0.0.1", "port": box.port, "sender": "watch@example.org",
        "to": ("desk@example.org", "night@example.org"), "security": MailSecurity.NONE,
    }  # fmt: skip
    return MailChannel(Mail(**words | changes), patience_s=2.0)  # type: ignore[arg-type]  # as a test says


def test_a_message_says_the_alert(mailbox_of: Callable[..., Mailbox]) -> None:
    box = mailbox_of()
    alert = make_alert(title="Хмеймим: A124", text="A124 «Ruslan» was received.")
    reply = channel(box).send(alert)
    assert (reply.ok, reply.said) == (True, "took the message")
    assert "rcpt TO:<desk@example.org>" in box.text
    assert "rcpt TO:<night@example.org>" in box.text
    start = next(i for i, line in enumerate(box.lines) if line.startswith("From:"))
    message = message_from_string("\n".join(box.lines[start:]), policy=default)
    assert message["Subject"] == "[wheelsdown] Хмеймим: A124"
    assert message["Message-ID"] == f"<{alert.id}@wheelsdown.invalid>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert alert.text in message.get_content()
    assert box.text.isascii()


def test_no_header_or_recipient_can_be_added(mailbox_of: Callable[..., Mailbox]) -> None:
    box = mailbox_of()
    hostile = "x\r\nBcc: evil@example.org\r\n\r\nbody\r\n.\r\nRCPT TO:<evil@example.org>"
    assert channel(box).send(make_alert(title=hostile, rule=hostile)).ok
    start = next(i for i, line in enumerate(box.lines) if line.startswith("From:"))
    message = message_from_string("\n".join(box.lines[start:]), policy=default)
    assert message["Bcc"] is None
    assert [line for line in box.lines if line.lower().startswith("rcpt")] == [
        "rcpt TO:<desk@example.org>",
        "rcpt TO:<night@example.org>",
    ]


def test_without_starttls_neither_password_nor_message_is_sent(
    mailbox_of: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "verysecret")
    box = mailbox_of()
    sealed = channel(box, security=MailSecurity.STARTTLS, user="watch", password_env="MAIL_PASSWORD")
    reply = sealed.send(make_alert())
    assert (reply.ok, reply.is_down) == (False, True)
    assert "no STARTTLS" in reply.said
    assert not any(line.upper().startswith(("AUTH", "MAIL", "DATA")) for line in box.lines)
    assert "verysecret" not in f"{box.text}{reply}"


@pytest.mark.parametrize(
    ("replies", "is_down", "words"),
    [
        ({"END": b"451 later"}, True, "answered 451"),
        ({"END": b"554 spam"}, False, "answered 554"),
        ({"RCPT": b"550 nobody here"}, False, "refused every recipient"),
        ({"MAIL": b"550 not you"}, False, "answered 550"),
        ({"EHLO": b"garbage \x1b[2J", "HELO": b"garbage"}, True, ""),
    ],
)
def test_what_fails_is_said(
    replies: dict[str, bytes], is_down: bool, words: str, mailbox_of: Callable[..., Mailbox]
) -> None:
    reply = channel(mailbox_of(**replies)).send(make_alert())
    assert (reply.ok, reply.is_down) == (False, is_down)
    assert words in reply.said
    assert reply.said.isprintable()


@pytest.mark.parametrize("host", ["127.0.0.1", f"{'a' * 70}.test", ".."])
def test_a_server_that_is_not_there_is_down(host: str) -> None:
    reply = channel(Mailbox(1, {}), host=host).send(make_alert())
    assert (reply.ok, reply.is_down) == (False, True)
