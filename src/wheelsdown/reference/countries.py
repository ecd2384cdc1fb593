"""In which country a point lies: Natural Earth's borders as they ship inside the package.

Borders are thinned to 0.01 degrees (about 0.6 NM), so a point nearer than that to one may be given to the
neighbour; a point at sea lies in no country. How disputed land is counted: ``data/README.md``.
"""

from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl
import shapely
from numpy.typing import ArrayLike

__all__ = ["country_at", "load_countries"]


@cache
def load_countries() -> pl.DataFrame:
    """Give every country's code (ISO 3166-1 alpha-2, and XK), English name and border.

    Returns
    -------
    pl.DataFrame
        ``country``, ``name``, ``border`` (WKB of longitude and latitude in degrees; null where Natural
        Earth draws none). Ordered by code; the same object at every call.
    """
    return pl.read_parquet((files("wheelsdown.reference") / "data" / "countries.parquet").read_bytes())


@cache
def _tree() -> tuple[shapely.STRtree, list[str]]:
    drawn = load_countries().drop_nulls("border")
    pieces, owner = shapely.get_parts(shapely.from_wkb(drawn["border"].to_list()), return_index=True)
    shapely.prepare(pieces)
    return shapely.STRtree(pieces), drawn["country"].gather(owner).to_list()


def country_at(lat_deg: ArrayLike, lon_deg: ArrayLike) -> list[str | None]:
    """Give the country code of each point; None at sea and where there is no position.

    Parameters
    ----------
    lat_deg, lon_deg
        Degrees, shape (n,); NaN where there is no position.

    Examples
    --------
    >>> country_at([35.40, 34.9, 55.88], [35.95, 35.0, 38.06])  # Hmeimim, the sea west of it, Chkalovsky
    ['SY', None, 'RU']
    """
    tree, codes = _tree()
    lat, lon = (np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in (lat_deg, lon_deg))
    found: list[str | None] = [None] * len(lat)
    placed = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
    points, pieces = tree.query(shapely.points(lon[placed], lat[placed]), predicate="intersects")
    for point, piece in sorted(zip(placed[points].tolist(), pieces.tolist(), strict=True), reverse=True):
        found[point] = codes[piece]
    return found
