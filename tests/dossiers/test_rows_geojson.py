"""RFC 7946, and no path that nobody saw."""

import json
from collections.abc import Callable

import polars as pl

from wheelsdown.dossiers.listings import Listing, ListKind, Rows
from wheelsdown.dossiers.rows_geojson import Positions, geojson_lines, named_aerodromes


def read(listing: Listing, kind: ListKind, positions: Positions | None = None) -> dict:
    return json.loads("\n".join(geojson_lines(listing, kind, positions or {})))


def test_a_visit_is_a_point_at_its_aerodrome_longitude_first(visits: Callable[..., Rows]) -> None:
    out = read(visits({}), ListKind.VISITS, {"XQAA": (35.4, 35.95)})
    assert out["type"] == "FeatureCollection"
    [feature] = out["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [35.95, 35.4]}
    assert feature["properties"]["visit_id"] == "v1"


def test_an_unknown_position_is_a_null_geometry_and_the_row_stays(visits: Callable[..., Rows]) -> None:
    assert read(visits({}), ListKind.VISITS)["features"][0]["geometry"] is None


def test_a_flight_is_two_points_and_no_line(flights: Callable[..., Rows]) -> None:
    [feature] = read(flights({}), ListKind.FLIGHTS)["features"]
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[36.5, 30.25], [36.5, 35.4]]}


def test_a_flight_seen_without_position_keeps_the_other_end(flights: Callable[..., Rows]) -> None:
    nowhere = {"at": None, "lat_deg": None, "lon_deg": float("nan"), "altitude_ft": None, "on_ground": None}
    [feature] = read(flights({"first_seen": nowhere}), ListKind.FLIGHTS)["features"]
    assert feature["geometry"]["coordinates"] == [[36.5, 35.4]]


def test_simulated_marks_the_collection_and_each_feature(visits: Callable[..., Rows]) -> None:
    out = read(visits({}, simulated=True), ListKind.VISITS)
    assert out["simulated"] is True
    assert out["features"][0]["properties"]["simulated"] is True


def test_an_empty_collection_is_valid(visits: Callable[..., Rows]) -> None:
    assert read(visits(), ListKind.VISITS)["features"] == []


def test_a_leg_is_the_aerodromes_it_names() -> None:
    leg = {
        "from": {"id": "XQAA", "level": "aerodrome", "label": "A"},
        "to": {"id": "XQ", "level": "country", "label": "B"},
    }
    listing = Rows(pl.DataFrame([leg]), simulated=False)
    assert named_aerodromes(listing, ListKind.ROTATIONS) == {"XQAA"}
    [feature] = read(listing, ListKind.ROTATIONS, {"XQAA": (1.0, 2.0), "XQ": (3.0, 4.0)})["features"]
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[2.0, 1.0]]}
