"""Which time zone a place keeps: the zone of its country whose reference city is nearest.

Source: the table ``zone.tab`` of the IANA time zone database, as the package tzdata ships it. Near a border
between two zones of one country the nearest city may be the wrong one; verdicts take unions of days.
"""

import re
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import numpy as np
import tzdata

from wheelsdown.geo.great_circle import distance_nm

__all__ = ["zone_at", "zones_in"]

#: ISO 6709: ``+DDMM+DDDMM`` or ``+DDMMSS+DDDMMSS``.
_ISO_6709 = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?([+-])(\d\d\d)(\d\d)(\d\d)?")


@cache
def _cities() -> dict[str, list[tuple[str, float, float]]]:
    """Give, for each country, its zones with latitude and longitude of their city, degrees."""
    found: dict[str, list[tuple[str, float, float]]] = {}
    for line in (files(tzdata) / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, position, zone, *_ = line.split("\t")
            parts = _ISO_6709.findall(position)[0]
            found.setdefault(country, []).append((zone, _degrees(*parts[:4]), _degrees(*parts[4:])))
    return found


def _degrees(sign: str, degrees: str, minutes: str, seconds: str) -> float:
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -value if sign == "-" else value


def zone_at(lat_deg: float, lon_deg: float, country: str) -> ZoneInfo | None:
    """Get the time zone of a place in a country; None where the country has none in the list.

    >>> zone_at(35.4, 35.95, "SY").key, zone_at(55.9, 37.4, "RU").key
    ('Asia/Damascus', 'Europe/Moscow')
    """
    cities = _cities().get(country)
    if not cities:
        return None
    lats, lons = (np.array(column) for column in list(zip(*cities, strict=True))[1:])
    nearest = int(
        np.argmin(distance_nm(np.full_like(lats, lat_deg), np.full_like(lons, lon_deg), lats, lons))
    )
    return ZoneInfo(cities[nearest][0])


def zones_in(country: str) -> tuple[ZoneInfo, ...]:
    """Get the time zones of a country.

    >>> [zone.key for zone in zones_in("LY")]
    ['Africa/Tripoli']
    """
    return tuple(ZoneInfo(zone) for zone, _, _ in _cities().get(country, ()))
