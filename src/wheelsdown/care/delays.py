"""Which movements wait: those of military aircraft at watched places, where others are served.

A delayed answer is the answer as it would have read at the cutoff: a visit that began after it is not
there yet, and of one that began before it a later departure is not known yet. What waits is counted, so
that a list which waits never reads as a quiet base.

At a watched air base an aircraft of which nobody says whether it is military counts as military: there
most are, and the sources know few of them. Elsewhere only what a source calls military waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.reference.places import PlaceRegister
from wheelsdown.schemas.words import Basis, PlaceKind, PlaceLevel

__all__ = ["DELAYED", "Watch", "delayed", "near_watched", "waiting", "watches"]

#: The reason under which rows that wait are counted.
DELAYED = "delayed"

_INSTANT = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Watch:
    """One watched place; ``lat_deg`` and ``lon_deg`` are None of a place without a position."""

    place: str
    lat_deg: float | None
    lon_deg: float | None
    radius_nm: float
    is_base: bool


def watches(register: PlaceRegister, aerodromes: pl.DataFrame) -> list[Watch]:
    """Give the places that a register watches; a watched id may be the register's own or an aerodrome's."""
    found = []
    known = aerodromes.filter(pl.col("aerodrome").is_in(list(register.watched())))
    by_id = {row["aerodrome"]: row for row in known.iter_rows(named=True)}
    for place_id, radius_nm in register.watched().items():
        place, row = register.get(place_id), by_id.get(place_id, {})
        lat, lon = (place.point_deg if place else None) or (row.get("lat_deg"), row.get("lon_deg"))
        kind = place.kind.value if place else row.get("kind")
        found.append(Watch(place_id, lat, lon, radius_nm, is_base=kind in (None, PlaceKind.AIR_BASE.value)))
    return found


def delayed(listing: Listing, watched: Sequence[Watch], cutoff: datetime) -> Rows:
    """Give a listing of visits, flights or points as it would have read at ``cutoff``.

    Returns
    -------
    Rows
        The rows that may be shown; ``left_out`` counts the others as ``delayed``, and so the visits of
        which only the departure waits.
    """
    rows, n_delayed = listing.rows, 0
    for watch in watched:
        rows, n = _apart(rows, watch, cutoff)
        n_delayed += n
    left_out = dict(listing.left_out)
    if n_delayed:
        left_out[DELAYED] = left_out.get(DELAYED, 0) + n_delayed
    return Rows(rows, listing.simulated, left_out, listing.missing, listing.place)


def near_watched(watched: Sequence[Watch], lat_deg: float, lon_deg: float, *, military: bool | None) -> bool:
    """Tell whether a position is one that waits."""
    return any(
        (military or (military is None and watch.is_base))
        and watch.lat_deg is not None
        and watch.lon_deg is not None
        and float(distance_nm(lat_deg, lon_deg, watch.lat_deg, watch.lon_deg)) <= watch.radius_nm
        for watch in watched
    )


def waiting(points: pl.DataFrame, watched: Sequence[Watch], cutoff: datetime) -> pl.Series:
    """Tell which rows of ``at``, ``lat_deg``, ``lon_deg`` (and ``military``, where known) wait."""
    found = pl.Series("waiting", np.zeros(points.height, dtype=np.bool_))
    for watch in watched:
        found |= _late(points, pl.col("at"), cutoff) & _near(points, watch) & _may_be_military(points, watch)
    return found


# --- one watched place -------------------------------------------------------------------------------


def _apart(rows: pl.DataFrame, watch: Watch, cutoff: datetime) -> tuple[pl.DataFrame, int]:
    """Give the rows that one watched place lets through, and how many were changed or left out."""
    columns = set(rows.columns)
    if {"arrived_at", "aerodrome"} <= columns:
        return _visits(rows, watch, cutoff)
    if {"take_off", "landing"} <= columns:
        wait = _flights(rows, watch, cutoff)
    elif {"closest", "last_at"} <= columns:
        nearest = rows.select(pl.col("closest").struct.unnest())
        wait = _late(rows, pl.col("last_at"), cutoff) & _near(nearest, watch)
    elif {"at", "lat_deg", "lon_deg"} <= columns:
        wait = _late(rows, pl.col("at"), cutoff) & _near(rows, watch)
    else:
        return rows, 0
    wait &= _may_be_military(rows, watch)
    return rows.filter(~wait), int(wait.sum())


def _visits(rows: pl.DataFrame, watch: Watch, cutoff: datetime) -> tuple[pl.DataFrame, int]:
    """Leave out visits that began after the cutoff, and departures after it."""
    here = (rows["aerodrome"] == watch.place) & _may_be_military(rows, watch)
    arrived, departed = (pl.col(end).struct for end in ("arrived_at", "departed_at"))
    begun = pl.coalesce(*(end.field(side) for end in (arrived, departed) for side in ("latest", "earliest")))
    gone = pl.max_horizontal(departed.field("earliest"), departed.field("latest"))
    new = here & _late(rows, begun, cutoff)
    left = here & ~new & _late(rows, gone, cutoff)
    nowhere = pl.struct(id=pl.lit(None, pl.String), level=pl.lit(PlaceLevel.UNKNOWN.value))
    instead = {
        "departed_at": pl.struct(earliest=pl.lit(None, _INSTANT), latest=pl.lit(None, _INSTANT)),
        "departure_basis": pl.lit(Basis.UNKNOWN.value),
        "went_to": nowhere,
        "departure_flight_id": pl.lit(None, pl.String),
    }
    columns = [
        pl.when(left).then(value).otherwise(pl.col(name)).alias(name)
        for name, value in instead.items()
        if name in rows.columns
    ]
    return rows.with_columns(columns).filter(~new), int(new.sum()) + int(left.sum())


def _flights(rows: pl.DataFrame, watch: Watch, cutoff: datetime) -> pl.Series:
    """Tell which flights, or legs of rotations, began, ended or were seen at the place after the cutoff."""
    found = pl.Series(np.zeros(rows.height, dtype=np.bool_))
    for end in ("take_off", "landing"):
        field = pl.col(end).struct.field
        there = rows.select(field("aerodrome") == watch.place).to_series().fill_null(value=False)
        found |= there & _late(rows, pl.coalesce(field("at"), field("latest"), field("earliest")), cutoff)
    for seen in ("first_seen", "last_seen"):
        if seen in rows.columns:
            sighted = rows.select(seen).unnest(seen)
            found |= _late(sighted, pl.col("at"), cutoff) & _near(sighted, watch)
    return found


def _late(rows: pl.DataFrame, instant: pl.Expr, cutoff: datetime) -> pl.Series:
    """Tell which instants are after the cutoff; one that nothing is known of is not."""
    return rows.select((instant > cutoff).fill_null(value=False)).to_series()


def _near(rows: pl.DataFrame, watch: Watch) -> pl.Series:
    """Tell which positions lie within the watched radius; of a place without a position all might."""
    if watch.lat_deg is None or watch.lon_deg is None:
        return pl.Series(np.ones(rows.height, dtype=np.bool_))
    lat, lon = (rows[name].cast(pl.Float64).to_numpy() for name in ("lat_deg", "lon_deg"))
    return pl.Series(distance_nm(lat, lon, watch.lat_deg, watch.lon_deg) <= watch.radius_nm)


def _may_be_military(rows: pl.DataFrame, watch: Watch) -> pl.Series:
    if "military" in rows.columns:
        return rows["military"].fill_null(value=watch.is_base)
    return pl.Series(np.full(rows.height, watch.is_base))
