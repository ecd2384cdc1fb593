"""Which positions in a table of state vectors were really received, and when.

OpenSky and the frames made from it give one row a second and repeat the last position for as long
as five minutes after it was received. Taken as it stands, an aircraft lost on approach stands still
in the air, and one that is received again jumps. Where a file says when its position was received
(``lastposupdate``, ``last_position``) and when anything was heard (``lastcontact``):

- a position already told by an earlier row is masked; the row keeps its other values;
- a position told for the first time, but more than 15 s after it was received, is given as a row of
  its own at the time it was received, with no other values (they belong to a later time);
- a row more than 15 s after anything was heard repeats the past and is dropped, unless it is the
  first to tell what was heard: then it is given at the time that was heard.

So no repeated position looks like movement or like standing still, and no received sample is lost,
neither the first nor the last. Where a file does not say when positions were received, they are left
as they are: a parked aircraft repeats its position too, and ``tracks`` has to judge.
"""

from typing import Final

import polars as pl

__all__ = ["MAX_AGE_S", "only_received"]

#: OpenSky drops an aircraft's position 15 s after its last update in the live API
#: (opensky-api docs, states-response: time_position); older ones are leftovers.
MAX_AGE_S: Final = 15

_MAX_AGE_US: Final = MAX_AGE_S * 1_000_000

_POSITION: Final = ("lat_deg", "lon_deg")

#: Columns of a row that hold for a late position as well.
_TIMELESS: Final = ("airframe", "callsign", "source_type", "simulated", "part", "row")


def only_received(points: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Give the points with repeated positions masked, and the number of rows dropped by reason.

    Parameters
    ----------
    points
        Columns of `StateVector`, ``at`` in microseconds, and, if the file has them, ``position_at``
        and ``contact_at`` in microseconds.
    """
    if "position_at" not in points.columns:
        return points, {}
    if "contact_at" not in points.columns:
        points = points.with_columns(contact_at=pl.lit(None, pl.Int64))
    points = points.sort("airframe", "at", "row").with_columns(
        told=_first("position_at").not_() & pl.col("position_at").is_not_null(),
        late=(pl.col("at") - pl.col("position_at") > _MAX_AGE_US).fill_null(value=False),
        unheard=(pl.col("at") - pl.col("contact_at") > _MAX_AGE_US).fill_null(value=False),
        news=_first("contact_at"),
    )
    late = points.filter(pl.col("late") & ~pl.col("told") & pl.col("lat_deg").is_not_null())
    heard = points.filter(~pl.col("unheard") | pl.col("news"))
    masked = heard.with_columns(
        *(pl.when(~(pl.col("told") | pl.col("late"))).then(pl.col(name)).alias(name) for name in _POSITION),
        at=pl.when("unheard").then("contact_at").otherwise("at"),
    )
    late = late.with_columns(at=pl.col("position_at"))
    late = late.select(name for name in (*_TIMELESS, *_POSITION, "at") if name in late.columns)
    received = pl.concat([masked, late], how="diagonal")
    n_dropped = points.height - heard.height
    return received, {"repeated_after_loss": n_dropped} if n_dropped else {}


def _first(column: str) -> pl.Expr:
    return pl.struct("airframe", column).is_first_distinct()
