"""Mail over STARTTLS: password and message go only through a way that is sealed, to a server that is trusted."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from alerts_built import Mailbox, converse, make_alert

from wheelsdown.alerts.channels import Reply
from wheelsdown.alerts.mail import MailChannel
from wheelsdown.alerts.rules import Mail, MailSecurity

CERTIFICATE = Path(__file__).parent / "mail_server.pem"


@pytest.fixture
def sealed() -> Iterator[tuple[Mailbox, list[str]]]:
    """A mail server that offers STARTTLS: what it heard sealed, and what it heard in the open."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    listening = socket.create_server(("127.0.0.1", 0))
    box, opened = (
        Mailbox(listening.getsockname()[1], {"EHLO": b"250-mail.test\r\n250 AUTH PLAIN", "AUTH": b"235 ok"}),
        list[str](),
    )

    def talk(connection: socket.socket) -> None:
        with connection, connection.makefile("rwb") as file:
            file.write(b"220 mail.test\r\n")
            file.flush()
            while line := file.readline().decode().strip():
                opened.append(line)
                offers = line.upper().startswith("EHLO")
                file.write(b"250-mail.test\r\n250 STARTTLS\r\n" if offers else b"220 go ahead\r\n")
                file.flush()
                if line.upper() == "STARTTLS":
                    break
            with context.wrap_socket(connection, server_side=True) as inner, inner.makefile("rwb") as told:
                converse(box, told, greets=False)

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with suppress(OSError):  # whoever does not trust it goes away in the handshake
                talk(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield box, opened
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)


def send(box: Mailbox, monkeypatch: pytest.MonkeyPatch, host: str = "127.0.0.1") -> Reply:
    monkeypatch.setenv("MAIL_PASSWORD", "verysecret")
    rules = Mail(
        name="desk", host=host, port=box.port, sender="watch@example.org", to=("desk@example.org",),
        security=MailSecurity.STARTTLS, user="watch", password_env="MAIL_PASSWORD",
    )  # fmt: skip
    return MailChannel(rules, patience_s=5.0).send(make_alert(text="An A124 was received."))


def test_to_a_trusted_server_all_goes_sealed(
    sealed: tuple[Mailbox, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, opened = sealed
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    reply = send(box, monkeypatch)
    assert (reply.ok, reply.said) == (True, "took the message")
    assert [line.split()[0].upper() for line in opened] == ["EHLO", "STARTTLS"]
    verbs = [line.split()[0].upper() for line in box.lines if line]
    assert verbs.index("AUTH") < verbs.index("MAIL") < verbs.index("DATA")
    assert "An A124 was received." in box.text


def test_a_server_that_takes_no_password_is_said_to_take_none(
    sealed: tuple[Mailbox, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, _ = sealed
    del box.replies["EHLO"]
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    reply = send(box, monkeypatch)
    assert (reply.ok, reply.said) == (False, "takes no password; nothing was sent to it")
    assert not any(line.upper().startswith(("AUTH", "MAIL")) for line in box.lines)


def test_to_a_server_that_nobody_vouches_for_nothing_goes(
    sealed: tuple[Mailbox, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, opened = sealed
    reply = send(box, monkeypatch)
    assert (reply.ok, reply.is_down) == (False, True)
    assert "is not trusted" in reply.said
    assert box.lines == []
    assert "verysecret" not in f"{opened}{reply}"


def test_to_a_server_of_another_name_nothing_goes(
    sealed: tuple[Mailbox, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, _ = sealed
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    reply = send(box, monkeypatch, host="localhost")  # the certificate names 127.0.0.1 and mail.test alone
    assert (reply.ok, "is not trusted" in reply.said) == (False, True)
    assert box.lines == []
