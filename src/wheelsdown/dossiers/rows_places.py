"""The places of a register as rows: id, kind, names, position, watched radius, claims."""

import msgspec
import polars as pl

from wheelsdown.reference.places import PlaceRegister

__all__ = ["PLACE_COLUMNS", "place_rows"]

_NAME = pl.Struct({"text": pl.String, "language": pl.String, "source": pl.String})
_CLAIM = pl.Struct(
    {"attribute": pl.String, "value": pl.String, "source": pl.String, "since": pl.String, "until": pl.String}
)
#: The columns of `place_rows`.
PLACE_COLUMNS = pl.Schema(
    {
        "id": pl.String(),
        "kind": pl.String(),
        "names": pl.List(_NAME),
        "lat_deg": pl.Float64(),
        "lon_deg": pl.Float64(),
        "radius_nm": pl.Float64(),
        "watched_radius_nm": pl.Float64(),
        "claims": pl.List(_CLAIM),
    }
)


def place_rows(register: PlaceRegister) -> pl.DataFrame:
    """Give one row a place of the register, and one for every aerodrome that is watched besides."""
    watched = register.watched()
    registered = register.places()
    rows = [
        {
            "id": place.id,
            "kind": str(place.kind),
            "names": [msgspec.structs.asdict(each) for each in place.names],
            "lat_deg": place.point_deg[0] if place.point_deg else None,
            "lon_deg": place.point_deg[1] if place.point_deg else None,
            "radius_nm": place.radius_nm,
            "watched_radius_nm": watched.get(place.id),
            "claims": [msgspec.structs.asdict(each) for each in place.claims],
        }
        for place in registered
    ]
    known = {place.id for place in registered}
    rows += [
        {"id": each, "kind": "aerodrome", "names": [], "watched_radius_nm": radius_nm, "claims": []}
        for each, radius_nm in watched.items()
        if each not in known
    ]
    return pl.DataFrame(rows, schema=PLACE_COLUMNS)
