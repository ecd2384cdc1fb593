"""Who may ask, and what a browser may do with the answer.

Reading only, by GET and HEAD; articles to be read may be posted (`wheelsdown.faces.web.posting`). On the
user's own machine the ``Host`` must be this machine: a site whose name was pointed here (DNS rebinding) gets
nothing. Beyond it a token is asked for, as ``Bearer`` or, for browsers, as the password of HTTP Basic with
any user name: no cookie is set, and no link holds a secret that a log, a history or a referrer could pass
on. Not done here: encryption, which is the work of a proxy or a tunnel in front.
"""

import base64
import binascii
import hmac
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wheelsdown.faces.web.posting import TAKES_POSTS, Pace, require_own_page
from wheelsdown.faces.web.problems import Problem, ProblemError, problem_of
from wheelsdown.faces.web.responses import problem_response
from wheelsdown.faces.web.settings import Settings

__all__ = ["FailedTries", "Gate", "SecurityHeaders", "content_security_policy"]

#: Longest path with its query that is read, in bytes.
LONGEST_TARGET = 4096

#: Wrong tokens an address may send within the window before it has to wait; the window in seconds.
MAX_TRIES, TRIES_WINDOW_S = 10, 60.0

#: Addresses remembered for their wrong tokens.
MAX_REMEMBERED = 10_000

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

#: A proxy in front says with these whom it speaks for.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def content_security_policy(settings: Settings) -> str:
    """Say what a page may load: nothing but what this server sends, and the user's own tiles.

    >>> from pathlib import Path
    >>> content_security_policy(Settings(Path("w")))[:43]
    "default-src 'none'; script-src 'self'; styl"
    """
    tiles = f" {settings.tiles_origin}" if settings.tiles_origin else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{tiles}",
            "font-src 'self'",
            f"connect-src 'self'{tiles}",
            "worker-src 'self' blob:",
            "child-src blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Puts on every answer what a browser must not do with it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy(settings),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "geolocation=(), camera=(), microphone=(), interest-cohort=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and put the headers on the start of the answer."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return await self._app(scope, receive, with_headers)


@dataclass
class FailedTries:
    """Counts wrong tokens by address, within a window and a bound of memory."""

    _tries: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)

    def wait_s(self, client: str, now_s: float) -> float:
        """Give the seconds an address has to wait before it may try again."""
        recent = [each for each in self._tries.get(client, ()) if now_s - each < TRIES_WINDOW_S]
        return TRIES_WINDOW_S - (now_s - recent[0]) if len(recent) >= MAX_TRIES else 0.0

    def count(self, client: str, now_s: float) -> None:
        """Remember one wrong token; the addresses unheard of for longest are forgotten."""
        recent = [each for each in self._tries.pop(client, ()) if now_s - each < TRIES_WINDOW_S]
        self._tries[client] = [*recent, now_s][-MAX_TRIES:]
        while len(self._tries) > MAX_REMEMBERED:
            self._tries.popitem(last=False)


class Gate:
    """Lets in who may ask, and what may be asked; answers the others with a problem."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._tries = FailedTries()
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve who may ask."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":  # no web socket is spoken here
            return None
        try:
            self._check(scope)
        except ProblemError as error:
            problem: Problem = problem_of(error, private=True)
            return await problem_response(problem, error.headers)(scope, receive, send)
        return await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        is_post = scope["method"] == "POST" and scope["path"] in TAKES_POSTS
        if scope["method"] not in {"GET", "HEAD"} and not is_post:
            raise ProblemError(405, "this server only reads; use GET or HEAD", headers={"Allow": "GET, HEAD"})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_TARGET:
            raise ProblemError(
                414, f"the address is longer than {LONGEST_TARGET} bytes; ask for less at once"
            )
        if self._settings.private:
            self._require_own_machine(headers)
        if self._settings.token is not None:
            self._require_token(headers, self._settings.token, _client(scope))
        if is_post:
            require_own_page(headers)
            self._pace.require(_client(scope))

    def _require_own_machine(self, headers: Headers) -> None:
        if _host_name(headers.get("host", "")) not in _LOCAL_NAMES:
            raise ProblemError(421, "this server answers to localhost and 127.0.0.1 only")
        if any(name in headers for name in _FORWARDED):
            raise ProblemError(
                403,
                "a proxy asks for somebody else, and this server serves this machine; start it with --shared",
            )

    def _require_token(self, headers: Headers, token: str, client: str) -> None:
        now_s = time.monotonic()
        if wait_s := self._tries.wait_s(client, now_s):
            retry = {"Retry-After": f"{wait_s:.0f}"}
            raise ProblemError(429, "too many wrong tokens from your address; wait a minute", headers=retry)
        given = _given_token(headers.get("authorization", ""))
        if given is not None and hmac.compare_digest(given, token.encode()):
            return
        if given is not None:
            self._tries.count(client, now_s)
        ask = {"WWW-Authenticate": 'Basic realm="wheelsdown", charset="UTF-8"'}
        raise ProblemError(
            401, "send the token as Authorization: Bearer, or as the password with any user name", headers=ask
        )


def _client(scope: Scope) -> str:
    """Give the address of who asks; neighbours in one IPv6 network are one."""
    host = str((scope.get("client") or ("", 0))[0])
    return ":".join(host.split(":")[:4]) if ":" in host else host


def _host_name(host: str) -> str:
    """Give the name in a ``Host`` header, without the port.

    >>> _host_name("LOCALHOST:8097"), _host_name("[::1]:80"), _host_name("evil.example")
    ('localhost', '[::1]', 'evil.example')
    """
    host = host.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _given_token(header: str) -> bytes | None:
    """Give the token that was shown; None where none was."""
    scheme, _, value = header.strip().partition(" ")
    match scheme.lower():
        case "bearer":
            return value.strip().encode("latin-1", "replace")
        case "basic":
            try:
                return base64.b64decode(value, validate=True).partition(b":")[2]
            except (binascii.Error, ValueError):
                return b""
        case _:
            return None
