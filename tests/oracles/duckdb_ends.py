"""The bulk pass's small tables once more, in SQL on DuckDB: an oracle, not a product.

The definitions, and the columns that go in and come out, are those of ``polars_ends``; no code is shared.
"""

import duckdb
import polars as pl

_NUMBERED = """
    WITH silent AS (
        SELECT *, time_us - lag(time_us) OVER points > 1800 * 1000000 AS breaks FROM points
        WINDOW points AS (PARTITION BY airframe ORDER BY time_us, lat NULLS LAST, lon NULLS LAST,
                          altitude_ft NULLS LAST, groundspeed_kt NULLS LAST, ground NULLS LAST)
    ), numbered AS (
        SELECT * EXCLUDE (breaks), count(*) FILTER (breaks) OVER so_far AS track,
               row_number() OVER so_far AS place
        FROM silent
        WINDOW so_far AS (PARTITION BY airframe ORDER BY time_us, lat NULLS LAST, lon NULLS LAST,
                          altitude_ft NULLS LAST, groundspeed_kt NULLS LAST, ground NULLS LAST
                          ROWS UNBOUNDED PRECEDING)
    )
"""

_TRACKS = (
    _NUMBERED
    + """
    SELECT airframe, min(time_us) AS first_us, max(time_us) AS last_us, count(*) AS n_points,
           count(*) FILTER (lat IS NOT NULL AND lon IS NOT NULL) AS n_placed,
           count(*) FILTER (ground = 1) AS n_ground
    FROM numbered GROUP BY airframe, track ORDER BY ALL NULLS LAST
"""
)

# Gaps and islands: within a run the place among all points and the place among those of the run's kind
# grow together, so their difference is the run's own.
_GROUND_RUNS = (
    _NUMBERED
    + """
    , down AS (
        SELECT *, place - row_number() OVER (PARTITION BY airframe, track ORDER BY place) AS island
        FROM numbered WHERE ground = 1
    )
    SELECT airframe, min(time_us) AS first_us, max(time_us) AS last_us, count(*) AS n_points
    FROM down GROUP BY airframe, track, island ORDER BY ALL NULLS LAST
"""
)

_CELL_RUNS = (
    _NUMBERED
    + """
    , placed AS (
        SELECT airframe, track, time_us, altitude_ft, place, time_us // 86400000000 AS day,
               CAST(least(floor((lat + 90) * 4), 719) * 1440
                    + floor((CASE WHEN lon = 180 THEN -180.0 ELSE lon END + 180) * 4) AS BIGINT) AS cell
        FROM numbered WHERE lat IS NOT NULL AND lon IS NOT NULL
    ), islands AS (
        SELECT *, row_number() OVER (PARTITION BY airframe, track ORDER BY place)
                - row_number() OVER (PARTITION BY airframe, track, cell, day ORDER BY place) AS island
        FROM placed
    )
    SELECT airframe, cell, min(time_us) AS first_us, max(time_us) AS last_us, count(*) AS n_points,
           min(altitude_ft) AS min_altitude_ft
    FROM islands GROUP BY airframe, track, cell, day, island ORDER BY ALL NULLS LAST
"""
)

_RECEPTION = """
    SELECT id, band, hour, count(*) AS n_points, count(DISTINCT airframe) AS n_airframes
    FROM (
        SELECT places.id, airframe, time_us // 3600000000 AS hour,
               CASE WHEN ground = 1 THEN -2 WHEN altitude_ft IS NULL THEN -1
                    ELSE CAST(greatest(floor(altitude_ft / 1000), 0) AS BIGINT) END AS band
        FROM points, places
        WHERE points.lat IS NOT NULL AND points.lon IS NOT NULL
          AND 2 * 6371.0088 / 1.852 * asin(sqrt(least(1.0,
                  pow(sin((radians(places.lat) - radians(points.lat)) / 2), 2)
                  + cos(radians(points.lat)) * cos(radians(places.lat))
                  * pow(sin(radians(places.lon - points.lon) / 2), 2)))) <= places.radius_nm
    )
    GROUP BY ALL ORDER BY ALL NULLS LAST
"""


def tracks(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``airframe, first_us, last_us, n_points, n_placed, n_ground`` of every track."""
    return _asked(_TRACKS, points=points)


def ground_runs(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``airframe, first_us, last_us, n_points`` of every unbroken run of ground points of a track."""
    return _asked(_GROUND_RUNS, points=points)


def cell_runs(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``airframe, cell, first_us, last_us, n_points, min_altitude_ft`` of the runs in one cell and day."""
    return _asked(_CELL_RUNS, points=points)


def reception(points: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Give ``id, band, hour, n_points, n_airframes``: what was received within each place's radius."""
    return _asked(_RECEPTION, points=points, places=places)


def _asked(query: str, **tables: pl.DataFrame) -> pl.DataFrame:
    """Run a query on tables; columns come back as polars_ends gives them."""
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table.to_arrow())
        found = pl.from_arrow(connection.sql(query).to_arrow_table())
    assert isinstance(found, pl.DataFrame)
    wide = {name: pl.Int64 for name, dtype in found.schema.items() if dtype.is_integer()}
    return found.cast(wide)
