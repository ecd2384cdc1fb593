"""Naming a place no finer than its candidates allow; countries by border."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.countries import country_at, load_countries
from wheelsdown.reference.regions import load_regions, name_finely, region_label
from wheelsdown.schemas import PlaceLevel


@pytest.mark.parametrize(
    ("candidates", "named", "level"),
    [
        (["OSLK"], "OSLK", PlaceLevel.AERODROME),
        (["OSLK", "OSLK"], "OSLK", PlaceLevel.AERODROME),
        (["UUMU", "UUBW"], "RU-MOS+RU-MOW", PlaceLevel.REGION),
        (["UUMU", "UUWW"], "RU-MOS+RU-MOW", PlaceLevel.REGION),
        (["HLLB", "HL64"], "LY-BA", PlaceLevel.REGION),
        (["HLLB", "HL59"], "LY", PlaceLevel.COUNTRY),
        (["UUMU", "RU-0152"], "RU", PlaceLevel.COUNTRY),
        (["OSLK", "OLBA"], None, PlaceLevel.UNKNOWN),
        ([], None, PlaceLevel.UNKNOWN),
        (["HLLB", "NOWHERE"], None, PlaceLevel.UNKNOWN),
    ],
)
def test_names_as_finely_as_is_sure(candidates: list[str], named: str | None, level: PlaceLevel) -> None:
    assert name_finely(candidates, load_aerodromes()) == (named, level)


def test_an_unassigned_region_names_nothing_finer_than_the_country() -> None:
    table = load_aerodromes()
    unassigned = table.filter(pl.col("region") == "SY-U-A")["aerodrome"].head(3).to_list()
    assert len(unassigned) == 3
    assert name_finely(unassigned, table) == ("SY", PlaceLevel.COUNTRY)


def test_a_place_without_region_or_country_spoils_no_name_and_makes_none() -> None:
    table = pl.DataFrame({"aerodrome": ["A1", "A2"], "region": [None, None], "country": [None, None]})
    table = table.cast(pl.String)
    assert name_finely(["A1", "A2"], table) == (None, PlaceLevel.UNKNOWN)


@given(st.permutations(["UUMU", "UUWW", "UUBW", "UUDD"]))
def test_the_order_of_candidates_does_not_matter(candidates: list[str]) -> None:
    assert name_finely(candidates, load_aerodromes())[0] == "RU-MOS+RU-MOW"


def test_labels() -> None:
    assert region_label("RU-MOS+RU-MOW") == "Moscow region"
    assert region_label("LY") == "Libya"
    assert region_label("QQ-99") == "QQ-99"
    assert load_regions().height == 3_987


@pytest.mark.parametrize(
    ("where", "lat_deg", "lon_deg", "country"),
    [
        ("Hmeimim", 35.4011, 35.9487, "SY"),
        ("Al Khadim", 31.9985, 21.1918, "LY"),
        ("Amdjarass", 15.97096, 22.770585, "TD"),
        ("sea off Syria", 35.4, 35.0, None),
        ("RAF Akrotiri, a base area without a code", 34.5904, 32.9879, "CY"),
        ("Ercan, Northern Cyprus", 35.1547, 33.4961, "CY"),
        ("Simferopol", 45.0522, 33.9751, "UA"),
        ("Pristina", 42.5728, 21.0358, "XK"),
        ("Cayenne", 4.8198, -52.3604, "GF"),
        ("Chukotka beyond the antimeridian", 66.0, -175.0, "RU"),
        ("the same latitude in Alaska", 66.0, -160.0, "US"),
        ("South Pole", -89.9, 0.0, "AQ"),
        ("Vaduz, a small country", 47.14, 9.52, "LI"),
    ],
)
def test_country_at_known_places(where: str, lat_deg: float, lon_deg: float, country: str | None) -> None:
    assert country_at([lat_deg], [lon_deg]) == [country], where


def test_points_without_a_position_have_no_country() -> None:
    assert country_at([np.nan, np.inf, 35.4], [1.0, 1.0, 35.95]) == [None, None, "SY"]
    assert country_at([], []) == []


def test_borders_agree_with_the_aerodromes() -> None:
    """Of airports on land 99 % lie in the country OurAirports gives them to; the rest are at borders."""
    table = load_aerodromes().filter(pl.col("kind").is_in(["large_airport", "medium_airport"]))
    table = table.with_columns(
        found=pl.Series(country_at(table["lat_deg"], table["lon_deg"]), dtype=pl.String)
    )
    placed = table.drop_nulls("found")
    assert placed.height > 0.95 * table.height
    assert (placed["found"] == placed["country"]).mean() > 0.99


def test_every_aerodrome_has_a_known_country_and_nearly_every_one_a_named_region() -> None:
    table = load_aerodromes()
    assert set(table["country"]) <= set(load_countries()["country"])
    assert table["region"].is_in(load_regions()["region"].implode()).mean() > 0.98
