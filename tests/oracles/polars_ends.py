"""The bulk pass's small tables once more, in polars window expressions: an oracle, not a product.

Each function takes a table of points and gives a table sorted by all its columns. The points have
``airframe`` (String), ``time_us`` (Int64, microseconds after 1970), ``lat``, ``lon`` (Float64, degrees),
``altitude_ft``, ``groundspeed_kt`` (Float64) and ``ground`` (Int8: 1 on the ground, 0 airborne, -1 not
said), in any order; what was not received is null. ``duckdb_ends`` gives the same tables from SQL.

- Points of one airframe are in order of time; points of the same microsecond are in order of their other
  columns (nulls last), so that the order in which they come does not matter.
- A point is placed when it has both coordinates.
- A track ends where the next point of its airframe is more than 1,800 s later.
"""

import polars as pl

#: Silence longer than this ends a track, in microseconds.
MAX_SILENCE_US = 1_800_000_000
HOUR_US, DAY_US = 3_600_000_000, 86_400_000_000
#: IUGG mean radius of the Earth, in nautical miles.
EARTH_RADIUS_NM = 6371.0088 / 1.852
#: Bands of points whose altitude is missing, and that are on the ground.
NO_ALTITUDE, ON_GROUND = -1, -2

#: What decides the order of points of one microsecond.
ORDER = ["airframe", "time_us", "lat", "lon", "altitude_ft", "groundspeed_kt", "ground"]
SPAN = ["first_us", "last_us", "n_points"]


def tracks(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``airframe, first_us, last_us, n_points, n_placed, n_ground`` of every track."""
    return _sorted(
        _numbered(points)
        .group_by("airframe", "track")
        .agg(
            *_span(),
            n_placed=_placed().sum().cast(pl.Int64),
            n_ground=(pl.col("ground") == 1).sum().cast(pl.Int64),
        )
        .drop("track")
    )


def ground_runs(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``airframe, first_us, last_us, n_points`` of every unbroken run of ground points of a track."""
    table = _numbered(points).with_columns(down=pl.col("ground") == 1)
    return _sorted(_runs(table, "down").filter("down").select("airframe", *SPAN))


def cell_runs(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``airframe, cell, first_us, last_us, n_points, min_altitude_ft`` of the runs in one cell and day.

    A run is unbroken among the placed points of a track: points without a position do not end it.
    A cell is ``floor((lat + 90) * 4) * 1440 + floor((lon + 180) * 4)``; longitude 180 counts as -180, and
    latitude 90 as the northernmost row.
    """
    row = ((pl.col("lat") + 90) * 4).floor().clip(upper_bound=719)
    east = pl.when(pl.col("lon") == 180).then(-180.0).otherwise(pl.col("lon"))
    table = (
        _numbered(points)
        .filter(_placed())
        .with_columns(
            cell=(row * 1440 + ((east + 180) * 4).floor()).cast(pl.Int64), day=pl.col("time_us") // DAY_US
        )
    )
    runs = _runs(table, "cell", "day", min_altitude_ft=pl.col("altitude_ft").min())
    return _sorted(runs.select("airframe", "cell", *SPAN, "min_altitude_ft"))


def reception(points: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Give ``id, band, hour, n_points, n_airframes``: what was received within each place's radius.

    ``places`` has ``id`` (String), ``lat``, ``lon`` and ``radius_nm``. ``band`` counts thousands of feet,
    rounded down, 0 below sea level; -1 where the altitude is missing, -2 on the ground. ``hour`` counts hours
    since 1970, before which there are none.
    """
    near = (
        points.filter(_placed())
        .with_columns(
            band=pl.when(pl.col("ground") == 1)
            .then(ON_GROUND)
            .when(pl.col("altitude_ft").is_null())
            .then(NO_ALTITUDE)
            .otherwise((pl.col("altitude_ft") / 1000).floor().clip(lower_bound=0))
            .cast(pl.Int64),
            hour=pl.col("time_us") // HOUR_US,
        )
        .join(places.rename({"lat": "place_lat", "lon": "place_lon"}), how="cross")
        .filter(_distance_nm() <= pl.col("radius_nm"))
    )
    return _sorted(
        near.group_by("id", "band", "hour").agg(
            n_points=pl.len().cast(pl.Int64), n_airframes=pl.col("airframe").n_unique().cast(pl.Int64)
        )
    )


def _span() -> list[pl.Expr]:
    return [
        pl.col("time_us").min().alias("first_us"),
        pl.col("time_us").max().alias("last_us"),
        pl.len().cast(pl.Int64).alias("n_points"),
    ]


def _placed() -> pl.Expr:
    return pl.col("lat").is_not_null() & pl.col("lon").is_not_null()


def _numbered(points: pl.DataFrame) -> pl.DataFrame:
    """Sort the points and number the tracks of each airframe."""
    silent = pl.col("time_us").diff().over("airframe").fill_null(0) > MAX_SILENCE_US
    return points.sort(ORDER, nulls_last=True).with_columns(track=silent.cum_sum().over("airframe"))


def _runs(table: pl.DataFrame, *keys: str, **more: pl.Expr) -> pl.DataFrame:
    """Give one row per unbroken run of equal keys within a track."""
    changed = pl.any_horizontal(pl.col(key) != pl.col(key).shift() for key in keys).fill_null(value=True)
    table = table.with_columns(changed.over("airframe", "track").alias("changed"))
    table = table.with_columns(run=pl.col("changed").cum_sum().over("airframe", "track"))
    return table.group_by("airframe", "track", "run", *keys).agg(*_span(), **more)


def _distance_nm() -> pl.Expr:
    """Haversine (Sinnott 1984) between a point and a place."""
    phi1, phi2 = pl.col("lat").radians(), pl.col("place_lat").radians()
    east = (pl.col("place_lon") - pl.col("lon")).radians()
    half = ((phi2 - phi1) / 2).sin() ** 2 + phi1.cos() * phi2.cos() * (east / 2).sin() ** 2
    return 2 * EARTH_RADIUS_NM * half.clip(0, 1).sqrt().arcsin()


def _sorted(table: pl.DataFrame) -> pl.DataFrame:
    return table.sort(table.columns, nulls_last=True)
