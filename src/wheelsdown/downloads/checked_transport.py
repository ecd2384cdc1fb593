"""Connect to the very address that was checked, so that a name cannot change between the two.

`refuse_unsafe` looks a name up and refuses private addresses; a connection by name looks it up again, and a
hostile name server may answer otherwise then. Here the connection goes to an address of the first answer,
while the request and the certificate still go by the name. Every redirect is a request of its own and is
checked anew. No connection is kept: one that was made for one name never serves another.
"""

import socket
from collections.abc import Sequence
from typing import Any, Final

import httpx

from wheelsdown.downloads.safe_addresses import Lookup, refuse_unsafe

__all__ = ["CheckedTransport"]

#: Addresses of one name that are tried one after the other.
_MOST_ADDRESSES: Final = 4


class CheckedTransport(httpx.BaseTransport):
    """Sends requests to public addresses only.

    Parameters
    ----------
    allow_private
        Whether addresses on this machine and in its network may be asked: a permission for tests.
    lookup
        Looks a name up as `socket.getaddrinfo` does.
    inner
        What sends the request in the end.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        lookup: Lookup = socket.getaddrinfo,
        inner: httpx.BaseTransport | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._lookup = lookup
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = inner or httpx.HTTPTransport(trust_env=False, limits=limits)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request.

        Raises
        ------
        SourceError
            ``unsafe_address`` or ``unreachable``.
        """
        if self._allow_private:
            return self._inner.handle_request(request)
        addresses = self._checked(str(request.url))
        for address in addresses[:-1]:
            try:
                return self._inner.handle_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._inner.handle_request(_pinned(request, addresses[-1]))

    def close(self) -> None:
        """Close what sends the requests."""
        self._inner.close()

    def _checked(self, url: str) -> list[str]:
        found: list[str] = []

        def recorded(*args: Any, **options: Any) -> Sequence[tuple[Any, ...]]:
            entries = self._lookup(*args, **options)
            found.extend(entry[4][0] for entry in entries)
            return entries

        refuse_unsafe(url, allow_private=False, lookup=recorded)
        return list(dict.fromkeys(found))[:_MOST_ADDRESSES]


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Give the request as sent to an address; its Host header and the certificate's name stay the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
