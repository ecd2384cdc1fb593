"""Which addresses are asked, by what their names resolve to."""

import socket
from typing import Any

import pytest

from wheelsdown.downloads.safe_addresses import refuse_private_peer, refuse_unsafe
from wheelsdown.errors import SourceError


def lookup(*addresses: str) -> Any:
    return lambda *_, **__: [(socket.AF_INET, 0, 0, "", (address, 80)) for address in addresses]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "100.64.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_private_addresses_are_refused_unless_allowed(address: str) -> None:
    with pytest.raises(SourceError, match="--allow-private"):
        refuse_unsafe("https://x.example/", allow_private=False, lookup=lookup("1.1.1.1", address))
    with pytest.raises(SourceError):
        refuse_private_peer(address, "https://x.example/")
    refuse_unsafe("https://x.example/", allow_private=True, lookup=lookup(address))


def test_public_addresses_are_asked() -> None:
    refuse_unsafe("https://x.example/a", allow_private=False, lookup=lookup("1.1.1.1", "2606:4700::1111"))
    refuse_private_peer("1.1.1.1", "https://x.example/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://x.example/",
        "x.example/y",
        "http://",
        "http://a:b@x.example/",
        "http://x:99999/",
    ],
)
def test_what_is_no_plain_web_address_is_refused_even_where_private_ones_are_allowed(url: str) -> None:
    with pytest.raises(SourceError) as refused:
        refuse_unsafe(url, allow_private=True)
    assert refused.value.reason == "unsafe_address"


def test_a_name_without_an_address_is_unreachable() -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(SourceError) as refused:
        refuse_unsafe("https://nowhere.example/", allow_private=False, lookup=fails)
    assert refused.value.reason == "unreachable"


def test_nothing_in_an_address_can_act_on_a_terminal() -> None:
    with pytest.raises(SourceError) as refused:
        refuse_unsafe("gopher://x\x1b[2Jy/", allow_private=False)
    assert "\x1b" not in str(refused.value)
