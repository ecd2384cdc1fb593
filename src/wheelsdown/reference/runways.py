"""Where the runways lie: both directions of each, surveyed where both ends are published.

One runway in three has the coordinates of both ends. They are believed unless they contradict the
published length, the designator or the place (a runway 240 miles away is a typing error). Every
other runway is built around the aerodrome's reference point from its heading, or from ten times the
number in its designator, and its length: right in direction to some degrees (designators are
magnetic; no declination is applied), in place to some hundred metres, and marked ``surveyed = False``.
Displaced thresholds are not applied: an aircraft rolling there is on the runway all the same.
"""

from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from wheelsdown.geo.great_circle import Floats, angle_between_deg, bearing_deg, destination, distance_nm
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.schemas import RunwayEnd
from wheelsdown.units import FEET_PER_METRE, METRES_PER_NM

__all__ = ["build_runway_ends", "load_runway_ends", "load_runways", "runways_left_out"]

_FEET_PER_NM = METRES_PER_NM * FEET_PER_METRE

#: A published end farther than this from its aerodrome's reference point is not believed. The
#: farthest well-known one, Schiphol's 18R, lies at 3.8 NM.
MAX_FROM_REFERENCE_NM = 4.0

#: Published ends must lie this many times the published length apart, at least and at most. Real
#: differences (stopways, displaced thresholds, Dubai's 11,800 of 14,590 ft) stay well inside.
LENGTH_RATIO = (0.5, 2.0)

#: A direction farther than this from the designator's is not believed. Declination and polar grid
#: directions explain up to about 60 degrees.
MAX_FROM_DESIGNATOR_DEG = 60.0

#: Without a published length, ends this far apart are believed: a glider strip to the longest runway
#: of the world (Qamdo, 18,045 ft).
LENGTH_FT = (300.0, 20_000.0)

#: The shipped files store angles in millionths of a degree.
_UDEG_PER_DEGREE = 1_000_000
_UDEG = [f"{end}_{axis}_udeg" for end in ("le", "he") for axis in ("lat", "lon")]
#: Runway number with an optional letter; helipads (H1), compass points (NE) and ALL are none.
_NUMBERED = r"^(0?[1-9]|[12]\d|3[0-6])([A-Z]?)$"
_HELIPAD = r"^H\d*$"
_OTHER_SIDE = {"L": "R", "R": "L"}


@cache
def load_runways() -> pl.DataFrame:
    """Give OurAirports' runways as published, both ends of a runway in one row (``le_``, ``he_``)."""
    return pl.read_parquet((files("wheelsdown.reference") / "data" / "runways.parquet").read_bytes())


@cache
def _world() -> tuple[pl.DataFrame, dict[str, int]]:
    return build_runway_ends(load_runways(), load_aerodromes())


def load_runway_ends() -> pl.DataFrame:
    """Give both directions of every runway of the world whose direction is known.

    Returns
    -------
    pl.DataFrame
        ``schemas.RunwayEnd``, ordered by aerodrome; the same object at every call. Closed runways are
        kept and marked. Runways without a known direction are left out, see ``runways_left_out``.

    Examples
    --------
    >>> load_runway_ends().filter(pl.col("aerodrome") == "OSLK")["runway"].to_list()
    ['17', '35']
    """
    return _world()[0]


def runways_left_out() -> dict[str, int]:
    """Count the runways that have no row in ``load_runway_ends``, by reason."""
    return dict(_world()[1])


