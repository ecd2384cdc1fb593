"""Which sites keep history, and at which address a day, a trace or a heatmap of theirs lies.

Layout of readsb's globe history: ``YYYY/MM/DD/traces/xx/trace_full_<address>.json``, xx being the last two
digits of the address, and ``YYYY/MM/DD/heatmap/NN.bin.ttf``, one for each half hour (readsb,
README-json.md). The sites themselves are data, in ``sites.toml`` beside this file.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import msgspec

from wheelsdown.errors import UnknownReference
from wheelsdown.sources.payloads import printable

__all__ = ["HALF_HOURS", "Site", "heatmap_path", "known_sites", "site_named", "sites_named", "trace_path"]

#: Heatmaps of one day.
HALF_HOURS = 48


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provider: str
    history: str
    point_api: str | None = None
    releases: str | None = None
    tags: tuple[str, ...] = ()
    keeps_days: int | None = None
    trace_kb: float = 120.0
    day_gb: float | None = None
    first_day: date | None = None


@dataclass(frozen=True)
class Site:
    """One site: what it is called, who publishes there, and where things lie."""

    #: As the user names it: a short name, or an address.
    name: str
    #: As acquisitions name the publisher; the host of a site that is not known here.
    provider: str
    #: Address of the folder that holds the years.
    history: str
    #: Address of the interface that tells what flies near a point now, with {lat}, {lon} and {radius}.
    point_api: str | None = None
    #: Address that describes the release of one day, with {year} and {tag}.
    releases: str | None = None
    tags: tuple[str, ...] = ()
    keeps_days: int | None = None
    trace_kb: float = 120.0
    day_gb: float | None = None
    #: The site has nothing from before this day.
    first_day: date | None = None

    def trace_url(self, day: date, airframe: str) -> str:
        """Give the address of one airframe's trace of one day.

        >>> site_named("https://x.example/globe_history").trace_url(date(2025, 10, 26), "4b1803")
        'https://x.example/globe_history/2025/10/26/traces/03/trace_full_4b1803.json'
        """
        return f"{self.history}/{trace_path(day, airframe)}"

    def heatmap_url(self, day: date, half_hour: int) -> str:
        """Give the address of the heatmap of one half hour, 0 to 47."""
        return f"{self.history}/{heatmap_path(day, half_hour)}"

    def release_urls(self, day: date) -> list[tuple[str, str]]:
        """Give tag and address of each release that may hold a day's archive, the best first."""
        if self.releases is None:
            return []
        tags = [tag.format(day=f"{day:%Y.%m.%d}") for tag in self.tags]
        return [(tag, self.releases.format(year=day.year, tag=tag)) for tag in tags]


def trace_path(day: date, airframe: str) -> str:
    """Give where a trace lies below the history of a site."""
    return f"{day:%Y/%m/%d}/traces/{airframe[-2:]}/trace_full_{airframe}.json"


def heatmap_path(day: date, half_hour: int) -> str:
    """Give where a heatmap lies below the history of a site."""
    return f"{day:%Y/%m/%d}/heatmap/{half_hour:02d}.bin.ttf"


@cache
def known_sites() -> dict[str, Site]:
    """Give the sites that are known, by their short names."""
    text = (files("wheelsdown.downloads") / "sites.toml").read_text("utf-8")
    entries = msgspec.convert(tomllib.loads(text), dict[str, _Entry])
    return {name: Site(name=name, **msgspec.structs.asdict(entry)) for name, entry in entries.items()}


def site_named(text: str) -> Site:
    """Give the site that a short name or an address stands for.

    ``NAME=URL`` is a known site at another address, such as a mirror: its licence stays the publisher's.
    An address alone is a site of its own, whose history lies there.

    Raises
    ------
    UnknownReference
        Neither.
    """
    name, at, url = text.strip().partition("=")
    known = known_sites()
    if at and name in known:
        return _moved(known[name], url.rstrip("/"))
    if text.strip() in known:
        return known[text.strip()]
    parts = urlsplit(text.strip())
    if parts.scheme in {"http", "https"} and parts.hostname:
        return Site(name=text.strip(), provider=parts.hostname, history=text.strip().rstrip("/"))
    raise UnknownReference(
        f"no site '{printable(text, 80)}'; known are {', '.join(known)}, or give its address: "
        "https://HOST/globe_history",
        asked=text,
        nearest=tuple(known),
    )


def sites_named(text: str) -> tuple[Site, ...]:
    """Give the sites of a list with commas, each once, in their order."""
    return tuple(dict.fromkeys(site_named(part) for part in text.split(",") if part.strip()))


def _moved(site: Site, base: str) -> Site:
    """Put a site with everything it offers below another address, as a mirror of it would have it."""
    name = f"{site.name}={base}"
    point_api = f"{base}/v2/point/{{lat}}/{{lon}}/{{radius}}" if site.point_api else None
    releases = f"{base}/releases/{{year}}/{{tag}}" if site.releases else None
    return Site(
        name=name, provider=site.provider, history=f"{base}/globe_history", point_api=point_api,
        releases=releases, tags=site.tags, keeps_days=site.keeps_days, trace_kb=site.trace_kb,
        day_gb=site.day_gb, first_day=site.first_day,
    )  # fmt: skip
