"""Which feed a person means by ``NAME=URL``.

::

    beast://HOST:30005   avr://HOST:30002   sbs://HOST:30003?tz=Europe/Kyiv
    http://HOST/data/aircraft.json?every=2

A feed is the user's own word: addresses on this machine and in private networks are as good as any. A name
and password for ``http`` may stand in the URL; they are used, and written down nowhere.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from wheelsdown.errors import WheelsdownError
from wheelsdown.sources.payloads import printable

__all__ = ["FeedAddress", "Wire", "parse_feed", "parse_feeds"]


class Wire(StrEnum):
    """How a feed comes."""

    BEAST = "beast"
    AVR = "avr"
    SBS = "sbs"
    AIRCRAFT_JSON = "aircraft_json"


#: Scheme -> wire and the port that receivers use by custom (readsb, dump1090).
_SCHEMES: Final = {
    "beast": (Wire.BEAST, 30005),
    "avr": (Wire.AVR, 30002),
    "sbs": (Wire.SBS, 30003),
    "http": (Wire.AIRCRAFT_JSON, 80),
    "https": (Wire.AIRCRAFT_JSON, 443),
}

#: A name is a folder's name too.
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")

_NAMED: Final = re.compile(rf"({_NAME.pattern})=(.+)", re.DOTALL)

#: readsb writes its list once a second.
_EVERY_S: Final = 1.0
_FASTEST_S: Final = 0.5


@dataclass(frozen=True)
class FeedAddress:
    """One feed to listen to."""

    name: str
    wire: Wire
    host: str
    port: int
    #: To ask with, name and password included.
    secret_url: str
    #: To show and to write down.
    url: str
    #: Zone of SBS times.
    tz: str = "UTC"
    #: Between two questions for a list, in seconds.
    every_s: float = _EVERY_S


def parse_feeds(texts: list[str]) -> list[FeedAddress]:
    """Read several feeds; each needs its own name.

    Raises
    ------
    WheelsdownError
        One is no feed, or two have one name.
    """
    feeds = [parse_feed(text) for text in texts]
    names = [feed.name for feed in feeds]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise WheelsdownError(f"two feeds are called {twice}; give them names: NAME=URL")
    return feeds


def parse_feed(text: str) -> FeedAddress:
    """Read one feed.

    Raises
    ------
    WheelsdownError
        It is none, with what a feed looks like.

    >>> parse_feed("roof=beast://192.168.1.7").port
    30005
    """
    named = _NAMED.fullmatch(text)
    url = named[2] if named else text
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
        options = dict(parse_qsl(parts.query))
    except ValueError:
        raise _no_feed(text) from None
    if parts.scheme not in _SCHEMES or not host or any(not c.isprintable() or c == " " for c in url):
        raise _no_feed(text)
    wire, usual_port = _SCHEMES[parts.scheme]
    shown_host = f"[{host}]" if ":" in host else host
    place = shown_host if port is None else f"{shown_host}:{port}"
    own = {"tz"} if wire is Wire.SBS else {"every"} if wire is Wire.AIRCRAFT_JSON else set()
    if wire is not Wire.AIRCRAFT_JSON and (set(options) - own or parts.path not in {"", "/"}):
        raise _no_feed(text)
    asked = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name not in own])
    return FeedAddress(
        name=named[1] if named else _name_of(host, port or usual_port),
        wire=wire,
        host=host,
        port=port or usual_port,
        secret_url=urlunsplit((parts.scheme, parts.netloc, parts.path, asked, "")),
        url=urlunsplit((parts.scheme, place, parts.path, "", "")),
        tz=_zone(options.get("tz", "UTC")),
        every_s=_seconds(options.get("every")),
    )


def _name_of(host: str, port: int) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{host}-{port}").strip("-")[:40]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise WheelsdownError(f"{printable(name)!r} is no time zone; write ?tz=Europe/Kyiv") from None
    return name


def _seconds(text: str | None) -> float:
    try:
        seconds = _EVERY_S if text is None else float(text.removesuffix("s"))
    except ValueError:
        seconds = 0.0
    if not _FASTEST_S <= seconds <= 3600:
        raise WheelsdownError(f"?every={printable(text or '')} is no pause; write seconds from 0.5, ?every=2")
    return seconds


def _no_feed(text: str) -> WheelsdownError:
    shown = re.sub(r"//[^/@]*@", "//", text)
    return WheelsdownError(
        f"{printable(shown)!r} is no feed; write beast://HOST:30005, avr://HOST:30002, sbs://HOST:30003 or "
        "http://HOST/data/aircraft.json, with a name before it if you like: roof=beast://HOST"
    )
