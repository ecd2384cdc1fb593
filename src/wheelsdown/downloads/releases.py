"""What the release of one day holds: its archive, whole or in parts, with sizes and digests.

adsb.lol publishes a day as a GitHub release (api.github.com, "Get a release by tag name"): assets
``NAME.tar``, or ``NAME.tar.aa``, ``NAME.tar.ab`` and so on, with their sizes and, since mid-2025, a
``digest`` of the form ``sha256:...``. A release of which a part in the middle is missing is refused.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.resumable import Wanted
from wheelsdown.downloads.sites import Site
from wheelsdown.errors import SourceError
from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.payloads import printable

__all__ = ["Release", "find_release"]

_ASSET: Final = re.compile(r"(?P<stem>[\w.-]+\.tar)(?:\.(?P<part>[a-z]{2}))?")

_DIGEST: Final = re.compile(r"sha256:([0-9a-fA-F]{64})")

#: Parts are at most 2 GB each (GitHub's limit of an asset), and a day has two or three.
_MOST_PARTS: Final = 26

_MAX_DESCRIPTION_BYTES: Final = 4 * 2**20

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class _Asset(msgspec.Struct, frozen=True):
    name: str
    size: int
    browser_download_url: str
    digest: str | None = None


class _Description(msgspec.Struct, frozen=True):
    assets: list[_Asset] = []


_DESCRIPTION: Final = msgspec.json.Decoder(_Description)


@dataclass(frozen=True)
class Release:
    """The archive of one day: its parts by name, in order."""

    tag: str
    url: str
    parts: tuple[tuple[str, Wanted], ...]

    @property
    def size_bytes(self) -> int:
        """Give the size of all parts."""
        return sum(wanted.size_bytes or 0 for _, wanted in self.parts)


def find_release(client: PoliteClient, site: Site, day: date) -> Release | None:
    """Find the release that holds a day; None where there is none.

    Raises
    ------
    SourceError
        The site cannot be reached, refuses, or describes a release that lacks a part.
    """
    for tag, url in site.release_urls(day):
        reply = client.get(url, max_bytes=_MAX_DESCRIPTION_BYTES)
        where = printable(url)
        if reply.status in {404, 410}:
            continue
        if reply.status != 200:
            words = f"{where}: answered {reply.status}; wait an hour and run the same command again"
            raise SourceError(words, where=where, reason=f"http_{reply.status}")
        parts = _parts(decode_json(reply.unpacked(), _DESCRIPTION, where=where).assets, where)
        if parts:
            return Release(tag, url, parts)
    return None


def _parts(assets: list[_Asset], where: str) -> tuple[tuple[str, Wanted], ...]:
    named = {asset.name: (match, asset) for asset in assets if (match := _ASSET.fullmatch(asset.name))}
    whole = [asset for match, asset in named.values() if match["part"] is None]
    if whole:
        return (_part(min(whole, key=lambda asset: asset.name)),)
    stem = min((match["stem"] for match, _ in named.values()), default=None)
    found = {match["part"]: asset for match, asset in named.values() if match["stem"] == stem}
    expected = [f"a{letter}" for letter in _LETTERS[: len(found)]]
    if len(found) > _MOST_PARTS or sorted(found) != expected:
        missing = ", ".join(f"{stem}.{part}" for part in expected if part not in found) or "some"
        words = f"{where}: the release lacks a part ({missing}); try again later"
        raise SourceError(words, where=where, reason="missing_part")
    return tuple(_part(found[part]) for part in expected)


def _part(asset: _Asset) -> tuple[str, Wanted]:
    digest = _DIGEST.fullmatch(asset.digest or "")
    return asset.name, Wanted(asset.browser_download_url, asset.size, digest[1] if digest else None)
