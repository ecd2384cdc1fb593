"""A list as GeoJSON (RFC 7946): visits where they happened, flights by their first and last reception.

A flight is a MultiPoint of the first and the last received position. No line joins them: a straight
line would draw a path that nobody saw. A rotation leg is the points of the aerodromes it names.
What has no position has a null geometry (RFC 7946, section 3.2); no row is dropped.
"""

import math
from collections.abc import Iterator, Mapping

from wheelsdown.dossiers.listings import Listing, ListKind, plain_rows, plain_value, schema_name
from wheelsdown.dossiers.rows_json import encode

__all__ = ["Positions", "geojson_lines", "named_aerodromes"]

#: Aerodrome or place id -> (lat_deg, lon_deg).
Positions = Mapping[str, tuple[float, float]]


def geojson_lines(listing: Listing, kind: ListKind, positions: Positions) -> Iterator[str]:
    """Give the list line by line as one FeatureCollection; ``simulated`` marks it and every feature.

    Parameters
    ----------
    listing
        The rows and what must be said with them.
    kind
        What the rows are.
    positions
        Where the aerodromes that the rows name lie; one not in here gives a null geometry.
    """
    head = {"type": "FeatureCollection", "schema": schema_name(kind), "simulated": listing.simulated}
    said = {"place": listing.place, "left_out": listing.left_out, "missing": listing.missing}
    yield encode(head | {name: plain_value(value) for name, value in said.items()})[:-1] + ', "features": ['
    before: str | None = None
    for row in plain_rows(listing):
        if before is not None:
            yield before + ","
        before = encode({"type": "Feature", "geometry": _geometry(row, kind, positions), "properties": row})
    if before is not None:
        yield before
    yield "]}"


def named_aerodromes(listing: Listing, kind: ListKind) -> set[str]:
    """List the aerodromes whose positions `geojson_lines` needs for these rows."""
    if kind is ListKind.VISITS:
        return set(listing.rows["aerodrome"].drop_nulls())
    if kind is ListKind.ROTATIONS:
        return {end for row in plain_rows(listing) for end in _leg_ends(row)}
    return set()


def _geometry(row: Mapping[str, object], kind: ListKind, positions: Positions) -> dict[str, object] | None:
    match kind:
        case ListKind.VISITS:
            return _points([positions.get(str(row["aerodrome"]))], single=True)
        case ListKind.FLIGHTS:
            return _points([_sighting(row["first_seen"]), _sighting(row["last_seen"])], single=False)
        case ListKind.ROTATIONS:
            return _points([positions.get(end) for end in _leg_ends(row)], single=False)
        case ListKind.NEAR:
            return _points([_sighting(row["closest"])], single=True)
        case _:
            return _points([_sighting(row)], single=True)


def _leg_ends(row: Mapping[str, object]) -> list[str]:
    ends = [row.get("from"), row.get("to")]
    return [str(end["id"]) for end in ends if isinstance(end, Mapping) and end.get("level") == "aerodrome"]


def _sighting(seen: object) -> tuple[float, float] | None:
    if not isinstance(seen, Mapping):
        return None
    lat_deg, lon_deg = seen.get("lat_deg"), seen.get("lon_deg")
    return (lat_deg, lon_deg) if isinstance(lat_deg, float) and isinstance(lon_deg, float) else None


def _points(places: list[tuple[float, float] | None], *, single: bool) -> dict[str, object] | None:
    """Write positions as RFC 7946 wants them: longitude first, degrees, seven decimals (1 cm)."""
    known = [
        [round(place[1], 7), round(place[0], 7)]
        for place in places
        if place is not None and math.isfinite(place[0]) and math.isfinite(place[1])
    ]
    if not known:
        return None
    if single:
        return {"type": "Point", "coordinates": known[0]}
    return {"type": "MultiPoint", "coordinates": known}
