"""What may be sent to a server that only reads: articles to be read, from its own pages or from programs.

A browser says whose page sends a form (``Sec-Fetch-Site``, else ``Origin``); that of another site is refused,
so no page elsewhere can make a reader's browser ask. No cookie exists that could be abused. What is sent is
small, comes within a time, and only so often from one address.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import anyio
from starlette.requests import Request

from wheelsdown.faces.web.problems import ProblemError

__all__ = ["MOST_BODY", "MOST_TEXT", "TAKES_POSTS", "Pace", "body_of", "require_own_page"]

#: All that can be posted to; everything else is read only.
TAKES_POSTS: Final = frozenset({"/story", "/story.json", "/api/v1/claims", "/api/v1/check"})

#: Bytes of all articles that are sent at once; a long magazine article has a twentieth of it.
MOST_TEXT: Final = 2 * 2**20

#: Bytes of what is sent with them and around them: JSON writes a letter beyond ASCII with up to six.
MOST_BODY: Final = 3 * MOST_TEXT

#: Seconds within which all of it must have come.
PATIENCE_S: Final = 30.0

#: What one address may send at once, and a second afterwards; who corrects claims sends less.
MOST_AT_ONCE, PER_SECOND = 40.0, 1.0

#: Addresses remembered for what they sent.
_MOST_REMEMBERED: Final = 10_000


def require_own_page(headers: Mapping[str, str]) -> None:
    """Refuse what a page of another site sends.

    Raises
    ------
    ProblemError
        A browser says that the page which sends this is not ours, or does not say whose it is.

    >>> require_own_page({"sec-fetch-site": "same-origin"}), require_own_page({"host": "a", "origin": "http://a"})
    (None, None)
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        own = site in {"same-origin", "none"}
    else:
        origin = headers.get("origin")
        own = origin is None or urlsplit(origin).netloc == headers.get("host", "")
    if not own:
        raise ProblemError(
            403, "another site's page sends this; open /story here and paste the article there"
        )


@dataclass
class Pace:
    """Lets each address send only so often, within a bound of memory."""

    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def require(self, client: str, now_s: float | None = None) -> None:
        """Count one that is sent.

        Raises
        ------
        ProblemError
            Too many came from there.
        """
        now_s = time.monotonic() if now_s is None else now_s
        left, at_s = self._left.pop(client, (MOST_AT_ONCE, now_s))
        left = min(MOST_AT_ONCE, left + (now_s - at_s) * PER_SECOND)
        self._left[client] = (max(left - 1, 0.0), now_s)
        while len(self._left) > _MOST_REMEMBERED:
            self._left.popitem(last=False)
        if left < 1:
            retry = {"Retry-After": "5"}
            raise ProblemError(429, "too much was sent from your address; wait some seconds", headers=retry)


async def body_of(request: Request) -> bytes:
    """Give what was sent.

    Raises
    ------
    ProblemError
        It is too large, or came too slowly.
    """
    too_large = ProblemError(
        413, f"send at most {MOST_TEXT >> 20} MB of articles at once; wheelsdown check reads larger files"
    )
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > MOST_BODY:
        raise too_large
    found = bytearray()
    try:
        with anyio.fail_after(PATIENCE_S):
            async for piece in request.stream():
                found += piece
                if len(found) > MOST_BODY:
                    raise too_large
    except TimeoutError:
        raise ProblemError(
            408, f"it did not all come within {PATIENCE_S:.0f} seconds; send it again"
        ) from None
    return bytes(found)
