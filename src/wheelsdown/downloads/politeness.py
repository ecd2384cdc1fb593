"""How a site is asked: slowly, by name, again only after a pause, and never for more than was agreed.

One `PoliteClient` serves all downloads. Between two requests to one host lies a pause. A request that
fails for a while (429, 5xx, a dropped connection) is tried again after a wait that doubles, with chance
mixed in so that many clients do not come back together; where the site says how long (``Retry-After``,
RFC 9110 section 10.2.3) that counts. Redirects are followed a few times, each address checked anew, and
a key is never sent on to another host. Bodies are taken as they are on the wire, with a limit, and a
site that drips bytes more slowly than `Politeness.slowest_bytes_per_s` is given up like a dropped one.

Not done here, on purpose: proxies, ``.netrc`` and other settings of the environment are not used.
"""

import email.utils
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol, Self

import httpx

from wheelsdown import __version__, clock
from wheelsdown.downloads.safe_addresses import refuse_private_peer, refuse_unsafe
from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import gunzip, is_gzip, printable

__all__ = ["Again", "PoliteClient", "Politeness", "Reply", "Report", "given_up", "silent"]


class Report(Protocol):
    """Is told how far something is, of how much (None: not known); bytes or, as a rule, answers."""

    def __call__(self, what: str, done: int, total: int | None, *, in_bytes: bool = False) -> None:
        """Take note of it."""


#: "Too early", "too many requests" and a server's own troubles pass (RFC 9110, section 15).
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

#: Encodings of a body that are understood; anything else was not asked for.
_ENCODINGS: Final = frozenset({"", "identity", "gzip", "x-gzip"})

#: Largest answer of an interface that is read as text.
_MAX_TEXT_BYTES: Final = 64 * 2**20


def silent(what: str, done: int, total: int | None, *, in_bytes: bool = False) -> None:
    """Report to nobody."""
    del what, done, total, in_bytes


@dataclass(frozen=True)
class Politeness:
    """How slowly, how often and how long a site is asked; seconds and bytes."""

    #: Between two requests to one host: a person clicking is faster.
    pause_s: float = 1.0
    #: Tries in a row without a byte gained before a request is given up.
    n_tries: int = 6
    first_wait_s: float = 2.0
    #: A site that asks for a longer wait is left alone; the next run asks again.
    longest_wait_s: float = 300.0
    connect_s: float = 15.0
    read_s: float = 60.0
    #: Slower than a telephone modem over `drip_after_s` is no transfer.
    slowest_bytes_per_s: float = 1000.0
    drip_after_s: float = 120.0
    n_redirects: int = 5
    #: Whether addresses on this machine or in its network may be asked (mirrors, tests).
    allow_private: bool = False


