"""Which addresses may be asked: public ones by http or https, never one inside the user's own network.

A site's address may come from a user, a configuration or a redirect; one that points back into the
machine or its network could reach services that nobody meant to offer. Checked before a request (all
addresses a name has) and after the connection stands (the address it really went to), so that a name
that changes between the two gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import printable

__all__ = ["Lookup", "is_plainly_private", "is_public", "refuse_private_peer", "refuse_unsafe"]

_SCHEMES: Final = {"http": 80, "https": 443}

#: Resolves a host and port as `socket.getaddrinfo` does.
Lookup = Callable[..., Sequence[tuple[Any, ...]]]


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("1.1.1.1")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast


def is_plainly_private(url: str) -> bool:
    """Say whether an address names this machine or its network by number, or as localhost.

    No name is looked up.

    >>> is_plainly_private("http://192.168.1.5:8080/x"), is_plainly_private("https://adsb.lol/")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return not is_public(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def refuse_unsafe(url: str, *, allow_private: bool, lookup: Lookup = socket.getaddrinfo) -> None:
    """Refuse an address that is not http or https, carries a password, or lies in a private network.

    Raises
    ------
    SourceError
        ``unsafe_address``, or ``unreachable`` where the name has no address.
    """
    shown = printable(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _unsafe(shown, "is no valid address") from None
    if parts.scheme not in _SCHEMES or not host:
        raise _unsafe(shown, "only http and https addresses are asked")
    if parts.username or parts.password:
        raise _unsafe(shown, "an address that carries a name or password is never asked")
    if allow_private:
        return
    try:
        found = lookup(host, port or _SCHEMES[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(
            f"{shown}: the name {printable(host)} has no address; check it and the network",
            where=shown,
            reason="unreachable",
        ) from None
    if not all(is_public(entry[4][0]) for entry in found):
        raise _private(shown)


def refuse_private_peer(address: str, url: str) -> None:
    """Refuse a connection that ended at a private address after all.

    Raises
    ------
    SourceError
        ``unsafe_address``.
    """
    if not is_public(address):
        raise _private(printable(url))


def _private(shown: str) -> SourceError:
    return _unsafe(
        shown, "lies in a private network or on this machine; --allow-private asks a mirror of your own"
    )


def _unsafe(shown: str, what: str) -> SourceError:
    return SourceError(f"{shown}: {what}", where=shown, reason="unsafe_address")
