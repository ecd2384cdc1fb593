"""One place: what it is called, where it lies, which aerodromes it stands for and what is claimed of it."""

from typing import Any, Literal

import msgspec
import polars as pl

from wheelsdown.faces.web.api.asking import PlaceAsked
from wheelsdown.faces.web.snapshots import View
from wheelsdown.reference.names import PlaceSelection, resolve
from wheelsdown.reference.places import PlaceClaim, PlaceName

__all__ = ["PlaceAnswer", "place", "place_answer"]

#: Aerodromes of a country or set that are named one by one.
_MOST_AERODROMES = 500


class PlaceAerodrome(msgspec.Struct, frozen=True, kw_only=True):
    """One aerodrome that a place stands for."""

    aerodrome: str
    name: str
    kind: str
    lat_deg: float
    lon_deg: float
    elevation_ft: float | None
    country: str | None
    region: str | None


class PlaceAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One place."""

    schema: Literal["wheelsdown/place/1"] = "wheelsdown/place/1"
    id: str
    #: aerodrome, region, country, set or port.
    level: str
    #: For a person: ``Hmeimim Air Base (OSLK, Syria)``.
    label: str
    kind: str | None
    lat_deg: float | None
    lon_deg: float | None
    radius_nm: float | None
    polygon_deg: tuple[tuple[float, float], ...] | None
    #: None where it is not watched.
    watched_radius_nm: float | None
    names: tuple[PlaceName, ...]
    #: Somebody's words about it, with date and source; none changes what is inferred from tracks.
    claims: tuple[PlaceClaim, ...]
    n_aerodromes: int
    aerodromes: list[PlaceAerodrome]
    #: What must be said with any answer about it.
    note: str | None


def place(view: View, asked: PlaceAsked) -> PlaceAnswer:
    """Give the place that a code or name means."""
    return place_answer(view, resolve(asked.id, view.register))


def place_answer(view: View, found: PlaceSelection) -> PlaceAnswer:
    """Describe a place that was found."""
    fields = view.aerodromes.filter(pl.col("aerodrome").is_in(found.aerodromes)).head(_MOST_AERODROMES)
    known = view.register.get(found.id)
    own = fields.filter(pl.col("aerodrome") == found.id).to_dicts()
    point = (known.point_deg if known else None) or ((own[0]["lat_deg"], own[0]["lon_deg"]) if own else None)
    names = known.names if known else tuple(PlaceName(text=each["name"]) for each in own)
    said: dict[str, Any] = {"kind": str(known.kind) if known else (own[0]["kind"] if own else None)}
    return PlaceAnswer(
        id=found.id,
        level=found.level.value,
        label=found.label,
        lat_deg=point[0] if point else None,
        lon_deg=point[1] if point else None,
        radius_nm=known.radius_nm if known else None,
        polygon_deg=known.polygon_deg if known else None,
        watched_radius_nm=view.register.watched().get(found.id),
        names=names,
        claims=known.claims if known else (),
        n_aerodromes=len(found.aerodromes),
        aerodromes=[PlaceAerodrome(**row) for row in fields.to_dicts()],
        note=found.note,
        **said,
    )
