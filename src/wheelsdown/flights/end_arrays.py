"""The facts of track ends and ground contacts as arrays: what the decisions on them are computed from."""

from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats

__all__ = ["ContactArrays", "EndArrays", "contact_arrays", "end_arrays", "seconds"]


class EndArrays(NamedTuple):
    """Ends in order: entry ``2 i`` is the take-off of leg ``i``, ``2 i + 1`` its landing; times in seconds.

    NaN stands for what is not known. Arrays of legs have one entry for both ends.
    """

    time: Floats
    lat: Floats
    lon: Floats
    level: Floats
    speed: Floats
    sink: Floats
    course: Floats
    flies_on: NDArray[np.bool_]
    seen: NDArray[np.bool_]
    #: Index of the field seen, -1 for none.
    field: NDArray[np.int64]
    earliest: Floats
    latest: Floats
    ground_from: Floats
    ground_to: Floats
    #: Of legs: number of the airframe; when the track began; points with a position; fastest speed.
    airframe: NDArray[np.int64]
    track: Floats
    n_placed: NDArray[np.int64]
    fastest: Floats
    leg_from: Floats
    #: Of legs: the positions of the track are no evidence (``far_tracks``); filled later.
    void: NDArray[np.bool_]


class ContactArrays(NamedTuple):
    """Contacts with the ground in order of airframe and time; times in seconds since 1970."""

    airframe: NDArray[np.int64]
    track: Floats
    first: Floats
    last: Floats
    field: NDArray[np.int64]


def end_arrays(ends: pl.DataFrame, airframes: pl.Series, fields: pl.Series) -> EndArrays:
    """Give ends, in order, as arrays; ``airframes`` and ``fields`` are what the numbers stand for."""
    legs = ends.select("airframe", "track_from", "n_placed", "fastest_kt", "leg_from").gather_every(2)
    return EndArrays(
        time=seconds(ends["at"]),
        lat=_floats(ends["lat_deg"]),
        lon=_floats(ends["lon_deg"]),
        level=_floats(ends["level_ft"]),
        speed=_floats(ends["groundspeed_kt"]),
        sink=_floats(ends["sink_fpm"]),
        course=_floats(ends["course_deg"]),
        flies_on=_own(ends["flies_on"]),
        seen=_own(ends["seen"]),
        field=_codes(ends["aerodrome"], fields),
        earliest=seconds(ends["earliest"]),
        latest=seconds(ends["latest"]),
        ground_from=seconds(ends["ground_from"]),
        ground_to=seconds(ends["ground_to"]),
        airframe=_codes(legs["airframe"], airframes),
        track=seconds(legs["track_from"]),
        n_placed=_own(legs["n_placed"].cast(pl.Int64)),
        fastest=_floats(legs["fastest_kt"]),
        leg_from=seconds(legs["leg_from"]),
        void=np.zeros(len(legs), dtype=np.bool_),
    )


def contact_arrays(contacts: pl.DataFrame, airframes: pl.Series, fields: pl.Series) -> ContactArrays:
    """Give contacts, in order, as arrays."""
    return ContactArrays(
        airframe=_codes(contacts["airframe"], airframes),
        track=seconds(contacts["track_from"]),
        first=seconds(contacts["first_at"]),
        last=seconds(contacts["last_at"]),
        field=_codes(contacts["aerodrome"], fields),
    )


def seconds(column: pl.Series) -> Floats:
    """Give UTC times as seconds since 1970, the same number for the same time always; NaN for null."""
    return _floats(column.dt.epoch("us")) / 1e6


def _floats(column: pl.Series) -> Floats:
    return np.array(column.cast(pl.Float64).fill_null(float("nan")).to_numpy(), dtype=np.float64)


def _own(column: pl.Series) -> NDArray[Any]:
    return np.array(column.to_numpy())


def _codes(column: pl.Series, names: pl.Series) -> NDArray[np.int64]:
    """Give texts as positions in a list of them; -1 for null, and for what is not in it."""
    numbered = pl.DataFrame({"name": names, "code": np.arange(len(names))})
    coded = pl.DataFrame({"name": column}).join(numbered, on="name", how="left", maintain_order="left")
    return np.array(coded["code"].fill_null(-1).to_numpy(), dtype=np.int64)
