"""How finely a place may be named when several aerodromes remain possible, and what regions are called.

Regions are ISO 3166-2 codes as OurAirports gives them. Moscow (RU-MOW) and the oblast around it
(RU-MOS) are one region here, because news, and the airports themselves, say "Moscow region" for both.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import polars as pl

from wheelsdown.reference.countries import load_countries
from wheelsdown.schemas import PlaceLevel

__all__ = ["COMMON_REGIONS", "load_regions", "name_finely", "place_names", "region_label", "regions_in"]

#: Regions that are named together: their common id, its label and its parts.
COMMON_REGIONS = {"RU-MOS+RU-MOW": ("Moscow region", ("RU-MOS", "RU-MOW"))}

#: How OurAirports says that it does not know: no place is named by these.
_UNASSIGNED = (None, "ZZ")
_UNASSIGNED_SUFFIX = "-U-A"

_COMMON_OF = {part: common for common, (_, parts) in COMMON_REGIONS.items() for part in parts}


@cache
def load_regions() -> pl.DataFrame:
    """Give OurAirports' regions: ``region`` (ISO 3166-2), ``country``, ``name``; ordered by code."""
    return pl.read_parquet((files("wheelsdown.reference") / "data" / "regions.parquet").read_bytes())


@cache
def _names() -> dict[str, str]:
    countries = load_countries().select("country", "name").rows()
    regions = load_regions().select("region", "name").rows()
    return dict(countries) | dict(regions) | {common: label for common, (label, _) in COMMON_REGIONS.items()}


def region_label(region: str) -> str:
    """Give the English name of a region or country code; a code we do not know is its own name.

    >>> region_label("RU-MOS+RU-MOW"), region_label("SY-LA"), region_label("SY")
    ('Moscow region', 'Latakia Governorate', 'Syria')
    """
    return _names().get(region, region)


def regions_in(region: str) -> tuple[str, ...]:
    """Give the codes that a region id stands for: itself, or the parts of a common region."""
    return COMMON_REGIONS[region][1] if region in COMMON_REGIONS else (region,)


def name_finely(
    aerodromes: Sequence[str], table: pl.DataFrame, *, finest: PlaceLevel = PlaceLevel.AERODROME
) -> tuple[str | None, PlaceLevel]:
    """Name a place as finely as its candidates allow: aerodrome, region, country, or not at all.

    Parameters
    ----------
    aerodromes
        Ids of all aerodromes that remain possible.
    table
        ``schemas.Aerodrome``, with the user's places joined in.
    finest
        Name it no finer than this: one field within reach of an end not seen is still a question.

    Returns
    -------
    tuple
        The aerodrome's id when there is one candidate; else the region that holds all of them, else
        the country that does, else None; and the level. A candidate that is not in the table, or has
        no region or country, keeps the name from being finer than is sure.

    Examples
    --------
    >>> from wheelsdown.reference.aerodromes import load_aerodromes
    >>> name_finely(["UUMU", "UUWW"], load_aerodromes())
    ('RU-MOS+RU-MOW', <PlaceLevel.REGION: 'region'>)
    """
    candidates = sorted(set(aerodromes))
    if len(candidates) == 1 and finest is PlaceLevel.AERODROME:
        return candidates[0], PlaceLevel.AERODROME
    known = table.filter(pl.col("aerodrome").is_in(candidates)).select("region", "country").rows()
    if len(known) == len(candidates) > 0:
        for level, places in (
            (PlaceLevel.REGION, {_COMMON_OF.get(region, region) for region, _ in known}),
            (PlaceLevel.COUNTRY, {country for _, country in known}),
        ):
            if len(places) == 1 and _assigned(place := places.pop()):
                return place, level
    return None, PlaceLevel.UNKNOWN


def place_names(table: pl.DataFrame) -> pl.DataFrame:
    """Give for each aerodrome the region and the country that may name it, null where they do not.

    What `name_finely` says of one set of candidates, prepared for many.
    """
    region = pl.col("region").replace(_COMMON_OF)

    def assigned(place: pl.Expr) -> pl.Expr:
        unknown = place.is_in([each for each in _UNASSIGNED if each]) | place.str.ends_with(
            _UNASSIGNED_SUFFIX
        )
        return pl.when(~unknown).then(place)

    return table.select("aerodrome", region=assigned(region), country=assigned(pl.col("country")))


def _assigned(place: str | None) -> bool:
    return place not in _UNASSIGNED and not str(place).endswith(_UNASSIGNED_SUFFIX)