def build_runway_ends(runways: pl.DataFrame, aerodromes: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Turn published runways into two directions each.

    Parameters
    ----------
    runways
        As ``load_runways`` gives them.
    aerodromes
        ``schemas.Aerodrome``; a runway whose aerodrome is not among them is left out.

    Returns
    -------
    tuple
        ``schemas.RunwayEnd`` in the order of ``runways``, and the number of runways left out by
        reason: ``helipad``, ``no_direction``, ``no_length``, ``no_aerodrome``.
    """
    where = aerodromes.select("aerodrome", "lat_deg", "lon_deg", field_ft="elevation_ft")
    table = runways.join(where, on="aerodrome", how="inner", maintain_order="left")
    table = _with_ends(_with_direction(table))
    reason = (
        pl.when(pl.col("surveyed"))
        .then(None)
        .when(pl.col("le_designator").str.contains(_HELIPAD))
        .then(pl.lit("helipad"))
        .when(pl.col("heading_deg").is_null())
        .then(pl.lit("no_direction"))
        .when(pl.col("length_ft").is_null() | (pl.col("length_ft") <= 0))
        .then(pl.lit("no_length"))
    )
    table = table.with_columns(left_out=reason)
    counts = dict(table["left_out"].drop_nulls().value_counts(sort=True).iter_rows())
    if n_homeless := runways.height - table.height:
        counts["no_aerodrome"] = n_homeless
    kept = table.filter(pl.col("left_out").is_null())
    both = pl.concat([_direction(kept, "le", "he"), _direction(kept, "he", "le")])
    ordered = both.sort("row", "order").select(RunwayEnd.column_names())
    return ordered, {str(word): int(n) for word, n in counts.items()}


def _with_direction(table: pl.DataFrame) -> pl.DataFrame:
    """Add ``heading_deg`` of the low end: the published one unless it contradicts the designator."""
    number = {
        end: pl.col(f"{end}_designator").str.extract(_NUMBERED, 1).cast(pl.Float64) * 10
        for end in ("le", "he")
    }
    designated = pl.coalesce(number["le"], (number["he"] + 180) % 360)
    published = pl.coalesce("le_heading_deg", (pl.col("he_heading_deg") + 180) % 360).cast(pl.Float64)
    away = ((published - designated + 180) % 360 - 180).abs()
    return table.with_columns(
        designated=designated,
        heading_deg=pl.when(away > MAX_FROM_DESIGNATOR_DEG)
        .then(designated)
        .otherwise(pl.coalesce(published, designated) % 360),
        length_ft=pl.col("length_ft").cast(pl.Float64),
    )


def _with_ends(table: pl.DataFrame) -> pl.DataFrame:
    """Add the coordinates of both ends, published where believed, else built."""
    published = [
        table[c].cast(pl.Float64).fill_null(float("nan")).to_numpy() / _UDEG_PER_DEGREE for c in _UDEG
    ]
    surveyed = _believed(table, published)
    heading = table["heading_deg"].fill_null(float("nan")).to_numpy()
    half_nm = table["length_ft"].fill_null(float("nan")).to_numpy() / _FEET_PER_NM / 2
    lat, lon = table["lat_deg"].to_numpy(), table["lon_deg"].to_numpy()
    built = [*destination(lat, lon, heading + 180, half_nm), *destination(lat, lon, heading, half_nm)]
    ends = [np.where(surveyed, p, b) for p, b in zip(published, built, strict=True)]
    columns = dict(zip(("le_lat", "le_lon", "he_lat", "he_lon"), ends, strict=True))
    return table.with_columns(
        pl.Series("surveyed", surveyed),
        pl.Series("le_course", bearing_deg(*ends)),
        pl.Series("he_course", bearing_deg(ends[2], ends[3], ends[0], ends[1])),
        pl.Series("apart_ft", distance_nm(*ends) * _FEET_PER_NM),
        *(pl.Series(name, values) for name, values in columns.items()),
    )


def _believed(table: pl.DataFrame, ends: list[Floats]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which published pairs of ends agree with the place, the length and the designator."""
    le_lat, le_lon, he_lat, he_lon = ends
    lat, lon = table["lat_deg"].to_numpy(), table["lon_deg"].to_numpy()
    apart_ft = distance_nm(*ends) * _FEET_PER_NM
    length_ft = table["length_ft"].fill_null(0).to_numpy()
    low = np.where(length_ft > 0, length_ft * LENGTH_RATIO[0], LENGTH_FT[0])
    high = np.where(length_ft > 0, length_ft * LENGTH_RATIO[1], LENGTH_FT[1])
    designated = table["designated"].fill_null(float("nan")).to_numpy()
    away = angle_between_deg(bearing_deg(*ends), designated)
    return np.asarray(  # comparisons with NaN are False: a missing coordinate is never believed
        (distance_nm(lat, lon, le_lat, le_lon) <= MAX_FROM_REFERENCE_NM)
        & (distance_nm(lat, lon, he_lat, he_lon) <= MAX_FROM_REFERENCE_NM)
        & (apart_ft > 0)
        & (apart_ft >= low)
        & (apart_ft <= high)
        & ~(away > MAX_FROM_DESIGNATOR_DEG)
    )


def _direction(table: pl.DataFrame, near: str, far: str) -> pl.DataFrame:
    """Give one row per runway for landings that meet the end ``near`` first."""
    other = pl.col(f"{far}_designator")
    opposite = (other.str.extract(_NUMBERED, 1).cast(pl.Int32) + 17) % 36 + 1
    letter = other.str.extract(_NUMBERED, 2).replace(_OTHER_SIDE)
    by_course = ((pl.col(f"{near}_course") / 10).round().cast(pl.Int32) + 35) % 36 + 1
    return table.with_row_index("row").select(
        "aerodrome",
        "row",
        "surveyed",
        "closed",
        runway=pl.coalesce(
            f"{near}_designator",
            opposite.cast(pl.String).str.zfill(2) + letter,
            by_course.cast(pl.String).str.zfill(2),
        ),
        threshold_lat_deg=pl.col(f"{near}_lat"),
        threshold_lon_deg=pl.col(f"{near}_lon"),
        end_lat_deg=pl.col(f"{far}_lat"),
        end_lon_deg=pl.col(f"{far}_lon"),
        heading_deg=pl.col(f"{near}_course"),
        length_ft=pl.when(pl.col("length_ft") > 0).then("length_ft").otherwise("apart_ft"),
        elevation_ft=pl.coalesce(f"{near}_elevation_ft", "field_ft").cast(pl.Float64),
        order=pl.lit(near == "he"),
    )
