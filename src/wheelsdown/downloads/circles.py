"""The circle around one place that data is fetched for, the place known by any of its names."""

from typing import Final

import polars as pl

from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.errors import UnknownReference
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.names import PlaceSelection, SelectionLevel, resolve
from wheelsdown.reference.places import PlaceRegister

__all__ = ["USUAL_RADIUS_NM", "circle_around", "circle_of"]

#: An aircraft that lands is inside this circle for its last quarter of an hour or so, from cruising height
#: down: enough to see where it came from and that it landed.
USUAL_RADIUS_NM: Final = 60.0


def circle_around(place: str, register: PlaceRegister, radius_nm: float = USUAL_RADIUS_NM) -> Selection:
    """Give the circle around one aerodrome or place of the register.

    Raises
    ------
    UnknownReference
        No such place, or it is a region, country or set, which is not one point.

    Examples
    --------
    >>> circle = circle_around("Хмеймим", PlaceRegister.open(None))
    >>> circle.place, round(circle.lat_deg, 1), circle.radius_nm
    ('OSLK', 35.4, 60.0)
    """
    return circle_of(resolve(place, register), register, radius_nm)


def circle_of(
    found: PlaceSelection, register: PlaceRegister, radius_nm: float = USUAL_RADIUS_NM
) -> Selection:
    """Give the circle around a place that was found by its name.

    Raises
    ------
    UnknownReference
        It is a region, country or set, which is not one point.
    """
    known = register.get(found.id)
    point = known.point_deg if known is not None else None
    if point is None and found.level is SelectionLevel.AERODROME:
        fields = load_aerodromes().filter(pl.col("aerodrome") == found.id)
        point = next(fields.select("lat_deg", "lon_deg").iter_rows(), None)
    if point is None:
        raise UnknownReference(
            f"{found.label} is not one point; name one aerodrome or place of the register", asked=found.id
        )
    return Selection(place=found.id, lat_deg=point[0], lon_deg=point[1], radius_nm=radius_nm)