@dataclass(frozen=True)
class Reply:
    """One answer: its final address, status, headers (lower-case names) and the bytes on the wire."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def as_stored(self) -> bytes:
        """Give the bytes as the site holds them, not packed a second time for the way.

        Raises
        ------
        SourceError
            The body is packed in a way nobody asked for, or damaged.
        """
        encoding = self.headers.get("content-encoding", "").strip().lower()
        where = printable(self.url)
        if encoding not in _ENCODINGS:
            raise SourceError(
                f"{where}: answered in the encoding {printable(encoding, 40)}, which was not asked for",
                where=where,
                reason="bad_encoding",
            )
        if "gzip" in encoding and is_gzip(self.body):
            inner = gunzip(self.body, where=where, limit=2**30)
            return inner if is_gzip(inner) else self.body
        return self.body

    def unpacked(self) -> bytes:
        """Give the bytes of a text answer."""
        return gunzip(self.as_stored(), where=printable(self.url), limit=_MAX_TEXT_BYTES)


class Again(Exception):
    """A request failed in a way that passes; ``wait_s`` is what the site asks for, if it does."""

    def __init__(self, why: str, wait_s: float | None = None) -> None:
        super().__init__(why)
        self.wait_s = wait_s


class PoliteClient:
    """Asks sites; a context that closes its connections.

    Parameters
    ----------
    politeness
        How slowly and how often.
    sleep, ticks, chance
        Waiting, a clock of seconds that only counts up, and a number from 0 to 1.
    transport
        What connects to a host; else httpx's own.
    """

    def __init__(
        self,
        politeness: Politeness | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        ticks: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.politeness = politeness or Politeness()
        self.sleep = sleep
        self._ticks = ticks
        self._chance = chance
        self._next_turn: dict[str, float] = {}
        timeout = httpx.Timeout(self.politeness.read_s, connect=self.politeness.connect_s)
        agent = {"User-Agent": f"wheelsdown/{__version__}", "Accept": "*/*"}
        self._http = httpx.Client(
            headers=agent, timeout=timeout, follow_redirects=False, trust_env=False, transport=transport
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(
        self, url: str, *, max_bytes: int, headers: Mapping[str, str] | None = None, cut: bool = False
    ) -> Reply:
        """Give the answer to a request, whatever its status, after as many tries as it takes.

        Parameters
        ----------
        max_bytes
            Most bytes of a body; more is refused, or with ``cut`` left unread.

        Raises
        ------
        SourceError
            ``unreachable``, ``asked_to_wait``, ``unsafe_address``, ``redirects`` or ``too_large``.
        """
        return self._until_answered(
            url,
            lambda: self._once(
                "GET", url, {"Accept-Encoding": "gzip", **(headers or {})}, max_bytes, cut=cut
            ),
        )

    def head(self, url: str) -> Reply:
        """Give status and headers only; the body stays where it is.

        Raises
        ------
        SourceError
            As for `get`.
        """
        return self._until_answered(
            url, lambda: self._once("HEAD", url, {"Accept-Encoding": "identity"}, 0, cut=True)
        )

    @contextmanager
    def opened(self, method: str, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Lend one answer whose body is still to be read, redirects followed; one try.

        Raises
        ------
        Again
            It failed in a way that passes.
        SourceError
            ``unsafe_address`` or ``redirects``.
        """
        sent = dict(headers)
        for _ in range(self.politeness.n_redirects + 1):
            refuse_unsafe(url, allow_private=self.politeness.allow_private)
            self._wait_for_turn(_parsed(url).host)
            with self._sent(method, url, sent) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    self._refuse_passing(response)
                    yield response
                    return
                target = _joined(url, response.headers["location"])
            if _origin(target) != _origin(url):
                sent.pop("Authorization", None)
            url = target
        shown = printable(url)
        raise SourceError(
            f"{shown}: sent from address to address without end", where=shown, reason="redirects"
        )

    def pieces(self, response: httpx.Response) -> Iterator[bytes]:
        """Give a body as it comes over the wire.

        Raises
        ------
        Again
            The connection broke, or the site drips.
        """
        began, n_bytes = self._ticks(), 0
        try:
            for piece in response.iter_raw():
                n_bytes += len(piece)
                yield piece
                elapsed = self._ticks() - began
                if (
                    elapsed > self.politeness.drip_after_s
                    and n_bytes < elapsed * self.politeness.slowest_bytes_per_s
                ):
                    raise Again(f"only {n_bytes} bytes in {elapsed:.0f} s")
        except httpx.HTTPError as error:
            raise Again(_words(error)) from error

    def wait(self, failures: int, asked_s: float | None) -> None:
        """Wait before the next try: as long as the site asks, else longer after every failure."""
        backed_off = min(self.politeness.longest_wait_s, self.politeness.first_wait_s * 2**failures)
        self.sleep(asked_s if asked_s is not None else backed_off * (0.5 + self._chance() / 2))

    # --- inside -----------------------------------------------------------------------------------

    def _until_answered(self, url: str, once: Callable[[], Reply]) -> Reply:
        for failures in range(self.politeness.n_tries):
            try:
                return once()
            except Again as again:
                why = again
                if failures + 1 < self.politeness.n_tries:
                    self.wait(failures, again.wait_s)
        raise given_up(url, why, self.politeness.n_tries)

    def _once(self, method: str, url: str, headers: Mapping[str, str], max_bytes: int, *, cut: bool) -> Reply:
        with self.opened(method, url, headers) as response:
            body = b"" if method == "HEAD" else self._body(response, max_bytes, cut=cut)
            headers_seen = {name.lower(): value for name, value in response.headers.items()}
            return Reply(str(response.url), response.status_code, headers_seen, body)

    def _body(self, response: httpx.Response, max_bytes: int, *, cut: bool) -> bytes:
        pieces, size = [], 0
        for piece in self.pieces(response):
            pieces.append(piece)
            size += len(piece)
            if size > max_bytes:
                if cut:
                    return b"".join(pieces)[:max_bytes]
                shown = printable(str(response.url))
                raise SourceError(
                    f"{shown}: sends more than the {max_bytes} bytes such a file can have; it was not kept",
                    where=shown,
                    reason="too_large",
                )
        return b"".join(pieces)

    @contextmanager
    def _sent(self, method: str, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        try:
            response = self._http.send(
                self._http.build_request(method, url, headers=dict(headers)), stream=True
            )
        except httpx.HTTPError as error:
            raise Again(_words(error)) from error
        try:
            self._refuse_private(response)
            yield response
        finally:
            response.close()

    def _refuse_private(self, response: httpx.Response) -> None:
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer and not self.politeness.allow_private:
            refuse_private_peer(str(peer[0]), str(response.url))

    def _refuse_passing(self, response: httpx.Response) -> None:
        """Turn a trouble that passes into `Again`; one that lasts too long into a refusal."""
        if response.status_code not in _PASSING:
            return
        wait_s = _retry_after_s(response.headers.get("retry-after"))
        if wait_s is not None and wait_s > self.politeness.longest_wait_s:
            shown = printable(str(response.url))
            raise SourceError(
                f"{shown}: asks to wait {wait_s:.0f} s; run the same command again after that",
                where=shown,
                reason="asked_to_wait",
            )
        raise Again(f"answered {response.status_code}", wait_s)

    def _wait_for_turn(self, host: str) -> None:
        ahead = self._next_turn.get(host, 0.0) - self._ticks()
        if ahead > 0:
            self.sleep(ahead)
        self._next_turn[host] = self._ticks() + self.politeness.pause_s


def given_up(url: str, why: Exception, n_tries: int) -> SourceError:
    """Say that a site could not be reached, however often it was tried."""
    shown = printable(url)
    return SourceError(
        f"{shown}: no answer after {n_tries} tries ({printable(str(why), 120)}); what was finished is kept, "
        "the same command goes on from there",
        where=shown,
        reason="unreachable",
    )


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL:
        shown = printable(url)
        raise SourceError(f"{shown}: is no valid address", where=shown, reason="unsafe_address") from None


def _joined(url: str, location: str) -> str:
    try:
        return str(_parsed(url).join(location))
    except httpx.InvalidURL:
        shown = printable(url)
        words = f"{shown}: redirects to what is no address"
        raise SourceError(words, where=shown, reason="redirects") from None


def _origin(url: str) -> tuple[str, str, int | None]:
    parsed = _parsed(url)
    return parsed.scheme, parsed.host, parsed.port


def _retry_after_s(value: str | None) -> float | None:
    """Read ``Retry-After``: seconds, or a date (RFC 9110, section 10.2.3)."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        at = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if at.tzinfo is None:
        return None
    return max(0.0, (at - clock.now()).total_seconds())


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
