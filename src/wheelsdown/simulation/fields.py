"""The fields a scenario flies between, from the reference tables handed in."""

from dataclasses import dataclass

import polars as pl

from wheelsdown.errors import UnknownReference
from wheelsdown.geo.great_circle import angle_between_deg, bearing_deg, distance_nm

__all__ = ["Fields", "Strip"]

#: Shorter directions are left to lighter aircraft than any scenario flies.
SHORTEST_RUNWAY_NM = 1.1

#: Two directions further apart than this are the two ends of one runway.
OPPOSITE_DEG = 175.0


@dataclass(frozen=True)
class Strip:
    """One direction of one runway."""

    aerodrome: str
    runway: str
    lat: float
    lon: float
    heading: float
    length_nm: float
    elevation_ft: float


class Fields:
    """Reference points and runways by aerodrome code."""

    def __init__(self, aerodromes: pl.DataFrame, runway_ends: pl.DataFrame, wanted: set[str]) -> None:
        rows = aerodromes.filter(pl.col("aerodrome").is_in(sorted(wanted))).rows(named=True)
        self._places = {row["aerodrome"]: row for row in rows}
        if missing := sorted(wanted - set(self._places)):
            raise UnknownReference(
                f"the scenario flies to {missing[0]}, which the reference tables do not hold",
                asked=missing[0],
            )
        ends = runway_ends.filter(
            pl.col("aerodrome").is_in(sorted(wanted)) & pl.col("surveyed") & ~pl.col("closed")
        )
        ends = ends.sort("aerodrome", "runway", "threshold_lat_deg")
        self._strips: dict[str, list[Strip]] = {code: [] for code in wanted}
        for row in ends.rows(named=True):
            strip = _strip(row, self._places[row["aerodrome"]]["elevation_ft"] or 0.0)
            if strip.length_nm >= SHORTEST_RUNWAY_NM:
                self._strips[strip.aerodrome].append(strip)

    def reference(self, code: str) -> tuple[float, float]:
        """Give latitude and longitude of an aerodrome's reference point."""
        return float(self._places[code]["lat_deg"]), float(self._places[code]["lon_deg"])

    def runway(self, code: str) -> tuple[Strip, Strip]:
        """Give both directions of the longest runway of which both ends are surveyed."""
        strips = self._strips[code]
        if not strips:
            raise UnknownReference(f"{code} has no surveyed runway in the reference tables", asked=code)
        longest = max(strips, key=lambda strip: strip.length_nm)
        others = [s for s in strips if float(angle_between_deg(s.heading, longest.heading)) > OPPOSITE_DEG]
        far_end = min(others, key=lambda s: float(abs(s.length_nm - longest.length_nm)))
        return longest, far_end


def _strip(row: dict[str, object], field_elevation_ft: float) -> Strip:
    ends = [
        float(str(row[c])) for c in ("threshold_lat_deg", "threshold_lon_deg", "end_lat_deg", "end_lon_deg")
    ]
    elevation = row["elevation_ft"]
    return Strip(
        aerodrome=str(row["aerodrome"]),
        runway=str(row["runway"]),
        lat=ends[0],
        lon=ends[1],
        heading=float(bearing_deg(*ends)),
        length_nm=float(distance_nm(*ends)),
        elevation_ft=field_elevation_ft if elevation is None else float(str(elevation)),
    )
