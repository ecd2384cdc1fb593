"""Our own aerodromes and runways for the map: points for all that matter, lines for their runways.

Small fields and heliports would be eighty thousand points, so they are drawn only where the register or a
visit names them.
"""

from typing import Any, Final

import polars as pl
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.faces.web.responses import (
    JSON,
    Body,
    body_response,
    etag_of,
    gzipped,
    json_bytes,
    not_modified,
)
from wheelsdown.faces.web.snapshots import Served, View
from wheelsdown.reference.runways import load_runway_ends

__all__ = ["aerodromes", "runways"]

#: Kinds that are drawn wherever they lie.
_KINDS: Final = ("large_airport", "medium_airport", "air_base", "airport", "airstrip")


async def aerodromes(request: Request) -> Response:
    """Give the aerodromes as GeoJSON points: ``id``, ``name``, ``rank`` (0 watched, 1 large, 2 the rest)."""
    return await _sent(request, "aerodromes", _aerodromes)


async def runways(request: Request) -> Response:
    """Give the runways of the same aerodromes as GeoJSON lines, from threshold to threshold."""
    return await _sent(request, "runways", _runways)


async def _sent(request: Request, name: str, make: Any) -> Response:
    served: Served = request.app.state.served
    view = served.view
    etag = etag_of("map", name, view.state)
    if (same := not_modified(request, etag)) is not None:
        return same

    def work() -> Body:
        return view.once(("map", name), lambda: gzipped(json_bytes(make(view)), JSON))

    return body_response(request, await served.work(work), etag=etag)


def _drawn(view: View) -> pl.DataFrame:
    named = {place.id for place in view.register.places()} | set(view.register.watched())
    visited = view.workspace.table("visits").select("aerodrome").unique().collect()["aerodrome"]
    wanted = pl.col("kind").is_in(_KINDS) | pl.col("aerodrome").is_in([*named, *visited])
    return view.aerodromes.filter(wanted)


def _aerodromes(view: View) -> dict[str, Any]:
    watched = view.register.watched()
    features = [
        _feature(
            "Point",
            [round(row["lon_deg"], 4), round(row["lat_deg"], 4)],
            {
                "id": row["aerodrome"],
                "name": row["name"],
                "rank": 0 if row["aerodrome"] in watched else 1 if row["kind"] == "large_airport" else 2,
            },
        )
        for row in _drawn(view).iter_rows(named=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _runways(view: View) -> dict[str, Any]:
    fields = _drawn(view)["aerodrome"].to_list()
    ends = load_runway_ends().filter(pl.col("aerodrome").is_in(fields))
    return {
        "type": "FeatureCollection",
        "features": [_feature("LineString", line, {"name": name}) for name, line in _lines(ends)],
    }


def _lines(ends: pl.DataFrame) -> list[tuple[str, list[list[float]]]]:
    """Give one line a runway: of its two directions the one below 180 degrees."""
    corners = ("threshold_lon_deg", "threshold_lat_deg", "end_lon_deg", "end_lat_deg")
    one_way = ends.filter(~pl.col("closed") & (pl.col("heading_deg") < 180)).select("runway", *corners)
    return [
        (name, [[round(lon, 5), round(lat, 5)], [round(end_lon, 5), round(end_lat, 5)]])
        for name, lon, lat, end_lon, end_lat in one_way.iter_rows()
    ]


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }
