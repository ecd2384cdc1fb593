"""The time zone of a place comes from its country and its nearest reference city."""

import pytest

from wheelsdown.reference.timezones import zone_at, zones_in


@pytest.mark.parametrize(
    ("lat_deg", "lon_deg", "country", "zone"),
    [
        (35.40, 35.95, "SY", "Asia/Damascus"),
        (55.60, 37.30, "RU", "Europe/Moscow"),
        (43.4, 132.1, "RU", "Asia/Vladivostok"),
        (-12.4, 130.9, "AU", "Australia/Darwin"),
        (40.6, -73.8, "US", "America/New_York"),
    ],
)
def test_the_nearest_city_of_the_country_gives_the_zone(lat_deg, lon_deg, country, zone):
    assert zone_at(lat_deg, lon_deg, country).key == zone


def test_a_country_without_zones_has_none():
    assert zone_at(0.0, 0.0, "ZZ") is None
    assert zones_in("ZZ") == ()
