"""Which airfields lie near a point, and how a point lies to their runways.

Every kind of field is kept, with no penalty for military or unscheduled ones: the fields this tool
exists for are exactly those that such a penalty would hide. A field listed as closed counts where
it has a long runway: such fields are reopened by armies. A closed runway counts only where its field
has no other. Heliports, seaplane bases and small closed fields are no candidates.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from wheelsdown.geo.great_circle import (
    EARTH_RADIUS_NM,
    Floats,
    bearing_deg,
    distance_nm,
    offsets_nm,
    unit_vectors,
)

__all__ = ["FIXED_WING_KINDS", "Airfields", "Runways"]

#: Kinds of field on which aeroplanes land.
FIXED_WING_KINDS = frozenset(
    {"large_airport", "medium_airport", "small_airport", "air_base", "airport", "airstrip"}
)


#: A field listed as closed still has a runway of this length that aircraft could use.
REOPENED_FT = 4_000.0


@dataclass(frozen=True)
class Runways:
    """Runway directions as arrays: entry ``i`` is landed on from ``threshold`` towards ``end``."""

    field: NDArray[np.int64]
    name: NDArray[np.object_]
    surveyed: NDArray[np.bool_]
    threshold_lat: Floats
    threshold_lon: Floats
    heading: Floats
    length_nm: Floats
    elevation_ft: Floats


class Airfields:
    """The aerodromes and runways of the world, found by place.

    Built from tables of ``schemas.Aerodrome`` and ``schemas.RunwayEnd``; a position in the arrays
    is called a field here, its name is ``ids[field]``.
    """

    def __init__(
        self,
        aerodromes: pl.DataFrame,
        runway_ends: pl.DataFrame,
        *,
        kinds: Collection[str] = FIXED_WING_KINDS,
    ) -> None:
        usable = _usable(runway_ends)
        long_enough = usable.filter(pl.col("length_ft") >= REOPENED_FT)["aerodrome"].unique()
        reopened = (pl.col("kind") == "closed") & pl.col("aerodrome").is_in(long_enough.implode())
        kept = aerodromes.filter(pl.col("kind").is_in(list(kinds)) | reopened).sort("aerodrome")
        self.ids: list[str] = kept["aerodrome"].to_list()
        self.lat: Floats = kept["lat_deg"].to_numpy()
        self.lon: Floats = kept["lon_deg"].to_numpy()
        #: One field in ten has no published elevation and borrows that of the nearest one that has.
        self.elevation_known: NDArray[np.bool_] = kept["elevation_ft"].is_not_null().to_numpy()
        self.elevation_ft: Floats = _borrowed(kept["elevation_ft"], self.lat, self.lon)
        self._tree = cKDTree(unit_vectors(self.lat, self.lon))
        self.runways = _runways(usable, self.ids)
        order = self.runways.field
        self._first_runway = np.searchsorted(order, np.arange(len(self.ids) + 1))
        self.longest_runway_ft: Floats = np.full(len(self.ids), np.nan)
        for field, length in zip(order, self.runways.length_nm, strict=True):
            feet = length * 6076.12
            if not self.longest_runway_ft[field] >= feet:
                self.longest_runway_ft[field] = feet

    def near(self, lat: float, lon: float, radius_nm: float) -> tuple[NDArray[np.int64], Floats]:
        """Give the fields whose reference point lies within ``radius_nm``, nearest first, and how far."""
        chord = 2 * np.sin(min(radius_nm / EARTH_RADIUS_NM, np.pi) / 2)
        found = np.array(self._tree.query_ball_point(unit_vectors(lat, lon)[0], chord), dtype=np.int64)
        if len(found) == 0:
            return found, np.empty(0)
        distances = distance_nm(lat, lon, self.lat[found], self.lon[found])
        order = np.lexsort((found, distances))
        return found[order], distances[order]

    def nearest(self, lat: Floats, lon: Floats) -> tuple[NDArray[np.int64], Floats]:
        """Give for every point the nearest field and its distance in nautical miles."""
        chord, field = self._tree.query(unit_vectors(lat, lon))
        return np.asarray(field), 2 * EARTH_RADIUS_NM * np.arcsin(np.clip(chord / 2, 0, 1))

    def runways_of(self, field: int) -> slice:
        """Give the runway directions of a field as a slice into ``runways``."""
        return slice(int(self._first_runway[field]), int(self._first_runway[field + 1]))

    def off_runway_nm(self, field: int, lat: Floats, lon: Floats) -> Floats:
        """Give each point's distance from the nearest runway of the field; infinite without runways."""
        ways = self.runways_of(field)
        best = np.full(len(lat), np.inf)
        for way in range(ways.start, ways.stop):
            along, across = offsets_nm(
                lat,
                lon,
                self.runways.threshold_lat[way],
                self.runways.threshold_lon[way],
                self.runways.heading[way],
            )
            beyond = np.maximum(np.maximum(-along, along - self.runways.length_nm[way]), 0)
            best = np.minimum(best, np.hypot(across, beyond))
        return best


def _borrowed(elevation_ft: pl.Series, lat: Floats, lon: Floats) -> Floats:
    """Fill missing elevations with that of the nearest field that has one; 0 where none has."""
    elevation = elevation_ft.cast(pl.Float64).fill_null(float("nan")).to_numpy().copy()
    known = np.isfinite(elevation)
    if not known.any():
        return np.zeros(len(elevation))
    tree = cKDTree(unit_vectors(lat[known], lon[known]))
    _, nearest = tree.query(unit_vectors(lat[~known], lon[~known]))
    elevation[~known] = elevation[known][nearest]
    return elevation


def _usable(runway_ends: pl.DataFrame) -> pl.DataFrame:
    """Give the runway ends without closed runways, but where a field has no other."""
    open_somewhere = runway_ends.filter(~pl.col("closed"))["aerodrome"].unique()
    return runway_ends.filter(~pl.col("closed") | ~pl.col("aerodrome").is_in(open_somewhere.implode()))


def _runways(runway_ends: pl.DataFrame, ids: list[str]) -> Runways:
    """Turn the table into arrays, ordered by field."""
    numbered = pl.DataFrame({"aerodrome": ids}, schema={"aerodrome": pl.String}).with_row_index("field")
    table = runway_ends.join(numbered, on="aerodrome").sort("field", "runway", "threshold_lat_deg")
    lat1, lon1, lat2, lon2 = (
        table[c].to_numpy() for c in ("threshold_lat_deg", "threshold_lon_deg", "end_lat_deg", "end_lon_deg")
    )
    return Runways(
        field=table["field"].cast(pl.Int64).to_numpy(),
        name=table["runway"].to_numpy(),
        surveyed=table["surveyed"].to_numpy(),
        threshold_lat=lat1,
        threshold_lon=lon1,
        heading=bearing_deg(lat1, lon1, lat2, lon2),
        length_nm=distance_nm(lat1, lon1, lat2, lon2),
        elevation_ft=table["elevation_ft"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
    )
