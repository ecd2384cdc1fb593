"""How a server was told to serve: from which workspace, to whom, and with how much care."""

import ipaddress
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from wheelsdown.errors import WheelsdownError

__all__ = ["DELAY_MILITARY", "SHORTEST_TOKEN", "Settings", "is_loopback"]

#: How long others than the user wait for military movements at watched places (DESIGN, section 7).
DELAY_MILITARY = timedelta(hours=24)

#: A token with fewer characters can be guessed: 16 of 64 kinds are 96 bits.
SHORTEST_TOKEN = 16

#: Host and port as they may stand in a header: a name, or an address of either kind.
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")

#: What tables and answers may take in memory: a year of visits (730,000 rows) takes some 300 MB.
MEMORY_BYTES = 512 * 2**20


@dataclass(frozen=True)
class Settings:
    """What a server needs to know; refuses what would be unsafe.

    Raises
    ------
    WheelsdownError
        Others than this machine's user could reach it and there is no token, or a short one.
    """

    workspace: Path
    host: str = "127.0.0.1"
    port: int = 8097
    #: Who asks must show this; None asks nobody, which is only allowed where nobody else gets in.
    token: str | None = field(default=None, repr=False)
    #: A template of map tiles on another site, ``https://.../{z}/{x}/{y}.png``; None uses the shipped map.
    tiles_url: str | None = None
    #: How long others than the user wait for military movements at watched places.
    delay_military: timedelta = DELAY_MILITARY
    #: True while only this machine's user is served; never true of an address beyond loopback.
    private: bool = True
    memory_bytes: int = MEMORY_BYTES
    #: True keeps articles and reviews that are sent to the site; else they are read and forgotten.
    keep_articles: bool = False

    def __post_init__(self) -> None:
        if self.private and not is_loopback(self.host):
            raise WheelsdownError(f"{self.host} can be reached from other machines, so it is not private")
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise WheelsdownError(
                f"the token is too short to be safe; use at least {SHORTEST_TOKEN} characters"
            )
        if self.token is not None and not (self.token.isascii() and self.token.isprintable()):
            raise WheelsdownError("the token must be printable ASCII, for it travels in a header")
        if not self.private and self.token is None:
            raise WheelsdownError(
                f"others can reach {self.host}, so serving there needs a token: put a long secret into a "
                "file and add --token-file FILE, or set WHEELSDOWN_TOKEN"
            )
        if self.tiles_url is not None:
            _require_tiles(self.tiles_url)

    @property
    def delay(self) -> timedelta:
        """Give what is really waited: nothing on the user's own machine."""
        return timedelta(0) if self.private else self.delay_military

    @property
    def tiles_origin(self) -> str | None:
        """Give scheme, host and port of the tiles' site, which pages may then load images from."""
        if self.tiles_url is None:
            return None
        parts = urlsplit(self.tiles_url)
        return f"{parts.scheme}://{parts.netloc}"


def _require_tiles(address: str) -> None:
    """Refuse an address of tiles that no browser asks, or that would say more in a header than a host.

    Raises
    ------
    WheelsdownError
        It is no address of the web, holds a name or password, or its host is none.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"}:
        raise WheelsdownError(f"{address}: a tile address starts with https:// or http://")
    if "@" in parts.netloc:
        raise WheelsdownError(
            "a tile address holds no name and password, for every page would show them; "
            "put a key for tiles into its query, or tiles of your own beside this server"
        )
    if not _HOST.fullmatch(parts.netloc):
        raise WheelsdownError(f"{address}: the host of a tile address is a name or a number, and a port")


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen at can only be reached from this machine.

    >>> [is_loopback(each) for each in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
