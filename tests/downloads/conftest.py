"""A site on this machine, a client that does not really wait, and a log in an empty workspace."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback_site import Hours, Site, running_site

from wheelsdown.downloads.fetch_log import FetchLog, Selection
from wheelsdown.downloads.politeness import PoliteClient, Politeness
from wheelsdown.downloads.sites import Site as Source
from wheelsdown.downloads.sites import site_named


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def other_site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def client(hours: Hours) -> Iterator[PoliteClient]:
    with PoliteClient(
        Politeness(allow_private=True), sleep=hours.sleep, ticks=hours.ticks, chance=lambda: 1.0
    ) as made:
        yield made


@pytest.fixture
def log(tmp_path: Path) -> FetchLog:
    return FetchLog(tmp_path, {"adsblol": "ODbL 1.0"})


@pytest.fixture
def source(site: Site) -> Source:
    """adsb.lol, with everything it offers, at the address of the site here."""
    return site_named(f"adsblol={site.base}")


@pytest.fixture
def circle() -> Callable[..., Selection]:
    def build(place: str = "OSLK", radius_nm: float = 30.0) -> Selection:
        return Selection(place=place, lat_deg=35.401, lon_deg=35.949, radius_nm=radius_nm)

    return build
