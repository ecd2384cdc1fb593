"""One state of an airframe at each instant, in whatever files and order its states came.

The same message reaches us by two feeds, or in two daily files that overlap. Which of several states of
one instant is kept is decided by what they say and never by where they came from first: with a position
before without, then by content alone, and only between equals by hash and row.
"""

import polars as pl

__all__ = ["one_state_an_instant"]

#: Of several states of one airframe at one instant: those with a position first, then by content alone.
_PREFERENCE = ("lat_deg", "lon_deg", "altitude_ft", "groundspeed_kt", "track_deg", "vertical_rate_fpm",
               "on_ground", "geometric_altitude_ft", "callsign", "nac_p", "nic", "squawk")  # fmt: skip


def one_state_an_instant(states: pl.DataFrame) -> pl.DataFrame:
    """Give `StateVector` rows sorted by airframe and time, one per airframe and instant.

    Rows are dropped only where another one of the same airframe and instant is kept.
    """
    instant = ["airframe", "at"]
    together = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in instant)
    ordered = states.sort(instant, maintain_order=True)
    repeats = ordered.select(together.fill_null(value=False)).to_series()
    if not repeats.any():
        return ordered
    several = repeats | repeats.shift(-1, fill_value=False)
    chosen = (
        ordered.filter(several)
        .sort(*instant, *_PREFERENCE, pl.col("sha256").cast(pl.String), "row", nulls_last=True)
        .unique(instant, keep="first", maintain_order=True)
    )
    return pl.concat([ordered.filter(~several), chosen]).sort(instant)
