"""The sites that are known, and those that a user names."""

from datetime import date

import pytest

from wheelsdown.downloads.sites import known_sites, site_named, sites_named
from wheelsdown.errors import UnknownReference
from wheelsdown.intake import PROVIDERS

DAY = date(2025, 10, 6)


def test_every_known_site_has_a_publisher_whose_licence_is_known() -> None:
    assert {site.provider for site in known_sites().values()} <= PROVIDERS.keys()
    assert {"adsblol", "adsbfi", "airplaneslive"} == known_sites().keys()


def test_addresses_follow_the_layout() -> None:
    site = site_named("adsblol=https://m.example/")
    assert site.trace_url(DAY, "~4b18a3") == (
        "https://m.example/globe_history/2025/10/06/traces/a3/trace_full_~4b18a3.json"
    )
    assert site.heatmap_url(DAY, 7) == "https://m.example/globe_history/2025/10/06/heatmap/07.bin.ttf"
    assert [url for _, url in site.release_urls(DAY)] == [
        "https://m.example/releases/2025/v2025.10.06-planes-readsb-prod-0",
        "https://m.example/releases/2025/v2025.10.06-planes-readsb-staging-0",
    ]
    assert site.provider == "adsblol"


def test_the_real_releases_are_asked_for_by_year_and_tag() -> None:
    tag, url = site_named("adsblol").release_urls(DAY)[0]
    assert tag == "v2025.10.06-planes-readsb-prod-0"
    assert url.endswith(f"/adsblol/globe_history_2025/releases/tags/{tag}")


def test_an_address_is_a_site_of_its_own() -> None:
    site = site_named("https://x.example/h/")
    assert (site.provider, site.history, site.release_urls(DAY)) == ("x.example", "https://x.example/h", [])


def test_lists_keep_their_order_and_name_each_once() -> None:
    assert [site.name for site in sites_named("adsbfi, adsblol,adsbfi")] == ["adsbfi", "adsblol"]


@pytest.mark.parametrize("text", ["adsb", "x.example/h", "nobody=https://x.example", ""])
def test_anything_else_is_unknown(text: str) -> None:
    with pytest.raises(UnknownReference, match="known are adsblol"):
        site_named(text)
