"""Which aerodromes exist, under which codes: OurAirports' table as it ships inside the package.

An aerodrome's id is its ICAO code where there is one, else its OurAirports ident. Twenty-one idents
look like ICAO codes and are by now another aerodrome's code: the holder of the code keeps it, the
other is called ``OA-`` and OurAirports' row number, and still answers to its ident. Closed aerodromes
are kept (``kind == "closed"``): old tracks used them, and a name must not slide to its neighbour.
"""

from functools import cache
from importlib.resources import files

import polars as pl

from wheelsdown.schemas import Aerodrome

__all__ = ["load_aerodromes", "load_catalogue"]

#: The shipped files store angles in millionths of a degree.
_UDEG_PER_DEGREE = 1_000_000


@cache
def load_catalogue() -> pl.DataFrame:
    """Give all aerodromes with every code and name they are known by.

    Returns
    -------
    pl.DataFrame
        The columns of ``schemas.Aerodrome`` and ``ident``, ``icao_code``, ``iata_code``, ``gps_code``
        and ``local_code`` (both null where equal to the id), ``municipality``, ``keywords``
        (comma-separated names in any script). Ordered by ``aerodrome``; the same object at every call.
    """
    stored = pl.read_parquet((files("wheelsdown.reference") / "data" / "aerodromes.parquet").read_bytes())
    own_id = pl.col("aerodrome")
    return stored.select(
        "aerodrome",
        "name",
        pl.col("kind").cast(pl.String),
        lat_deg=(pl.col("lat_udeg") / _UDEG_PER_DEGREE).round(6),
        lon_deg=(pl.col("lon_udeg") / _UDEG_PER_DEGREE).round(6),
        elevation_ft=pl.col("elevation_ft").cast(pl.Float64),
        country=pl.col("country"),
        region=pl.col("region"),
        ident=pl.col("ident").fill_null(own_id),
        icao_code=pl.when("icao_code").then(own_id),
        iata_code=pl.col("iata_code"),
        gps_code=pl.col("gps_code"),
        local_code=pl.col("local_code"),
        municipality=pl.col("municipality"),
        keywords=pl.col("keywords"),
    )


@cache
def load_aerodromes() -> pl.DataFrame:
    """Give all aerodromes of the world as the stages need them.

    Returns
    -------
    pl.DataFrame
        ``schemas.Aerodrome``, one row per aerodrome, ordered by id; the same object at every call.

    Examples
    --------
    >>> load_aerodromes().filter(pl.col("aerodrome") == "OSLK")["name"].item()
    'Hmeimim Air Base'
    """
    return load_catalogue().select(Aerodrome.column_names())
