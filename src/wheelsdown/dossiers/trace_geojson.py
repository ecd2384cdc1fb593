"""An aircraft's points as GeoJSON (RFC 7946): lines with the time of every position, then the points.

A line's ``coordinateProperties`` hold one value for each of its positions: ``times`` (as the common
viewers read them) and ``altitude_ft``. Geometries have two dimensions: a height nobody received is not
made up to fill the third. A row without a position is a feature with a null geometry; none is dropped.
"""

from collections.abc import Iterator
from typing import Any

from wheelsdown.clock import rfc3339
from wheelsdown.dossiers.listings import Listing, ListKind, plain_rows, plain_value, schema_name
from wheelsdown.dossiers.rows_json import encode
from wheelsdown.dossiers.trace_stretches import Stretch, stretches

__all__ = ["trace_geojson_lines"]


def trace_geojson_lines(listing: Listing) -> Iterator[str]:
    """Give a listing of `TracePoint` rows line by line as one FeatureCollection."""
    head = {
        "type": "FeatureCollection",
        "schema": schema_name(ListKind.TRACE),
        "simulated": listing.simulated,
        "place": listing.place,
        "left_out": plain_value(listing.left_out),
        "missing": plain_value(listing.missing),
    }
    yield encode(head)[:-1] + ', "features": ['
    before: str | None = None
    for feature in _features(listing):
        if before is not None:
            yield before + ","
        before = encode(feature)
    if before is not None:
        yield before
    yield "]}"


def _features(listing: Listing) -> Iterator[dict[str, Any]]:
    for stretch in stretches(listing.rows):
        if len(stretch.rows) > 1:  # RFC 7946, 3.1.4: a line has two positions at least
            yield _line(stretch, simulated=listing.simulated)
    for row in plain_rows(listing):
        here = row["lat_deg"], row["lon_deg"]
        placed = None not in here
        geometry = {"type": "Point", "coordinates": _position(row)} if placed else None
        yield {"type": "Feature", "geometry": geometry, "properties": row}


def _line(stretch: Stretch, *, simulated: bool) -> dict[str, Any]:
    first, last = stretch.rows[0], stretch.rows[-1]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [_position(row) for row in stretch.rows]},
        "properties": {
            "airframe": first["airframe"],
            "first_at": rfc3339(first["at"]),
            "last_at": rfc3339(last["at"]),
            "believed": stretch.believed,
            "integrity": sorted({row["integrity"] for row in stretch.rows}),
            "simulated": simulated or any(row["simulated"] for row in stretch.rows),
            "coordinateProperties": {
                "times": [rfc3339(row["at"]) for row in stretch.rows],
                "altitude_ft": [plain_value(row["altitude_ft"]) for row in stretch.rows],
            },
        },
    }


def _position(row: dict[str, Any]) -> list[float]:
    """Write a position as RFC 7946 wants it: longitude first, degrees, seven decimals (1 cm)."""
    return [round(row["lon_deg"], 7), round(row["lat_deg"], 7)]
