"""Runway directions: published ends believed where they make sense, built honestly where not."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.geo.great_circle import angle_between_deg, distance_nm
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import build_runway_ends, load_runway_ends, load_runways, runways_left_out
from wheelsdown.schemas import RunwayEnd

FEET_PER_NM = 1852 / 0.3048


def built(**changes: Any) -> tuple[pl.DataFrame, dict[str, int]]:
    """One runway 09/27 of 6,076 ft through the field at 50 N 10 E, both ends published."""
    row: dict[str, Any] = {
        "aerodrome": "QQAA",
        "length_ft": 6076,
        "closed": False,
        "le_designator": "09",
        "le_lat_udeg": 50_000_000,
        "le_lon_udeg": 9_987_000,
        "le_elevation_ft": 100,
        "le_heading_deg": 90.0,
        "he_designator": "27",
        "he_lat_udeg": 50_000_000,
        "he_lon_udeg": 10_013_000,
        "he_elevation_ft": None,
        "he_heading_deg": 270.0,
    } | changes
    fields = pl.DataFrame(
        {
            "aerodrome": ["QQAA"],
            "name": ["Invented Field"],
            "kind": ["small_airport"],
            "lat_deg": [50.0],
            "lon_deg": [10.0],
            "elevation_ft": [150.0],
            "country": ["QQ"],
            "region": ["QQ-1"],
        }
    )
    return build_runway_ends(pl.DataFrame([row], schema=load_runways().schema, strict=False), fields)


def test_both_directions_of_a_published_runway() -> None:
    ends, left_out = built()
    RunwayEnd.validate(ends)
    assert ends["runway"].to_list() == ["09", "27"]
    assert ends["surveyed"].to_list() == [True, True]
    assert ends["threshold_lon_deg"].to_list() == [9.987, 10.013]
    assert ends["end_lon_deg"].to_list() == [10.013, 9.987]
    assert ends["heading_deg"].to_list() == pytest.approx([90, 270], abs=0.1)
    assert ends["elevation_ft"].to_list() == [100, 150]
    assert left_out == {}


NO_ENDS = {"le_lat_udeg": None, "le_lon_udeg": None, "he_lat_udeg": None, "he_lon_udeg": None}


def test_without_coordinates_it_is_built_round_the_reference_point() -> None:
    ends, _ = built(**NO_ENDS)
    row = ends.row(0, named=True)
    assert row["surveyed"] is False
    apart = distance_nm(
        row["threshold_lat_deg"], row["threshold_lon_deg"], row["end_lat_deg"], row["end_lon_deg"]
    )
    assert float(apart) == pytest.approx(1.0, abs=1e-3)
    assert (row["threshold_lon_deg"] + row["end_lon_deg"]) / 2 == pytest.approx(10.0, abs=1e-6)


def test_the_designator_gives_the_direction_where_no_heading_is_known() -> None:
    ends, _ = built(
        **NO_ENDS, le_heading_deg=None, he_heading_deg=None, le_designator=None, he_designator="35L"
    )
    assert ends["runway"].to_list() == ["17R", "35L"]
    assert ends["heading_deg"].to_list() == pytest.approx([170, 350], abs=0.2)


@pytest.mark.parametrize(
    "lie",
    [
        {"he_lon_udeg": 15_000_000},  # far away
        {"he_lon_udeg": 9_990_000},  # a tenth of the length
        {"he_lon_udeg": 9_987_000},  # both ends in one place
        {"le_designator": "18", "he_designator": "36", "le_heading_deg": 180.0, "he_heading_deg": 0.0},
    ],
)
def test_ends_that_contradict_the_rest_are_not_believed(lie: dict[str, Any]) -> None:
    ends, _ = built(**lie)
    assert ends["surveyed"].to_list() == [False, False]


def test_a_heading_that_contradicts_the_designator_is_not_believed() -> None:
    ends, _ = built(**NO_ENDS, le_heading_deg=0.0)
    assert ends["heading_deg"][0] == pytest.approx(90, abs=0.1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"le_designator": "H1", "he_designator": None}, "helipad"),
        ({"le_designator": "N", "he_designator": "S"}, "no_direction"),
        ({"length_ft": None, "le_designator": "09"}, "no_length"),
        ({"aerodrome": "QQZZ"}, "no_aerodrome"),
    ],
)
def test_what_has_no_direction_or_length_is_left_out_and_counted(
    changes: dict[str, Any], reason: str
) -> None:
    headings = {} if reason == "no_length" else {"le_heading_deg": None, "he_heading_deg": None}
    ends, left_out = built(**NO_ENDS, **headings, **changes)
    assert (ends.height, left_out) == (0, {reason: 1})


def test_a_closed_runway_stays_and_says_so() -> None:
    ends, _ = built(closed=True)
    assert ends["closed"].to_list() == [True, True]


@given(st.integers(1, 36), st.sampled_from(["", "L", "C", "R"]))
def test_directions_are_opposite_whatever_the_designator(number: int, letter: str) -> None:
    ends, _ = built(
        **NO_ENDS,
        le_designator=f"{number:02}{letter}",
        he_designator=None,
        le_heading_deg=None,
        he_heading_deg=None,
    )
    low, high = ends["heading_deg"]
    assert float(angle_between_deg(low, high)) == pytest.approx(180, abs=0.1)
    assert float(angle_between_deg(low, number * 10)) < 0.1
    numbers = sorted(int(name[:2]) for name in ends["runway"])
    assert numbers[1] - numbers[0] == 18


def test_the_world_is_whole_every_runway_kept_or_counted() -> None:
    ends = load_runway_ends()
    RunwayEnd.validate(ends)
    assert ends.height == 2 * (load_runways().height - sum(runways_left_out().values()))
    assert set(ends["aerodrome"]) <= set(load_aerodromes()["aerodrome"])
    floats = ends.select(pl.selectors.float().is_finite().all() | pl.selectors.float().is_null().all())
    assert all(floats.row(0))


def test_no_runway_lies_far_from_its_aerodrome() -> None:
    both = load_runway_ends().join(load_aerodromes(), on="aerodrome")
    far = distance_nm(both["lat_deg"], both["lon_deg"], both["threshold_lat_deg"], both["threshold_lon_deg"])
    assert far.max() < 4.1


def test_hmeimim_has_the_runway_that_is_known() -> None:
    row = load_runway_ends().filter(pl.col("aerodrome") == "OSLK").row(0, named=True)
    assert (row["runway"], row["length_ft"], row["surveyed"]) == ("17", 9175.0, True)
    assert row["heading_deg"] == pytest.approx(176.5, abs=0.1)
